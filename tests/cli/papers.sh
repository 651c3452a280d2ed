#!/bin/bash
# Documents of the office: number and day are asked and come from nowhere else, office.ini is held against the decree before anything is written;
# what is made of a training session says so in every file, also where lists come from several sessions; sheets print so that they can be read.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && ok "workspace" || not_ok "workspace"
ini() { sed -i "$1" "$w/office.ini"; } # SED
ini 's/^parent=.*/parent=UBND tỉnh Gia Lai/; s/^full_name=.*/full_name=Sở Xây dựng tỉnh Gia Lai/; s/^place=.*/place=Gia Lai/; s/^sign=.*/sign=KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC/'
cp "$w/office.ini" "$scratch/office.ini"
new() { # NAME OPTIONS…
    office "$w" session new "$1" --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$root/questionbanks/demo/roster.csv" \
        --sheet none --date "${day:-2026-01-05}" --opens 08:00 --closes 11:30 --pass session="$scratch/pass.$1" "${@:2}" >/dev/null 2>&1
    office "$w" grade "$1" >/dev/null 2>&1
}
new ca-1; new ca-2; new thu --training
r=$w/reports/ca-1
report() { office "$w" report "$@"; }
text() { pdftotext -raw "$1" - | tr '\n' ' '; } # FILE

# ---- a paper that nobody sat is a secret yet
check "what was not sat is not shown" 13 "ca-1, paper 0001: nothing of it was collected" office "$w" paper ca-1 1
check "not one question of it" 13 "what was not sat" office "$w" paper ca-1 1 --question 1
check "nor with the key" 13 "what was not sat" office "$w" paper ca-1 1 --key --json
check "nor on a sheet" 13 "what was not sat" office "$w" paper ca-1 1 --format pdf
[ ! -e "$w/reports/ca-1/paper-0001.pdf" ] && ok "which is not written" || not_ok "which is not written"
check "the log has no such look" 1 "^0$" grep -c $'\tshown\tca-1' "$w/log/log.tsv"
check "of training it is" 0 "^30\." office "$w" paper thu 1
check "said outright it is, once the session is over as one of somebody absent" 0 "  Absent; receipt -" office "$w" paper ca-1 1 --not-sat
check "and the log says so" 0 $'\tshown\tca-1\tpaper 0001\t-\tunsat=yes$' cat "$w/log/log.tsv"
check "with the key, too" 0 "^30\." office "$w" paper ca-1 1 --not-sat --key
check "as both" 0 $'\tshown\tca-1\tpaper 0001\t-\tkey=yes unsat=yes$' cat "$w/log/log.tsv"
day=2099-01-05 new ca-9
check "before the exam is over nobody is absent" 0 "Not sat yet" office "$w" paper ca-9 1 --not-sat
sbd=$(office "$w" paper ca-9 1 --not-sat | sed -nE 's/.*SBD ([^,]*),.*/\1/p')
check "nor to who looks for somebody" 0 "^  ca-9 .* Not sat yet$" office "$w" find "$sbd"
check "nor is a question told by a preview about it" 0 "“not shown: nothing was collected yet”, on" \
    office "$w" decide ca-9 question 0001:1 void --reason "Xem thử" --preview
check "in training it is" 1 "^0$" bash -c "LANGUAGE=en '$ctl' -C '$w' --pass office='$scratch/pass.office' decide thu question 0001:1 void --reason x --preview | grep -c 'not shown'"

key_lines() { awk '/ key [A-D]+$/ {n++} END {print n + 0}' "$scratch/audit"; }
office "$w" audit ca-9 --keys >"$scratch/audit" 2>&1
[ "$(key_lines)" = 0 ] && grep -q "ca-9: the right answers of 7 papers of which nothing was collected are not shown" "$scratch/audit" && ok "the audit tells no right answer of what was not sat" ||
    not_ok "the audit tells no right answer of what was not sat" "$(cat "$scratch/audit")"
