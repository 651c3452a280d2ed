#!/bin/bash
# An exam day at the desk: files collected, the mark printed, a row of the signed sheet typed, journals side by side, graded; each is what the
# command writes, and nothing is written before Enter or the word.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 --sheet sample && ok "an office with a session" || not_ok "an office with a session"
mkdir "$scratch/one" "$scratch/two"
office "$w" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/one" >/dev/null 2>&1
office "$w" simulate ca-1 --candidates 6 --seed 4 -o "$scratch/two" >/dev/null 2>&1
cp "$scratch"/two/ca-1.0002.* "$scratch/one/"
row=$(basename "$scratch"/two/ca-1.0003.*.answers | cut -d. -f3) # of another journal than came
printf '#!/bin/sh\ncd %s && exec %s desk --lang vi\n' "$w" "$ctl" >"$scratch/desk.sh"
chmod 700 "$scratch/desk.sh"
if timeout 200 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D FILE="$(ls "$scratch"/one/*.0001.*.answers)" -D ROW="$row" -D PASS="$(cat "$scratch/pass.office")" tests/tui/desk_day.tui >"$scratch/log" 2>&1
then ok "the day by keys"; else not_ok "the day by keys" "$(cat "$scratch/log")"; fi
check "all files were taken in" 0 "^[89]$" bash -c "ls '$w/inbox/ca-1' | grep -c answers"
check "the mark was printed" 0 "" ls "$w/reports/ca-1/"*mark.pdf
check "one sheet was written" 0 "^1$" bash -c "ls '$w/sessions/ca-1/sheets/'*.tsv | wc -l"
check "with the row as it was typed" 0 "$row" cat "$w/sessions/ca-1/sheets/0001.tsv"
check "the draft is gone" 2 "" ls "$w/sessions/ca-1/sheets/.draft"
check "it was graded once" 0 "^1$" grep -c "	graded	" "$w/log/log.tsv"
check "and not closed" 1 "" grep "	decision	" "$w/log/log.tsv"
printf '#sathach sheet draft 1 x\n' >"$w/sessions/ca-1/sheets/.draft"
office "$w" audit ca-1 >"$scratch/audit" 2>&1
check "a draft has no place in the log" 1 "" grep -i "found\|draft" "$scratch/audit"
finish
