#!/bin/bash
# Every list and paper in every format it comes in, made of a session with names that try to break out; read back with other programs.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/took.sh
w=$scratch/office
make_office "$w" && ok "workspace" || not_ok "workspace"
long=$(printf 'Nguyễn Phước Hoàng Thị Ngọc Ánh Tuyết %.0s' 1 2 3 4 5)
{
    echo "STT;SBD;Họ và tên;Ngày sinh;Số CCCD;Đơn vị;Lĩnh vực;Hạng;Thêm giờ;Ghi chú"
    n=0
    while IFS= read -r name; do
        n=$((n + 1))
        printf '%d;%04d;"%s";01/02/1980;0790800%05d;Công ty Cầu Đường số %d;4.1;II;;\n' "$n" "$n" "${name//\"/\"\"}" "$n" "$n"
    done <<NAMES
Trần Thị Ái Ngữ
@HYPERLINK("http://x.example","x")
'); DROP TABLE paper;--
Lê %n%s%d Văn
${long:0:195}
<script>alert(1)</script> & Cộng
+84 Số Điện Thoại
-1+1 Văn
@SUM(A1)
NAMES
    for i in $(seq 10 40); do printf '%d;%04d;Thí sinh Số %d;01/02/1980;0790800%05d;Công ty Cầu Đường số %d;4.1;II;;\n' "$i" "$i" "$i" "$i" "$i"; done
} >"$scratch/roster.csv"
check "names that try to break out are names" 0 "40 papers" office "$w" session new ca-1 --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" \
    --roster "$scratch/roster.csv" --training --sheet none --title "Kỳ thử" --room "Phòng 2" --date 2026-01-05 --opens 08:00 --closes 11:30 --pass session="$scratch/pass.ca-1"
check "attendance before the exam" 0 "attendance.pdf" office "$w" report ca-1 attendance --format pdf,csv,xlsx
check "results before grading are not there" 2 "not graded yet" office "$w" report ca-1 results --format csv
office "$w" simulate ca-1 --candidates 36 --seed 5 -o "$scratch/room" >/dev/null
office "$w" collect "$scratch/room" >/dev/null; office "$w" grade ca-1 >/dev/null
r=$w/reports/ca-1
check "lists" 0 "results.json" office "$w" report ca-1 passlist,results --format csv,xlsx,pdf,html,json
check "receipts" 0 "receipts.html" office "$w" report ca-1 receipts --format csv,xlsx,html,json
check "papers" 0 "minutes.pdf" office "$w" report ca-1 slips,minutes,attendance --format pdf
check "the minutes leave the hour open where the seats' clocks tell another day" 0 "bắt đầu: \.+ giờ \.+ \(đồng hồ các máy ghi ngày khác, xin ghi giờ thật\).* kết thúc vào \.+ giờ \.+, ngày 05 tháng 01 năm 2026\./\." bash -c "pdftotext '$r/tap-duot-minutes.pdf' - | tr '\n' ' '"
check "one slip while others still sit" 0 "tap-duot-slip-0003.pdf" office "$w" report ca-1 slips --paper 0003 --format pdf
check "of a paper that is not graded" 1 "not graded" office "$w" report ca-1 slips --paper 0040 --format pdf
check "of a paper that is none" 1 "no such paper" office "$w" report ca-1 slips --paper 0400 --format pdf
check "open data" 0 "tap-duot-datapackage.json" office "$w" report ca-1 opendata --format csv,json
check "item statistics" 0 "stats.json" office "$w" stats ca-1 --format csv,xlsx,pdf,html,json
check "a format that a list has not" 2 "slips does not come as csv; it comes as: pdf" office "$w" report ca-1 slips --format csv
check "a format that is none" 2 "csv, xlsx, pdf, html and json" office "$w" report ca-1 results --format doc
check "a list that is none" 2 "passlist, results, receipts" office "$w" report ca-1 everything --format csv
check "one paper of a list that is of a whole session" 2 "results: is of a whole session" office "$w" report ca-1 results --format csv --paper 0003
check "a paper shown in the terminal" 2 "is a file" office "$w" report ca-1 slips
cp -r "$w" "$scratch/two"; make_session "$scratch/two" a1
check "several sessions into one folder: a folder each" 0 "out/a1/tap-duot-attendance.csv" office "$scratch/two" report ca-1 a1 attendance --format csv -o "$scratch/out"
same "none is written over another" "$r/tap-duot-attendance.csv" "$scratch/out/ca-1/tap-duot-attendance.csv"

