#!/bin/bash
# The seat's image in short, where QEMU is at hand: built, and started to the locked screen, where keys lead nowhere. All of it: make seat-test, nightly.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
# half an hour of an emulated processor on a small machine: not for every run
[ -n "${SATHACH_NIGHTLY:-}" ] || { echo "1..0 # SKIP an emulated PC takes too long for each run: make seat-test, make nightly"; exit 0; }
. tests/seat/lib.sh
try short
