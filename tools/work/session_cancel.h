/* session cancel: a commitment given up. */
#ifndef SATHACH_TOOLS_WORK_SESSION_CANCEL_H
#define SATHACH_TOOLS_WORK_SESSION_CANCEL_H

#include "tools/work/work.h"

struct session_cancel_request {
    const char *name, *reason;
};

struct session_cancel_reply {
    size_t lines; /* of the log, when it was done */
};

extern const struct work_op session_cancel_op;

#endif
