#!/bin/bash
# What audit and verify say was proved, and what not: each sentence in each of its forms, in both languages, with its id; none before its check was done.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office profile=$root/questionbanks/profiles/nd175-2024.ini roster=$root/questionbanks/demo/roster.csv
make_office "$w" && ok "an office" || not_ok "an office"
check "no session, nothing proved" 1 "there is no session to look at" office "$w" audit
printf 'mat khau chung kien 3\n' >"$scratch/pass.witness"
"$ctl" witness init "$scratch/witness" --name thanh-tra --pass witness="$scratch/pass.witness" >/dev/null
"$build/cheap-keys" "$scratch/pass.witness" "$scratch/witness/witness.key"
"$ctl" -C "$scratch/witness" witness trust "$w/keys/office.pub" >/dev/null
office "$w" key trust "$scratch/witness/witness.pub" >/dev/null
mkdir "$scratch/stick"
cosigned() { # by the witness, on its way through the stick
    office "$w" log export "$scratch/stick" >/dev/null &&
        echo YES | "$ctl" -C "$scratch/witness" --pass witness="$scratch/pass.witness" witness cosign "$scratch/stick" >/dev/null &&
        office "$w" log take "$scratch/stick" >/dev/null
}
# says ID "+ ENGLISH" "VIETNAMESE": the audit of $session says so in both languages, and in JSON under its id
audit() { office "${at:-$w}" audit "$session"; }
look() { LANGUAGE=en audit >"$scratch/en" 2>&1; LANGUAGE=vi audit >"$scratch/vi" 2>&1; office "${at:-$w}" --json audit "$session" >"$scratch/json" 2>/dev/null; }
says() { # ID SIGN ENGLISH VIETNAMESE
    local list=proved missing=''
    [ "$2" = + ] || list=not_proved
    grep -qxE "  [$2] $3" "$scratch/en" || missing+="en "
    grep -qxE "  [$2] $4" "$scratch/vi" || missing+="vi "
    [ "$(sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('$scratch/json'), '\$.$list') WHERE value->>'id' = '$1'")" = 1 ] || missing+="json "
    [ -z "$missing" ] && ok "$session: $2 $1" || not_ok "$session: $2 $1 ($missing)" "$(cat "$scratch/en" "$scratch/vi" "$scratch/json")"
}
says_not() { # ID
    [ "$(sqlite3 :memory: "SELECT count(*) FROM json_tree(readfile('$scratch/json')) WHERE key = 'id' AND value = '$1'")" = 0 ] && ok "$session: nothing of $1" ||
        not_ok "$session: nothing of $1" "$(cat "$scratch/en")"
}

# ---- a session without a lot, nothing graded ----
session=ca-1
make_session "$w" ca-1 --sheet sample
look
fingerprint=$(office "$w" key show | sed -n 's/  office//p')
says log + "the log: [0-9]+ lines, whole, signed by office $fingerprint" "sổ nhật ký: [0-9]+ dòng, nguyên vẹn, cơ quan $fingerprint ký"
says anew − "that no line was written anew: nobody else has signed a mark" "không dòng nào bị viết lại: chưa ai khác ký mốc"
says files + "all [0-9]+ files of ca-1 stand as they came" "đủ [0-9]+ tệp của ca ca-1, như lúc nhận"
says draw + "all 7 papers follow from D, roster, rules, bank, lot; D in line [0-9]+, lot in line [0-9]+, commitments: 1" \
    "cả 7 đề rút đúng từ D, danh sách, quy chế, bộ câu hỏi, bốc thăm; D ở dòng [0-9]+, bốc thăm ở dòng [0-9]+, số lần cam kết: 1"
says lot − "that nobody chose D: no public lot" "không ai chọn D: không bốc thăm công khai"
says sheet − "the sheet: no receipts were typed in" "danh sách ký: chưa nhập mã biên nhận"
says rules + "0 journals keep all rules, 0 were ruled on, 0 wait" "0 bài đúng mọi quy định, 0 bài đã quyết định, 0 bài còn chờ"
says author − "that a journal is the candidate's, not the office's: only the signed sheet tells" \
    "bài do thí sinh làm, không do cơ quan giữ khóa viết: chỉ danh sách ký cho biết"
