#!/bin/bash
# The exam read aloud: what a stand-in for espeak-ng is given from the log-in to the receipt, in its order; how keys silence it; what is said where
# nothing can speak.
. "$(dirname "$0")/../lib/lib.sh"
golden=tests/data/linear
eval "$("$build/tui-seat" --print-codes)"
make_voice() { # FOLDER WHAT-IT-DOES-BESIDES
    mkdir -p "$1"
    printf '#!/bin/sh\n%s\n{ cat; echo ---; } >>%s\n%s\n' "$2" "$1/log" "$3" >"$1/espeak-ng"
    chmod 755 "$1/espeak-ng"
    : >"$1/log"
}
# ---- what is said ----
make_voice "$scratch/quick" "" ""
coproc DESK { exec "$build/tui-seat" --speak "$scratch/quick" --lang vi 2>&1; }
exec {to}>&"${DESK[1]}"- {from}<&"${DESK[0]}"-
cat <&"$from" >"$scratch/lines" &
# The last utterance is whole, and these words are in it.
is_heard() { awk 'BEGIN {RS = "---\n"} {last = $0} END {printf "%s", last}' "$scratch/quick/log" | grep -qF -- "$1" && [ "$(tail -n 1 "$scratch/quick/log")" = --- ]; }
answer() { # HEARD LINE: what is to be heard before the line is typed
    await is_heard "$1" || echo "not heard: $1" >>"$scratch/missing"
    printf '%s\n' "$2" >&"$to"
}
answer "Mã số dự sát hạch (SBD):" 1
answer "Mã vào thi:" "$CODE1"
answer "Nhấn Enter nếu đúng." ""
answer "Gõ b để bắt đầu" b
answer "Câu 1 trên 12, phần 1, chưa trả lời." b
answer "Đã lưu câu 1: B." c
answer "Đã lưu câu 1: C." t
answer "Thời gian còn lại: 30 phút." n
answer "Câu 2 trên 12" g
answer "Tổng quan bài làm" s
answer "Gõ ba chữ cái N, O, P" NOP
answer "Nhấn Enter hai lần" ""
answer "Mã biên nhận đã được chép chưa" ""
answer "thí sinh tiếp theo" quit
wait "$DESK_PID" 2>/dev/null
exec {to}>&- {from}<&-
# From the log-in on: what the seat says of itself is others'. What is asked for is asked again behind what comes late, and a disk may be waited for;
# the next candidate's lines are those of the first.
sed -n '/^Đăng nhập/,/^3\. Nhấn/p' "$scratch/quick/log" | sed '/^---$/d; /:$/d; /^Đang ghi bài/d; /^3\. Nhấn/q' | sed -E 's/([0-9A-Z]{4} ){3}[0-9A-Z]{4}/#### #### #### ####/; s/([0-9A-Z][,;] ){15}[0-9A-Z]/####; ####; ####; ####/' >"$scratch/spoken"
[ -n "${UPDATE_GOLDEN:-}" ] && cp "$scratch/spoken" "$golden/spoken-vi.txt"
check "everything was heard in its turn" 0 "" bash -c "cat '$scratch/missing' 2>/dev/null; [ ! -e '$scratch/missing' ]"
same "what is read aloud, from the log-in to the receipt" "$golden/spoken-vi.txt" "$scratch/spoken"
# ---- keys ----
make_voice "$scratch/held" 'mkdir "$0.told" 2>/dev/null && { (tail --pid=$$ -f /dev/null; echo "(im)" >/dev/tty) & echo "(nói)" >/dev/tty; }' 'exec tail -f /dev/null'
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
check "on a terminal each key silences it" 0 "1 passed" "$build/tui-run" "${define[@]}" -D DESK="$build/tui-seat" -D VOICES="$scratch/held" -E LANG=C.UTF-8 tests/tui/speak.tui
# ---- nothing to speak with ----
mkdir "$scratch/none"
check "without a program it is said once, and the exam goes on" 0 "1" bash -c "printf '%s\n' h quit | '$build/tui-seat' --speak '$scratch/none' --lang vi | grep -c 'không đọc thành tiếng được'"
make_voice "$scratch/broken" "" "exit 4"
broken() { # the lines go on until it was told
    coproc DESK { exec "$build/tui-seat" --speak "$scratch/broken" --lang vi 2>&1; }
    exec {to}>&"${DESK[1]}"- {from}<&"${DESK[0]}"-
    local line told=0
    printf '%s\n' h >&"$to"
    while IFS= read -r -t 60 line <&"$from"; do
        case $line in
        *'Không đọc thành tiếng được nữa'*) told=$((told + 1)) && printf '%s\n' h h quit >&"$to" ;;
        *'Mỗi dòng kết thúc bằng Enter'*) [ $told -gt 0 ] || printf '%s\n' h >&"$to" ;;
        esac
    done
    exec {to}>&- {from}<&-
    echo "told $told"
}
check "a program that fails is told of once" 0 "told 1" broken
# ---- the client as it is shipped, which starts no program once it is locked in ----
. tests/lib/office.sh
w=$scratch/office
make_voice "$scratch/voices" "" ""
shipped() { # the input ends once it was heard
    await grep -q 'Máy này đang khóa' "$scratch/voices/log" | unshare -m sh -c 'mount --bind "$0/voices" /usr/local/bin && exec "$@"' "$scratch" "$client" --speak --lang vi \
        --bank "$w/banks/mau.bank" --session "$w/sessions/ca-1/ca-1.session" --trust "$w/keys/office.pub" --data "$scratch/data" --seat MAY-01 >/dev/null
    cat "$scratch/voices/log"
}
if [ -e /usr/bin/spd-say ] || [ -e /usr/bin/espeak-ng ]; then
    skip "the shipped client speaks" "a voice of the machine's own would speak"
elif ! unshare -m true 2>/dev/null; then
    skip "the shipped client speaks" "nothing can be mounted here"
else
    make_office "$w" && make_session "$w" ca-1 && mkdir "$scratch/data" && ok "an office with a session" || not_ok "an office with a session"
    check "the shipped client speaks, locked in as it is" 0 "Máy này đang khóa" shipped
fi
finish
