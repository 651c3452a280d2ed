#!/bin/bash
# The house's layers hold, and the check that says so can fail: each rule is broken once.
. "$(dirname "$0")/../lib/lib.sh"
check "the layers hold" 0 "layers hold" tests/check-layers.sh .
check "no module calls another that calls it" 0 "calls go one way" tests/check-calls.sh "$build"
mkdir -p "$scratch/tree/tests/lib"
cp -r app tools "$scratch/tree/"
cp tests/lib/modules.awk "$scratch/tree/tests/lib/"
broken() { # NAME WHAT-IT-SAYS FILE LINE; the file is afterwards as it was
    local file=$scratch/tree/$3
    printf '%s\n' "$4" >>"$file"
    check "$1" 1 "$2" tests/check-layers.sh "$scratch/tree"
    if [ -e "$3" ]; then cp "$3" "$file"; else rm -f "$file"; fi
}
broken "core that includes the client is found" "one that is not below it" app/core/err.c '#include "app/client/client.h"'
broken "core that prints is found" "core prints" app/core/err.c 'static void f(void) { printf("x"); }'
broken "curses outside term is found" "curses outside" app/client/exam.c '#include <curses.h>'
broken "curses in the canvas is found" "curses outside" app/tui/canvas.c '#include <ncursesw/curses.h>'
broken "tools that include the client are found" "one that is not below it" tools/office/workspace.c '#include "app/client/client.h"'
broken "an office that knows the command line is found" "one that is not below it" tools/office/workspace.c '#include "tools/ctl.h"'
broken "an office that includes a report is found" "one that is not below it" tools/office/workspace.c '#include "tools/report/report_kinds.h"'
broken "work that knows the command line is found" "one that is not below it" tools/work/work.c '#include "tools/ctl.h"'
broken "work that calls a command is found" "one that is not below it" tools/work/work.c '#include "tools/cmd/options.h"'
broken "work that knows a terminal is found" "one that is not below it" tools/work/work.c '#include "app/tui/canvas.h"'
broken "work that prints is found" "printed where it is done" tools/work/work.c 'static void f(void) { fputs("x", stdout); }'
broken "a command that knows a terminal is found" "one that is not below it" tools/cmd/options.c '#include "app/tui/canvas.h"'
broken "a desk that reaches behind the door is found" "one that is not below it" tools/desk/start.c '#include "tools/office/workspace.h"'
broken "a desk that calls a command is found" "one that is not below it" tools/desk/start.c '#include "tools/cmd/options.h"'
broken "a desk that prints is found" "printed where it is done" tools/desk/start.c 'static void f(void) { puts("x"); }'
broken "an import that includes the bank's checks is found" "one that is not below it" tools/import/roster.c '#include "tools/bank/check.h"'
broken "core against its order is found" "against its order" app/core/text.h '#include "app/core/session.h"'
broken "a new module of core without a place is found" "no place in the order" app/core/other.c '#include "app/core/err.h"'
broken "the terminal layer that knows of exams is found" "knows more of core" app/tui/canvas.c '#include "app/core/session.h"'
broken "a state that calls up is found" "client includes against its order" app/client/states/rules.c '#include "app/client/client.h"'
broken "a module that knows a state is found" "client includes against its order" app/client/papers.c '#include "app/client/states/states.h"'
broken "a new module of the client without a place is found" "no place in the order" app/client/other.c '#include "app/client/model.h"'
broken "a widget that knows the loop is found" "tui includes against its order" app/tui/canvas.h '#include "app/tui/loop.h"'
broken "a circle among the office's modules is found" "in a circle" tools/office/workspace.h '#include "tools/office/office_session.h"'
broken "a folder outside the house is found" "lies in no room" app/extra.c '#include "app/core/err.h"'
finish
