#!/bin/bash
# make bench: figures beside their yardstick from the same run.
#   tests/bench/run.sh BUILD
set -euo pipefail
build=${1:-build}
folder=$(mktemp -d "$build/bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$build/bench" "$folder"
