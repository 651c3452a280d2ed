/* reconcile: what the room's files say of themselves. A seat numbers its manifests, each naming the
 * one before, and so does a console its orders: what was taken out leaves a gap. */
#include "tools/office/reconcile_parts.h"
#include "tools/office/room_files.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code add(struct reconcile *r, enum reconcile_what what, const char *name,
                         uint32_t number, struct err *e)
{
    char detail[96];
    snprintf(detail, sizeof detail, "%.64s %u", name, number);
    return reconcile_add(r, what, "", "", detail, e);
}

/* ---- manifests ---- */

static bool is_seat_of(const struct room_manifest *a, const struct room_manifest *b)
{
    return strcmp(a->manifest.seat, b->manifest.seat) == 0;
}

/* before: the manifest in front of it, of the same seat; NULL for the first that is here. */
static enum err_code look_at_manifest(const struct room_manifest *x,
                                      const struct room_manifest *before, struct reconcile *r,
                                      struct err *e)
{
    static const uint8_t NONE[CRYPT_HASH] = {0};
    const char *seat = x->manifest.seat;
    uint32_t last = before ? before->manifest.number : 0;
    if (before && x->manifest.number == last)
        return add(r, RECONCILE_TWICE, seat, last, e);
    for (uint32_t n = last + 1; n < x->manifest.number; n++) {
        enum err_code rc = add(r, RECONCILE_MANIFEST, seat, n, e);
        if (rc != ERR_OK || r->count[RECONCILE_MANIFEST] > MANIFEST_ENTRIES_MAX)
            return rc; /* a number that no seat reaches: said often enough */
    }
    bool follows = x->manifest.number != last + 1 ||
                   memcmp(x->manifest.before, before ? before->hash : NONE, CRYPT_HASH) == 0;
    return follows ? ERR_OK : add(r, RECONCILE_TWO_SEATS, seat, x->manifest.number, e);
}

static enum err_code look_at_manifests(const struct room_files *room, struct reconcile *r,
                                       struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < room->manifests; i++) {
        const struct room_manifest *x = &room->manifest[i],
                                   *before = i ? &room->manifest[i - 1] : NULL;
        rc = look_at_manifest(x, before && is_seat_of(x, before) ? before : NULL, r, e);
    }
    return rc;
}

/* ---- orders ---- */

static enum err_code look_at_orders(const struct room_files *room, struct reconcile *r,
                                    struct err *e)
{
    static const uint8_t NONE[CRYPT_HASH] = {0};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < room->orders; i++) {
        const struct room_order *x = &room->order[i], *before = i ? &room->order[i - 1] : NULL;
        bool is_first = !before || strcmp(before->order.console, x->order.console) != 0;
        uint32_t last = is_first ? 0 : before->order.number;
        for (uint32_t n = last + 1; rc == ERR_OK && n < x->order.number; n++)
            rc = add(r, RECONCILE_ORDER, x->order.console, n, e);
        if (rc == ERR_OK && x->order.number <= last + 1 &&
            memcmp(x->order.before, is_first ? NONE : before->hash, CRYPT_HASH) != 0)
            rc = add(r, RECONCILE_ORDER, x->order.console, x->order.number, e);
    }
    return rc;
}

/* The highest order that a log says this console gave. */
static uint32_t last_told(const struct roomlog *l)
{
    struct roomlog_line line;
    uint32_t last = 0;
    for (size_t at = 0; roomlog_next(l->text, l->len, &at, &line);) {
        char console[ORDER_CONSOLE + 1];
        unsigned number;
        if (sscanf(line.by_what, "lệnh %4s %u", console, &number) == 2 &&
            strcmp(console, l->console) == 0 && number > last)
            last = number;
    }
    return last;
}

static uint32_t last_here(const struct room_files *room, const char *console)
{
    uint32_t last = 0;
    for (size_t i = 0; i < room->orders; i++)
        if (strcmp(room->order[i].order.console, console) == 0)
            last = room->order[i].order.number;
    return last;
}

