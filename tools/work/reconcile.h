/* reconcile: does a session add up, and what is not as it should be; on a sheet with --format pdf.
 */
#ifndef SATHACH_TOOLS_WORK_RECONCILE_H
#define SATHACH_TOOLS_WORK_RECONCILE_H

#include "tools/office/question_words.h"
#include "tools/office/reconcile.h"
#include "tools/work/office.h"

struct reconcile_request {
    const char *session;
    const char *format; /* "pdf": a sheet of paper is written; NULL: none */
    const char *folder; /* for it; NULL: reports/SESSION */
};

struct reconcile_reply {
    struct office office; /* resting (office_rest) */
    struct grading grading;
    struct reconcile reconcile;
    bool is_made;
    char forbids[ERR_TEXT_MAX]; /* why it cannot be closed, whatever the reason: not graded since,
                                   rows of the signed sheet missing; "" for nothing */
    char (*words)[QUESTION_WORDS]; /* of each decision the first ones of the question it is on, ""
                                      for none; owned */
    char *file;                    /* the sheet, once it is written; owned */
};

/* What came, or was decided, behind the line by which it was graded last: journals and decisions;
 * all of them when it was not graded yet. */
struct reconcile_since {
    bool is_graded;
    size_t journals, decisions;
};
struct reconcile_since reconcile_since_graded(const struct reconcile_reply *r);

/* When a decision was taken, here: "01/12/2026 09:25". */
enum { RECONCILE_WHEN = 24 };
void reconcile_when(const struct decision *d, char out[RECONCILE_WHEN]);

/* ERR_NO: it does not. */
extern const struct work_op reconcile_op;

#endif
