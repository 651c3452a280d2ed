#!/bin/bash
# Collecting and grading many papers by one worker and by two, beside what opening as many sealed boxes alone costs.
#   tests/bench/office.sh BUILD FOLDER MICROSECONDS_A_BOX [PAPERS]
set -euo pipefail
build=$1 scratch=$2 box_us=$3 papers=${4:-10000}
root=$PWD ctl=$build/sathachctl
export LC_ALL=C.UTF-8 LANGUAGE=en
. tests/cli/office.sh
w=$scratch/office
make_office "$w"
{
    echo "STT;SBD;Họ và tên;Ngày sinh;Số CCCD;Đơn vị;Lĩnh vực;Hạng"
    for i in $(seq 1 "$papers"); do printf '%d;%05d;Thí sinh %d;01/02/1970;0%011d;Công ty %d;4.1;II\n' "$i" "$i" "$i" "$i" "$i"; done
} >"$scratch/roster.csv"
office "$w" session new ca-1 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster "$scratch/roster.csv" --training --pass session="$scratch/pass.ca-1" >/dev/null
office "$w" simulate ca-1 --candidates "$papers" -o "$scratch/room" >/dev/null
now_ms() { date +%s%3N; }
took() { # COMMAND…: milliseconds into $ms
    local start
    start=$(now_ms)
    "$@" >/dev/null 2>&1 || true
    ms=$(($(now_ms) - start))
}
took office "$w" grade no-such-session
key_ms=$ms
for workers in 1 2; do
    export SATHACH_WORKERS=$workers
    rm -rf "$w/inbox/ca-1" "$w/register.db"
    sync
    took office "$w" collect "$scratch/room"; collect_ms=$((ms - key_ms))
    took office "$w" grade ca-1; grade_ms=$((ms - key_ms))
    both_us=$(((collect_ms + grade_ms) * 1000 / papers))
    printf '%d papers, %d workers: collected in %d ms, graded in %d ms; %d us a paper   sealed box alone %.1f us   ratio %s\n' "$papers" "$workers" "$collect_ms" \
        "$grade_ms" "$both_us" "$box_us" "$(awk -v b="$box_us" -v t="$both_us" 'BEGIN {printf "%.2f", b / t}')"
done
