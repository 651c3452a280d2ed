#!/bin/bash
# What only the council can settle: two journals of one paper, a session that does not add up.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "session" || not_ok "session"
check "graded without a collected paper: all are absent" 0 "7 papers: 0 passed, 0 failed, 7 absent" office "$w" grade ca-1
check "which adds up" 0 "7 papers = 7 absent \+ 0 without a paper" office "$w" reconcile ca-1
check "a pass list of nobody" 0 "nobody" office "$w" report ca-1 passlist
check "and as files" 0 "passlist.xlsx" office "$w" report ca-1 passlist --format csv,xlsx,pdf,html,json
check "statistics of nothing" 0 "No two attempts" office "$w" stats ca-1
check "and as files" 0 "stats.json" office "$w" stats ca-1 --format csv,xlsx,pdf,html,json
check "no slip" 1 "no paper is graded yet" office "$w" report ca-1 slips --format pdf
office "$w" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/one" >/dev/null
office "$w" simulate ca-1 --candidates 6 --seed 4 -o "$scratch/two" >/dev/null
office "$w" collect "$scratch/one" >/dev/null
check "a second journal of each paper is in conflict" 14 "diverges; the council decides" office "$w" collect "$scratch/two"
check "both stay" 0 "^14$" bash -c "ls '$w/inbox/ca-1' | wc -l"
office "$w" grade ca-1 >"$scratch/graded" 2>&1; rc=$?
[ $rc = 14 ] && ok "grading says so" || not_ok "grading says so" "$rc $(cat "$scratch/graded")"
check "nothing is graded that is in doubt" 0 "0 passed, 0 failed, 0 absent, 0 unfinished, 7 in conflict" cat "$scratch/graded"
check "the journals are listed with their heads" 0 "^14$" grep -c "    journal [0-9a-f]{16}, receipt [0-9A-Z]{4}( [0-9A-Z]{4}){3}: [0-9]+ events, handed in" -E "$scratch/graded"
check "who makes the list is told that papers wait" 0 "ca-1: 7 papers wait for the council's ruling" office "$w" report ca-1 passlist --format pdf
check "it does not add up" 1 "0001 .*journals diverge" office "$w" reconcile ca-1
check "on a sheet, too" 1 "reports/ca-1/tap-duot-reconcile.pdf$" office "$w" reconcile ca-1 --format pdf
check "which names the papers" 0 "BẢNG ĐỐI CHIẾU CA SÁT HẠCH.*Số bài: 7 = 7 rẽ nhánh.*Kết luận: số bài không khớp.*Nhật ký rẽ nhánh 0001 .*0007 " \
    bash -c "pdftotext -layout '$w/reports/ca-1/tap-duot-reconcile.pdf' - | tr -s ' \\n' ' '"
check "as nothing else" 2 "none of pdf" office "$w" reconcile ca-1 --format csv
check "it is not closed without a reason" 13 "does not add up" office "$w" decide ca-1 close
head=$(sed -nE '/paper 0001/,/paper 0002/s/.*journal ([0-9a-f]{16}), receipt [0-9A-Z ]{19}.*/\1/p' "$scratch/graded" | head -n 1)
check "and what is not asked of the signed sheet" 0 "Danh sách ký: không dòng nào được hỏi." pdftotext -layout "$w/reports/ca-1/tap-duot-reconcile.pdf" -
check "two journals on one sheet" 0 "tap-duot-paper-0001.pdf" office "$w" paper ca-1 1 --format pdf
check "its last question stands over the signatures" 0 "Câu [0-9]+ ·.*NGƯỜI DỰ SÁT HẠCH" bash -c "f='$w/reports/ca-1/tap-duot-paper-0001.pdf'; pdftotext -layout -f \$(pdfinfo \$f | sed -n 's/^Pages: *//p') \$f - | tr -s ' \n' ' '"
check "each with its receipt, and what the other has where they part" 0 "([0-9A-Z]{4} ){3}[0-9A-Z]{4}: [0-9]+ sự kiện.*các câu dưới đây theo nhật ký này.*Nhật ký ([0-9A-Z]{4} ){3}[0-9A-Z]{4}: (chọn [a-d]|không trả lời)" \
    bash -c "pdftotext -layout '$w/reports/ca-1/tap-duot-paper-0001.pdf' - | tr -s ' \\n' ' '"
