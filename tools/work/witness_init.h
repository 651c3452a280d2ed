/* witness init: the folder of a witness, another house that cosigns the office's log, with its
 * key. */
#ifndef SATHACH_TOOLS_WORK_WITNESS_INIT_H
#define SATHACH_TOOLS_WORK_WITNESS_INIT_H

#include "tools/work/work.h"

struct witness_init_request {
    const char *folder, *name; /* name: what it signs with */
};

struct witness_init_reply {
    bool is_made;
    char fingerprint[25];
};

/* ERR_BUSY when a witness stands there; nothing is written before the passphrase is there. */
extern const struct work_op witness_init_op;

#endif
