#!/bin/bash
# Each fuzzer for a short while; `make fuzz` runs them for long.
. "$(dirname "$0")/../lib/lib.sh"
tests/fuzz/run.sh "$build" 20