receipt=$(sed -nE '/paper 0002/,/paper 0003/s/.*receipt ([0-9A-Z ]{19}).*/\1/p' "$scratch/graded" | sed -n 2p)
check "a journal that is none of this paper's" 1 "not the beginning of one journal" office "$w" decide ca-1 paper 3 journal "$head" --reason x
check "a preview of taking one" 0 "0 Awaiting the council → [0-9]+ (Passed|Failed)" office "$w" decide ca-1 paper 1 journal "$head" --reason "Máy 2 hỏng" --preview
check "one is taken by its head" 0 "paper 0001: the journal $head stands" office "$w" decide ca-1 paper 1 journal "$head" --reason "Máy 2 hỏng" --by "Hội đồng sát hạch"
check "another by its receipt" 0 "paper 0002: the journal" office "$w" decide ca-1 paper 0002 journal "$receipt" --reason "Biên bản số 2"
office "$w" grade ca-1 >"$scratch/graded" 2>&1
check "five are left" 0 "5 in conflict" cat "$scratch/graded"
check "the paper has the receipt that was taken" 0 "${receipt// /}" grep ^0002 "$w/sessions/ca-1/results.tsv"
check "and says that it was decided" 0 "decided" grep ^0002 "$w/sessions/ca-1/results.tsv"
check "the decision can be changed" 0 "Decision 3" office "$w" decide ca-1 paper 1 journal "$(ls "$w/inbox/ca-1" | sed -n 's/ca-1.0001.\(.*\).answers/\1/p' | grep -v "$(grep ^0001 "$w/sessions/ca-1/results.tsv" | cut -f8)")" --reason "Xem lại"
office "$w" grade ca-1 >/dev/null 2>&1
check "what stays open is told before" 0 "5 things are open, and stay so:.  0003: journals diverge; .*and 1 more: sathachctl reconcile.A close changes" \
    bash -c "'$ctl' -C '$w' --pass office='$scratch/pass.office' decide ca-1 close --reason 'Năm bài chờ thanh tra' --preview | tr '\n' '.'"
check "closed with a reason" 0 "the session is closed" office "$w" decide ca-1 close --reason "Năm bài chờ thanh tra"
check "the register tells" 0 "^1\|4$" sqlite3 "$w/register.db" "SELECT closed, (SELECT count(*) FROM decision) FROM session"
check "decisions are read by public tools" 0 "reason Năm bài" bash -c "minisign -Vq -p '$w/keys/office.pub' -m '$w/sessions/ca-1/decisions/0004.decision' && cat '$w/sessions/ca-1/decisions/0004.decision'"

# ---- seats that left no manifest, by name: a paragraph, not a row each ----
make_session "$w" ca-2 --seats MAY-01..MAY-07 && office "$w" simulate ca-2 --candidates 6 --seed 3 -o "$scratch/seats" >/dev/null && office "$w" collect "$scratch/seats" >/dev/null
check "all of a room without a manifest" 0 "tap-duot-reconcile.pdf$" office "$w" reconcile ca-2 --format pdf
check "are named in one paragraph" 0 "Máy không để lại bản kê \(6\): MAY-0[1-7], .*MAY-0[1-7]\. " bash -c "pdftotext -layout '$w/reports/ca-2/tap-duot-reconcile.pdf' - | tr -s ' \n' ' '"

# ---- a decision that was dated back, or taken out ----
p=$scratch/other; make_office "$p" && make_session "$p" ca-1 --sheet none && ok "another office" || not_ok "another office"
office "$p" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/three" >/dev/null
office "$p" collect "$scratch"/three/ca-1.000[1-3].* >/dev/null; office "$p" grade ca-1 >/dev/null 2>&1
cp -r "$p" "$scratch/before" # the office as it was then, with its key
office "$scratch/before" decide ca-1 paper 1 annul --reason "Vi phạm" >/dev/null
office "$p" collect "$scratch/three" >/dev/null; office "$p" grade ca-1 >/dev/null 2>&1
mkdir -p "$p/sessions/ca-1/decisions"; cp "$scratch"/before/sessions/ca-1/decisions/* "$p/sessions/ca-1/decisions/"
for cmd in "grade ca-1" "reconcile ca-1" "audit ca-1" "decide ca-1 paper 2 annul --reason x"; do
    check "dated back: ${cmd%% *}" 13 "0001.decision: is signed, has no line in the log, and was not taken on what stands there now: take it away" office "$p" $cmd
done
rm -r "$p/sessions/ca-1/decisions"
check "taken away again" 0 "" office "$p" grade ca-1
office "$p" decide ca-1 paper 1 annul --reason "Vi phạm" >/dev/null; office "$p" decide ca-1 paper 2 annul --reason "Vi phạm" >/dev/null
rm "$p"/sessions/ca-1/decisions/0001.decision*
check "one that is taken out" 13 "0001.decision: line [0-9]+ of the log, decision of .*, is gone: restore a backup" office "$p" grade ca-1
finish