office "$w" audit thu --keys >"$scratch/audit" 2>&1
[ "$(key_lines)" = 7 ] && ok "in training it does" || not_ok "in training it does" "$(cat "$scratch/audit")"
check "but said outright" 2 "--not-sat goes with --keys" office "$w" audit ca-9 --not-sat
office "$w" audit ca-9 --keys --not-sat >"$scratch/audit" 2>&1
[ "$(key_lines)" = 7 ] && ok "it tells them" || not_ok "it tells them" "$(cat "$scratch/audit")"
check "and the log says so" 0 "^unsat=yes$" bash -c "awk -F'\t' '\$4 == \"shown\" && \$5 == \"ca-9\" && \$6 == \"answer-key\" {print \$8}' '$w/log/log.tsv' | tail -n 1"

# ---- number and day
check "without a number the notice is a draft" 0 "passlist.pdf" report ca-1 passlist --format pdf
check "and says so" 0 "DỰ THẢO" text "$r/passlist.pdf"
check "dots for the number, dots for the day" 0 "Số: \.+/TB-SXD Gia Lai, ngày \.+ tháng \.+ năm \.+ " text "$r/passlist.pdf"
check "with both it is none" 0 "passlist.pdf" report ca-1 passlist --format pdf --number 5 --day 08/01/2026
check "number and day as they were given" 0 "Số: 05/TB-SXD Gia Lai, ngày 08 tháng 01 năm 2026 " text "$r/passlist.pdf"
check "on the appendix, too" 0 "Kèm theo Thông báo số 05/TB-SXD ngày 08 tháng 01 năm 2026 của Sở Xây dựng tỉnh Gia Lai" text "$r/passlist.pdf"
check "the exam's day is no day of signing" 1 "" bash -c "pdftotext -raw '$r/passlist.pdf' - | grep 'Gia Lai, ngày 05'"
check "nobody passed, which is said" 0 "Không có\./\." text "$r/passlist.pdf"
check "its bases come with the regime" 0 "Căn cứ Nghị định số 175/2024/NĐ-CP ngày 30 tháng 12 năm 2024 của Chính phủ quy định chi tiết" text "$r/passlist.pdf"
# what no line's end breaks leaves a shorter line before it: its words do not stand apart, a tenth of the line among them at the most
gap() { pdftotext -bbox "$1" - | awk -F'"' '/<word/ {if ($4 == y && $2 - x > widest[y]) widest[y] = $2 - x; y = $4; x = $6; if (/>đổi,</) at = y} END {print (widest[at] < 7 ? "close" : "apart"), widest[at]}'; } # FILE
check "no line of them is stretched" 0 "^close [0-9]" gap "$r/passlist.pdf"
check "who signs" 0 "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" text "$r/passlist.pdf"
check "the minutes have a number of their own" 0 "minutes.pdf" report ca-1 minutes --format pdf --number 12 --day 2026-01-05
check "theirs" 0 "Số: 12/BB-SXD .* kết thúc vào \.+ giờ \.+, ngày 05 tháng 01 năm 2026\./\..* - Lưu: VT, Hồ sơ\." text "$r/minutes.pdf"
check "an electronic notice leaves its appendix open" 0 "passlist.pdf" report ca-1 passlist --format pdf --number 5 --day 2026-01-08 --electronic
check "so" 0 "Số: 05/TB-SXD.*Kèm theo Thông báo số \.+/TB-SXD ngày \.+ tháng" text "$r/passlist.pdf"
check "a number wants its day" 2 "--number wants --day" report ca-1 passlist --format pdf --number 5
check "a number is of one session" 2 "one session" report ca-1 ca-2 passlist --format pdf --number 5 --day 2026-01-08
check "and of one document" 2 "one document" report ca-1 passlist,minutes --format pdf --number 5 --day 2026-01-08
check "which the table of results is not" 2 "passlist or minutes" report ca-1 results --format pdf --number 5 --day 2026-01-08
check "nor a sheet" 2 "passlist or minutes" report ca-1 passlist --format csv --number 5 --day 2026-01-08
check "nothing is shown with a number" 2 "go with --format pdf" report ca-1 passlist --number 5 --day 2026-01-08
check "a day that is none" 2 "--day" report ca-1 passlist --format pdf --number 5 --day 2026-02-30
check "a number that is none" 2 "--number" report ca-1 passlist --format pdf --number x --day 2026-01-08
check "0 is no number" 13 "training session's papers alone" report ca-1 passlist --format pdf --number 0 --day 2026-01-08
check "training has no number but 00" 13 "thu: a training session's papers have the number 00" report thu passlist --format pdf --number 5 --day 2026-01-08
check "which it has by itself" 0 "tap-duot-passlist.pdf" report thu passlist --format pdf --day 2026-01-08
check "so" 0 "Số: 00/TB-SXD Gia Lai, ngày 08 tháng 01 năm 2026 " text "$w/reports/thu/tap-duot-passlist.pdf"

