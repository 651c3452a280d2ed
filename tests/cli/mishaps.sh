#!/bin/bash
# Mishaps and small attacks at one seat, through the real program line by line: crashes one after the other, five wrong codes and a restart, a strange
# file where a copy is to lie, junk in the exchange folder at the hand-in, no boot id, a folder in memory that somebody made first.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office drop=$scratch/drop
mkdir "$drop" "$scratch"/seat-{1..7}
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
sit() { at "$1"; sit_down "MAY-$1" "$scratch/seat-$1" "${@:2}"; } # NUMBER [OPTIONS…]
begin() { log_in "$1" && say "" && hear 'Type b to begin' && say b && hear 'Question 1 of'; } # PAPER
answer() { # QUESTION LETTER
    say "$1"; say "$2"; hear "[Ss]aved.*question $1|question $1.*saved"
}
go_on() { log_in "$1" && say "" && hear 'Welcome back'; } # PAPER
hand_in() { say g; say s; say NOP; hear 'Receipt code'; }
last() { tail -n 6 "$scratch/heard"; }

# ---- a crash, and another one at once ----
sit 1 && begin 0001 && answer 3 c && say 7 && hear 'Question 7 of' && await is_viewed "$scratch/seat-1" 7 || not_ok "question 7 is seen, and that is kept" "$(last)"
end KILL
sit 1 && go_on 0001 && hear 'Question 7 of' && ok "after a crash at the question last seen" || not_ok "after a crash at the question last seen" "$(last)"
end KILL
sit 1 && go_on 0001 && hear 'Question 7 of' && ok "after a second one, too" || not_ok "after a second one, too" "$(last)"
answer 7 d && say 3 && hear 'Question 3 of 30, part 1, answered C' && ok "and no answer was changed by it" || not_ok "and no answer was changed by it" "$(last)"
end KILL

# ---- five wrong codes, and a restart ----
sit 2
for n in 1 2 3 4 5; do say "$(slip 0004 sbd)"; say 22222-22222; say esc; done
hear 'Five wrong attempts' && ok "five wrong codes lock the seat" || not_ok "five wrong codes lock the seat" "$(last)"
end KILL
sit 2; say "$(slip 0004 sbd)"; say "$(slip 0004 access_code)"
hear 'waits for the invigilator' && ok "a restart does not open it" || not_ok "a restart does not open it" "$(last)"
for n in 1 2 3 4 5; do say i; say 22222-22222; hear 'no voucher' || break; say esc; done
end KILL
sit 2; say i; say "$(voucher 1)"
hear 'wait 30 seconds' && ok "five wrong vouchers wait, over a restart" || not_ok "five wrong vouchers wait, over a restart" "$(last)"
end KILL

# ---- a strange file lies where the copy is to lie ----
sit 4 --drop "$drop" && begin 0005 && answer 1 c && await is_there "$drop/ca-1.0005.*.resume" || not_ok "an exam begins" "$(last)"
mv "$drop" "$drop.away"
hand_in || not_ok "handed in while the folder is away" "$(last)"
await is_there "$scratch/seat-4/ca-1.0005.*.answers"
name=$(cd "$scratch/seat-4" && ls ca-1.0005.*.answers)
mkdir "$drop"; head -c "$(stat -c %s "$scratch/seat-4/$name")" /dev/urandom >"$drop/$name"
is_the_copy() { cmp -s "$drop/$name" "$scratch/seat-4/$name"; }
await is_the_copy && ok "random bytes of its name and length are not taken for the copy" || not_ok "random bytes of its name and length are not taken for the copy" "$(ls -la "$drop")"
end KILL
mv "$drop.away"/ca-1.* "$drop"; rmdir "$drop.away"

# ---- junk at the hand-in ----
for n in $(seq 40); do
    for kind in resume answers manifest status start order; do head -c $((200 + 111 * n)) /dev/urandom >"$drop/ca-1.0006.$(printf '%016d' "$n").$kind"; done
done
ln -s /dev/zero "$drop/ca-1.0006.0000000000009999.resume"
mkfifo "$drop/ca-1.0006.0000000000009998.resume"
sit 5 --drop "$drop" && begin 0006 && answer 1 a && hand_in && ok "handed in among 240 strange files, a pipe and a link without end" ||
    not_ok "handed in among strange files" "$(last)"
mine=$(cd "$scratch/seat-5" && ls ca-1.0006.*.answers)
await cmp -s "$scratch/seat-5/$mine" "$drop/$mine" && ok "the copy lies there" || not_ok "the copy lies there" "$(ls "$drop" | tail)"
end KILL
office "$w" collect "$scratch"/seat-* "$drop" >"$scratch/collected" 2>&1
check "the office grades what was handed in" 0 "^2$" bash -c "'$ctl' -C '$w' --pass office='$scratch/pass.office' grade ca-1 >/dev/null 2>&1; grep -cE '^000[56].*(passed|failed)' '$w/sessions/ca-1/results.tsv'"

# ---- no boot id, and a folder in memory that somebody made first ----
cat >"$scratch/apart" <<'TEXT'
#!/bin/sh
# without a boot id; with a folder of the key's name that is open to all
exec unshare -Urm sh -c 'cd /dev/shm && mount --bind /dev/null /proc/sys/kernel/random/boot_id && mount -t tmpfs none . && cd "$PWD" &&
    mkdir sathach-0 && chmod 777 sathach-0 && cd / && unset XDG_RUNTIME_DIR && exec "$@"' apart "$@"
TEXT
chmod 700 "$scratch/apart"
if "$scratch/apart" true 2>/dev/null; then
    check "the self-test says that the boot id cannot be read" 1 "boot id +BAD" "$scratch/apart" "$client" --selftest --lang en --data "$scratch/seat-6"
    check "and that somebody was first in memory" 1 "BAD +[^ ]*/sathach-0: somebody else made it first" "$scratch/apart" "$client" --selftest --lang en --data "$scratch/seat-6"
    before_client=$scratch/apart
    sit 6 && hear 'says what this seat lacks' && say i && hear 'Self-test: (boot id|/dev/shm)' && say esc && ok "so does the idle seat" || not_ok "so does the idle seat" "$(last)"
    begin 0007 && answer 1 d; end KILL
    sit 6 && log_in 0007 && say "" && hear 'raise your hand' && ok "what it cannot tell from a reboot waits for the invigilator" ||
        not_ok "what it cannot tell from a reboot waits for the invigilator" "$(last)"
    end KILL
    before_client=
else
    skip "no boot id; a folder in memory that somebody made first" "the kernel lets us mount nothing here"
fi
finish
