#!/bin/bash
# The office's week with a session of 300 papers: collected in any order and thrice over, graded, decided on with a preview, graded again; the same bytes on a
# copy; a register made again; and every line of basis and log that is edited, moved or taken away is found.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/took.sh
w=$scratch/office
make_office "$w" && ok "workspace" || not_ok "workspace"
cp -r "$w/log" "$scratch/log.fresh" # for the same office elsewhere: what it has seen begins anew
check "the workspace has its register" 0 "^2$" sqlite3 "$w/register.db" "PRAGMA user_version"
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
check "nothing is published before the mark is printed" 13 "290 papers were handed in and no mark covers them" office "$w" report ca-1 passlist
cp "$w/sessions/ca-1/results.tsv" "$scratch/first.tsv"; cp -r "$w/sessions/ca-1" "$scratch/first"; cp "$w/register.db" "$scratch/first.db"

# ---- the mark, and receipts from the attendance sheet ----
check "the mark asks a sample, and the absent ones" 0 "ca-1: 62 rows of 300 papers are asked, 0 typed; had 5 % been altered, one would show with 95 %" office "$w" sheet ca-1
check "absent ones are named" 0 "0291  SBD 0291  nothing handed in" office "$w" sheet ca-1
check "nor before its rows are typed" 13 "62 rows of the signed sheet are missing" office "$w" report ca-1 passlist
check "which does not add up" 1 "The papers do not add up" office "$w" reconcile ca-1
{ echo "SBD;Mã biên nhận"; sheet_rows "$w" ca-1 | sed 's/=\(....\)\(....\)\(........\)/;\1 \2-\3/'; seq 291 300 | sed 's/$/;vắng/; s/^/0/'; } >"$scratch/sheet.csv"
printf '0001;nonsense\n0002;more\n' >"$scratch/bad.csv"
check "a line that is no receipt is named" 10 'bad.csv: line 1: "nonsense" is no receipt' office "$w" sheet ca-1 --from "$scratch/bad.csv"
check "the sheet's receipts are those of the papers" 0 "62 rows of 300 papers are asked, 62 typed" office "$w" sheet ca-1 --from "$scratch/sheet.csv"
check "it adds up" 0 "300 papers = 10 absent \+ 0 without a paper \+ 0 unfinished \+ 0 in conflict \+ 0 irregular \+ 290 graded" office "$w" reconcile ca-1
check "and says so" 0 "The papers add up" office "$w" reconcile ca-1
check "all receipts were compared" 0 "62|all 290 receipts|of 290 receipts compared" office "$w" reconcile ca-1
rm -rf "$scratch/wrong"; cp -r "$w" "$scratch/wrong"
check "another receipt is told" 1 "0001  SBD 0001  the sheet has another receipt: AAAA AAAA" office "$scratch/wrong" sheet ca-1 0001=AAAAAAAAAAAAAAAA
check "and found" 1 "0001  SBD 0001  the signed sheet says something else: AAAA AAAA" office "$scratch/wrong" reconcile ca-1
printf '9999;AAAA AAAA AAAA AAAA\n' >"$scratch/stranger.csv"
check "a stranger is told" 1 "SBD 9999: on the sheet, not in the roster" office "$scratch/wrong" sheet ca-1 --from "$scratch/stranger.csv"
check "and does not add up" 1 "on the signed sheet, not in the roster" office "$scratch/wrong" reconcile ca-1
rm -rf "$scratch/wrong" # an office's folder would be met by the next collect

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
check "decided" 0 "Decision 1: question ${qid:0:12}: everybody who had it gets its points" decide question "${qid:0:12}" void --reason "Hai đáp án đúng" --by "Hội đồng"
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
worse=$(join -t $'\t' -j 1 <(grep -v '^[#p]' "$scratch/first.tsv" | cut -f1,7) <(grep -v '^[#p]' "$w/sessions/ca-1/results.tsv" | cut -f1,7) | awk -F'\t' '$3 < $2')
[ -z "$worse" ] && ok "a question given to all takes points from nobody" || not_ok "a question given to all takes points from nobody" "$worse"
check "another ruling on it counts instead" 0 "Decision 2" decide question "$qid" accept A,C --reason "A và C đều đúng"
check "annulled" 0 "Decision 3: paper 0005" decide paper 5 annul --reason "Vi phạm quy chế"
check "grade" 0 "" office "$w" grade ca-1
check "an annulled paper has not passed" 0 "failed.*annulled" grep ^0005 "$w/sessions/ca-1/results.tsv"
check "not closed before it is graded" 13 "ca-1: not graded since: 0 files and 1 decisions came after line [0-9]+; run: sathachctl grade ca-1" bash -c "
    '$ctl' -C '$w' --pass office='$scratch/pass.office' decide ca-1 paper 6 annul --reason x >/dev/null &&
    '$ctl' -C '$w' --pass office='$scratch/pass.office' decide ca-1 close --reason x"
