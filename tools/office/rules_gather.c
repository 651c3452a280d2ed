/* The rules: vouchers, orders and manifests of the whole room, and what of them is used twice. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"
#include "app/core/order.h"
#include "app/core/room_action.h"
#include "tools/office/log_evidence.h"
#include "tools/office/rules.h"
#include "tools/office/workers.h"

#include <stdlib.h>
#include <string.h>

void rules_free(struct rules *r)
{
    free(r->use);
    free(r->by_id);
    free(r->order);
    free(r->leave);
    *r = (struct rules){0};
}

static enum err_code add_use(struct rules *r, const struct rules_use *u, struct err *e)
{
    if (r->uses == r->use_room) {
        size_t room = r->use_room ? 2 * r->use_room : 64;
        struct rules_use *grown = realloc(r->use, room * sizeof *grown);
        if (!grown)
            return err_memory(e);
        r->use = grown;
        r->use_room = room;
    }
    r->use[r->uses++] = *u;
    return ERR_OK;
}

/* ---- journals ---- */

enum err_code rules_add_journal(struct rules *r, const struct submission *m, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (uint32_t i = 0; rc == ERR_OK && i < m->state.count; i++) {
        const uint8_t *record = m->records.data + (size_t)i * JOURNAL_RECORD;
        struct journal_event ev;
        struct err ignored;
        if (journal_decode(record, &ev, &ignored) != ERR_OK || !ev.code)
            continue;
        struct rules_use u = {.paper = m->paper,
                              .number = ev.code < JOURNAL_ORDER_FIRST ? ev.code : 0,
                              .type = ev.type,
                              .minutes = ev.type == JOURNAL_EXTEND ? ev.minutes : 0};
        memcpy(u.seat, ev.seat_hash, sizeof u.seat);
        memcpy(u.proof, ev.proof, sizeof u.proof);
        memcpy(u.id, record + JOURNAL_EVENT, sizeof u.id);
        rc = add_use(r, &u, e);
    }
    return rc;
}

/* ---- manifests ---- */

static void hash_seat(const char *name, uint8_t out[8])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, name, strlen(name), hash);
    memcpy(out, hash, 8);
}

static enum err_code add_records(struct rules *r, const struct office_session *s,
                                 const struct manifest *m, const uint8_t seat[8], struct err *e)
{
    uint8_t key[CRYPT_KEY];
    enum err_code rc = ERR_OK;
    room_record_key(s->secret.S, seat, key);
    size_t good = room_record_verify(m->record, m->records, key, NULL);
    crypt_wipe(key, sizeof key);
    for (size_t i = 0; rc == ERR_OK && i < good; i++) {
        struct room_record x;
        room_record_decode(m->record + i * ROOM_RECORD, &x);
        struct rules_use u = {
            .paper = x.paper, .number = x.number, .action = x.action, .minutes = x.minutes};
        if (x.what != ROOM_VOUCHER || !x.number || x.number > VOUCHER_COUNT)
            continue;
        memcpy(u.seat, seat, sizeof u.seat);
        memcpy(u.proof, x.data, sizeof u.proof);
        rc = add_use(r, &u, e);
    }
    return rc;
}

