#!/bin/bash
# The exam taken in other ways: by mouse, with seven keys, on a slow disk, through every trap of a terminal.
. "$(dirname "$0")/../cli/lib.sh"
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-desk" --print-codes)
way() { # NAME FILE
    if timeout 120 "$build/tui-run" "${define[@]}" -D DESK="$build/tui-desk" -E LANG=C.UTF-8 "tests/tui/$2" >"$scratch/log" 2>&1; then ok "$1"
    else not_ok "$1" "$(cat "$scratch/log")"; fi
}
way "by mouse" mouse.tui
way "with the keys A B C D P N G, the word and Enter" seven.tui
finish
