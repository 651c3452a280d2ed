/* log show: the office's log, all of it or one session's. */
#ifndef SATHACH_TOOLS_WORK_LOG_SHOW_H
#define SATHACH_TOOLS_WORK_LOG_SHOW_H

#include "tools/work/office.h"

struct log_show_request {
    const char *session; /* NULL: of all */
    const char *since;   /* from this line on */
};

struct log_show_reply {
    struct office office;         /* resting (office_rest) */
    const struct log_line **line; /* those that were asked for; the lines are the office's; owned */
    size_t lines;
};

extern const struct work_op log_show_op;

#endif
