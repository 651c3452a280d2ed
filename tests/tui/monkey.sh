#!/bin/bash
# Twenty thousand random keys through a pty, at a seat and at the office's desk; once more with the sanitizers' build.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
if timeout 300 "$build/tui-run" "${define[@]}" -D DESK="$build/tui-seat" -E LANG=C.UTF-8 tests/tui/monkey.tui >"$scratch/log" 2>&1; then
    ok "20,000 random keys, sequences, clicks and sizes"
else
    not_ok "20,000 random keys" "$(cat "$scratch/log")"
fi
# What needs a passphrase cannot be written by keys that know none.
w=$scratch/office
mkdir "$scratch/away"
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
kept() { (cd "$w" && find log keys sessions banks -type f -exec sha256sum {} + | sort); }
kept >"$scratch/before"
printf '#!/bin/sh\ncd %s && exec %s -C %s desk --lang vi\n' "$scratch/away" "$(realpath "$ctl")" "$w" >"$scratch/desk.sh"
chmod 700 "$scratch/desk.sh"
if timeout 300 "$build/tui-run" -D DESK="$scratch/desk.sh" -E LANG=C.UTF-8 -E TZ=UTC tests/tui/desk_monkey.tui >"$scratch/log" 2>&1; then
    ok "20,000 random keys at the desk"
else
    not_ok "20,000 random keys at the desk" "$(cat "$scratch/log")"
fi
kept >"$scratch/after"
same "log, keys, sessions and banks are as they were" "$scratch/before" "$scratch/after"
finish
