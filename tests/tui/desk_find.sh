#!/bin/bash
# A person found at the desk, and the paper as the seat's screen showed it; key and score stay hidden until they are asked for, and each look has its line
# in the log.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
slip() { sqlite3 :memory: "SELECT value->>'$1' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='0001'"; }
mkdir "$scratch/seat"
cat >"$scratch/exam.sh" <<TEXT
#!/bin/sh
exec $client --bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --data $scratch/seat --trust $w/keys/office.pub --seat M1 \
--pass session=$scratch/pass.ca-1
TEXT
cat >"$scratch/desk.sh" <<TEXT
#!/bin/sh
cd $w
$ctl --pass office=$scratch/pass.office collect $scratch/seat >$scratch/collected 2>&1
$ctl --pass office=$scratch/pass.office grade ca-1 >>$scratch/collected 2>&1
exec $ctl desk --lang vi
TEXT
chmod 700 "$scratch/exam.sh" "$scratch/desk.sh"
if timeout 300 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D CLIENT="$scratch/exam.sh" -D DESK="$scratch/desk.sh" -D SBD="$(slip sbd)" -D CODE="$(slip access_code)" \
    -D PASS="$(cat "$scratch/pass.office")" tests/tui/desk_find.tui >"$scratch/log" 2>&1
then ok "seat and desk by keys"; else not_ok "seat and desk by keys" "$(cat "$scratch/log" "$scratch/collected")"; fi
check "two looks, a line each" 0 "^2$" grep -c $'\tshown\tca-1\tpaper 0001' "$w/log/log.tsv"
check "one of them with the key" 0 "^1$" grep -c $'\tshown\tca-1\tpaper 0001.*key=yes' "$w/log/log.tsv"
check "no slip was written" 1 "" bash -c "ls '$w/reports/ca-1/' | grep pdf"
finish
