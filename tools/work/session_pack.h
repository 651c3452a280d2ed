/* session pack: what the seats of a session need, in one folder: the sealed bank, the session, the
 * office's public key. Nothing of it is secret without the passphrase. */
#ifndef SATHACH_TOOLS_WORK_SESSION_PACK_H
#define SATHACH_TOOLS_WORK_SESSION_PACK_H

#include "tools/office/workspace.h"
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

/* What stands in a folder of what session pack would write there: names with commas between, both
 * "" where all of it does, byte for byte. */
struct session_pack_found {
    char lacks[160], others[160];
};
/* w: with its log. Errors as session pack, of what the office itself has. */
enum err_code session_pack_look(const struct workspace *w, const char *session, const char *folder,
                                struct session_pack_found *out, struct err *e) ERR_MUST_CHECK;

/* ERR_POLICY: the session or its bank is not the one that the log knows. ERR_BUSY: another file of
 * one of the names stands there; nothing is written over it. ERR_IO: the stick is gone, read-only
 * or full, and nothing new stands on it. */
extern const struct work_op session_pack_op;

#endif
