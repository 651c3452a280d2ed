/* bank seal: a bank without errors, sealed for the office by the examiner. */
#ifndef SATHACH_TOOLS_WORK_BANK_SEAL_H
#define SATHACH_TOOLS_WORK_BANK_SEAL_H

#include "tools/import/bank_folder.h"
#include "tools/work/work.h"

struct bank_seal_request {
    const char *bank; /* its name */
    const char *profiles;
    bool is_dry; /* only says what would be sealed; no key is asked for */
};

struct bank_seal_reply {
    struct findings findings; /* of a bank with errors: why it is not sealed */
    char *path;               /* what was written, or would be; owned; NULL when nothing is */
    size_t questions, pools;
    size_t shared, places;    /* questions in several pools; what the pools' counts add up to */
    struct rejected rejected; /* what an import rejected of it */
};

/* ERR_NO: it has errors, and was not sealed. */
extern const struct work_op bank_seal_op;

#endif
