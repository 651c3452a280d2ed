#!/bin/bash
# How long the desk's first screen takes to know what waits, in an office of many sessions.
#   tests/bench/desk.sh BUILD FOLDER [SESSIONS]
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
