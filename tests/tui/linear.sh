#!/bin/bash
# The whole exam line by line, without a screen: the transcript is the stored one, in both languages; and the same exam on a terminal that
# cannot address its cursor.
. "$(dirname "$0")/../lib/lib.sh"
golden=tests/data/linear
mkdir -p "$golden"
eval "$("$build/tui-seat" --print-codes)"
# Lines of a candidate who tries everything: a wrong code, help, an answer changed, cleared and crossed out, marks, jumps, the time, repeat, the
# other language and back, the overview, a wrong word; then one who has two papers, and words that are no yes.
exam() {
    printf '%s\n' h 9 222222222 esc 1 222222222 "$CODE1" no h "" h n a "x b" m n n r g h s nop n t esc b a b "x d" "x d" m m m o t p clear delete 1a "?" xyz r n c n d del d l l i h 22222 "$VOUCHER1" 0 2 8 3 "$LONG" 12 a p 99 "" g c u esc g s h t $'\033b' nop1 esc esc g s NOP
}
transcript() { # LANG
    local line to from
    coproc DESK { exec "$build/tui-seat" --linear --lang "$1" 2>&1; }
    exec {to}>&"${DESK[1]}"- {from}<&"${DESK[0]}"-
    exam >&"$to"
    # what is typed while the paper is being stored counts for nothing: the rest waits for the receipt
    while IFS= read -r -t 600 line <&"$from"; do
        printf '%s\n' "$line"
        [[ ! $line =~ ^(Mã\ biên\ nhận|Receipt\ code):\ ([0-9A-Z]{4}\ ){3} ]] || break
    done
    printf '%s\n' h r 2 5 "" s "" yes "" 2 "$CODE2" "" yes 9 2 esc quit >&"$to"
    exec {to}>&-
    cat <&"$from"
    exec {from}<&-
}
masked() { # LANG; whether the disk is waited for at the end is the machine's
    transcript "$1" | sed -E '/^(Đang ghi bài làm|Your answers are being written)/d; s/([0-9A-Z]{4} ){3}[0-9A-Z]{4}/#### #### #### ####/; s/([0-9A-Z][,;] ){15}[0-9A-Z]/####; ####; ####; ####/; s/^(Letters|Chữ) ([0-9]+ (to|đến) [0-9]+): .*/\1 \2: ####/'
}
for lang in vi en; do
    masked $lang >"$scratch/$lang"
    [ -n "${UPDATE_GOLDEN:-}" ] && cp "$scratch/$lang" "$golden/$lang.txt"
    same "the exam as lines, $lang" "$golden/$lang.txt" "$scratch/$lang"
done
check "an answer is said to be saved before the next line is read" 0 "" bash -c "grep -A1 -nE '^Đã lưu câu 1: A$' '$scratch/vi' | head -n 1 | grep -q ':'"
check "no escape sequence, no control character" 1 "" grep -qP '[\x00-\x08\x0b-\x1f\x7f]' "$scratch/vi"
check "no line is cut: all of the long question is there" 0 "" grep -qE '^Trong quá trình.{1200}' "$scratch/vi"
# One thing of the line mode has one name: no key that it lacks is named. The key Esc is, where it says how it is pressed.
for lang in vi en; do
    check "no key is named that is none here, $lang" 1 "" bash -c "grep -vE '^(Nothing was done\. The key Esc|Chưa làm gì cả\.)' '$scratch/$lang' | grep -E '[←↑→↓▶]|Ctrl-|F12|PgUp|PgDn|\bEsc\b|\bDel\b|\bTab\b'"
done
check "practice says that it is practice, wherever one is" 0 "^7$" bash -c "grep -cE '^(Làm thử, câu [123] |Làm thử: tổng quan|Làm thử: nộp bài)' '$scratch/vi'"
check "a part is said before its first question" 0 "" bash -c "grep -A1 -E '^Part 2, .*: questions 5 to 12\.' '$scratch/en' | grep -qE '^Question 12 of 12, part 2, not answered'"
check "a letter in the overview answers nothing" 1 "" grep -q 'Đã lưu câu 4' "$scratch/vi"
check "a word stores nothing, whatever it begins with" 1 "" grep -qE '^Saved question 1: [CD]' "$scratch/en"
check "the question mark helps, and the exam goes on behind it" 0 "" bash -c "grep -q '\"xyz\" does nothing here' '$scratch/en' && grep -q '^Saved question 2: ' '$scratch/en'"
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
check "on a terminal" 0 "1 passed" "$build/tui-run" "${define[@]}" -D DESK="$build/tui-seat" -E LANG=C.UTF-8 tests/tui/linear.tui
TERM=dumb; export TERM
check "TERM=dumb goes to lines by itself" 0 "Mã số dự sát hạch" bash -c "echo quit | '$build/tui-seat' --lang vi"
finish
