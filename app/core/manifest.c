#include "app/core/manifest.h"

#include "app/core/i18n.h"
#include "app/core/package.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLEAR = SESSION_UID + CRYPT_HASH, INNER = CRYPT_HASH + 80, ENTRY = 48, STEP = 1024, PLAIN_MAX = INNER + MANIFEST_ENTRIES_MAX * ENTRY + STEP };

void manifest_free(struct manifest *m)
{
    free(m->entry);
    memset(m, 0, sizeof *m);
}

static void add_entries(const struct manifest *m, struct buf *out)
{
    for (uint32_t i = 0; i < m->entries; i++) {
        const struct manifest_entry *n = &m->entry[i];
        buf_add_u32(out, n->paper);
        buf_add_u32(out, n->events);
        buf_add_u8(out, n->is_ended);
        buf_add_zero(out, 7);
        buf_add(out, n->head, CRYPT_HASH);
    }
}

void manifest_build(const struct session *s, const struct manifest *m, struct buf *out)
{
    struct buf payload, plain;
    uint8_t hash[CRYPT_HASH];
    char seat[64] = "";
    snprintf(seat, sizeof seat, "%s", m->seat);
    buf_init(&payload, CLEAR + PLAIN_MAX + CRYPT_BOX_EXTRA);
    buf_init(&plain, PLAIN_MAX);
    buf_add(&payload, s->info.uid, SESSION_UID);
    buf_add(&payload, s->hash, CRYPT_HASH);
    if (!payload.failed) {
        crypt_hash_file(payload.data, CLEAR, hash);
        buf_add(&plain, hash, sizeof hash);
        buf_add(&plain, seat, sizeof seat);
        buf_add_u64(&plain, (uint64_t)m->wall_ms);
        buf_add_u32(&plain, m->entries);
        buf_add_zero(&plain, 4);
        add_entries(m, &plain);
        buf_pad(&plain, STEP);
        if (!plain.failed)
            crypt_box_seal(s->info.office_box_pk, plain.data, plain.len, &payload);
    }
    if (payload.failed || plain.failed)
        out->failed = true;
    else
        package_build(PACKAGE_MANIFEST, NULL, NULL, payload.data, payload.len, out);
    buf_free(&plain);
    buf_free(&payload);
}

static enum err_code read_clear(const void *bytes, size_t len, struct package *p, struct err *e)
{
    enum err_code rc = package_open(bytes, len, PACKAGE_MANIFEST, NULL, p, e);
    if (rc == ERR_OK && p->len < CLEAR + CRYPT_BOX_EXTRA + STEP)
        rc = err_set(e, ERR_FORMAT, _("cut short: %zu bytes, the header alone has %d"), p->len, CLEAR);
    if (rc == ERR_OK && (p->len - CLEAR - CRYPT_BOX_EXTRA) % STEP != 0)
        rc = err_set(e, ERR_FORMAT, _("the sealed part has a length that cannot be (%zu bytes)"), p->len - CLEAR);
    if (rc == ERR_OK && p->len > CLEAR + PLAIN_MAX + CRYPT_BOX_EXTRA)
        rc = err_set(e, ERR_LIMIT, _("the sealed part is over its limit (%zu bytes)"), p->len - CLEAR);
    return rc;
}

enum err_code manifest_peek(const void *bytes, size_t len, uint8_t session_uid[SESSION_UID], struct err *e)
{
    struct package p;
    enum err_code rc = read_clear(bytes, len, &p, e);
    if (rc == ERR_OK)
        memcpy(session_uid, p.payload, SESSION_UID);
    return rc;
}

static enum err_code malformed(struct err *e)
{
    return err_set(e, ERR_FORMAT, _("the sealed part is malformed"));
}

static enum err_code read_entries(struct wire *w, const struct session *s, struct manifest *out, struct err *e)
{
    out->entry = calloc(out->entries + 1u, sizeof *out->entry);
    if (!out->entry)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    for (uint32_t i = 0; i < out->entries; i++) {
        struct manifest_entry *n = &out->entry[i];
        n->paper = wire_u32(w);
        n->events = wire_u32(w);
        uint8_t ended = wire_u8(w);
        bool zero = wire_zero(w, 7);
        wire_copy(w, n->head, CRYPT_HASH);
        n->is_ended = ended == 1;
        if (w->failed || !zero || ended > 1 || n->paper >= s->papers || n->events > JOURNAL_EVENTS_MAX)
            return malformed(e);
    }
    return wire_zero(w, wire_left(w)) ? ERR_OK : malformed(e);
}

static enum err_code read_plain(const struct buf *plain, const uint8_t *clear, const struct session *s, struct manifest *out, struct err *e)
{
    struct wire w;
    uint8_t hash[CRYPT_HASH], inside[CRYPT_HASH];
    wire_init(&w, plain->data, plain->len);
    crypt_hash_file(clear, CLEAR, hash);
    wire_copy(&w, inside, sizeof inside);
    if (memcmp(hash, inside, sizeof hash) != 0)
        return err_set(e, ERR_AUTH, _("altered: the clear header is not the one sealed inside"));
    wire_copy(&w, out->seat, sizeof out->seat);
    out->wall_ms = (int64_t)wire_u64(&w);
    out->entries = wire_u32(&w);
    bool zero = wire_zero(&w, 4);
    size_t due = (size_t)INNER + (size_t)out->entries * ENTRY;
    due += (STEP - due % STEP) % STEP;
    if (w.failed || !zero || out->seat[sizeof out->seat - 1] || out->entries > MANIFEST_ENTRIES_MAX || plain->len != due)
        return malformed(e);
    return read_entries(&w, s, out, e);
}

enum err_code manifest_open(const void *bytes, size_t len, const struct session *s, const struct keys_secret *office, struct manifest *out,
                            struct err *e)
{
    struct package p;
    struct buf plain;
    memset(out, 0, sizeof *out);
    buf_init(&plain, PLAIN_MAX);
    enum err_code rc = read_clear(bytes, len, &p, e);
    if (rc == ERR_OK && (memcmp(p.payload, s->info.uid, SESSION_UID) != 0 || memcmp(p.payload + SESSION_UID, s->hash, CRYPT_HASH) != 0))
        rc = err_set(e, ERR_POLICY, _("belongs to another session than %s"), s->info.name);
    if (rc == ERR_OK)
        rc = crypt_box_open(office->pub.box_pk, office->box_sk, p.payload + CLEAR, p.len - CLEAR, &plain, e);
    if (rc == ERR_OK)
        rc = read_plain(&plain, p.payload, s, out, e);
    if (rc != ERR_OK)
        manifest_free(out);
    buf_free(&plain);
    return rc;
}

void manifest_file_name(const struct session *s, const char *seat, char out[MANIFEST_NAME])
{
    char clean[33];
    size_t n = 0;
    for (; seat[n] && n + 1 < sizeof clean; n++)
        clean[n] = isalnum((unsigned char)seat[n]) || seat[n] == '-' ? seat[n] : '_';
    clean[n] = '\0';
    snprintf(out, MANIFEST_NAME, "%s.%s.manifest", s->info.name, n ? clean : "_");
}

bool manifest_is_file_name(const char *name)
{
    static const char END[] = ".manifest";
    size_t n = strlen(name), end = sizeof END - 1;
    return n > end && strcmp(name + n - end, END) == 0;
}
