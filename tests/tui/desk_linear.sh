#!/bin/bash
# The desk line by line, without a screen: an exam day, a bank mended, a roster looked through, a setting written, the commands as forms; the transcript is the stored one
# in both languages. Then on a terminal: what is typed as a passphrase is not seen, and long lines break between words.
#   tests/tui/desk_linear.sh        UPDATE_GOLDEN=1 writes the transcripts anew: look at the difference before keeping it
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
golden=tests/data/linear
export TZ=UTC LANG=C.UTF-8 HOME=$scratch/home
program=$(realpath "$ctl")
mkdir "$HOME" "$scratch/one" "$scratch/two"
made=$scratch/made w=$scratch/office
make_office "$made" && make_session "$made" ca-1 --sheet sample && ok "an office with a session" || not_ok "an office with a session"
# a bank with a fault in one question
printf '$CATEGORY: 4.1/II/chuyen-mon\n\n::q1::Chiều rộng một làn xe? {\n~3,00 m\n=3,50 m\n~3,75 m\n~4,00 m\n}\n\n::q2::Chiều rộng làn? {\n~3,00 m\n=3,50 m\n~3,50 m\n~4,00 m\n}\n' >"$scratch/cau-hoi.gift"
office "$made" bank import "$scratch/cau-hoi.gift" --to thu >/dev/null 2>&1
office "$made" simulate ca-1 --candidates 6 --seed 3 -o "$scratch/one" >/dev/null 2>&1
office "$made" simulate ca-1 --candidates 6 --seed 4 -o "$scratch/two" >/dev/null 2>&1
cp "$scratch"/two/ca-1.0002.* "$scratch/one/"
other=$(basename "$scratch"/two/ca-1.0003.*.answers | cut -d. -f3) # the code of another journal than came
came=$(ls "$scratch"/one/*.0001.*.answers)
cp "$root/tests/data/roster/faults.csv" "$scratch/danh-sach.csv"
day() { # what comes is collected; journals that part, a decision about them; the signed sheet; graded; a person and a paper; what was run
    printf '%s\n' '?' n v "$came" '' '' '' "$(cat "$scratch/pass.office")" d zz 1 '' '' esc a 'theo biên bản' .s sai esc esc esc v '' '' .f 0003 9z "$other" '' '' = esc g '' esc esc z esc \
        esc esc t 'thi hanh' 1 '' 12 left k t esc esc esc c .s esc
}
bank() { # a question mended and left; a bank sealed is not, for its faults
    printf '%s\n' /thu esc b 2 v '?' /rong /zzz esc '' '' '' .1 'Làn rộng bao nhiêu?' .3 '3,60 m' .6 x d .z esc esc n esc b '?' .tab esc esc
}
roster() { # a list with faults; a new session's form, previewed
    printf '%s\n' d f "$scratch/danh-sach.csv" '' b 1 '' y 1 '' 4 space 4 '' 3 esc g esc
}
settings() { # one typed and written, another left as a draft; the log
    printf '%s\n' s 4 '' 'Gia Lai' .s 5 '' 'Times New Roman' esc n 3 esc esc
}
forms() { # a command as a form, by words and numbers; what does not fit is told
    printf '%s\n' m 'bank seal' '' mau .s esc esc esc m + 'session new' '' 1 'ca 9' .10 esc esc esc l l .q
}
transcript() { # LANG
    rm -rf "$w" && cp -a "$made" "$w"
    (day && bank && roster && settings && forms) | (cd "$w" && exec "$program" desk --linear --lang "$1" 2>&1)
}
masked() { # LANG; keys are new, draws are random, folders are the machine's
    transcript "$1" | sed -E "s|$scratch\|$root\|${program%/*}/\.\.|…|g; s/[0-9]{2}[/][0-9]{2}[/]20[0-9]{2}/DAY/g; s/20[0-9]{2}-[0-9]{2}-[0-9]{2}/DAY/g; s/[0-9]{2}:[0-9]{2}(:[0-9]{2})?/TIME/g" |
        sed -E 's/\b([0-9a-f]{64}|[0-9a-f]{8,16})\b/HASH/g; s/\b([0-9A-HJKMNP-Z]{16}|([0-9A-HJKMNP-Z]{4} ){3}[0-9A-HJKMNP-Z]{4})\b/CODE/g
            /^[0-9]+\. [a-z]+(\/|\.ini|\.db)$/d; /^[0-9]+ %/d; /^(Esc stops|Esc dừng|Writing: it|Đang ghi, không)/d
            /^(Câu|Question) [0-9]+\/30/,/^(TIME|> $)/d; /^(câu|question) [0-9]+ /d; /^TIME /d; /^(Đáp án|Key): /d
            s/[0-9]+( (sự kiện|events))/N\1/; s/(sự kiện|events): [0-9]+/\1: N/; s/[0-9]+\/30/N\/30/; s/[0-9]+ (Đạt|Không đạt|Passed|Failed)/N SCORE/
            s/[0-9]+ (đạt|passed), [0-9]+ (không đạt|failed)/N \1, N \2/'
}
for lang in vi en; do
    masked $lang >"$scratch/$lang"
    [ -n "${UPDATE_GOLDEN:-}" ] && cp "$scratch/$lang" "$golden/desk-$lang.txt"
    same "the desk as lines, $lang" "$golden/desk-$lang.txt" "$scratch/$lang"
done
check "no escape sequence, no control character" 1 "" grep -qP '[\x00-\x08\x0b-\x1f\x7f]' "$scratch/vi"
printf '#!/bin/sh\ncd %s && exec %s desk --linear --lang vi\n' "$made" "$program" >"$scratch/desk.sh"
chmod 700 "$scratch/desk.sh"
check "on a terminal" 0 "1 passed" timeout 120 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D PASS="$(cat "$scratch/pass.office")" tests/tui/desk_linear.tui
check "no passphrase" 1 "" grep -q "$(cat "$scratch/pass.office")" "$scratch/vi"
finish