check "undone" 0 "Decision 5: decision 4 is undone" decide undo 4 --reason "Nhầm đề"
check "graded" 0 "" office "$w" grade ca-1
check "close" 0 "Decision 6: the session is closed" decide close
check "closed once" 13 "closed; the council opens it: sathachctl decide ca-1 undo 6" decide close
check "and graded no more" 13 "closed; the council opens it" office "$w" grade ca-1
check "the register knows it" 0 "^6\|1$" sqlite3 "$w/register.db" "SELECT (SELECT count(*) FROM decision), closed FROM session"
check "audit" 0 "6 decisions, the log and the results in force follow" office "$w" audit ca-1

reports() { # DIR
    office "$1" report ca-1 passlist,results --format csv,xlsx,pdf,html,json && office "$1" report ca-1 receipts --format csv,xlsx,html,json &&
        office "$1" report ca-1 slips --format pdf && office "$1" report ca-1 minutes,attendance --format csv,xlsx,pdf,json &&
        office "$1" report ca-1 opendata --format csv,json && office "$1" stats ca-1 --format csv,xlsx,pdf,html,json
}
check "reports in all formats" 0 "datapackage.json" reports "$w"

# ---- the same bytes elsewhere, and from the files alone ----
elsewhere() { # DIR: the same office and session, where nothing has come yet
    mkdir -p "$1"/{sessions,inbox,reports}; cp -r "$w/keys" "$w/banks" "$w/office.ini" "$1/"; cp -r "$scratch/log.fresh" "$1/log"
    cp -r "$scratch/first" "$1/sessions/ca-1"; rm -f "$1"/sessions/ca-1/{results,basis}*
}
c=$scratch/copy; elsewhere "$c"
mkdir "$scratch/some" # not beside another log of this office, which collect would meet
shuf --random-source=<(yes 2) "$scratch/order" | head -n 100 | while read -r f; do cp "$scratch/room/$f" "$scratch/some/"; done
office "$c" collect "$scratch/some" >/dev/null 2>&1; office "$c" collect "$scratch/room" >/dev/null
office "$c" grade ca-1 >/dev/null
for f in results.tsv results.tsv.minisig basis.tsv basis.tsv.minisig; do same "another order in a second workspace: $f" "$scratch/first/$f" "$c/sessions/ca-1/$f"; done
dump() { sqlite3 "$1" .dump | grep -v "INTO log " | sort; } # the log has times
dump "$scratch/first.db" >"$scratch/one"; dump "$c/register.db" >"$scratch/two"; same "and its register" "$scratch/one" "$scratch/two"
dump "$w/register.db" >"$scratch/one"; rm "$w/register.db"
check "rebuild" 0 "from 1 sessions" office "$w" rebuild
dump "$w/register.db" >"$scratch/three"; same "the register made again is the same" "$scratch/one" "$scratch/three"
cp -r "$w" "$scratch/twin"; rm -r "$scratch/twin/reports/ca-1"; reports "$scratch/twin" >/dev/null
check "every report made anew is the same" 0 "" diff -r -x "tap-duot-mark*" "$w/reports/ca-1" "$scratch/twin/reports/ca-1"
cp -r "$w/reports/ca-1" "$scratch/before"; reports "$w" >/dev/null
check "and the second time" 0 "" diff -r "$scratch/before" "$w/reports/ca-1"
printf 'this is no database, just some text that is long enough to be one' >"$c/register.db"
check "a register that is none" 10 "sathachctl rebuild" office "$c" grade ca-1
check "is made again" 0 "" office "$c" rebuild
check "one of another version is refused" 10 "version 99" bash -c "sqlite3 '$c/register.db' 'PRAGMA user_version=99'; $ctl -C '$c' --pass office='$scratch/pass.office' grade ca-1"

# ---- interrupted anywhere and run again ----
k=$scratch/killed; elsewhere "$k"
cp -r "$k" "$scratch/whole"; took_office "$scratch/whole" collect "$scratch/room"
for part in 1 2 3 4 5 6 7 8 9; do # the first files get their names late: the last go is as long as the whole took
    { timeout --foreground -s KILL "$(seconds $((ms * part / 9)))" "$ctl" -C "$k" --pass office="$scratch/pass.office" collect "$scratch/room"; } >/dev/null 2>&1
