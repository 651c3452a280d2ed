#!/bin/bash
# What the office has, told to whoever empties the seats: signed, without a workspace, and only for what was collected.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && make_session "$w" ca-2 && ok "sessions" || not_ok "sessions"
office "$w" simulate ca-1 --candidates 6 -o "$scratch/room" >/dev/null
mkdir "$scratch/first"; cp "$scratch"/room/ca-1.000[1-4].* "$scratch/first/"
office "$w" collect "$scratch/first" >/dev/null
ack=$w/sessions/ca-1/ca-1.ack
check "collecting leaves an acknowledgement" 0 "^1$" bash -c "ls '$w'/sessions/*/*.ack | wc -l"
cd "$scratch/room" || exit 1
check "without it a seat cannot tell" 0 "inside a workspace only" "$ctl" doctor .
check "with it: three are not collected yet" 1 "" "$ctl" doctor . --ack "$ack" --trust "$w/keys/office.pub"
"$ctl" --json doctor . --ack "$ack" --trust "$w/keys/office.pub" >"$scratch/told.json"
count() { sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('$scratch/told.json'), '\$[0].files') WHERE value->'collected' = '$1'"; }
check "four are collected" 0 "^4$" count 'true'
check "three are not" 0 "^3$" count 'false'
office "$w" collect "$scratch/room" >/dev/null
check "after the rest came all are" 0 "" "$ctl" doctor . --ack "$ack" --trust "$w/keys/office.pub"
check "another office's key" 12 "" "$ctl" doctor . --ack "$ack" --trust "$w/keys/examiner.pub"
cp "$ack" "$scratch/bad.ack"; flip "$scratch/bad.ack" 120
check "an altered one" 11 "bad.ack" "$ctl" doctor . --ack "$scratch/bad.ack" --trust "$w/keys/office.pub"
head -c 100 "$ack" >"$scratch/cut.ack"
check "one cut short" 10 "cut.ack" "$ctl" doctor . --ack "$scratch/cut.ack" --trust "$w/keys/office.pub"
cp "$ack" "$scratch/before"; office "$w" collect "$scratch/room" >/dev/null; same "once more: the same bytes" "$scratch/before" "$ack"

# an acknowledgement carries the log's mark: an office with an older log is told so by the stick that comes back
cp -r "$w" "$scratch/older"
office "$w" key trust "$w/keys/examiner.pub" >/dev/null
office "$w" collect "$scratch/room" >/dev/null
mkdir "$scratch/back"; cp "$ack" "$scratch/back/"
check "with its own log it says nothing" 0 "^0 files" office "$w" collect "$scratch/back"
lines=$(grep -c '' "$scratch/older/log/log.tsv")
check "the log is older than the acknowledgement" 13 "this log has $lines lines, .*ca-1.ack a mark of $((lines + 1)) that this office signed" office "$scratch/older" collect "$scratch/back"
check "from then on every command stops" 13 "a mark of $((lines + 1)) that this office signed" office "$scratch/older" grade ca-1
rm -r "$scratch/older/log/met"
office "$w" log export "$scratch/back" >/dev/null; rm "$scratch/back/ca-1.ack"
check "so does a stick with the log" 13 "sathach-log/mark a mark of" office "$scratch/older" collect "$scratch/back"
rm -r "$scratch/older/log/met"; rm -r "$scratch/back/sathach-log"
printf 'not a mark\n' >"$scratch/back/mark"; printf 'x' >"$scratch/back/mark.x"; printf 'x' >"$scratch/back/a.ack"
check "what is no mark says nothing" 0 "" office "$scratch/older" collect "$scratch/back"
finish
