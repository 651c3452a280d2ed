/* init: a workspace with its keys, an office's with the first line of its log. */
#ifndef SATHACH_TOOLS_WORK_INIT_H
#define SATHACH_TOOLS_WORK_INIT_H

#include "app/core/keys.h"
#include "tools/work/work.h"

struct init_request {
    const char *folder;
    const char *role; /* NULL: both */
};

struct init_key {
    enum keys_role role;
    char *path; /* of its public half; owned */
    char fingerprint[25];
};

struct init_reply {
    struct init_key key[2]; /* as far as it came */
    size_t count;
};

/* Passphrases are asked first, so that a slip of the finger leaves no half workspace. */
extern const struct work_op init_op;

#endif
