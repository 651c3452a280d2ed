#!/bin/bash
# The office looks at a roster before it makes a session; the template; day and hours; what slips, lists and session show carry of them.
. "$(dirname "$0")/../lib/lib.sh"; . "$(dirname "$0")/../lib/office.sh"
w=$scratch/van-phong
make_office "$w" && ok "an office" || not_ok "an office"
exempting=$root/questionbanks/profiles/nd15-2021.ini nd175=$root/questionbanks/profiles/nd175-2024.ini demo=$root/questionbanks/demo/roster.csv
look() { "$ctl" -C "$w" roster check "$1" --bank mau --profile "${2:-$exempting}" "${@:3}"; } # no passphrase is asked
new() { office "$w" session new "$1" --bank mau --profile "$exempting" --roster "$2" --training --pass session="$scratch/pass.$1" "${@:3}"; }

# ---- what was understood
cat >"$scratch/r.csv" <<'CSV'
SỞ XÂY DỰNG;;;;;;;;;
STT;Mã số dự sát hạch;Họ và tên;Ngày sinh;Số CCCD;Đơn vị;Lĩnh vực;Hạng;Miễn chuyên môn;Thêm giờ (phút);Lý do;Máy
1;001;Lê Văn An;05/03/1985;038085000001;Công ty A;4.1;II;;15;tay bị thương;M1
2;001;Lê Văn An;05/03/1985;038085000001;Công ty A;4.1;III;x;;;
3;002;Trần Thị Bình;1/2/1990;038190000002;;4.1;II;Không;;;
;;Tổng số: 3;;;;;;;;;
CSV
check "a roster is looked at without a passphrase" 0 "3 papers of 2 people: 1 exempt, 1 with extra time, 1 with a seat in the roster; 2 people with an identity number" look "$scratch/r.csv"
check "rows in are rows taken, rejected and passed over" 0 "6 rows: 3 taken, 0 rejected, 3 passed over" look "$scratch/r.csv"
check "a column with its meaning" 0 "Số CCCD +identity number" look "$scratch/r.csv"
check "papers by field and grade" 0 "4\.1 III .* 1 +1 +0" look "$scratch/r.csv"
"$ctl" -C "$w" --json roster check "$scratch/r.csv" --bank mau --profile "$exempting" >"$scratch/r.json"
sum=$(sqlite3 :memory: "SELECT json_extract(j, '\$.rows') = json_extract(j, '\$.taken') + json_extract(j, '\$.rejected') + json_extract(j, '\$.passed_over'),
    json_extract(j, '\$.papers'), json_extract(j, '\$.people'), json_extract(j, '\$.exempt'), json_extract(j, '\$.extra_time'), json_extract(j, '\$.seats'),
    json_array_length(j, '\$.columns'), json_extract(j, '\$.columns[1].meaning'), json_array_length(j, '\$.passed'), json_array_length(j, '\$.findings'),
    json_extract(j, '\$.tracks[0].papers') FROM (SELECT CAST(readfile('$scratch/r.json') AS TEXT) AS j)")
[ "$sum" = "1|3|2|1|1|1|12|sbd|3|0|2" ] && ok "the same in JSON" || not_ok "the same in JSON" "$sum"
[ -z "$(ls "$w/sessions" 2>/dev/null)" ] && ok "nothing was made" || not_ok "nothing was made"

sed 's/;4.1;II;;15;/;4,1;2;;15;/; s/;4.1;II;Không/;4.1;2;Không/' "$scratch/r.csv" >"$scratch/two.csv"
check "a value that is taken for another is told with a count" 0 '    2 rows: grade "2" is taken as II \(first in row 3\)' look "$scratch/two.csv"
check "each once" 0 '    1 row: field "4,1" is taken as 4.1' look "$scratch/two.csv"
check "in JSON" 0 '"written": "2"' bash -c '"$0" -C "$1" --json roster check "$2" --bank mau --profile "$3"' "$ctl" "$w" "$scratch/two.csv" "$exempting"

# ---- what was not: row and cell, and an exit code that says so
sed 's/;Không;/;chắc vậy;/' "$scratch/r.csv" >"$scratch/bad.csv"
check "a word that is no yes and no no, by row and cell" 1 "bad.csv:5: column 9: error: .*chắc vậy" look "$scratch/bad.csv"
check "and how many" 1 "1 errors; no session can be made" look "$scratch/bad.csv"
check "session new refuses it with the same words" 10 "bad.csv:5: column 9: error: .*chắc vậy" new ca-x "$scratch/bad.csv"
sed 's/;4.1;III;x/;4.1;I;x/' "$scratch/r.csv" >"$scratch/poor.csv"
check "a track the bank has no questions for" 1 "4.1 · grade I · .*: error: 0 questions; too few for the profiles: nd15-2021" look "$scratch/poor.csv"
check "an exemption the profile has not" 1 "r.csv:4: column 9: error: exempt, but the profile" look "$scratch/r.csv" "$nd175"
sed 's/Số CCCD/Giấy tờ/' "$scratch/r.csv" >"$scratch/other.csv"
check "a heading that is not understood is named, with the accepted ones" 1 "column 5: error: the heading .Giấy tờ. is not known.*Số căn cước" look "$scratch/other.csv"
check "--column explains it" 0 "Giấy tờ +identity number.*" look "$scratch/other.csv" "$exempting" --column 'Giấy tờ=identity'
check "a meaning that is none lists them" 2 "identity" look "$scratch/other.csv" "$exempting" --column 'Giấy tờ=cccd'
check "a heading the file has not" 1 "Giấy phép" look "$scratch/other.csv" "$exempting" --column 'Giấy phép=identity'
printf 'Kính gửi\nDanh sách ở tệp khác.\n' >"$scratch/letter.csv"
check "no roster at all" 10 "no heading line" look "$scratch/letter.csv"
check "no such bank" 2 "nix: no such bank" "$ctl" -C "$w" roster check "$scratch/r.csv" --bank nix --profile "$exempting"
check "without a bank" 2 "--bank and --profile are needed" "$ctl" -C "$w" roster check "$scratch/r.csv"

# ---- what is the same in many rows is said once, with a count
{ echo 'SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng'; for i in $(seq 101 400); do echo "$i;Lê Văn $i;1/1/1980;4.1;II"; done
  for i in $(seq 401 415); do echo "$i;Lê Văn An;1/2/1980;4.1;IV"; done; } >"$scratch/many.csv"
check "a warning in 300 rows: the first ones and a count" 1 "the same 297 more times, in rows 5–301" look "$scratch/many.csv"
[ "$(look "$scratch/many.csv" | grep -c "has a number in it")" -eq 3 ] && ok "the first three of them" || not_ok "the first three of them" "$(look "$scratch/many.csv")"
[ "$(look "$scratch/many.csv" | grep -c "is none of I, II, III")" -eq 10 ] && ok "of errors the first ten" || not_ok "of errors the first ten" "$(look "$scratch/many.csv")"
check "and their count stays whole" 1 "15 errors; no session" look "$scratch/many.csv"
check "JSON has them all" 1 "^15$" bash -c '"$0" -C "$1" --json roster check "$2" --bank mau --profile "$3" | grep -c "is none of I, II, III"; exit 1' "$ctl" "$w" "$scratch/many.csv" "$exempting"

# ---- day and hours
when() { check "$1" 2 "$2" new ca-x "$scratch/r.csv" "${@:3}"; }
when "a day there is not" '--date "30/02/2026" is no day.*2026-12-05 or 05/12/2026' --date 30/02/2026 --opens 07:30
when "a word for a day" '--date "mai" is no day' --date mai --opens 07:30
when "an hour there is not" '--opens "25:00" is no time of day.*07:30' --date 2026-12-05 --opens 25:00
when "closed before it opens" '--closes "07:00" is not later than --opens "07:30"' --date 2026-12-05 --opens 07:30 --closes 07:00
when "a day without hours" '--date "2026-12-05" stands without hours; add --opens' --date 2026-12-05
when "hours without a day" '--opens "07:30" stands without a day; add --date' --opens 07:30
check "a dry run draws and writes nothing" 0 "3 papers of 2 candidates could be drawn; nothing was written" new ca-x "$scratch/r.csv" --date 05/12/2026 --opens 7h30 --dry-run
[ ! -e "$w/sessions/ca-x" ] && [ ! -e "$scratch/pass.ca-x" ] && ok "indeed nothing" || not_ok "indeed nothing" "$(ls "$w/sessions")"
check "session new prints the same summary" 0 "3 papers of 2 people: 1 exempt, 1 with extra time, 1 with a seat" new ca-1 "$scratch/r.csv" --date 05/12/2026 --opens 7h30 --closes 9:30 --room "Phòng 2"

# ---- where they stand afterwards
check "session show has day, hours and room" 0 "day 05/12/2026, 07:30–09:30; room: Phòng 2" "$ctl" -C "$w" session show ca-1
check "with the key the papers, extra time and its reason" 0 "0001  SBD 001  Lê Văn An  4.1 grade II  seat M1  15 extra minutes \(tay bị thương\)" office "$w" session show ca-1 --papers
check "and the exemption" 0 "0002  SBD 001  Lê Văn An  4.1 grade III  exempt from the professional part" office "$w" session show ca-1 --papers
check "and in JSON" 0 '"date": "2026-12-05"' office "$w" --json session show ca-1 --papers
check "where the exemption is" 0 '"exempt": true' office "$w" --json session show ca-1 --papers
office "$w" session slips ca-1 >/dev/null
slips=$w/reports/ca-1/tap-duot-access-slips.txt
check "slips have the day" 0 "^Ngày sát hạch: 05 tháng 12 năm 2026" cat "$slips"
check "when to come, before the room opens" 0 "^Giờ có mặt: 07:15, 15 phút trước giờ mở phòng, để đọc nội quy ở phòng$" cat "$slips"
check "the hours, and how long a paper takes" 0 "^Giờ sát hạch: phòng mở 07:30 – 09:30; làm bài 30 phút$" cat "$slips"
check "the room" 0 "^Phòng: Phòng 2" cat "$slips"
check "what to bring" 0 "^Mang theo phiếu này và bản chính CCCD, hộ chiếu hoặc VNeID" cat "$slips"
check "of two papers each says how long: extra time" 0 "^Đề 0001: .*máy M1; làm bài 45 phút: 30 \+ 15 thêm$" cat "$slips"
check "and the exemption's minutes" 0 "^Đề 0002: .*; làm bài 12 phút; miễn phần chuyên môn$" cat "$slips"
check "the PDF of them too" 0 "Giờ sát hạch +phòng mở 07:30 – 09:30; làm bài" pdftotext -layout "$w/reports/ca-1/tap-duot-access-slips.pdf" -
"$ctl" -C "$w" settings office.come_minutes=30 >/dev/null 2>&1
office "$w" session slips ca-1 >/dev/null
check "so long before as the office says" 0 "^Giờ có mặt: 07:00, 30 phút trước giờ mở phòng" cat "$slips"
check "on paper too" 0 "Giờ có mặt +07:00, 30 phút trước giờ mở phòng, để đọc nội quy ở phòng" pdftotext -layout "$w/reports/ca-1/tap-duot-access-slips.pdf" -
# with heads of one line and of several: the last of the cases stands on no page alone
office "$w" session new ca-9 --bank mau --profile "$exempting" --roster "$scratch/r.csv" --date 05/12/2026 --opens 7h30 --closes 9:30 --pass session="$scratch/pass.ca-9" --pass order="$scratch/pass.order" >/dev/null
for parent in "UBND tỉnh Gia Lai" "Ủy ban nhân dân tỉnh Gia Lai của nước Cộng hòa xã hội chủ nghĩa Việt Nam"; do
    "$ctl" -C "$w" settings "office.parent=$parent" >/dev/null 2>&1
    office "$w" session slips ca-9 >/dev/null
    check "no page of the vouchers begins with the last case: $parent" 0 "^1[0-4]$" bash -c "pdftotext -f 2 -l 2 '$w/reports/ca-9/vouchers.pdf' - | grep -m1 -oE '^[0-9]+\. ' | tr -d '. '"
done
check "not a day before" 10 "come_minutes" "$ctl" -C "$w" settings office.come_minutes=1440
office "$w" report ca-1 attendance --format csv,pdf -o "$scratch/out" >/dev/null
check "the attendance list has exemption and extra minutes" 0 '"001","Lê Văn An","05/03/1985","[0-9]*","4.1","III","0002","","có","",' cat "$(find "$scratch/out" -name '*attendance.csv')"
pdftotext -layout "$(find "$scratch/out" -name '*attendance.pdf')" "$scratch/attendance.txt"
check "its PDF has them, with day, hours and room" 0 "Phòng 2 .*07:30 – 09:30, ngày 05 tháng 12 năm 2026" cat "$scratch/attendance.txt"
grep -q "miễn" "$scratch/attendance.txt" && grep -q "+15" "$scratch/attendance.txt" && ok "a column for what is granted" || not_ok "a column for what is granted" "$(cat "$scratch/attendance.txt")"

# ---- the template
cd "$scratch" || exit 1
check "a template" 0 "empty roster" "$ctl" -C "$w" roster template mau.xlsx --bank mau
check "never over a file" 21 "mau.xlsx" "$ctl" roster template mau.xlsx
check "an empty template is no roster" 10 "no candidate" look mau.xlsx
[ "$(unzip -p mau.xlsx xl/styles.xml | grep -o 'numFmtId="49"' | wc -l)" -ge 1 ] && ok "its columns are text" || not_ok "its columns are text" "$(unzip -p mau.xlsx xl/styles.xml)"
cell() { [ -n "$1" ] && printf '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' "$1" || printf '<table:table-cell/>'; }
row() { printf '<table:table-row>'; for c in "$@"; do cell "$c"; done; printf '</table:table-row>'; }
rows="$(row 1 001 'Lê Văn An' 05/03/1985 038085000001 'Công ty A' 4.1 II M1 Không 15 'tay bị thương')$(row 2 002 'Trần Thị Bình' 01/02/1990 038190000002 '' 4.1 III '' Có)"
convert() { HOME=$scratch timeout 120 soffice --headless --convert-to "$1" "$2" >/dev/null 2>&1; }
if convert fods mau.xlsx && [ -s mau.fods ]; then
    ROWS=$rows awk '!done && sub(/<\/table:table-row>/, "&" ENVIRON["ROWS"]) { done = 1 } 1' mau.fods >filled.fods
    convert xlsx filled.fods
    check "filled in with LibreOffice it reads back" 0 "2 papers of 2 people: 1 exempt, 1 with extra time, 1 with a seat in the roster; 2 people with an identity number" look filled.xlsx
    check "every column of it is understood" 0 "0 rejected" look filled.xlsx
    look filled.xlsx | grep -qE "warning|error" && not_ok "its own second sheet is known" "$(look filled.xlsx)" || ok "its own second sheet is known"
    [ "$(look filled.xlsx | grep -cE '^[A-M]  ')" -eq 13 ] && ! look filled.xlsx | grep -q "not understood" && ok "13 columns" || not_ok "13 columns" "$(look filled.xlsx)"
else
    not_ok "LibreOffice opens the template"
fi
finish
