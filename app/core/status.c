#include "app/core/status.h"

#include "app/core/block.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"
#include "app/core/package.h"

#include <stdio.h>
#include <string.h>

enum {
    CLEAR = SESSION_UID + CRYPT_HASH,
    STEP = 1024,
    PLAIN_MAX = STATUS_FILE_MAX - PACKAGE_HEADER - CLEAR - CRYPT_XSEAL_EXTRA,
    SEAT = 84,
    PAPER = 40,
    TROUBLE = 8,
    ORDER = 12,
    VOUCHER = 16
};
enum block_type {
    BLOCK_SEAT = 1,
    BLOCK_PAPER,
    BLOCK_TROUBLE,
    BLOCK_ORDERS,
    BLOCK_VOUCHERS,
    BLOCK_FORGED
};

static void derive_key(const uint8_t S[CRYPT_KEY], uint8_t key[CRYPT_KEY])
{
    crypt_kdf(S, LABEL_STATUS, NULL, 0, key, CRYPT_KEY);
}

/* The label with its zero, and the clear part. */
static void make_context(const uint8_t clear[CLEAR], uint8_t out[sizeof LABEL_STATUS + CLEAR])
{
    memcpy(out, LABEL_STATUS, sizeof LABEL_STATUS);
    memcpy(out + sizeof LABEL_STATUS, clear, CLEAR);
}

/* ---- writing ---- */

static void add_seat(const struct status *st, struct buf *out)
{
    struct buf b;
    buf_init(&b, SEAT + sizeof st->seat);
    buf_add_u8(&b, st->state);
    buf_add_u8(&b, 0);
    buf_add_u16(&b, st->flags);
    buf_add_u32(&b, st->instance);
    buf_add_u32(&b, st->number);
    buf_add_u64(&b, st->boot_ms);
    buf_add_u64(&b, (uint64_t)st->wall_ms);
    buf_add(&b, st->boot_hash, sizeof st->boot_hash);
    buf_add(&b, st->seat_hash, sizeof st->seat_hash);
    buf_add_u16(&b, st->wrong_logins);
    buf_add_u16(&b, st->wrong_vouchers);
    buf_add_u32(&b, st->candidate);
    buf_add(&b, st->build, sizeof st->build);
    buf_add(&b, st->seat, strnlen(st->seat, sizeof st->seat));
    block_add(out, BLOCK_SEAT, BLOCK_LANG_NONE, b.data, b.len);
    buf_free(&b);
}

static void add_paper(const struct status_paper *p, struct buf *out)
{
    uint8_t b[PAPER] = {0};
    const uint16_t count[] = {p->questions, p->answered, p->marked, p->minutes, p->extended};
    wire_put(b, p->paper, 4);
    b[4] = p->state;
    b[5] = p->end;
    for (size_t i = 0; i < sizeof count / sizeof count[0]; i++)
        wire_put(b + 6 + 2 * i, count[i], 2);
    wire_put(b + 16, p->left_s, 4);
    wire_put(b + 20, p->events, 4);
    wire_put(b + 24, p->saved, 4);
    memcpy(b + 28, p->receipt, sizeof p->receipt);
    block_add(out, BLOCK_PAPER, BLOCK_LANG_NONE, b, sizeof b);
}

static void add_troubles(const struct status *st, struct buf *out)
{
    for (size_t i = 0; i < st->troubles; i++) {
        uint8_t b[TROUBLE];
        wire_put(b, st->trouble[i].code, 2);
        wire_put(b + 2, st->trouble[i].of, 2);
        wire_put(b + 4, st->trouble[i].since_s, 4);
        block_add(out, BLOCK_TROUBLE, BLOCK_LANG_NONE, b, sizeof b);
    }
}

static void add_orders(const struct status *st, struct buf *out)
{
    uint8_t b[STATUS_ORDERS_MAX * ORDER] = {0};
    for (size_t i = 0; i < st->orders; i++) {
        memcpy(b + i * ORDER, st->order[i].hash, sizeof st->order[i].hash);
        b[i * ORDER + 8] = st->order[i].outcome;
    }
    if (st->orders)
        block_add(out, BLOCK_ORDERS, BLOCK_LANG_NONE, b, st->orders * ORDER);
}

