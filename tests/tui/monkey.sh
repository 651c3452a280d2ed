#!/bin/bash
# Twenty thousand random keys through a pty; once more with the sanitizers' build.
. "$(dirname "$0")/../lib/lib.sh"
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
if timeout 300 "$build/tui-run" "${define[@]}" -D DESK="$build/tui-seat" -E LANG=C.UTF-8 tests/tui/monkey.tui >"$scratch/log" 2>&1; then
    ok "20,000 random keys, sequences, clicks and sizes"
else
    not_ok "20,000 random keys" "$(cat "$scratch/log")"
fi
finish
