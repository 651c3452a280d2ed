/* sheet: the mark to be signed in the room, with the rows of the signed sheet that it asks for; or
 * these rows taken. */
#ifndef SATHACH_TOOLS_WORK_SHEET_H
#define SATHACH_TOOLS_WORK_SHEET_H

#include "tools/office/sheet_take.h"
#include "tools/work/office.h"

struct sheet_request {
    const char *session;
    struct work_words row; /* PAPER=RECEIPT, =absent, =unsigned, =no-code */
    const char *from, *lot;
};

struct sheet_reply {
    struct office office;   /* resting (office_rest) */
    struct grading grading; /* with the sheet as it stands now */
    struct results results; /* as they stand now, not yet signed */
    struct sheet_asked asked;
    bool is_done;
    char *page; /* the paper of the mark that was written; owned; NULL for none */
};

/* ERR_NO: the sheet says of a paper what was not handed in. */
extern const struct work_op sheet_op;

#endif
