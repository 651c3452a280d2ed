#!/bin/bash
# Who was there, and what the signed sheet bears out: the mark that is signed before grading, the rows it asks, parts of a day, papers that only a
# manifest, a checkpoint, a damaged file or the sheet tells of, manifests and orders that are missing.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
profile=$root/questionbanks/profiles/nd175-2024.ini
w=$scratch/office
make_office "$w" && ok "an office" || not_ok "an office"
{
    echo "STT,SBD,Họ và tên,Ngày sinh,Số CCCD,Đơn vị,Lĩnh vực,Hạng,Ghi chú"
    for i in $(seq 1 40); do printf '%d,%04d,Thí sinh Số %d,01/02/1980,0%011d,Công ty Cầu Đường,4.1,II,\n' "$i" "$i" "$i" "$i"; done
} >"$scratch/roster.csv"
new() { # NAME OPTIONS…: of the 40
    local name=$1
    shift
    office "$w" session new "$name" --bank mau --profile "$profile" --roster "$scratch/roster.csv" --training --pass session="$scratch/pass.$name" "$@" >/dev/null
}
room_file() { # SESSION COMMAND…
    local session=$1
    shift
    "$build/make-room-file" "$w/keys/office.key" "$scratch/pass.office" "$w/sessions/$session/$session.session" "$@"
}
asked() { office "$w" --json sheet "$1" >"$scratch/asked.json" 2>/dev/null; sqlite3 :memory: "SELECT value->>'paper' FROM json_each(readfile('$scratch/asked.json'), '\$.rows') WHERE value->>'why' = '$2' ORDER BY 1"; } # SESSION WHY
number() { sqlite3 :memory: "SELECT readfile('$scratch/asked.json') ->> '$1'"; } # JSON PATH
receipt() { sheet_rows "$w" "$1" | sed -n "s/^$2=//p"; } # SESSION PAPER

# ---- a sample: which rows, and what it says ----
new ca-1
office "$w" simulate ca-1 --candidates 40 --seed 5 -o "$scratch/room" >/dev/null
office "$w" collect "$scratch/room" >/dev/null
check "rows before a mark are refused" 13 "no mark was printed yet" office "$w" sheet ca-1 0001=absent
check "the mark of 40 papers asks 31 rows and says what that detects" 0 "ca-1: 31 rows of 40 papers are asked, 0 typed; had 5 % been altered, one would show with 95 %" \
    office "$w" sheet ca-1
mark=$(grep -c '	mark	ca-1' "$w/log/log.tsv")
check "printed again it is the same mark" 0 "ca-1: mark 1: [0-9]+ · " office "$w" sheet ca-1
[ "$(grep -c '	mark	ca-1' "$w/log/log.tsv")" = "$mark" ] && ok "without another line" || not_ok "without another line"
asked ca-1 sample >"$scratch/sample"
[ "$(wc -l <"$scratch/sample")" = 31 ] && ok "31 papers are named" || not_ok "31 papers are named" "$(cat "$scratch/sample")"
check "the mark on paper: its code" 0 "$(number '$.marks[0].code')" pdftotext -layout "$w/reports/ca-1/tap-duot-mark.pdf" -
check "its size" 0 "Mốc: $(number '$.marks[0].size') dòng" pdftotext -layout "$w/reports/ca-1/tap-duot-mark.pdf" -
check "a row asked" 0 "$(head -n 1 "$scratch/sample") +Thí sinh Số .*chọn mẫu" pdftotext -layout "$w/reports/ca-1/tap-duot-mark.pdf" -
check "of a session without a day: signed at once" 0 "Ký giấy này ngay khi lập, trước khi" pdftotext -layout "$w/reports/ca-1/tap-duot-mark.pdf" -
check "that it is training" 0 "Ca tập dượt" pdftotext -layout "$w/reports/ca-1/tap-duot-mark.pdf" -
check "one day to be written, over the signatures" 0 "^1$" bash -c "pdftotext -layout '$w/reports/ca-1/tap-duot-mark.pdf' - | grep -c 'ngày *\.\.'"
check "with rows over them on their page" 0 "^[0-9]+ .*chọn mẫu" bash -c "pdftotext -layout -f \$(pdfinfo '$w/reports/ca-1/tap-duot-mark.pdf' | sed -n 's/^Pages: *//p') '$w/reports/ca-1/tap-duot-mark.pdf' - | sed 's/^ *//'"
check "places to sign" 0 "CÁN BỘ COI THI" pdftotext -layout "$w/reports/ca-1/tap-duot-mark.pdf" -
pdftoppm -r 40 -png "$w/reports/ca-1/tap-duot-mark.pdf" "$scratch/mark" && is_there "$scratch/mark-*1.png" && ok "the paper is a picture" || not_ok "the paper is a picture"
check "the code is the log's own" 0 "the log" office "$w" log check "$(number '$.marks[0].size')" "$(number '$.marks[0].code')"

