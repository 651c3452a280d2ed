/* session people: identity numbers corrected, from a roster of the same persons and papers. */
#ifndef SATHACH_TOOLS_WORK_SESSION_PEOPLE_H
#define SATHACH_TOOLS_WORK_SESSION_PEOPLE_H

#include "tools/import/findings.h"
#include "tools/work/work.h"

struct session_people_request {
    const char *name, *roster, *reason;
    const char *column[WORK_LIST_MAX + 1];
};

struct session_people_reply {
    struct findings findings; /* of the roster */
    size_t changed;
    size_t lines; /* of the log, when it was done */
};

extern const struct work_op session_people_op;

#endif
