#!/bin/bash
# Banks out of documents that other programs made: PDF by three engines, Word by LibreOffice, and what is no document of ours.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
data=$root/tests/data
w=$scratch/w
make_office "$w"
cd "$scratch" || exit 1
import() { office "$w" bank import "$@"; }
office_program() { env HOME="$scratch" timeout 300 soffice --headless "$@"; }

# imported SOURCE EXPECTED: what came in, against what is in it: $right rows exactly so, $wrong otherwise; the import's last word in "said"
imported() {
    rm -rf "$w/banks/p" back.csv
    import "$1" --to p >said 2>&1
    office "$w" bank export p --format csv --output back.csv >/dev/null 2>&1 || : >back.csv
    tail -n +2 back.csv | sed -E 's/,""(\r?)$/\1/' | sort >back # the last column, which names the encoding, is empty
    sort "$2" >wanted
    right=$(comm -12 back wanted | wc -l) wrong=$(comm -23 back wanted | wc -l)
}

# --- PDF whose numbers stand in the middle of rows that break over pages
for engine in chromium weasyprint libreoffice; do
    for name in ruled bare; do
        imported "$data/pdf/$name-$engine.pdf" "$data/pdf/$name.csv"
        [ "$right" = "$(wc -l <wanted)" ] && [ "$wrong" = 0 ] && ok "$name, by $engine: each row exactly" || not_ok "$name, by $engine" "$right right, $wrong wrong: $(cat said)"
    done
done
made() { # NAME ROWS SEED ALIGN PADDING LINE BORDER SHAPE
    "$build/make-tables" "$1.html" "$1.expected" "${@:2}" || not_ok "$1: the table is made"
}
made ruled 300 11 middle 4 1.3 1 tall
made foot 300 12 bottom 2 1.2 1 mixed
made options 200 13 middle 2 1.3 1 options
made bare 300 14 middle 3 1.2 0 mixed
made touching 120 15 middle 0 1.0 0 even
check "LibreOffice prints tables" 0 "" office_program --infilter="HTML (StarWriter)" --convert-to pdf:writer_pdf_Export ruled.html foot.html options.html bare.html touching.html
for name in ruled foot options; do
    imported $name.pdf $name.expected
    [ "$right" = "$(wc -l <wanted)" ] && [ "$wrong" = 0 ] && ok "$name: each of $right rows exactly" || not_ok "$name" "$right right, $wrong wrong: $(head -n 5 said)"
done
for name in bare touching; do
    imported $name.pdf $name.expected
    rejected=$(sed -n 's/.* \([0-9]*\) rejected$/\1/p' said)
    [ "$wrong" = 0 ] && [ $((right + ${rejected:-0})) = "$(wc -l <wanted)" ] && ok "$name: $right rows exactly, ${rejected:-0} rejected, none wrong" || not_ok "$name" "$right right, $wrong wrong: $(tail -n 5 said)"
    [ "$name" = bare ] && few=$right
done
[ "$few" -ge 290 ] && ok "where rows stand apart, few are rejected" || not_ok "where rows stand apart, few are rejected" "$few of 300"

# --- an empty page, messages into a file, a line that ends behind a slash
bash -c "'$ctl' -C '$w' --pass examiner='$scratch/pass.examiner' bank import '$data/pdf/blank-chromium.pdf' --to blank >out 2>err"
rc=$?
[ $rc = 0 ] && grep -q "2 imported" out && ok "an empty page, with messages into a file" || not_ok "an empty page, with messages into a file" "exit $rc: $(cat out err)"
[ "$(wc -l <err)" = 1 ] && grep -q "lines end behind / or -" err && ok "only our own words are said" || not_ok "only our own words are said" "$(cat err)"
grep -q "60m2/ người" "$w/banks/blank/1.1.gift" && grep -q "khảo sát- đo vẽ" "$w/banks/blank/1.1.gift" && ok "the blank behind / and - is kept" || not_ok "the blank behind / and -" "$(cat "$w/banks/blank/1.1.gift")"
[ "$(grep -o '06/2021/NĐ-CP\|50/2014/QH13' "$w/banks/blank/1.1.gift" | wc -l)" = 4 ] && ok "and none where there was none" || not_ok "and none where there was none" "$(cat "$w/banks/blank/1.1.gift")"

