#!/bin/bash
# No paper is sat twice without an invigilator's act: seats that looked too early, a voucher on an old look, a paper handed in, planted ends and claims, junk
# in the exchange folder, a folder whose name is mistyped. Through the real program, line by line, at several seats at once.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office drop=$scratch/drop
mkdir "$drop" "$scratch"/seat-{1..9}
make_office "$w" && make_session "$w" ca-1 --start claim && ok "an office with a session" || not_ok "an office with a session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
sit() { # NUMBER PAPER [FOLDER]: at seat MAY-NUMBER, logged in
    at "$1"
    sit_down "MAY-$1" "$scratch/seat-$1" --drop "${3:-$drop}" && log_in "$2"
}
to_the_rules() { say "" && hear 'Type b to begin'; }
answer() { # FROM TO LETTER
    local n
    for n in $(seq "$1" "$2"); do
        say "$n"; say "$3"; hear "[Ss]aved.*question $n|question $n.*saved" || return 1
    done
}
hand_in() { say g; say s; say NOP; hear 'Receipt code'; }
# Events that the header of the paper's longest checkpoint names.
holds() { # PAPER EVENTS
    local f
    for f in "$drop"/ca-1."$1".*.resume; do
        [ "$(od -An -tu4 -j152 -N4 "$f" 2>/dev/null)" -ge "$2" ] 2>/dev/null && return 0
    done
    return 1
}
name_of() { # PAPER LETTERS END: a name as files of the paper have
    echo "ca-1.$1.$(printf '%s0000000000000000' "$2" | cut -c -16).$3"
}

# ---- two seats logged in before anything lies in the folder ----
sit 1 0001 && to_the_rules
sit 2 0001 && to_the_rules
at 1; say b; hear 'Question 1 of' && ok "two seats have logged in: one begins" || not_ok "two seats have logged in: one begins"
at 2; say b; hear 'begun at (another seat|seat MAY-1)' && ok "the other one is told" || not_ok "the other one is told" "$(tail -n 5 "$scratch/heard")"
at 1; answer 1 3 c && await holds 0001 4 && ok "the first goes on" || not_ok "the first goes on"
at 2; use_voucher 1 'start here'; hear 'Question [0-9]* of 30, part [0-9], answered C' && ok "taken over, with what was answered since the look" ||
    not_ok "taken over, with what was answered since the look" "$(tail -n 5 "$scratch/heard")"
at 1; end KILL

# ---- a voucher on an old look ----
sit 3 0001
hear 'Begun before: .* of 30 answered' || not_ok "a third seat sees what was begun"
at 2; answer 4 5 d && hand_in && await is_there "$drop/ca-1.0001.*.answers" && ok "handed in after a third seat looked" || not_ok "handed in after a third seat looked"
at 3; use_voucher 2 'start here'
hear 'handed in at another seat. 1: look again. 2:' && ok "its voucher opens nothing: the box asks" || not_ok "its voucher opens nothing: the box asks" "$(tail -n 5 "$scratch/heard")"
say esc; hear 'voucher is not used' && ok "and the voucher is left" || not_ok "and the voucher is left" "$(tail -n 5 "$scratch/heard")"
end KILL
at 2; end KILL

# ---- handed in, and opened again ----
sit 4 0001
say ""; say b
hear 'handed in at another seat' && ok "a paper handed in is not begun again" || not_ok "a paper handed in is not begun again" "$(tail -n 5 "$scratch/heard")"
end KILL
check "nothing was begun there" 0 "^0$" sqlite3 "$scratch/seat-4/ca-1.0001.attempt" 'SELECT count(*) FROM event'

# ---- ends that nobody with the code made ----
receipt=$(basename "$drop"/ca-1.0001.*.answers .answers | sed 's/.*\.//')
for paper in 0002 0003; do cp "$drop"/ca-1.0001.*.answers "$drop/ca-1.$paper.$receipt.answers"; done
printf '\x01' | dd of="$drop/ca-1.0002.$receipt.answers" bs=1 seek=112 conv=notrunc 2>/dev/null # the header's paper
cp "$drop/ca-1.0002.$receipt.answers" "$scratch/seat-5"
sit 5 0004
end KILL
at 5; sit_down MAY-5 "$scratch/seat-5" --drop "$drop"
say "$(slip 0002 sbd)"; say "$(slip 0002 access_code)"
hear 'Which one now' && say 1 && hear 'Press Enter' && to_the_rules && say b && hear 'Question 1 of' &&
    ok "an end planted in the folder and on the seat stops nobody" || not_ok "an end planted in the folder and on the seat stops nobody" "$(tail -n 12 "$scratch/heard")"
end KILL

# ---- a claim that is none ----
sit 6 0005 && to_the_rules && say b && hear 'Question 1 of' # to learn the claim's name
end KILL
claim=$(ls "$drop" | grep '^ca-1\.0005\..*\.start$')
rm "$drop"/ca-1.0005.*
head -c 224 /dev/urandom >"$drop/$claim"
sit 7 0005 && to_the_rules && say b
hear 'strange file stands for the first start' && ok "a strange file for a claim is told" || not_ok "a strange file for a claim is told" "$(tail -n 5 "$scratch/heard")"
use_voucher 3 'start here'; hear 'Type b to begin' && say b && hear 'Question 1 of' && ok "and the voucher leads on" || not_ok "and the voucher leads on"
end KILL

# ---- 200 strange files hide nothing ----
sit 8 0006 && to_the_rules && say b && hear 'Question 1 of' && answer 1 4 b && await holds 0006 5 && ok "four answers lie in the folder" ||
    not_ok "four answers lie in the folder"
end KILL
for n in $(seq 200); do head -c $((4344 + 4096 * (n % 3))) /dev/urandom >"$drop/$(name_of 0006 "$(printf '%03d' "$n")" resume)"; done
sit 9 0006
say ""; hear 'raise your hand' && use_voucher 4 'start here' && hear 'Question [0-9]* of 30, part [0-9], answered B' && ok "among 200 strange files they are found" ||
    not_ok "among 200 strange files they are found" "$(tail -n 5 "$scratch/heard")"
end KILL

# ---- a folder that is not there ----
mkdir "$scratch/seat-10"
at 10; sit_down MAY-10 "$scratch/seat-10" --drop "$drop-mistyped"
hear "$drop-mistyped" && ok "a folder whose name is mistyped is told before anybody logs in" || not_ok "a folder whose name is mistyped is told" "$(tail -n 12 "$scratch/heard")"
log_in 0007 && to_the_rules && say b
hear 'cannot tell whether this paper was begun elsewhere' && ok "and nothing begins by itself" || not_ok "and nothing begins by itself" "$(tail -n 5 "$scratch/heard")"
end KILL
finish
