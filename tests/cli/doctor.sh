#!/bin/bash
# The doctor on a seat's folder: what was delivered, collected, left, killed in the middle, damaged or half written is named with its remedy, and
# nothing in the folder changes.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office seat=$scratch/seat
export TMPDIR=$scratch/tmp
mkdir "$TMPDIR" "$seat"
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null

begin() { sit_down M1 "$seat" && log_in "$1" && say ""; } # PAPER
doctor() { timeout 60 "$ctl" "$@"; }
inside() { doctor -C "$w" doctor "$@"; }
# Everything of a folder that can change.
snapshot() { (cd "$1" && find . -printf '%P %y %m %s %T@ %l\n' | sort && find . -type f -exec b2sum {} + | sort); }
untouched() { # NAME FOLDER COMMAND…
    local name=$1 folder=$2
    shift 2
    snapshot "$folder" >"$scratch/snap.1"
    "$@" >"$scratch/said" 2>&1
    snapshot "$folder" >"$scratch/snap.2"
    same "$name" "$scratch/snap.1" "$scratch/snap.2"
}
# told NAME CODE FILE PATTERN COMMAND…: the exit code, and what stands on the file's line and those indented below it.
told() {
    local name=$1 want=$2 file=$3 pattern=$4 rc
    shift 4
    "$@" >"$scratch/said" 2>&1; rc=$?
    awk -v f="  $file " 'index($0, f) == 1 { on = 1; print; next } /^ ? ?[^ ]/ { on = 0 } on' "$scratch/said" | tr '\n' ' ' >"$scratch/about"
    if [ $rc -eq "$want" ] && grep -qE -- "$pattern" "$scratch/about"; then ok "$name"
    else not_ok "$name" "exit $rc (wanted $want), wanted /$pattern/ about $file, said: $(cat "$scratch/said")"; fi
}

# --- one handed in, one in the middle
begin 0001 && say b && hear 'Question 1 of' && say a && hear 'Saved question 1' &&
    say g && say s && hear 'N O P' && say NOP && hear 'Receipt|receipt' && ok "an exam is handed in" || not_ok "an exam is handed in"
say ""; say quit; end
answers=$(cd "$seat" && ls -- *.answers)
begin 0004 && say b && hear 'Question 1 of' && say c && hear 'Saved question 1' && say n && say d && hear 'Saved question 2' &&
    ok "another is under way" || not_ok "another is under way"
told "a client that writes is seen" 1 ca-1.0004.attempt "held by process $exam.*writes it just now" doctor doctor "$seat"
say b && hear 'Saved question 2' && ok "it goes on answering" || not_ok "it goes on answering"
end KILL
begin 0004 && hear 'Question 2 of' && say m && hear 'is marked' && ok "it is taken up again" || not_ok "it is taken up again"
end KILL

# --- what the doctor says of them
ls "$seat" | grep -q 'ca-1.0004.attempt-wal' && ok "the killed client leaves its log" || not_ok "the killed client leaves its log" "$(ls "$seat")"
told "killed: under way, with the way out" 1 ca-1.0004.attempt \
    "under way +not collected.* 2 questions answered.*in strict sequence; macs are checked.* 1 resumes.*to mend: .*LEAVE" \
    inside "$seat"
told "handed in, delivered, not collected" 1 ca-1.0001.attempt \
    "handed in, delivered +not collected yet.* 1 questions answered, [0-9]+:[0-9]{2} used, last at 20.*seat [0-9a-f]{8}" \
    inside "$seat"