# ---- nothing typed proves nothing ----
office "$w" grade ca-1 >/dev/null
check "no sheet was compared, and that is said" 1 "No sheet was compared" office "$w" reconcile ca-1
check "in Vietnamese too" 1 "Chưa đối chiếu danh sách nào" env LC_ALL=C.UTF-8 LANGUAGE=vi "$ctl" -C "$w" --pass office="$scratch/pass.office" reconcile ca-1
for list in passlist results receipts; do
    check "$list is not published" 13 "31 rows of the signed sheet are missing: sathachctl sheet ca-1" office "$w" report ca-1 $list --format csv
done
check "nor open data" 13 "31 rows of the signed sheet are missing" office "$w" report ca-1 opendata --format csv
check "slips are" 0 "slips.pdf" office "$w" report ca-1 slips --format pdf
check "nor is the session closed" 13 "31 rows of the signed sheet are missing" office "$w" decide ca-1 close --reason x
sed 's/$/=absent/' "$scratch/sample" >"$scratch/none"
check "an empty sheet is refused" 10 "ca-1: no line holds a receipt" office "$w" sheet ca-1 $(cat "$scratch/none")
: >"$scratch/empty.csv"
check "and a file without a row" 10 "empty.csv: no line holds a receipt" office "$w" sheet ca-1 --from "$scratch/empty.csv"
[ ! -e "$w/sessions/ca-1/sheets" ] && ok "nothing was written" || not_ok "nothing was written" "$(ls "$w/sessions/ca-1/sheets")"

# ---- words: closed lists, or an error that names the value ----
first=$(head -n 1 "$scratch/sample") second=$(sed -n 2p "$scratch/sample")
code=$(receipt ca-1 "$first")
check "a word that is none" 10 '"maybe" is no receipt of 16 characters, nor one of: -, absent, vắng, unsigned, không ký, no-code, không có mã' office "$w" sheet ca-1 "$first=maybe"
check "a receipt cut short" 10 '"4N7K" is no receipt' office "$w" sheet ca-1 "$first=4N7K"
check "a paper that is none" 10 '"0099": the session has no such paper' office "$w" sheet ca-1 "0099=$code"
check "a form that is none" 2 "PAPER=RECEIPT" office "$w" sheet ca-1 "$code"
check "two words on one paper" 10 "another word on paper $first" office "$w" sheet ca-1 "$first=$code" "$first=absent"
check "dice that are none" 2 "4 to 64 letters and digits" office "$w" sheet ca-1 --lot "1-2"
low=$(tr 'A-Z' 'a-z' <<<"$code" | sed 's/0/o/g; s/1/l/g; s/..../& /g')
check "small letters, O for 0, l for 1, in fours" 0 "31 rows of 40 papers are asked, 1 typed" office "$w" sheet ca-1 "$first=$low"
check "kept as the receipt" 0 "^$first	$first	$code$" cat "$w/sessions/ca-1/sheets/0001.tsv"
check "stock minisign accepts it" 0 "verified" minisign -V -p "$w/keys/office.pub" -m "$w/sessions/ca-1/sheets/0001.tsv"

