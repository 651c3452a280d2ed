/* What the files of analysis.h share while it is being made. */
#ifndef SATHACH_TOOLS_OFFICE_ANALYSIS_PARTS_H
#define SATHACH_TOOLS_OFFICE_ANALYSIS_PARTS_H

#include "tools/office/analysis.h"
#include "tools/office/analysis_attempt.h"

/* One attempt's answer to one question. */
struct analysis_use {
    const struct attempt_sheet *sheet;
    const struct attempt_answer *answer;
};
struct analysis_work {
    const struct grading *grading;
    struct attempt_sheet *sheet; /* in the order of sessions and papers */
    size_t sheets;
    size_t *had;              /* of each question: attempts that had it */
    struct analysis_use *use; /* question after question */
    size_t *first;            /* of each question: index of its first use */
};

/* The test that a paper belongs to, made where there is none yet: its index into out. */
enum err_code analysis_group_of(struct analysis *a, size_t bank, const struct office_session *s,
                                uint32_t paper, size_t *out, struct err *e) ERR_MUST_CHECK;
/* Figures of all tests and their parts. */
enum err_code analysis_make_groups(struct analysis *a, const struct analysis_work *w,
                                   struct err *e) ERR_MUST_CHECK;
/* Figures and flags of all questions from who had them: w->use must be laid out. */
enum err_code analysis_make_questions(struct analysis *a, const struct analysis_work *w,
                                      struct err *e) ERR_MUST_CHECK;
/* Sets the flags that its figures call for. */
void analysis_flag_question(struct analysis_question *q);
/* Papers against their pools; the questions' figures must be made. */
enum err_code analysis_make_draws(struct analysis *a, const struct analysis_work *w,
                                  struct err *e) ERR_MUST_CHECK;
/* Pairs within each session. a->question must still be those that the answers point to; sorts the
 * answers of each sheet by question. */
enum err_code analysis_make_pairs(struct analysis *a, const struct analysis_work *w,
                                  struct err *e) ERR_MUST_CHECK;

#endif
