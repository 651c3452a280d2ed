#!/bin/bash
# What the examiner is told of a bank, by which profiles it is judged, and what the office finds in a sealed one.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/w
make_office "$w"
cd "$scratch" || exit 1
data=$root/tests/data

# --- the report: errors first, ten of a kind, the rest by name
mkdir many
cp "$data/own-profile/"*.ini many/
{
    printf '$CATEGORY: 4.1/II/chuyen-mon\n\n'
    for i in $(seq 1 14); do printf '::Q%d::Câu riêng biệt thứ %d hỏi gì? {\n=Hai\n~Hai\n~Ba %d\n~Bốn %d\n}\n\n' "$i" "$i" "$i" "$i"; done
    printf 'Theo hình vẽ bên dưới, chi tiết nào chịu kéo? {=Thanh trên ~Thanh dưới ~Thanh xiên ~Thanh đứng}\n\n'
    printf 'Dấu ngoặc (mở ra không đóng? {=Một ~Hai ~Ba ~Bốn}\n'
} >many/a.gift
check "errors stop it" 1 "" office "$w" bank check ./many
office "$w" bank check ./many >many.out
[ "$(grep -c 'options A and B are the same' many.out)" = 10 ] && grep -q '14 × error: two options are the same \[same-options\]' many.out &&
    grep -q '… and 4 more: --kind same-options' many.out && ok "ten of a kind, with the count and where the rest is" || not_ok "ten of a kind" "$(cat many.out)"
awk '/× error/ { if (w) exit 1 } /× warning/ { w = 1 } END { exit !w }' many.out && ok "errors stand before warnings" || not_ok "errors stand before warnings" "$(cat many.out)"
grep -q '16 × warning: no citation' many.out && sed -i '/^=Hai/{n;n;n;s/$/\n####Luật Xây dựng 2014, Điều 1/;:a;n;ba}' many/a.gift &&
    office "$w" bank check ./many | grep -q '15 × warning: no citation' && ok "questions without a citation are counted from the first, and no more of them once one is mended" ||
    not_ok "questions without a citation are counted from the first" "$(grep citation many.out; office "$w" bank check ./many | grep citation)"
[ "$(office "$w" bank check ./many --all | grep -c 'options A and B are the same')" = 14 ] && ok "--all lists every one" || not_ok "--all lists every one"
office "$w" bank check ./many --kind same-options >kind.out
[ "$(grep -c 'options A and B are the same' kind.out)" = 14 ] && ! grep -q bracket kind.out && ok "--kind lists those of one kind" || not_ok "--kind" "$(cat kind.out)"
check "a kind that is none" 2 "same-options .*citation" office "$w" bank check ./many --kind nothing
office "$w" bank check ./many --json >many.json
json() { sqlite3 :memory: "SELECT $2 FROM (SELECT readfile('$1') AS j)"; }
[ "$(json many.json "j->>'\$.kinds[0].id' || ' ' || (j->>'\$.kinds[0].count') || ' ' || (j->>'\$.kinds[0].severity')")" = "same-options 14 error" ] &&
    [ "$(json many.json "json_array_length(j->'\$.findings')")" -ge 18 ] && ok "in JSON: kinds with counts, and every finding" || not_ok "in JSON" "$(head -c 600 many.json)"

# --- a bank of the published size fits two screens
"$build/make-rows" faults >faults.csv
office "$w" bank import faults.csv --to big >/dev/null 2>&1
office "$w" bank check big >big.out
[ "$(wc -l <big.out)" -le 70 ] && grep -q '23 errors' big.out && ok "13,410 rows: $(wc -l <big.out) lines" || not_ok "13,410 rows" "$(wc -l <big.out)"

