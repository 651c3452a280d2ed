#!/bin/bash
# What waits: each step of a session's way leads to the next, told without a passphrase.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
says() { "$ctl" -C "$w" waiting --json >"$scratch/says.json" 2>&1 </dev/null; }
ask() { says; sqlite3 :memory: "SELECT $1 FROM json_each(readfile('$scratch/says.json')) WHERE value->>'about'='$2' $3"; } # WHAT ABOUT AND
# kinds that wait for ABOUT, in their order
kinds() { ask "group_concat(value->>'kind', ' ')" "$1" ""; }
waits() { # NAME ABOUT KINDS
    local has
    has=$(kinds "$2")
    [ "$has" = "$3" ] && ok "$1: ${3:-nothing}" || not_ok "$1" "wanted: $3, has: $has
$(cat "$scratch/says.json")"
}
command_of() { ask "value->>'command'" "$1" "AND value->>'kind'='$2'"; }
follow() { # NAME ABOUT KIND: runs the command that it names
    local line
    line=$(command_of "$2" "$3")
    check "$1: $line" "${4:-0}" "" office "$w" ${line#sathachctl }
}
printf 'mat khau van phong 1\n' >"$scratch/pass.office"
printf 'mat khau ra de so 22\n' >"$scratch/pass.examiner"
"$ctl" init "$w" --pass office="$scratch/pass.office" --pass examiner="$scratch/pass.examiner" >/dev/null
for role in office examiner; do "$build/cheap-keys" "$scratch/pass.$role" "$w/keys/$role.key"; done
sed -i 's/^argon_ops=.*/argon_ops=1/; s/^argon_mem_mib=.*/argon_mem_mib=8/' "$w/office.ini"
waits "an empty office names the first step" "" no-bank
office "$w" bank import questionbanks/mau --to mau >/dev/null
waits "a bank that is brought in" mau unsealed
follow "leads to" mau unsealed
office "$w" bank seal mau >/dev/null
waits "sealed" mau ""
waits "and the next step" "" no-session
touch -d '1 hour ago' "$w/banks/mau.bank"
waits "edited since" mau edited
follow "leads to" mau edited
make_session "$w" ca-1 --sheet all
waits "a session made" ca-1 slips
[[ "$(kinds "")" == *settings* ]] && ok "its papers want more of the settings" || not_ok "its papers want more of the settings" "$(kinds "")"
check "how much" 0 "settings: 4 places lack what papers want" ask "value->>'text'" "" "AND value->>'kind'='settings'"
follow "which shows them" "" settings
"$ctl" -C "$w" settings 'office.full_name=Sở Xây dựng tỉnh Gia Lai' office.parent='UBND tỉnh Gia Lai' office.place='Gia Lai' 'paper notice.signer=Trần Văn Nam' >/dev/null 2>&1
[[ "$(kinds "")" != *settings* ]] && ok "and said there no more" || not_ok "and said there no more" "$(kinds "")"
follow "leads to" ca-1 slips
check "their line says which settings they print" 0 "settings=$(printf 'full_name=Sở Xây dựng tỉnh Gia Lai\ncome_minutes=15\n' | b2sum -l 256 | cut -c1-16) ini=$(b2sum -l 256 <"$w/office.ini" | cut -c1-16)$" grep -w tap-duot-access-slips.pdf "$w/log/log.tsv"
waits "slips made, the list to be signed not" ca-1 "papers pack"
office "$w" report ca-1 attendance --format pdf >/dev/null
for file in access-slips attendance vouchers; do office "$w" papers ca-1 --printed tap-duot-$file.pdf >/dev/null; done
waits "what the room needs is printed, its set on no stick" ca-1 "pack"
office "$w" session pack ca-1 --to "$scratch/set" >/dev/null
waits "on one" ca-1 ""
office "$w" session slips ca-1 >/dev/null
waits "slips made anew that are the same are printed still" ca-1 ""
"$ctl" -C "$w" settings 'proof.operator=ltha' >"$scratch/said" 2>&1
grep -q "made before" "$scratch/said" && not_ok "a setting that no paper prints makes none old" "$(cat "$scratch/said")" || ok "a setting that no paper prints makes none old"
waits "nor is it told" ca-1 ""
check "the settings name what is to be made again" 0 "made before with other settings; to be made again: ca-1: access slips$" "$ctl" -C "$w" settings 'office.full_name=Sở Xây dựng Gia Lai'
waits "so does what waits" ca-1 papers
check "by name" 0 "settings changed, to be made again: access slips$" ask "value->>'text'" ca-1 "AND value->>'kind'='papers'"
check "and the papers" 0 "access slips .*settings changed: make it again" "$ctl" -C "$w" papers ca-1
check "the list has not that name" 0 "list to be signed .*[0-9] +- +$" "$ctl" -C "$w" papers ca-1
[ "$("$ctl" -C "$w" --json papers ca-1 | grep -o '"settings": "[a-z]*"' | head -n 3 | tr '\n' ' ')" = '"settings": "changed" "settings": "same" "settings": "same" ' ] && ok "for programs" || not_ok "for programs" "$("$ctl" -C "$w" --json papers ca-1)"
follow "leads to" ca-1 papers
check "the change is in the log" 0 "^- office.ini $(b2sum -l 256 <"$w/office.ini" | cut -d' ' -f1) state=changed$" awk -F'\t' '$4 == "paper" && $6 == "office.ini" {print $5, $6, $7, $8}' "$w/log/log.tsv"
check "made again they are old no more" 0 "access slips +tap-duot-access-slips.pdf [-0-9/ ]+$" "$ctl" -C "$w" papers ca-1
office "$w" session slips ca-1 >/dev/null
waits "others are not" ca-1 papers
office "$w" simulate ca-1 --candidates 6 --seed 5 -o "$scratch/sim" >/dev/null
office "$w" collect "$scratch/sim" >/dev/null 2>&1
waits "collected" ca-1 "mark grade"
follow "leads to" ca-1 mark
waits "the mark made, its sheet not printed" ca-1 "print-mark sheet grade"
follow "leads to" ca-1 print-mark
waits "the mark printed" ca-1 "sheet grade"
cp "$w/office.ini" "$scratch/office.ini"
sed -i 's/^parent=.*/parent=UBND tỉnh Bình Định/' "$w/office.ini"
waits "office.ini edited by hand" ca-1 "sheet grade papers"
check "names the mark's sheet" 0 "settings changed, to be made again: sheet of the mark$" ask "value->>'text'" ca-1 "AND value->>'kind'='papers'"
check "so do the papers" 0 "sheet of the mark .*settings changed: make it again" "$ctl" -C "$w" papers ca-1
office "$w" sheet ca-1 >/dev/null 2>&1
check "made anew it has its line" 0 "tap-duot-mark.pdf.*state=made settings=[0-9a-f]* ini=" tail -n 1 "$w/log/log.tsv"
waits "and is to be printed again" ca-1 "print-mark sheet grade"
office "$w" papers ca-1 --printed tap-duot-mark.pdf >/dev/null
sed -i 's/^font=.*/font=Liberation Sans/' "$w/office.ini"
waits "another type is on no paper yet" ca-1 "sheet grade papers"
sed -i 's/^font=.*/font=Liberation Serif/' "$w/office.ini"
waits "the old one again" ca-1 "sheet grade"
sheet() { "$ctl" -C "$w" --pass office="$scratch/pass.office" sheet ca-1 "$@"; }
missing() { # rows of ca-1 that are asked and not typed
    sheet --json >"$scratch/asked.json" 2>/dev/null
    sqlite3 :memory: "SELECT value->>'paper' FROM json_each(readfile('$scratch/asked.json'), '\$.rows') WHERE value->>'typed'='' ORDER BY 1"
}
sheet_rows "$w" ca-1 | head -n 2 | xargs "$ctl" -C "$w" --pass office="$scratch/pass.office" sheet ca-1 >/dev/null
waits "two rows of it typed" ca-1 "sheet grade"
text_of() { ask "value->>'text'" "$1" "AND value->>'kind'='$2'"; } # ABOUT KIND
left=$(missing | wc -l)
[ "$left" -gt 4 ] && [[ "$(text_of ca-1 sheet)" == "TRAINING · $left rows of the signed sheet are missing, of $((left + 2)) that are asked" ]] &&
    ok "how many are missing is said" || not_ok "how many are missing is said" "$left; $(text_of ca-1 sheet)"
office "$w" grade ca-1 >/dev/null
waits "graded before it is typed: no list that would be refused" ca-1 "sheet"
check "which is so" 13 "$left rows of the signed sheet are missing" office "$w" report ca-1 passlist --format csv
sheet_rows "$w" ca-1 | xargs "$ctl" -C "$w" --pass office="$scratch/pass.office" sheet ca-1 >/dev/null
waits "the sheet typed" ca-1 grade
follow "leads to" ca-1 grade
waits "graded" ca-1 lists
office "$w" report ca-1 attendance,slips --format pdf >/dev/null 2>&1
waits "other papers are no lists" ca-1 lists
follow "leads to" ca-1 lists
waits "listed" ca-1 "papers close"
[ "$(command_of ca-1 papers)" = "sathachctl papers ca-1 --signed tap-duot-passlist.pdf" ] && ok "in training, too" || not_ok "in training, too" "$(command_of ca-1 papers)"
follow "signed" ca-1 papers
waits "the pass list signed" ca-1 close
check "which is next" 0 "the pass list is signed: close the session, due" ask "value->>'text' || ', ' || (value->>'mark')" ca-1 "AND value->>'kind'='close'"
office "$w" decide ca-1 paper 0001 annul --reason x >/dev/null
waits "a decision since" ca-1 grade
follow "leads to" ca-1 grade
follow "and on" ca-1 lists
follow "signed anew" ca-1 papers
follow "leads to" ca-1 close
waits "closed" ca-1 ""
office "$w" decide ca-1 undo 2 --reason x >/dev/null
waits "opened again" ca-1 close
# papers that came after the last mark: the next one, whatever was typed by the first
make_session "$w" ca-7 --sheet sample
office "$w" session slips ca-7 >/dev/null
office "$w" simulate ca-7 --candidates 6 --seed 5 -o "$scratch/sim-7" >/dev/null
office "$w" simulate ca-7 --candidates 6 --seed 6 -o "$scratch/sim-7b" >/dev/null
mkdir "$scratch/part-1"
first=$(ls "$scratch"/sim-7/*.answers | head -n 2)
cp $first "$scratch/part-1/"
office "$w" collect "$scratch/part-1" >/dev/null 2>&1
office "$w" sheet ca-7 >/dev/null
sheet_rows "$w" ca-7 | xargs "$ctl" -C "$w" --pass office="$scratch/pass.office" sheet ca-7 >/dev/null
office "$w" grade ca-7 >/dev/null
waits "of a part all rows but those of nobody" ca-7 "print-mark sheet"
office "$w" collect "$scratch/sim-7" >/dev/null 2>&1
waits "the rest came after its mark" ca-7 "mark grade"
follow "leads to" ca-7 mark
waits "rows of the second mark" ca-7 "print-mark sheet grade"
[ "$(command_of ca-7 print-mark)" = "sathachctl papers ca-7 --printed tap-duot-mark-2.pdf" ] && ok "whose sheet it is" || not_ok "whose sheet it is" "$(command_of ca-7 print-mark)"
follow "leads to" ca-7 print-mark
waits "printed" ca-7 "sheet grade"
# what the sheet stands on is gone
sheet=$(ls "$w"/sessions/ca-7/sheets/*.tsv | tail -n 1)
mv "$sheet" "$scratch/sheet"
waits "a sheet that is gone is said" ca-7 "sheet grade"
check "as what is at fault" 0 "^0$" sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('$scratch/says.json')) WHERE value->>'kind'='sheet' AND value->>'mark'<>'wrong' AND value->>'about'='ca-7'"
mv "$scratch/sheet" "$sheet"
# the signed sheet says whose code stands there: it is told before the journals that part
paper=$(comm -12 <(ls "$scratch/sim-7" | grep answers$ | cut -d. -f2 | sort -u) <(ls "$scratch/sim-7b" | grep answers$ | cut -d. -f2 | sort -u) | tail -n 1)
office "$w" collect "$scratch"/sim-7b/ca-7."$paper".*.answers >/dev/null 2>&1
waits "journals that part" ca-7 "sheet fork grade"
# a true session's list is signed by somebody
office "$w" session new ca-9 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv --sheet none \
    --pass session="$scratch/pass.ca-9" >/dev/null
office "$w" session slips ca-9 >/dev/null
office "$w" grade ca-9 >/dev/null
office "$w" report ca-9 passlist --format csv >/dev/null 2>&1
waits "a list that is no paper" ca-9 close
office "$w" report ca-9 passlist --format pdf >/dev/null 2>&1
waits "a list on paper" ca-9 "papers close"
[ "$(command_of ca-9 papers)" = "sathachctl papers ca-9 --signed passlist.pdf" ] && ok "which is to be signed" || not_ok "which is to be signed" "$(command_of ca-9 papers)"
follow "leads to" ca-9 papers
waits "signed" ca-9 close
# hours, and a commitment
plan() { office "$w" "$@" --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv --training; }
plan session new ca-2 --date 2020-01-02 --opens 07:30 --closes 11:00 >/dev/null
waits "hours that are over" ca-2 "slips collect"
plan session new ca-3 --date "$(date +%Y-%m-%d)" --opens 00:00 --closes 23:59 >/dev/null
waits "hours that are on" ca-3 "slips hours"
plan session commit ca-4 --lot-rule x >/dev/null
waits "a commitment" ca-4 draw
office "$w" session cancel ca-4 --reason x >/dev/null
waits "given up" ca-4 ""
# a backup
waits "nothing saved yet" "" backup
office "$w" backup "$scratch/b.backup" >/dev/null
waits "saved" "" ""
# people and tables
check "for people, with the command below" 0 "^    sathachctl decide ca-1 close$" "$ctl" -C "$w" waiting
check "in Vietnamese" 0 "chưa in phiếu vào thi; thi ngày 02/01/2020" env LANGUAGE=vi "$ctl" -C "$w" waiting
check "no passphrase is asked, without a terminal either" 0 "" setsid "$ctl" -C "$w" waiting
check "no word behind it" 2 "one word too many" "$ctl" -C "$w" waiting x
# a log that is not whole stands first, and the banks are told all the same
touch "$w/banks/mau/x"
cp "$w/log/log.tsv" "$scratch/log"
sed -i '3s/ca-1/ca-9/' "$w/log/log.tsv"
says
check "a log that is not whole stands first" 0 "^log$" sqlite3 :memory: "SELECT json_extract(readfile('$scratch/says.json'), '\$[0].kind')"
waits "what the log does not tell is told" mau edited
cp "$scratch/log" "$w/log/log.tsv"
check "an office.ini that is broken" 10 "office.ini" bash -c "cp -r '$w' '$scratch/broken'; echo '[frob' >>'$scratch/broken/office.ini'; '$ctl' -C '$scratch/broken' waiting"
check "no office" 2 "" bash -c "cd / && '$ctl' waiting"
finish
