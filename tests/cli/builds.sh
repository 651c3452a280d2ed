#!/bin/bash
# Seats that run another build of the program than most are named by the office when it reconciles.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
# the same program with a byte more behind it is another build; its texts stand where it finds them
mkdir "$scratch/bin"
cp "$client" "$scratch/bin/sathach"
printf x >>"$scratch/bin/sathach"
leave() { # SEAT: by the same voucher at each, which is for every seat
    sit_down "$1" "$scratch/$1"
    hear "all the same" && use_voucher 1 "copy and leave" "$1"
    end
    is_there "$scratch/$1/*.manifest" && ok "$1 is left" || not_ok "$1 is left" "$(tail -n 5 "$scratch/heard")"
}
leave M1
leave M2
client=$scratch/bin/sathach
leave M3
check "what stands there is collected" 0 "" office "$w" collect "$scratch/M1" "$scratch/M2" "$scratch/M3"
office "$w" grade ca-1 >/dev/null
office "$w" reconcile ca-1 >"$scratch/said" 2>&1
check "the seat of another build is named" 0 "M3: [0-9]+\.[0-9]+\.[0-9]+ [0-9a-f]{16}" cat "$scratch/said"
check "those of most are not" 1 "" grep -E "M[12]: [0-9]+\.[0-9]+\.[0-9]+ [0-9a-f]{16}" "$scratch/said"
# two and two: none is most seats'
leave M4
check "what stands there is collected" 0 "" office "$w" collect "$scratch/M4"
office "$w" reconcile ca-1 >"$scratch/said" 2>&1
check "where no build is most seats' all are named" 0 "^4$" grep -cE "M[1-4]: [0-9]+\.[0-9]+\.[0-9]+ [0-9a-f]{16}" "$scratch/said"
finish
