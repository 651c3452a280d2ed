#!/bin/bash
# The seat's image in short, where QEMU is at hand: built, and started to the locked screen, where keys lead nowhere. All of it: make seat-test, nightly.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/seat/lib.sh
try short