told "its answers file" 1 "$answers" "answers +ended +not collected yet" inside "$seat"
check "the remedy names the folder" 1 "to mend: sathachctl collect $seat$" inside "$seat"
told "without a workspace nobody knows what is collected" 1 "$answers" "ended *$" bash -c "cd '$scratch' && '$ctl' doctor seat"
check "and that is said" 1 "inside a workspace only" bash -c "cd '$scratch' && '$ctl' doctor seat"
check "a workspace around the current folder is enough" 1 "not collected yet" bash -c "cd '$w' && '$ctl' doctor '$seat'"
told "one file alone" 1 "$seat/$answers" "not collected yet" inside "$seat/$answers"
told "the ledger" 1 ca-1.0004.attempt "event +boot ms.* 0 +[0-9]+ +0:00 +start +30 .*resumed" inside "$seat" --ledger
check "none without --ledger" 0 "" bash -c "! '$ctl' doctor '$seat' | grep 'boot ms'"
untouched "the seat's folder is as it was, to the byte and the second" "$seat" inside "$seat" --ledger
inside --json "$seat" --ledger >"$scratch/report.json"
json() { sqlite3 :memory: "SELECT $2 FROM json_each(readfile('$scratch/report.json'), '\$[0].files') WHERE value->>'path' LIKE '%$1'"; }
check "JSON: an attempt" 0 '^under_way\|2\|1\|1\|0\|0\|under_way\|resume$' json ca-1.0004.attempt \
    "value->>'state', value->>'answered', value->>'resumes', value->>'in_sequence', value->>'delivered', value->>'collected',
     value->>'trouble', value->>'\$.ledger[1].what'"
check "JSON: its answers" 0 '^ended\|0001\|0\|not_collected\|sathachctl collect /' json .answers \
    "value->>'state', value->>'paper', value->>'collected', value->>'trouble', value->>'to_mend'"
(cd "$scratch" && "$ctl" doctor --json seat >"$scratch/report.json")
check "JSON without a workspace: not known is null" 0 "^1$" json .answers "value->>'collected' IS NULL"

# --- collected, and the other one left
office "$w" collect "$seat" >/dev/null
told "collected" 1 "$answers" "ended +collected" inside "$seat"
told "its attempt too" 1 ca-1.0001.attempt "delivered +collected" inside "$seat"
mkdir "$scratch/done"; cp "$seat/$answers" "$scratch/done/"
check "all collected: nothing to do" 0 "1 files of sathach.* 0 findings" inside "$scratch/done"
"$ctl" init "$scratch/other" --role office --pass office="$scratch/pass.office" >/dev/null
told "another workspace" 1 "$answers" "of another workspace.*collect it in the workspace" doctor -C "$scratch/other" doctor "$scratch/done"
rm "$seat/$answers"
told "collected though no longer beside it" 1 ca-1.0001.attempt "delivered +collected" inside "$seat"
told "not beside it and no workspace: not delivered" 1 ca-1.0001.attempt \
    "handed in .*to mend: log in.*once more" bash -c "cd '$scratch' && '$ctl' doctor seat"
cp "$scratch/done/$answers" "$seat/"
begin 0004 && hear 'Question 2 of' && use_voucher 1 'copy and leave' M1 && ok "the other is left with a voucher" || not_ok "the other is left with a voucher"
end
told "left: delivered as unfinished" 1 ca-1.0004.attempt "left unfinished, delivered +not collected yet" inside "$seat"
office "$w" collect "$seat" >/dev/null
check "collected: nothing to do" 0 " 0 findings" inside "$seat"