# --- whose rules: the same for check and seal
check "bank.ini names a profile beside it" 0 "0 errors, 0 warnings" office "$w" bank check "$data/own-profile"
check "the import takes it along" 0 "6 imported" office "$w" bank import "$data/own-profile" --to noi-bo
check "check" 0 "0 errors" office "$w" bank check noi-bo
check "a trial says what would be sealed" 0 "would be sealed for the office, signed by the examiner" "$ctl" -C "$w" bank seal noi-bo --dry-run
[ ! -e "$w/banks/noi-bo.bank" ] && ok "and seals nothing" || not_ok "and seals nothing"
check "and seal judge by it" 0 "sealed for the office" office "$w" bank seal noi-bo
shipped=$root/questionbanks/profiles
check "check by another" 1 "· professional: error: 3 questions; too few for the profiles: nd175-2024 20" office "$w" bank check noi-bo --profiles "$shipped/nd175-2024.ini"
check "and seal by another" 1 "is not sealed" office "$w" bank seal noi-bo --profiles "$shipped/nd175-2024.ini"
check "check by a folder" 1 "nd15-2021" office "$w" bank check noi-bo --profiles "$shipped"
check "and seal by a folder" 1 "nd15-2021" office "$w" bank seal noi-bo --profiles "$shipped"
check "check by the bank's own folder" 0 "0 errors" office "$w" bank check noi-bo --profiles "$w/banks/noi-bo"
check "and seal" 0 "sealed for the office" office "$w" bank seal noi-bo --profiles "$w/banks/noi-bo"
printf 'SBD,Họ và tên,Ngày sinh,Số CCCD,Lĩnh vực,Hạng\n001,Lê Thị Hòa,02/03/1990,001090000123,4.1,II\n' >one.csv
check "a session by the own profile" 0 "1 papers" office "$w" session new noi-bo-1 --bank noi-bo --profile "$w/banks/noi-bo/noi-bo.ini" --roster one.csv --training --pass session="$scratch/pass.n"
ini() { # LINE: the bank with this profiles= line
    sed "s|^profiles=.*|$1|" "$data/own-profile/bank.ini" >"$w/banks/noi-bo/bank.ini"
}
for how in check seal; do
    ini 'profiles=nd175-2024'; check "$how by a shipped one, named" 1 "nd175-2024 20" office "$w" bank $how noi-bo
    ini 'profiles=nd175'; check "$how: an id that is none lists them" 10 '"nd175" is no profile; write one of nd100-2018, nd15-2021, nd175-2024, nd59-2015' office "$w" bank $how noi-bo
    ini 'profiles=../noi-bo/noi-bo.ini'; check "$how: no path leads out" 10 "is no profile" office "$w" bank $how noi-bo
    ini 'profiles=khac.ini'; check "$how: a file that is not there" 10 "khac.ini does not lie beside it" office "$w" bank $how noi-bo
    ini 'profiles='; check "$how: none is named" 10 "profiles names none" office "$w" bank $how noi-bo
    ini 'profile=noi-bo.ini'; check "$how: a misspelt key" 10 "profile is no known key" office "$w" bank $how noi-bo
    ini 'training=co'; check "$how: training is true or false" 10 "training wants true or false, not" office "$w" bank $how noi-bo
    ini 'characters=0304'; check "$how: a character that is none" 10 '"0304" is no character' office "$w" bank $how noi-bo
    ini 'profiles=noi-bo.ini'; mkdir -p none; check "$how: a folder without profiles judges nothing" 2 "holds no profile" office "$w" bank $how noi-bo --profiles none
    check "$how: a file that is no profile" 10 "" office "$w" bank $how noi-bo --profiles one.csv
done
# a question that two pools share may be drawn from the first and be missing in the second
cp -r "$data/own-profile" shared
sed -i 's/^::R1::.*/::R1::Theo Luật Xây dựng 2014, ai tổ chức nghiệm thu công trình xây dựng? {/; /^::R1/,/^}/{s/^~12 giờ/~Nhà thầu thi công/; s/^=24 giờ/=Chủ đầu tư/; s/^~48 giờ/~Nhà thầu thiết kế/; s/^~72 giờ/~Nhà thầu giám sát/}' shared/cau-hoi.gift
check "pools that share questions" 1 "law of the field: error: 1 questions, some of them in other pools too" office "$w" bank check ./shared

# --- characters: said before sealing
printf '$CATEGORY: 4.1/II/chuyen-mon\n\nBê tông m\xd0\xb0c nào? {=M\xc3\xa1c 200 ~M\xc3\xa1c 250 ~M\xc3\xa1c 300 ~M\xc3\xa1c\xcd\x8f 350 ####TCVN}\n' >"$w/banks/noi-bo/z.gift"
check "a Cyrillic letter" 1 'z.gift:3: error: U.0430 in "Bê tông m.U.0430.c nào." only looks like a; write a' office "$w" bank check noi-bo
check "a character nobody sees" 1 "option D: U.034F" office "$w" bank check noi-bo
check "stops the sealing" 1 "is not sealed" office "$w" bank seal noi-bo
rm "$w/banks/noi-bo/z.gift"

