#include "app/core/answers.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "app/core/wire.h"

#include <stdio.h>
#include <string.h>

enum {
    CLEAR = ANSWERS_TAGGED + ANSWERS_TAG, /* the clear header */
    FLAG_ENDED = 1,
    INNER = 48, /* hash of the clear header, count, zeros */
    RECORDS_MAX = JOURNAL_EVENTS_MAX * JOURNAL_RECORD,
    PLAIN_MAX = RECORDS_MAX + INNER + ANSWERS_STEP
};

/* All of the clear header but its tag. */
static void add_header(const struct answers_info *info, struct buf *out)
{
    buf_add(out, info->session_uid, SESSION_UID);
    buf_add(out, info->session_hash, CRYPT_HASH);
    buf_add_u32(out, info->paper);
    buf_add_u8(out, info->is_ended ? FLAG_ENDED : 0);
    buf_add_zero(out, 3);
    buf_add(out, info->head, CRYPT_HASH);
    buf_add_u32(out, info->events);
    buf_add_zero(out, 4);
}

void answers_tag(const uint8_t key[CRYPT_KEY], const uint8_t header[ANSWERS_TAGGED],
                 uint8_t tag[ANSWERS_TAG])
{
    crypt_kdf(key, LABEL_HEADER, header, ANSWERS_TAGGED, tag, ANSWERS_TAG);
}

bool answers_is_tagged(const struct answers_info *info, const uint8_t key[CRYPT_KEY])
{
    struct buf header;
    uint8_t tag[ANSWERS_TAG];
    buf_init(&header, ANSWERS_TAGGED);
    add_header(info, &header);
    bool is_made = header.len == ANSWERS_TAGGED;
    if (is_made)
        answers_tag(key, header.data, tag);
    buf_free(&header);
    return is_made && memcmp(tag, info->tag, sizeof tag) == 0;
}

/* Bytes of the sealed part for so many records, before it is sealed. */
static size_t padded_len(uint32_t events)
{
    size_t len = INNER + (size_t)events * JOURNAL_RECORD;
    return len + (ANSWERS_STEP - len % ANSWERS_STEP) % ANSWERS_STEP;
}

/* What lies inside the seal, padded. */
static void plain_part(const uint8_t *clear, const uint8_t *records, size_t count, struct buf *out)
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash_file(clear, CLEAR, hash);
    buf_add(out, hash, sizeof hash);
    buf_add_u32(out, (uint32_t)count);
    buf_add_zero(out, 12);
    buf_add(out, records, count * JOURNAL_RECORD);
    buf_pad(out, ANSWERS_STEP);
}

/* A failure inside stays sticky in out. */
static void fail(struct buf *out)
{
    buf_free(out);
    out->failed = true;
}

static void begin(const struct session *s, uint32_t paper, bool is_ended, const uint8_t *key,
                  const uint8_t *records, size_t count, struct buf *payload, struct buf *plain)
{
    struct answers_info info = {.paper = paper, .is_ended = is_ended, .events = (uint32_t)count};
    buf_init(payload, CLEAR + PLAIN_MAX + CRYPT_XSEAL_EXTRA);
    buf_init(plain, PLAIN_MAX);
    memcpy(info.session_uid, s->info.uid, SESSION_UID);
    memcpy(info.session_hash, s->hash, CRYPT_HASH);
    journal_head(records, count, info.head);
    add_header(&info, payload);
    if (key && payload->len == ANSWERS_TAGGED)
        answers_tag(key, payload->data, info.tag);
    buf_add(payload, info.tag, sizeof info.tag);
    if (payload->len == CLEAR)
        plain_part(payload->data, records, count, plain);
}

void answers_build(const struct session *s, uint32_t paper, bool is_ended, const uint8_t *key,
                   const uint8_t *records, size_t count, struct buf *out)
{
    struct buf payload, plain;
    begin(s, paper, is_ended, key, records, count, &payload, &plain);
    if (!plain.failed && plain.len > 0)
        crypt_box_seal(s->info.office_box_pk, plain.data, plain.len, &payload);
    if (payload.failed || plain.failed || plain.len == 0)
        fail(out);
    else
        package_build(PACKAGE_ANSWERS, NULL, NULL, payload.data, payload.len, out);
    buf_free(&plain);
    buf_free(&payload);
}