# ---- an altered paper: in the sample it shows, beside it it does not ----
cp -r "$w" "$scratch/altered"; w=$scratch/altered
check "a row signed without a code, of a paper that was handed in" 1 "$second  SBD $second  handed in; on the sheet no code stands in the row" office "$w" sheet ca-1 "$second=không có mã"
check "a sampled paper whose receipt is another" 1 "$second  SBD $second  the sheet has another receipt" office "$w" sheet ca-1 "$second=AAAAAAAAAAAAAAAA"
check "does not add up" 1 "$second  SBD $second  the signed sheet says something else: AAAA AAAA AAAA AAAA" office "$w" reconcile ca-1
rows=$(sheet_rows "$w" ca-1 | grep -f <(sed "s,.*,^&=," "$scratch/sample") | grep -v "^$second=")
office "$w" sheet ca-1 $rows >/dev/null 2>&1
check "it is irregular" 14 "$second.*sheet" office "$w" grade ca-1
check "a corrected row follows" 0 "31 typed" office "$w" sheet ca-1 "$second=$(receipt ca-1 "$second")"
check "and all stand" 0 "^5$" bash -c "ls '$w'/sessions/ca-1/sheets/*.tsv | wc -l"
office "$w" grade ca-1 >/dev/null
check "now it adds up" 0 "The papers add up" office "$w" reconcile ca-1
check "with what was compared" 0 "31 of 40 receipts compared with the typed sheet" office "$w" reconcile ca-1
check "and is published" 0 "passlist.csv" office "$w" report ca-1 passlist --format csv
check "a typed sheet that was edited stops everything" 13 "0003.tsv" bash -c "
    echo x >>'$w/sessions/ca-1/sheets/0003.tsv'; '$ctl' -C '$w' --pass office='$scratch/pass.office' grade ca-1"
w=$scratch/office

# ---- dice thrown in public ask more rows ----
check "dice ask more rows" 0 "[34][0-9] rows of 40 papers are asked" office "$w" sheet ca-1 --lot "4 2 1 7"
asked ca-1 sample >"$scratch/more"
[ "$(wc -l <"$scratch/more")" -gt 31 ] && [ -z "$(comm -23 "$scratch/sample" "$scratch/more")" ] && ok "besides those of the mark" || not_ok "besides those of the mark" "$(cat "$scratch/more")"
check "the same dice again" 0 "rows of 40" office "$w" sheet ca-1 --lot 4217
check "other dice are refused" 13 "the dice of mark [0-9]+ are 4217; once given they hold" office "$w" sheet ca-1 --lot 9999

# ---- our own attendance list with its receipt column filled; several papers of one SBD ----
make_session "$w" ca-2 --sheet all
office "$w" simulate ca-2 --candidates 6 --seed 3 -o "$scratch/room-2" >/dev/null
office "$w" collect "$scratch/room-2" >/dev/null
check "the whole sheet is asked" 0 "all rows are asked: 7 of 7 papers, 0 typed" office "$w" sheet ca-2
office "$w" report ca-2 attendance --format csv,xlsx >/dev/null
cp "$w/reports/ca-2/tap-duot-attendance.csv" "$scratch/filled.csv"
for row in $(sheet_rows "$w" ca-2 | grep -v ^0003); do sed -i "/,\"${row%=*}\",/s/\"\",\"tập dượt\"/\"${row#*=}\",\"tập dượt\"/" "$scratch/filled.csv"; done
check "the attendance list, one cell empty" 0 "7 of 7 papers, 6 typed" office "$w" sheet ca-2 --from "$scratch/filled.csv"
printf '018;%s\n' "$(receipt ca-2 0003)" >"$scratch/two.csv"
check "an SBD of two papers wants the paper" 10 "SBD 018 has several papers: SBD/PAPER is wanted" office "$w" sheet ca-2 --from "$scratch/two.csv"
printf '018/0003;%s\n' "$(receipt ca-2 0003)" >"$scratch/two.csv"
check "named it is taken" 0 "7 of 7 papers, 7 typed" office "$w" sheet ca-2 --from "$scratch/two.csv"
printf '017/0003;%s\n' "$(receipt ca-2 0003)" >"$scratch/two.csv"
check "of another SBD it is not" 10 "paper 0003 is not of SBD" office "$w" sheet ca-2 --from "$scratch/two.csv"
printf '018;vắng\n' >"$scratch/two.csv"
check "absent, though there are receipts" 10 "SBD 018 has a receipt; name the paper" office "$w" sheet ca-2 --from "$scratch/two.csv"
check "all were compared" 0 "all 7 receipts compared" office "$w" reconcile ca-2

