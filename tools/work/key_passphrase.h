/* key passphrase: a new passphrase for the workspace's key of a role. The key stays the same; what
 * was copied of its file before, a backup too, opens with the old passphrase. */
#ifndef SATHACH_TOOLS_WORK_KEY_PASSPHRASE_H
#define SATHACH_TOOLS_WORK_KEY_PASSPHRASE_H

#include "app/core/keys.h"
#include "tools/work/work.h"

/* The role of --pass, and of who is asked, that the new passphrase has. */
#define KEY_PASSPHRASE_NEW "new"

struct key_passphrase_request {
    const char *role; /* office, examiner */
};

struct key_passphrase_reply {
    bool is_done;
    char fingerprint[25];
};

/* The old passphrase is asked whatever the ring holds; ERR_AUTH when it is wrong, and the file
 * stands as it was. ERR_POLICY when the new one is too short or the old one again. */
extern const struct work_op key_passphrase_op;

#endif
