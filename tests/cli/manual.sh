#!/bin/bash
# The manual pages: the key table is the action table's, every command and option stands in them.
. "$(dirname "$0")/lib.sh"
page=$build/man/sathach.1
rows=$(grep -c '^    X(' app/client/action.h)
keys=$(sed -n '/keys begin/,/keys end/p' "$page" | grep -c '^\.It ')
[ "$rows" -gt 20 ] && [ "$rows" = "$keys" ] && ok "all $rows actions stand in the manual" || not_ok "all actions stand in the manual" "$rows rows, $keys in the page"
missing=$(LANGUAGE=en "$client" --help | grep -oE -- '--[a-z]+' | sort -u | while read -r o; do grep -qE "Fl -?${o#--}\b|Fl -${o#--}" "$page" || echo "$o"; done)
[ -z "$missing" ] && ok "each option of sathach" || not_ok "each option of sathach" "$missing"
missing=$(LANGUAGE=en "$ctl" --help | sed -nE 's/^  ([a-z]+( [a-z]+)?) ?([A-Z[-].*)?$/\1/p' | while read -r c; do grep -qF "$c" tools/sathachctl.1 || { w=${c%% *}; grep -qw "$w" tools/sathachctl.1 || echo "$c"; }; done)
[ -z "$missing" ] && ok "each command of sathachctl" || not_ok "each command of sathachctl" "$missing"
finish
