#!/bin/bash
# clang builds everything with the same warnings as gcc, each header compiles alone, and every file stands as clang-format leaves it.
. "$(dirname "$0")/../lib/lib.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
check "clang builds it without a warning" 0 "" make --no-print-directory BUILD="$build" check-clang
check "each header stands alone" 0 "" make --no-print-directory BUILD="$build" check-headers
check "clang-format finds nothing to change" 0 "" bash -c 'git ls-files "*.c" "*.h" | xargs clang-format --dry-run -Werror'
finish
