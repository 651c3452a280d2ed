/* What the console does beyond watching: the power to order, the room log, files on their way. */
#include "app/room/room.h"
#include "app/room/room_internal.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAVE_MS = 5000 };

/* ---- files for the folders ---- */

void room_put_out(struct room *r, const char *name, struct buf *bytes, bool is_replaced)
{
    for (size_t i = 0; is_replaced && i < r->outs; i++)
        if (strcmp(r->out[i].name, name) == 0) {
            buf_free(&r->out[i].bytes);
            r->out[i].bytes = *bytes;
            *bytes = (struct buf){.cap = bytes->cap};
            return;
        }
    struct room_out *grown =
        r->outs < ROOM_OUT_MAX ? realloc(r->out, (r->outs + 1) * sizeof *grown) : NULL;
    if (!grown) { /* it stands in the data folder, and goes with the next start */
        buf_free(bytes);
        return;
    }
    r->out = grown;
    grown[r->outs] = (struct room_out){.bytes = *bytes, .is_replaced = is_replaced};
    snprintf(grown[r->outs].name, sizeof grown[r->outs].name, "%s", name);
    *bytes = (struct buf){.cap = bytes->cap};
    r->outs++;
}

bool room_next_out(struct room *r, struct room_out *out)
{
    if (r->outs == 0)
        return false;
    *out = r->out[0];
    r->outs--;
    memmove(r->out, r->out + 1, r->outs * sizeof *r->out);
    return true;
}

/* ---- the power to order ---- */

/* An order of this console, from its data folder: the folders get it, should they not have it. */
static void see_kept(void *context, const struct authority_order *o)
{
    struct room *r = context;
    struct buf copy;
    struct err ignored;
    buf_init(&copy, ORDER_FILE_MAX);
    buf_add(&copy, o->file.data, o->file.len);
    (void)!sent_add(&r->sent, o, r->now, true, &ignored);
    room_put_out(r, o->name, &copy, false);
}

static void note_opened(struct room *r)
{
    struct roomlog_line line = {.what = "mở quyền ra lệnh"};
    snprintf(line.by, sizeof line.by, "%s", r->power.by);
    (void)daybook_did(&r->log, r->wall, &line);
}

enum err_code room_unlock_orders(struct room *r, const char *passphrase, struct err *e)
{
    if (!r->setup.data_dir)
        return err_set(e, ERR_POLICY, _("without a data folder this console only watches"));
    enum err_code rc = authority_unlock(&r->power, r->setup.session, passphrase, e);
    if (rc == ERR_OK && !r->store.dir)
        rc = store_open(&r->store, r->setup.data_dir, r->setup.session, &r->power, &r->log,
                        see_kept, r, e);
    if (rc != ERR_OK) {
        authority_forget(&r->power);
        return rc;
    }
    r->key_ms = r->now;
    if (r->is_settled)
        note_opened(r);
    return ERR_OK;
}

unsigned room_minutes_of_power(const struct room *r)
{
    uint64_t passed = r->now > r->key_ms ? r->now - r->key_ms : 0;
    if (!authority_is_open(&r->power) || passed >= ROOM_IDLE_MS)
        return 0;
    return (unsigned)((ROOM_IDLE_MS - passed + 59999) / 60000);
}

/* ---- what stood in the folders ---- */

/* A longer log of these letters: this data folder is older than what went out of it. One that parts
 * from ours is another's, and then so are the letters. */
static void take_log(struct room *r, const void *bytes, size_t len)
{
    struct roomlog found,
        own = {.text = buf_text(&r->log.text), .len = r->log.text.len, .lines = r->log.lines};
    struct err ignored;
    if (roomlog_open(bytes, len, r->setup.session, r->setup.session->info.order_pk, &found,
                     &ignored) != ERR_OK ||
        strcmp(found.console, r->power.console) != 0)
        return;
    if (roomlog_is_beginning(&own, &found))
        daybook_begin(&r->log, &found);
    else if (!roomlog_is_beginning(&found, &own))
        (void)!store_renew(&r->store, r->setup.session, &r->power, &r->message);
}

void room_take_order(struct room *r, const char *name, const void *bytes, size_t len)
{
    struct order o;
    struct err ignored;
    uint8_t hash[CRYPT_HASH];
    if (roomlog_is_file_name(name)) {
        if (!r->is_settled)
            take_log(r, bytes, len);
    } else if (order_open(bytes, len, r->setup.session, r->setup.session->info.order_pk, &o,
                          &ignored) == ERR_OK) {
        crypt_hash_file(bytes, len, hash);
        authority_see(&r->power, &o, hash);
    }
}

