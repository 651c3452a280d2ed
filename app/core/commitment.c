#include "app/core/commitment.h"

#include "app/core/bank_layout.h"
#include "app/core/buf.h"
#include "app/core/i18n.h"

#include <string.h>

enum { POOLS_BYTES_MAX = 64 * 1024 * 1024, ROSTER_BYTES_MAX = 16 * 1024 * 1024 };

static void add_pools(const struct bank_office *key, struct buf *out)
{
    buf_add_u32(out, (uint32_t)key->entries);
    for (size_t i = 0; i < key->entries; i++)
        buf_add_u8(out, key->entry[i].options_refer ? BANK_ENTRY_REFERS : 0);
    buf_add_u32(out, (uint32_t)key->pools);
    for (size_t i = 0; i < key->pools; i++) {
        const struct bank_pool *pool = &key->pool[i];
        buf_add_text16(out, pool->name);
        buf_add_u32(out, (uint32_t)pool->count);
        for (size_t k = 0; k < pool->count; k++)
            buf_add_u32(out, pool->entry[k]);
    }
}

static void add_roster(const struct session_candidate *candidate, const struct session_paper *paper,
                       size_t papers, struct buf *out)
{
    for (size_t i = 0; i < papers; i++) {
        const struct session_paper *p = &paper[i];
        buf_add_text16(out, candidate[p->candidate].sbd);
        buf_add_text16(out, p->field);
        buf_add_text16(out, p->grade);
        buf_add_u8(out, p->exempt);
        buf_add_u16(out, p->extra_minutes);
        buf_add_text16(out, p->seat);
    }
}

/* Hashes what was added and empties it for the next. */
static enum err_code hash_part(struct buf *bytes, const char *label, uint8_t out[CRYPT_HASH],
                               struct err *e)
{
    enum err_code rc = buf_check(bytes, _("commitment"), e);
    if (rc == ERR_OK)
        crypt_hash(label, bytes->data, bytes->len, out);
    buf_clear(bytes);
    return rc;
}

enum err_code commitment_of(const struct bank *bank, const struct bank_office *key,
                            const struct profile *profile,
                            const struct session_candidate *candidate,
                            const struct session_paper *paper, size_t papers,
                            struct commitment *out, struct err *e)
{
    struct buf bytes;
    buf_init(&bytes, POOLS_BYTES_MAX + ROSTER_BYTES_MAX);
    memcpy(out->bank, bank->hash, CRYPT_HASH);
    add_pools(key, &bytes);
    enum err_code rc = hash_part(&bytes, LABEL_POOLS, out->pools, e);
    if (rc == ERR_OK) {
        profile_encode(profile, &bytes);
        rc = hash_part(&bytes, LABEL_PROFILE, out->profile, e);
    }
    if (rc == ERR_OK) {
        add_roster(candidate, paper, papers, &bytes);
        rc = hash_part(&bytes, LABEL_ROSTER_LIST, out->roster, e);
    }
    buf_free(&bytes);
    return rc;
}

void commitment_hash(const struct commitment *c, const uint8_t D[CRYPT_KEY],
                     const uint8_t uid[SESSION_UID], uint8_t out[CRYPT_HASH])
{
    uint8_t all[CRYPT_KEY + SESSION_UID + 4 * CRYPT_HASH];
    uint8_t *at = all;
    const struct {
        const uint8_t *bytes;
        size_t len;
    } PART[] = {{D, CRYPT_KEY},         {uid, SESSION_UID},       {c->bank, CRYPT_HASH},
                {c->pools, CRYPT_HASH}, {c->profile, CRYPT_HASH}, {c->roster, CRYPT_HASH}};
    for (size_t i = 0; i < sizeof PART / sizeof PART[0]; i++) {
        memcpy(at, PART[i].bytes, PART[i].len);
        at += PART[i].len;
    }
    crypt_hash(LABEL_DRAW_COMMIT, all, sizeof all, out);
    crypt_wipe(all, sizeof all);
}
