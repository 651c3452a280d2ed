#!/bin/bash
# A session that is closed stays as it was: by a deletion, a late file, another grading, a ruling; and what the council takes back leaves no trace.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 --sheet none && ok "session" || not_ok "session"
decide() { office "$w" decide ca-1 "$@"; }
office "$w" simulate ca-1 --candidates 7 --seed 5 -o "$scratch/room" >/dev/null
mkdir "$scratch/late"; mv "$scratch"/room/ca-1.0002.* "$scratch/late/"
check "all but one came" 0 "0 in conflict" office "$w" collect "$scratch/room"
check "not closed before it is graded" 13 "ca-1: not graded yet; run: sathachctl grade ca-1" decide close --reason x
check "graded" 0 "" office "$w" grade ca-1
s=$w/sessions/ca-1
keep() { mkdir -p "$1"; cp "$s"/results.tsv "$s"/results.tsv.minisig "$s"/basis.tsv "$s"/basis.tsv.minisig "$1/"; }
still() { # NAME FOLDER: the same bytes, signatures among them
    for f in results.tsv results.tsv.minisig basis.tsv basis.tsv.minisig; do cmp -s "$2/$f" "$s/$f" || { not_ok "$1" "$f"; return; }; done
    ok "$1"
}
keep "$scratch/first"

# ---- a question by its place on a paper; what is taken back holds no more ----
check "a question named by paper and place" 0 "“.+”, on [1-7] papers" decide question 0001:3 key B --reason "Đáp án nhầm"
office "$w" grade ca-1 >/dev/null
check "the results stand on it" 0 "^#decisions 1 " grep '^#decisions' "$s/results.tsv"
check "as the basis does" 0 "^decision	0001	" grep ^decision "$s/basis.tsv"
check "in words, too" 0 "decided so already|Decision 2" decide question "đề 0001 câu 3" key C --reason "Xem lại"
check "and shorter" 0 "Decision 3 would say" decide question "0001 câu 3" void --reason x --preview
check "a place that is none" 1 "the paper has [0-9]+ questions" decide question 0001:99 void --reason x
check "a paper that is none" 1 "no such paper" decide question 0099:1 void --reason x
check "another form" 2 "by paper and place" decide question "câu 3" void --reason x
check "the last is undone" 0 "decision 2 is undone" decide undo 2 --reason "Nhầm"
office "$w" grade ca-1 >/dev/null
check "the one before holds again" 0 "^#decisions 1 " grep '^#decisions' "$s/results.tsv"
check "and is undone" 0 "decision 1 is undone" decide undo 1 --reason "Nhầm"
check "an undoing is not undone" 13 "is an undoing" decide undo 4 --reason x
check "nor what is undone" 13 "is undone already" decide undo 1 --reason x
check "nor what is not there" 13 "no decision 9" decide undo 9 --reason x
check "not closed before it is graded again" 13 "not graded since: 0 files and 1 decisions came after line [0-9]+" decide close --reason x
check "and told by audit" 1 "ca-1: not graded since: 0 files and 1 decisions" office "$w" audit ca-1
check "files of lists are refused" 13 "not graded since" office "$w" report ca-1 results --format csv
check "slips say it" 0 "not graded since" office "$w" report ca-1 slips --format pdf
check "graded" 0 "" office "$w" grade ca-1
still "as before" "$scratch/first"

# ---- closed ----
check "closed: absences alone do add up" 0 "Decision 5: the session is closed" decide close
still "closing changes nothing" "$scratch/first"
reports() { office "$w" report ca-1 passlist,results,receipts --format csv && office "$w" report ca-1 passlist --format html; }
reports >/dev/null; cp -r "$w/reports/ca-1" "$scratch/reports"
closed="ca-1: closed; the council opens it: sathachctl decide ca-1 undo 5 --reason"
check "it is graded no more" 13 "$closed" office "$w" grade ca-1
check "nor decided on" 13 "$closed" decide question 0001:3 key B --reason x
check "nor is the sheet typed" 13 "$closed" office "$w" sheet ca-1
check "nor are slips made" 13 "$closed" office "$w" session slips ca-1
check "nor another decision undone" 13 "$closed" decide undo 1 --reason x
gone=$(echo "$w"/inbox/ca-1/ca-1.0003.*); mv "$gone" "$scratch/gone"
check "a file that is deleted stops what builds on it" 13 "is gone" office "$w" audit ca-1
check "a list, too" 13 "is gone" office "$w" report ca-1 results --format csv
mv "$scratch/gone" "$gone"
check "a late file is kept, counted and told" 14 "1 files came after the close and count for nothing: $closed" office "$w" collect "$scratch/late"
check "with its line" 0 "^1$" bash -c "ls '$w'/inbox/ca-1/ca-1.0002.* | wc -l"
office "$w" --json collect "$scratch/late" >"$scratch/again.json" 2>/dev/null
check "known by now, and not counted again" 0 "^1\|0$" sqlite3 :memory: "SELECT r->>'known', r->>'closed' FROM (SELECT readfile('$scratch/again.json') r)"
still "and changes nothing" "$scratch/first"
reports >/dev/null; check "lists are the same bytes" 0 "" diff -r "$scratch/reports" "$w/reports/ca-1"
check "audit holds, and tells of it" 0 "came after the close: 1" office "$w" audit ca-1
check "as the second paper is absent still" 0 "absent" grep ^0002 "$s/results.tsv"

# ---- opened again ----
check "the close is undone" 0 "decision 5 is undone" decide undo 5 --reason "Bài đến sau"
check "then the file counts: lists wait" 13 "not graded since: 1 files and 0 decisions" office "$w" report ca-1 results --format csv
check "graded" 0 "" office "$w" grade ca-1
check "the second paper is there" 0 "passed|failed" grep ^0002 "$s/results.tsv"
keep "$scratch/second"
check "closed again" 0 "Decision 7: the session is closed" decide close
still "the same bytes" "$scratch/second"
check "audit" 0 "" office "$w" audit ca-1
finish