static void add_vouchers(const struct status *st, struct buf *out)
{
    uint8_t b[STATUS_VOUCHERS_MAX * VOUCHER];
    for (size_t i = 0; i < st->vouchers; i++) {
        const struct status_voucher *v = &st->voucher[i];
        uint8_t *at = b + i * VOUCHER;
        wire_put(at, v->number, 2);
        wire_put(at + 2, v->action, 2);
        wire_put(at + 4, v->paper, 4);
        wire_put(at + 8, (uint64_t)v->wall_ms, 8);
    }
    if (st->vouchers)
        block_add(out, BLOCK_VOUCHERS, BLOCK_LANG_NONE, b, st->vouchers * VOUCHER);
}

static void seal(const uint8_t S[CRYPT_KEY], const struct buf *plain, struct crypt_random *rnd,
                 struct buf *payload)
{
    uint8_t key[CRYPT_KEY], context[sizeof LABEL_STATUS + CLEAR];
    make_context(payload->data, context);
    derive_key(S, key);
    crypt_xseal(key, context, sizeof context, plain->data, plain->len, rnd, payload);
    crypt_wipe(key, sizeof key);
}

void status_build(const struct session *s, const uint8_t S[CRYPT_KEY], const struct status *st,
                  struct crypt_random *rnd, struct buf *out)
{
    struct buf payload, plain;
    buf_init(&payload, STATUS_FILE_MAX);
    buf_init(&plain, PLAIN_MAX);
    buf_add(&payload, s->info.uid, SESSION_UID);
    buf_add(&payload, s->hash, CRYPT_HASH);
    add_seat(st, &plain);
    for (size_t i = 0; i < st->papers; i++)
        add_paper(&st->paper[i], &plain);
    add_troubles(st, &plain);
    add_orders(st, &plain);
    add_vouchers(st, &plain);
    if (st->forged) {
        uint8_t b[4];
        wire_put(b, st->forged, 4);
        block_add(&plain, BLOCK_FORGED, BLOCK_LANG_NONE, b, sizeof b);
    }
    buf_pad(&plain, STEP);
    if (!payload.failed && !plain.failed)
        seal(S, &plain, rnd, &payload);
    if (payload.failed || plain.failed)
        buf_fail(out);
    else
        package_build(PACKAGE_STATUS, NULL, NULL, payload.data, payload.len, out);
    buf_free(&plain);
    buf_free(&payload);
}

/* ---- reading ---- */

static void read_seat(struct wire *w, struct status *out)
{
    out->state = wire_u8(w);
    wire_zero(w, 1);
    out->flags = wire_u16(w);
    out->instance = wire_u32(w);
    out->number = wire_u32(w);
    out->boot_ms = wire_u64(w);
    out->wall_ms = (int64_t)wire_u64(w);
    wire_copy(w, out->boot_hash, sizeof out->boot_hash);
    wire_copy(w, out->seat_hash, sizeof out->seat_hash);
    out->wrong_logins = wire_u16(w);
    out->wrong_vouchers = wire_u16(w);
    out->candidate = wire_u32(w);
    wire_copy(w, out->build, sizeof out->build);
    size_t n = wire_left(w);
    w->failed = w->failed || n >= sizeof out->seat;
    wire_copy(w, out->seat, n < sizeof out->seat ? n : 0);
}

static void read_paper(struct wire *w, struct status_paper *p)
{
    p->paper = wire_u32(w);
    p->state = wire_u8(w);
    p->end = wire_u8(w);
    p->questions = wire_u16(w);
    p->answered = wire_u16(w);
    p->marked = wire_u16(w);
    p->minutes = wire_u16(w);
    p->extended = wire_u16(w);
    p->left_s = wire_u32(w);
    p->events = wire_u32(w);
    p->saved = wire_u32(w);
    wire_copy(w, p->receipt, sizeof p->receipt);
    wire_zero(w, 2);
}

static void read_trouble(struct wire *w, struct status_trouble *t)
{
    t->code = wire_u16(w);
    t->of = wire_u16(w);
    t->since_s = wire_u32(w);
}