says program − "that the seats ran the true program" "máy thi chạy đúng chương trình"
for id in closed clock results typed sample fixed lost backup; do says_not $id; done
[ "$(grep -cE '^  [+−] ' "$scratch/en")" -eq "$(sqlite3 :memory: "SELECT count(*) FROM json_tree(readfile('$scratch/json')) WHERE key = 'id'")" ] &&
    ok "as many lines as ids" || not_ok "as many lines as ids" "$(cat "$scratch/en")"

# ---- graded, the sheet typed in part, then whole ----
office "$w" simulate ca-1 --candidates 6 --seed 2 -o "$scratch/room" >/dev/null
office "$w" collect "$scratch/room" >/dev/null
office "$w" sheet ca-1 >/dev/null 2>&1
office "$w" grade ca-1 >/dev/null 2>&1
look
graded=$(awk -F'\t' '$4 == "graded" {n = $1} END {print n}' "$w/log/log.tsv")
says results + "the results follow from the log up to line $graded" "kết quả khớp sổ nhật ký đến dòng $graded"
says sheet − "the sheet: no receipts were typed in" "danh sách ký: chưa nhập mã biên nhận"
says_not typed
says rules + "7 journals keep all rules, 0 were ruled on, 0 wait" "7 bài đúng mọi quy định, 0 bài đã quyết định, 0 bài còn chờ"
receipts=$(for f in "$w"/inbox/ca-1/*.answers; do f=${f##*/ca-1.}; f=${f%.answers}; echo "${f/./=}"; done)
first=$(head -n 2 <<<"$receipts" | tr '\n' ' ')
office "$w" sheet ca-1 $first >/dev/null 2>&1
office "$w" grade ca-1 >/dev/null 2>&1
look
says sheet − "the sheet: 2 of 7 rows that are asked were typed in" "danh sách ký: đã nhập 2/7 dòng được hỏi"
says typed − "that the typed sheet is the signed one" "bản nhập đúng là danh sách có chữ ký"
says sample − "that no other mark was tried first" "không thử mốc khác trước"
office "$w" sheet ca-1 $receipts >/dev/null 2>&1
office "$w" grade ca-1 >/dev/null 2>&1
look
mark=$(awk -F'\t' '$4 == "mark" {print $8}' "$w/log/log.tsv" | sed 's/.*size=\([0-9]*\).*/\1/' | tail -n 1)
says sheet + "all 7 receipts compared with the typed sheet, chosen by the marks up to line $mark; had 5 % been altered, one would have shown with 95 %" \
    "cả 7 mã biên nhận đã so với bản nhập từ danh sách ký, chọn theo các mốc đến dòng $mark; nếu 5 % số bài bị sửa thì 95 % là đã lộ"
says_not fixed

# ---- a mark in another hand; the close and what comes after it ----
cosigned
size=$(sed -n 2p "$w/log/mark"); size=$((size - 1))
look
says anew − "that no line behind $size was written anew: up to there thanh-tra signed on 20[0-9-]+T[0-9:]+Z" "không dòng nào sau dòng $size bị viết lại: đến đó thanh-tra đã ký ngày 20[0-9-]+T[0-9:]+Z"
office "$w" decide ca-1 close --reason "Hội đồng" >/dev/null 2>&1; office "$w" grade ca-1 >/dev/null 2>&1
look
says closed + "came after the close: 0" "đến sau khi đóng ca: 0"

# ---- a lot, with and without a witness in between; one commitment given up before ----
for session in ca-2 ca-3; do
    office "$w" session commit $session --bank mau --profile "$profile" --roster "$roster" --training --lot-rule "Xổ số" >/dev/null
    [ $session = ca-3 ] && cosigned
    office "$w" session draw $session --lot 421777 --pass session="$scratch/pass.$session" --pass order="$scratch/pass.order" >/dev/null
    rm -f "$scratch/pass.order"
    look
    if [ $session = ca-2 ]; then says lot − "that D was fixed before the lot was known" "D có trước khi biết kết quả bốc thăm"
    else says lot + "thanh-tra signed the commitment before the lot" "thanh-tra ký bản cam kết trước khi bốc thăm"; fi
