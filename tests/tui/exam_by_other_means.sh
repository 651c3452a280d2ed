#!/bin/bash
# The exam taken in other ways: by mouse, with seven keys, on a slow disk, through every trap of a terminal.
. "$(dirname "$0")/../lib/lib.sh"
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
way() { # NAME FILE [OPTIONS OF tui-run…]
    local name=$1 file=$2
    shift 2
    set -- "$@" "tests/tui/$file"
    if timeout 300 "$build/tui-run" "${define[@]}" -D DESK="$build/tui-seat" -E LANG=C.UTF-8 "$@" >"$scratch/log" 2>&1; then ok "$name"
    else not_ok "$name" "$(cat "$scratch/log")"; fi
}
way "by mouse" mouse.tui
way "with the keys A B C D P N G, the word and Enter" seven_keys.tui
way "on a disk that holds its syncs back" slow.tui -D HOLD="$scratch/hold" -E HOLD_SYNC="$scratch/hold" -E LD_PRELOAD="$build/hold-sync.so"
for term in xterm-256color linux vt100 tmux-256color; do
    twins=(-D CHOSEN=●)
    case $term in vt*) twins=(-D 'CHOSEN=*') ;; esac
    way "through the traps of a terminal, $term" traps.tui -D TERMINAL=$term "${twins[@]}"
done
finish
