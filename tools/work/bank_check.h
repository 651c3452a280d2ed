/* bank check: what is wrong in a bank's folder, or in the cells of a sealed one. */
#ifndef SATHACH_TOOLS_WORK_BANK_CHECK_H
#define SATHACH_TOOLS_WORK_BANK_CHECK_H

#include "tools/bank/check.h"
#include "tools/import/bank_folder.h"
#include "tools/work/work.h"

struct bank_check_request {
    const char *bank; /* name, folder, or file of a sealed one */
    const char *profiles, *kind;
    bool is_all;
};

struct bank_check_reply {
    struct findings findings; /* as far as it was read */
    bool is_sealed;
    struct bank_folder bank;       /* of a folder */
    struct rejected rejected;      /* what an import rejected of it, settled */
    const struct bank_row **known; /* by the rejected: the bank's own row of the same question,
                                      whatever its options; NULL for none; owned */
    uint32_t questions;            /* of a sealed one */
    bool is_one_kind;              /* `kind` alone was asked for */
    enum check_kind kind;
    bool is_rejected_alone; /* `kind` is "rejected": those that an import rejected */
};

/* A line about how many rejected questions wait and are set aside; nothing where there are none. */
void bank_check_say_rejected(const struct rejected *r, struct buf *out);
/* The same of those set aside alone. */
void bank_check_say_aside(const struct rejected *r, struct buf *out);

/* Reads a bank and checks it. profiles: a file or folder, or NULL for those that bank.ini names, or
 * that came with the program. On an error b is empty; f has what was found until then. */
enum err_code bank_check_read(struct work *work, const char *name, const char *profiles,
                              struct bank_folder *b, struct findings *f,
                              struct err *e) ERR_MUST_CHECK;

/* What --profiles means, wherever a bank is checked. */
#define BANK_CHECK_PROFILES \
    N_("the rules whose papers the bank must have questions for; by default those that it " \
       "names, or all that came with the program")

/* ERR_NO: there are errors in it. */
extern const struct work_op bank_check_op;

#endif