/* Behind the last order that came there is no gap to see: its console's log tells of it. */
static enum err_code look_at_log(const struct room_files *room, size_t i, struct reconcile *r,
                                 struct err *e)
{
    const struct room_log *x = &room->log[i];
    enum err_code rc = ERR_OK;
    bool is_longest = room_log_is_longest(room, x);
    if (!is_longest && !roomlog_is_beginning(&x->log, &room->log[i + 1].log))
        rc = reconcile_add(r, RECONCILE_ROOM_LOG, "", "", x->log.console, e);
    uint32_t told = is_longest ? last_told(&x->log) : 0;
    told = told < ORDER_NUMBER_MAX ? told : ORDER_NUMBER_MAX;
    for (uint32_t n = last_here(room, x->log.console) + 1; rc == ERR_OK && n <= told; n++)
        rc = add(r, RECONCILE_ORDER, x->log.console, n, e);
    return rc;
}

static enum err_code look_at_logs(const struct room_files *room, struct reconcile *r, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < room->logs; i++)
        rc = look_at_log(room, i, r, e);
    return rc;
}

/* ---- seats and their journals ---- */

static bool has_manifest(const struct room_files *room, const uint8_t seat[ROOM_SEAT_HASH])
{
    for (size_t i = 0; i < room->manifests; i++)
        if (memcmp(room->manifest[i].seat_hash, seat, ROOM_SEAT_HASH) == 0)
            return true;
    return false;
}

/* The seat's name as the roster or a manifest has it, else its hash. */
static void name_seat(const struct grading *g, const uint8_t seat[ROOM_SEAT_HASH], char *out,
                      size_t room)
{
    uint8_t hash[ROOM_SEAT_HASH];
    crypt_hex(seat, ROOM_SEAT_HASH, out);
    for (uint32_t p = 0; p < g->opened.roster.papers; p++) {
        const char *name = g->opened.roster.paper[p].seat;
        room_seat_hash(name, hash);
        if (name[0] && memcmp(hash, seat, sizeof hash) == 0)
            snprintf(out, room, "%s", name);
    }
    for (size_t i = 0; i < g->opened.room->manifests; i++)
        if (memcmp(g->opened.room->manifest[i].seat_hash, seat, ROOM_SEAT_HASH) == 0)
            snprintf(out, room, "%s", g->opened.room->manifest[i].manifest.seat);
}

/* What a seat was, by its journals' first events and its manifests. */
struct seat {
    uint8_t hash[ROOM_SEAT_HASH], build[BUILD_ID];
};

static int compare_seats(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct seat));
}

static size_t gather_seats(const struct grading *g, struct seat *out)
{
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < g->collection.count; i++) {
        struct journal_event first;
        struct err ignored = {0};
        if (submission_events(&g->collection.item[i]) &&
            journal_decode(g->collection.item[i].records.data, &first, &ignored) == ERR_OK) {
            memcpy(out[n].hash, first.seat_hash, ROOM_SEAT_HASH);
            memcpy(out[n++].build, first.proof, BUILD_ID);
        }
    }
    for (size_t i = 0; i < g->opened.room->manifests; i++) {
        memcpy(out[n].hash, g->opened.room->manifest[i].seat_hash, ROOM_SEAT_HASH);
        memcpy(out[n++].build, g->opened.room->manifest[i].manifest.build, BUILD_ID);
    }
    if (n)
        qsort(out, n, sizeof *out, compare_seats);
    for (size_t i = 0; i < n; i++)
        if (!kept || compare_seats(&out[kept - 1], &out[i]) != 0)
            out[kept++] = out[i];
    return kept;
}

/* The build of most seats. */
static const uint8_t *usual_build(const struct seat *seat, size_t seats)
{
    const uint8_t *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < seats; i++) {
        size_t n = 0;
        for (size_t k = 0; k < seats; k++)
            n += memcmp(seat[i].build, seat[k].build, BUILD_ID) == 0;
        if (n > most) {
            most = n;
            best = seat[i].build;
        }
    }
    return best;
}