/* A clear header of CLEAR bytes. */
static enum err_code read_header(struct wire *w, struct answers_info *out, struct err *e)
{
    memset(out, 0, sizeof *out);
    wire_copy(w, out->session_uid, sizeof out->session_uid);
    wire_copy(w, out->session_hash, sizeof out->session_hash);
    out->paper = wire_u32(w);
    uint8_t flags = wire_u8(w);
    bool zero = wire_zero(w, 3);
    wire_copy(w, out->head, sizeof out->head);
    out->events = wire_u32(w);
    zero = wire_zero(w, 4) && zero;
    wire_copy(w, out->tag, sizeof out->tag);
    if (w->failed)
        return err_set(e, ERR_FORMAT, _("cut short: %zu bytes, the header alone has %d"), w->len,
                       CLEAR);
    if (!zero || flags > FLAG_ENDED)
        return err_set(e, ERR_FORMAT, _("bytes that must be zero are not (offset %d)"),
                       PACKAGE_HEADER + 52);
    if (out->events > JOURNAL_EVENTS_MAX)
        return err_set(e, ERR_LIMIT, _("the header names %lu events; %d are the most"),
                       (unsigned long)out->events, JOURNAL_EVENTS_MAX);
    out->is_ended = (flags & FLAG_ENDED) != 0;
    return ERR_OK;
}

/* The sealed part must be as long as the events that the header names make it. */
static enum err_code check_sealed(const struct answers_info *info, uint64_t len, size_t extra,
                                  struct err *e)
{
    if (len != padded_len(info->events) + extra)
        return err_set(e, ERR_FORMAT, _("the sealed part has a length that cannot be (%zu bytes)"),
                       (size_t)len);
    return ERR_OK;
}

/* Clear header and what follows it. */
static enum err_code read_clear(const void *bytes, size_t len, enum package_kind kind,
                                struct answers_info *out, const uint8_t **clear, struct wire *w,
                                struct err *e)
{
    struct package p;
    enum err_code rc = package_open(bytes, len, kind, NULL, &p, e);
    if (rc != ERR_OK)
        return rc;
    wire_init(w, p.payload, p.len);
    *clear = p.payload;
    rc = read_header(w, out, e);
    return rc == ERR_OK
               ? check_sealed(out, wire_left(w),
                              kind == PACKAGE_ANSWERS ? CRYPT_BOX_EXTRA : CRYPT_XSEAL_EXTRA, e)
               : rc;
}

enum err_code answers_peek(const void *bytes, size_t len, struct answers_info *out, struct err *e)
{
    struct wire w = {0};
    const uint8_t *clear;
    return read_clear(bytes, len, PACKAGE_ANSWERS, out, &clear, &w, e);
}

enum err_code answers_look(const uint8_t start[ANSWERS_START], uint64_t size,
                           struct answers_info *out, bool *is_resume, struct err *e)
{
    struct wire w;
    enum package_kind kind = 0;
    if (package_look(start, ANSWERS_START, size, &kind) != PACKAGE_WHOLE ||
        (kind != PACKAGE_ANSWERS && kind != PACKAGE_RESUME))
        return err_set(e, ERR_FORMAT, _("no journal of an exam, or cut short"));
    if (is_resume)
        *is_resume = kind == PACKAGE_RESUME;
    wire_init(&w, start + PACKAGE_HEADER, CLEAR);
    enum err_code rc = read_header(&w, out, e);
    return rc == ERR_OK
               ? check_sealed(out, size - ANSWERS_START,
                              kind == PACKAGE_ANSWERS ? CRYPT_BOX_EXTRA : CRYPT_XSEAL_EXTRA, e)
               : rc;
}

static enum err_code check_session(const struct session *s, const struct answers_info *info,
                                   struct err *e)
{
    if (memcmp(info->session_uid, s->info.uid, SESSION_UID) != 0)
        return err_set(e, ERR_POLICY, _("belongs to another session than %s"), s->info.name);
    if (memcmp(info->session_hash, s->hash, CRYPT_HASH) != 0)
        return err_set(e, ERR_POLICY, _("belongs to another issue of session %s"), s->info.name);
    if (info->paper >= s->papers)
        return err_set(e, ERR_POLICY, _("names paper %lu, the session has %u"),
                       (unsigned long)info->paper + 1, s->papers);
    return ERR_OK;
}

/* Records out of the opened part; everything in it is looked at. */
static enum err_code read_plain(const struct buf *plain, const uint8_t *clear,
                                const struct answers_info *info, struct buf *records, struct err *e)
{
    struct wire w = {0};
    uint8_t hash[CRYPT_HASH], inside[CRYPT_HASH], head[CRYPT_HASH];
    wire_init(&w, plain->data, plain->len);
    crypt_hash_file(clear, CLEAR, hash);
    wire_copy(&w, inside, sizeof inside);
    uint32_t count = wire_u32(&w);
    bool zero = wire_zero(&w, 12);
    if (w.failed || memcmp(hash, inside, sizeof hash) != 0)
        return err_set(e, ERR_AUTH, _("altered: the clear header is not the one sealed inside"));
    if (!zero || count != info->events)
        return err_set(e, ERR_FORMAT, _("the sealed part is malformed"));
    size_t len = (size_t)count * JOURNAL_RECORD;
    const uint8_t *bytes = plain->len == padded_len(count) ? wire_take(&w, len) : NULL;
    if (!bytes || !wire_zero(&w, wire_left(&w)))
        return err_set(e, ERR_FORMAT, _("the sealed part is malformed"));
    journal_head(bytes, count, head);
    if (memcmp(head, info->head, sizeof head) != 0)
        return err_set(e, ERR_AUTH, _("altered: the journal is not the one the header names"));
    buf_clear(records);
    buf_add(records, bytes, len);
    return buf_check(records, _("journal"), e);
}

