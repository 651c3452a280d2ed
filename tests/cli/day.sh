#!/bin/bash
# The whole day through the real programs: import, check, seal, session, unlock, log in, answer, mark, change, kill -9, resume, hand in,
# collect twice, grade, pass list; the score is the one computed here from the bank's key.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
stretch=usual make_office "$w" && ok "workspace, import, seal" || not_ok "workspace, import, seal"
check "the bank has no findings" 0 "0 errors, 0 warnings" office "$w" bank check mau
make_session "$w" ca-1 --sheet sample && ok "session" || not_ok "session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
check "slips are valid JSON" 0 "^1$" sqlite3 :memory: "SELECT json_valid(readfile('$scratch/slips.json'))"
slip() { sqlite3 :memory: "SELECT value->>'$1' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='0001'"; }
sbd=$(slip sbd) code=$(slip access_code)
check "slips and vouchers as text and PDF" 0 "vouchers.pdf" office "$w" session slips ca-1
for f in access-slips vouchers; do
    check "$f.pdf names only Liberation faces" 0 "" bash -c "pdffonts '$w/reports/ca-1/tap-duot-$f.pdf' | tail -n +3 | grep -v Liberation && exit 1; exit 0"
done
check "access-slips.pdf holds whole names" 0 "Nguyễn Thị Hạnh" pdftotext "$w/reports/ca-1/tap-duot-access-slips.pdf" -
check "vouchers.pdf has at most four pages" 0 "^Pages: *[1-4]$" pdfinfo "$w/reports/ca-1/tap-duot-vouchers.pdf"
check "each names its session" 0 "^yes$" bash -c "f='$w/reports/ca-1/tap-duot-vouchers.pdf'; n=\$(pdfinfo \$f | sed -n 's/^Pages: *//p'); [ \$(pdftotext \$f - | grep -c '^Bảng phiếu lệnh  *·  *ca-1') = \$n ] && echo yes"
check "the office stands over it, who gave and took it under it" 0 "Người giao \(ký, ghi rõ họ tên\) +Người nhận" pdftotext -layout "$w/reports/ca-1/tap-duot-vouchers.pdf" -
check "and all vouchers" 0 "^120$" bash -c "pdftotext -layout '$w/reports/ca-1/tap-duot-vouchers.pdf' - | grep -cE '^ *[0-9]+ +[2-9B-Z]{5} [2-9B-Z]{5}'"
for word in $(sed -n 's/^msgstr "\(làm tiếp\|thêm giờ\|bắt đầu ở máy này\|đình chỉ\|khóa máy\|chép bài và thoát\|mở đăng nhập\)"$/\1/p' app/po/vi.po | sort -u | tr ' ' _); do
    check "the seat's word stands on the sheet: ${word//_/ }" 0 "•  ${word//_/ }: " cat "$w/reports/ca-1/tap-duot-vouchers.txt"
