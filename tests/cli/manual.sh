#!/bin/bash
# The manual pages: the key table is the action table's, and the Vietnamese pages have all keys, words, options and commands, in Vietnamese. Commands and
# options of the English ones: help.sh.
. "$(dirname "$0")/../lib/lib.sh"
page=$build/man/sathach.1
table=app/client/actions.h
rows=$(grep -cE '^    X\([A-Z_]+, "[^"]' $table) # but those without a key, which only lines reach
keys=$(sed -n '/keys begin/,/keys end/p' "$page" | grep -c '^\.It ')
[ "$rows" -gt 20 ] && [ "$rows" = "$keys" ] && ok "all $rows actions stand in the manual" || not_ok "all actions stand in the manual" "$rows rows, $keys in the page"
words=$(printf '#include "%s"\n#define X(a, b, c, d, e, f, g, h, i, j, spoken, l) @ spoken\nACTION_TABLE(X)\n' $table | ${CC:-gcc} -I. -E -P - | grep -o '@ N_("' | wc -l)
lines=$(sed -n '/lines begin/,/lines end/p' "$page" | grep -c '^\.It ')
[ "$words" -gt 10 ] && [ "$words" = "$lines" ] && ok "all $words words of the line mode stand in the manual" || not_ok "all words stand in the manual" "$words told, $lines in the page"

# ---- in Vietnamese ----
page=$build/man/vi/sathach.1
told=$(sed -n '/keys begin/,/^\.El/p' "$page" | grep -c '^\.It ')
[ "$told" = "$rows" ] && ok "in Vietnamese all $rows actions" || not_ok "in Vietnamese all actions" "$rows rows, $told in the page"
[ "$(sed -n '/lines begin/,/^\.El/p' "$page" | grep -c '^\.It ')" -gt "$words" ] && ok "all $words words" || not_ok "all $words words" "$(sed -n '/lines begin/,/^\.El/p' "$page")"
same_texts=$(comm -12 <(sed -n '/\(keys\|lines\) begin/,/^\.El/p' "$build/man/sathach.1" | grep '^[A-Z][a-z]* [a-z]' | sort) \
    <(sed -n '/\(keys\|lines\) begin/,/^\.El/p' "$page" | sort))
[ -z "$same_texts" ] && ok "none left in English" || not_ok "none left in English" "$same_texts"
missing=
while read -r option; do grep -q -- "^\.It Sy \"${option//-/\\\\-}[ \"]" "$page" || missing+="$option "; done < <("$client" --help | sed -nE 's/^  (--[a-z]+)( .*)?$/\1/p')
[ -z "$missing" ] && ok "all options of the client" || not_ok "all options of the client" "$missing"
page=$build/man/vi/sathachctl.1
missing='' commands=0
while read -r command; do
    commands=$((commands + 1))
    sed -n "/^\.Ss $command\$/,/^\.Ss /p" "$page" >"$scratch/command"
    [ -s "$scratch/command" ] || missing+="$command; "
    while read -r option; do grep -q -- "^\.It Sy \"${option//-/\\\\-}[ \"]" "$scratch/command" || missing+="$command $option; "
    done < <("$ctl" help $command | sed '/^Options of every/,$d' | sed -nE 's/^  (-[-a-z]+)( .*)?$/\1/p')
done < <("$ctl" --help | sed -nE 's/^  ([a-z]+( [a-z]+)?)$/\1/p')
[ -z "$missing" ] && [ $commands -gt 20 ] && ok "all $commands commands with their options" || not_ok "all commands with their options" "$commands; $missing"
if command -v man >/dev/null && command -v groff >/dev/null; then
    wrong=$(for page in "$build"/man/sathach.1 tools/sathachctl.1 "$build"/man/vi/*.1; do man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null; done)
    [ -z "$wrong" ] && ok "and they can be set without a warning" || not_ok "and they can be set without a warning" "$wrong"
else
    skip "setting the pages" "no man or groff here"
fi
finish
