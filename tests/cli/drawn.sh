#!/bin/bash
# After the close everybody draws the papers again, with drawn.tsv, the bank and the log, and no secret: the program and a second implementation. What
# does not follow is told.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && ok "an office" || not_ok "an office"
printf 'mat khau chung kien 3\n' >"$scratch/pass.witness"
"$ctl" witness init "$scratch/witness" --name thanh-tra --pass witness="$scratch/pass.witness" >/dev/null
"$build/cheap-keys" "$scratch/pass.witness" "$scratch/witness/witness.key"
"$ctl" -C "$scratch/witness" witness trust "$w/keys/office.pub" >/dev/null
office "$w" key trust "$scratch/witness/witness.pub" >/dev/null
mkdir "$scratch/stick"
cosign() {
    office "$w" log export "$scratch/stick" >/dev/null
    echo YES | "$ctl" -C "$scratch/witness" --pass witness="$scratch/pass.witness" witness cosign "$scratch/stick" >/dev/null
    office "$w" log take "$scratch/stick" >/dev/null
}
sed 's/^shuffle_options=.*/shuffle_options=true/' "$root/questionbanks/profiles/nd15-2021.ini" >"$scratch/own.ini"
same=(--bank mau --profile "$scratch/own.ini" --roster "$root/questionbanks/demo/roster.csv" --training --sheet none)
session() { # NAME WITNESSED: committed, drawn by a lot, closed
    office "$w" session commit "$1" "${same[@]}" --lot-rule "Xúc xắc, 07:30, trước phòng 2" >/dev/null
    [ -z "${2:-}" ] || cosign
    office "$w" session draw "$1" --lot "3 1 4 6 5 2 6" --pass session="$scratch/pass.$1" --pass order="$scratch/pass.order" >/dev/null
}
session ca-1 witnessed
session ca-2
cosign # too late for ca-2
office "$w" session new ca-3 "${same[@]}" --pass session="$scratch/pass.ca-3" --pass order="$scratch/pass.order" >/dev/null
check "not before the close" 13 "ca-1: not closed yet" office "$w" session reveal ca-1
[ ! -e "$w/reports/ca-1/drawn.tsv" ] && ok "nothing was written" || not_ok "nothing was written"
for s in ca-1 ca-2 ca-3; do
    office "$w" grade $s >/dev/null
    office "$w" decide $s close --reason "Không có bài" >/dev/null
    check "$s revealed" 0 "reports/$s/drawn.tsv: 7 papers" office "$w" session reveal $s
done
line=$(awk -F'\t' '$4 == "reveal" && $5 == "ca-1" {print $6 " " $7}' "$w/log/log.tsv")
[ "$line" = "drawn.tsv $(b2sum -l 256 "$w/reports/ca-1/drawn.tsv" | cut -c1-64)" ] && ok "its line" || not_ok "its line" "$line"
check "the same once more" 0 "drawn.tsv: 7 papers" office "$w" session reveal ca-1

# everybody: no workspace, no secret
all=$scratch/out
mkdir "$all"
office "$w" log export "$scratch/stick" >/dev/null
cp "$w/keys/office.pub" "$w/banks/mau.bank" "$all"
for s in 1 2 3; do mkdir "$all/$s"; cp "$w/reports/ca-$s"/drawn.tsv* "$all/$s"; done
draw_again() { "$ctl" -C "$all" verify "$1" --trust "$all/office.pub" --bank "$all/mau.bank" --log "${2:-$scratch/stick}" "${@:3}"; }
check "drawn again" 0 "[+] all 7 papers follow from D, roster, rules, bank, lot; D in line [0-9]+, lot in line [0-9]+, commitments: 1" draw_again "$all/1/drawn.tsv"
check "without a witness it stays open" 0 "− that D was fixed before the lot was known" draw_again "$all/1/drawn.tsv"
check "and what tickets held" 0 "− that the tickets held these papers" draw_again "$all/1/drawn.tsv"
with=(--witness "$scratch/witness/witness.pub")
check "who signed the commitment before the lot" 0 "[+] thanh-tra signed the commitment before the lot" draw_again "$all/1/drawn.tsv" "$scratch/stick" "${with[@]}"
check "who signed after it proves nothing" 0 "− that D was fixed before the lot was known" draw_again "$all/2/drawn.tsv" "$scratch/stick" "${with[@]}"
check "without a lot nobody says who chose D" 0 "− that nobody chose D: no public lot" draw_again "$all/3/drawn.tsv" "$scratch/stick" "${with[@]}"
check "from the office's own folder too" 0 "[+] thanh-tra signed" draw_again "$all/1/drawn.tsv" "$w/log" "${with[@]}"
check "as JSON" 0 '"id": "tickets"' "$ctl" -C "$all" --json verify "$all/1/drawn.tsv" --trust "$all/office.pub" --bank "$all/mau.bank" --log "$scratch/stick"
check "an office's key is no witness's" 12 "not the key of a witness" draw_again "$all/1/drawn.tsv" "$scratch/stick" --witness "$all/office.pub"
check "it wants bank and log" 2 "bank and --log are needed" "$ctl" -C "$all" verify "$all/1/drawn.tsv" --trust "$all/office.pub"
second() { /usr/bin/python3 tests/second/drawn.py "$1" "$all/office.pub" "$all/mau.bank" "$scratch/stick/sathach-log"; }
for s in 1 2 3; do check "a second implementation draws ca-$s again" 0 "^ok 7 papers of drawn.tsv are drawn again$" second "$all/$s/drawn.tsv"; done