# ---- parts of a day; late papers ----
new ca-3
office "$w" simulate ca-3 --candidates 40 --seed 5 -o "$scratch/room-3" >/dev/null
mkdir "$scratch/part-1" "$scratch/part-2" "$scratch/part-3"
mv "$scratch"/room-3/ca-3.00[12]*.answers "$scratch/part-1/"; mv "$scratch"/room-3/ca-3.003*.answers "$scratch/part-2/"; mv "$scratch"/room-3/* "$scratch/part-3/"
office "$w" collect "$scratch/part-1" >/dev/null
office "$w" sheet ca-3 >/dev/null
[ "$(asked ca-3 sample | wc -l)" = 19 ] && ok "the first part: 19 of 20" || not_ok "the first part: 19 of 20" "$(asked ca-3 sample)"
office "$w" collect "$scratch/part-2" >/dev/null
office "$w" grade ca-3 >/dev/null
check "what no mark covers is not published" 13 "10 papers were handed in and no mark covers them" office "$w" report ca-3 passlist --format csv
check "and told as late" 1 "0030  SBD 0030  came after the mark" office "$w" reconcile ca-3
office "$w" sheet ca-3 >/dev/null
[ "$(asked ca-3 sample | wc -l)" = 29 ] && [ "$(number '$.marks[1].sampled')" = 10 ] && ok "the second part: all 10 besides" || not_ok "the second part: all 10 besides" "$(cat "$scratch/asked.json")"
is_there "$w/reports/ca-3/tap-duot-mark-2.pdf" && ok "as mark-2.pdf" || not_ok "as mark-2.pdf" "$(ls "$w/reports/ca-3")"
check "of papers graded before it, it says so" 0 "10 bài trong đó đã chấm trước khi" pdftotext -layout "$w/reports/ca-3/tap-duot-mark-2.pdf" -
told() { office "$w" papers ca-3 | sed -nE 's/^  sheet of the mark +([a-z0-9-]+\.pdf) +[0-9/]+ +([^ ]+) +([^ ]+) *$/\1 \2 \3/p' | tr '\n' ';'; }
check "both stand among the papers, none signed" 0 "^tap-duot-mark-2.pdf - -;tap-duot-mark.pdf - -;$" told
office "$w" papers ca-3 --signed tap-duot-mark.pdf >/dev/null
check "each is signed for itself" 0 "^tap-duot-mark-2.pdf - -;tap-duot-mark.pdf - [0-9/]+;$" told
[ "$(asked ca-3 no-journal | wc -l)" = 10 ] && ok "who has handed in nothing is asked" || not_ok "who has handed in nothing is asked" "$(asked ca-3 no-journal)"
grep -q '	mark	ca-3	-	-	size=[0-9]* code=[0-9A-Z]\{32\} new=20 settings=[0-9a-f]* ini=[0-9a-f]*$' "$w/log/log.tsv" && grep -q '	mark	ca-3	-	-	size=[0-9]* code=[0-9A-Z]\{32\} new=10 settings=[0-9a-f]* ini=[0-9a-f]*$' "$w/log/log.tsv" &&
    ok "each mark has its line" || not_ok "each mark has its line" "$(grep '	mark	' "$w/log/log.tsv")"

# ---- on the day it is signed in the room; made later, nobody sits there any more ----
words() { pdftotext -layout "$w/reports/$1/tap-duot-mark.pdf" - | tr -s ' \n' ' '; } # SESSION
mark_of() { # SESSION DAY
    new "$1" --date "$2" --opens 00:01
    office "$w" simulate "$1" --candidates 40 --seed 5 -o "$scratch/room-$1" >/dev/null
    office "$w" collect "$scratch/room-$1" >/dev/null
    office "$w" sheet "$1" >/dev/null
}
mark_of ca-4 "$(date +%F)"
check "on the day: in the room" 0 "Ký giấy này trong phòng thi, trước khi chấm" words ca-4
mark_of ca-5 "$(date -d '2 days ago' +%F)"
check "later it says when it was made, and that it is signed there" 0 "Giấy này lập ngày $(date +%d) tháng .* sau ngày thi: ký tại nơi lập, trước khi chấm" words ca-5
check "by who collected, not who watched" 0 "NGƯỜI THU BÀI" words ca-5
words ca-5 | grep -qE "trong phòng thi|CÁN BỘ COI THI" && not_ok "no word of the room" "$(words ca-5)" || ok "no word of the room"

# ---- only a manifest, a checkpoint, a damaged file, the sheet ----
a=("$scratch"/part-3/*.answers); p=($(for f in "${a[@]}"; do f=${f##*/ca-3.}; echo "${f%%.*}"; done))
mkdir "$scratch/left"
room_file ca-3 resume "${a[0]}" "$scratch/left" >/dev/null
m1=$(room_file ca-3 manifest MAY-01 1 - "$scratch/left" "${a[1]}")
head -c 300 "${a[2]}" >"$scratch/left/$(basename "${a[2]}")"
check "a checkpoint, a manifest, a damaged file" 10 "ca-3.${p[2]}" office "$w" collect "$scratch/left"
state() { awk -F'\t' -v p="$1" '$1 == p {for (i = 2; i <= NF; i++) if ($i ~ /^(absent|no-paper|unfinished|conflict|irregular|passed|failed)$/) {print $i; exit}}' "$w/sessions/ca-3/results.tsv"; }
office "$w" sheet ca-3 "${p[3]}=AAAAAAAAAAAAAAAA" "${p[6]}=no-code" "${p[4]}=unsigned" >/dev/null 2>&1
office "$w" grade ca-3 >/dev/null 2>&1
[ "$(state "${p[0]}")" = unfinished ] && ok "only a checkpoint: unfinished" || not_ok "only a checkpoint: unfinished" "$(state "${p[0]}")"
[ "$(state "${p[1]}")" = no-paper ] && ok "only a manifest: there, no paper" || not_ok "only a manifest: there, no paper" "$(state "${p[1]}")"
[ "$(state "${p[2]}")" = no-paper ] && grep -q "^${p[2]}.*claimed" "$w/sessions/ca-3/results.tsv" && ok "only a damaged file: there, claimed" || not_ok "only a damaged file: there, claimed" "$(grep "^${p[2]}" "$w/sessions/ca-3/results.tsv")"
[ "$(state "${p[3]}")" = no-paper ] && ok "only a receipt on the sheet: there, no paper" || not_ok "only a receipt on the sheet: there, no paper" "$(state "${p[3]}")"
[ "$(state "${p[6]}")" = no-paper ] && ok "signed without a code: there, no paper" || not_ok "signed without a code: there, no paper" "$(state "${p[6]}")"
waiting() { grep -P '\tgraded\tca-3\t' "$w/log/log.tsv" | tail -n 1 | grep -o 'waiting=[0-9]*'; }
check "the log says how many wait for the council" 0 "^waiting=5$" waiting
[ "$(state "${p[4]}")" = absent ] && ok "nothing at all: absent" || not_ok "nothing at all: absent" "$(state "${p[4]}")"
check "the sum has all of them" 1 "40 papers = 5 absent \+ 4 without a paper \+ 1 unfinished \+ 0 in conflict \+ 0 irregular \+ 30 graded" office "$w" reconcile ca-3
office "$w" decide ca-3 paper "${p[3]}" no-paper --reason "Máy hỏng" >/dev/null 2>&1
office "$w" grade ca-3 >/dev/null 2>&1
check "whoever the council settled waits no more" 0 "^waiting=4$" waiting
office "$w" decide ca-3 undo 1 --reason "Để xét lại" >/dev/null 2>&1
check "the manifest's paper is missing" 1 "${p[1]}  SBD ${p[1]}  a seat holds it, it has not arrived" office "$w" reconcile ca-3
check "which no manifest names is told" 1 "0010  SBD 0010  handed in; no manifest names it" office "$w" reconcile ca-3
check "seats without a manifest are told" 1 "seats left no manifest: what never came from them is not known" office "$w" reconcile ca-3
check "with ids in JSON" 1 '"id": "uneven"' office "$w" --json reconcile ca-3

