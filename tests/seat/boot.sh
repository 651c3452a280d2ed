#!/bin/bash
# A seat from its stick: locked screen, the keys that lead out, an exam, a power cut in the middle, all answers back, the voucher that ends it.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/seat/lib.sh
try whole
