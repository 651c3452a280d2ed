/* One paper and its handed-in attempt, question by question: what analysis.h is made from. */
#ifndef SATHACH_TOOLS_OFFICE_ANALYSIS_ATTEMPT_H
#define SATHACH_TOOLS_OFFICE_ANALYSIS_ATTEMPT_H

#include "tools/office/grading.h"

struct attempt_answer {
    uint32_t question; /* index into the analysis' questions */
    uint16_t points;   /* for a right answer */
    uint8_t part;
    uint8_t choice; /* as written, BANK_OPTIONS when empty */
    bool is_right;
    uint64_t shown_ms; /* on the screen */
    int64_t chosen_ms; /* wall clock of the last choice; 0 for none */
};
struct attempt_sheet {
    size_t session; /* index of the grading */
    size_t group;   /* index of the test */
    uint32_t paper;
    bool is_in; /* handed in: the answers hold, not the questions alone */
    size_t questions;
    unsigned points, most;         /* reached, and to be had */
    struct attempt_answer *answer; /* in the paper's order; owned */
};

/* Reads how long each question was on the screen and when it was last answered, from the journal.
 * answer: as many as the paper has. */
enum err_code attempt_sheet_times(const struct submission *m, struct attempt_sheet *out,
                                  struct err *e) ERR_MUST_CHECK;

/* Chance of `same` or more hits in independent trials of chances p[0 … n-1]. */
double attempt_tail(const double *p, size_t n, size_t same);

#endif
