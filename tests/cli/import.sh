#!/bin/bash
# Loading banks: the published PDF's shape, a bank of its size, sheets, and what is said of every question.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/w
make_office "$w"
cd "$scratch" || exit 1
import() { office "$w" bank import "$@"; }

# --- the published shape, in two fonts and widths of columns
published() { # NAME FONT WIDTHS… HOW
    local name=$1
    shift
    "$build/make-published" p.pdf expected rows "$@" || not_ok "$name: the PDF is made"
    check "$name: what is malformed is rejected" 1 "1500 questions read = 1480 imported [+] 0 repeated [+] 20 rejected" import p.pdf --to pub --report report.csv
    office "$w" bank export pub --format csv --output back.csv >/dev/null
    tail -n +2 back.csv | sort -s -t, -k1,1 >back # pool by pool, the order within kept
    sort -s -t, -k1,1 expected >wanted
    same "$name: every other row is exactly the question that was written" wanted back
    awk -F'","' '$5 == "rejected" { print $2 "\t" $4 }' report.csv >rejected
    same "$name: the twenty are named by page and number" rows rejected
    [ "$(wc -l <rows)" = 20 ] && [ "$(awk -F'","' '$5 == "rejected" { sub(/: .*/, "", $7); print $7 }' report.csv | sort -u | wc -l)" = 8 ] &&
        ok "$name: eight kinds of reasons" || not_ok "$name: eight kinds of reasons" "$(grep rejected report.csv)"
    [ "$(wc -l <report.csv)" = 1501 ] && ok "$name: the report has a line for every row" || not_ok "$name: the report" "$(wc -l <report.csv)"
}
published "serif, wide" "Liberation Serif 12" 46 350 50 44 h
published "sans, heads once" "Liberation Sans 10" 36 330 60 55 -
published "mono, narrow answers" "Liberation Mono 8" 36 340 35 60 h
published "numbers in the middle of rows" "Liberation Serif 12" 46 350 50 44 hm
published "in the middle, heads once" "Liberation Sans 10" 36 330 60 55 m
head -c 30000 p.pdf >cut.pdf
check "a PDF cut off is refused" 10 "cut.pdf" import cut.pdf --to cut
printf '%%PDF-1.7\nnothing\n' >empty.pdf
check "a PDF that is none" 10 "pdftotext cannot read" import empty.pdf --to cut
mkdir stranger
printf '#!/bin/sh\ntouch %s/taken\n' "$scratch" >stranger/pdftotext
chmod 755 stranger/pdftotext
check "a program of that name elsewhere is not taken" 10 "pdftotext cannot read" env PATH="$scratch/stranger:$PATH" "$ctl" -C "$w" bank import empty.pdf --to cut
[ ! -e taken ] && [ ! -e "$scratch/taken" ] && ok "… and never ran" || not_ok "… and never ran"
if unshare -Urm mount --bind /dev/null /usr/bin/pdftotext 2>/dev/null; then
    check "without pdftotext it is said what to install" 20 "poppler-utils" \
        unshare -Urm sh -c 'mount --bind /dev/null /usr/bin/pdftotext && exec "$@"' sh "$ctl" -C "$w" bank import p.pdf --to cut
else
    skip "without pdftotext it is said what to install" "the kernel lets us mount nothing here"
fi

# --- 13,410 rows
"$build/make-rows" faults >faults.csv
"$build/make-rows" clean >clean.csv
check "as many rows as the published bank: counted" 1 "13410 questions read = 13195 imported [+] 204 repeated [+] 11 rejected" import faults.csv --to big
import faults.csv --to big --json >big.json 2>big.err
tr -d '\n ' <big.json >big.line
grep -q '"conflicts":8,"different":3470,"figures":0,"forbidding":23,"twins":0,"known":0,"changes":{"composed":106,' big.line && ok "the same in JSON" || not_ok "the same in JSON" "$(head -c 300 big.line)"
[ "$(grep -c 'bad byte at offset' big.err)" = 11 ] && ok "eleven NUL bytes, each with its offset" || not_ok "NUL bytes" "$(grep -c offset big.err)"
office "$w" bank check big --all >big.check
grep -q '^3470 different questions in 171 pools, 23 errors' big.check && [ "$(grep -c 'has the answer . here and' big.check)" = 8 ] && [ "$(grep -c 'options A and B are the same' big.check)" = 15 ] &&
    ! grep -q 'counted once' big.check && ok "check: 8 with two answers, 15 with the same options, and no repeat was written" || not_ok "check" "$(tail -n 1 big.check)"
