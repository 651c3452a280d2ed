#!/bin/bash
# What a seat refuses, in words: a stick that holds something else, two areas for attempts, none, no session; its boot menu; and a boot menu that somebody changed.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/seat/lib.sh
try sticks editor tampered
