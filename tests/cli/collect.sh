#!/bin/bash
# What stands on a stick beside the answers: planted names, links, pipes, trees, holes, junk by the thousand. Each is named and passed over or set
# aside, memory stays bounded, and the good file beside it is collected.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 || not_ok "office and session"
office "$w" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/room" >/dev/null
office "$w" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/again" >/dev/null
good=("$scratch"/room/*.answers) again=("$scratch"/again/*.answers)
[ ${#good[@]} = 7 ] && ok "seven papers to collect" || not_ok "seven papers to collect" "${good[*]}"
# A stick with the n-th good file and what the test plants beside it.
stick() { # N
    rm -rf "$scratch/stick"; mkdir -p "$scratch/stick"
    cp "${good[$1]}" "$scratch/stick/zz-${good[$1]##*/}"
}
lines() { wc -l <"$w/log/log.tsv"; }

stick 0
printf junk >"$scratch/stick/ca-1.0002.a\\b.answers"
printf junk >"$scratch/stick/$(printf 'ca-1.0002.\033[2J.answers')"
printf junk2 >"$scratch/stick/$(printf 'ca-1.0002.two\nlines.answers')"
printf junk3 >"$scratch/stick/ca-1.0002.$(printf 'x%.0s' $(seq 237)).answers"
printf junk4 >"$scratch/stick/..ca-1.answers"
ln -s "${good[1]}" "$scratch/stick/ca-1.0003.LINK.answers"
ln -s /nowhere "$scratch/stick/ca-1.0003.DEAD.answers"
mkfifo "$scratch/stick/ca-1.0004.PIPE.answers"
mkdir "$scratch/stick/ca-1.0005.FOLDER.answers" && cp "${good[2]}" "$scratch/stick/ca-1.0005.FOLDER.answers/"
ln -s "$scratch/stick" "$scratch/stick/again"
check "planted names: each told, the good one collected" 10 "5 files: 1 new, 0 known, 0 of another session, 4 damaged" office "$w" collect "$scratch/stick"
out=$(office "$w" collect "$scratch/stick" 2>&1)
grep -q $'\033' <<<"$out" && not_ok "no control reaches the terminal" "$out" || ok "no control reaches the terminal"
for name in LINK DEAD PIPE FOLDER; do
    grep -q "$name.*passed over" <<<"$out" && ok "$name is named and passed over" || not_ok "$name is named and passed over" "$out"
done
grep -q "again: a link to a folder; passed over" <<<"$out" && ok "a tree that loops is not followed" || not_ok "a tree that loops is not followed" "$out"
[ "$(find "$w/inbox/ca-1" -type f | wc -l)" = 4 ] && ok "the answers, and three different junks under their hashes" ||
    not_ok "the inbox" "$(find "$w/inbox" -type f)"
check "names with controls stand in the log as %XX" 0 "two%0Alines" cat "$w/log/log.tsv"
check "the log is whole" 0 "whole" office "$w" log check
before=$(lines)
office "$w" collect "$scratch/stick" >/dev/null 2>&1
[ "$(lines)" = "$before" ] && ok "known junk is not logged twice" || not_ok "known junk is not logged twice" "$(tail -n 5 "$w/log/log.tsv")"

stick 1
deep=$scratch/stick; for i in 1 2 3 4 5 6 7 8 9 10; do deep=$deep/d$i; done
mkdir -p "$deep" && cp "${good[2]}" "$deep/"
check "a tree too deep is named, the good file collected" 30 "1 new" office "$w" collect "$scratch/stick"
check "and said how deep" 30 "nested deeper than 8; passed over" office "$w" collect "$scratch/stick"

stick 2
mkdir "$scratch/stick/locked" && chmod 000 "$scratch/stick/locked"
if [ "$(id -u)" = 0 ]; then
    check "the third" 0 "1 new" office "$w" collect "$scratch/stick"
    skip "a folder that cannot be read" "root reads every folder"
else check "a folder that cannot be read is named, the good file collected" 20 "1 new" office "$w" collect "$scratch/stick"; fi
chmod 700 "$scratch/stick/locked"

stick 3
for i in $(seq 30); do truncate -s 32M "$scratch/stick/ca-1.0006.HOLE$i.answers"; done
for i in $(seq 30); do truncate -s 16M "$scratch/stick/ca-1.0007.HOLE$i.answers"; done
check "60 files of holes in 400 MB of memory, the good one collected" 30 "61 files: 1 new, 0 known, 0 of another session, 60 damaged" \
    bash -c "ulimit -v 400000; '$ctl' -C '$w' --pass office='$scratch/pass.office' collect '$scratch/stick'"