done
check "without a session every one is looked at" 0 "^ca-3: all 7 papers" office "$w" audit
office "$w" --json audit >"$scratch/each.json" 2>/dev/null
check "in JSON too" 0 "^3$" sqlite3 :memory: "SELECT count(*) FROM json_each(readfile('$scratch/each.json'))"

# ---- graded before the mark was signed: the sheet proves nothing of those results ----
session=ca-4
make_session "$w" ca-4 --sheet all
office "$w" simulate ca-4 --candidates 6 --seed 3 -o "$scratch/room-4" >/dev/null
office "$w" collect "$scratch/room-4" >/dev/null
office "$w" grade ca-4 >/dev/null 2>&1
office "$w" sheet ca-4 >/dev/null 2>&1
office "$w" sheet ca-4 $(for f in "$w"/inbox/ca-4/*.answers; do f=${f##*/ca-4.}; f=${f%.answers}; echo "${f/./=}"; done) >/dev/null 2>&1
office "$w" grade ca-4 >/dev/null 2>&1
look
says fixed − "that 7 papers were fixed before they were graded" "7 bài đã cố định trước khi chấm"
says_not sample

# ---- restored without a comparison; renewed ----
session=ca-1
office "$w" backup "$scratch/b" >/dev/null
office "$scratch/restored" restore "$scratch/b" >/dev/null 2>&1
at=$scratch/restored look
says backup − "that the backup was the newest" "bản sao lưu là bản mới nhất"
mkdir "$scratch/newer" && office "$w" key trust "$scratch/witness/witness.pub" >/dev/null && cp -r "$w" "$scratch/ahead"
office "$scratch/ahead" decide ca-2 close --reason x >/dev/null 2>&1; office "$scratch/ahead" key trust "$w/keys/examiner.pub" >/dev/null
office "$scratch/ahead" log export "$scratch/newer" >/dev/null
office "$w" log check --against "$scratch/newer" >/dev/null 2>&1
office "$w" log renew --reason "Hỏng ổ đĩa" >/dev/null
look
says lost − "lines [0-9]+-unknown: lost, Hỏng ổ đĩa" "các dòng [0-9]+-unknown: đã mất, Hỏng ổ đĩa"

# ---- verify ----
verified() { LANGUAGE=en "$@" >"$scratch/en" 2>&1; LANGUAGE=vi "$@" >"$scratch/vi" 2>&1; "$@" --json >"$scratch/all.json" 2>/dev/null
    sqlite3 :memory: "SELECT CAST(readfile('$scratch/all.json') AS TEXT) -> '\$[0]'" >"$scratch/json"; }
session=verify
office "$w" report ca-1 passlist --format csv >/dev/null 2>&1
list=$w/reports/ca-1/tap-duot-passlist.csv
line=$(awk -F'\t' '$6 == "tap-duot-passlist.csv" {n = $1} END {print n}' "$w/log/log.tsv")
verified "$ctl" -C "$w" verify "$list"
says list + "as the office signed it, line $line of its log" "đúng như cơ quan đã ký, dòng $line của sổ nhật ký"
says graded − "that it was graded rightly: audit" "chấm đúng: audit"
says_not logged
verified "$ctl" verify "$list" --trust "$w/keys/office.pub"
says list + "as the office signed it" "đúng như cơ quan đã ký"
says logged − "that it stands in the office's log" "có trong sổ nhật ký của cơ quan"
verified "$ctl" -C "$w" verify "$w/sessions/ca-1/ca-1.session"
says session + "unaltered since office $fingerprint signed it" "không đổi từ khi cơ quan $fingerprint ký"
says draw − "the draw: audit, or drawn.tsv" "việc rút đề: audit, hoặc drawn.tsv"
verified "$ctl" -C "$w" verify "$(find "$w/inbox/ca-1" -name '*.answers' | sort | head -n 1)"
says answers − "anything: only the office can open it" "gì cả: chỉ cơ quan mở được"
verified "$ctl" -C "$w" verify "$w/banks/mau.bank"
says bank + "unaltered since examiner .* sealed it" "không đổi từ khi cán bộ ra đề .* niêm phong"
says cells − "what its cells hold: bank check" "nội dung các ô: bank check"
finish
