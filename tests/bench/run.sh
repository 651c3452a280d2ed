#!/bin/bash
# make bench: figures beside their yardstick from the same run.
#   tests/bench/run.sh BUILD
set -euo pipefail
build=${1:-build}
folder=$(mktemp -d "$build/bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$build/bench" "$folder" | tee "$folder/figures"
mkdir "$folder/share"
"$build/bench-checkpoint" "$folder/share"
bash tests/bench/office.sh "$build" "$folder" "$(sed -n 's/.*sealed box alone *\([0-9.]*\) us.*/\1/p' "$folder/figures")" "${PAPERS:-10000}"
bash tests/bench/import.sh "$build" "$folder"
bash tests/bench/desk.sh "$build" "$folder"
bash tests/bench/screen.sh "$build"
bash tests/bench/hang.sh "$build" "$folder"