void room_begin_orders(struct room *r)
{
    if (r->is_settled)
        return;
    r->is_settled = true;
    note_opened(r);
}

/* ---- the log ---- */

enum err_code room_save_log(struct room *r, struct err *e)
{
    struct buf file;
    char name[ROOMLOG_NAME];
    buf_init(&file, ROOMLOG_FILE_MAX);
    enum err_code rc = store_put_log(&r->store, r->setup.session, &r->power, &r->log, &file, e);
    roomlog_name(r->setup.session, r->power.console, name);
    if (rc == ERR_OK)
        room_put_out(r, name, &file, true);
    buf_free(&file);
    return rc;
}

static bool is_kept(const struct room *r)
{
    return r->is_settled && r->power.console[0];
}

static void saw(struct room *r, const struct seat_seen *seat, const char *what, const char *by_what)
{
    struct roomlog_line line = {.what = ""};
    const struct status_paper *p = seat && seat->has_status ? seat_open_paper(seat) : NULL;
    if (!is_kept(r))
        return;
    snprintf(line.what, sizeof line.what, "%s", what);
    snprintf(line.by_what, sizeof line.by_what, "%s", by_what);
    if (seat)
        snprintf(line.seat, sizeof line.seat, "%s", seat->name);
    if (p)
        session_paper_name(p->paper, line.paper);
    daybook_saw(&r->log, r->wall, &line);
}

/* It is gone, or nobody is to be told of it any more. */
static const char *end_text(const struct seat_seen *seat)
{
    return seat && seat->aside == SEAT_SEEN_TO   ? "cán bộ đã xem: "
           : seat && seat->aside == SEAT_WENT_ON ? "bài đã tiếp tục ở máy khác: "
                                                 : "hết: ";
}

void room_saw_problem(struct room *r, const uint8_t hash[8], enum problem_kind kind, bool is_gone)
{
    const struct seat_seen *seat = seats_find(&r->seats, hash);
    char text[160];
    snprintf(text, sizeof text, "%s%s", is_gone ? end_text(seat) : "", daybook_problem_text(kind));
    saw(r, seat, text, "");
}

static bool has_voucher(const struct status *st, const struct status_voucher *v)
{
    for (size_t i = 0; i < st->vouchers; i++)
        if (st->voucher[i].number == v->number && st->voucher[i].wall_ms == v->wall_ms)
            return true;
    return false;
}

void room_saw_status(struct room *r, const struct status *before, const struct status *now)
{
    const struct seat_seen *seat = seats_find(&r->seats, now->seat_hash);
    char text[160], by[32];
    for (size_t i = 0; before && i < now->vouchers; i++) {
        const struct status_voucher *v = &now->voucher[i];
        if (has_voucher(before, v))
            continue;
        daybook_action_text(v->action, 0, text, sizeof text);
        snprintf(by, sizeof by, "phiếu %u", v->number);
        saw(r, seat, text, by);
    }
    for (struct sent *s; (s = sent_settle(&r->sent, now));) {
        if (s->is_old)
            continue;
        daybook_action_text(s->action, s->minutes, text, sizeof text);
        size_t n = strlen(text);
        snprintf(text + n, sizeof text - n, ": %s", daybook_outcome_text(s->outcome));
        snprintf(by, sizeof by, "lệnh %s %u", r->power.console, s->number);
        saw(r, seat, text, by);
    }
}

/* ---- time ---- */

static void save_when_due(struct room *r)
{
    bool is_due = r->now - r->saved_ms >= SAVE_MS || r->saved_ms == 0;
    if (!is_kept(r) || !authority_is_open(&r->power) || !daybook_is_unsaved(&r->log) || !is_due)
        return;
    r->saved_ms = r->now;
    (void)!room_save_log(r, &r->message);
}

/* Nobody at the keys: who comes by orders nothing. */
void room_tick_power(struct room *r)
{
    save_when_due(r);
    if (!authority_is_open(&r->power) || r->now - r->key_ms < ROOM_IDLE_MS)
        return;
    if (is_kept(r) &&
        daybook_did(&r->log, r->wall, &(struct roomlog_line){.what = "quyền ra lệnh tự khóa"}))
        (void)!room_save_log(r, &r->message);
    authority_forget(&r->power);
}

void room_free_power(struct room *r)
{
    authority_forget(&r->power);
    store_close(&r->store);
    daybook_free(&r->log);
    sent_free(&r->sent);
    for (size_t i = 0; i < r->outs; i++)
        buf_free(&r->out[i].bytes);
    free(r->out);
    crypt_wipe(&r->ask, sizeof r->ask);
}
