#!/bin/bash
# The same stick on firmware without a BIOS, and with Secure Boot, which refuses a boot loader with one byte changed; and a start from the network.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/seat/lib.sh
try uefi secure altered net
