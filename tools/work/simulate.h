/* simulate: virtual candidates answer the papers not yet begun; training sessions only. */
#ifndef SATHACH_TOOLS_WORK_SIMULATE_H
#define SATHACH_TOOLS_WORK_SIMULATE_H

#include "tools/work/work.h"

struct simulate_request {
    const char *session, *candidates, *seed;
    const char *begun;  /* a data folder whose papers are left alone */
    const char *folder; /* for the answers files; NULL: simulated/SESSION */
};

struct simulate_reply {
    size_t written; /* papers */
    long people;
    char *folder; /* owned; NULL until it was done */
};

/* ERR_POLICY: the session is none of training. */
extern const struct work_op simulate_op;

#endif
