#!/bin/bash
# Builds each fuzzer with clang's libFuzzer, AddressSanitizer and UBSan, and runs it.
#   tests/fuzz/run.sh BUILD SECONDS
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build} seconds=${2:-600}
mkdir -p "$build/fuzz"
flags="-std=c17 -D_GNU_SOURCE -I. -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined"
for f in tests/fuzz/fuzz_*.c; do
    name=$(basename "$f" .c)
    # shellcheck disable=SC2046,SC2086
    clang $flags $(pkg-config --cflags glib-2.0 libutf8proc) -o "$build/fuzz/$name" "$f" app/core/*.c tools/import/*.c \
        $(pkg-config --libs sqlite3 libsodium glib-2.0 libutf8proc) -lcsv
    mkdir -p "$build/fuzz/corpus-$name"
    seeds=tests/data/fuzz/$name
    "$build/fuzz/$name" -artifact_prefix="$build/fuzz/" -max_total_time="$seconds" -max_len=65536 -print_final_stats=1 "$build/fuzz/corpus-$name" $([ -d "$seeds" ] && echo "$seeds") \
        2>"$build/fuzz/$name.log" && echo "ok - $name, $seconds s" || { echo "not ok - $name"; tail -n 40 "$build/fuzz/$name.log"; exit 1; }
done
