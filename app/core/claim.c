#include "app/core/claim.h"

#include "app/core/i18n.h"
#include "app/core/wire.h"

#include <stdio.h>
#include <string.h>

void claim_tag(const uint8_t key[CRYPT_KEY], const uint8_t payload[CLAIM_TAGGED],
               uint8_t tag[ANSWERS_TAG])
{
    crypt_kdf(key, LABEL_CLAIM, payload, CLAIM_TAGGED, tag, ANSWERS_TAG);
}

void claim_token(const uint8_t key[CRYPT_KEY], const uint8_t session_hash[CRYPT_HASH],
                 char out[CODE_RECEIPT + 1])
{
    uint8_t token[16];
    crypt_kdf(key, LABEL_CLAIM_NAME, session_hash, CRYPT_HASH, token, sizeof token);
    code_letters(token, CODE_RECEIPT, out);
}

void claim_file_name(const struct session *s, uint32_t paper, const uint8_t key[CRYPT_KEY],
                     char out[CLAIM_NAME])
{
    char number[8], token[CODE_RECEIPT + 1];
    session_paper_name(paper, number);
    claim_token(key, s->hash, token);
    snprintf(out, CLAIM_NAME, "%s.%s.%s.start", s->info.name, number, token);
}

void claim_build(const struct session *s, const struct claim *c, const uint8_t key[CRYPT_KEY],
                 struct buf *out)
{
    struct buf payload;
    uint8_t tag[ANSWERS_TAG];
    char seat[CLAIM_SEAT] = "";
    memcpy(seat, c->seat, strnlen(c->seat, sizeof seat));
    buf_init(&payload, CLAIM_FILE);
    buf_add(&payload, s->info.uid, SESSION_UID);
    buf_add(&payload, s->hash, CRYPT_HASH);
    buf_add_u32(&payload, c->paper);
    buf_add_zero(&payload, 4);
    buf_add(&payload, seat, sizeof seat);
    buf_add(&payload, c->boot_hash, sizeof c->boot_hash);
    buf_add_u64(&payload, (uint64_t)c->wall_ms);
    buf_add_zero(&payload, 8);
    if (payload.len == CLAIM_TAGGED) {
        claim_tag(key, payload.data, tag);
        buf_add(&payload, tag, sizeof tag);
    }
    if (payload.failed)
        buf_fail(out);
    else
        package_build(PACKAGE_CLAIM, NULL, NULL, payload.data, payload.len, out);
    buf_free(&payload);
}

enum err_code claim_open(const void *bytes, size_t len, const struct session *s, uint32_t paper,
                         const uint8_t key[CRYPT_KEY], struct claim *out, struct err *e)
{
    struct package p;
    struct wire w;
    uint8_t tag[ANSWERS_TAG], uid[SESSION_UID], hash[CRYPT_HASH];
    enum err_code rc = package_open(bytes, len, PACKAGE_CLAIM, NULL, &p, e);
    if (rc != ERR_OK)
        return rc;
    if (p.len != CLAIM_TAGGED + ANSWERS_TAG)
        return err_set(e, ERR_FORMAT, _("the sealed part has a length that cannot be (%zu bytes)"),
                       p.len);
    claim_tag(key, p.payload, tag);
    if (memcmp(tag, p.payload + CLAIM_TAGGED, sizeof tag) != 0)
        return err_set(e, ERR_AUTH, _("not made with the access code of this paper, or altered"));
    *out = (struct claim){0};
    wire_init(&w, p.payload, CLAIM_TAGGED);
    wire_copy(&w, uid, sizeof uid);
    wire_copy(&w, hash, sizeof hash);
    out->paper = wire_u32(&w);
    bool zero = wire_zero(&w, 4);
    wire_copy(&w, out->seat, CLAIM_SEAT);
    wire_copy(&w, out->boot_hash, sizeof out->boot_hash);
    out->wall_ms = (int64_t)wire_u64(&w);
    if (!wire_zero(&w, 8) || !zero)
        return err_set(e, ERR_FORMAT, _("bytes that must be zero are not (offset %d)"),
                       PACKAGE_HEADER + 52);
    if (out->paper != paper || memcmp(uid, s->info.uid, sizeof uid) != 0 ||
        memcmp(hash, s->hash, sizeof hash) != 0)
        return err_set(e, ERR_POLICY, _("belongs to another paper"));
    return ERR_OK;
}