static enum err_code add_leaves(struct rules *r, const struct manifest *m, const uint8_t seat[8],
                                struct err *e)
{
    for (uint32_t i = 0; m->why == MANIFEST_LEFT && i < m->entries; i++) {
        if (m->entry[i].is_ended)
            continue;
        struct rules_leave *grown = realloc(r->leave, (r->leaves + 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        r->leave = grown;
        struct rules_leave *l = &grown[r->leaves++];
        *l = (struct rules_leave){.paper = m->entry[i].paper, .events = m->entry[i].events};
        memcpy(l->seat, seat, sizeof l->seat);
        memcpy(l->head, m->entry[i].head, sizeof l->head);
    }
    return ERR_OK;
}

static enum err_code add_manifest(struct rules *r, const struct office_session *s,
                                  const struct keys_secret *office, const struct buf *bytes,
                                  struct err *e)
{
    struct manifest m = {0};
    uint8_t seat[8];
    enum err_code rc =
        manifest_open(bytes->data, bytes->len, &s->session, office, s->secret.S, &m, e);
    hash_seat(m.seat, seat);
    if (rc == ERR_OK)
        rc = add_leaves(r, &m, seat, e);
    if (rc == ERR_OK)
        rc = add_records(r, s, &m, seat, e);
    manifest_free(&m);
    return rc;
}

/* ---- orders ---- */

static enum err_code add_order(struct rules *r, const struct office_session *s,
                               const struct buf *bytes, struct err *e)
{
    struct order o;
    enum err_code rc =
        order_open(bytes->data, bytes->len, &s->session, s->session.info.order_pk, &o, e);
    struct rules_order *grown =
        rc == ERR_OK ? realloc(r->order, (r->orders + 1) * sizeof *grown) : NULL;
    if (!grown)
        return rc == ERR_OK ? err_memory(e) : rc;
    r->order = grown;
    struct rules_order *x = &grown[r->orders++];
    *x = (struct rules_order){.paper = o.paper, .action = o.action, .minutes = o.minutes};
    crypt_hash_file(bytes->data, bytes->len, x->hash);
    memcpy(x->seat, o.seat_hash, sizeof x->seat);
    return ERR_OK;
}

static enum err_code add_line(struct rules *r, const struct office_session *s,
                              const struct keys_secret *office, const struct log_line *line,
                              struct err *e)
{
    struct buf bytes;
    char *path = log_evidence_path(s->workspace->log, line);
    enum err_code rc = ERR_OK;
    buf_init(&bytes, MANIFEST_FILE_MAX);
    if (path && file_exists(path)) { /* one that is lost was ruled on */
        rc = file_read(path, MANIFEST_FILE_MAX, &bytes, e);
        if (rc == ERR_OK)
            rc = line->kind == LOG_ORDER ? add_order(r, s, &bytes, e)
                                         : add_manifest(r, s, office, &bytes, e);
        if (rc != ERR_OK)
            rc = err_prefix(e, path);
    }
    buf_free(&bytes);
    free(path);
    return rc;
}

static enum err_code add_lines(struct rules *r, const struct office_session *s,
                               const struct keys_secret *office, struct err *e)
{
    const struct log *l = s->workspace ? s->workspace->log : NULL;
    enum err_code rc = ERR_OK;
    for (size_t i = 0; l && rc == ERR_OK && i < l->lines && (!s->horizon || i < s->horizon); i++) {
        const struct log_line *line = &l->line[i];
        if ((line->kind == LOG_MANIFEST || line->kind == LOG_ORDER) &&
            strcmp(line->session, s->name) == 0)
            rc = add_line(r, s, office, line, e);
    }
    return rc;
}

/* ---- proofs ---- */

/* Actions that an event may stand for; with the paper or the seat in the proof. */
static const struct {
    uint16_t type, action;
    bool of_seat;
} MAY[] = {{JOURNAL_EXTEND, ROOM_ACTION_EXTEND, false},
           {JOURNAL_OUTAGE, ROOM_ACTION_RESUME, false},
           {JOURNAL_OUTAGE, ROOM_ACTION_RESUME_ALL, false},
           {JOURNAL_RESUME, ROOM_ACTION_RESUME, false},
           {JOURNAL_RESUME, ROOM_ACTION_RESUME_ALL, false},
           {JOURNAL_CONTINUE, ROOM_ACTION_START_HERE, false},
           {JOURNAL_CONTINUE, ROOM_ACTION_START_ALL, false},
           {JOURNAL_CONTINUE, ROOM_ACTION_START_ALL, true},
           {JOURNAL_MISCONDUCT, ROOM_ACTION_END, false}};

static bool is_proof(const struct rules_use *u, const uint8_t uid[VOUCHER_UID], uint16_t action,
                     bool of_seat, const uint8_t W[CRYPT_KEY])
{
    uint8_t proof[VOUCHER_PROOF];
    struct voucher_use use = {.paper = of_seat ? VOUCHER_NO_PAPER : u->paper,
                              .n = u->number,
                              .action = action,
                              .minutes = u->minutes};
    memcpy(use.seat_hash, u->seat, sizeof use.seat_hash);
    voucher_proof(W, uid, &use, proof);
    return memcmp(proof, u->proof, sizeof proof) == 0;
}

static void match_use(struct rules_use *u, const uint8_t uid[VOUCHER_UID],
                      const uint8_t (*W)[CRYPT_KEY])
{
    uint16_t claimed = u->action;
    if (!u->number)
        return;
    u->action = 0;
    if (!u->type) { /* a room record says itself what it was for */
        u->action = is_proof(u, uid, claimed, false, W[u->number]) ? claimed : 0;
        return;
    }
    for (size_t i = 0; i < sizeof MAY / sizeof MAY[0]; i++)
        if (MAY[i].type == u->type && is_proof(u, uid, MAY[i].action, MAY[i].of_seat, W[u->number]))
            u->action = MAY[i].action;
}

/* What of a use is another one for the whole room: the paper that resumes, the seat that begins or
 * is left. */
static int compare_place(const struct rules_use *a, const struct rules_use *b)
{
    if (a->action == ROOM_ACTION_START_ALL || a->action == ROOM_ACTION_LEAVE)
        return memcmp(a->seat, b->seat, sizeof a->seat);
    return a->paper == b->paper ? 0 : a->paper < b->paper ? -1 : 1;
}

/* By voucher, what it did and where; then by proof and record. Orders are told apart by theirs. */
static int compare_uses(const void *pa, const void *pb)
{
    const struct rules_use *a = pa, *b = pb;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    if (a->action != b->action)
        return a->action < b->action ? -1 : 1;
    int by_place = compare_place(a, b);
    int by_proof = by_place ? by_place : memcmp(a->proof, b->proof, sizeof a->proof);
    return by_proof ? by_proof : memcmp(a->id, b->id, sizeof a->id);
}

/* Good for several places by one voucher. */
static bool is_of_room(uint16_t action)
{
    return action == ROOM_ACTION_RESUME_ALL || action == ROOM_ACTION_START_ALL ||
           action == ROOM_ACTION_LEAVE;
}

/* Two neighbours in that order, of one voucher or order. */
static bool is_clash(const struct rules_use *a, const struct rules_use *b)
{
    bool same_proof = memcmp(a->proof, b->proof, sizeof a->proof) == 0;
    if (same_proof && a->action == b->action)
        return a->type == JOURNAL_EXTEND && b->type == JOURNAL_EXTEND &&
               memcmp(a->id, b->id, sizeof a->id) != 0;
    return a->number && !(a->action == b->action && is_of_room(a->action) && compare_place(a, b));
}

/* A use whose proof is of nothing is told as that, and makes no other one bad. */
static void find_twice(struct rules_use *use, size_t count)
{
    bool twice = false;
    const struct rules_use *before = NULL;
    for (size_t i = 0; i < count; i++) {
        if (use[i].number && !use[i].action)
            continue;
        twice = twice || (before && is_clash(before, &use[i]));
        before = &use[i];
    }
    for (size_t i = 0; i < count; i++)
        use[i].is_twice = twice && (!use[i].number || use[i].action);
}

static bool is_of_one(const struct rules_use *a, const struct rules_use *b)
{
    return a->number == b->number &&
           (a->number ||
            (a->paper == b->paper && memcmp(a->proof, b->proof, sizeof a->proof) == 0));
}

static int compare_ids(const void *pa, const void *pb)
{
    const struct rules_use *a = *(const struct rules_use *const *)pa,
                           *b = *(const struct rules_use *const *)pb;
    return memcmp(a->id, b->id, sizeof a->id);
}

enum err_code rules_match(struct rules *r, const uint8_t uid[VOUCHER_UID],
                          const uint8_t (*W)[CRYPT_KEY], struct err *e)
{
    for (size_t i = 0; i < r->uses; i++)
        match_use(&r->use[i], uid, W);
    if (r->uses > 1)
        qsort(r->use, r->uses, sizeof *r->use, compare_uses);
    for (size_t from = 0, to; from < r->uses; from = to) {
        for (to = from + 1; to < r->uses && is_of_one(&r->use[from], &r->use[to]);)
            to++;
        find_twice(&r->use[from], to - from);
    }
    r->by_id = calloc(r->uses + 1, sizeof *r->by_id);
    if (!r->by_id)
        return err_memory(e);
    for (size_t i = 0; i < r->uses; i++)
        r->by_id[i] = &r->use[i];
    qsort(r->by_id, r->uses, sizeof *r->by_id, compare_ids);
    return ERR_OK;
}

const struct rules_use *rules_find_use(const struct rules *r, const uint8_t id[32])
{
    struct rules_use key;
    const struct rules_use *wanted = &key;
    memcpy(key.id, id, sizeof key.id);
    const struct rules_use *const *found =
        r->by_id ? bsearch(&wanted, r->by_id, r->uses, sizeof *r->by_id, compare_ids) : NULL;
    return found ? *found : NULL;
}

/* One voucher to be stretched, by a thread of its own. */
struct stretching {
    const struct office_session *s;
    const uint8_t *V;
    uint8_t (*W)[CRYPT_KEY];
    uint16_t number[VOUCHER_COUNT];
    struct err error[VOUCHER_COUNT];
};

static void stretch_one(void *context, size_t i)
{
    struct stretching *x = context;
    const struct session_info *info = &x->s->session.info;
    x->error[i].code = voucher_make(x->V, x->number[i], info->uid, info->seat_cost, NULL,
                                    x->W[x->number[i]], &x->error[i]);
}

static enum err_code match(struct rules *r, const struct office_session *s, struct err *e)
{
    struct stretching *x = calloc(1, sizeof *x);
    uint8_t *V = crypt_secret_new(CRYPT_KEY);
    uint8_t(*W)[CRYPT_KEY] = crypt_secret_new((VOUCHER_COUNT + 1) * sizeof *W);
    bool wanted[VOUCHER_COUNT + 1] = {0};
    size_t count = 0;
    enum err_code rc = x && V && W ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < r->uses; i++) {
        uint16_t n = r->use[i].number;
        if (n && !wanted[n])
            x->number[count++] = n;
        wanted[n] = true;
    }
    if (rc == ERR_OK) {
        x->s = s;
        x->V = V;
        x->W = W;
        voucher_key(s->secret.O, s->session.info.uid, V);
        workers_run(workers_count(), count, stretch_one, x, NULL);
    }
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        if (x->error[i].code != ERR_OK) {
            *e = x->error[i];
            rc = e->code;
        }
    if (rc == ERR_OK)
        rc = rules_match(r, s->session.info.uid, (const uint8_t(*)[CRYPT_KEY])W, e);
    crypt_secret_free(V);
    crypt_secret_free(W);
    free(x);
    return rc;
}

enum err_code rules_gather(const struct office_session *s, const struct keys_secret *office,
                           const struct collection *c, struct rules *out, struct err *e)
{
    *out = (struct rules){0};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < c->count; i++)
        rc = rules_add_journal(out, &c->item[i], e);
    if (rc == ERR_OK)
        rc = add_lines(out, s, office, e);
    return rc == ERR_OK && out->uses ? match(out, s, e) : rc;
}
