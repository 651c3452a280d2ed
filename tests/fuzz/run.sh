#!/bin/bash
# Builds each fuzzer with clang's libFuzzer, AddressSanitizer and UBSan, and runs it from the seeds in the tree.
#   tests/fuzz/run.sh BUILD SECONDS [READER…]     readers: files (bank, session, answers …), office (marks, logs, backups …), room (what is sealed or tagged), and each importer
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build} seconds=${2:-600}
shift $(($# < 2 ? $# : 2))
readers=(files office room gift aiken moodle qti package csv xlsx docx pdf roster zip)
[ $# -eq 0 ] || readers=("$@")
mkdir -p "$build/fuzz"
compile() { # NAME SOURCES…
    local out=$build/fuzz/$1
    shift
    # shellcheck disable=SC2046
    clang -std=c17 -D_GNU_SOURCE -DSATHACH_LOCALEDIR='"/none"' -I. -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
        $(pkg-config --cflags glib-2.0 libutf8proc libxml-2.0 libarchive xlsxwriter) -o "$out" "$@" app/core/*.c \
        $(pkg-config --libs sqlite3 libsodium glib-2.0 libutf8proc libxml-2.0 libarchive xlsxwriter) -lm
}
compile fuzz_files tests/fuzz/fuzz_files.c
compile fuzz_office tests/fuzz/fuzz_office.c tests/lib/scratch.c tools/office/*.c tools/table/*.c
compile fuzz_room tests/fuzz/fuzz_room.c tools/office/*.c tools/table/*.c
compile fuzz_import tests/fuzz/fuzz_import.c tests/lib/packing.c tools/import/*.c tools/table/*.c
fuzz() { # READER
    local reader=$1 program=fuzz_import corpus=$build/fuzz/corpus-$1
    case $reader in files | office | room) program=fuzz_$reader ;; esac
    mkdir -p "$corpus" "tests/fuzz/seeds/$reader"
    SATHACH_FUZZ=$reader LSAN_OPTIONS=suppressions=tests/data/lsan.supp:print_suppressions=0 "$build/fuzz/$program" -max_total_time="$seconds" -rss_limit_mb=1024 \
        -timeout=20 -max_len=65536 -print_final_stats=1 -artifact_prefix="$build/fuzz/finding-$reader-" "$corpus" "tests/fuzz/seeds/$reader" \
        >"$build/fuzz/log-$reader" 2>&1
}
# as many at a time as there are processors
failed=
for reader in "${readers[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
    { fuzz "$reader" && echo clean >"$build/fuzz/end-$reader" || echo finding >"$build/fuzz/end-$reader"; } &
done
wait
for reader in "${readers[@]}"; do
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/fuzz/log-$reader")
    if [ "$(cat "$build/fuzz/end-$reader")" = clean ] && [ "${runs:-0}" -gt 0 ]; then
        echo "ok - fuzz $reader: $runs runs in ${seconds} s, no finding"
    else
        echo "not ok - fuzz $reader: a finding"
        grep -E 'ERROR|SUMMARY|runtime error|artifact' "$build/fuzz/log-$reader" | head -5 | sed 's/^/# /'
        failed=1
    fi
done
[ -z "$failed" ]