done
whole=$(for f in "$k"/inbox/ca-1/*.answers; do [ ! -e "$f" ] || cmp -s "$f" "$scratch/room/${f##*/}" || echo "$f"; done)
[ -z "$whole" ] && ok "killed while collecting: whole files or none ($(ls "$k/inbox/ca-1" | wc -l))" || not_ok "killed while collecting: whole files or none" "$whole"
check "run again: what was taken in is known, the rest is new" 0 "^290 files: " office "$k" collect "$scratch/room"
check "nothing is left over" 0 "^290$" bash -c "ls -A '$k/inbox/ca-1' | wc -l"
office "$k" grade ca-1 >/dev/null; same "and the results are the same" "$scratch/first.tsv" "$k/sessions/ca-1/results.tsv"
dump "$scratch/first.db" >"$scratch/one"; dump "$k/register.db" >"$scratch/four"; same "the register too" "$scratch/one" "$scratch/four"
check "on a terminal it says how far it is" 0 "grading 300/300" script -qec "$ctl -C '$k' --pass office='$scratch/pass.office' grade ca-1" /dev/null

# ---- what was tampered with is found ----
basis=$w/sessions/ca-1/basis.tsv
tamper_basis() { # NAME PATTERN SED-SCRIPT
    cp "$basis" "$scratch/log"; sed -i -E "$3" "$basis"
    check "$1" 11 "$2" office "$w" audit ca-1
    cp "$scratch/log" "$basis"
}
tamper_basis "an edited line of the basis" "basis.tsv: line 17: was edited" '17s/journal\t[0-9]*/journal\t0299/'
tamper_basis "a deleted line" "basis.tsv: line 40: was edited, moved or taken away" 40d
in_register() { # NAME PATTERN SQL
    cp "$w/register.db" "$scratch/register.db"; sqlite3 "$w/register.db" "$3"
    check "$1" 11 "$2" office "$w" audit ca-1
    cp "$scratch/register.db" "$w/register.db"
}
in_register "an edited line in the register" "register.db: line 17 of the log's copy" "UPDATE log SET hash = replace(hash, substr(hash,1,4), 'aaaa') WHERE number = 17"
in_register "a deleted one" "register.db: line 20 of the log's copy" "DELETE FROM log WHERE number = 20"
tamper_log() { # NAME SED-SCRIPT: no command works on it
    cp "$w/log/log.tsv" "$scratch/log"; sed -i -E "$2" "$w/log/log.tsv"
    check "$1: audit" 13 "not those that were signed" office "$w" audit ca-1
    check "$1: report" 13 "not those that were signed" "$ctl" -C "$w" report ca-1 receipts
    cp "$scratch/log" "$w/log/log.tsv"
}
tamper_log "an edited line of the log" '17s/paper=[0-9]*/paper=0299/'
tamper_log "a deleted line" 40d
tamper_log "two lines changed about" '8{h;d};9{G}'
tamper_log "the last line gone" '$d'
mv "$w/log/mark" "$scratch/mark"; check "without its mark" 13 "log/mark: is missing" office "$w" grade ca-1; mv "$scratch/mark" "$w/log/mark"
# each kind of file that the log speaks of, altered, taken away and put back: what builds on it stops, and goes on
away() { # NAME FILE
    local n=$(grep -c . "$w/log/log.tsv")
    mv "$2" "$scratch/away"
    for cmd in "grade ca-1" "reconcile ca-1" "audit ca-1" "stats ca-1" "decide ca-1 close --reason x"; do
        check "$1 taken away: ${cmd%% *}" 13 "line [0-9]+ of the log.*is gone" office "$w" $cmd
    done
    cp "$scratch/away" "$2"; printf x >>"$2"
    check "$1 altered: grade" 13 "line [0-9]+ of the log.*is not what" office "$w" grade ca-1
    cp "$scratch/away" "$2"
    check "$1 put back: audit" 0 "follow from the files" office "$w" audit ca-1
    [ "$n" = "$(grep -c . "$w/log/log.tsv")" ] && ok "$1: nothing was written" || not_ok "$1: nothing was written"
}
d=$w/sessions/ca-1/decisions
away "a journal" "$(echo "$w"/inbox/ca-1/ca-1.0007.*)"
away "the session" "$w/sessions/ca-1/ca-1.session"
away "a decision" "$d/0002.decision"
away "the last decision" "$(ls "$d"/*.decision | tail -n 1)"
rm "$w"/inbox/ca-1/ca-1.0007.*
check "a journal that is gone never becomes absent" 13 "ca-1.0007.*is gone" office "$w" grade ca-1
check "collecting it again heals" 0 "1 new|1 known" office "$w" collect "$scratch"/room/ca-1.0007.*
check "all as it was" 0 "follow from the files" office "$w" audit ca-1
printf x >>"$(echo "$w"/inbox/ca-1/ca-1.0008.*)"
check "an altered one is healed too" 0 "healed" office "$w" collect "$scratch"/room/ca-1.0008.*
check "and all is as it was" 0 "follow from the files" office "$w" audit ca-1

# ---- two operators at once ----
exec 9>"$w/.lock"; flock 9
check "a second operator is told to wait" 21 "another command works" office "$w" grade ca-1
check "looking is free" 0 "The papers add up" office "$w" reconcile ca-1
exec 9>&-
finish