# --- a stick with all that can go wrong
stick=$scratch/stick
mkdir "$stick" "$stick/below" "$stick/below/deep" "$stick/.Trash-0"
office "$w" simulate ca-1 --candidates 1 -o "$stick" >/dev/null
good=$(cd "$stick" && ls -- *.answers | head -n 1)
cp "$w/banks/mau.bank" "$w/sessions/ca-1/ca-1.session" "$stick/"
cp "$seat/ca-1.0001.attempt" "$stick/"
cp "$seat/ca-1.0001.attempt" "$stick/ca-1.0005.attempt"
printf 'nothing a database would hold%.0s' $(seq 200) | dd of="$stick/ca-1.0005.attempt" bs=1 seek=4096 conv=notrunc status=none
cp "$seat/ca-1.0001.attempt" "$stick/ca-1.0006.attempt"
sqlite3 "$stick/ca-1.0006.attempt" "PRAGMA journal_mode=DELETE; DELETE FROM event WHERE seq=1" >/dev/null
cp "$seat/ca-1.0001.attempt" "$stick/ca-1.0007.attempt"
sqlite3 "$stick/ca-1.0007.attempt" "PRAGMA journal_mode=DELETE; UPDATE event SET body=(SELECT body FROM event WHERE seq=1) WHERE seq=2" >/dev/null
: >"$stick/ca-1.0003.attempt"
echo "only a word" >"$stick/ca-1.0008.attempt"
head -c 3000 "$stick/$good" >"$stick/ca-1.0002.2222222222222222.answers"
head -c 3000 "$seat/$answers" >"$stick/$answers"
cp "$stick/$good" "$stick/ca-1.0006.0000000000000000.answers"
{ head -c 60000 /dev/zero | tr '\0' 'x'; } >"$stick/ca-1.0007.3333333333333333.answers"
head -c 200 "$stick/$good" >"$stick/.0123456789abcdef.tmp"
cp "$stick/$good" "$stick/.fedcba9876543210.tmp"
cp "$w/banks/mau.bank" "$stick/altered.bank"; flip "$stick/altered.bank" 5000
head -c 30 "$w/banks/mau.bank" >"$stick/short.bank"
cp "$w/sessions/ca-1/ca-1.session" "$stick/unnamed"
cp "$w/keys/office.key" "$stick/forgotten"
cp "$seat/ca-1.0001.attempt" "$stick/ca-1.0001.attempt.damaged-1"
echo log >"$stick/ca-1.0009.attempt-wal"
mkfifo "$stick/ca-1.0010.attempt" "$stick/pipe.answers" "$stick/some-pipe" "$stick/ca-1.0001.attempt-wal"
ln -s "$seat/ca-1.0001.attempt" "$stick/ca-1.0011.attempt"
ln -s /nowhere "$stick/gone.session"
echo hello >"$stick/letter.txt"; : >"$stick/empty"
cp "$seat/$answers" "$stick/below/"; cp "$stick/$good" "$stick/below/deep/"; cp "$stick/$good" "$stick/.Trash-0/"
cp "$stick/letter.txt" "$stick/$(printf 'x\033[31my.answers')"
on_stick() { told "$1" 1 "$2" "$3" inside "$stick"; }
on_stick "whole answers" "$good" "ended +not collected yet"
on_stick "a bank" mau.bank "whole .*questions, as they were sealed"
on_stick "a session" ca-1.session "session ca-1 of 7 papers"
on_stick "an attempt overwritten" ca-1.0005.attempt "damaged .*to mend: keep the file; log in at the seat"
on_stick "an attempt with an event missing" ca-1.0006.attempt "damaged .*only the first 1 are in sequence.*event 1 is missing.*to mend"
on_stick "an attempt with an event exchanged" ca-1.0007.attempt "damaged .*only the first 2 are in sequence.*event 1 stands where event 2 belongs"
on_stick "an empty attempt" ca-1.0003.attempt "not started"
on_stick "an attempt that is none" ca-1.0008.attempt "damaged .*to mend"
on_stick "truncated answers" ca-1.0002.2222222222222222.answers \
    'half-written +not collected yet.*the beginning of "answers": 3000 bytes.*may be deleted once its whole twin stands'
on_stick "truncated answers whose twin is collected" "$answers" "damaged +collected.*a whole copy is collected; this one may be deleted"
on_stick "answers under a wrong name" ca-1.0006.0000000000000000.answers \
    "does not fit .*holds answers of paper 000[0-9].*to mend: .*sathachctl collect $stick/ca-1.0006"