unsigned=$(for f in "$r"/*; do case $f in *.minisig) continue ;; esac; minisign -Vq -p "$w/keys/office.pub" -m "$f" >/dev/null 2>&1 || echo "$f"; done)
[ -z "$unsigned" ] && ok "$(ls "$r" | grep -vc minisig) files, each with a signature that stock minisign accepts" || not_ok "signatures" "$unsigned"
check "the basis stands in the trusted comment" 0 "basis:$(sed -n 's/^#basis //p' "$w/sessions/ca-1/results.tsv")" minisign -V -p "$w/keys/office.pub" -m "$r/tap-duot-results.csv"

# ---- the same bytes again, later and elsewhere ----
mkdir "$scratch/first"; cp "$r"/* "$scratch/first/"
while [ "$(date +%s)" = "$(stat -c %Y "$r/tap-duot-results.xlsx")" ]; do read -rt 0.1 <> <(:) || true; done # another second
cp -r "$w" "$scratch/copy"; rm -rf "$scratch/copy/reports/ca-1" "$scratch/copy/register.db"; c=$scratch/copy
office "$c" rebuild >/dev/null; office "$c" grade ca-1 >/dev/null
office "$c" report ca-1 passlist,results --format csv,xlsx,pdf,html,json >/dev/null; office "$c" report ca-1 receipts --format csv,xlsx,html,json >/dev/null
office "$c" report ca-1 attendance --format pdf,csv,xlsx >/dev/null; office "$c" report ca-1 slips,minutes --format pdf >/dev/null
office "$c" report ca-1 slips --paper 0003 --format pdf >/dev/null; office "$c" report ca-1 opendata --format csv,json >/dev/null
office "$c" stats ca-1 --format csv,xlsx,pdf,html,json >/dev/null
check "a copy makes the same bytes, signatures among them" 0 "" diff -r "$scratch/first" "$c/reports/ca-1"

# ---- spreadsheets ----
check "LibreOffice opens the workbooks" 0 "" env HOME="$scratch" timeout 120 soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false' \
    --outdir "$scratch/back" "$r/tap-duot-results.xlsx" "$r/tap-duot-passlist.xlsx" "$r/tap-duot-receipts.xlsx"
# our CSV without its mark, its guards against formulas, and its line ends, in the quoting that LibreOffice has
plain() { sed -e '1s/^\xEF\xBB\xBF//' -e 's/\r$//' -e "s/\"'\([-=+@]\)/\"\1/g" "$1" | sqlite3 -csv :memory: '.import /dev/stdin t' 'SELECT * FROM t'; }
for f in results passlist receipts; do
    plain "$r/tap-duot-$f.csv" >"$scratch/ours"; sqlite3 -csv :memory: ".import $scratch/back/tap-duot-$f.csv t" 'SELECT * FROM t' >"$scratch/theirs"
    [ -s "$scratch/ours" ] && same "$f.xlsx says what $f.csv says" "$scratch/ours" "$scratch/theirs"
done
unzip -p "$r/tap-duot-results.xlsx" xl/worksheets/sheet1.xml >"$scratch/sheet.xml"
check "an SBD is a text" 0 '<c r="B2"[^>]* t="s"' cat "$scratch/sheet.xml"
check "an identity number is a text" 0 '<c r="E2"[^>]* t="s"' cat "$scratch/sheet.xml"
check "points are numbers" 0 '<c r="L2"[^>]*><v>[0-9]+</v>' cat "$scratch/sheet.xml"
check "nothing is a formula" 1 "" grep -c '<f>' "$scratch/sheet.xml"
check "the heading is frozen and filtered" 0 'state="frozen".*<autoFilter ref="A1:P41"' cat "$scratch/sheet.xml"
check "CSV guards formulas" 0 "\"'@HYPERLINK" cat "$r/tap-duot-results.csv"
check "JSON is JSON, with the name as it is" 0 '^@HYPERLINK' sqlite3 :memory: "SELECT value->>'name' FROM json_each(readfile('$r/tap-duot-results.json'), '\$.rows') WHERE value->>'name' LIKE '@HYPER%'"

# ---- the web page ----
check "no identity number on the web" 1 "" grep -lE '0790800[0-9]{5}' "$r/tap-duot-results.html" "$r/tap-duot-passlist.html" "$r/tap-duot-receipts.html" "$r/tap-duot-passlist.pdf" "$r/tap-duot-opendata.csv" "$r/tap-duot-stats.html"
check "no date of birth either" 1 "" grep -l '01/02/1980' "$r/tap-duot-results.html" "$r/tap-duot-passlist.html" "$r/tap-duot-receipts.html"
check "markup in a name is text" 0 '&lt;script&gt;alert' cat "$r/tap-duot-results.html"
check "no script runs" 1 "" grep -il '<script' "$r/tap-duot-results.html" "$r/tap-duot-passlist.html" "$r/tap-duot-receipts.html" "$r/tap-duot-stats.html"
check "no name among the receipts" 1 "" grep -l 'Thí sinh' "$r/tap-duot-receipts.csv" "$r/tap-duot-receipts.html" "$r/tap-duot-receipts.json"

# ---- PDF ----
for f in passlist results slips minutes attendance stats; do
    check "$f.pdf names only Liberation faces" 0 "" bash -c "pdffonts '$r/tap-duot-$f.pdf' | tail -n +3 | grep -v Liberation && exit 1; exit 0"
done
check "the notice has no identity number" 1 "" bash -c "pdftotext '$r/tap-duot-passlist.pdf' - | grep -E '0790800[0-9]{5}'"
check "diacritics come out" 0 "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" pdftotext -layout "$r/tap-duot-passlist.pdf" -
check "a long name is whole" 0 "Ánh Tuyết" bash -c "pdftotext '$r/tap-duot-slips.pdf' - | tr '\n' ' ' | grep -o 'Nguyễn Phước Hoàng.*Tuyết'"

# ---- open data ----
check "its package gives the bytes" 0 "^$(stat -c %s "$r/tap-duot-opendata.csv")$" sqlite3 :memory: "SELECT readfile('$r/tap-duot-datapackage.json')->>'\$.resources[0].bytes'"
check "and the hash" 0 "^sha256:$(sha256sum "$r/tap-duot-opendata.csv" | cut -d' ' -f1)$" sqlite3 :memory: "SELECT readfile('$r/tap-duot-datapackage.json')->>'\$.resources[0].hash'"
check "and the columns" 0 "^$(head -n 1 "$r/tap-duot-opendata.csv")$" sqlite3 :memory: "SELECT group_concat(value->>'name') FROM json_each(readfile('$r/tap-duot-datapackage.json'), '\$.resources[0].schema.fields')"

# ---- a receipt, by whoever has only what was published ----
receipt=$(sed -n '2s/.*"\(.\{19\}\)".*/\1/p' "$r/tap-duot-receipts.csv")
p=$scratch/public; mkdir "$p"; cp "$r"/tap-duot-receipts.csv "$r"/tap-duot-receipts.csv.minisig "$w/keys/office.pub" "$p/"
check "a receipt in the published list" 0 "stands in it" "$ctl" receipt "$receipt" --list "$p/tap-duot-receipts.csv" --trust "$p/office.pub"
check "one that is not" 1 "does not stand in it" "$ctl" receipt "0000 0000 0000 0000" --list "$p/tap-duot-receipts.csv" --trust "$p/office.pub"
check "an examiner's key is not the office's" 12 "examiner.pub: a public key of the role" "$ctl" receipt "$receipt" --list "$p/tap-duot-receipts.csv" --trust "$w/keys/examiner.pub"
"$ctl" receipt "$receipt" --list "$p/tap-duot-receipts.csv" --trust "$p/office.pub" --json >"$scratch/found.json"
check "as JSON" 0 "^1$" sqlite3 :memory: "SELECT readfile('$scratch/found.json')->>'found' AND json_valid(readfile('$scratch/found.json'))"
check "by hand" 0 "$receipt" bash -c "cd '$p' && minisign -Vq -p office.pub -m tap-duot-receipts.csv && grep '$receipt' tap-duot-receipts.csv"
sed -i "s/$receipt/0000 0000 0000 0000/" "$p/tap-duot-receipts.csv"
check "an altered list proves nothing" 11 "" "$ctl" receipt "0000 0000 0000 0000" --list "$p/tap-duot-receipts.csv" --trust "$p/office.pub"
check "an outsider verifies a list" 0 "as the office signed it" "$ctl" verify "$r/tap-duot-results.csv" --trust "$w/keys/office.pub"
check "and a session" 0 "unaltered" "$ctl" verify "$w/sessions/ca-1/ca-1.session" --trust "$w/keys/office.pub"
check "under another key it does not hold" 12 "" "$ctl" verify "$w/sessions/ca-1/ca-1.session" --trust "$w/keys/examiner.pub"

# ---- item statistics ----
office "$w" stats ca-1 --json >"$scratch/stats.json"
check "a test of 36 attempts" 0 "^36\|30$" sqlite3 :memory: "SELECT value->>'attempts', value->>'questions' FROM json_each(readfile('$scratch/stats.json'), '\$.tests')"
mean=$(grep -v '^[#p]' "$w/sessions/ca-1/results.tsv" | awk -F'\t' '$5 == "passed" || $5 == "failed" {n++; s += $7} END {printf "%.9f", s / n}')
check "its mean is that of the scores" 0 "^$mean$" sqlite3 :memory: "SELECT printf('%.9f', value->>'mean') FROM json_each(readfile('$scratch/stats.json'), '\$.tests')"
check "options chosen add up to attempts" 0 "^0$" sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('$scratch/stats.json'), '\$.questions')
    WHERE value->>'chose_a' + value->>'chose_b' + value->>'chose_c' + value->>'chose_d' + value->>'empty' <> value->>'attempts'"
