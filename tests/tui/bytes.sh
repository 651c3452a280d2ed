#!/bin/bash
# How many bytes the client sends for a choice, another question and the like, and what it costs to be pasted into: bounds, not timings.
. "$(dirname "$0")/../lib/lib.sh"
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
for size in 24x80 30x100 43x132; do
    if timeout 300 "$build/tui-run" "${define[@]}" -D DESK="$build/tui-seat" -D SIZE=$size -D OPTIONS= -E LANG=C.UTF-8 tests/tui/bytes.tui >"$scratch/log" 2>&1; then
        ok "bytes sent at $size"
    else
        not_ok "bytes sent at $size" "$(cat "$scratch/log")"
    fi
    grep '^#' "$scratch/log"
done
finish
