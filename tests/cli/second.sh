#!/bin/bash
# FORMATS.md holds: what was written in another language from that page alone reads a whole office of
# the real programs, draws and grades the same, and what it writes is taken in by them.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
export PYTHONDONTWRITEBYTECODE=1
page=$root/app/core/FORMATS.md
# Its lines are cases of this test; "code SIZE CODE" is kept for later.
second() { # PROGRAM ARGUMENTS…
    local said line rc
    said=$(/usr/bin/python3 "tests/second/$1.py" "${@:2}" 2>&1); rc=$?
    while IFS= read -r line; do
        case $line in
        "ok "*) ok "${line#ok }" ;;
        "not ok "*) not_ok "${line#not ok }" ;;
        "code "*) marked=${line#code } ;;
        *) [ -z "$line" ] || not_ok "$1.py says a line of no check" "$line" ;;
        esac
    done <<<"$said"
    [ $rc -eq 0 ] || not_ok "$1.py ends well" "$said"
}
second vectors "$page"

# an office: two of three custodians unlock, extra time, exemptions, a public lot, a regime that
# shuffles options and falls back to a common pool
w=$scratch/office
make_office "$w" && ok "an office" || not_ok "an office"
sed 's/^shuffle_options=.*/shuffle_options=true/' questionbanks/profiles/nd15-2021.ini >"$scratch/own.ini"
{
    echo "SBD;Họ và tên;Ngày sinh;Số CCCD;Đơn vị;Lĩnh vực;Hạng;Miễn chuyên môn;Thêm giờ (phút)"
    for i in $(seq 17); do
        field=4.1 grade=II exempt='' extra=''
        case $i in *[13579]) grade=III ;; esac
        case $i in 11) field=1.1 ;; 10 | 12) exempt=x ;; 3 | 8 | 13) extra=10 ;; esac
        printf '%03d;Nguyễn Thị Hạnh;%02d/02/1980;0%011d;Công ty Cầu Đường;%s;%s;%s;%s\n' \
            "$i" "$i" "$i" $field $grade "$exempt" "$extra"
    done
} >"$scratch/roster.csv"
office "$w" session commit ca-1 --bank mau --profile "$scratch/own.ini" --roster "$scratch/roster.csv" --training \
    --custodians 3 --need 2 --room "Phòng 2" --lot-rule "Xổ số 18:00, giải đặc biệt" >"$scratch/said" 2>&1 &&
    office "$w" session draw ca-1 --lot "So lot 4217" --pass session="$scratch/pass.ca-1" --pass order="$scratch/pass.order" \
    >>"$scratch/said" 2>&1 && ok "a session" || not_ok "a session" "$(cat "$scratch/said")"
cat "$scratch"/pass.ca-1.[123] >"$scratch/pass.ca-1" # what the custodians type at a seat
office "$w" session slips ca-1 >/dev/null
office "$w" session slips ca-1 --json >"$scratch/slips.json"