check "every paper has its 30 questions" 0 "^1200$" sqlite3 :memory: "SELECT sum(value->>'drawn') FROM json_each(readfile('$scratch/stats.json'), '\$.questions')"
check "a test is of one field and grade" 0 "^nd175-2024/4.1/II\|4.1\|II$" sqlite3 :memory: "SELECT value->>'test', value->>'field', value->>'grade' FROM json_each(readfile('$scratch/stats.json'), '\$.tests')"
check "it has its parts" 0 "^law 10,professional 20$" sqlite3 :memory: "SELECT group_concat(value->>'part' || ' ' || (value->>'questions')) FROM json_each(readfile('$scratch/stats.json'), '\$.parts')"
check "figures of fewer than 20 attempts are not told" 0 "^0\|0$" sqlite3 :memory: "SELECT count(value->>'facility'), count(value->>'discrimination_low')
    FROM json_each(readfile('$scratch/stats.json'), '\$.questions') WHERE value->>'attempts' < 20"
check "those of more are, between their bounds" 0 "^([1-9][0-9]*)\|\1$" sqlite3 :memory: "SELECT count(*), sum(value->>'facility' BETWEEN value->>'facility_low' AND value->>'facility_high')
    FROM json_each(readfile('$scratch/stats.json'), '\$.questions') WHERE value->>'attempts' >= 20"
