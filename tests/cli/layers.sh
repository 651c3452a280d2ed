#!/bin/bash
# The house's layers hold, and the check that says so can fail.
. "$(dirname "$0")/lib.sh"
check "the layers hold" 0 "layers hold" tests/check-layers.sh .
broken() { # NAME FILE LINE
    rm -rf "$scratch/tree"; mkdir "$scratch/tree"; cp -r app tools "$scratch/tree/"
    printf '%s\n' "$3" >>"$scratch/tree/$2"
    check "$1" 1 "layer broken" tests/check-layers.sh "$scratch/tree"
}
broken "core that includes the client is found" app/core/err.c '#include "app/client/client.h"'
broken "core that prints is found" app/core/err.c 'static void f(void) { printf("x"); }'
broken "curses outside term is found" app/client/exam.c '#include <curses.h>'
broken "tools that include the client are found" tools/office/workspace.c '#include "app/client/client.h"'
broken "core against its order is found" app/core/text.h '#include "app/core/session.h"'
finish
