#!/bin/bash
# sathach --selftest: a table whose columns stand under each other in both languages, and a verdict that is no when the seat is not fit.
. "$(dirname "$0")/lib.sh"
mkdir "$scratch/data"
for lang in vi en; do
    LANGUAGE=$lang "$client" --selftest --lang $lang --data "$scratch/data" >"$scratch/$lang" 2>&1
    [ $? -eq 0 ] && ok "$lang: a fit seat" || not_ok "$lang: a fit seat" "$(cat "$scratch/$lang")"
    rows=$(grep -cE '(good|tốt) ' "$scratch/$lang")
    [ "$rows" -ge 6 ] && [ "$(sed -nE 's/^(.{29})(good|tốt|BAD|KHÔNG TỐT) .*/x/p' "$scratch/$lang" | wc -l)" -ge "$rows" ] && ok "$lang: $rows rows, one column" ||
        not_ok "$lang: one column" "$(cat "$scratch/$lang")"
done
check "each thing is named" 0 "" bash -c "for word in cursor UTF-8 letters keys disk space clock memory signed; do grep -qi \$word '$scratch/en' || exit 1; done"
check "how fast the disk is" 0 "disk +good +written and read back in [0-9.]+ ms" cat "$scratch/en"
check "a folder that is not there: not fit, and the exit code says so" 1 "disk +BAD" "$client" --selftest --lang en --data "$scratch/none"
check "… and the verdict" 1 "NOT fit" "$client" --selftest --lang en --data "$scratch/none"
check "on a terminal, and on one too small" 0 "1 passed" "$build/tui-run" -D SATHACH="$client" -D DATA="$scratch/data" -E LANG=C.UTF-8 tests/tui/selftest.tui
[ -z "$(ls -A "$scratch/data")" ] && ok "nothing stays in the folder" || not_ok "nothing stays in the folder" "$(ls -A "$scratch/data")"
finish
