/* find: persons and papers over all sessions of the office, by a part of the name, the candidate's
 * number, the identity number or the receipt. */
#ifndef SATHACH_TOOLS_WORK_FIND_H
#define SATHACH_TOOLS_WORK_FIND_H

#include "tools/office/results.h"
#include "tools/work/work.h"

enum { FIND_ROWS_MAX = 100000, FIND_IDENTITY_MAX = 64 };

struct find_request {
    const char
        *text;    /* words of a name in any order, marks and capitals do not matter; or a number,
                         or a receipt */
    bool is_full; /* identity numbers whole; else 0792…5678 */
};

struct find_row {
    char *session, *sbd, *name, *birth, *unit, *field, *grade; /* owned, never NULL */
    char identity[FIND_IDENTITY_MAX]; /* as it may be shown; "" where none is known */
    char paper[8], seat[64];
    int64_t opens; /* of the session; 0: not said */
    bool is_over;  /* the session */
    bool has_result;
    enum result_state state;
    unsigned total;
    char receipt[CODE_RECEIPT +
                 1]; /* of the graded journal, else of the only one that was collected;
                                       "" for none */
    size_t person; /* rows of one person have one number, from 0: one identity and birth, or without
                      an identity one name and birth */
};

struct find_reply {
    struct find_row *row; /* the newest session first, then by paper; owned */
    size_t rows, persons, sessions;
    size_t looked; /* papers of all sessions that were opened */
    size_t broken; /* sessions that could not be: each is told (WORK_LINE) */
};

/* ERR_NO: nothing was found. ERR_POLICY: sessions could not be opened, the answer is not whole.
 * ERR_LIMIT: more than FIND_ROWS_MAX. */
extern const struct work_op find_op;

#endif