enum err_code answers_open(const void *bytes, size_t len, const struct session *s,
                           const struct keys_secret *office, struct answers_info *info,
                           struct buf *records, struct err *e)
{
    struct wire w = {0};
    struct buf plain;
    const uint8_t *clear;
    buf_init(&plain, PLAIN_MAX);
    enum err_code rc = read_clear(bytes, len, PACKAGE_ANSWERS, info, &clear, &w, e);
    if (rc == ERR_OK)
        rc = check_session(s, info, e);
    if (rc == ERR_OK && memcmp(s->info.office_box_pk, office->pub.box_pk, CRYPT_BOX_PK) != 0)
        rc = err_set(e, ERR_KEY, _("sealed for another office"));
    size_t sealed = wire_left(&w);
    if (rc == ERR_OK)
        rc = crypt_box_open(office->pub.box_pk, office->box_sk, wire_take(&w, sealed), sealed,
                            &plain, e);
    if (rc == ERR_OK)
        rc = read_plain(&plain, clear, info, records, e);
    buf_free(&plain);
    return rc;
}

static void file_name(const struct session *s, uint32_t paper, const uint8_t head[CRYPT_HASH],
                      const char *end, char out[ANSWERS_NAME])
{
    char name[8], receipt[CODE_RECEIPT + 1];
    session_paper_name(paper, name);
    code_receipt(head, receipt);
    snprintf(out, ANSWERS_NAME, "%s.%s.%s%s", s->info.name, name, receipt, end);
}

static bool has_end(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && strcmp(name + n - m, end) == 0;
}

void answers_file_name(const struct session *s, uint32_t paper, const uint8_t head[CRYPT_HASH],
                       char out[ANSWERS_NAME])
{
    file_name(s, paper, head, ".answers", out);
}

bool answers_is_file_name(const char *name)
{
    return has_end(name, ".answers");
}

/* ---- the same for another seat ---- */

void resume_file_name(const struct session *s, uint32_t paper, const uint8_t head[CRYPT_HASH],
                      char out[ANSWERS_NAME])
{
    file_name(s, paper, head, ".resume", out);
}

bool resume_is_file_name(const char *name)
{
    return has_end(name, ".resume");
}

void resume_key(const uint8_t k0[CRYPT_KEY], uint8_t key[CRYPT_KEY])
{
    crypt_kdf(k0, LABEL_RESUME, NULL, 0, key, CRYPT_KEY);
}

void resume_build(const struct session *s, uint32_t paper, const uint8_t key[CRYPT_KEY],
                  const uint8_t *records, size_t count, struct crypt_random *rnd, struct buf *out)
{
    struct buf payload, plain;
    begin(s, paper, false, key, records, count, &payload, &plain);
    if (!plain.failed && plain.len > 0) {
        uint8_t context[CLEAR];
        memcpy(context, payload.data, CLEAR);
        crypt_xseal(key, context, CLEAR, plain.data, plain.len, rnd, &payload);
    }
    if (payload.failed || plain.failed || plain.len == 0)
        fail(out);
    else
        package_build(PACKAGE_RESUME, NULL, NULL, payload.data, payload.len, out);
    buf_free(&plain);
    buf_free(&payload);
}

enum err_code resume_open(const void *bytes, size_t len, const struct session *s, uint32_t paper,
                          const uint8_t key[CRYPT_KEY], struct buf *records, struct err *e)
{
    struct wire w = {0};
    struct buf plain;
    struct answers_info info;
    const uint8_t *clear;
    buf_init(&plain, PLAIN_MAX);
    enum err_code rc = read_clear(bytes, len, PACKAGE_RESUME, &info, &clear, &w, e);
    if (rc == ERR_OK)
        rc = check_session(s, &info, e);
    if (rc == ERR_OK && (info.paper != paper || info.is_ended))
        rc = err_set(e, ERR_POLICY, _("belongs to another paper"));
    size_t sealed = wire_left(&w);
    if (rc == ERR_OK)
        rc = crypt_xopen(key, clear, CLEAR, wire_take(&w, sealed), sealed, &plain, e);
    if (rc == ERR_OK)
        rc = read_plain(&plain, clear, &info, records, e);
    buf_free(&plain);
    return rc;
}
