/* session slips: the access slips and the sheet of vouchers, written or shown. */
#ifndef SATHACH_TOOLS_WORK_SESSION_SLIPS_H
#define SATHACH_TOOLS_WORK_SESSION_SLIPS_H

#include "tools/office/office_session.h"
#include "tools/work/office.h"

enum { SESSION_SLIPS_FILES = 4 };

struct session_slips_request {
    const char *session;
    bool is_shown; /* no option: whoever calls shows the codes, nothing is written but their line */
};

struct session_slips_reply {
    struct office office; /* resting (office_rest) */
    struct office_session opened;
    bool is_opened;
    bool may_show;                   /* the line about it is signed: the codes may be shown */
    char *file[SESSION_SLIPS_FILES]; /* paths that were written; owned */
};

extern const struct work_op session_slips_op;

enum { SESSION_SLIPS_RESULTS = 2 * SESSION_RESULTS_MAX + 32 };
/* The sentence of the slips about when and where results are told; "" where neither is said. */
void session_slips_tell_results(const char *when, const char *where,
                                char out[SESSION_SLIPS_RESULTS]);

#endif
