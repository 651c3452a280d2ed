/* receipt: which graded paper a receipt belongs to, from the signed results of every session; or,
 * for whoever is outside, whether it stands in a published, signed list. */
#ifndef SATHACH_TOOLS_WORK_RECEIPT_H
#define SATHACH_TOOLS_WORK_RECEIPT_H

#include "app/core/code.h"
#include "tools/office/results.h"
#include "tools/work/work.h"

struct receipt_request {
    const char *code;
    const char *list, *trust; /* a published list, and the key it is checked under */
};

struct receipt_row {
    char *session, *sbd; /* owned */
    char paper[8];
    enum result_state state;
    unsigned total;
};

struct receipt_reply {
    struct receipt_row *row; /* owned */
    size_t rows;
    enum table_lang lang; /* of whoever asked */
    bool is_in_list;
    char receipt[CODE_RECEIPT_SHOWN]; /* in fours */
    char fingerprint[25];             /* of the office that signed the list */
};

/* ERR_NO: no graded paper has it, or it does not stand in the list. */
extern const struct work_op receipt_op;

#endif
