#!/bin/bash
# Help as programs give it by convention; command line, help pages and manual know the same options.
. "$(dirname "$0")/../lib/lib.sh"

# The table's commands, as the list shows them.
"$ctl" --help | sed -nE 's/^  ([a-z]+( [a-z]+)?)$/\1/p' >"$scratch/commands"
[ "$(wc -l <"$scratch/commands")" -gt 20 ] && ok "$(wc -l <"$scratch/commands") commands" || not_ok "commands" "$(cat "$scratch/commands")"
# page COMMAND: names of its own options, a line each.
page() { "$ctl" help $1 | sed -n '/^Options:/,/^Options of every/p' | sed -nE 's/^  (-[-a-z]+).*/\1/p' | sort; }
# manual COMMAND: the command's entries in the manual.
manual() {
    awk -v want="$1" '
        /^\.It / { line = $0; sub(/^\.It Cm /, "", line); gsub(/ Cm /, " ", line); own = (line == want || index(line, want " ") == 1) }
        /^\.El/ { own = 0 }
        own' tools/sathachctl.1
}

bad_page='' bad_parse='' bad_manual='' tried=0
while read -r c; do
    page "$c" >"$scratch/page"
    "$ctl" help $c >"$scratch/help" 2>&1 && "$ctl" $c --help >"$scratch/dashed" 2>&1 && "$ctl" $c -h x >"$scratch/short" 2>&1
    cmp -s "$scratch/help" "$scratch/dashed" && cmp -s "$scratch/help" "$scratch/short" || bad_page+="$c "
    # refusing one it has not, the parser lists those it has; each of them it must then take
    "$ctl" -C "$scratch/nowhere" $c --quux 2>&1 </dev/null | sed -nE 's/^sathachctl: --quux: no such option here; there are: //p' | tr ' ' '\n' | sort >"$scratch/parser"
    differ=$(comm -3 "$scratch/parser" "$scratch/page" | tr -d '\t' | tr '\n' ' ')
    [ -z "$differ" ] || bad_parse+="$c $differ; "
    while read -r o; do
        tried=$((tried + 1))
        # an option without a value, or nonsense for words: the parser stops before anything is done
        said=$("$ctl" -C "$scratch/nowhere" $c "$o" 2>&1 </dev/null)
        [[ $said != *"no such option here"* ]] || bad_parse+="$c refuses $o; "
    done <"$scratch/page"
    manual "$c" >"$scratch/man"
    [ -s "$scratch/man" ] || bad_manual+="$c is missing; "
    while read -r o; do
        grep -qE "Fl ${o#-}( |$)" "$scratch/man" || bad_manual+="$c $o is missing; "
    done <"$scratch/page"
    while read -r o; do
        grep -qxe "-$o" "$scratch/page" || grep -qxE 'C|-pass|-json' <<<"$o" || bad_manual+="$c -$o too many; "
    done < <(grep -E '^\.(It|Fl|Op)' "$scratch/man" | grep -oE 'Fl [-a-z]+' | sed 's/^Fl //' | sort -u)
done <"$scratch/commands"
[ -z "$bad_page" ] && ok "help CMD, CMD --help and CMD -h are the same page" || not_ok "help pages" "$bad_page"
[ -z "$bad_parse" ] && [ $tried -gt 40 ] && ok "parser and page know the same options ($tried tried)" || not_ok "parser and page" "$tried tried; $bad_parse"
[ -z "$bad_manual" ] && ok "page and manual know the same options" || not_ok "page and manual" "$bad_manual"

# Formats and lists are named in the help, in the manual and where a wrong one is refused: everywhere the same.
words() { grep -oE '[a-z]+' | sort; }
named_alike() { # NAME HELP MANUAL ERROR LEAST
    words <<<"$2" >"$scratch/in.help"; words <<<"$3" >"$scratch/in.manual"; words <<<"$4" >"$scratch/in.error"
    if [ "$(wc -l <"$scratch/in.help")" -ge "$5" ] && cmp -s "$scratch/in.help" "$scratch/in.manual" && cmp -s "$scratch/in.help" "$scratch/in.error"
    then ok "$1: help, manual and error name the same"
    else not_ok "$1: help, manual and error name the same" "help: $2
manual: $3
error: $4"; fi
}
formats_of() { "$ctl" help $1 | sed -nE 's/^  --format (.*)$/\1/p'; } # COMMAND
formats_in_manual() { manual "$1" | sed -nE '0,/Fl -format Cm/s/.*Fl -format Cm ([a-z|, ]+).*/\1/p'; }
refused() { "$ctl" -C "$scratch/nowhere" "$@" 2>&1 </dev/null | grep '^sathachctl:'; }
named_alike "formats to import" "$(formats_of 'bank import')" "$(formats_in_manual 'bank import')" \
    "$(refused bank import x --to y --format 0 | sed 's/.*none of//')" 8
