#!/bin/bash
# Bad input: one clear line naming file and place, the right exit code, nothing written or lost.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
bank=$w/banks/mau.bank session=$w/sessions/ca-1/ca-1.session
pub=$w/keys/office.pub

snapshot() { (cd "$w" && find . -type f -exec b2sum {} + | sort); }
before=$(snapshot)
unchanged() { if [ "$(snapshot)" = "$before" ]; then ok "$1: nothing written"; else not_ok "$1: nothing written" "$(diff <(echo "$before") <(snapshot))"; fi; }

# --- packages
head -c 1000 "$bank" >"$scratch/short.bank"
check "a truncated bank" 10 "short.bank" "$ctl" -C "$w" verify "$scratch/short.bank"
cp "$bank" "$scratch/flip.bank"; flip "$scratch/flip.bank" 5000
check "an altered bank" 11 "flip.bank" "$ctl" -C "$w" verify "$scratch/flip.bank"
cp "$bank" "$scratch/v3.bank"; printf '\003' | dd of="$scratch/v3.bank" bs=1 seek=8 conv=notrunc status=none
check "an unknown version is named" 10 "v3.bank.*3" "$ctl" -C "$w" verify "$scratch/v3.bank"
run_client() { "$client" --bank "$1" --session "$2" --data "$scratch/seat" --trust "$3" --seat M1 --linear --pass session="$4"; }
check "the client refuses a truncated bank" 10 "short.bank" run_client "$scratch/short.bank" "$session" "$pub" "$scratch/pass.ca-1"
check "the client refuses an altered bank" 11 "flip.bank" run_client "$scratch/flip.bank" "$session" "$pub" "$scratch/pass.ca-1"
printf 'BCDFGHJKBCDFGH\n' >"$scratch/pass.wrong"
check "wrong session passphrase" 11 "passphrase" run_client "$bank" "$session" "$pub" "$scratch/pass.wrong"
printf 'khong phai mat khau\n' >"$scratch/pass.no"
check "wrong office passphrase" 11 "office.key" "$ctl" -C "$w" --pass office="$scratch/pass.no" grade ca-1
"$ctl" init "$scratch/other" --role office --pass office="$scratch/pass.office" >/dev/null
check "wrong office key at the seat" 12 "" run_client "$bank" "$session" "$scratch/other/keys/office.pub" "$scratch/pass.ca-1"
check "a session of another office" 12 "" "$ctl" -C "$scratch/other" verify "$session"
unchanged "packages and keys"

# --- rosters
head=$(head -n 1 questionbanks/demo/roster.csv)
roster() { # NAME CODE PATTERN ROWS…
    local name=$1 code=$2 pattern=$3
    shift 3
    { printf '%s\n' "$head"; printf '%s\n' "$@"; } >"$scratch/roster.csv"
    check "$name" "$code" "$pattern" office "$w" session new ca-x --bank mau --profile questionbanks/profiles/nd175-2024.ini \
        --roster "$scratch/roster.csv" --pass session="$scratch/pass.x"
    [ ! -e "$w/sessions/ca-x" ] && [ ! -e "$scratch/pass.x" ] && ok "$name: no session left" || not_ok "$name: no session left"
}
good='1;001;Lê A;01/02/1990;038190000001;;4.1;II;;;;'
roster "a duplicate SBD for the same field" 10 "roster.csv:3" "$good" "$good"
roster "an unknown field" 10 "roster.csv:2.*99" '1;001;Lê A;01/02/1990;038190000001;;99;II;;;;'
roster "a missing pool" 13 "001|4.1/I/" '1;001;Lê A;01/02/1990;038190000001;;4.1;I;;;;'
roster "an impossible date" 10 "roster.csv:2" '1;001;Lê A;31/02/1990;038190000001;;4.1;II;;;;'
roster "an exemption the profile has not" 10 "roster.csv:2" '1;001;Lê A;01/02/1990;038190000001;;4.1;II;;x;;'
roster "a row with several faults is one of the reported" 10 "roster.csv:3" "$good" '2;;Lê B;;;;99;;;;;'
sed 's/count=20/count=200/' questionbanks/profiles/nd175-2024.ini >"$scratch/greedy.ini"
check "a profile that draws more than a pool holds" 13 "chuyen-mon" office "$w" session new ca-x --bank mau --profile "$scratch/greedy.ini" \
    --roster questionbanks/demo/roster.csv --pass session="$scratch/pass.x"
printf 'STT;SBD;Họ và tên\n1;001;\377\n' >"$scratch/roster.csv"
check "a roster with invalid UTF-8 names the offset" 10 "roster.csv" office "$w" session new ca-x --bank mau \
    --profile questionbanks/profiles/nd175-2024.ini --roster "$scratch/roster.csv" --pass session="$scratch/pass.x"
