#!/bin/bash
# Importing, checking and sealing a bank as large as the published one, beside sqlite3 reading the same rows into memory.
#   tests/bench/import.sh BUILD FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(realpath "$1") scratch=$(realpath "$2")
root=$PWD ctl=$build/sathachctl
export LC_ALL=C.UTF-8 LANGUAGE=en
. tests/cli/office.sh
w=$scratch/import-office
make_office "$w"
"$build/make-rows" clean >"$scratch/rows.csv"
now_ms() { date +%s%3N; }
ctl_alone=$ctl
printf '#!/bin/sh\nexec "%s/peak" "%s/peak" "%s" "$@"\n' "$build" "$scratch" "$ctl_alone" >"$scratch/ctl-peak"
chmod +x "$scratch/ctl-peak"
took() { # COMMAND…: milliseconds into $ms
    local start
    start=$(now_ms)
    "$@" >/dev/null 2>&1
    ms=$(($(now_ms) - start))
}
took sqlite3 :memory: ".import --csv $scratch/rows.csv t"; alone=$ms
ctl=$scratch/ctl-peak
took office "$w" bank import "$scratch/rows.csv" --to big; import=$ms import_kib=$(cat "$scratch/peak")
took office "$w" bank check big; check=$ms check_kib=$(cat "$scratch/peak")
took office "$w" bank seal big; seal=$ms seal_kib=$(cat "$scratch/peak")
printf '13410 rows: imported in %d ms, checked in %d ms, sealed in %d ms (target 5000 ms together: %d)   sqlite3 .import alone %d ms   ratio %s\n' "$import" "$check" "$seal" \
    $((import + check + seal)) "$alone" "$(awk -v a="$alone" -v t=$((import + check + seal)) 'BEGIN {printf "%.2f", a / t}')"
printf 'memory at most (target 200 MB each): import %d MB, check %d MB, seal %d MB\n' $((import_kib / 1000)) $((check_kib / 1000)) $((seal_kib / 1000))
