#include "tools/work/ring.h"

#include <string.h>

/* Another office may be open now, or the key may have been made anew: only the one whose public
 * half stands in the workspace counts. */
static bool is_its_own(const struct workspace *w, enum keys_role role, const struct keys_secret *k)
{
    struct keys_public own;
    struct err ignored = {0};
    return k && workspace_own_key(w, role, &own, &ignored) == ERR_OK &&
           memcmp(own.sign_pk, k->pub.sign_pk, CRYPT_SIGN_PK) == 0;
}

enum err_code ring_key(struct work *work, const struct workspace *w, enum keys_role role,
                       struct keys_secret **out, struct err *e)
{
    struct keys_secret **kept = &work->ring->key[role];
    enum err_code rc = ERR_OK;
    *out = NULL;
    if (!is_its_own(w, role, *kept)) {
        keys_free(*kept);
        *kept = NULL;
        rc = workspace_secret_key(w, &work->pass, role, kept, e);
    }
    if (rc == ERR_OK)
        *out = *kept;
    return rc;
}

enum err_code ring_witness_key(struct work *work, const struct witness *w, struct keys_secret **out,
                               struct err *e)
{
    struct keys_secret **kept = &work->ring->key[KEYS_WITNESS];
    enum err_code rc = ERR_OK;
    *out = NULL;
    if (!*kept || memcmp((*kept)->pub.sign_pk, w->pub.sign_pk, CRYPT_SIGN_PK) != 0) {
        keys_free(*kept);
        *kept = NULL;
        rc = witness_secret(w, &work->pass, kept, e);
    }
    if (rc == ERR_OK)
        *out = *kept;
    return rc;
}

void ring_wipe(struct work_ring *ring)
{
    for (int i = 0; i < WORK_RING_KEYS; i++) {
        keys_free(ring->key[i]);
        ring->key[i] = NULL;
    }
}