static void read_orders(struct wire *w, struct status *out)
{
    while (wire_left(w) && out->orders < STATUS_ORDERS_MAX) {
        struct status_order *o = &out->order[out->orders++];
        wire_copy(w, o->hash, sizeof o->hash);
        o->outcome = wire_u8(w);
        wire_zero(w, 3);
    }
}

static void read_vouchers(struct wire *w, struct status *out)
{
    while (wire_left(w) && out->vouchers < STATUS_VOUCHERS_MAX) {
        struct status_voucher *v = &out->voucher[out->vouchers++];
        v->number = wire_u16(w);
        v->action = wire_u16(w);
        v->paper = wire_u32(w);
        v->wall_ms = (int64_t)wire_u64(w);
    }
}

/* One block; false when it is malformed or one too many of its kind. */
static bool read_block(const struct block *b, struct status *out)
{
    struct wire w;
    wire_init(&w, b->data, b->len);
    switch (b->type) {
    case BLOCK_SEAT: read_seat(&w, out); break;
    case BLOCK_PAPER:
        if (out->papers == STATUS_PAPERS_MAX)
            return false;
        read_paper(&w, &out->paper[out->papers++]);
        break;
    case BLOCK_TROUBLE:
        if (out->troubles == STATUS_TROUBLES_MAX)
            return false;
        read_trouble(&w, &out->trouble[out->troubles++]);
        break;
    case BLOCK_ORDERS: read_orders(&w, out); break;
    case BLOCK_VOUCHERS: read_vouchers(&w, out); break;
    case BLOCK_FORGED: out->forged = wire_u32(&w); break;
    default: return true;
    }
    return !w.failed && wire_left(&w) == 0;
}

static enum err_code read_blocks(const struct buf *plain, struct status *out, struct err *e)
{
    struct wire w;
    struct block b;
    bool good = true, has_seat = false;
    wire_init(&w, plain->data, plain->len);
    while (good && block_next(&w, &b)) {
        good = read_block(&b, out);
        has_seat |= b.type == BLOCK_SEAT;
    }
    return good && has_seat && !w.failed
               ? ERR_OK
               : err_set(e, ERR_FORMAT, _("the sealed part is malformed"));
}

enum err_code status_open(const void *bytes, size_t len, const struct session *s,
                          const uint8_t S[CRYPT_KEY], struct status *out, struct err *e)
{
    struct package p;
    struct buf plain;
    uint8_t key[CRYPT_KEY], context[sizeof LABEL_STATUS + CLEAR];
    memset(out, 0, sizeof *out);
    enum err_code rc = package_open(bytes, len, PACKAGE_STATUS, NULL, &p, e);
    if (rc == ERR_OK && p.len < CLEAR + CRYPT_XSEAL_EXTRA)
        rc = err_set(e, ERR_FORMAT, _("cut short: %zu bytes, the header alone has %d"), p.len,
                     CLEAR);
    if (rc == ERR_OK && (memcmp(p.payload, s->info.uid, SESSION_UID) != 0 ||
                         memcmp(p.payload + SESSION_UID, s->hash, CRYPT_HASH) != 0))
        rc = err_set(e, ERR_POLICY, _("belongs to another session than %s"), s->info.name);
    if (rc != ERR_OK)
        return rc;
    buf_init(&plain, PLAIN_MAX);
    make_context(p.payload, context);
    derive_key(S, key);
    rc = crypt_xopen(key, context, sizeof context, p.payload + CLEAR, p.len - CLEAR, &plain, e);
    if (rc == ERR_OK)
        rc = read_blocks(&plain, out, e);
    crypt_wipe(key, sizeof key);
    buf_free(&plain);
    return rc;
}

void status_file_name(const struct session *s, const char *seat, char out[STATUS_NAME])
{
    char clean[MANIFEST_SEAT];
    manifest_seat_name(seat, clean);
    snprintf(out, STATUS_NAME, "%s.%s.status", s->info.name, clean);
}

bool status_is_file_name(const char *name)
{
    static const char END[] = ".status";
    size_t n = strlen(name), end = sizeof END - 1;
    return n > end && strcmp(name + n - end, END) == 0;
}
