/* session pack: what the seats of a session need, in one folder: the sealed bank, the session, the
 * office's public key. Nothing of it is secret without the passphrase. */
#ifndef SATHACH_TOOLS_WORK_SESSION_PACK_H
#define SATHACH_TOOLS_WORK_SESSION_PACK_H

#include "tools/work/carry.h"

enum { SESSION_PACK_FILES = 3 };

struct session_pack_request {
    const char *session, *folder;
    bool is_dry; /* nothing is written */
};

struct session_pack_reply {
    char *file[SESSION_PACK_FILES]; /* bank, session, key, as far as they stand there, read back;
                                       owned */
    enum carry_state state[SESSION_PACK_FILES];
    size_t fresh; /* of them that were not there before */
};

/* ERR_POLICY: the session or its bank is not the one that the log knows. ERR_BUSY: another file of
 * one of the names stands there; nothing is written over it. ERR_IO: the stick is gone, read-only
 * or full, and nothing new stands on it. */
extern const struct work_op session_pack_op;

#endif