done
# what the box asks besides stands there in the box's words; what may happen, in the order of a day
asked() { sed -n 's/^•  «\(.*\)» .*/\1/p' "$w/reports/ca-1/tap-duot-vouchers.txt"; }
missing=$(asked | while IFS= read -r line; do msgcat --no-wrap app/po/vi.po | grep -qF -- "$line" || echo "$line"; done)
[ "$(asked | wc -l)" -eq 5 ] && [ -z "$missing" ] && ok "the sheet asks in the box's words" || not_ok "the sheet asks in the box's words" "$missing"
order=$(grep -oE '^[0-9]+\. (Thí sinh đến muộn|Gõ sai mã số|Máy bị chặn|Máy mở nhầm đề|Trước giờ thi|Màn hình đứng|Một máy mất điện|Mất điện cả phòng|Một máy hỏng|Máy báo «CHƯA LƯU»|Thư mục chung mất|Thí sinh ra ngoài|Thí sinh xin thêm giờ|Thí sinh vi phạm|Hết buổi)' "$w/reports/ca-1/tap-duot-vouchers.txt" | sed 's/\..*//' | tr '\n' ' ')
[ "$order" = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 " ] && ok "what may happen, in the order of a day" || not_ok "what may happen, in the order of a day" "$order"
# of several custodians each has a file of its own, and no file the passphrases of two
office "$w" session new ca-2 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv --training \
    --custodians 3 --need 2 --pass session="$scratch/pass.ca-2" --pass order="$scratch/pass.order-2" >"$scratch/said" 2>&1 &&
    [ "$(cat "$scratch"/pass.ca-2.[123] | sort -u | wc -l) $(cat "$scratch"/pass.ca-2.? | wc -c)" = "3 45" ] && [ ! -e "$scratch/pass.ca-2" ] &&
    [ "$(stat -c %a "$scratch"/pass.ca-2.[123] | sort -u)" = 600 ] && ok "three custodians, three files" || not_ok "three custodians, three files" "$(cat "$scratch/said")"
check "no passphrase is shown besides" 1 "" grep -qFf <(cat "$scratch"/pass.ca-2.?) "$scratch/said"
cat "$scratch"/pass.ca-2.[13] >"$scratch/two"; cat "$scratch"/pass.ca-2.2 >"$scratch/one"
unlock() { "$client" --lang en --purge --session "$w/sessions/ca-2/ca-2.session" --trust "$w/keys/office.pub" --drop "$scratch/none" --data "$scratch/none" --pass session="$1"; }
mkdir "$scratch/none"
check "two of them unlock" 0 "" unlock "$scratch/two"
check "one does not" 11 "" unlock "$scratch/one"

# the exam: answers by number, so that the score can be computed
cat >"$scratch/exam.sh" <<TEXT
#!/bin/sh
exec $client --bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --data $scratch/seat --trust $w/keys/office.pub --seat M1 \
--pass session=$scratch/pass.ca-1
TEXT
chmod 700 "$scratch/exam.sh"
mkdir -p "$scratch/seat"
if timeout 300 "$build/tui-run" -D CLIENT="$scratch/exam.sh" -D SBD="$sbd" -D CODE="$code" tests/tui/day.tui >"$scratch/tui.log" 2>&1; then
    ok "an exam under a pty: answer, mark, change, kill -9, resume, hand in"
else
    not_ok "an exam under a pty" "$(cat "$scratch/tui.log")"
fi
mine=$(rooms | grep -E '/[0-9a-f]{32}$')
[ -n "$mine" ] && [ "$(stat -c '%a %s' "$mine")" = "600 32" ] && ok "the room stays unlocked: S on tmpfs, for us alone" || not_ok "the room stays unlocked" "$mine"
check "the answers file names no person" 0 "^ca-1.0001.[0-9A-Z]{16}.answers$" bash -c "ls '$scratch/seat' | grep answers"
check "collect" 0 "1 new" office "$w" collect "$scratch/seat"
check "collect again" 0 "1 known" office "$w" collect "$scratch/seat"
check "the mark, signed before anything is graded" 0 "7 rows of 7 papers are asked, 0 typed" office "$w" sheet ca-1
check "as a paper" 0 "GIẤY GHI MỐC SỔ NHẬT KÝ" pdftotext "$w/reports/ca-1/tap-duot-mark.pdf" -
check "grade" 0 "7 papers: " office "$w" grade ca-1
cp "$w/sessions/ca-1/results.tsv" "$scratch/first.tsv"

# expected score: every answer typed was C; count the C's in the paper's key
check "audit reproduces each paper" 0 "all 7 papers" office "$w" audit ca-1
row=$(grep '^0001' "$w/sessions/ca-1/results.tsv")
answers=$(cut -f6 <<<"$row") total=$(cut -f7 <<<"$row")
want=$(office "$w" audit ca-1 --keys | sed -n 's/^0001 key //p')
law=$(cut -c1-10 <<<"$want" | tr -cd C | wc -c) pro=$(cut -c11-30 <<<"$want" | tr -cd C | wc -c)
[ "$answers" = "$law/10:$law,$pro/20:$pro" ] && [ "$total" = $((law + pro)) ] && ok "the score is the one computed from the key ($answers)" ||
    not_ok "the score is the one computed from the key" "got $answers total $total, key $want"

office "$w" grade ca-1 >/dev/null; same "results are identical" "$scratch/first.tsv" "$w/sessions/ca-1/results.tsv"
office "$w" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/room" >/dev/null
check "collect the room" 0 "6 new" office "$w" collect "$scratch/room"
office "$w" grade ca-1 >/dev/null
cp -r "$w" "$scratch/copy"; rm -rf "$scratch/copy/inbox"; mkdir "$scratch/copy/inbox"
for f in $(ls -r "$scratch"/room/*.answers) "$scratch"/seat/*.answers; do office "$scratch/copy" collect "$f" >/dev/null; done
office "$scratch/copy" grade ca-1 >/dev/null
same "another order on a copy: the same results" "$w/sessions/ca-1/results.tsv" "$scratch/copy/sessions/ca-1/results.tsv"
same "and the same signature" "$w/sessions/ca-1/results.tsv.minisig" "$scratch/copy/sessions/ca-1/results.tsv.minisig"
check "nothing is published before the sheet is typed" 13 "no mark covers them" office "$w" report ca-1 passlist,results --format csv,json
check "the mark of the others" 0 "mark 2: .*" office "$w" sheet ca-1
check "the sheet's rows" 0 "7 rows of 7 papers are asked, 7 typed" office "$w" sheet ca-1 $(sheet_rows "$w" ca-1)
check "graded with them" 0 "7 papers" office "$w" grade ca-1
check "it adds up" 0 "all 7 receipts compared" office "$w" reconcile ca-1
check "reports" 0 "passlist.csv" office "$w" report ca-1 passlist,results --format csv,json
r=$w/reports/ca-1
check "stock minisign accepts the pass list" 0 "verified" minisign -V -p "$w/keys/office.pub" -m "$r/tap-duot-passlist.csv"
sed 's/Đạt/Đat/' "$r/tap-duot-passlist.csv" >"$scratch/tap-duot-passlist.csv"; cp "$r/tap-duot-passlist.csv.minisig" "$scratch/"; echo x >>"$scratch/tap-duot-passlist.csv"
check "stock minisign refuses an edited one" 1 "" minisign -V -p "$w/keys/office.pub" -m "$scratch/tap-duot-passlist.csv"
check "verify refuses it too" 11 "" "$ctl" -C "$w" verify "$scratch/tap-duot-passlist.csv"
check "JSON is valid" 0 "^1$" sqlite3 :memory: "SELECT json_valid(readfile('$r/tap-duot-results.json'))"
receipt=$(cut -f8 <<<"$row")
check "the receipt is found" 0 "0001" "$ctl" -C "$w" receipt "$receipt"
check "an unknown receipt is not" 1 "" "$ctl" -C "$w" receipt 0000000000000000

# nothing in clear on the seat's disk: no stem, no option, no passphrase, no code
sed -n 's/\\//g; s/^::[^:]*::\(.*\) {$/\1/p; s/^[~=]\(.*\)$/\1/p' questionbanks/mau/*.gift | grep -E '.{12}' | sort -u >"$scratch/texts"
[ "$(wc -l <"$scratch/texts")" -gt 400 ] && ok "texts to look for" || not_ok "texts to look for" "$(wc -l <"$scratch/texts")"
check "no question in clear on the seat's disk" 1 "" grep -rlaFf "$scratch/texts" "$scratch/seat"
check "nor any passphrase" 1 "" grep -rlaFf "$scratch/pass.ca-1" "$scratch/seat"
sqlite3 :memory: "SELECT value->>'access_code' FROM json_each(readfile('$scratch/slips.json'))" >"$scratch/codes"
check "nor any access code" 1 "" grep -rlaFf "$scratch/codes" "$scratch/seat"
check "the search finds what is there" 0 "office.*gift" bash -c "grep -rlaFf '$scratch/texts' '$w'"
finish
