#!/bin/bash
# Where answers stand, through the real programs: a session that wants two places; the data folder moved, mounted over and given back in the middle of an
# exam, and the program killed after it. The script runs apart, in name spaces of its own, so that it may mount; where the kernel refuses that, this is skipped.
if [ -z "${SATHACH_APART:-}" ]; then
    if unshare -Urm true 2>/dev/null; then
        SATHACH_APART=1 exec unshare -Urm bash "$0"
    fi
    echo "1..0 # SKIP the kernel lets us mount nothing here; unit/test_places and unit/test_data_folder try the same on plain folders"
    exit 0
fi
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office share=$scratch/share
trap 'umount -l "$scratch/home/two" 2>/dev/null; clean_up' EXIT
mkdir "$share"
make_office "$w" && make_session "$w" ca-1 --saved-places 2 && ok "an office with a session that wants two places" || not_ok "an office with a session that wants two places"
check "the session says so" 0 "saved on the seat and in an exchange folder" office "$w" session show ca-1
check "and in JSON" 0 '"saved_places": 2' office "$w" session show ca-1 --json
check "three places are none" 2 "saved-places" office "$w" session new ca-2 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv --saved-places 3
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
did() { "${@:2}" && ok "$1" || not_ok "$1" "$(tail -n 12 "$scratch/heard")"; } # NAME COMMAND…
begin() { log_in "$1" && say "" && hear 'Type b to begin' && say b && hear 'Question 1 of'; } # PAPER
answer_all() { # FROM TO
    local n
    for n in $(seq "$1" "$2"); do
        say "$n"; say b
        hear "Saved (on this seat )?question $n: B" || return # the copy may be there by the time it is told
    done
}
in_two_places() { # asked for until it is told
    local try
    for try in $(seq 60); do
        say g; hear '^(all saved: 2 places|all saved, copying|saving)$' || return
        [ "$(tail -n 1 "$scratch/heard")" = "all saved: 2 places" ] && { say esc; hear 'Question '; return; }
        say esc; hear 'Question ' || return
        sleep 0.5
    done
    return 1
}
again() { # SEAT FOLDER PAPER: the program once more, and what it has
    sit_down "$1" "$2" --drop "$share" && log_in "$3" && say "" && hear 'Welcome back' && say g && hear 'of 30 answered' &&
        had=$(tail -n 1 "$scratch/heard") && say esc && hear '^A '
}

# --- two places, and the data folder is moved away
mkdir -p "$scratch/home/one" "$scratch/home/two"
sit_down MAY-01 "$scratch/home/one" --drop "$share"
did "a paper is begun" begin 0001
did "each answer is said to be saved on this seat" answer_all 1 4
did "and soon all stand in two places" in_two_places
mv "$scratch/home/one" "$scratch/home/one.away"
did "the data folder is moved: it is told" hear 'was moved or removed: they are written anew'
did "and saved is what comes" answer_all 5 8
check "in the folder of that name" 0 "" is_there "$scratch/home/one/*.0001.attempt"
end KILL
did "killed: the program again" again MAY-01 "$scratch/home/one" 0001
check "with all eight answers" 0 "^8 of 30" echo "$had"
did "there they go to two places again" in_two_places
say g; say s; say NOP
did "handed in: it stands in two places" hear 'It stands in two places'
say ""; say ""; use_voucher 1 'copy and leave' MAY-01; end
check "the office collects it once" 0 "1 new" office "$w" collect "$share" "$scratch/home/one"

# --- another file system over it, and away again
sit_down MAY-02 "$scratch/home/two" --drop "$share"
did "another paper is begun" begin 0004
did "answers before" answer_all 1 3
mount -t tmpfs -o size=4m over "$scratch/home/two"
did "mounted over: it is told" hear 'was moved or removed'
did "answers there" answer_all 4 5
umount -l "$scratch/home/two"
did "the mount goes: answers after" answer_all 6 7

# --- removed
rm -r "$scratch/home/two"
did "removed: answers after that" answer_all 8 8
end KILL
did "killed: the program again" again MAY-02 "$scratch/home/two" 0004
check "with all eight answers" 0 "^8 of 30" echo "$had"

# --- the seat's disk is gone with the program: the copy in the exchange folder goes on, and says how much came along
did "in two places" in_two_places
end KILL
rm -r "$scratch/home/two"
mkdir "$scratch/home/two"
sit_down MAY-02 "$scratch/home/two" --drop "$share"
did "the seat with an empty disk reads how much came along" log_in 0004
hear 'From the copy of [0-9:]*: 8 questions answered. What was answered after that is to be chosen again' && ok "from the copy: 8 questions" || not_ok "from the copy" "$(tail -n 5 "$scratch/heard")"
say ""
did "the exam goes on" hear '^A '
say g; hear 'of 30 answered'
check "with all that stood in two places" 0 "^8 of 30" tail -n 1 "$scratch/heard"
say s; say NOP
did "handed in" hear 'It stands in two places'
say ""; say ""; use_voucher 1 'copy and leave' MAY-02; end

# --- no second place at all: told, and no dead end
mkdir "$scratch/home/three"
sit_down MAY-03 "$scratch/home/three"
did "without an exchange folder the idle seat says so" hear 'this seat has no exchange folder'
did "a paper is begun all the same" begin 0005
did "answers are saved on this seat" answer_all 1 2
check "and that it is this seat alone is told" 0 "stand on this seat alone" cat "$scratch/heard"
say g; say s; say NOP
did "handed in: it stands on this seat alone" hear 'It stands on this seat alone'
say ""; say ""
did "and the seat is free again" hear 'Log in to the exam'
use_voucher 1 'copy and leave' MAY-03; end
finish