line() { awk -F'\t' -v name="$1" '$4 == "report" && $5 == "ca-1" && $6 == name {more = $8} END {print more}' "$w/log/log.tsv"; }
made="settings=[0-9a-f]{16} ini=[0-9a-f]{16}"
check "the log has number and day" 0 "^basis=[0-9a-f]{64} number=05/TB-SXD day=2026-01-08 $made\$" line passlist.pdf
report ca-1 passlist --format pdf >/dev/null 2>&1
check "of training the day alone" 0 "^basis=[0-9a-f]{64} day=2026-01-08 $made\$" bash -c "awk -F'\t' '\$4 == \"report\" && \$5 == \"thu\" {print \$8}' '$w/log/log.tsv'"
check "which is told" 0 "a draft: no number, no day" "$ctl" -C "$w" papers ca-1
check "a draft has none" 0 "^basis=[0-9a-f]{64} $made\$" line passlist.pdf
check "another session's notice does not get that number" 13 "05/TB-SXD of 2026 is the number of passlist.pdf of session ca-1 \(line [0-9]+ of the log\)" \
    report ca-2 passlist --format pdf --number 5 --day 2026-03-01
[ ! -e "$w/reports/ca-2" ] && ok "nor is it written" || not_ok "nor is it written" "$(ls "$w/reports/ca-2")"
check "but the year after" 0 "passlist.pdf" report ca-2 passlist --format pdf --number 5 --day 2027-01-08
check "and minutes have a row of their own" 0 "minutes.pdf" report ca-2 minutes --format pdf --number 5 --day 2026-01-08
check "the same document again" 0 "passlist.pdf" report ca-1 passlist --format pdf --number 5 --day 2026-01-08

# ---- office.ini
ini 's/^parent=.*/parent=UBND tỉnh/'
check "what papers lack is told, each once" 0 "^1$" bash -c "LANGUAGE=en '$ctl' -C '$w' papers ca-1 | grep -c 'names no province'"
cp "$scratch/office.ini" "$w/office.ini"
rm -r "$r"
for pair in 'sign=KT. GIÁM ĐỐC|in a line below \(Decree 30/2020' 'sign=KT. Giám đốc;PHÓ GIÁM ĐỐC|stand in capitals' 'recipients=Như trên;Lưu: VT|Kính gửi' 'symbol=TB - SXD|no blank stands in it'; do
    ini "s/^${pair%%=*}=.*/${pair%%|*}/"
    check "refused, with the rule: ${pair%%|*}" 2 "office.ini: \[paper notice\] .*${pair#*|}" report ca-1 passlist --format csv,pdf
    cp "$scratch/office.ini" "$w/office.ini"
