/* restore: a backup into an empty folder, checked; or the drill, which leaves nothing there. */
#ifndef SATHACH_TOOLS_WORK_RESTORE_H
#define SATHACH_TOOLS_WORK_RESTORE_H

#include "app/core/crypt.h"
#include "tools/work/work.h"

#include <stdint.h>

/* The folder need not stand there yet. */
struct restore_request {
    const char *file, *against, *with;
    const char *into; /* NULL: the caller's folder (work->folder) */
    bool is_drill;
};

struct restore_reply {
    bool is_unpacked;   /* it was, or could be, whatever was found wrong with it then */
    const char *folder; /* of the request, or of the caller: where it stands, or the file's name */
    uint8_t signer[CRYPT_SIGN_PK];
    size_t files, sessions;
    uint64_t lines, compared; /* of the log; of the mark that it was compared with, 0 for none */
};

/* ERR_POLICY: it is older than what was shown, another history, or not whole. */
extern const struct work_op restore_op;

#endif
