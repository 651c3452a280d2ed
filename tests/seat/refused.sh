#!/bin/bash
# What a seat refuses, in words: a stick that holds something else, two areas for attempts, none, no session; and its boot menu.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/seat/lib.sh
try sticks editor
