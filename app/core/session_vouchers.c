/* What a seat checks vouchers by, from the invigilator's box. */
#include "app/core/block.h"
#include "app/core/i18n.h"
#include "app/core/session_layout.h"

#include <string.h>

/* The block with the verifiers, whatever else stands in the box. */
static bool read_box(const struct buf *plain, uint8_t out[SESSION_VERIFIERS])
{
    struct wire w;
    struct block b;
    bool is_found = false;
    wire_init(&w, plain->data, plain->len);
    while (block_next(&w, &b))
        if (b.type == SESSION_INVIGILATOR_VERIFIERS && b.len == SESSION_VERIFIERS) {
            memcpy(out, b.data, SESSION_VERIFIERS);
            is_found = true;
        }
    return is_found && !w.failed;
}

enum err_code session_read_verifiers(const struct session *s, const uint8_t S[CRYPT_KEY],
                                     uint8_t out[SESSION_VERIFIERS], struct err *e)
{
    struct buf plain;
    uint8_t key[CRYPT_KEY], ctx[SESSION_CONTEXT];
    buf_init(&plain, s->invigilator_len);
    crypt_kdf(S, LABEL_INVIGILATOR, NULL, 0, key, CRYPT_KEY);
    size_t n = session_context(LABEL_INVIGILATOR, s->info.uid, NULL, 0, ctx);
    enum err_code rc = crypt_xopen(key, ctx, n, s->invigilator, s->invigilator_len, &plain, e);
    if (rc == ERR_OK && !read_box(&plain, out))
        rc = err_set(e, ERR_FORMAT, _("the invigilator's box of the session is malformed"));
    crypt_wipe(key, sizeof key);
    buf_free(&plain);
    return rc;
}
