#!/bin/bash
# Seats used in turns: two people at one seat, one behind the other, where each paper names its seat.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office share=$scratch/share
mkdir "$share" "$scratch/home" "$scratch/other"
make_office "$w" && make_session "$w" ca-1 --seats MAY-01..MAY-02 --start seats && ok "six people, two seats" || not_ok "six people, two seats"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
check "each paper names its seat" 0 "^MAY-01 MAY-02 MAY-02 MAY-01 " bash -c "sed 's/.*\"papers\"//' $scratch/slips.json | grep -o 'MAY-0[12]' | head -n 7 | tr '\n' ' '"
did() { "${@:2}" && ok "$1" || not_ok "$1" "$(tail -n 12 "$scratch/heard")"; } # NAME COMMAND…
begin() { log_in "$1" && say "" && hear 'Type b to begin' && say b && hear 'Question 1 of'; } # PAPER
sit_down MAY-02 "$scratch/other" --drop "$share"
log_in 0001 && say "" && hear 'This paper belongs to another seat' && ok "at the other seat it does not begin" || not_ok "at the other seat it does not begin" "$(tail -n 12 "$scratch/heard")"
end KILL
sit_down MAY-01 "$scratch/home" --drop "$share"
did "the first begins" begin 0001
say 1; say b; hear "Saved"
say g; say s; say NOP
did "and hands in" hear 'handed in|Handed in|stands'
say ""; say ""
did "the next one begins at the same seat" begin 0004
end KILL
finish
