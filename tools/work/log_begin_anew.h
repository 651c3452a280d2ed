/* log renew: the log begun anew after a true loss, behind the last line that a mark covers. */
#ifndef SATHACH_TOOLS_WORK_LOG_BEGIN_ANEW_H
#define SATHACH_TOOLS_WORK_LOG_BEGIN_ANEW_H

#include "tools/work/work.h"

struct log_begin_anew_request {
    const char *reason;
};

struct log_begin_anew_reply {
    bool is_done;
    uint64_t kept; /* lines */
};

extern const struct work_op log_begin_anew_op;

#endif
