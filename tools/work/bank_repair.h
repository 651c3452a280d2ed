/* bank repair: one question that an import rejected (tools/import/rejected.h): written into the
 * bank as the examiner mended it, set aside with a reason, or opened again. */
#ifndef SATHACH_TOOLS_WORK_BANK_REPAIR_H
#define SATHACH_TOOLS_WORK_BANK_REPAIR_H

#include "tools/import/bank_folder.h"
#include "tools/work/bank_edit.h"
#include "tools/work/work.h"

enum { BANK_REPAIR_KNOWN = 512 };

struct bank_repair_request {
    const char *bank, *number; /* its name; the question's number, as bank check names it */
    const char *from;          /* a file with the question as GIFT, to be written into the bank */
    const char *pool;          /* where it goes; NULL: where the source says it belongs */
    const char *aside;         /* why it is set aside */
    bool is_opened;            /* aside or written: it is open again, and what was written of it
                                  goes from the bank */
    const char *was;           /* rejected_hash of what was read; NULL: whatever it is */
};

struct bank_repair_reply {
    struct rejected list;               /* as it was read, settled */
    struct rejected_question *rejected; /* the one of the number; in the list */
    char hash[REJECTED_HASH];           /* of it */
    struct bank_edit_question question; /* the same as a question: what lacks is "" */
    char known[BANK_REPAIR_KNOWN];      /* that the bank has this question already, where, and its
                                      answer there; "" for no */
    struct work_choices pools;          /* that it may go to, with what they lack
                                      (bank_pools.h) */
    char *path;                         /* the file that was written; owned; NULL: none */
    char pool[BANK_NAME_MAX];           /* that it went to */
};

/* Reads what is kept of one, and the pools; writes nothing. No command. ERR_USAGE: there is none of
 * that number. */
extern const struct work_op bank_repair_look_op;
/* ERR_NO: what `from` holds is not one whole question, or the pool holds it already; ERR_CONFLICT:
 * it is not the one that was read. A stop in the middle leaves it open, or written. */
extern const struct work_op bank_repair_op;

#endif