static enum err_code look_at_seat(const struct grading *g, const struct seat *seat, size_t i,
                                  const uint8_t *usual, struct reconcile *r, struct err *e)
{
    char name[96], detail[160];
    bool is_again = i && memcmp(seat[i - 1].hash, seat[i].hash, ROOM_SEAT_HASH) == 0;
    enum err_code rc = ERR_OK;
    name_seat(g, seat[i].hash, name, sizeof name);
    if (!is_again && !has_manifest(g->opened.room, seat[i].hash))
        rc = reconcile_add(r, RECONCILE_SEAT, "", "", name, e);
    if (rc == ERR_OK && memcmp(seat[i].build, usual, BUILD_ID) != 0) {
        char hex[17];
        crypt_hex(seat[i].build + 4, 8, hex);
        snprintf(detail, sizeof detail, "%s: %u.%u.%u %s", name, seat[i].build[0], seat[i].build[1],
                 seat[i].build[2], hex);
        rc = reconcile_add(r, RECONCILE_BUILD, "", "", detail, e);
    }
    return rc;
}

static enum err_code look_at_seats(const struct grading *g, struct reconcile *r, struct err *e)
{
    struct seat *seat = calloc(g->collection.count + g->opened.room->manifests + 1, sizeof *seat);
    if (!seat)
        return err_memory(e);
    size_t seats = gather_seats(g, seat);
    const uint8_t *usual = usual_build(seat, seats);
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < seats; i++)
        rc = look_at_seat(g, seat, i, usual, r, e);
    free(seat);
    return rc;
}

static bool is_listed(const struct room_files *room, const struct submission *m)
{
    for (size_t i = 0; i < room->manifests; i++)
        for (uint32_t k = 0; k < room->manifest[i].manifest.entries; k++) {
            const struct manifest_entry *x = &room->manifest[i].manifest.entry[k];
            if (x->paper == m->paper && memcmp(x->head, m->head, CRYPT_HASH) == 0)
                return true;
        }
    return false;
}

static enum err_code look_at_journals(const struct grading *g, struct reconcile *r, struct err *e)
{
    enum err_code rc = ERR_OK;
    const struct session_roster *roster = &g->opened.roster;
    for (size_t i = 0; rc == ERR_OK && g->opened.room->manifests && i < g->collection.count; i++) {
        const struct submission *m = &g->collection.item[i];
        char paper[8];
        session_paper_name(m->paper, paper);
        if (m->state.end != JOURNAL_OPEN && !is_listed(g->opened.room, m))
            rc = reconcile_add(r, RECONCILE_UNLISTED, paper,
                               roster->candidate[roster->paper[m->paper].candidate].sbd, "", e);
    }
    return rc;
}

/* ---- vouchers: those of journals make their papers irregular, too ---- */

static enum err_code look_at_voucher(const struct grading *g, const struct rules_use *u,
                                     enum reconcile_what what, struct reconcile *r, struct err *e)
{
    char seat[96], detail[160];
    name_seat(g, u->seat, seat, sizeof seat);
    snprintf(detail, sizeof detail, "%u, %s", u->number, seat);
    return reconcile_add(r, what, "", "", detail, e);
}

static enum err_code look_at_vouchers(const struct grading *g, struct reconcile *r, struct err *e)
{
    enum err_code rc = ERR_OK;
    bool told[VOUCHER_COUNT + 1] = {false};
    for (size_t i = 0; rc == ERR_OK && i < g->rules.uses; i++) {
        const struct rules_use *u = &g->rules.use[i];
        if (u->number && !u->type && !u->action)
            rc = look_at_voucher(g, u, RECONCILE_VOUCHER, r, e);
        if (rc == ERR_OK && u->number && u->is_twice && !told[u->number])
            rc = look_at_voucher(g, u, RECONCILE_VOUCHER_TWICE, r, e);
        told[u->number] |= u->is_twice;
    }
    return rc;
}

enum err_code reconcile_room(const struct grading *g, struct reconcile *r, struct err *e)
{
    enum err_code rc = look_at_manifests(g->opened.room, r, e);
    if (rc == ERR_OK)
        rc = look_at_orders(g->opened.room, r, e);
    if (rc == ERR_OK)
        rc = look_at_logs(g->opened.room, r, e);
    if (rc == ERR_OK)
        rc = look_at_seats(g, r, e);
    if (rc == ERR_OK)
        rc = look_at_vouchers(g, r, e);
    return rc == ERR_OK ? look_at_journals(g, r, e) : rc;
}
