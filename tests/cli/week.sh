#!/bin/bash
# The office's week with a session of 300 papers: collected in any order and thrice over, graded, decided on with a preview, graded again; the same bytes on a
# copy; a register made again; and every line of the log that is edited, moved or taken away is found.
. "$(dirname "$0")/lib.sh"
. tests/cli/office.sh
w=$scratch/office
make_office "$w" && ok "workspace" || not_ok "workspace"
check "the workspace has its register" 0 "^1$" sqlite3 "$w/register.db" "PRAGMA user_version"
{
    echo "STT,SBD,Họ và tên,Ngày sinh,Số CCCD,Đơn vị,Lĩnh vực,Hạng,Ghi chú"
    for i in $(seq 1 300); do printf '%d,%04d,Thí sinh Số %d,01/02/1980,0%011d,Công ty Cầu Đường,4.1,II,\n' "$i" "$i" "$i" "$i"; done
} >"$scratch/roster.csv"
office "$w" session new ca-1 --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$scratch/roster.csv" --training \
    --pass session="$scratch/pass.ca-1" >/dev/null
office "$w" simulate ca-1 --candidates 290 --seed 7 -o "$scratch/room" >/dev/null
check "290 papers came" 0 "^290$" bash -c "ls '$scratch/room' | wc -l"

# collected in random order, in three pieces, and thrice over
ls "$scratch/room" | shuf --random-source=<(yes) >"$scratch/order"
split -n l/3 "$scratch/order" "$scratch/piece."
for piece in "$scratch"/piece.a?; do
    mkdir "$piece.d"; while read -r f; do cp "$scratch/room/$f" "$piece.d/"; done <"$piece"
    office "$w" collect "$piece.d" >>"$scratch/collected"
done
sum=$(awk '{n += $3} END {print n}' "$scratch/collected")
[ "$sum" = 290 ] && ok "three pieces make 290 new ones" || not_ok "three pieces make 290 new ones" "$(cat "$scratch/collected")"
check "once more: all known" 0 "^290 files: 0 new, 290 known, 0 of another session, 0 damaged, 0 in conflict" office "$w" collect "$scratch/room"
check "and again" 0 " 0 new, 290 known" office "$w" collect "$scratch/room"
check "the register has them" 0 "^290$" sqlite3 "$w/register.db" "SELECT count(*) FROM submission"
check "grade" 0 "300 papers: .* 10 absent, 0 unfinished, 0 in conflict" office "$w" grade ca-1
check "it adds up" 0 "roster 300 papers = 290 started \+ 10 absent; handed in 290, graded 290" office "$w" reconcile ca-1
check "absent ones are named" 0 "0291 +SBD 0291 +absent" office "$w" reconcile ca-1
cp "$w/sessions/ca-1/results.tsv" "$scratch/first.tsv"

# ---- receipts from the attendance sheet ----
{ echo "SBD;Mã biên nhận"; awk -F'\t' '!/^[#p]/ && $13 != "" {print $2 ";" substr($13,1,4) " " substr($13,5,4) "-" substr($13,9)}' "$scratch/first.tsv"; } >"$scratch/sheet.csv"
check "the sheet's receipts are those of the papers" 0 "It adds up" office "$w" reconcile ca-1 --receipts "$scratch/sheet.csv"
sed -e '2s/;.*/;AAAA AAAA AAAA AAAA/' -e '3d' "$scratch/sheet.csv" >"$scratch/wrong.csv"; echo "9999;AAAA AAAA AAAA AAAA" >>"$scratch/wrong.csv"
check "another receipt is told" 1 "0001 +SBD 0001 +the sheet's receipt is another one: AAAA AAAA" office "$w" reconcile ca-1 --receipts "$scratch/wrong.csv"
check "a missing one too" 1 "0002 +SBD 0002 +handed in; no receipt" office "$w" reconcile ca-1 --receipts "$scratch/wrong.csv"
check "and a stranger" 1 "SBD 9999 +on the sheet, but has handed in nothing" office "$w" reconcile ca-1 --receipts "$scratch/wrong.csv"
printf '0001;nonsense\n0002;more\n' >"$scratch/bad.csv"
check "a line that is no receipt is named" 10 "bad.csv: line 2" office "$w" reconcile ca-1 --receipts "$scratch/bad.csv"

