/* witness trust: the witness takes up an office's public key, once. */
#ifndef SATHACH_TOOLS_WORK_WITNESS_TRUST_H
#define SATHACH_TOOLS_WORK_WITNESS_TRUST_H

#include "app/core/keys.h"
#include "tools/work/work.h"

struct witness_trust_request {
    const char *file;
    const char *witness; /* its folder; NULL: the caller's */
};

struct witness_trust_reply {
    bool is_trusted;
    enum keys_role role;
    char fingerprint[25];
};

/* ERR_BUSY when another key of the same id is trusted already; ERR_KEY for no office's key. */
extern const struct work_op witness_trust_op;

#endif
