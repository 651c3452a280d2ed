/* roster check: what is understood of a roster and what not, by row and cell; nothing is made. */
#ifndef SATHACH_TOOLS_WORK_ROSTER_CHECK_H
#define SATHACH_TOOLS_WORK_ROSTER_CHECK_H

#include "app/core/profile.h"
#include "tools/import/findings.h"
#include "tools/import/roster_report.h"
#include "tools/work/work.h"

struct roster_check_request {
    const char *file, *bank, *profile, *date;
    const char *column[WORK_LIST_MAX + 1];
    bool is_remembered; /* --column for other rosters, too */
    bool by_keys;       /* no option: how a column is explained is told by the desk's keys */
};

struct roster_check_reply {
    bool is_read; /* as far as its findings say; false: bank, profile or date could not be */
    struct roster people;
    struct roster_summary summary;
    struct findings findings;
    struct profile rules; /* as they were read */
    bool is_written;      /* into office.ini */
};

/* What --column means, wherever a roster is read. */
#define ROSTER_CHECK_COLUMN \
    N_("a heading that was not understood, and what it means: sbd, name, birth … ignore; a wrong " \
       "word lists them all")

/* ERR_NO: there are errors in it. */
extern const struct work_op roster_check_op;

#endif
