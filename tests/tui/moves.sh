#!/bin/bash
# Exams that move between two seats, as people see them: the real client on terminals whose screens are read, killed at random, its exchange folder pulled and
# back. What the screen shows as saved in two places stands at the next seat, whose screen says how much came along, and in the paper that is graded.
#   SATHACH_SEED=N   other dice          SATHACH_TUI_MOVES=N   so many moves an exam (3)
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office drop=$scratch/drop seed=${SATHACH_SEED:-1} moves=${SATHACH_TUI_MOVES:-3}
mkdir "$drop"
make_office "$w" && make_session "$w" ca-1 --saved-places 2 && ok "an office with a session" || not_ok "an office with a session"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
slip() { sqlite3 :memory: "SELECT value->>'$2' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='$1'"; } # PAPER COLUMN
voucher() { sed -n "s/^ *$1  \([0-9A-Z]* [0-9A-Z]*\)  .*/\1/p" "$w/reports/ca-1/tap-duot-vouchers.txt"; } # NUMBER
used=0
for n in 1 2; do
    printf '#!/bin/sh\nexec %s --bank %s --session %s --data %s --trust %s --seat MAY-0%s --drop %s --pass session=%s\n' "$client" "$w/banks/mau.bank" \
        "$w/sessions/ca-1/ca-1.session" "$scratch/seat-$n" "$w/keys/office.pub" $n "$drop" "$scratch/pass.ca-1" >"$scratch/run-$n"
    chmod 700 "$scratch/run-$n"
    mkdir "$scratch/seat-$n"
done
# What the script asks for by a file of that name.
while [ -e "$scratch" ]; do
    [ ! -e "$scratch/pull" ] || { mv "$drop" "$drop.away" && rm "$scratch/pull"; }
    [ ! -e "$scratch/back" ] || { mv "$drop.away" "$drop" && rm "$scratch/back"; }
    sleep 0.1
done &
hands=$!
trap 'kill "$hands"; clean_up' EXIT

roll() { echo $((RANDOM % $1)); }
log_in() { printf 'expect "Mã số dự sát hạch"\ntype "%s"\nkey Enter\ntype "%s"\nkey Enter\nexpect "Có phải anh/chị không?"\n' "$1" "$2"; } # SBD CODE
sit() { printf 'screen seat%s\nsize 24x80\nspawn "%s"\n' "$1" "$scratch/run-$1"; } # NUMBER
go_to() { printf 'type "%s"\nkey Enter\nexpect "Câu %s / 30"\n' "$1" "$1"; } # QUESTION
answer() { # QUESTION: by a letter that it has not
    local letter
    letter=$(printf 'abcd' | cut -c $((1 + ($(roll 3) + $(printf 'abcd' | awk -v l="${has[$1]:-d}" '{print index($0, l)}')) % 4)))
    go_to "$1"; printf 'type "%s"\nexpect "[●]  %s"\n' "$letter" "${letter^^}"
    has[$1]=$letter
}
script() { # PAPER: an exam; what each question was shown to be in two places stands in has[]
    local at=1 m k
    declare -gA has=()
    sit 1; log_in "$(slip "$1" sbd)" "$(slip "$1" access_code)"
    printf 'key Enter\nexpect "Trước khi bắt đầu"\ntype "b"\nexpect "Câu 1 / 30"\n'
    for m in $(seq "$moves"); do
        for k in $(seq $((2 + $(roll 3)))); do
            if [ "$(roll 4)" = 0 ]; then # the folder goes, and comes back
                printf 'make "%s/pull"\n' "$scratch"
                answer $((1 + $(roll 30))); printf 'expect "đã lưu, đang chép"\nmake "%s/back"\n' "$scratch"
            else
                answer $((1 + $(roll 30)))
            fi
            printf 'wait "đã lưu 2 nơi" 60000\n'
        done
        if [ "$(roll 2)" = 0 ]; then # one more, and the plug is pulled: nobody was shown anything of it
            k=$((1 + $(roll 30))) before=${has[$k]:-}
            [ -n "$before" ] || { go_to $k; printf 'type "a"\n'; }
        fi
        printf 'kill9\n'
        at=$((3 - at)) used=$((used + 1))
        sit $at; log_in "$(slip "$1" sbd)" "$(slip "$1" access_code)"
        printf 'expect "Từ bản sao lúc"\nkey C-o\ntype "%s"\nkey Enter\nexpect "bắt đầu ở máy này"\ntype "1"\nkey Enter\nexpect "9  khác"\ntype "9"\nkey Enter\n' "$(voucher $used)"
        printf 'expect " / 30"\nexpect "Từ bản sao lúc"\n'
        for k in "${!has[@]}"; do go_to "$k"; printf 'expect "[●]  %s"\n' "${has[$k]^^}"; done
    done
    printf 'type "gs"\nexpect "Gõ chữ NOP"\ntype "NOP"\nkey Enter\nexpect "Bài đã có ở hai nơi"\nkill9\n'
    printf 'screen seat%s\n' $((3 - at))
}
RANDOM=$seed
for paper in 0001 0004; do
    script $paper >"$scratch/$paper.tui"
    if timeout 600 "$build/tui-run" -E LANG=C.UTF-8 "$scratch/$paper.tui" >"$scratch/log" 2>&1; then ok "paper $paper: $moves moves, $(grep -c 'đã lưu 2 nơi' "$scratch/$paper.tui") answers shown in two places (seed $seed)"
    else not_ok "paper $paper: $moves moves (seed $seed)" "$(cat "$scratch/log")"; fi
done
check "the office collects them, nothing in conflict" 0 "0 in conflict" office "$w" collect "$scratch/seat-1" "$scratch/seat-2" "$drop"
office "$w" grade ca-1 >"$scratch/graded" 2>&1
check "two papers moved, and are graded" 0 "^2$" bash -c "grep -E '^000[14]' '$w/sessions/ca-1/results.tsv' | grep -cE '(passed|failed).*moved'"
finish
