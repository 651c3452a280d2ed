#!/bin/bash
# sathach --selftest: a table whose columns stand under each other in both languages, and a verdict that is no when the seat is not fit.
. "$(dirname "$0")/../lib/lib.sh"
mkdir "$scratch/data"
# no seat is fit whose answers lie in memory alone
unless_in_memory() { # NAME COMMAND…
    local name=$1
    shift
    if [ "$(stat -f -c %T "$scratch")" = tmpfs ]; then skip "$name" "the tests' folder is in memory"; else "$@"; fi
}
for lang in vi en; do
    LANGUAGE=$lang "$client" --selftest --lang $lang --data "$scratch/data" >"$scratch/$lang" 2>&1
    left=$?
    unless_in_memory "$lang: a fit seat" check "$lang: a fit seat" 0 "" bash -c "cat '$scratch/$lang'; exit $left"
    rows=$(grep -cE '(good|tốt) ' "$scratch/$lang")
    [ "$rows" -ge 6 ] && [ "$(sed -nE 's/^(.{29})(good|tốt|BAD|KHÔNG TỐT) .*/x/p' "$scratch/$lang" | wc -l)" -ge "$rows" ] && ok "$lang: $rows rows, one column" ||
        not_ok "$lang: one column" "$(cat "$scratch/$lang")"
done
check "each thing is named" 0 "" bash -c "for word in cursor UTF-8 letters keys disk space clock memory signed; do grep -qi \$word '$scratch/en' || exit 1; done"
check "how fast the disk is" 0 "disk +good +written and read back in [0-9.]+ ms" cat "$scratch/en"
check "a folder that is not there: not fit, and the exit code says so" 1 "disk +BAD" "$client" --selftest --lang en --data "$scratch/none"
check "… and the verdict" 1 "NOT fit" "$client" --selftest --lang en --data "$scratch/none"
mkdir "$scratch/share"
check "an exchange folder on the disk of the data folder is named as that" 0 "exchange folder +good +$scratch/share, on the disk of the data folder" "$client" --selftest --lang en --data "$scratch/data" --drop "$scratch/share"
check "an exchange folder is tested too" 0 "exchange folder +good" "$client" --selftest --lang en --data "$scratch/data" --drop "$scratch/share"
check "one that is missing: not fit" 1 "exchange folder +BAD +$scratch/none" "$client" --selftest --lang en --data "$scratch/data" --drop "$scratch/share" --drop "$scratch/none"
memory=$XDG_RUNTIME_DIR/data
mkdir "$memory"
if [ "$(stat -f -c %T "$memory")" = tmpfs ]; then
    check "a data folder in memory alone: not fit" 1 "what outlives the power +BAD +in memory only: gone with the power" "$client" --selftest --lang en --data "$memory"
    check "… but with a folder that gets copies" 0 "what outlives the power +good +in memory only" "$client" --selftest --lang en --data "$memory" --drop "$scratch/share"
else
    skip "a data folder in memory alone" "no folder in memory here"
fi
rmdir "$memory"
# a neighbour made the folder for the room's key first, so that the key would lie where he looks
if [ "$(stat -f -c %T "$XDG_RUNTIME_DIR")" = tmpfs ] && [ -d "$XDG_RUNTIME_DIR/sathach" ]; then
    chmod 0755 "$XDG_RUNTIME_DIR/sathach"
    check "the key's folder is open to others: told, not fit" 1 "memory for the room's key +BAD +$XDG_RUNTIME_DIR/sathach: somebody else" "$client" --selftest --lang en --data "$scratch/data"
    chmod 0700 "$XDG_RUNTIME_DIR/sathach"
    unless_in_memory "closed again: fit" check "closed again: fit" 0 "memory for the room's key +good" "$client" --selftest --lang en --data "$scratch/data"
else
    skip "the key's folder open to others" "no folder in memory here"
fi
[ -z "$(ls -A "$scratch/share")" ] && ok "nothing stays in the exchange folder" || not_ok "nothing stays in the exchange folder" "$(ls -A "$scratch/share")"
unless_in_memory "on a terminal, and on one too small" check "on a terminal, and on one too small" 0 "1 passed" "$build/tui-run" -D SATHACH="$client" -D DATA="$scratch/data" -E LANG=C.UTF-8 tests/tui/selftest.tui
[ -z "$(ls -A "$scratch/data")" ] && ok "nothing stays in the folder" || not_ok "nothing stays in the folder" "$(ls -A "$scratch/data")"
finish