# paper 1 by a candidate at a seat: an answer taken back, another chosen again
mkdir "$scratch/seat" "$scratch/share" "$scratch/resumes" "$scratch/made" "$scratch/virtual"
saved() { hear "[Ss]aved.*question $1|question $1.*saved"; } # QUESTION
sit_down MAY-01 "$scratch/seat" --drop "$scratch/share" && log_in 0001 && say "" && hear 'Type b to begin' && say b && hear 'Question 1 of'
for n in 1 2 3; do say "$n"; say b; saved "$n"; done
say del; saved 3
say 2; say del; saved 2; say d; saved 2
await is_there "$scratch/share/*.resume"
cp "$scratch"/share/*.resume "$scratch/resumes/"
use_voucher 17 'more time: 5 minutes' && ok "a voucher for more time" || not_ok "a voucher for more time" "$(tail -n 5 "$scratch/heard")"
say g; say s; say NOP
hear 'Receipt code' && ok "a paper at a seat" || not_ok "a paper at a seat" "$(tail -n 5 "$scratch/heard")"
say ""; say ""; use_voucher 1 'copy and leave' MAY-01
end

# twelve more by the second implementation, one of them damaged on the way, three by virtual
# candidates; one never came
second sit "$w" ca-1 "$scratch/pass.office" "$scratch/made"
check "its answers are taken in" 14 "^17 files: 14 new, 0 known, 0 of another session, 1 damaged, 2 in conflict" \
    office "$w" collect "$scratch/made" "$scratch/seat"
office "$w" simulate ca-1 --candidates 3 --seed 5 -o "$scratch/virtual" >/dev/null
check "and others" 0 "^3 files: 3 new" office "$w" collect "$scratch/virtual"
receipt=$(find "$w/inbox/ca-1" -name 'ca-1.0002.*.answers' | head -n 1 | sed -E 's/.*\.([0-9A-Z]{16})\.answers/\1/')
{ office "$w" sheet ca-1 && office "$w" sheet ca-1 "0002=$receipt"; } >"$scratch/said" 2>&1 || not_ok "a row of the signed sheet" "$(cat "$scratch/said")"
office "$w" grade ca-1 >"$scratch/graded" 2>&1
cp "$w/sessions/ca-1/results.tsv" "$scratch/first.tsv"
check "rules were broken in some: a late answer by more time that nobody gave" 0 "irregular.*late-answer code" grep ^0016 "$scratch/first.tsv"
check "minutes, an order to another seat, a voucher twice" 0 "irregular.*minutes code code-twice" grep ^0017 "$scratch/first.tsv"
everything() { # [SEAT RESUMES]
    second office "$w" ca-1 "$scratch/pass.office" "$scratch/pass.ca-1" "$page" "$@"
}
everything "$scratch/seat" "$scratch/resumes"

# what the council may decide, of each kind
decide() { # ON WHAT…
    office "$w" decide ca-1 "$@" --reason "Hội đồng đã họp" --by "Hội đồng" >"$scratch/said" 2>&1 && return
    not_ok "decide $*" "$(cat "$scratch/said")"
}
office "$w" bank show mau --questions --json >"$scratch/bank.json"
mapfile -t qids < <(sqlite3 :memory: "SELECT q.value->>'id'
    FROM json_each(readfile('$scratch/bank.json'), '\$.list') q, json_each(q.value, '\$.pools') p
    WHERE p.value IN ('4.1/II/chuyen-mon', '4.1/III/chuyen-mon') GROUP BY 1 ORDER BY 1 LIMIT 5")
head=$(sed -nE '/paper 0006/,$s/.*journal ([0-9a-f]{16}), receipt.*/\1/p' "$scratch/graded" | head -n 1)
decide question "${qids[0]}" void
decide question "${qids[1]}" take-out
decide question "${qids[2]}" accept A,C
decide question "${qids[3]}" key B
decide question "${qids[0]}" take-out
decide question "${qids[4]}" void
decide paper 6 journal "$head"
decide paper 7 as-is
decide paper 2 annul
decide paper 14 no-paper
decide paper 16 accept
decide undo 6
line=$(awk -F'\t' '$4 == "answers" && $8 ~ / paper=0003 / {print $1; exit}' "$w/log/log.tsv")
rm "$w/inbox/ca-1/$(sed -n "${line}s/.*as=\([^ ]*\).*/\1/p" "$w/log/log.tsv")"
decide lost "$line"
office "$w" grade ca-1 >/dev/null 2>&1
everything
check "what was decided on questions changed what was graded" 0 "decided" \
    grep -E "^00(01|04|08|09|11|13)" "$w/sessions/ca-1/results.tsv"
check "the programs know the code of the mark that was computed" 0 "the first ${marked%% *} lines are those of the code" \
    office "$w" log check "${marked%% *}" "${marked#* }"
check "and say the same" 0 "${marked#* }" office "$w" log code

# a witness cosigns the log; the second implementation follows it, and cosigns as a witness itself
printf 'mat khau chung kien 3\n' >"$scratch/pass.witness"
mkdir "$scratch/stick"
{
    "$ctl" witness init "$scratch/witness" --name thanh-tra --pass witness="$scratch/pass.witness"
    "$build/cheap-keys" "$scratch/pass.witness" "$scratch/witness/witness.key"
    "$ctl" -C "$scratch/witness" witness trust "$w/keys/office.pub"
    office "$w" log export "$scratch/stick"
    echo YES | "$ctl" -C "$scratch/witness" --pass witness="$scratch/pass.witness" witness cosign "$scratch/stick/sathach-log"
} >"$scratch/said" 2>&1 || not_ok "a witness cosigns" "$(cat "$scratch/said")"
second witnessed verify "$scratch/stick/sathach-log" "$w/keys/office.pub" "$scratch/witness/witness.pub"
rm "$scratch"/stick/sathach-log/mark.*
second witnessed cosign "$scratch/stick/sathach-log" "$w/keys/office.pub" kiem-toan/2 "$scratch/second.pub"
office "$w" key trust "$scratch/second.pub" >"$scratch/said" 2>&1 || not_ok "a witness is trusted" "$(cat "$scratch/said")"
check "which the office takes in" 0 "1 cosigned marks taken in" office "$w" log take "$scratch/stick"
states=$(cat "$scratch/first.tsv" "$w/sessions/ca-1/results.tsv" | awk -F'\t' '/^[0-9]/ {print $5}' | sort -u | tr '\n' ' ')
[ "$states" = "absent conflict failed irregular no-paper passed unfinished " ] && ok "papers of every state were graded" ||
    not_ok "papers of every state were graded" "$states"
finish
