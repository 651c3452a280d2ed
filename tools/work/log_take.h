/* log take: the marks that a trusted witness cosigned, taken in from the stick that brings them
 * back. */
#ifndef SATHACH_TOOLS_WORK_LOG_TAKE_H
#define SATHACH_TOOLS_WORK_LOG_TAKE_H

#include "tools/work/work.h"

struct log_take_request {
    const char *path;
};

struct log_take_reply {
    bool is_taken;
    size_t fresh, known; /* marks */
};

extern const struct work_op log_take_op;

#endif