# ---- a decision on a question ----
office "$w" bank show mau --questions --json >"$scratch/bank.json"
qid=$(sqlite3 :memory: "SELECT q.value->>'id' FROM json_each(readfile('$scratch/bank.json'), '\$.list') q, json_each(q.value, '\$.pools') p WHERE p.value = '4.1/II/chuyen-mon' LIMIT 1")
[ ${#qid} = 64 ] && ok "questions have ids" || not_ok "questions have ids" "$qid"
decide() { office "$w" decide ca-1 "$@"; }
check "a preview says who changes" 0 "scores and .* results change, of 300 papers" decide question "${qid:0:12}" void --reason "Hai đáp án đúng" --preview
check "and writes nothing" 0 "" bash -c "! test -e '$w/sessions/ca-1/decisions'"
check "an unknown question" 1 "no such question" decide question 0000000000000000 void --reason x
check "an id too short to be one" 2 "at least 8" decide question "${qid:0:4}" void --reason x
check "a decision without a reason" 2 "reason" decide question "$qid" void
check "a reason with control characters" 10 "reason" decide question "$qid" void --reason $'x\ty'
check "an option that is none" 2 "A to D" decide question "$qid" key E --reason x
check "a ruling that is none" 2 "void, take-out, accept" decide question "$qid" forget --reason x
check "a paper that is none" 1 "no such paper" decide paper 9999 annul --reason x
check "an unfinished paper that is none" 13 "not one that was begun" decide paper 0001 as-is --reason x
check "decided" 0 "Decision 1: question ${qid:0:12}: void" decide question "${qid:0:12}" void --reason "Hai đáp án đúng" --by "Hội đồng"
check "decided so already" 13 "already" decide question "$qid" void --reason "again"
same "the results in force stay until graded" "$scratch/first.tsv" "$w/sessions/ca-1/results.tsv"
decide question "$qid" take-out --reason x --preview --json >"$scratch/preview.json"
had=$(sqlite3 :memory: "SELECT json_array_length(readfile('$scratch/preview.json'), '\$.changes')")
[ "$had" -gt 0 ] && ok "taking it out would change $had papers" || not_ok "taking it out would change papers" "$had"
check "graded again" 0 "300 papers" office "$w" grade ca-1
check "the new results name the decision" 0 "^#decisions 1 [0-9a-f]{64}$" grep '^#decisions' "$w/sessions/ca-1/results.tsv"
old=$(b2sum -l 256 "$scratch/first.tsv" | cut -d' ' -f1)
check "and what they supersede" 0 "^#supersedes $old" grep '^#supersedes' "$w/sessions/ca-1/results.tsv"
same "the old ones stay" "$scratch/first.tsv" "$w/sessions/ca-1/results-${old:0:16}.tsv"
check "signed" 0 "verified" minisign -V -p "$w/keys/office.pub" -m "$w/sessions/ca-1/results-${old:0:16}.tsv"
check "who had it is marked" 0 "" bash -c "[ \$(grep -c 'decided' '$w/sessions/ca-1/results.tsv') -gt 0 ]"
worse=$(join -t $'\t' -j 1 <(grep -v '^[#p]' "$scratch/first.tsv" | cut -f1,12) <(grep -v '^[#p]' "$w/sessions/ca-1/results.tsv" | cut -f1,12) | awk -F'\t' '$3 < $2')
[ -z "$worse" ] && ok "a question given to all takes points from nobody" || not_ok "a question given to all takes points from nobody" "$worse"
check "another ruling on it counts instead" 0 "Decision 2" decide question "$qid" accept A,C --reason "A và C đều đúng"
check "annulled" 0 "Decision 3: paper 0005" decide paper 5 annul --reason "Vi phạm quy chế"
check "grade" 0 "" office "$w" grade ca-1
check "an annulled paper has not passed" 0 "failed.*annulled" grep ^0005 "$w/sessions/ca-1/results.tsv"
check "close" 0 "Decision 4: the session is closed" decide close
check "closed once" 13 "closed already" decide close
check "grade" 0 "" office "$w" grade ca-1
check "the register knows it" 0 "^4\|1$" sqlite3 "$w/register.db" "SELECT (SELECT count(*) FROM decision), closed FROM session"
check "audit" 0 "4 decisions, the log and the results in force follow" office "$w" audit ca-1

reports() { # DIR
    office "$1" report ca-1 passlist,results --format csv,xlsx,pdf,html,json && office "$1" report ca-1 receipts --format csv,xlsx,html,json &&
        office "$1" report ca-1 slips --format pdf && office "$1" report ca-1 minutes,attendance --format csv,xlsx,pdf,json &&
        office "$1" report ca-1 opendata --format csv,json && office "$1" stats ca-1 --format csv,xlsx,pdf,html,json
}
check "reports in all formats" 0 "datapackage.json" reports "$w"

# ---- the same bytes elsewhere, and from the files alone ----
c=$scratch/copy; mkdir -p "$c/sessions" "$c/inbox" "$c/reports"; cp -r "$w/keys" "$w/banks" "$w/office.ini" "$c/"
cp -r "$w/sessions/ca-1" "$c/sessions/"; rm -f "$c"/sessions/ca-1/{results,log}*
shuf --random-source=<(yes 2) "$scratch/order" | head -n 100 | while read -r f; do cp "$scratch/room/$f" "$scratch/"; done
office "$c" collect "$scratch" >/dev/null 2>&1; office "$c" collect "$scratch/room" >/dev/null
office "$c" grade ca-1 >/dev/null
for f in results.tsv results.tsv.minisig log.tsv log.tsv.minisig; do same "a second workspace: $f" "$w/sessions/ca-1/$f" "$c/sessions/ca-1/$f"; done
reports "$c" >/dev/null; check "all $(ls "$c/reports/ca-1" | wc -l) report files" 0 "" diff -r "$w/reports/ca-1" "$c/reports/ca-1"
dump() { sqlite3 "$1/register.db" .dump | sort; }
dump "$w" >"$scratch/one"; dump "$c" >"$scratch/two"; same "and its register" "$scratch/one" "$scratch/two"
rm "$w/register.db"
check "rebuild" 0 "from 1 sessions" office "$w" rebuild
dump "$w" >"$scratch/three"; same "the register made again is the same" "$scratch/one" "$scratch/three"
office "$w" grade ca-1 >/dev/null; cp -r "$w/reports/ca-1" "$scratch/before"; reports "$w" >/dev/null
check "and so is every report" 0 "" diff -r "$scratch/before" "$w/reports/ca-1"
printf 'this is no database, just some text that is long enough to be one' >"$c/register.db"
check "a register that is none" 10 "sathachctl rebuild" office "$c" grade ca-1
check "is made again" 0 "" office "$c" rebuild
check "a newer register is refused by its version" 10 "version 99" bash -c "sqlite3 '$c/register.db' 'PRAGMA user_version=99'; $ctl -C '$c' --pass office='$scratch/pass.office' grade ca-1"

# ---- interrupted anywhere and run again ----
k=$scratch/killed; mkdir -p "$k/sessions" "$k/inbox" "$k/reports"; cp -r "$w/keys" "$w/banks" "$w/office.ini" "$k/"
cp -r "$w/sessions/ca-1" "$k/sessions/"; rm -f "$k"/sessions/ca-1/{results,log}*
for ms in 450 550 600 650 700 750 800 900; do
    { timeout --foreground -s KILL "$(printf '0.%03d' "$ms")" "$ctl" -C "$k" --pass office="$scratch/pass.office" collect "$scratch/room"; } >/dev/null 2>&1
done
whole=$(for f in "$k"/inbox/ca-1/*.answers; do cmp -s "$f" "$scratch/room/${f##*/}" || echo "$f"; done)
[ -z "$whole" ] && ok "killed while collecting: whole files or none ($(ls "$k/inbox/ca-1" | wc -l))" || not_ok "killed while collecting: whole files or none" "$whole"
check "run again: what was taken in is known, the rest is new" 0 "^290 files: " office "$k" collect "$scratch/room"
check "nothing is left over" 0 "^290$" bash -c "ls -A '$k/inbox/ca-1' | wc -l"
office "$k" grade ca-1 >/dev/null; same "and the results are the same" "$w/sessions/ca-1/results.tsv" "$k/sessions/ca-1/results.tsv"
dump "$k" >"$scratch/four"; same "the register too" "$scratch/one" "$scratch/four"
check "on a terminal it says how far it is" 0 "grading 300/300" script -qec "$ctl -C '$k' --pass office='$scratch/pass.office' grade ca-1" /dev/null

# ---- what was tampered with is found ----
log=$w/sessions/ca-1/log.tsv
tamper() { # NAME PATTERN SED-SCRIPT
    cp "$log" "$scratch/log"; sed -i -E "$3" "$log"
    check "$1" 11 "$2" office "$w" audit ca-1
    cp "$scratch/log" "$log"
}
tamper "an edited line of the log" "log.tsv: line 17: was edited" '17s/journal\t[0-9]*/journal\t0299/'
tamper "a deleted line" "log.tsv: line 40: was edited, moved or taken away" 40d
tamper "two lines changed about" "log.tsv: line 8:" '8{h;d};9{G}'
tamper "the last line gone" "line 296: " '$d'
tamper "a line too many" "line 297: more than" '$p'
in_register() { # NAME PATTERN SQL
    cp "$w/register.db" "$scratch/register.db"; sqlite3 "$w/register.db" "$3"
    check "$1" 11 "$2" office "$w" audit ca-1
    cp "$scratch/register.db" "$w/register.db"
}
in_register "an edited line in the register" "register.db: line 17:" "UPDATE log SET hash = replace(hash, substr(hash,1,4), 'aaaa') WHERE number = 17"
in_register "a deleted one" "register.db: line 20:" "DELETE FROM log WHERE number = 20"
in_register "two changed about" "register.db: line 30:" "UPDATE log SET number = -1 WHERE number = 30; UPDATE log SET number = 30 WHERE number = 31; UPDATE log SET number = 31 WHERE number = -1"
d=$w/sessions/ca-1/decisions
cp -r "$d" "$scratch/decisions"
mend() { rm -rf "$d"; cp -r "$scratch/decisions" "$d"; }
sed -i 's/accept A,C/accept A,B/' "$d/0002.decision"; check "an edited decision" 11 "0002.decision" office "$w" grade ca-1; mend
rm "$d/0002.decision"; check "a decision taken away" 11 "decision 2 is missing" office "$w" grade ca-1; mend
rm "$d"/0004.*; check "the last one taken away" 11 "line 296|results in force" office "$w" audit ca-1; mend
rm "$w"/inbox/ca-1/ca-1.0007.*; check "a journal taken away" 11 "log.tsv: line 9: " office "$w" audit ca-1
cp "$scratch"/room/ca-1.0007.* "$w/inbox/ca-1/"
check "all as it was" 0 "follow from the files" office "$w" audit ca-1

# ---- two operators at once ----
exec 9>"$w/.lock"; flock 9
check "a second operator is told to wait" 21 "another command works" office "$w" grade ca-1
check "looking is free" 0 "adds up" office "$w" reconcile ca-1
exec 9>&-
finish
