/* The staff's keys that one caller has opened: in secret memory, wiped with the ring; a passphrase
 * is never kept. A command's ring ends with the command, the desk's when it is locked. */
#ifndef SATHACH_TOOLS_WORK_RING_H
#define SATHACH_TOOLS_WORK_RING_H

#include "tools/office/witness.h"
#include "tools/office/workspace.h"
#include "tools/work/work.h"

enum { WORK_RING_KEYS = KEYS_WITNESS + 1 /* one a role */ };

struct work_ring {
    struct keys_secret *key[WORK_RING_KEYS]; /* NULL: not opened */
};

/* The workspace's secret key of a role: the one in the ring when it is this workspace's, else
 * opened with the passphrase that --pass names or that is asked for. *out belongs to the ring.
 * Errors as workspace_secret_key. */
enum err_code ring_key(struct work *work, const struct workspace *w, enum keys_role role,
                       struct keys_secret **out, struct err *e) ERR_MUST_CHECK;
/* The same of a witness, which is no workspace. Errors as witness_secret. */
enum err_code ring_witness_key(struct work *work, const struct witness *w, struct keys_secret **out,
                               struct err *e) ERR_MUST_CHECK;
/* Wipes every key. What operations under way hold of it is gone: none may run. */
void ring_wipe(struct work_ring *ring);

#endif