[ "$(find "$w/inbox/ca-1/damaged" -size +1M | wc -l)" = 1 ] && ok "one of the same holes is kept, the larger never read" ||
    not_ok "one of the same holes is kept" "$(ls -la "$w/inbox/ca-1/damaged")"

# damaged ones by the thousand: the good ones first, 1,000 a run, the rest stays
stick 4
for i in $(seq 1200); do echo "junk $i" >"$scratch/stick/ca-1.0001.J$i.answers"; done
office "$w" collect "$scratch/stick" >"$scratch/out" 2>&1
[ $? = 30 ] && grep -q "1201 files: 1 new" "$scratch/out" && ok "1,200 damaged files: the good one is in" || not_ok "1,200 damaged files: the good one is in" "$(tail -n 3 "$scratch/out")"
grep -q "ca-1: 200 damaged files were not collected" "$scratch/out" && ok "the rest is told" || not_ok "the rest is told" "$(tail -n 3 "$scratch/out")"
check "and comes with the next run" 10 "1 known, 0 of another session, 1200 damaged" office "$w" collect "$scratch/stick"
[ "$(find "$w/inbox/ca-1/damaged" -type f | wc -l)" = 1204 ] && ok "each stands under its hash" || not_ok "each stands under its hash" "$(find "$w/inbox/ca-1/damaged" -type f | wc -l)"

name=$(basename "${good[5]}")
check "a journal whose name is free" 0 "1 new" office "$w" collect "${good[5]}"
check "a file of the inbox that was damaged is healed by the same journal" 0 "healed" bash -c "
    printf x >'$w/inbox/ca-1/$name'; '$ctl' -C '$w' --pass office='$scratch/pass.office' collect '${good[5]}'"
check "what was put into the inbox by hand is taken in without a path" 0 "logged now as found" bash -c "
    cp '${good[6]}' '$w/inbox/ca-1/'; '$ctl' -C '$w' --pass office='$scratch/pass.office' collect"
check "and then it is known" 0 "known" office "$w" collect
check "everything is graded" 0 "7 papers" office "$w" grade ca-1

# one journal twice in a run, sealed differently: one file, whole
cmp -s "${good[0]}" "${again[0]}" && not_ok "sealed anew" "the same bytes" || ok "the same journals, sealed anew"
cp -r "$w" "$scratch/both" && office "$scratch/both" session new ca-2 --bank mau --profile questionbanks/profiles/nd175-2024.ini \
    --roster questionbanks/demo/roster.csv --training --pass session="$scratch/pass.ca-2" >/dev/null
office "$scratch/both" simulate ca-2 --candidates 6 --seed 3 -o "$scratch/one" >/dev/null
office "$scratch/both" simulate ca-2 --candidates 6 --seed 3 -o "$scratch/two" >/dev/null
check "two seals of each journal in one run: one of each is kept" 0 "14 files: 7 new, 7 known" office "$scratch/both" collect "$scratch/one" "$scratch/two"
[ -z "$(find "$scratch/both/inbox" -name '.taking*')" ] && ok "nothing is left behind" || not_ok "nothing is left behind" "$(find "$scratch/both/inbox" -name '.taking*')"
check "and known from then on" 0 "14 files: 0 new, 14 known" office "$scratch/both" collect "$scratch/one" "$scratch/two"
office "$scratch/both" grade ca-2 >/dev/null
check "each is whole" 0 "all 7 papers" office "$scratch/both" audit ca-2

# a journal whose name in the inbox is another's, with its own line: it stands beside it as -2
x=$(basename "${good[0]}") y=$(basename "${good[1]}")
rm -rf "$scratch/twin"; cp -r "$scratch/both" "$scratch/twin"; t=$scratch/twin
office "$t" session new ca-3 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv --training \
    --pass session="$scratch/pass.ca-3" >/dev/null
office "$t" simulate ca-3 --candidates 6 --seed 3 -o "$scratch/x" >/dev/null
office "$t" simulate ca-3 --candidates 6 --seed 4 -o "$scratch/y" >/dev/null
x=$(ls "$scratch/x" | grep '^ca-3.0001') y=$(ls "$scratch/y" | grep '^ca-3.0001')
mkdir -p "$t/inbox/ca-3" && cp "$scratch/x/$x" "$t/inbox/ca-3/$y"
check "a journal under another receipt's name gets its line" 0 "1 files stood here" office "$t" grade ca-3
check "the one of that receipt stands beside it" 14 "1 new|conflict" office "$t" collect "$scratch/y/$y"
[ -e "$t/inbox/ca-3/${y%.answers}-2.answers" ] && ok "as RECEIPT-2" || not_ok "as RECEIPT-2" "$(ls "$t/inbox/ca-3")"
check "and is known from then on" 0 "1 known" office "$t" collect "$scratch/y/$y"
check "both are seen" 14 "journals diverge" office "$t" grade ca-3
finish
