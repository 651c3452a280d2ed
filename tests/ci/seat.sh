#!/bin/bash
# The seat's image in short, where QEMU is at hand: built, and started to the locked screen, where keys lead nowhere. All of it: make seat-test, nightly.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
# three minutes on two idle processors; an emulator on a busy machine would take the whole run's time
read -r load _ </proc/loadavg
[ "${load%.*}" -lt $((2 * $(nproc))) ] || { echo "1..0 # SKIP this machine is too busy to emulate another: load $load"; exit 0; }
. tests/seat/lib.sh
try short
