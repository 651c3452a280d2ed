/* Opens a key of the office into the caller's ring with the passphrase that is asked for, whatever
 * --pass says: whoever locked the desk comes back by it. No command: a command's ring ends with
 * it. */
#ifndef SATHACH_TOOLS_WORK_KEY_OPEN_H
#define SATHACH_TOOLS_WORK_KEY_OPEN_H

#include "tools/office/workspace.h"
#include "tools/work/work.h"

struct key_open_request {
    const char *role; /* of key_open_look */
};

/* What whoever has the desk open must know of the office. */
struct key_open_desk {
    char folder[4096];     /* the office's */
    char role[16];         /* whose passphrase opens it: "office", else "examiner", "" for none */
    unsigned lock_minutes; /* [desk] of office.ini */
    char print[1024];      /* "" : nothing prints */
};

enum err_code key_open_look(struct work *work, struct key_open_desk *out,
                            struct err *e) ERR_MUST_CHECK;

/* ERR_AUTH: another passphrase. */
extern const struct work_op key_open_op;

#endif
