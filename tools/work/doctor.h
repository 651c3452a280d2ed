/* doctor: what stands in data folders or on sticks, is it whole, is it collected, how is it
 * mended. */
#ifndef SATHACH_TOOLS_WORK_DOCTOR_H
#define SATHACH_TOOLS_WORK_DOCTOR_H

#include "tools/office/doctor.h"
#include "tools/work/work.h"

struct doctor_request {
    struct work_words path;
    bool has_ledger;         /* of whoever shows it: each attempt's events */
    const char *ack, *trust; /* the office's acknowledgement, for a seat without a workspace */
};

struct doctor_looked {
    const char *path; /* the request's */
    struct doctor_report report;
};

struct doctor_reply {
    struct doctor_looked *looked; /* those that could be read, in their order; owned */
    size_t count, findings;
    bool can_tell_collected; /* there is a workspace, or an acknowledgement */
    bool is_done;            /* all of them could be read */
};

/* Every path is looked at, also behind one that cannot be read: the first error is the verdict,
 * later ones are told (WORK_NOTE). ERR_NO: there are findings. */
extern const struct work_op doctor_op;

#endif
