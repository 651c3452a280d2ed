#!/bin/bash
# Runs every test and ends with "N passed, N failed". Each program speaks TAP ("ok …", "not ok …"); one that ends badly without
# saying so counts as a failure.
#   tests/run.sh BUILD
set -u
cd "$(dirname "$0")/.."
build=${1:-build}
passed=0 failed=0
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC
export SATHACH_BUILD=$PWD/$build

run() { # NAME COMMAND…
    local name=$1 rc ok bad started=$SECONDS
    shift
    "$@" >"$log/out" 2>"$log/err" </dev/null
    rc=$?
    ok=$(grep -cE '^ok ' "$log/out")
    bad=$(grep -cE '^not ok ' "$log/out")
    if [ $rc -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ $rc -eq 0 ] && [ "$ok" -eq 0 ]; then bad=1; echo "$name: ran no case"; fi
    passed=$((passed + ok)) failed=$((failed + bad))
    printf '%-44s %3d passed, %d failed  (%d s)\n' "$name" "$ok" "$bad" $((SECONDS - started))
    if [ "$bad" -ne 0 ]; then
        echo "---- $name (exit $rc)"
        grep -vE '^ok ' "$log/out" | tail -n 120
        tail -n 60 "$log/err"
        echo "----"
    fi
}

run layers tests/cli/layers.sh
for t in "$build"/unit/*; do
    [ -x "$t" ] && run "unit $(basename "$t")" "$t"
done
for t in tests/cli/*.sh tests/crash/*.sh tests/tui/*.sh; do
    case "$t" in */lib.sh | */layers.sh | */office.sh | */lines.sh) continue ;; esac
    [ -e "$t" ] && run "${t#tests/}" bash "$t"
done

# The same unit tests under AddressSanitizer and UBSan, and a build by clang with the same warnings.
if [ -z "${SATHACH_QUICK:-}" ]; then
    export LSAN_OPTIONS=suppressions=$PWD/tests/data/lsan.supp:print_suppressions=0
    if make --no-print-directory asan >"$log/build" 2>&1; then
        for t in "$build"/asan/unit/*; do
            [ -x "$t" ] && SATHACH_BUILD=$PWD/$build/asan SATHACH_SLOW=1 run "asan $(basename "$t")" "$t"
        done
        SATHACH_BUILD=$PWD/$build/asan SATHACH_SLOW=1 run "asan tui/monkey.sh" bash tests/tui/monkey.sh
    else
        failed=$((failed + 1)); echo "asan build failed"; tail -n 40 "$log/build"
    fi
    if make --no-print-directory check-clang >"$log/build" 2>&1; then passed=$((passed + 1)); echo "clang builds it without a warning"
    else failed=$((failed + 1)); echo "clang build failed"; tail -n 40 "$log/build"; fi
    if make --no-print-directory check-headers >"$log/build" 2>&1; then passed=$((passed + 1)); echo "each header stands alone"
    else failed=$((failed + 1)); echo "a header does not stand alone"; tail -n 40 "$log/build"; fi
fi

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
