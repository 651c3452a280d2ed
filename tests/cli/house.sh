#!/bin/bash
# Sizes the house holds to: lines, functions, files; the largest structs of the client; and names that are nobody else's.
. "$(dirname "$0")/../lib/lib.sh"
sources() { find app tools tests -name '*.[ch]' | sort; }
# characters, not bytes, whatever the locale
long=$(sources | LC_ALL=C xargs sed -n 's/[\x80-\xBF]//g; /^.\{101,\}/{F;=;p}' 2>/dev/null | head -n 9)
[ -z "$long" ] && ok "no line over 100 columns" || not_ok "no line over 100 columns" "$long"
long=$(find app tools tests -name '*.[ch]' -print0 | xargs -0 wc -l | awk '$2 != "total" && $1 > 600')
[ -z "$long" ] && ok "no file over 600 lines" || not_ok "no file over 600 lines" "$long"
# a function ends at the first } in column one behind its {
find app tools -name '*.c' | sort | xargs awk '
    FNR == 1 { open = 0 }
    /^\{/ { open = FNR }
    /^\}/ && open { print FNR - open + 2, FILENAME ":" open; open = 0 }' | sort -n >"$scratch/functions"
n=$(wc -l <"$scratch/functions")
[ "$n" -gt 1000 ] && ok "$n functions counted" || not_ok "functions counted" "$n"
at() { sed -n "$((n * $1 / 100))p" "$scratch/functions" | cut -d' ' -f1; }
[ "$(at 50)" -le 12 ] && ok "half of them have at most 12 lines" || not_ok "half of them have at most 12 lines" "$(at 50)"
[ "$(at 90)" -le 25 ] && ok "nine in ten have at most 25 lines" || not_ok "nine in ten have at most 25 lines" "$(at 90)"
longest=$(tail -n 1 "$scratch/functions")
[ "${longest%% *}" -le 60 ] && ok "none is over 60 lines" || not_ok "none is over 60 lines" "$longest"
# members of a struct, the client's largest first
find app/client -name '*.[ch]' | sort | xargs awk -f tests/lib/members.awk | sort -rn >"$scratch/structs"
grep -q ' client app/client/model.h' "$scratch/structs" && grep -q ' exchange app/client/model.h' "$scratch/structs" && ok "$(wc -l <"$scratch/structs") structs counted" || not_ok "structs counted"
[ "$(head -n 1 "$scratch/structs" | cut -d' ' -f1)" -lt 15 ] && ok "none of the client's has 15 members" || not_ok "none of the client's has 15 members" "$(head -n 3 "$scratch/structs")"
# tests hold all parts in one program, where a name that two of them define leads to one of the two
nm -g --defined-only "$build"/lib{client,office,tui,sathach}.a 2>/dev/null | awk 'NF == 3 {print $3}' | sort >"$scratch/names"
n=$(wc -l <"$scratch/names")
twice=$(uniq -d "$scratch/names")
[ "$n" -gt 1000 ] && [ -z "$twice" ] && ok "$n names that parts know each other by, none of them twice" || not_ok "no name twice" "$n: $twice"
# the rows of tests/mutate.sh, which takes too long to be run with the rest
check "each defence that make mutants takes out stands where it says" 0 "^1[.][.][1-9][0-9]" tests/mutate.sh --fit
finish