# what does not follow; signed all the same, by whoever has the key
sign() { (cd "$scratch/forged" && "$build/sign-list" "$w/keys/office.key" "$scratch/pass.office" drawn.tsv ca-1); }
forged() { # NAME EXIT WHAT SED
    rm -rf "$scratch/forged"; cp -r "$all/1" "$scratch/forged"
    sed -i -E "$4" "$scratch/forged/drawn.tsv"
    cmp -s "$all/1/drawn.tsv" "$scratch/forged/drawn.tsv" && not_ok "$1: nothing was changed"
    sign
    check "$1" "$2" "$3" draw_again "$scratch/forged/drawn.tsv"
    check "$1, to the second implementation" 0 "^not ok" second "$scratch/forged/drawn.tsv"
}
check "a signature of the office's it must have" 11 "drawn.tsv" bash -c "cp -r '$all/1' '$all/4'; sed -i 's/^#lot 3146526/#lot 3146525/' '$all/4/drawn.tsv'; '$ctl' -C '$all' verify '$all/4/drawn.tsv' --trust '$all/office.pub' --bank '$all/mau.bank' --log '$scratch/stick'"
forged "another lot" 1 "7 papers are not the drawn ones, the first is 0001" 's/^#lot .*/#lot 3146521/'
forged "a question for another on one paper" 1 "1 papers are not the drawn ones, the first is 0003" '/^0003/s/\t([0-9]+),([0-9]+),/\t\2,\1,/'
forged "another order of options" 1 "1 papers are not the drawn ones, the first is 0007" '/^0007/{s/e1$/e4/;t;s/[0-9a-f]{2}$/e1/}'
forged "another D" 1 "not what ca-1 was committed to" 's/^#D 0/#D 1/;t;s/^#D ./#D 0/'
forged "another number" 1 "not what ca-1 was committed to" 's/^0001\t017/0001\t117/'
forged "more time" 1 "not what ca-1 was committed to" '/^0002/s/\t10\t/\t15\t/'
forged "another pool" 1 "not what ca-1 was committed to" '0,/^#pool/s/^(#pool [^\t]*\t)([0-9]+),([0-9]+)/\1\3,\2/'
forged "an option that speaks of others" 1 "not what ca-1 was committed to" 's/^#flags 0/#flags 1/'
forged "a row less" 1 "not what ca-1 was committed to" '/^0007/d'
forged "another session's file" 1 "no line of the log is of this session's file" 's/^#session 0/#session 1/;t;s/^#session ./#session 0/'
forged "another rule of the lot" 1 "no line of the log is of this commitment" 's/^#lot-rule .*/#lot-rule Xem sau/'
forged "another name" 1 "no line of the log is of this commitment" 's/^#name .*/#name ca-2/'
forged "a column more" 10 "drawn.tsv:[0-9]+: malformed" '/^0001/s/$/\t1/'
forged "another version" 10 "known version" '1s/1/2/'
forged "no paper" 10 "malformed" '/^0/d'
cp "$w/banks/mau.bank" "$scratch/mau.bank"; office "$w" bank seal mau >/dev/null 2>&1
check "another bank" 1 "the bank is not the one that ca-1 was drawn from" "$ctl" -C "$all" verify "$all/1/drawn.tsv" --trust "$all/office.pub" --bank "$w/banks/mau.bank" --log "$scratch/stick"
cp -r "$scratch/stick/sathach-log" "$scratch/cut"; sed -i 5q "$scratch/cut/log.tsv"
check "a log that is not the signed one" 13 "" draw_again "$all/1/drawn.tsv" "$scratch/cut"
check "no log" 13 "" draw_again "$all/1/drawn.tsv" "$all"
finish
