#!/bin/bash
# What the screen sends, how soon a key is seen, what a paste costs, and what a client takes of memory beside a bare ncurses program.
#   tests/bench/screen.sh BUILD
set -euo pipefail
build=$1
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
for size in 24x80 43x132; do
    "$build/tui-run" "${define[@]}" -D DESK="$build/tui-seat" -D SIZE=$size -D OPTIONS= -E LANG=C.UTF-8 tests/tui/bytes.tui | sed -n 's/^# //p'
done
python3 tests/bench/keys.py "$build" 200
python3 tests/bench/memory.py "$build" 100
