#!/bin/bash
# An exam left in the middle by voucher: it is collected, reported as unfinished and never graded silently.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
slip() { sqlite3 :memory: "SELECT value->>'$1' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='0001'"; }
voucher=$(sed -n 's/^  1  \([0-9A-Z]* [0-9A-Z]*\)  .*/\1/p' "$w/reports/ca-1/tap-duot-vouchers.txt")
[ -n "$voucher" ] && ok "the sheet has vouchers" || not_ok "the sheet has vouchers" "$(cat "$w/reports/ca-1/tap-duot-vouchers.txt")"
cat >"$scratch/exam.sh" <<TEXT
#!/bin/sh
exec $client --bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --data $scratch/seat --trust $w/keys/office.pub --seat M1 \
--pass session=$scratch/pass.ca-1
TEXT
chmod 700 "$scratch/exam.sh"
if timeout 300 "$build/tui-run" -D CLIENT="$scratch/exam.sh" -D SBD="$(slip sbd)" -D CODE="$(slip access_code)" -D VOUCHER="$voucher" tests/tui/leave.tui \
    >"$scratch/tui.log" 2>&1; then
    ok "left in the middle"
else
    not_ok "left in the middle" "$(cat "$scratch/tui.log")"
fi
check "S is forgotten" 1 "" grep -q . <(rooms)
check "one answers file goes out" 0 "^1$" bash -c "ls '$scratch/seat' | grep -c answers"
check "it is collected" 0 "1 new" office "$w" collect "$scratch/seat"
check "and not graded" 0 "0 passed, 0 failed, 6 absent, 1 unfinished" office "$w" grade ca-1
check "it is named" 0 "paper 0001 .*not handed in" office "$w" grade ca-1
check "the results say so" 0 "^0001.*unfinished" grep 0001 "$w/sessions/ca-1/results.tsv"
check "no points stand in it" 0 "^0$" bash -c "grep ^0001 '$w/sessions/ca-1/results.tsv' | cut -f7"
check "a reconciliation names it" 1 "0001 .*begun, not handed in" office "$w" reconcile ca-1
check "the council may have it graded as it stands" 0 "graded as it stands" office "$w" decide ca-1 paper 1 as-is --reason "Máy hỏng cuối giờ"
check "then it is" 0 "6 absent, 0 unfinished" office "$w" grade ca-1
check "with its points" 0 "^0001.*(passed|failed).*decided" grep 0001 "$w/sessions/ca-1/results.tsv"
check "and all adds up" 0 "The papers add up" office "$w" reconcile ca-1
finish
