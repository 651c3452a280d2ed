/* session reveal: reports/NAME/drawn.tsv of a closed session, for everybody to draw again. */
#ifndef SATHACH_TOOLS_WORK_SESSION_REVEAL_H
#define SATHACH_TOOLS_WORK_SESSION_REVEAL_H

#include "tools/office/drawn.h"
#include "tools/work/work.h"

struct session_reveal_request {
    const char *name;
};

struct session_reveal_reply {
    uint32_t papers;
};

extern const struct work_op session_reveal_op;

#endif
