/* What the signed sheet asks now, for whoever types it: the rows, what was typed of each, and
 * whether a receipt is one of what was collected. Nothing is written, no mark is printed (that is
 * tools/work/sheet.h); no command does it alone. */
#ifndef SATHACH_TOOLS_WORK_SHEET_LOOK_H
#define SATHACH_TOOLS_WORK_SHEET_LOOK_H

#include "tools/office/sheet.h"
#include "tools/work/work.h"

enum { SHEET_LOOK_JOURNALS = 9 };

struct sheet_look_request {
    const char *session;
};

struct sheet_look_row {
    char paper[8], sbd[SHEET_SBD], name[SESSION_TEXT_MAX];
    enum sheet_why why;
    bool is_typed;                  /* on the last sheet that was written */
    enum sheet_said said;           /* as it was typed */
    char receipt[CODE_RECEIPT + 1]; /* as it was typed; "" for none */
    /* of what was collected; only to be compared (sheet_look_compare), never to be shown: the
     * signed sheet is a witness of its own */
    char journal[SHEET_LOOK_JOURNALS][CODE_RECEIPT + 1];
    size_t journals;
    bool is_ended; /* one of them was handed in */
};

struct sheet_look_reply {
    bool is_made;
    enum session_sheet rule;
    size_t marks;
    uint64_t mark;         /* lines of the log that the last one covers */
    size_t sampled, added; /* rows by a mark or because all are wanted; rows for another reason */
    bool wants_mark;       /* something ended that no mark covers, or none was printed */
    size_t then;           /* rows that will be asked at the most once it is printed */
    struct sheet_look_row *row; /* owned; in the order of the paper that was signed */
    size_t rows;
};

/* A row for a reason of its own: neither chosen by a mark nor one of all. */
bool sheet_look_is_added(enum sheet_why why);

enum sheet_look_match {
    SHEET_LOOK_NOT_HERE, /* nothing of the paper was collected yet: nothing to compare */
    SHEET_LOOK_SAME,
    SHEET_LOOK_OTHER
};
/* What was said of a row against what was collected. receipt: 16 letters, for SHEET_RECEIPT.
 * *journal: which of several it is, where it is the same. */
enum sheet_look_match sheet_look_compare(const struct sheet_look_row *row, enum sheet_said said,
                                         const char *receipt, size_t *journal);

extern const struct work_op sheet_look_op;

#endif
