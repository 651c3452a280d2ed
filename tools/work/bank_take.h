/* bank take: a sealed bank that another house's examiner brings, looked into and put into banks/.
 * It needs no clear folder: what rosters may call its fields stands in it. */
#ifndef SATHACH_TOOLS_WORK_BANK_TAKE_H
#define SATHACH_TOOLS_WORK_BANK_TAKE_H

#include "tools/import/findings.h"
#include "tools/work/work.h"

struct bank_take_request {
    const char *file;
    const char *name; /* in banks/; NULL: that of the file */
};

struct bank_take_reply {
    char *path;      /* that it was taken to; owned; NULL: it was not */
    bool is_known;   /* it stood there already, byte for byte */
    char signer[25]; /* the examiner's fingerprint */
    size_t questions, pools;
    struct findings findings;
};

/* ERR_KEY: sealed by an examiner who is not trusted here, or for another office. ERR_BUSY: another
 * bank stands under the name. ERR_FORMAT: its questions have errors. */
extern const struct work_op bank_take_op;

#endif
