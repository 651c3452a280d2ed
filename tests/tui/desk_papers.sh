#!/bin/bash
# A decision of the council and the papers of a session at the desk: signed by its word, graded anew, made, printed and signed; each is what the
# command writes, and the lines that the desk tells do the same in a copy.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
mkdir "$scratch/one" "$scratch/two" "$scratch/printed"
office "$w" settings "desk.print=cp -t $scratch/printed" >/dev/null
office "$w" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/one" >/dev/null 2>&1
office "$w" simulate ca-1 --candidates 6 --seed 4 -o "$scratch/two" >/dev/null 2>&1
cp "$scratch"/two/ca-1.0002.* "$scratch/one/"
office "$w" collect "$scratch/one" >/dev/null 2>&1
office "$w" grade ca-1 >/dev/null 2>&1
cp -r "$w" "$scratch/copy"
printf '#!/bin/sh\ncd %s && exec %s desk --lang vi\n' "$w" "$ctl" >"$scratch/desk.sh"
chmod 700 "$scratch/desk.sh"
if timeout 200 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D REASON="Máy 2 hỏng" -D PASS="$(cat "$scratch/pass.office")" tests/tui/desk_papers.tui >"$scratch/log" 2>&1
then ok "by keys"; else not_ok "by keys" "$(cat "$scratch/log")"; fi
decision=$w/sessions/ca-1/decisions/0001.decision
check "one decision, signed" 0 "reason Máy 2 hỏng" bash -c "minisign -Vq -p '$w/keys/office.pub' -m '$decision' && cat '$decision'"
check "and no second" 2 "" ls "$w/sessions/ca-1/decisions/0002.decision"
check "graded with it" 0 "decided" grep ^0002 "$w/sessions/ca-1/results.tsv"
check "printed" 0 "" cmp "$scratch/printed/tap-duot-attendance.pdf" "$w/reports/ca-1/tap-duot-attendance.pdf"
check "the log says so, and that it was signed" 0 "^state=printed state=signed $" bash -c "awk -F'\t' '\$4 == \"paper\" {printf \"%s \", \$8}' '$w/log/log.tsv'"
# the same by commands
head=$(sed -n 's/^ruling paper 0002 journal \(................\).*/\1/p' "$decision")
office "$scratch/copy" decide ca-1 paper 0002 journal "$head" --reason "Máy 2 hỏng" >/dev/null
office "$scratch/copy" grade ca-1 >/dev/null 2>&1
office "$scratch/copy" report ca-1 attendance --format pdf >/dev/null 2>&1
same "the same results by commands" <(grep ^0 "$w/sessions/ca-1/results.tsv") <(grep ^0 "$scratch/copy/sessions/ca-1/results.tsv")
same "the same paper" "$w/reports/ca-1/tap-duot-attendance.pdf" "$scratch/copy/reports/ca-1/tap-duot-attendance.pdf"
finish
