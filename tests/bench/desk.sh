#!/bin/bash
# How long the desk takes to know what waits in an office of many sessions, to show it, and to show a key.
#   tests/bench/desk.sh BUILD FOLDER [SESSIONS [KEYS]]
set -euo pipefail
build=$1 scratch=$2/desk sessions=${3:-50}
root=$PWD ctl=$build/sathachctl
export LC_ALL=C.UTF-8 LANGUAGE=en
mkdir "$scratch"
. tests/lib/office.sh
. tests/lib/took.sh
w=$scratch/office
make_office "$w"
for n in $(seq "$sessions"); do make_session "$w" "ca-$n"; done
least=
for _ in 1 2 3 4 5; do
    took_office "$w" waiting
    [ -n "$least" ] && [ "$least" -le "$ms" ] || least=$ms
done
printf 'what waits, %d sessions: told in %d ms (target 300 ms for 50)\n' "$sessions" "$least"
python3 tests/bench/desk_keys.py "$build" "$w" "${4:-200}"