named_alike "formats to export" "$(formats_of 'bank export')" "$(formats_in_manual 'bank export')" \
    "$(refused bank export x --format 0 | sed 's/.*none of//')" 4
for c in report stats; do
    named_alike "formats of $c" "$(formats_of $c)" "$(formats_in_manual $c)" \
        "$(refused $c x passlist --format 0 | sed 's/.*formats are//; s/ and / /')" 5
done
named_alike "lists" "$("$ctl" help report | grep -oE '[a-z]+(\|[a-z]+)+\[,')" \
    "$(manual report | sed -nE '/^People stand in/q; s/^\.Cm ([a-z]+)( :)?$/\1/p')" \
    "$(refused report x 0 | sed 's/.*is one of//')" 7

check "help alone lists the commands" 0 "bank import" "$ctl" help
check "no command at all" 2 "bank import" "$ctl"
check "-V" 0 "^sathachctl [0-9]" "$ctl" -V
check "--version" 0 "^sathachctl [0-9]" "$ctl" --version
check "a group lists its commands" 2 "bank seal" "$ctl" bank
check "help of a group" 0 "bank seal" "$ctl" help bank
check "a group with --help" 0 "bank seal" "$ctl" bank --help
check "a misspelt command names the nearest" 2 "nearest is: bank check" "$ctl" bank chekc
check "a misspelt group names the nearest" 2 "nearest is: bank check" "$ctl" bnak check
check "another word names no command" 2 "no such command" "$ctl" frobnicate
check "help of no command" 2 "no such command" "$ctl" help frobnicate
check "help of a command with a word too many" 2 "grade.*|x: one word too many" "$ctl" help grade x
check "an unknown option lists what there is" 2 "there are: --profiles" "$ctl" bank check --profile x mau
check "an option twice" 2 '--to stands twice on the line: "a" and "b"' "$ctl" bank import x --to a --to b
check "a value behind =" 2 '--to stands twice on the line: "a" and "b"' "$ctl" bank import x --to=a --to b
check "a flag takes no value" 2 '--keys takes no value, but there is "yes"' "$ctl" audit x --keys=yes
check "behind -- all are words" 20 "^sathachctl: --ack: cannot" "$ctl" doctor -- --ack
for lang in vi en; do
    while read -r c; do LANGUAGE=$lang "$ctl" help $c; done < <(echo; cat "$scratch/commands") >"$scratch/pages"
    wide=$(wc -L <"$scratch/pages")
    [ "$wide" -gt 40 ] && [ "$wide" -le 80 ] && ok "no line of the help is wider than a terminal ($lang)" || not_ok "widest line of the help ($lang)" "$wide cells"
done

# The client's table, in the same way.
LANGUAGE=en "$client" --help | sed -nE 's/^  (-[-a-z]+).*/\1/p' | sort >"$scratch/page"
missing=$(while read -r o; do grep -qE "Fl ${o#-}( |$)" app/sathach.1 || echo "$o"; done <"$scratch/page")
extra=$(grep -E "^\.(It|Op|Fl|Nm)" app/sathach.1 | grep -oE "Fl -[a-z-]+" | sed "s|^Fl -|--|" | sort -u | grep -vxFf "$scratch/page")
[ "$(wc -l <"$scratch/page")" -gt 12 ] && [ -z "$missing$extra" ] && ok "the client's page and its manual know the same options" ||
    not_ok "the client's page and its manual" "missing: $missing; too many: $extra"
check "-h of the client" 0 "--bank FILE" "$client" -h
check "-V of the client" 0 "^sathach [0-9]" "$client" -V
check "an unknown option of the client, in our words" 2 "^sathach: --quux: no such option" "$client" --quux
check "an option of the client without its value" 2 "^sathach: --bank wants a value" "$client" --bank
check "a shortened option of the client is none" 2 "^sathach: --sess: no such option" "$client" --sess x
check "an option of the client twice" 2 "^sathach: --bank stands twice" "$client" --bank a --bank b
finish