# --- Word
cp "$data/word.html" marks.html
check "LibreOffice writes a Word document" 0 "" office_program --infilter="HTML (StarWriter)" --convert-to docx:"MS Word 2007 XML" marks.html
check "its marks and its key are read" 1 "8 questions read = 7 imported [+] 0 repeated [+] 1 rejected" import marks.docx --to marks
[ "$(grep -c '^=\[plain\]\(hai\|ba\|bốn\|một\|không ý nào\|hai\|ba\)$' "$w/banks/marks/1.1.gift")" = 7 ] &&
    [ "$(sed -n 's/^=\[plain\]//p' "$w/banks/marks/1.1.gift" | tr '\n' ' ')" = "hai ba bốn một không ý nào hai ba " ] && ok "each by its own mark" || not_ok "each by its own mark" "$(grep '^=' "$w/banks/marks/1.1.gift")"
grep -q 'đúng?\\n1. ý thứ nhất\\n2. ý thứ hai' "$w/banks/marks/1.1.gift" && grep -q '^~\[plain\]cả hai' "$w/banks/marks/1.1.gift" && ok "lists keep numbers, struck text is not joined" || not_ok "lists and struck text" "$(cat "$w/banks/marks/1.1.gift")"
check "a key that says otherwise than the mark" 1 "7: error: the answer key says c, the question a" import marks.docx --to marks
check "struck text is named, to be looked at" 1 "! struck-out text left out in 1 question; look at it in the source: [0-9]" import marks.docx --to marks
check "and with its line" 1 "marks.docx:[0-9]*: [0-9]*: warning: struck-out text was left out here" import marks.docx --to marks
grep -qP '^//source\tmarks.docx\t[0-9]+\t0\t[0-9]+\tstruck$' "$w/banks/marks/1.1.gift" && ok "and kept with the question" || not_ok "and kept with the question" "$(grep ^// "$w/banks/marks/1.1.gift")"
check "what bold served for is said, where it is not kept" 1 "not kept in [0-9]* questions; in [0-9]* of them it marked the right answer" import marks.docx --to marks
check "how the right one was known is said" 1 "the option in bold was taken as the right answer in [0-9]* questions*: [0-9]" import marks.docx --to marks
bold() { printf '<p>Câu %d: Việc nào là việc thứ %d của phần %s?</p><p><b>a. một %s</b></p><p>b. hai</p><p>c. ba</p><p>d. bốn</p>' "$2" "$2" "$1" "$2"; }
printf '<html><meta charset="utf-8"><body><p>PHẦN I</p>%s%s<p>PHẦN II</p>%s%s%s</body></html>' "$(bold I 1)" "$(bold I 2)" "$(bold II 1)" "$(bold II 2)" "$(bold II 3)" >parts.html
office_program --infilter="HTML (StarWriter)" --convert-to docx:"MS Word 2007 XML" parts.html >/dev/null 2>&1
check "numbers that follow each other are one range in their part" 0 "in 5 questions: 1–2, 1–3 .PHẦN II.$" import parts.docx --to parts --pool 1.1/II/chuyen-mon

# --- files of other kinds, whatever their names
for kind in doc rtf odt; do
    check "LibreOffice writes .$kind" 0 "" office_program --convert-to $kind marks.docx
done
cp marks.html page.doc
for pair in marks.doc:"an old Word document" marks.rtf:"Rich Text Format" marks.odt:"OpenDocument text" page.doc:"a web page"; do
    check "${pair%%:*} is named" 10 "${pair#*:}.*save it as .*docx" import "${pair%%:*}" --to other
done
cp marks.odt marks2.docx
check "by its content, not its name" 10 "OpenDocument text .*save it as .docx" import marks2.docx --to other
finish
