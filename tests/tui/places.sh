#!/bin/bash
# Where answers stand, on the screen of a session that wants two places: beside the option, in the overview and the panel, on the receipt; and what is read
# of an exam that was killed at one seat and goes on at another.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office
mkdir "$scratch/share" "$scratch/seats"
make_office "$w" && make_session "$w" ca-1 --saved-places 2 && ok "an office with a session" || not_ok "an office with a session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
for n in 1 2; do
    cat >"$scratch/exam-$n.sh" <<TEXT
#!/bin/sh
exec $client --bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --data $scratch/seats/$n --trust $w/keys/office.pub --seat M$n \
--drop $scratch/share --pass session=$scratch/pass.ca-1
TEXT
    chmod 700 "$scratch/exam-$n.sh"
done
if timeout 300 "$build/tui-run" -D SIZE=24x80 -D FIRST="$scratch/exam-1.sh" -D SECOND="$scratch/exam-2.sh" -D SBD="$(slip 0001 sbd)" \
    -D CODE="$(slip 0001 access_code)" -D VOUCHER="$(voucher 1)" -E LANG=C.UTF-8 tests/tui/places.tui >"$scratch/log" 2>&1; then
    ok "two places, and the next seat"
else
    not_ok "two places, and the next seat" "$(cat "$scratch/log")"
fi
check "the office collects one journal of the paper" 0 "1 new" office "$w" collect "$scratch/share"
finish