check "each question by its pool, number and first words" 0 "^0$" sqlite3 :memory: "SELECT sum(length(value->>'words') < 5 OR value->>'number' < 1 OR value->>'pool' NOT LIKE '%/%/%')
    FROM json_each(readfile('$scratch/stats.json'), '\$.questions')"
check "every paper has its place in the draw" 0 "^40\|40$" sqlite3 :memory: "SELECT count(*), sum(value->>'difference' BETWEEN value->>'difference_low' AND value->>'difference_high'
    AND abs(value->>'expected' - (value->>'pools') - (value->>'difference')) < 1e-9) FROM json_each(readfile('$scratch/stats.json'), '\$.draws')"
check "the minutes say what the draw did" 0 "chênh nhau với độ lệch chuẩn khoảng [0-9]+,[0-9] trên 30 điểm" bash -c "pdftotext '$r/tap-duot-minutes.pdf' - | tr '\n' ' '"
check "people read a comma" 0 "alpha -?[0-9],[0-9]{2} \(-?[0-9],[0-9]{2}…" env LC_ALL=C.UTF-8 LANGUAGE=vi "$ctl" -C "$w" --pass office="$scratch/pass.office" stats ca-1
check "or a point" 0 "alpha -?[0-9]\.[0-9]{2} \(-?[0-9]\.[0-9]{2}…" office "$w" stats ca-1
code=$(awk -F'\t' '$5 == "failed" || $5 == "passed" {print $8; exit}' "$w/sessions/ca-1/results.tsv")
check "a receipt's paper is told in the reader's language" 0 "đề 0001.*(Không đạt|Đạt)" env LC_ALL=C.UTF-8 LANGUAGE=vi "$ctl" -C "$w" receipt "$code"
two=$scratch/two
office "$two" session new a2 --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$scratch/roster.csv" --training --sheet none --pass session="$scratch/pass.a2" >/dev/null 2>&1
office "$two" simulate a2 --candidates 30 --seed 6 -o "$scratch/room-a2" >/dev/null; office "$two" collect "$scratch/room-a2" >/dev/null
office "$two" bank import "$root/questionbanks/$sample" --to khac >/dev/null; office "$two" bank seal khac >/dev/null
office "$two" session new b1 --bank khac --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$scratch/roster.csv" --training --sheet none --pass session="$scratch/pass.b1" >/dev/null 2>&1
office "$two" simulate b1 --candidates 30 --seed 7 -o "$scratch/room-b1" >/dev/null; office "$two" collect "$scratch/room-b1" >/dev/null
office "$two" stats ca-1 a2 --json >"$scratch/one.json"; office "$two" stats ca-1 b1 --json >"$scratch/apart.json"
tests_of() { sqlite3 :memory: "SELECT group_concat(value->>'attempts') FROM json_each(readfile('$1'), '\$.tests')"; }
check "sessions of one bank are pooled" 0 "^66$" tests_of "$scratch/one.json"
check "those of two banks are not" 0 "^36,30$" tests_of "$scratch/apart.json"
check "which is said" 0 "only sessions of one bank are pooled" office "$two" stats ca-1 b1
check "a session counts once" 2 "ca-1: is named twice" office "$two" stats ca-1 ca-1
check "honest candidates make no pair" 0 "No two attempts" office "$w" stats ca-1

