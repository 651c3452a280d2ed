#!/bin/bash
# The benches run through: the office's reader accepts its roster, past a thousand people too; the screen's keys are seen.
. "$(dirname "$0")/../lib/lib.sh"
name="1001 papers made, collected and graded by one worker and by two"
tests/bench/office.sh "$build" "$scratch" 50 1001 >"$scratch/said" 2>&1
rc=$?
lines=$(grep -cE "^(log's check, )?1001 papers, [12] workers: (collected in )?-?[0-9]" "$scratch/said")
[ "$rc $lines" = "0 4" ] && ok "$name" || not_ok "$name" "exit $rc: $(tail -n 3 "$scratch/said")"
check "a name looked for in all of them" 0 "^a name looked for in 6006 papers of 6 sessions: in -?[0-9]+ ms" cat "$scratch/said"
TMPDIR=$scratch python3 tests/bench/keys.py "$build" 3 >"$scratch/said" 2>&1
rc=$?
lines=$(grep -cE "^(a terminal's echo|choose|choose another|choose, said to be saved|next question) +seen in|^a paste of 1 MB .*ratio" "$scratch/said")
[ "$rc $lines" = "0 6" ] && ok "keys and a paste at a seat" || not_ok "keys and a paste at a seat" "exit $rc: $(cat "$scratch/said")"
bash tests/bench/desk.sh "$build" "$scratch" 2 4 >"$scratch/said" 2>&1
rc=$?
name="what waits in an office, the desk's first screen and its keys"
lines=$(grep -cE "^(what waits, 2 sessions: told in [0-9]+ ms|the desk's first screen: seen in [0-9]+ ms|a key at the desk: seen in .* ratio [0-9])" "$scratch/said")
[ "$rc $lines" = "0 3" ] && ok "$name" || not_ok "$name" "exit $rc: $(cat "$scratch/said")"
finish
