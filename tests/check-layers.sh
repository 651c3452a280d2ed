#!/bin/sh
# Holds the house: core <- client, core <- tools; curses only in app/client/term; core neither prints nor exits.
#   tests/check-layers.sh ROOT
set -eu
cd "${1:-.}"
found=$(mktemp)
trap 'rm -f "$found"' EXIT
complain() { # MESSAGE, then grep's lines on stdin; into a file, for a pipe's end cannot set a variable
    lines=$(cat)
    [ -z "$lines" ] || printf 'layer broken: %s\n%s\n' "$1" "$lines" >>"$found"
}
sources() { find "$@" -name '*.[ch]' 2>/dev/null | sort; }

grep -nE '#include *"(app/client|tools|tests)/' $(sources app/core) /dev/null | complain "core includes a layer above it"
grep -nE '#include *"(tools|tests)/' $(sources app/client) /dev/null | complain "the client includes tools or tests"
grep -nE '#include *"(app/client|tests)/' $(sources tools) /dev/null | complain "tools include the client or tests"
grep -nE '#include *[<"](n?curses|ncursesw/|term\.h|panel)' $(sources app tools | grep -v '^app/client/term/') /dev/null |
    complain "curses outside app/client/term"
grep -nE '(^|[^a-zA-Z_])(printf|vprintf|puts|putchar|perror|exit|_exit|abort)[ ]*\(|std(out|err)' $(sources app/core) /dev/null |
    complain "core prints or exits"
grep -nE '#include *<sodium' $(sources app tools | grep -vE '^app/core/(crypt|keys|minisign|code|onetime|journal)\.c$') /dev/null |
    complain "libsodium outside crypt, keys, minisign, code, onetime, journal"
grep -nE '#include *<(glib|pango|cairo|csv\.h|utf8proc)' $(sources app) /dev/null | complain "the client links more than ncurses, sqlite3, libsodium"

# inside core: text, crypt <- package <- bank, session <- paper <- journal <- answers
rank() {
    case "$1" in
    err|i18n|buf|text|file|ballast) echo 0 ;; crypt|code|clock) echo 1 ;; package|profile|onetime) echo 2 ;; keys|minisign) echo 3 ;; bank*) echo 4 ;;
    session_build) echo 7 ;; session*) echo 5 ;; paper) echo 6 ;; journal) echo 7 ;; answers|attempt*|manifest) echo 8 ;; *) echo 9 ;;
    esac
}
for f in $(sources app/core); do
    own=$(basename "$f")
    own=$(rank "${own%.[ch]}")
    for inc in $(sed -n 's/.*#include *"app\/core\/\([a-z_0-9]*\)\.h".*/\1/p' "$f"); do
        [ "$(rank "$inc")" -le "$own" ] || echo "$f includes $inc.h" | complain "core includes against its order"
    done
done
if [ -s "$found" ]; then
    cat "$found" >&2
    exit 1
fi
echo "layers hold"