# --- a sealed bank: every cell, with the office's key
check "of a good one nothing is said" 0 "6 questions looked at, 0 errors" office "$w" bank check "$w/banks/noi-bo.bank"
kinds=$("$build/rogue-bank")
[ "$(wc -l <<<"$kinds")" -ge 13 ] && ok "$(wc -l <<<"$kinds") ways to hide something" || not_ok "ways to hide something" "$kinds"
cp "$w/banks/noi-bo.bank" good.bank
for kind in $kinds; do
    "$build/rogue-bank" "$w/keys/examiner.key" "$(cat "$scratch/pass.examiner")" "$w/keys/office.key" "$(cat "$scratch/pass.office")" good.bank "$w/banks/noi-bo.bank" "$kind" ||
        not_ok "$kind: sealed"
    check "$kind: its signature holds" 0 "" office "$w" verify "$w/banks/noi-bo.bank"
    check "$kind: check names the question" 1 "^  4.1 · grade II · law of the field \(question 1\): error: " office "$w" bank check "$w/banks/noi-bo.bank"
    check "$kind: no session is made" 10 "4.1 · grade II · law of the field \(question 1\): error: " office "$w" session new "x-$kind" --bank noi-bo --profile "$w/banks/noi-bo/noi-bo.ini" --roster one.csv \
        --training --pass session="$scratch/pass.x"
    [ ! -e "$w/sessions/x-$kind" ] && [ ! -e "$scratch/pass.x" ] && ok "$kind: nothing was made" || not_ok "$kind: nothing was made"
done
cp good.bank "$w/banks/noi-bo.bank"
check "the good one still serves" 0 "1 papers" office "$w" session new noi-bo-2 --bank noi-bo --profile "$w/banks/noi-bo/noi-bo.ini" --roster one.csv --training --pass session="$scratch/pass.n"

# --- the sample bank says of which day its law is, and its questions where the law has changed since
mau=$root/questionbanks/mau
check "nothing is wrong with it" 0 "0 errors, 0 warnings" office "$w" bank check "$mau"
check "its title names the day" 0 "31/12/2024, nay đã được thay thế" office "$w" bank show "$mau"
check "sealed too, with the source" 0 "pháp luật đến hết 31/12/2024.*NĐ-CP" office "$w" bank show "$w/banks/mau.bank"
check "and what its fields are called besides" 0 "4.1 +Giám sát công tác xây dựng công trình \\(Giám sát công tác xây dựng; .*; GSTC\\)" office "$w" bank show "$w/banks/mau.bank"
check "as JSON" 0 "\"GSTC\"" office "$w" --json bank show "$w/banks/mau.bank"
question() { awk -v n="::$1::" 'index($0, n) == 1 { on = 1 } on { printf "%s ", $0 } on && /^}/ { exit }' "$mau"/*.gift; }
wants() { # PATTERN QUESTION…
    local pattern=$1 n
    shift
    for n in "$@"; do
        question "$n" | grep -qE "$pattern" && ok "$n: $pattern" || not_ok "$n: $pattern" "$(question "$n")"
    done
}
wants "trước ngày 01/07/2025.*Điều 89 khoản 2.*01/01/2026" PLC-014 PLC-015 PLC-063 PLR313-013
wants "hết hiệu lực từ 30/12/2024.*####.*hết hiệu lực từ 30/12/2024" PLR112-011 PLR112-012 PLR112-013 PLR113-010 PLR113-011 PLR113-012 PLR113-013
wants "trước khi sắp xếp chính quyền địa phương" PLC-058 PLC-059
wants "\(sửa đổi 2020\)" PLR52-012 PLC-036 PLC-053 PLC-055 PLR3-016 PLR113-007 PLR313-006 PLR313-007
wants "Nghị định 37/2015/NĐ-CP" CM52-019 CM52-020 CM52-021 CM2-028 CM53-026
wants "khoản 36 và 37" PLR312-010
wants "khoản 3 và 43" PLR313-002
wants "Phụ lục IIA" CM3-019
wants "10304.:2014" CM312-018
wants "9386.:2012" CM312-019
finish