unchanged "rosters"

# --- GIFT
gift() { # NAME PATTERN TEXT
    rm -rf "$scratch/b"; mkdir "$scratch/b"
    cp questionbanks/mau/bank.ini "$scratch/b/"
    printf '$CATEGORY: 4.1/II/chuyen-mon\n\n%b\n' "$3" >"$scratch/b/x.gift"
    rm -rf "$w/banks/x"
    check "$1" 1 "$2" office "$w" bank import "$scratch/b" --to x
    rm -rf "$w/banks/x"
}
gift "GIFT without a right answer" "x.gift:3" 'Câu hỏi? {\n~a\n~b\n~c\n~d\n}'
gift "GIFT with two right answers" "x.gift:3" 'Câu hỏi? {\n=a\n=b\n~c\n~d\n}'
gift "GIFT with three options" "x.gift:3" 'Câu hỏi? {\n=a\n~b\n~c\n}'
gift "control characters" "x.gift:" 'Câu \x1b[31m hỏi? {\n=a\n~b\n~c\n~d\n}'
gift "bidi characters" "x.gift:" 'Câu \xe2\x80\xae hỏi? {\n=a\n~b\n~c\n~d\n}'
rm -rf "$scratch/b"; mkdir "$scratch/b"; cp questionbanks/mau/bank.ini "$scratch/b/"
printf 'abc \377 def\n' >"$scratch/b/x.gift"
check "invalid UTF-8 names the offset" 1 "x.gift:1.* 4" office "$w" bank import "$scratch/b" --to x
[ "$(ls "$w/banks/x" | tr '\n' ' ')" = "bank.ini rejected.tsv " ] && ok "what is rejected is kept, and no question" || not_ok "what is rejected is kept" "$(ls "$w/banks/x")"
rm -rf "$w/banks/x"
unchanged "GIFT"

# --- answers of another session, and disks
make_session "$w" ca-2
office "$w" simulate ca-1 --candidates 1 -o "$scratch/one" >/dev/null
before=$(snapshot)
rm -rf "$scratch/w2"; cp -r "$w" "$scratch/w2"; rm -rf "$scratch/w2/sessions/ca-1"
check "answers of a session this workspace has not" 13 "session" office "$scratch/w2" collect "$scratch/one"
f=$(ls "$scratch"/one/*.answers | head -n 1)
cp "$f" "$scratch/bad.answers"; flip "$scratch/bad.answers" 300
check "altered answers are set aside" 11 "1 damaged" office "$w" collect "$scratch/bad.answers"
same "and kept as they came" "$scratch/bad.answers" "$(ls "$w"/inbox/ca-1/damaged/* | head -n 1)"
check "with a line in the log" 0 $'\tdamaged\t.*why=altered' tail -n 1 "$w/log/log.tsv"
more=$(comm -13 <(awk '{print $2}' <<<"$before" | sort) <(snapshot | awk '{print $2}' | sort))
[[ $more == ./inbox/ca-1/damaged/* && $more != *$'\n'* ]] && ok "no other file came" || not_ok "no other file came" "$more"
before=$(snapshot)
mkfifo "$scratch/fifo.answers"
check "a FIFO instead of a file does not hang" 10 "fifo" timeout 20 "$ctl" -C "$w" --pass office="$scratch/pass.office" collect "$scratch/fifo.answers"
unchanged "answers"
office "$w" grade ca-1 >/dev/null
check "a full disk" 20 "dev/full" office "$w" report ca-1 results --format csv -o /dev/full
if [ "$(id -u)" -eq 0 ] && mkdir -p "$scratch/ro" && mount -t tmpfs -o size=64k tmpfs "$scratch/ro" 2>/dev/null; then
    head -c 60000 /dev/zero >"$scratch/ro/fill"
    check "a full disk while sealing" 20 "disk is full" "$ctl" init "$scratch/ro/x/y" --role office --pass office="$scratch/pass.office"
    mount -o remount,ro "$scratch/ro"
    check "a read-only disk" 20 "read-only" "$ctl" init "$scratch/ro/z" --role office --pass office="$scratch/pass.office"
    umount "$scratch/ro"
else
    # without the right to mount, /proc stands in for a place nobody can write
    check "a read-only place" 20 "" "$ctl" init /proc/x --role office --pass office="$scratch/pass.office"
fi
# an inbox that cannot be read is no empty inbox
rm -rf "$w/inbox/ca-1"; echo x >"$w/inbox/ca-1"
check "an inbox that cannot be read" 20 "inbox/ca-1" office "$w" grade ca-1
rm -f "$w/inbox/ca-1"
finish