# ---- a row that says otherwise, once the council has ruled on the paper knowing of it ----
says_otherwise() { office "$w" --json reconcile ca-3 | python3 -c 'import json,sys; print(*sorted(f["paper"] for f in json.load(sys.stdin)["findings"] if f["what"] == "other-receipt"), "end")'; }
office "$w" sheet ca-3 0010=no-code 0011=AAAAAAAAAAAAAAAA >/dev/null 2>&1
check "rows that say something else do not add up" 0 "^0010 0011 end$" says_otherwise
office "$w" decide ca-3 paper 10 accept --reason "Quên chép mã" >/dev/null 2>&1
office "$w" decide ca-3 paper 11 annul --reason "Mã của người khác" >/dev/null 2>&1
check "what the council ruled on knowing them is settled" 0 "^end$" says_otherwise
office "$w" sheet ca-3 0010=BBBBBBBBBBBBBBBB "${p[6]}=no-code" >/dev/null 2>&1
check "another row, typed since, is not" 0 "^0010 end$" says_otherwise
office "$w" sheet ca-3 0010=no-code >/dev/null 2>&1
check "the one that was known is again" 0 "^end$" says_otherwise
office "$w" decide ca-3 undo "$(ls "$w/sessions/ca-3/decisions" | grep -c 'decision$')" --reason "Để xét lại" >/dev/null 2>&1
check "an annulled one says so again once that is undone" 0 "^0011 end$" says_otherwise
office "$w" decide ca-3 paper 11 annul --reason "Mã của người khác" >/dev/null 2>&1
office "$w" decide ca-3 paper "${p[0]}" as-is --reason "Máy hỏng cuối giờ" >/dev/null 2>&1
office "$w" sheet ca-3 "${p[0]}=unsigned" >/dev/null 2>&1
check "who is graded as it stands has written no receipt" 0 "^end$" says_otherwise

