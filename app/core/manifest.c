#include "app/core/manifest.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "app/core/wire.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CLEAR = SESSION_UID + CRYPT_HASH,
    INNER = CRYPT_HASH + 152,
    ENTRY = 48,
    STEP = 1024,
    PLAIN_MAX = INNER + MANIFEST_ENTRIES_MAX * ENTRY + MANIFEST_RECORDS_MAX * ROOM_RECORD +
                MANIFEST_MAC + STEP
};

void manifest_free(struct manifest *m)
{
    free(m->entry);
    free(m->record);
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

/* What the seal holds up to the mac; `clear` stands outside. */
static void add_inner(const uint8_t clear[CLEAR], const struct manifest *m, struct buf *out)
{
    uint8_t hash[CRYPT_HASH];
    char seat[64] = "";
    snprintf(seat, sizeof seat, "%s", m->seat);
    crypt_hash_file(clear, CLEAR, hash);
    buf_add(out, hash, sizeof hash);
    buf_add(out, seat, sizeof seat);
    buf_add_u64(out, (uint64_t)m->wall_ms);
    buf_add_u32(out, m->number);
    buf_add_u8(out, (uint8_t)m->why);
    buf_add_zero(out, 3);
    buf_add(out, m->before, sizeof m->before);
    buf_add(out, m->build, sizeof m->build);
    buf_add_u32(out, m->entries);
    buf_add_u32(out, m->records);
    add_entries(m, out);
    if (m->records)
        buf_add(out, m->record, (size_t)m->records * ROOM_RECORD);
}

/* Over the clear header and all that stands in the seal before it. */
static void make_mac(const uint8_t S[CRYPT_KEY], const uint8_t clear[CLEAR], const void *inner,
                     size_t len, uint8_t mac[MANIFEST_MAC])
{
    uint8_t key[CRYPT_KEY];
    struct buf all;
    buf_init(&all, CLEAR + PLAIN_MAX);
    buf_add(&all, clear, CLEAR);
    buf_add(&all, inner, len);
    crypt_kdf(S, LABEL_MANIFEST_KEY, NULL, 0, key, sizeof key);
    crypt_kdf(key, LABEL_MANIFEST, all.data, all.len, mac, MANIFEST_MAC);
    crypt_wipe(key, sizeof key);
    buf_free(&all);
}

void manifest_build(const struct session *s, const uint8_t S[CRYPT_KEY], struct manifest *m,
                    struct buf *out)
{
    struct buf payload, plain;
    buf_init(&payload, CLEAR + PLAIN_MAX + CRYPT_BOX_EXTRA);
    buf_init(&plain, PLAIN_MAX);
    buf_add(&payload, s->info.uid, SESSION_UID);
    buf_add(&payload, s->hash, CRYPT_HASH);
    if (!payload.failed)
        add_inner(payload.data, m, &plain);
    if (!payload.failed && !plain.failed) {
        make_mac(S, payload.data, plain.data, plain.len, m->mac);
        buf_add(&plain, m->mac, sizeof m->mac);
        buf_pad(&plain, STEP);
    }
    if (!payload.failed && !plain.failed)
        crypt_box_seal(s->info.office_box_pk, plain.data, plain.len, &payload);
    if (payload.failed || plain.failed)
        buf_fail(out);
    else
        package_build(PACKAGE_MANIFEST, NULL, NULL, payload.data, payload.len, out);
    buf_free(&plain);
    buf_free(&payload);
}

static enum err_code read_clear(const void *bytes, size_t len, struct package *p, struct err *e)
{
    enum err_code rc = package_open(bytes, len, PACKAGE_MANIFEST, NULL, p, e);
    if (rc == ERR_OK && p->len < CLEAR + CRYPT_BOX_EXTRA + STEP)
        rc = err_set(e, ERR_FORMAT, _("cut short: %zu bytes, the header alone has %d"), p->len,
                     CLEAR);
    if (rc == ERR_OK && (p->len - CLEAR - CRYPT_BOX_EXTRA) % STEP != 0)
        rc = err_set(e, ERR_FORMAT, _("the sealed part has a length that cannot be (%zu bytes)"),
                     p->len - CLEAR);
    if (rc == ERR_OK && p->len > CLEAR + PLAIN_MAX + CRYPT_BOX_EXTRA)
        rc = err_set(e, ERR_LIMIT, _("the sealed part is over its limit (%zu bytes)"),
                     p->len - CLEAR);
    return rc;
}

enum err_code manifest_peek(const void *bytes, size_t len, uint8_t session_uid[SESSION_UID],
                            struct err *e)
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

static enum err_code read_entries(struct wire *w, const struct session *s, struct manifest *out,
                                  struct err *e)
{
    out->entry = calloc(out->entries + 1u, sizeof *out->entry);
    if (!out->entry)
        return err_memory(e);
    for (uint32_t i = 0; i < out->entries; i++) {
        struct manifest_entry *n = &out->entry[i];
        n->paper = wire_u32(w);
        n->events = wire_u32(w);
        uint8_t ended = wire_u8(w);
        bool zero = wire_zero(w, 7);
        wire_copy(w, n->head, CRYPT_HASH);
        n->is_ended = ended == 1;
        if (w->failed || !zero || ended > 1 || n->paper >= s->papers ||
            n->events > JOURNAL_EVENTS_MAX)
            return malformed(e);
    }
    return ERR_OK;
}

static enum err_code read_records(struct wire *w, struct manifest *out, struct err *e)
{
    size_t len = (size_t)out->records * ROOM_RECORD;
    const uint8_t *bytes = wire_take(w, len);
    if (!bytes)
        return malformed(e);
    out->record = malloc(len + 1);
    if (!out->record)
        return err_memory(e);
    memcpy(out->record, bytes, len);
    return ERR_OK;
}

/* The part of a fixed size. */
static enum err_code read_inner(struct wire *w, const uint8_t *clear, struct manifest *out,
                                struct err *e)
{
    uint8_t hash[CRYPT_HASH], inside[CRYPT_HASH];
    crypt_hash_file(clear, CLEAR, hash);
    wire_copy(w, inside, sizeof inside);
    if (memcmp(hash, inside, sizeof hash) != 0)
        return err_set(e, ERR_AUTH, _("altered: the clear header is not the one sealed inside"));
    wire_copy(w, out->seat, sizeof out->seat);
    out->wall_ms = (int64_t)wire_u64(w);
    out->number = wire_u32(w);
    uint8_t why = wire_u8(w);
    bool zero = wire_zero(w, 3);
    wire_copy(w, out->before, sizeof out->before);
    wire_copy(w, out->build, sizeof out->build);
    out->entries = wire_u32(w);
    out->records = wire_u32(w);
    out->why = (enum manifest_why)why;
    return w->failed || !zero || out->seat[sizeof out->seat - 1] || out->number == 0 ||
                   (why != MANIFEST_COPY && why != MANIFEST_LEFT) ||
                   out->entries > MANIFEST_ENTRIES_MAX || out->records > MANIFEST_RECORDS_MAX
               ? malformed(e)
               : ERR_OK;
}

static enum err_code read_plain(const struct buf *plain, const uint8_t *clear,
                                const struct session *s, const uint8_t S[CRYPT_KEY],
                                struct manifest *out, struct err *e)
{
    struct wire w;
    uint8_t mac[MANIFEST_MAC];
    wire_init(&w, plain->data, plain->len);
    enum err_code rc = read_inner(&w, clear, out, e);
    size_t len = INNER + (size_t)out->entries * ENTRY + (size_t)out->records * ROOM_RECORD,
           due = len + MANIFEST_MAC + (STEP - (len + MANIFEST_MAC) % STEP) % STEP;
    if (rc == ERR_OK && plain->len != due)
        rc = malformed(e);
    if (rc == ERR_OK)
        rc = read_entries(&w, s, out, e);
    if (rc == ERR_OK)
        rc = read_records(&w, out, e);
    if (rc != ERR_OK)
        return rc;
    wire_copy(&w, out->mac, sizeof out->mac);
    make_mac(S, clear, plain->data, len, mac);
    if (memcmp(mac, out->mac, sizeof mac) != 0)
        return err_set(e, ERR_KEY, _("no seat of this session made it: its mac is another"));
    return wire_zero(&w, wire_left(&w)) ? ERR_OK : malformed(e);
}

enum err_code manifest_open(const void *bytes, size_t len, const struct session *s,
                            const struct keys_secret *office, const uint8_t S[CRYPT_KEY],
                            struct manifest *out, struct err *e)
{
    struct package p;
    struct buf plain;
    memset(out, 0, sizeof *out);
    buf_init(&plain, PLAIN_MAX);
    enum err_code rc = read_clear(bytes, len, &p, e);
    if (rc == ERR_OK && (memcmp(p.payload, s->info.uid, SESSION_UID) != 0 ||
                         memcmp(p.payload + SESSION_UID, s->hash, CRYPT_HASH) != 0))
        rc = err_set(e, ERR_POLICY, _("belongs to another session than %s"), s->info.name);
    if (rc == ERR_OK)
        rc = crypt_box_open(office->pub.box_pk, office->box_sk, p.payload + CLEAR, p.len - CLEAR,
                            &plain, e);
    if (rc == ERR_OK)
        rc = read_plain(&plain, p.payload, s, S, out, e);
    if (rc != ERR_OK)
        manifest_free(out);
    buf_free(&plain);
    return rc;
}

enum { SEAT_LETTERS = 8, SEAT_KEPT = MANIFEST_SEAT - 1 - 1 - SEAT_LETTERS };

void manifest_seat_name(const char *seat, char out[MANIFEST_SEAT])
{
    uint8_t hash[CRYPT_HASH];
    char letters[SEAT_LETTERS + 1];
    bool is_whole = seat[0] && strlen(seat) < MANIFEST_SEAT;
    size_t n = 0;
    for (; seat[n] && n + 1 < MANIFEST_SEAT; n++) {
        bool is_kept = isalnum((unsigned char)seat[n]) || seat[n] == '-';
        out[n] = is_kept ? seat[n] : '_';
        is_whole &= is_kept;
    }
    out[n] = '\0';
    if (is_whole)
        return;
    crypt_hash(LABEL_SEAT, seat, strlen(seat), hash);
    code_letters(hash, SEAT_LETTERS, letters);
    n = n < SEAT_KEPT ? n : SEAT_KEPT;
    snprintf(out + n, MANIFEST_SEAT - n, "-%s", letters);
}

void manifest_file_name(const struct session *s, const char *seat, const uint8_t mac[MANIFEST_MAC],
                        char out[MANIFEST_NAME])
{
    char clean[MANIFEST_SEAT], tag[CODE_RECEIPT + 1];
    manifest_seat_name(seat, clean);
    code_receipt(mac, tag);
    snprintf(out, MANIFEST_NAME, "%s.%s.%s.manifest", s->info.name, clean, tag);
}

bool manifest_is_file_name(const char *name)
{
    static const char END[] = ".manifest";
    size_t n = strlen(name), end = sizeof END - 1;
    return n > end && strcmp(name + n - end, END) == 0;
}
