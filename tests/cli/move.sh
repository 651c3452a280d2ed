#!/bin/bash
# Through the real programs: an exam killed on one seat, taken up on another by the exchange folder, handed in; the first seat's disk comes in later. And what
# a manifest is for, and who may purge.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office one=$scratch/seat-1 two=$scratch/seat-2 drop=$scratch/drop
mkdir "$one" "$two" "$drop"
make_office "$w" && cp -r "$w/log" "$scratch/log.fresh" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null

sit_down MAY-01 "$one" --drop "$drop"
log_in 0001 && say "" && hear 'Type b to begin' && say b && hear 'Question 1 of'
for n in 1 2 3 4 5 6; do
    say "$n"; say c; hear "[Ss]aved.*question $n|question $n.*saved" || break
done
# events that the checkpoint's header names: the start, six answers, some of coming to a question
holds() { [ "$(cat "$drop"/*.resume 2>/dev/null | od -An -tu4 -j152 -N4)" -ge "$1" ] 2>/dev/null; }
await holds 7 && ok "a checkpoint of the answers lies on the share" || not_ok "a checkpoint lies on the share" "$(ls -la "$drop")"
mv "$drop" "$drop.away" # what is answered now stays on the seat
say 7; say c; hear "[Ss]aved.*question 7|question 7.*saved"
end KILL
mv "$drop.away" "$drop"

sit_down MAY-02 "$two" --drop "$drop"
: >"$scratch/heard"
log_in 0001
hear 'Begun before: .*, [3-6] of 30 answered' && ok "the second seat says what was begun" || not_ok "the second seat says what was begun"
say ""
hear 'raise your hand' && ok "and asks for the invigilator" || not_ok "and asks for the invigilator"
use_voucher 1 'start here'
grep -q '^[1-9]: resume' "$scratch/heard" && not_ok "as after a reboot is not offered" || ok "as after a reboot is not offered"
hear 'Question [0-9]* of' && ok "it goes on there" || not_ok "it goes on there" "$(tail -n 5 "$scratch/heard")"
for n in 7 8 9; do
    say "$n"; say d; hear "[Ss]aved.*question $n|question $n.*saved" || break
done
say g; say s; say NOP; hear 'Receipt code'
say ""; hear 'copied' && say "" # asked whether the code was copied
use_voucher 2 'copy and leave' MAY-02
end
check "the second seat was left: its manifest is there" 0 "^1$" bash -c "ls '$two' | grep -c manifest"
check "the answers are on the share, the checkpoint is gone" 0 "^1 0$" bash -c "cd '$drop' && echo \$(ls | grep -c answers\$) \$(ls | grep -c resume\$)"

sit_down MAY-01 "$one" --drop "$drop"
: >"$scratch/heard"
log_in 0001
hear 'handed in at another seat' && ok "the first seat knows that it went on elsewhere" || not_ok "the first seat knows that it went on elsewhere" "$(cat "$scratch/heard")"
say esc; use_voucher 2 'copy and leave' MAY-01
end
check "left: what was begun there goes out as unfinished, with the manifest" 0 "^1 1$" bash -c "cd '$one' && echo \$(ls | grep -c answers\$) \$(ls | grep -c manifest\$)"

check "collected: one is superseded, nothing in conflict" 0 "superseded: [0-9]+ events .*" office "$w" collect "$one" "$two" "$drop"
check "counts add up" 0 "0 in conflict" office "$w" collect "$one" "$two" "$drop"
check "one result" 0 "6 absent, 0 unfinished" office "$w" grade ca-1
check "it says that the exam moved" 0 "moved" grep ^0001 "$w/sessions/ca-1/results.tsv"

# The manifest of a seat whose answers never arrive
cp -r "$w" "$scratch/other"
rm -rf "$scratch/other/inbox/ca-1" "$scratch/other/log" && cp -r "$scratch/log.fresh" "$scratch/other/log"
mkdir "$scratch/half"
cp "$one"/*.manifest "$scratch/half"
check "an attempt that never arrived is missed by name" 1 "missing: paper 0001, begun at seat MAY-01 with [0-9]+ events" office "$scratch/other" collect "$scratch/half"
cp "$scratch/other/sessions/ca-1/ca-1.ack" "$scratch/ack.early"
check "with the answers nothing is missed" 0 "2 new" office "$scratch/other" collect "$scratch/half" "$two" "$one"

# Purging
purge() { "$client" --purge --session "$w/sessions/ca-1/ca-1.session" --trust "$w/keys/office.pub" --lang en "$@"; }
echo 2222-2222-2222-22 >"$scratch/pass.wrong"
check "nobody purges without the passphrase" 11 "" purge --data "$two" --drop "$drop" --pass session="$scratch/pass.wrong"
cp -r "$two" "$scratch/three"
check "what the office said nothing of stays" 1 "0001.attempt stays: no acknowledgement" purge --data "$two" --drop "$drop" --pass session="$scratch/pass.ca-1"
check "by that word what stands elsewhere is taken away" 0 "3 files taken away, 0 stay" \
    purge --data "$scratch/three" --drop "$drop" --pass session="$scratch/pass.ca-1" --unacknowledged
# the office's word comes back on the stick
ack=$w/sessions/ca-1/ca-1.ack
mkdir "$scratch/early" "$scratch/bad"
cp "$drop"/* "$scratch/ack.early" "$scratch/early/" && mv "$scratch/early/ack.early" "$scratch/early/ca-1.ack"
check "what it does not hold yet stays" 1 "0001.attempt stays: the office has not acknowledged it" \
    purge --data "$two" --drop "$scratch/early" --pass session="$scratch/pass.ca-1"
LC_ALL=C sed 's/[0-9A-Z]\{16\}/2222222222222222/' "$ack" >"$scratch/bad/ca-1.ack"
check "a forged word takes nothing away" 11 "ca-1.ack" purge --data "$two" --drop "$scratch/bad" --pass session="$scratch/pass.ca-1"
cp "$ack" "$drop/"
check "what it holds is taken away" 0 "3 files taken away, 0 stay" purge --data "$two" --drop "$drop" --pass session="$scratch/pass.ca-1"
check "nothing of the attempt is left" 0 "^0$" bash -c "ls '$two' | grep -c attempt; true"
mkdir "$scratch/empty"
check "what stands nowhere else stays in any case" 1 "0001.attempt stays: its answers do not stand" \
    purge --data "$one" --drop "$scratch/empty" --pass session="$scratch/pass.ca-1" --unacknowledged
check "and is still there" 0 "attempt" ls "$one"
ln -s "$one" "$scratch/alias"
check "the folder itself by another name is no other place" 1 "0001.attempt stays: its answers do not stand" \
    purge --data "$one" --drop "$scratch/alias" --pass session="$scratch/pass.ca-1" --unacknowledged
check "everything is still there" 0 "answers" ls "$one"
check "S is forgotten" 1 "" grep -q . <(rooms)
finish
