#!/bin/bash
# The main job in one go: an office with the sample bank, a training session of six candidates, the exam in this terminal, the pass list.
# Without a terminal a scripted candidate sits the exam instead.
#   tools/setup/demo.sh BUILD
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build}
office=demo/office pass=demo/passphrases seat=demo/seat name=thu-1
umask 077
export TZ=${TZ:-Asia/Ho_Chi_Minh} LANG=C.UTF-8
ctl() { "$build/sathachctl" "$@"; }
office() { ctl -C $office --pass office=$pass/office --pass examiner=$pass/examiner "$@"; }
secret() { head -c 24 /dev/urandom | base64 | tr -d '/+=\n'; }
step() { printf '\n\033[1m%s\033[0m\n' "$1"; }
[ -t 1 ] || step() { printf '\n== %s\n' "$1"; }

rm -rf demo
mkdir -p $pass $seat
secret >$pass/office
secret >$pass/examiner

step "1. Văn phòng và bộ câu hỏi mẫu · An office and the sample bank"
ctl init $office --pass office=$pass/office --pass examiner=$pass/examiner
office bank import questionbanks/mau --to mau
office bank check mau
office bank seal mau

step "2. Ca sát hạch thử: 6 thí sinh, 7 đề · A training session: 6 candidates, 7 papers"
office session new $name --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv \
    --room "Phòng máy 1" --title "Sát hạch thử" --training --pass session=$pass/session
office session slips $name
office session slips $name --json >demo/slips.json
# One value of the first object in a list of JSON whose "sbd" is the visitor's: result KEY
result() { sed -n "/\"sbd\": \"$sbd\"/,/}/p" demo/reports/tap-duot-results.json | sed -n "s/^ *\"$1\": \"\{0,1\}\([^\"]*[^\",]\)\"\{0,1\},*$/\1/p" | head -n 1; }
first() { sed -n "s/^ *\"$1\": \"\(.*\)\",*$/\1/p" demo/slips.json | head -n 1; }
sbd=$(first sbd) code=$(first access_code) person=$(first name)
voucher=$(sed -n 's/^  1  \([0-9A-Z]* [0-9A-Z]*\)  .*/\1/p' $office/reports/$name/tap-duot-vouchers.txt)
run=("$build/sathach" --bank $office/banks/mau.bank --session $office/sessions/$name/$name.session --data $seat
     --trust $office/keys/office.pub --seat MAY-01 --pass session=$pass/session)

step "3. Bài thi · The exam"
cat <<TEXT
  Phiếu của thí sinh · The candidate's slip:  $person
      Mã số dự sát hạch · number        $sbd
      Mã vào thi        · access code   $(printf %s "$code" | sed 's/...../& /g')

  Phím · keys:   A B C D chọn · choose      ← → câu trước/sau · previous/next     M đánh dấu · mark
                 G tổng quan · overview     S nộp bài · hand in (rồi gõ NOP)      H trợ giúp · help    L English
  Ra khỏi chương trình · to leave:  Ctrl-Q ở màn hình đăng nhập · on the log-in screen
                 đang làm bài · in the middle:  Ctrl-O, rồi phiếu · then the voucher  $voucher, 6, 9, MAY-01
TEXT
if [ -t 0 ] && [ -t 1 ]; then
    printf '\n  Nhấn Enter để bắt đầu · Press Enter to begin '
    read -r _
    "${run[@]}" || echo "sathach: exit $?"
else
    echo "  (no terminal: a scripted candidate sits the exam)"
    printf '#!/bin/sh\nexec %s\n' "${run[*]}" >demo/exam.sh
    chmod 700 demo/exam.sh
    "$build/tui-run" -D CLIENT="$PWD/demo/exam.sh" -D PWD="$PWD" -D SBD="$sbd" -D CODE="$code" tests/tui/demo.tui
fi

step "4. Thu bài, mốc để ký, danh sách ký · Collect, the mark to be signed, the signed sheet"
office simulate $name --candidates 6 --begun $seat -o demo/room
office collect $seat demo/room
office sheet $name
# what the candidates wrote on the sheet: their receipts, as their answers are named
rows=
for n in 1 2 3 4 5 6 7; do
    receipt=$(find $office/inbox/$name -name "$name.000$n.*.answers" | sort | tail -n 1 | sed 's/.*\.\([0-9A-Z]*\)\.answers$/\1/')
    rows="$rows 000$n=${receipt:-absent}"
done
# shellcheck disable=SC2086
office sheet $name $rows

step "5. Chấm, danh sách đạt · Grade, pass list"
office grade $name
office reconcile $name || true
office report $name passlist,results --format csv,xlsx,pdf,html,json -o demo/reports
office report $name slips,minutes --format pdf -o demo/reports
echo
office report $name passlist
step "6. Kết quả của bạn · Your result"
if [ -n "$(find $seat -name "$name.*.attempt" -print -quit)" ]; then
    total=$(result total) law=$(result law_points) professional=$(result professional_points)
    cat <<TEXT
      Mã số dự sát hạch · number        $sbd   ($person)
      Kết quả           · result        $(result result) · $(result state)
      Tổng điểm         · points        ${total:--} / 30  (cần · needed: 21)
      Pháp luật         · law           ${law:--} / 10  (cần · needed: 7)
      Chuyên môn        · professional  ${professional:--} / 20
      Mã biên nhận      · receipt       $(result receipt)
TEXT
else
    echo "  Bạn chưa bắt đầu bài thi: thí sinh ảo đã làm thay. · You did not begin the exam: a virtual candidate sat it instead."
fi
step "Tệp · Files"
cat <<TEXT
  demo/office/banks/mau.bank            bộ câu hỏi đã niêm phong · the sealed bank
  demo/office/sessions/$name/$name.session          ca sát hạch · the session
  demo/office/reports/$name/tap-duot-access-slips.pdf, tap-duot-vouchers.pdf   phiếu vào thi, phiếu lệnh · slips, vouchers
  demo/reports/      danh sách đạt, kết quả, phiếu, biên bản + .minisig · lists, slips, minutes (csv xlsx pdf html json)
TEXT
