/* key show: the workspace's public keys. */
#ifndef SATHACH_TOOLS_WORK_KEY_SHOW_H
#define SATHACH_TOOLS_WORK_KEY_SHOW_H

#include "app/core/keys.h"
#include "tools/work/work.h"

struct key_show_request {
    int nothing; /* it asks for nothing */
};

struct key_shown {
    enum keys_role role;
    char fingerprint[25];
};

struct key_show_reply {
    struct key_shown key[KEYS_WITNESS];
    size_t count;
};

/* ERR_KEY when there is none. */
extern const struct work_op key_show_op;

#endif
