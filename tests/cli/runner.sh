#!/bin/bash
# A run of the tests that is broken off ends its programs and takes its folders away.
. "$(dirname "$0")/../lib/lib.sh"
mkdir "$scratch/there"
running() { grep -lz "^TMPDIR=$scratch/there" /proc/[0-9]*/environ 2>/dev/null; }
begun() { is_there "$scratch/there/sathach-tests-*/0/tmp.*"; }
TMPDIR=$scratch/there tests/run.sh "${build#"$root"/}" crash/kill_at.sh >"$scratch/said" 2>&1 &
run=$!
await begun && ok "a run has begun" || not_ok "a run has begun" "$(cat "$scratch/said")"
memory=$(tr '\0' '\n' </proc/"$(running | grep -oE '[0-9]+' | tail -n 1)"/environ | sed -n 's/^XDG_RUNTIME_DIR=//p' | sed 's|/0\(/.*\)\?$||')
kill -TERM $run
wait $run
rc=$?
[ $rc -eq 130 ] && ok "it ends when told to" || not_ok "it ends when told to" "exit $rc"
# what was told to end may take a moment on a busy machine
all_ended() { [ -z "$(running)" ]; }
await all_ended && ok "none of its programs goes on" || not_ok "none of its programs goes on" "$(running)"
left=$(find "$scratch/there" -mindepth 1)
[ -z "$left" ] && ok "no folder is left" || not_ok "no folder is left" "$left"
[ -n "$memory" ] && [ ! -e "$memory" ] && ok "none in memory either" || not_ok "none in memory either" "$memory"
finish