on_stick "answers that are none" ca-1.0007.3333333333333333.answers "damaged .*to mend"
on_stick "a half-written file" .0123456789abcdef.tmp 'half-written .*the beginning of "answers".*may be deleted'
on_stick "whole answers that never got their name" .fedcba9876543210.tmp "holds answers of paper.*sathachctl collect"
on_stick "an altered bank" altered.bank "damaged .*signature"
on_stick "a bank cut short" short.bank "half-written"
on_stick "a session without a name" unnamed 'of sathach +whole .*"session"'
on_stick "a key" forgotten '"keys"'
on_stick "an attempt set aside" ca-1.0001.attempt.damaged-1 "attempt, old .*keep it until"
on_stick "a log alone" ca-1.0009.attempt-wal "its attempt is missing"
on_stick "a pipe is not opened" ca-1.0010.attempt "not a regular file, not opened"
on_stick "nor one that stands in for answers" pipe.answers "not a regular file, not opened"
on_stick "nor one that stands in for a log" ca-1.0001.attempt-wal "not a regular file, not opened"
on_stick "a link is not followed" ca-1.0011.attempt "not a regular file, not opened"
on_stick "nor one to nowhere" gone.session "not a regular file, not opened"
on_stick "one folder below" "below/$answers" "ended +collected"
check "no deeper" 1 "3 others, 2 folders not looked into" inside "$stick"
check "no control character of a name reaches the terminal" 0 "" bash -c "! '$ctl' doctor '$stick' | grep -q \$'\\033'"
check "a link alone is not followed either" 1 "not opened" inside "$stick/ca-1.0011.attempt"
untouched "the stick is as it was" "$stick" inside "$stick" --ledger
inside --json "$stick" --ledger >"$scratch/report.json"
check "as JSON it is valid" 0 "^1$" sqlite3 :memory: "SELECT json_valid(readfile('$scratch/report.json'))"
TMPDIR=$stick untouched "nothing is copied into the folder, whatever TMPDIR says" "$stick" inside "$stick"

# --- hostile databases: nothing in them runs, nothing outside is read
mkdir "$scratch/hostile"
sqlite3 "$scratch/hostile/ca-1.0001.attempt" "PRAGMA application_id=0x53544831; PRAGMA user_version=2; CREATE VIEW event AS WITH RECURSIVE c(x) AS
    (SELECT 0 UNION ALL SELECT x+1 FROM c) SELECT x AS seq, zeroblob(128) AS body, zeroblob(32) AS mac FROM c"
cp "$seat/ca-1.0001.attempt" "$scratch/hostile/ca-1.0002.attempt"; head -c 100000 /dev/urandom >"$scratch/hostile/ca-1.0002.attempt-wal"
cp "$seat/ca-1.0001.attempt" "$scratch/hostile/ca-1.0003.attempt"; truncate -s 65M "$scratch/hostile/ca-1.0003.attempt"
told "a view instead of a table" 1 ca-1.0001.attempt "damaged .*tables are not those" inside "$scratch/hostile"
told "a log of noise" 1 ca-1.0002.attempt "handed in" inside "$scratch/hostile"
told "a giant" 1 ca-1.0003.attempt "damaged" inside "$scratch/hostile"
untouched "they are as they were" "$scratch/hostile" inside "$scratch/hostile"
RANDOM=11
crashed=0
for i in $(seq 1 60); do
    victim=$scratch/done/ca-1.0001.attempt
    cp "$seat/ca-1.0001.attempt" "$victim"
    at=$(((RANDOM * 32768 + RANDOM) % $(stat -c %s "$victim")))
    if [ $((i % 3)) -eq 0 ]; then truncate -s "$at" "$victim"
    else printf "\\x$(printf %02x $((RANDOM % 256)))" | dd of="$victim" bs=1 seek="$at" conv=notrunc status=none; fi
    inside "$scratch/done" >"$scratch/said" 2>&1; rc=$?
    { [ $rc -gt 1 ] || grep -q Sanitizer "$scratch/said"; } && crashed=$((crashed + 1)) && echo "# exit $rc: $(cat "$scratch/said")"
done
[ $crashed -eq 0 ] && ok "60 altered attempts, no crash" || not_ok "60 altered attempts, no crash"

# --- the edges
mkdir "$scratch/empty"
check "an empty folder: nothing to do" 0 "0 files of sathach, 0 others" inside "$scratch/empty"
check "a missing path" 20 "nowhere.*no such file" inside "$scratch/nowhere"
check "a missing path among others: they are told all the same" 20 "0 files of sathach" inside "$scratch/nowhere" "$scratch/empty"
check "no path" 2 "doctor PATH" inside
check "an unknown option" 2 "--fast" inside "$seat" --fast
check "-C names no workspace" 2 "no workspace" doctor -C "$scratch/empty" doctor "$seat"
check "in Vietnamese" 0 "tệp của sathach" env LANGUAGE=vi "$ctl" -C "$w" doctor "$seat"
left=$(ls -A "$TMPDIR")
[ -z "$left" ] && ok "no private copy is left" || not_ok "no private copy is left" "$left"
finish