done
[ ! -e "$r" ] && ok "and nothing was written" || not_ok "and nothing was written" "$(ls "$r")"
ini 's/^full_name=.*/full_name=/; s/^signer=.*/signer=ThS. Lê A/'
check "what is missing is told" 0 "Whole name \(office.ini: \[office\] full_name\) is missing; papers print: Sở Xây dựng" report ca-1 passlist --format pdf
check "and an academic title" 0 "ThS. Lê A: no academic title" report ca-1 passlist --format pdf
printf '[basis 1]\nkind=Quyết định\nnumber=12/2025/QĐ-UBND\ndate=2025-03-01\nissuer=UBND tỉnh Gia Lai\ntitle=quy định chức năng\n' >>"$w/office.ini"
check "the office's own basis comes last" 0 "passlist.pdf" report ca-1 passlist --format pdf
check "with the full stop" 0 "xây dựng; Căn cứ Quyết định số 12/2025/QĐ-UBND ngày 01 tháng 3 năm 2025 của UBND tỉnh Gia Lai quy định chức năng\. " text "$r/passlist.pdf"
ini 's/^font=.*/font=No Such Serif/'
check "type that is not installed" 20 "typeface No Such Serif is missing; office.ini" report ca-1 passlist --format pdf
cp "$scratch/office.ini" "$w/office.ini"

# ---- training: each file of each command
t=$w/reports/thu
office "$w" simulate thu --candidates 6 --seed 3 -o "$scratch/room" >/dev/null; office "$w" collect "$scratch/room" >/dev/null; office "$w" sheet thu >/dev/null
office "$w" grade thu >/dev/null
check "lists" 0 "tap-duot" report thu passlist,results --format csv,xlsx,pdf,html,json
check "receipts" 0 "tap-duot" report thu receipts --format csv,xlsx,html,json
check "papers" 0 "tap-duot" report thu slips,minutes,attendance --format pdf
check "open data" 0 "tap-duot" report thu opendata --format csv,json
check "slips" 0 "tap-duot" office "$w" session slips thu
check "statistics" 0 "tap-duot" office "$w" stats thu --format csv,xlsx,pdf,html,json
other=$(ls "$t" | grep -v '^tap-duot-')
[ "$(ls "$t" | wc -l)" -gt 50 ] && [ -z "$other" ] && ok "every file's name says so: $(ls "$t" | grep -vc minisig)" || not_ok "every file's name says so" "$other"
marked() { # FILE: what in it says that it is of training
    case $1 in
    *opendata.csv) grep -q ',true,' "$1" ;;
    *.csv) head -n 1 "$1" | grep -q ',"Tập dượt"'$'\r''$' ;;
    *.json) grep -q '^  "training": true,$' "$1" ;;
    *.html) grep -q '<p class="banner" role="note">TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ</p>' "$1" ;;
    *.txt) grep -q 'TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ' "$1" ;;
    *.xlsx) unzip -p "$1" xl/workbook.xml | grep -q '<sheet name="TẬP DƯỢT"' && unzip -p "$1" xl/worksheets/sheet1.xml >"$scratch/sheet" &&
        grep -q '<oddHeader>&amp;LTẬP DƯỢT – KHÔNG' "$scratch/sheet" && grep -q '<oddFooter>&amp;LTẬP DƯỢT – KHÔNG' "$scratch/sheet" &&
        unzip -p "$1" xl/sharedStrings.xml | grep -q '<t>Tập dượt</t>' ;;
    *.pdf) [ "$(pdftotext -raw "$1" - | grep -c 'TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ$')" -ge "$(pdfinfo "$1" | sed -n 's/^Pages: *//p')" ] ;;
    *) return 1 ;;
    esac
}
plain=
for f in "$t"/*; do case $f in *.minisig) ;; *) marked "$f" || plain="$plain ${f##*/}" ;; esac; done
[ -z "$plain" ] && ok "every file says so in itself" || not_ok "every file says so in itself" "$plain"
rm -r "$r"; report ca-1 passlist,results --format csv,xlsx,pdf,html,json >/dev/null 2>&1
marks=
for f in "$r"/*; do case $f in *.minisig) ;; *) ! marked "$f" || marks="$marks ${f##*/}" ;; esac; done
[ -z "$marks" ] && [ "$(ls "$r" | grep -c tap-duot)" = 0 ] && ok "a true session's do not" || not_ok "a true session's do not" "$marks"

