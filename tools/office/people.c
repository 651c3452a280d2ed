#include "tools/office/people.h"

#include "app/core/block.h"
#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE_BLOCK = 1 };

void people_name(const char *session, uint32_t n, char out[PEOPLE_NAME_MAX])
{
    if (n <= 1)
        snprintf(out, PEOPLE_NAME_MAX, "%.*s.people", SESSION_NAME_MAX, session);
    else
        snprintf(out, PEOPLE_NAME_MAX, "%.*s.people-%u", SESSION_NAME_MAX, session, n);
}

enum err_code people_build(const struct keys_public *office, const uint8_t uid[SESSION_UID],
                           uint32_t n, const uint8_t before[CRYPT_HASH],
                           const char *const *identity, size_t count, struct buf *out,
                           struct err *e)
{
    struct buf plain;
    buf_init(&plain, PEOPLE_FILE_MAX - CRYPT_BOX_EXTRA);
    buf_add(&plain, uid, SESSION_UID);
    buf_add_u32(&plain, n);
    buf_add_u32(&plain, (uint32_t)count);
    buf_add(&plain, before, CRYPT_HASH);
    for (size_t i = 0; i < count; i++) {
        const char *number = identity[i] ? identity[i] : "";
        block_add(&plain, PEOPLE_BLOCK, BLOCK_LANG_NONE, number, strlen(number));
    }
    enum err_code rc = buf_check(&plain, _("identity numbers"), e);
    if (rc == ERR_OK) {
        crypt_box_seal(office->box_pk, plain.data, plain.len, out);
        rc = buf_check(out, _("identity numbers"), e);
    }
    buf_free(&plain);
    return rc;
}

static bool read_plain(struct wire *w, size_t count, struct people_file *out)
{
    struct block b;
    wire_copy(w, out->uid, SESSION_UID);
    out->n = wire_u32(w);
    uint32_t said = wire_u32(w);
    wire_copy(w, out->before, CRYPT_HASH);
    if (w->failed || said != count || out->n == 0)
        return false;
    while (out->count < count && block_next(w, &b) && b.type == PEOPLE_BLOCK &&
           (out->identity[out->count] = block_text(&b)))
        out->count++;
    return out->count == count && !w->failed && wire_left(w) == 0;
}

enum err_code people_open(const struct keys_secret *office, const void *bytes, size_t len,
                          size_t count, struct people_file *out, struct err *e)
{
    struct buf plain;
    struct wire w;
    *out = (struct people_file){.identity = calloc(count + 1, sizeof *out->identity)};
    buf_init(&plain, PEOPLE_FILE_MAX);
    enum err_code rc =
        out->identity ? crypt_box_open(office->pub.box_pk, office->box_sk, bytes, len, &plain, e)
                      : err_memory(e);
    crypt_hash_file(bytes, len, out->hash);
    wire_init(&w, plain.data, plain.len);
    if (rc == ERR_OK && !read_plain(&w, count, out))
        rc = err_set(e, ERR_FORMAT, _("the identity numbers of the candidates are malformed"));
    buf_free(&plain);
    if (rc != ERR_OK)
        people_free(out);
    return rc;
}

void people_free(struct people_file *p)
{
    for (size_t i = 0; i < p->count; i++)
        free(p->identity[i]);
    free(p->identity);
    *p = (struct people_file){0};
}
