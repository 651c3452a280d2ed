#include "app/core/bank_layout.h"
#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/wire.h"

#include <stdlib.h>
#include <string.h>

void bank_office_free(struct bank_office *o)
{
    for (size_t i = 0; i < o->entries; i++)
        free(o->entry[i].note);
    for (size_t i = 0; i < o->pools; i++)
        free(o->pool[i].entry);
    free(o->entry);
    free(o->pool);
    crypt_wipe(o, sizeof *o);
}

static char *take_text(struct wire *w, size_t n)
{
    const uint8_t *p = wire_take(w, n);
    struct err ignored;
    if (!p || text_check((const char *)p, n, true, "note", &ignored) != ERR_OK)
        return NULL;
    return strndup((const char *)p, n);
}

static enum err_code read_entries(struct wire *w, const struct bank *b, struct bank_office *out,
                                  struct err *e)
{
    uint32_t count = wire_u32(w);
    if (w->failed || count != b->count || count > wire_left(w) / 36)
        return err_set(e, ERR_FORMAT, _("the bank's key does not fit its questions"));
    out->entry = calloc(count + 1u, sizeof *out->entry);
    if (!out->entry)
        return err_memory(e);
    out->entries = count;
    for (uint32_t i = 0; i < count; i++) {
        struct bank_entry *entry = &out->entry[i];
        wire_copy(w, entry->qid, CRYPT_HASH);
        entry->answer = wire_u8(w);
        uint8_t flags = wire_u8(w);
        entry->options_refer = flags & BANK_ENTRY_REFERS;
        uint16_t n = wire_u16(w);
        entry->note = n ? take_text(w, n) : NULL;
        bank_question_address(out->master, entry->qid, entry->address);
        if (w->failed || entry->answer >= BANK_OPTIONS || flags > BANK_ENTRY_REFERS ||
            (n && !entry->note) ||
            memcmp(entry->address, b->index + (size_t)i * BANK_INDEX_ENTRY, BANK_ADDRESS) != 0)
            return err_set(e, ERR_FORMAT, _("the bank's key is malformed at question %u"), i);
    }
    return ERR_OK;
}

static bool read_pool(struct wire *w, size_t entries, struct bank_pool *pool)
{
    uint16_t n = wire_u16(w);
    const uint8_t *name = wire_take(w, n);
    uint32_t count = wire_u32(w);
    if (w->failed || n == 0 || n >= sizeof pool->name || count == 0 || count > wire_left(w) / 4)
        return false;
    memcpy(pool->name, name, n);
    pool->entry = calloc(count, sizeof *pool->entry);
    if (!pool->entry)
        return false;
    pool->count = count;
    for (uint32_t k = 0; k < count; k++) {
        pool->entry[k] = wire_u32(w);
        if (pool->entry[k] >= entries)
            return false;
    }
    return true;
}

static enum err_code read_pools(struct wire *w, struct bank_office *out, struct err *e)
{
    uint32_t pools = wire_u32(w);
    if (w->failed || pools > BANK_POOLS_MAX)
        return err_set(e, ERR_FORMAT, _("the bank's pools are malformed"));
    out->pool = calloc(pools + 1u, sizeof *out->pool);
    if (!out->pool)
        return err_memory(e);
    out->pools = pools;
    for (uint32_t i = 0; i < pools; i++)
        if (!read_pool(w, out->entries, &out->pool[i]))
            return err_set(e, ERR_FORMAT, _("the bank's pool %u is malformed"), i + 1);
    return wire_left(w) ? err_set(e, ERR_FORMAT, _("bytes behind the bank's pools")) : ERR_OK;
}

/* The signature inside, over uid and content, by the key that signed the outside. */
static enum err_code check_inner(const struct bank *b, const struct buf *plain, struct wire *inner,
                                 struct err *e)
{
    struct wire w;
    struct buf body;
    wire_init(&w, plain->data, plain->len);
    uint32_t len = wire_u32(&w);
    const uint8_t *sig = wire_take(&w, CRYPT_SIG);
    const uint8_t *bytes = wire_take(&w, len);
    if (w.failed || wire_left(&w))
        return err_set(e, ERR_FORMAT, _("the office's box of the bank is malformed"));
    buf_init(&body, PACKAGE_MAX);
    buf_add(&body, b->uid, BANK_UID);
    buf_add(&body, bytes, len);
    bool good =
        !body.failed && crypt_is_signed(b->signer, LABEL_SIGN_BANK_BOX, body.data, body.len, sig);
    buf_free(&body);
    if (!good)
        return err_set(e, ERR_AUTH,
                       _("the answer key is not signed by the examiner who signed the bank"));
    wire_init(inner, bytes, len);
    return ERR_OK;
}

enum err_code bank_open_office(const struct bank *b, const struct keys_secret *office,
                               struct bank_office *out, struct err *e)
{
    struct buf plain;
    struct wire w;
    memset(out, 0, sizeof *out);
    buf_init(&plain, PACKAGE_MAX);
    enum err_code rc =
        crypt_box_open(office->pub.box_pk, office->box_sk, b->box, b->box_len, &plain, e);
    if (rc != ERR_OK)
        rc = err_set(e, ERR_KEY, _("the bank is not sealed for this office"));
    if (rc == ERR_OK)
        rc = check_inner(b, &plain, &w, e);
    if (rc == ERR_OK) {
        wire_copy(&w, out->master, CRYPT_KEY);
        rc = read_entries(&w, b, out, e);
    }
    if (rc == ERR_OK)
        rc = read_pools(&w, out, e);
    if (rc != ERR_OK)
        bank_office_free(out);
    buf_free(&plain);
    return rc;
}

const struct bank_pool *bank_office_pool(const struct bank_office *o, const char *name)
{
    for (size_t i = 0; i < o->pools; i++)
        if (strcmp(o->pool[i].name, name) == 0)
            return &o->pool[i];
    return NULL;
}
