/* report: lists and papers made from the signed results, shown or written. */
#ifndef SATHACH_TOOLS_WORK_REPORT_H
#define SATHACH_TOOLS_WORK_REPORT_H

#include "tools/report/report_kinds.h"
#include "tools/work/office.h"

struct report_request {
    struct work_words session;
    const char *lists;        /* "passlist,results" */
    const char *format;       /* "csv,pdf"; NULL: the lists are shown, nothing is written */
    const char *paper;        /* the slip of this one */
    const char *number, *day; /* of the document */
    const char *folder;       /* to write into; NULL: reports/SESSION */
    bool is_electronic;
};

/* A list that is shown. */
struct report_shown {
    const char *session; /* the request's */
    bool is_training;
    struct table table;
};

struct report_reply {
    struct report_shown *shown; /* in the order they were asked for, as far as it came; owned */
    size_t count;
    char **file; /* what was written, with its folder; owned */
    size_t files;
};

/* Whatever should be looked at before a document is printed is told (WORK_NOTE). */
extern const struct work_op report_op;

#endif
