#!/bin/bash
# The client is killed at its system calls in the middle of an exam, one exam a kill: no answer that was said to be saved is lost, the exam goes on
# with the same code, and ends with the right score. At a third of those that matter; SATHACH_THOROUGH: at each of these, SATHACH_NIGHTLY: at all there are. Then a client that says so
# too early: that must be found out.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 || { echo "not ok 1 - an office and a session"; exit 1; }
office "$w" session slips ca-1 --json >"$scratch/slips.json"
slip() { sqlite3 :memory: "SELECT value->>'$1' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='0001'"; }
# A kill takes nothing from the kernel's memory, so the folders may lie there where it is large enough.
work=$scratch/work
if [ "$(df --output=avail -m "$XDG_RUNTIME_DIR" | tail -n 1)" -gt 512 ]; then work=$XDG_RUNTIME_DIR/work; fi
mkdir -p "$work"
kill_at() {
    "$build/kill-at" --office "$w" --session ca-1 --bank mau --pass-office "$scratch/pass.office" --pass-session "$scratch/pass.ca-1" \
        --client "$client" --sbd "$(slip sbd)" --code "$(slip access_code)" "$@"
}
mkdir "$work/true" "$work/lies"
parts="--every 3"
[ -z "${SATHACH_THOROUGH:-}" ] || parts=
[ -z "${SATHACH_NIGHTLY:-}" ] || parts=--all
kill_at --work "$work/true" $parts >"$scratch/true"
rc=$?
grep -v "^1[.][.]" "$scratch/true"
count=$(grep -cE "^(not )?ok " "$scratch/true")
kill_at --work "$work/lies" --lies "$build/late-write.so" --every 11 >"$scratch/lies"
times=$(grep -cE "^# after .*answers were said to be saved.* are there\$" "$scratch/lies")
if [ "$times" -gt 0 ]; then ok "a client that says \"saved\" before the write is found out ($times times)"
else not_ok "a client that says \"saved\" before the write is found out" "$(cat "$scratch/lies")"; fi
finish && [ "$rc" -eq 0 ]