check "with errors it is not sealed" 1 "has 23 errors and is not sealed" office "$w" bank seal big
check "nor exported" 1 "not exported" office "$w" bank export big
# Each of the three under 200 MB, the stretching of the examiner's passphrase included.
real=$ctl
printf '#!/bin/sh\nexec "%s/took" "%s/took" "%s" "$@"\n' "$build" "$scratch" "$real" >"$scratch/ctl-took"
chmod +x "$scratch/ctl-took"
under_200_mb() { # NAME: what it held stands in the file took
    local kib=0
    read -r _ _ kib <"$scratch/took"
    [ "$kib" -gt 1000 ] && [ "$kib" -lt 200000 ] && ok "$1 under 200 MB" || not_ok "$1 under 200 MB" "$kib KiB"
}
ctl=$scratch/ctl-took
check "as large and clean: imported" 0 "13206 imported [+] 204 repeated [+] 0 rejected" import clean.csv --to clean
under_200_mb "import"
check "checked" 0 "3470 different questions in 171 pools, 0 errors" office "$w" bank check clean
under_200_mb "check"
check "sealed" 0 "3470 questions in 171 pools" office "$w" bank seal clean
under_200_mb "seal"
ctl=$real

# --- a bank keeps its own bank.ini; what is said of its title and edition goes before it
mkdir bare && printf '$CATEGORY: 4.1/II/chuyen-mon\n\nCâu thêm từ một thư mục? {=a ~b ~c ~d}\n' >bare/them.gift
cp -r "$w/banks/mau" "$w/banks/rieng" && sed -i 's/^title=.*/title=Bộ riêng/' "$w/banks/rieng/bank.ini"
check "a folder without a bank.ini into a bank that has one" 0 "1 imported" import bare --to rieng --add
check "whose title stays" 0 "^title=Bộ riêng$" grep ^title= "$w/banks/rieng/bank.ini"
check "a title and an edition that are given" 0 "" import bare --to rieng --title "Bộ khác" --edition 7
check "are not passed over" 0 "^title=Bộ khác edition=7$" bash -c "grep -m2 -E '^(title|edition)=' '$w/banks/rieng/bank.ini' | sort -r | tr '\n' ' ' | sed 's/ \$//'"

# --- sheets, as a spreadsheet program writes them
cat >questions.csv <<'CSV'
STT;Câu hỏi;Phương án A;Phương án B;Phương án C;Phương án D;Đáp án;Lĩnh vực;Hạng;Phần;Căn cứ
1;Một dòng;01/02/2023;12,5;c;d;A;4.1;II;Chuyên môn;Điều 1
2;Hai dòng;a;b;c;;A;4.1;II;Chuyên môn;Điều 2
3;Ba dòng;a;b;c;d;B;Giám sát công tác xây dựng;Hạng III;Pháp luật riêng;Điều 3
CSV
cp "$root/questionbanks/demo/roster.csv" roster.csv
cp roster.csv american.csv
workbooks() { env HOME="$scratch" timeout 120 soffice --headless --infilter="CSV:59,34,76,1,$1" --convert-to xlsx "${@:2}"; } # COLUMNS FILE…; 2 is text, 4 a day
check "LibreOffice makes workbooks" 0 "" workbooks 2/2/4/4/5/2 questions.csv american.csv
check "and one with the days as text" 0 "" workbooks 2/2/4/2/5/2 roster.csv
ini=$root/questionbanks/$(sed -n 's/^sample=//p' "$root/tests/lib/office.sh")/bank.ini
check "questions of an XLSX" 1 "3 questions read = 1 imported [+] 0 repeated [+] 2 rejected" import questions.xlsx --to x --ini "$ini"
check "a day that the sheet shows with its month first is not taken for another" 1 "questions.xlsx:2: 1: error: C2: the day 02/01/2023 is shown with its month first, as 01/02/23" \
    import questions.xlsx --to x --ini "$ini"