# ---- backup and restore: what was published comes back ----
check "backup" 0 "files" office "$w" backup "$scratch/office.backup"
check "restore" 0 "2 sessions|1 sessions" office "$scratch/restored" restore "$scratch/office.backup"
check "all is there" 0 "" diff -r -x register.db -x .lock -x log "$w" "$scratch/restored"
dump() { sqlite3 "$1/register.db" .dump | grep -v 'INTO log ' | sort; }
same "and the register" <(dump "$w") <(dump "$scratch/restored")

# ---- killed anywhere, run again: the same bytes, and never half a file under a good signature ----
half=
took_office "$c" report ca-1 passlist,results --format csv,xlsx,pdf,html,json
for part in $(seq 1 20); do
    # nobody takes away the temporary files of a workbook whose program is killed: they lie in the test's folder
    { TMPDIR=$scratch timeout --foreground -s KILL "$(seconds $((ms * part / 20)))" "$ctl" -C "$c" --pass office="$scratch/pass.office" report ca-1 passlist,results \
        --format csv,xlsx,pdf,html,json; } >/dev/null 2>&1
    for s in "$c"/reports/ca-1/*.minisig; do minisign -Vq -p "$w/keys/office.pub" -m "${s%.minisig}" >/dev/null 2>&1 || half="$half $s"; done
done
[ -z "$half" ] && ok "killed at 20 moments: every signature holds" || not_ok "killed: every signature holds" "$half"
office "$c" report ca-1 passlist,results --format csv,xlsx,pdf,html,json >/dev/null
check "run again: the same bytes" 0 "" diff -r -x ".*.tmp" "$scratch/first" "$c/reports/ca-1"
finish