pdftotext -bbox -l 1 "$t/tap-duot-minutes.pdf" - | awk -F'"' '/>Số:</ && !low {low = $8} />Ca</ && low && !top {top = $4} END {print (top >= low - 2) ? "below" : "over: " low " " top}' >"$scratch/below"
check "what it says of itself stands below the number" 0 "^below$" cat "$scratch/below"

# ---- a slip counts by draw, too
pdftotext -layout "$t/tap-duot-slips.pdf" - | awk '
    { n = split($0, f, / +/); for (i = 1; i <= n; i++) if (f[i] ~ /^[0-9]+\/[0-9]+$/) { split(f[i], x, "/"); break } }
    /Kiến thức pháp luật/ { right = x[1]; of = x[2] }
    /– Pháp luật chung/ { a = x[1]; b = x[2] }
    /– Pháp luật riêng/ { slips++; if (a + x[1] != right || b + x[2] != of) print "wrong: " right "/" of ", " a "/" b " and " x[1] "/" x[2] }
    END { print slips + 0 " slips" }' >"$scratch/draws"
check "general and field law of each slip make its law part" 0 "^7 slips$" cat "$scratch/draws"
check "on none they do not" 1 "" grep wrong "$scratch/draws"

# ---- access slips: whole on their page, however much stands on one
long=$(printf 'Nguyễn Phước Hoàng Thị Ngọc Ánh Tuyết %.0s' 1 2 3)
{
    echo "SBD;Họ và tên;Ngày sinh;Số CCCD;Đơn vị;Lĩnh vực;Hạng"
    for i in $(seq 1 9); do
        for f in "4.1;II" "4.1;III" "5;II"; do printf '%03d;%s %d;01/02/1980;0790800%05d;Công ty Cổ phần Tư vấn %s;%s\n' "$i" "${long:0:120}" "$i" "$i" "${long:0:100}" "$f"; done
    done
    for i in $(seq 10 20); do printf '%03d;Lê An;01/02/1980;0790800%05d;;4.1;II\n' "$i" "$i"; done
} >"$scratch/roster.csv"
office "$w" session new dai --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$scratch/roster.csv" --training \
    --room "Phòng 2" --date 2026-01-05 --opens 08:00 --pass session="$scratch/pass.dai" >/dev/null 2>&1
office "$w" session slips dai >/dev/null
slips=$w/reports/dai/tap-duot-access-slips.pdf
cut=
for n in $(seq 1 "$(pdfinfo "$slips" | sed -n 's/^Pages: *//p')"); do
    pdftotext -f "$n" -l "$n" "$slips" "$scratch/page"
    [ "$(grep -c 'PHIẾU VÀO THI' "$scratch/page")" = "$(grep -c 'Giữ kín mã' "$scratch/page")" ] || cut="$cut $n"
done
[ "$(pdftotext "$slips" - | grep -c 'PHIẾU VÀO THI')" = 20 ] && [ -z "$cut" ] && ok "20 slips, none over two pages ($n pages)" || not_ok "slips over two pages" "$cut"

