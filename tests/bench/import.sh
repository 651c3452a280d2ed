#!/bin/bash
# Importing, checking and sealing a bank as large as the published one, beside sqlite3 reading the same rows into memory.
#   tests/bench/import.sh BUILD FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(realpath "$1") scratch=$(realpath "$2")
root=$PWD ctl=$build/sathachctl
export LC_ALL=C.UTF-8 LANGUAGE=en
. tests/lib/office.sh
w=$scratch/import-office
stretch=usual make_office "$w"
"$build/make-rows" clean >"$scratch/rows.csv"
. tests/lib/took.sh
took sqlite3 :memory: ".import --csv $scratch/rows.csv t"; alone=$ms
took_office "$w" bank import "$scratch/rows.csv" --to big; import=$ms import_kib=$kib
took_office "$w" bank check big; check=$ms check_kib=$kib
took_office "$w" bank seal big; seal=$ms seal_kib=$kib
printf '13410 rows: imported in %d ms, checked in %d ms, sealed in %d ms (target 5000 ms together: %d)   sqlite3 .import alone %d ms   ratio %s\n' "$import" "$check" "$seal" \
    $((import + check + seal)) "$alone" "$(awk -v a="$alone" -v t=$((import + check + seal)) 'BEGIN {printf "%.2f", a / t}')"
printf 'memory at most (target 200 MB each): import %d MB, check %d MB, seal %d MB\n' $((import_kib / 1000)) $((check_kib / 1000)) $((seal_kib / 1000))
