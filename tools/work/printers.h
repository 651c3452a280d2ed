/* What this machine could print by, for an office whose office.ini names nothing yet: each printer
 * as the whole command that [desk] print holds. For the desk: no command of its own. */
#ifndef SATHACH_TOOLS_WORK_PRINTERS_H
#define SATHACH_TOOLS_WORK_PRINTERS_H

#include "tools/work/work.h"

struct printers_request {
    char nothing;
};

struct printers_reply {
    struct work_choices choices; /* word: "lp -d NAME -o media=A4"; owned */
};

/* True when there is a program here that prints. */
bool printers_may_be(void);

/* The machine's own printer first, then each one that it names; one that does not say its printers
 * has the first alone. */
extern const struct work_op printers_op;

#endif
