/* stats: item statistics of one session or several, and attempts that are too alike. */
#ifndef SATHACH_TOOLS_WORK_STATS_H
#define SATHACH_TOOLS_WORK_STATS_H

#include "tools/office/analysis.h"
#include "tools/work/office.h"

struct stats_request {
    struct work_words session;
    const char *format, *folder;
    bool has_texts; /* for whoever shows the questions: no option of the command */
};

struct stats_reply {
    struct office office;    /* resting (office_rest) */
    struct grading *grading; /* of each session; owned */
    size_t sessions;
    bool is_training; /* one of them is for training */
    struct analysis analysis;
    struct bank_question *text; /* of each question of the analysis, where it was asked for; owned
                                 */
    bool is_made;
    char **file; /* what was written, with its folder; owned */
    size_t files;
};

extern const struct work_op stats_op;

#endif