# ---- twelve people: the list to sign on one page, seats whole; slips of one height, which a pile is cut in at one go
{
    echo "SBD;Họ và tên;Ngày sinh;Số CCCD;Đơn vị;Lĩnh vực;Hạng;Máy;Thêm giờ"
    for i in $(seq 1 12); do
        who="Lê Thị Số $i" extra=
        [ $((i % 6)) != 0 ] || who="Nguyễn Phước Hoàng Bảo Quỳnh Như" extra=15
        printf '%03d;%s;01/02/1980;0790800%05d;Công ty Cầu Đường;4.1;II;MAY-%02d;%s\n' "$i" "$who" "$i" "$i" "$extra"
    done
} >"$scratch/roster.csv"
office "$w" session new muoi-hai --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$scratch/roster.csv" \
    --room "Phòng 2" --date 2026-01-05 --opens 08:00 --closes 11:30 --pass session="$scratch/pass.muoi-hai" >/dev/null 2>&1
office "$w" session slips muoi-hai >/dev/null
office "$w" report muoi-hai attendance --format pdf >/dev/null 2>&1
check "twelve people sign on one page" 0 "^Pages: *1$" pdfinfo "$w/reports/muoi-hai/attendance.pdf"
check "no seat is broken over two lines" 0 "^12$" bash -c "pdftotext -layout '$w/reports/muoi-hai/attendance.pdf' - | grep -cE ' MAY-[01][0-9]( |$)'"
check "its day stands there once" 0 "^1$" bash -c "pdftotext '$w/reports/muoi-hai/attendance.pdf' - | grep -cE 'ngày .* tháng'"
office "$w" report dai attendance --format pdf >/dev/null 2>&1
last=$(pdfinfo "$w/reports/dai/tap-duot-attendance.pdf" | sed -n 's/^Pages: *//p')
check "on several pages none has signatures alone" 0 "CÁN BỘ COI THI 1" pdftotext -f "$last" -l "$last" "$w/reports/dai/tap-duot-attendance.pdf" -
check "somebody stands over them" 0 "4\.1, II" pdftotext -layout -f "$last" -l "$last" "$w/reports/dai/tap-duot-attendance.pdf" -
slips=$w/reports/muoi-hai/access-slips.pdf
check "three slips a page" 0 "^Pages: *4$" pdfinfo "$slips"
heights() { pdftotext -bbox "$slips" - | sed -n 's/.*yMin="\([0-9]*\).*>PHIẾU<.*/\1/p'; }
[ "$(heights | sort -un | wc -l)" = 3 ] && [ "$(heights | wc -l)" = 12 ] && ok "at the same three heights on each" || not_ok "at the same heights" "$(heights | tr '\n' ' ')"
check "no number stands over a slip" 1 "" bash -c "pdftotext '$slips' - | grep -xE '[0-9]'"

# ---- statistics in words
check "no stable word among them" 1 "" bash -c "cat '$t'/tap-duot-stats-*.csv '$t/tap-duot-stats.html' | grep -oE 'dead-option|too-easy|suspicious-key|\"law\"|\"professional\"|SBD'"
check "programs find theirs" 0 '"part": "law"' cat "$t/tap-duot-stats.json"

# ---- sheets as they print
unzip -p "$t/tap-duot-results.xlsx" xl/worksheets/sheet1.xml >"$scratch/sheet"
check "lying A4, as wide as a page" 0 '<pageSetup paperSize="9" (fitToWidth="1" )?fitToHeight="0" orientation="landscape"' cat "$scratch/sheet"
check "the heading on each page" 0 '_xlnm.Print_Titles' unzip -p "$t/tap-duot-results.xlsx" xl/workbook.xml
check "no column is wider than its words are" 1 "" bash -c "grep -oE '<col min=\"[0-9]+\" max=\"[0-9]+\" width=\"[0-9]+' '$scratch/sheet' | grep -E 'width=\"(2[6-9]|[3-9][0-9])'"
check "texts are wrapped" 0 'wrapText="1"' unzip -p "$t/tap-duot-results.xlsx" xl/styles.xml
unzip -p "$t/tap-duot-receipts.xlsx" xl/worksheets/sheet1.xml >"$scratch/sheet"
check "a narrow table stands upright" 1 "" grep -c 'orientation="landscape"' "$scratch/sheet"
finish