# ---- manifests that are missing, there twice, not ours; orders ----
mkdir "$scratch/manifests"
m2=$(room_file ca-3 manifest MAY-01 2 "$m1" "$scratch/manifests")
m3=$(room_file ca-3 manifest MAY-01 3 "$m2" "$scratch/left")
office "$w" collect "$m3" >/dev/null 2>&1
check "number 3 without number 2" 1 "a manifest of this seat has not arrived: MAY-01 2" office "$w" reconcile ca-3
office "$w" collect "$m2" >/dev/null 2>&1
out=$(office "$w" reconcile ca-3 2>&1)
grep -q "has not arrived: MAY-01" <<<"$out" && not_ok "when it comes the seat is whole" "$out" || ok "when it comes the seat is whole"
office "$w" collect "$(room_file ca-3 manifest MAY-01 3 - "$scratch/manifests")" >/dev/null 2>&1
check "one number twice" 1 "two manifests of one seat and number: MAY-01 3" office "$w" reconcile ca-3
office "$w" collect "$(room_file ca-3 manifest MAY-02 1 "$m1" "$scratch/manifests")" >/dev/null 2>&1
check "a first one that follows another" 1 "two seats had this name: MAY-02 1" office "$w" reconcile ca-3
office "$w" collect "$(room_file ca-3 manifest MAY-03 1 - "$scratch/manifests" voucher=17)" >/dev/null 2>&1
check "a voucher in a room record whose proof is none" 1 "a voucher was used there that is none of this session: 17, MAY-03" office "$w" reconcile ca-3
forged=$(room_file ca-3 forged-manifest MAY-09 1 - "$scratch/manifests" "${a[5]}")
check "a manifest without the session's mac is damaged" 12 "1 damaged" office "$w" collect "$forged"
check "not ours" 0 "why=not-ours" cat "$w/log/log.tsv"
office "$w" grade ca-3 >/dev/null 2>&1
[ "$(state "${p[5]}")" = absent ] && ok "and names nobody" || not_ok "and names nobody" "$(state "${p[5]}")"
mkdir "$scratch/orders"
o1=$(room_file ca-3 order 7K3M 1 - 0001 "$scratch/orders")
o2=$(room_file ca-3 order 7K3M 2 "$o1" 0002 "$scratch/orders")
office "$w" collect "$o2" >/dev/null 2>&1
check "order 2 without order 1" 1 "an order of this console has not arrived: 7K3M 1" office "$w" reconcile ca-3
check "its line" 0 "	order	ca-3	.*as=ca-3.7K3M.0002.* console=7K3M n=2" cat "$w/log/log.tsv"
office "$w" collect "$o1" >/dev/null 2>&1
out=$(office "$w" reconcile ca-3 2>&1)
grep -q "has not arrived: 7K3M" <<<"$out" && not_ok "when it comes the orders are whole" "$out" || ok "when it comes the orders are whole"
altered=$scratch/orders/ca-3.7K3M.0009.AAAAAAAAAAAAAAAA.order
cp "$o1" "$altered"; flip "$altered" 150
check "an order that was altered is damaged" 11 "damaged" office "$w" collect "$altered"
finish
