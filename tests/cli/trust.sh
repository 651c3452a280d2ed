#!/bin/bash
# The public key that signatures are checked under is one of the role that signs: everywhere the file
# that holds another is named, also when it is the one looked for by default.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
session=$w/sessions/ca-1/ca-1.session examiner=$w/keys/examiner.pub office=$w/keys/office.pub
office "$w" simulate ca-1 --candidates 6 -o "$scratch/room" >/dev/null
office "$w" collect "$scratch/room" >/dev/null && office "$w" grade ca-1 >/dev/null && office "$w" report ca-1 receipts --format csv >/dev/null
list=$w/reports/ca-1/tap-duot-receipts.csv ack=$w/sessions/ca-1/ca-1.ack
[ -s "$list" ] && [ -s "$ack" ] && ok "a signed list and an acknowledgement" || not_ok "a signed list and an acknowledgement"

exam=("$client" --lang en --bank "$w/banks/mau.bank" --session "$session" --data "$scratch/seat" --linear)
purge=("$client" --lang en --purge --session "$session" --drop "$scratch/room" --data "$scratch/seat" --pass session="$scratch/pass.ca-1")
named='examiner.pub: a public key of the role "examiner"'
check "the exam" 12 "$named" "${exam[@]}" --trust "$examiner"
check "taking copies away" 12 "$named" "${purge[@]}" --trust "$examiner"
check "an acknowledgement" 12 "$named" "$ctl" doctor "$scratch/room" --ack "$ack" --trust "$examiner"
check "a receipt in a published list" 12 "$named" "$ctl" receipt 0000-0000-0000-0000 --list "$list" --trust "$examiner"
check "a published list" 12 "receipts.csv: .*examiner's" "$ctl" verify "$list" --trust "$examiner"
check "a session" 12 "ca-1.session: .*examiner's" "$ctl" verify "$session" --trust "$examiner"
check "a bank under the office's key" 12 "mau.bank: .*office's" "$ctl" verify "$w/banks/mau.bank" --trust "$office"
check "a bank under the examiner's" 0 "430 questions" "$ctl" verify "$w/banks/mau.bank" --trust "$examiner"
check "a session and a list under the office's" 0 "as the office signed it" "$ctl" verify "$session" "$list" --trust "$office"

# The key by default stands in /etc: in a space of its own that folder holds nothing else.
mkdir -p "$scratch/etc/sathach"
cp "$examiner" "$scratch/etc/sathach/office.pub"
by_default() { unshare -rm sh -c 'mount --bind "$0" /etc && exec "$@"' "$scratch/etc" "$@"; }
if by_default true 2>/dev/null; then
    named='/etc/sathach/office.pub: a public key of the role "examiner"'
    check "the exam, under the key by default" 12 "$named" by_default "${exam[@]}"
    check "taking copies away, under the key by default" 12 "$named" by_default "${purge[@]}"
    check "an acknowledgement, under the key by default" 12 "$named" by_default "$ctl" doctor "$scratch/room" --ack "$ack"
else
    skip "the key by default" "folders cannot be mounted over one another here"
fi
finish
