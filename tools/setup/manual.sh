#!/bin/sh
# A manual page on stdout, with what it does not say itself put in behind its marks:
#   .\" keys begin      the keys, .\" lines begin: the words of the line mode; of the action table
#   .\" options begin   the options of the client, or of every command; .\" commands begin: the commands with theirs; of the program's own help
#   tools/setup/manual.sh BUILD en|vi PAGE
set -eu
build=$1 lang=$2 page=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 LANGUAGE=$lang

keys() { # keys|lines
    if [ "$lang" = vi ]; then awk -f tools/setup/keys.awk -v what="$1" app/po/vi.po app/client/actions.h
    else awk -f tools/setup/keys.awk -v what="$1" app/client/actions.h; fi
}
# A page of help as a list: "  --option VALUE   (note)" begins an entry, deeper lines explain it. A dash is one on the glass, too.
entries() {
    awk '/^  -/ { sub(/^  /, ""); gsub(/-/, "\\-"); print ".It Sy \"" $0 "\""; next }
         /^      / { sub(/^ +/, ""); sub(/^[.\047]/, "\\\\\\&&"); print }'
}
options() {
    case $page in
    *ctl*) "$build/sathachctl" help init | awk -v RS= '/\n  -C /' | entries ;;
    *) "$build/sathach" --help | entries ;;
    esac
}
commands() {
    LANGUAGE=en "$build/sathachctl" --help | sed -nE 's/^  ([a-z]+( [a-z]+)?)$/\1/p' >"$work/names"
    [ -s "$work/names" ] || { echo "$build/sathachctl lists no command" >&2; exit 1; }
    while read -r command; do
        # shellcheck disable=SC2086
        "$build/sathachctl" help $command >"$work/page"
        echo ".Ss $command"
        echo ".Bd -literal -compact"
        sed '/^$/,$d; s/-/\\-/g' "$work/page" # its forms
        echo ".Ed"
        # what it does, to its options or those of every command; each is a heading at the left edge
        sed '1,/^$/d' "$work/page" | sed '/^$/,$d; s/^[.'"'"']/\\\&&/'
        sed '1,/^$/d' "$work/page" | awk -v RS= 'NR > 1 && !/^[^ \n]*[^\n]*:\n  -C /' | entries >"$work/entries"
        [ ! -s "$work/entries" ] || { echo ".Bl -tag -width Ds -compact"; cat "$work/entries"; echo ".El"; }
    done <"$work/names"
}

for part in keys lines options commands; do
    : >"$work/$part"
    grep -q "^.\\\\\" $part begin" "$page" || continue
    case $part in
    keys | lines) keys $part ;;
    options) options ;;
    commands) commands ;;
    esac >"$work/$part"
    [ -s "$work/$part" ] || { echo "$page: nothing stands for its $part" >&2; exit 1; }
done
sed -e "/keys begin/r $work/keys" -e "/lines begin/r $work/lines" -e "/options begin/r $work/options" -e "/commands begin/r $work/commands" "$page"