check "the rejected one has its row and reason" 1 "questions.xlsx:3: 2: error: option d has no text" import questions.xlsx --to x --ini "$ini"
check "they stand in their pools" 0 "4.1 · grade III · law of the field +1 " office "$w" bank show x
grep -v '^1;' questions.csv >no-days.csv
import no-days.csv --to y --ini "$ini" >/dev/null 2>&1
same "the CSV gives the same where no day stands" <(grep -v ^//source "$w/banks/y/4.1.gift") <(grep -v ^//source "$w/banks/x/4.1.gift")
check "a day of birth shown with its month first is not guessed at" 1 'american.xlsx:3: D3: error: the date of birth "03/15/85": shown month first' office "$w" roster check american.xlsx \
    --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini"
check "a roster from XLSX" 0 "" office "$w" session new ca-x --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster roster.xlsx --training --pass session="$scratch/pass.x"
make_session "$w" ca-y
office "$w" session slips ca-x --json >slips.x 2>/dev/null; office "$w" session slips ca-y --json >slips.y 2>/dev/null
for x in slips.x slips.y; do sed '/access_code/d; s/ca-[xy]//g' $x >$x.plain; done
same "the same people and papers as from the CSV" slips.x.plain slips.y.plain

sed 's/;022;/;122;/; s/;019;/;19;/' roster.csv >zeros.csv
check "zeros that Excel has eaten are suspected aloud" 0 "SBD 19 is shorter than others" office "$w" session new ca-z --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" \
    --roster zeros.csv --training --pass session="$scratch/pass.z"

# --- the command itself
check "the format is recognised, or said" 10 "not recognised" import "$build/sathach" --to z
check "a format that is none" 2 "pdf xlsx docx qti moodle csv aiken gift" import questions.csv --to z --format word
printf 'Một?\nA) a\nB) b\nC) c\nD) d\nANSWER: C\n' >one.txt
check "without a pool nothing is guessed" 1 "which field/grade/pool" import one.txt --to z --ini "$ini"
check "it is kept to be mended, though nothing else came of the file" 1 "one.txt:1: it is not said which field" office "$w" bank check z
check "a bank without a question is not sealed" 1 "error: the bank has no question" office "$w" bank seal z
[ ! -e "$w/banks/z.bank" ] && ok "nothing sealed" || not_ok "nothing sealed"
rm -r w/banks/z
check "--dry-run only says" 0 "nothing was written" import one.txt --to z --ini "$ini" --pool 4.1/II/chuyen-mon --dry-run
[ ! -e "$w/banks/z" ] && ok "and writes nothing" || not_ok "and writes nothing"
check "--pool says where they belong" 0 "1 imported" import one.txt --to z --ini "$ini" --pool 4.1/II/chuyen-mon
printf 'Hai?\nA) a\nB) b\nC) c\nD) d\nANSWER: D\n' >two.txt
check "--add keeps what is there" 0 "1 question that the bank had is kept" import two.txt --to z --add --pool 4.1/II/chuyen-mon
check "without it the bank is replaced" 0 "1 question read = 1 imported" import two.txt --to z --pool 4.1/II/chuyen-mon
printf '$CATEGORY: $course$/top/Mặc định\n\nMột? {=a ~b ~c ~d}\n\n$CATEGORY: 4.1/III/chuyen-mon\n\nHai? {=a ~b ~c ~d}\n' >other.gift
check "--pool holds for a category that the bank does not have" 0 'the category "Mặc định" is none of this bank: its 1 questions go to 4.1/II/chuyen-mon' import other.gift --to o --ini "$ini" --pool 4.1/II/chuyen-mon
check "and not for one it has" 0 'the category "4.1/III/chuyen-mon" is one of this bank: its 1 questions stay there' import other.gift --to o --ini "$ini" --pool 4.1/II/chuyen-mon
check "each lands in its pool" 0 "4.1 · grade III · professional +1 " office "$w" bank show o
check "a pool that the bank cannot have is refused before anything is read" 2 "pool 4.1/V/chuyen-mon: the category's grade" import other.gift --to o --ini "$ini" --pool 4.1/V/chuyen-mon
check "without --pool a foreign category is an error" 1 "1 imported [+] 0 repeated [+] 1 rejected" import other.gift --to o --ini "$ini"
printf '$CATEGORY: 4.1/II/chuyen-mon\n::A::Một? {\n=a\n~b\n~c\n~d\n::B::Hai? {\n=a\n~b\n~c\n~d\n}\n// ::C::Ba? {=a ~b ~c ~d}\n::D::Bốn? {\n=a\n~b\n~c\n~d\n}\n' >tight.gift
check "a question that is broken leaves its neighbours alone" 1 "tight.gift:2: A: error: the } of the answers is missing" import tight.gift --to t --ini "$ini"
check "read, imported and rejected are told" 1 "3 questions read = 2 imported [+] 0 repeated [+] 1 rejected" import tight.gift --to t --ini "$ini"
check "and what was passed over" 1 "1 lines or rows that are no question passed over" import tight.gift --to t --ini "$ini"
cat >kinds.xml <<'XML'
<quiz><question type="essay"/><question type="shortanswer"/><question type="essay"/></quiz>
XML
check "types that are none of ours are named with their counts" 1 "rejected as an essay .essay.: 2" import kinds.xml --to k

# --- check, diff, proofreading
cat >w/banks/z/4.1.gift <<'GIFT'
$CATEGORY: 4.1/II/chuyen-mon

Theo hình vẽ bên, (giá trị nào đúng? {=[plain]Một phương án đúng rất dài, dài hơn hẳn mọi phương án còn lại của câu hỏi này ~b ~c ~A) d}

Nhà thầu hoà giải với chủ đầu tư về khối lượng nghiệm thu trước khi thanh toán thế nào? {=Bằng văn bản ~Bằng lời ~Qua báo ~Qua đài ####Điều 1}

Nhà thầu hòa giải với chủ đầu tư về khối lượng nghiệm thu trước khi thanh toán thế nào {=Bằng văn bản ~Bằng lời ~Qua báo ~Qua đài ####Điều 1}

Hai hòa? {=Cả a và b ~b ~c ~d ####Điều 1}
GIFT
check "an import says how many speak of a figure" 0 "1 question speaks of a figure" import w/banks/z --to figures --dry-run
for want in "4.1.gift:3: .*speaks of a figure" "4.1.gift:3: .*bracket" "4.1.gift:3: .*write them about as long" "4.1.gift:3: .*letter of its own" "4.1.gift:3: .*no citation" \
    "4.1.gift:7: .*the same answer: nearly the same question as at 4.1.gift, line 5" "4.1.gift:5: .*tones as in" "4.1 · grade II · professional: error: 4 questions; too few for the profiles: .*nd175-2024 20"; do
    check "found: ${want##*\*}" 1 "$want" office "$w" bank check z
done
sed 's/shuffle_options=false/shuffle_options=true/' "$root/questionbanks/profiles/nd175-2024.ini" >nd.ini; mkdir profiles; mv nd.ini profiles/
check "found: options that speak of others, when a profile shuffles" 1 "4.1.gift:9: .*options speak of other options" office "$w" bank check z --profiles profiles
check "not when none does" 1 "" office "$w" bank check z
office "$w" bank check z | grep -q "options speak of" && not_ok "no finding without shuffling" || ok "no finding without shuffling"
check "a folder is checked where it stands" 1 "w/banks/z/4.1.gift:3" office "$w" bank check ./w/banks/z
# one question taken out and put back: every other byte stands
cp -r w/banks/z w/banks/z3
sed -n 9p w/banks/z3/4.1.gift >nine.gift
check "a question is taken out" 0 "4.1.gift:9: taken out" office "$w" bank edit z3 4.1.gift:9 --drop
same "and nothing else" <(sed '9s/.*//' w/banks/z/4.1.gift) w/banks/z3/4.1.gift
check "and why" 0 "4.1.gift:7: taken out: cũ" office "$w" bank edit z3 4.1.gift:7 --drop --reason cũ
cp w/banks/z/4.1.gift w/banks/z3/4.1.gift; sed -i '9s/.*//' w/banks/z3/4.1.gift
check "a reason is of what is taken out" 2 "belongs to --drop" office "$w" bank edit z3 4.1.gift:9 --reason x --from nine.gift
check "none stands there any more" 2 "no question stands there" office "$w" bank edit z3 4.1.gift:9 --drop
check "nothing is put where something stands" 1 "something stands in that line" office "$w" bank edit z3 4.1.gift:7 --put-back --from nine.gift
check "it is put back" 0 "4.1.gift:9: put back" office "$w" bank edit z3 4.1.gift:9 --put-back --from nine.gift
same "as it was" w/banks/z/4.1.gift w/banks/z3/4.1.gift
check "--drop wants no file" 2 "stands alone" office "$w" bank edit z3 4.1.gift:9 --drop --from nine.gift
rm -r w/banks/z3
# what an import rejects is kept as it was read, listed, mended or set aside
printf '$CATEGORY: 4.1/II/chuyen-mon\n\n::a:: Một? {=1 ~2 ~3 ~4}\n\n::b:: Hai? {=1 ~2 ~3}\n\n::c:: Ba? {=1 =2 ~3 ~4}\n\n::d:: Bốn? {~1 ~2 ~3 ~4}\n' >faults.gift
check "an import keeps what it rejects" 1 "those rejected are kept beside the bank" import faults.gift --to r
check "bank check lists them with place and reason" 1 '  2  faults.gift:7: c: two right answers.*"Ba[?]"' office "$w" bank check r --kind rejected
office "$w" bank check r --json >r.json
[ "$(grep -c '"state": "open"' r.json)" = 3 ] && grep -q '"mark": "c"' r.json && ok "and in JSON" || not_ok "and in JSON" "$(cat r.json)"
import faults.gift --to r --add --json >r.json
[ "$(grep -c '"state": "open"' r.json)" = 3 ] && grep -q '"rejected": 3' r.json && ok "the import counts and lists them, too" || not_ok "the import counts and lists them, too" "$(cat r.json)"
printf '::b:: Hai? {=1 ~2 ~3 ~4}\n' >mended.gift
cp w/banks/r/4.1.gift before.gift
sed -n 5p faults.gift >lacks.gift
check "one that lacks an option still" 1 "3 options" office "$w" bank repair r 1 --from lacks.gift
check "one is mended into its pool" 0 "rejected question 1: written into 4.1.gift, 4.1/II/chuyen-mon" office "$w" bank repair r 1 --from mended.gift
same "every other byte stands" <(cat before.gift; printf '//source\tfaults.gift\tb\t0\t5\t\n'; cat mended.gift) w/banks/r/4.1.gift
check "once" 1 "in the bank already" office "$w" bank repair r 1 --from mended.gift
check "the same question in its pool is refused" 1 "holds the same question already" office "$w" bank repair r 2 --from mended.gift
check "a pool that the bank cannot have" 2 "pool 4.1/V/chuyen-mon" office "$w" bank repair r 2 --from mended.gift --pool 4.1/V/chuyen-mon
check "one is set aside with a reason" 0 "rejected question 2: set aside" office "$w" bank repair r 2 --aside "Hai đáp án"
check "without one it is not" 2 "say why" office "$w" bank repair r 3 --aside " "
check "bank check tells of both" 1 "1 question that an import rejected is not in the bank" office "$w" bank check r
check "and why" 1 "  2  faults.gift:7: c: Hai đáp án" office "$w" bank check r
check "imported again the mended one stays mended, the other aside" 1 "2 questions that the bank had are kept" import faults.gift --to r --add
[ "$(cut -f1,2 w/banks/r/rejected.tsv | tail -n +3 | tr '\t\n' ' ,')" = "1 written,2 aside,3 open," ] && ok "each as it was" || not_ok "each as it was" "$(cat w/banks/r/rejected.tsv)"
check "and which one that was is told" 1 "1 of those rejected stands in the bank already" import faults.gift --to r --add --dry-run
check "where it stands" 1 'number b, faults.gift: "Hai[?]": 4.1.gift, line [0-9]' import faults.gift --to r --add --dry-run
named() { # NAME WANT FILE: what the JSON of adding it counts
    import "$3" --to r --add --dry-run --json 2>/dev/null | tr -d '\n ' | grep -q "$2" && ok "$1" || not_ok "$1" "$(import "$3" --to r --add --dry-run --json 2>/dev/null | head -n 20)"
}
named "and counted in JSON" '"forbidding":0,"twins":0,"known":1,' faults.gift
printf '$CATEGORY: 4.1/II/chuyen-mon\n\n::a:: Một? {=1 ~2 ~3 ~3}\n' >again.gift
named "each source in one sum" '"read":4,"imported":0,"repeated":1,"rejected":3}]' faults.gift
named "so are those with an error and those beside the same question" '"forbidding":1,"twins":1,"known":0,' again.gift
check "one that goes in with an error is named" 0 "number a, again.gift: options C and D are the same" import again.gift --to r --add --dry-run
check "and that its question stands there" 0 'number a, again.gift: "Một[?]": the other in the bank already: 4.1.gift, line [0-9]' import again.gift --to r --add --dry-run
check "opened again, it goes from the bank" 0 "rejected question 1: open again" office "$w" bank repair r 1 --open
[ "$(grep -c 'Hai?' w/banks/r/4.1.gift)" = 0 ] && ok "and nothing else" || not_ok "and nothing else" "$(cat w/banks/r/4.1.gift)"
check "one that is changed since it was read is left alone" 14 "another one since it was read" office "$w" bank repair r 1 --open --was 00
check "a number that is none" 2 "no rejected question has the number 9" office "$w" bank repair r 9 --open
check "nothing said" 2 "one of --from, --aside and --open" office "$w" bank repair r 1
sed -i '4s/aside/Aside/' w/banks/r/rejected.tsv
check "a list that was broken by hand is one finding" 1 "rejected.tsv:4: .*is not as an import wrote it" office "$w" bank check r
check "and nothing is imported over it" 10 "rejected.tsv:4: is not as an import wrote it" import faults.gift --to r --add
sed -i '1s/1$/2/' w/banks/r/rejected.tsv
check "of another version by its name" 1 'no list of rejected questions that this program reads' office "$w" bank check r
rm -r w/banks/r
# one of which every question is rejected is kept just so
sed '3,4d' faults.gift >wrong.gift
check "nothing of it can be brought in: it is kept" 1 "3 questions read = 0 imported [+] 0 repeated [+] 3 rejected" import wrong.gift --to r --dry-run
[ ! -e w/banks/r ] && ok "a preview writes nothing" || not_ok "a preview writes nothing" "$(ls w/banks/r)"
check "those rejected are kept" 1 "those rejected are kept beside the bank" import wrong.gift --to r
check "and listed" 1 '  2  wrong.gift:5: c: two right answers' office "$w" bank check r --kind rejected
check "imported again they are the same" 1 "0 imported [+] 0 repeated [+] 3 rejected" import wrong.gift --to r --add
[ "$(cut -f1,2 w/banks/r/rejected.tsv | tail -n +3 | tr '\t\n' ' ,')" = "1 open,2 open,3 open," ] && ok "with their numbers" || not_ok "with their numbers" "$(cat w/banks/r/rejected.tsv)"
check "the first one is mended into an empty bank" 0 "written into 4.1.gift, 4.1/II/chuyen-mon" office "$w" bank repair r 1 --from mended.gift
cp w/banks/r/4.1.gift before.gift
check "a file of which nothing can be brought in takes no bank's place" 1 "so the bank keeps the questions that it had" import wrong.gift --to r
rm -r w/banks/r
cp -r w/banks/z w/banks/z2
sed -i 's/Hai hòa?/Ba hòa?/; s/=Bằng văn bản ~Bằng lời ~Qua báo ~Qua đài ####Điều 1}$/~Bằng văn bản =Bằng lời ~Qua báo ~Qua đài ####Điều 1}/; 3d' w/banks/z2/4.1.gift
printf '\nMới {=a1 ~b1 ~c1 ~d1}\n' >>w/banks/z2/4.1.gift
check "diff of two editions" 1 "1 added, 1 removed, 1 with changed text, 2 with a changed answer" office "$w" bank diff z z2
check "diff of the same" 0 "0 added, 0 removed" office "$w" bank diff z z
office "$w" bank show z --html page.html >/dev/null
grep -q '<li class="right">Bằng văn bản</li>' page.html && grep -q 'class="warning">.*figure' page.html && ! grep -q '<script' page.html && grep -qE '· tệp [^ ]+\.gift, dòng [0-9]+' page.html && ok "the page for proofreading" || not_ok "the page for proofreading"
finish
