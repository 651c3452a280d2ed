/* key trust: the public key of an examiner, an office or a witness taken up. */
#ifndef SATHACH_TOOLS_WORK_KEY_TRUST_H
#define SATHACH_TOOLS_WORK_KEY_TRUST_H

#include "app/core/keys.h"
#include "tools/work/work.h"

struct key_trust_request {
    const char *file;
    bool is_preview; /* whose key it is, and nothing written: for whoever compares the fingerprint
                        before */
};

struct key_trust_reply {
    bool is_read;    /* the key is one */
    bool is_trusted; /* from now on */
    enum keys_role role;
    char fingerprint[25];
};

/* ERR_BUSY when another key of a witness of this name is trusted already. An office signs a line of
 * its log about the key. */
extern const struct work_op key_trust_op;

#endif
