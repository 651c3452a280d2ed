/* reconcile: what the room's files say of themselves. A seat numbers its manifests, each naming the
 * one before, and so does a console its orders: what was taken out leaves a gap. */
#include "tools/office/reconcile_parts.h"
#include "tools/office/room_files.h"
#include "tools/office/used_seats.h"

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

static enum err_code look_at_seat(const struct used_seats_seat *s, struct reconcile *r,
                                  struct err *e)
{
    char build[USED_SEATS_BUILD], detail[USED_SEATS_NAME + USED_SEATS_BUILD + 2];
    enum err_code rc = ERR_OK;
    if (!s->is_again && !s->has_manifest)
        rc = reconcile_add(r, RECONCILE_SEAT, "", "", s->name, e);
    if (rc == ERR_OK && s->is_other) {
        used_seats_tell_build(s, build);
        snprintf(detail, sizeof detail, "%s: %s", s->name, build);
        rc = reconcile_add(r, RECONCILE_BUILD, "", "", detail, e);
    }
    return rc;
}

static enum err_code look_at_seats(const struct grading *g, struct reconcile *r, struct err *e)
{
    struct used_seats seats;
    enum err_code rc =
        used_seats_read(&g->opened.roster, g->opened.room, &g->collection, &seats, e);
    for (size_t i = 0; rc == ERR_OK && i < seats.count; i++)
        rc = look_at_seat(&seats.seat[i], r, e);
    used_seats_free(&seats);
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
    char seat[USED_SEATS_NAME], detail[160];
    used_seats_name(&g->opened.roster, g->opened.room, u->seat, seat);
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
