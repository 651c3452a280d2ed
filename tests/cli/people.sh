#!/bin/bash
# Identity numbers are bound to their session: a box that anybody can seal with the office's public key stops everything but collect. Corrections are
# signed, in the log, follow each other, and touch nothing else.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office demo=$root/questionbanks/demo/roster.csv
make_office "$w" && make_session "$w" ca-1 && ok "session" || not_ok "session"
s=$w/sessions/ca-1 people=$w/sessions/ca-1/ca-1.people
office "$w" simulate ca-1 --candidates 4 --seed 3 -o "$scratch/one" >/dev/null
office "$w" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/two" >/dev/null
office "$w" collect "$scratch/one" >/dev/null
office "$w" grade ca-1 >/dev/null
correct() { office "$w" session people ca-1 --roster "$1" --reason "${2:-Sai số trên danh sách}"; }
lines() { awk -F'\t' '$4 == "people"' "$w/log/log.tsv"; }
stops() { # WHAT: every command but collect says no
    local what=$1 c
    for c in "grade ca-1" "reconcile ca-1" "audit ca-1" "stats ca-1" "decide ca-1 close --reason x" "session slips ca-1" "session show ca-1 --papers" \
        "session people ca-1 --roster $demo --reason x" "simulate ca-1 --candidates 1 --seed 1 -o $scratch/none"; do
        check "$what: ${c%% *} ${c##* ca-1}" 13 "ca-1[.]people" office "$w" $c
    done
    check "$what: collect takes in what came" 0 "new" office "$w" collect "$scratch/two"
}

# with the office's public key alone
cp "$people" "$scratch/people"
"$build/forge-people" "$w/keys/office.pub" "$s/ca-1.session" 1 - "$people" 001 002 003 004 005 006
cp "$w/sessions/ca-1/results.tsv" "$scratch/results.tsv"
stops "another box"
cmp -s "$w/sessions/ca-1/results.tsv" "$scratch/results.tsv" && ok "nothing was written" || not_ok "nothing was written"
rm "$people"
check "none at all" 13 "ca-1.people is gone: restore a backup" office "$w" grade ca-1
cp "$scratch/people" "$people"
check "its own again" 0 "7 papers" office "$w" grade ca-1

# corrections
sed 's/038176000017/038176000099/' "$demo" >"$scratch/one.csv"
check "who corrects says why" 2 "roster and --reason are needed" office "$w" session people ca-1 --roster "$scratch/one.csv"
check "with the same numbers there is nothing to correct" 13 "no identity number differs" correct "$demo"
wrong() { # NAME SED WHAT
    sed "$2" "$demo" >"$scratch/wrong.csv"
    cmp -s "$demo" "$scratch/wrong.csv" && not_ok "$1: nothing was changed" && return
    check "$1" 13 "$3" correct "$scratch/wrong.csv"
}
wrong "another name" 's/Nguyễn Thị Hạnh/Nguyễn Thị Hoa/' "SBD 017: another name, birth date or unit"
wrong "another birth date" 's/02.09.1976/03\/09\/1976/' "SBD 017: another name, birth date or unit"
wrong "another unit" 's/Sông Hà/Sông Lam/' "SBD 017: another name, birth date or unit"
wrong "another number" 's/;017;/;917;/' "SBD 917.*not as in ca-1"
wrong "another grade" '/;017;/s/;II;/;III;/' "SBD 017, field 4.1 grade III: not as in ca-1"
wrong "more time" '/;018;.*;II;/s/;10;/;15;/' "SBD 018, field 4.1 grade II: not as in ca-1"
wrong "a row less" '/;017;/d' "7 papers of 6 candidates, the roster 6 of 5"
[ -z "$(lines)" ] && [ ! -e "$people-2" ] && ok "none of these wrote anything" || not_ok "none of these wrote anything" "$(lines)"
office "$w" report ca-1 passlist --format csv -o "$scratch/before" >/dev/null 2>&1
check "one number" 0 "ca-1: 1 identity numbers corrected, line [0-9]+ of the log" correct "$scratch/one.csv"
check "its line" 0 "	people	ca-1	ca-1.people-2	$(b2sum -l 256 "$people-2" | cut -c1-64)	n=2 follows=$(b2sum -l 256 "$people" | cut -c1-64) reason=Sai%20số%20trên%20danh%20sách" lines
check "signed" 0 "" minisign -Vq -p "$w/keys/office.pub" -m "$people-2"
sed 's/038176000017/038176000055/' "$demo" >"$scratch/two.csv"
check "another, behind it" 0 "1 identity numbers corrected" correct "$scratch/two.csv" "Công an xác nhận"
check "follows the one before" 0 "n=3 follows=$(b2sum -l 256 "$people-2" | cut -c1-64)" lines
cp "$people-2" "$scratch/people-2"; cp "$people-3" "$scratch/people-3"
cp "$people-2" "$people-3"
check "an older one in the place of the last" 13 "line [0-9]+ of the log|not the file that the log names" office "$w" grade ca-1
"$build/forge-people" "$w/keys/office.pub" "$s/ca-1.session" 3 "$(b2sum -l 256 "$people-2" | cut -c1-64)" "$people-3" 001 002 003 004 005 006
check "or anybody's" 13 "line [0-9]+ of the log|not the file that the log names" office "$w" grade ca-1
rm "$people-3"
check "or none" 13 "ca-1.people-3" office "$w" grade ca-1
cp "$scratch/people-3" "$people-3"
"$build/forge-people" "$w/keys/office.pub" "$s/ca-1.session" 4 "$(b2sum -l 256 "$people-3" | cut -c1-64)" "$people-4" 001 002 003 004 005 006
check "one more that nobody signed is nobody's" 0 "7 papers" office "$w" grade ca-1
[ "$(lines | wc -l)" = 2 ] && ok "and gets no line" || not_ok "and gets no line" "$(lines)"
cp "$people-3.minisig" "$people-4.minisig"
office "$w" grade ca-1 >/dev/null 2>&1
[ "$(lines | wc -l)" = 2 ] && ok "nor with another's signature" || not_ok "nor with another's signature" "$(lines)"
rm "$people-4" "$people-4.minisig"

# broken off between file and line: the next command finds it
cp -r "$w" "$scratch/copy"
sed 's/038176000017/038176000011/' "$demo" >"$scratch/three.csv"
( w=$scratch/copy; correct "$scratch/three.csv" ) >/dev/null
cp "$scratch/copy/sessions/ca-1/ca-1.people-4" "$people-4"; cp "$scratch/copy/sessions/ca-1/ca-1.people-4.minisig" "$people-4.minisig"
check "a correction that was broken off" 0 "1 files stood here without a line in the log" office "$w" grade ca-1
check "is logged as found" 0 "n=4 follows=$(b2sum -l 256 "$people-3" | cut -c1-64) found=1" lines
check "and counts" 0 "no identity number differs|13" bash -c "'$ctl' -C '$w' --pass office='$scratch/pass.office' session people ca-1 --roster '$scratch/three.csv' --reason x 2>&1; echo \$?"

# not after the close
office "$w" decide ca-1 close --reason "Ca thử" >/dev/null 2>&1
check "closed" 13 "ca-1: closed; the council opens it: sathachctl decide ca-1 undo [0-9]+ --reason" correct "$scratch/one.csv"
finish
