#!/bin/bash
# Journals with a good chain that break one rule of the room each: told by name, event and figures, kept from the lists until the council rules.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && ok "office" || not_ok "office"
{
    echo "SBD,Họ và tên,Ngày sinh,Lĩnh vực,Hạng"
    for i in $(seq 12); do printf '%03d,Thí sinh %s,01/02/1980,4.1,II\n' "$i" "$(printf "\\x$(printf %x $((64 + i)))")"; done
} >"$scratch/roster.csv"
office "$w" session new ca-1 --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$scratch/roster.csv" --training --sheet none \
    --start claim --pass session="$scratch/pass.ca-1" >"$scratch/said" 2>&1 && ok "session" || not_ok "session" "$(cat "$scratch/said")"
forge() { "$build/forge-journal" "$w" "$scratch/pass.office" ca-1 "$@" "$scratch/room" >/dev/null; } # PAPER CASE
mkdir "$scratch/room"
cases="honest minutes late-answer far outage-cap extra-cap code code-twice seat sequence"
n=0
for c in $cases; do n=$((n + 1)); forge $n $c || not_ok "forged: $c"; done
check "all are the papers' own: collected" 0 "^10 files: 10 new, 0 known, 0 of another session, 0 damaged" office "$w" collect "$scratch/room"
office "$w" grade ca-1 >"$scratch/graded" 2>"$scratch/why"; rc=$?
[ $rc = 14 ] && ok "grading says so: 14" || not_ok "grading says so: 14" "$rc $(cat "$scratch/graded" "$scratch/why")"
row() { grep "^$(printf %04d "$1")" "$w/sessions/ca-1/results.tsv"; }
check "what keeps to the last millisecond is graded" 0 "	(passed|failed)	[0-9/:,]+	[0-9]+	[0-9A-Z]{16}	extra-time$" row 1
says() { # PAPER WORD SENTENCE
    check "$2: irregular, without points, the word in the note" 0 "	irregular		0	[0-9A-Z]*	.*$2" row "$1"
    check "$2: told with event and figures" 0 "paper $(printf %04d "$1") \(SBD $(printf %03d "$1")\): $3; the council: sathachctl decide ca-1 paper $(printf %04d "$1") accept\|annul\|journal" cat "$scratch/graded"
}
says 2 minutes "minutes at event 0, 31 of 30 minutes"
says 3 late-answer "late-answer at event 2, 30:00.001 of 30:00.000"
says 4 late-answer "late-answer at event 2, 590:01 of 30:00"
says 5 outage-cap "outage-cap at event 2, 10:01 of 10:00"
says 6 extra-cap "extra-cap at event 6, 75 of 60 minutes"
says 7 code "code at event 2"
says 8 code-twice "code-twice at event 2"
says 9 seat "seat at event 2"
says 10 sequence "sequence at event 2"
check "the refusal names the first" 0 "ca-1: paper 0002 \(SBD 002\): minutes at event 0, 31 of 30 minutes; the council:" cat "$scratch/why"
LC_ALL=C.UTF-8 LANGUAGE=vi office "$w" grade ca-1 >"$scratch/vi" 2>&1
check "in Vietnamese" 0 "đề 0004 \(SBD 004\): trả lời sau giờ ở sự kiện 2, 590:01/30:00; hội đồng:" cat "$scratch/vi"
check "it does not add up" 1 "0004 .*irregular" office "$w" reconcile ca-1
office "$w" reconcile ca-1 --json >"$scratch/room.json" 2>/dev/null
check "the voucher that two acts name is told once, with its number and its seat" 0 "^1$" grep -c '"voucher-twice"' "$scratch/room.json"
check "lists have it as such" 0 "Bất thường, chờ hội đồng" bash -c "'$ctl' -C '$w' --pass office='$scratch/pass.office' report ca-1 results --format csv >/dev/null && cat '$w/reports/ca-1/tap-duot-results.csv'"
check "nobody passes by it" 0 "^0$" bash -c "grep -c Bất.thường '$w/reports/ca-1/tap-duot-passlist.csv' 2>/dev/null || echo 0"

# ---- the council ----
decide() { office "$w" decide ca-1 "$@" --reason "Hội đồng đã họp"; }
check "accept is for what is irregular" 13 "not irregular" decide paper 1 accept
check "accepted: graded as it stands" 0 "paper 0003: irregular, graded as it stands" decide paper 3 accept
check "annulled" 0 "paper 0004: annulled" decide paper 4 annul
office "$w" grade ca-1 >"$scratch/graded" 2>&1
check "with points" 0 "	(passed|failed)	[0-9/:,]+	[0-9]+	[0-9A-Z]{16}	decided late-answer$" row 3
check "without" 0 "	failed		0		annulled late-answer$" row 4
check "seven wait" 0 "^7$" grep -c "^  paper .*accept|annul|journal" "$scratch/graded"
check "a state before the refused event counts" 0 "paper 0010: irregular" decide paper 10 accept
check "the acceptance is undone" 0 "decision 1 is undone" decide undo 1
office "$w" grade ca-1 >"$scratch/graded" 2>&1
check "and it waits again" 0 "	irregular	" row 3

# ---- a journal that later goes beyond what was ruled on ----
forge 11 honest
office "$w" simulate ca-1 --candidates 12 --seed 3 -o "$scratch/virtual" >/dev/null
check "a conflict" 14 "diverges" office "$w" collect "$scratch/room" "$scratch"/virtual/ca-1.0011.*
office "$w" grade ca-1 >"$scratch/graded" 2>&1
head=$(sed -nE '/paper 0011/,$s/.*journal ([0-9a-f]{16}), receipt.*/\1/p' "$scratch/graded" | head -n 1)
check "accept does not settle it" 13 "journals diverge; rule on that first" decide paper 11 accept
check "a journal does" 0 "paper 0011: the journal $head stands" decide paper 11 journal "$head"
finish
