/* collect: what came from the room, taken in from sticks, shares and folders, or from the inbox. */
#ifndef SATHACH_TOOLS_WORK_COLLECT_H
#define SATHACH_TOOLS_WORK_COLLECT_H

#include "tools/work/work.h"

struct collect_request {
    struct work_words path; /* none: the inbox */
};

struct collect_reply {
    bool is_done; /* the counts are whole */
    size_t files, fresh, known, other, damaged, conflict, missing, passed_over, closed, unread;
};

/* What became of each file is told (WORK_LINE). Ends as the most serious file did. */
extern const struct work_op collect_op;

#endif
