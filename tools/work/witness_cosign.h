/* witness cosign: a log that was brought, held against what was cosigned of it before; what is new
 * in it; then the witness's signature beside it. */
#ifndef SATHACH_TOOLS_WORK_WITNESS_COSIGN_H
#define SATHACH_TOOLS_WORK_WITNESS_COSIGN_H

#include "tools/office/witness.h"
#include "tools/work/work.h"

struct witness_cosign_request {
    const char *folder;  /* sathach-log, or the stick with it */
    const char *witness; /* its folder; NULL: the caller's */
    bool accepts_loss;   /* cosigned all the same where lines are lost */
    bool is_preview;
    const uint8_t *seen; /* root of the preview, CRYPT_HASH bytes; NULL: not held against one */
};

struct witness_cosign_reply {
    struct witness witness;
    struct witness_view view; /* where it has_view */
    bool has_view, is_signed;
};

/* The witness's key is opened before anything is shown, and stays in the ring. ERR_KEY for an
 * office that is not trusted, ERR_POLICY for a log that continues nothing; ERR_NO where lines are
 * lost and that is not accepted; ERR_BUSY when it is another log than in the preview. */
extern const struct work_op witness_cosign_op;

#endif
