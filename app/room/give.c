#include "app/room/give.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/room_action.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what makes sense ---- */

static enum err_code check_extend(const struct room *r, const struct seat_seen *seat,
                                  const struct give *what, struct err *e)
{
    const struct status_paper *p = seat_open_paper(seat);
    unsigned cap = r->setup.session->info.caps.extra_cap_min;
    if (seat->last.state != STATUS_RUNNING || !p)
        return err_set(e, ERR_POLICY, _("%s: no paper runs there"), seat->name);
    if (p->extended + (unsigned)what->minutes > cap)
        return err_set(e, ERR_POLICY, _("%s: %u minutes were added; %u are the most"), seat->name,
                       p->extended, cap);
    return ERR_OK;
}

/* It may work on, or be dead: then it is to be waited until its news are too old for that. */
static enum err_code refuse_for_other(const struct room *r, const struct seat_seen *other,
                                      struct err *e)
{
    return err_set(e, ERR_POLICY,
                   _("%s has this paper too, heard of %u s ago. Lock it; if dead, wait %u s."),
                   other->name, (unsigned)(seat_silent_ms(other, r->now) / 1000),
                   (unsigned)((seat_lives_ms(other, r->now) + 999) / 1000));
}

/* The other seat would go on beside it. */
static enum err_code check_start(const struct room *r, const struct seat_seen *seat, struct err *e)
{
    const struct seat_seen *other = seats_other_of_paper(&r->seats, seat, r->now);
    if (seat->last.state != STATUS_WAITS_START)
        return err_set(e, ERR_POLICY, _("%s: no paper waits to start there"), seat->name);
    return other ? refuse_for_other(r, other, e) : ERR_OK;
}

static enum err_code check_state(const struct seat_seen *seat, bool is_good, struct err *e)
{
    return is_good ? ERR_OK
                   : err_set(e, ERR_POLICY, _("%s: that is not possible there now"), seat->name);
}

enum err_code give_check(const struct room *r, const struct seat_seen *seat,
                         const struct give *what, struct err *e)
{
    const enum status_state state = (enum status_state)seat->last.state;
    if (!seat->has_status)
        return err_set(e, ERR_POLICY, _("%s: not open yet"), seat->name);
    switch (what->action) {
    case ROOM_ACTION_EXTEND: return check_extend(r, seat, what, e);
    case ROOM_ACTION_RESUME: return check_state(seat, state == STATUS_WAITS_RESUME, e);
    case ROOM_ACTION_START_HERE: return check_start(r, seat, e);
    case ROOM_ACTION_END: return check_state(seat, state == STATUS_RUNNING, e);
    case ROOM_ACTION_UNLOCK: return check_state(seat, state == STATUS_BLOCKED, e);
    default: return check_state(seat, state != STATUS_LOCKED && state != STATUS_LEFT, e);
    }
}

/* In the whole room those that have news: an order to the others would come late, if ever. */
static bool is_meant(const struct room *r, const struct seat_seen *seat, const struct give *what)
{
    struct err ignored;
    return seat->has_status && !seat_is_lost(seat, r->now) &&
           give_check(r, seat, what, &ignored) == ERR_OK;
}

unsigned give_count(const struct room *r, const struct give *what)
{
    unsigned n = 0;
    for (size_t i = 0; i < r->seats.count; i++)
        n += is_meant(r, &r->seats.seat[i], what);
    return n;
}

/* ---- giving ---- */

static struct order order_to(const struct room *r, const struct seat_seen *seat,
                             const struct give *what)
{
    bool of_paper = room_action_row(what->action)->of_paper;
    const struct status_paper *p = seat_open_paper(seat);
    struct order o = {.wall_ms = r->wall,
                      .paper = of_paper && p ? p->paper : ORDER_NO_PAPER,
                      .instance = of_paper ? 0 : seat->last.instance,
                      .action = what->action,
                      .minutes = what->minutes,
                      .reason = what->reason};
    memcpy(o.seat_hash, seat->hash, sizeof o.seat_hash);
    return o;
}

static bool write_line(struct room *r, const struct seat_seen *seat, const struct order *o)
{
    struct roomlog_line line = {.what = ""};
    char action[96];
    daybook_action_text(o->action, o->minutes, action, sizeof action);
    snprintf(line.what, sizeof line.what, "ra lệnh: %s", action);
    snprintf(line.seat, sizeof line.seat, "%s", seat->name);
    if (o->paper != ORDER_NO_PAPER)
        session_paper_name(o->paper, line.paper);
    snprintf(line.by_what, sizeof line.by_what, "lệnh %s %u", o->console, o->number);
    snprintf(line.reason, sizeof line.reason, "%s", room_reason_row(o->reason)->label);
    snprintf(line.by, sizeof line.by, "%s", o->by);
    return daybook_did(&r->log, r->wall, &line);
}

/* Signed one behind the other, their lines in the log; nothing is on the disk yet. */
static enum err_code sign_all(struct room *r, const struct seat_seen *const *seat, size_t n,
                              const struct give *what, struct authority_order *out, struct err *e)
{
    struct authority chain = r->power;
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < n; i++) {
        out[i].order = order_to(r, seat[i], what);
        rc = authority_sign(&chain, r->setup.session, &out[i], e);
        if (rc == ERR_OK && !write_line(r, seat[i], &out[i].order))
            rc = err_set(e, ERR_LIMIT, _("the room log is full: start another console"));
        if (rc == ERR_OK)
            authority_see(&chain, &out[i].order, out[i].hash);
    }
    return rc;
}

static enum err_code send_all(struct room *r, struct authority_order *o, size_t n, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < n; i++) {
        rc = store_put_order(&r->store, &o[i], e);
        if (rc != ERR_OK)
            break;
        authority_see(&r->power, &o[i].order, o[i].hash);
        struct err unseen; /* it goes out all the same; only its end is not told */
        (void)!sent_add(&r->sent, &o[i], r->now, false, &unseen);
        room_put_out(r, o[i].name, &o[i].file, false);
    }
    if (rc == ERR_OK)
        return ERR_OK;
    struct err ignored;
    (void)daybook_did(&r->log, r->wall,
                      &(struct roomlog_line){.what = "không ghi được lệnh ra đĩa: "
                                                     "không gửi"});
    (void)!room_save_log(r, &ignored);
    return rc;
}

static enum err_code give_all(struct room *r, const struct seat_seen *const *seat, size_t n,
                              const struct give *what, struct err *e)
{
    struct authority_order *o = calloc(n, sizeof *o);
    size_t len = r->log.text.len, lines = r->log.lines;
    if (!o)
        return err_memory(e);
    enum err_code rc = sign_all(r, seat, n, what, o, e);
    if (rc == ERR_OK)
        rc = room_save_log(r, e);
    if (rc != ERR_OK)
        daybook_take_back(&r->log, len, lines);
    else
        rc = send_all(r, o, n, e);
    for (size_t i = 0; i < n; i++)
        buf_free(&o[i].file);
    free(o);
    return rc;
}

static enum err_code check_power(const struct room *r, struct err *e)
{
    if (!authority_is_open(&r->power))
        return err_set(e, ERR_POLICY, _("the order passphrase is wanted first"));
    if (!r->is_settled)
        return err_set(e, ERR_POLICY,
                       _("One moment: looking for earlier orders of this console. Enter again."));
    return ERR_OK;
}

enum err_code give_order(struct room *r, const struct seat_seen *seat, const struct give *what,
                         struct err *e)
{
    const struct seat_seen *to[SEATS_MAX];
    size_t n = 0;
    enum err_code rc = check_power(r, e);
    if (rc != ERR_OK)
        return rc;
    if (seat && (rc = give_check(r, seat, what, e)) != ERR_OK)
        return rc;
    if (seat)
        to[n++] = seat;
    for (size_t i = 0; !seat && i < r->seats.count; i++)
        if (is_meant(r, &r->seats.seat[i], what))
            to[n++] = &r->seats.seat[i];
    return n ? give_all(r, to, n, what, e)
             : err_set(e, ERR_POLICY, _("there is no seat now for which this makes sense"));
}

enum err_code give_note(struct room *r, const char *text, struct err *e)
{
    struct roomlog_line line = {.what = ""};
    size_t len = r->log.text.len, lines = r->log.lines;
    enum err_code rc = check_power(r, e);
    if (rc != ERR_OK)
        return rc;
    snprintf(line.what, sizeof line.what, "ghi: %s", text);
    snprintf(line.by, sizeof line.by, "%s", r->power.by);
    rc = daybook_did(&r->log, r->wall, &line)
             ? room_save_log(r, e)
             : err_set(e, ERR_LIMIT, _("the room log is full: start another console"));
    if (rc != ERR_OK)
        daybook_take_back(&r->log, len, lines);
    return rc;
}

/* ---- the rehearsal ---- */

static void write_check(struct room *r, enum rehearsal_check check)
{
    struct roomlog_line line = {.what = ""};
    char found[96];
    rehearsal_found(&r->rehearsal, &r->seats, r->now, check, found, sizeof found);
    snprintf(line.what, sizeof line.what, "diễn tập: %s: %s (%s)", rehearsal_label(check), found,
             rehearsal_is_good(&r->rehearsal, &r->seats, r->now, check) ? "đạt" : "chưa đạt");
    snprintf(line.by, sizeof line.by, "%s", r->power.by);
    (void)daybook_did(&r->log, r->wall, &line);
}

enum err_code give_rehearsal(struct room *r, struct err *e)
{
    const struct session_info *i = &r->setup.session->info;
    const struct rehearsal_sheet about = {i->name, i->title, i->room, r->power.console, r->wall};
    char name[ORDER_NAME];
    struct buf text;
    enum err_code rc = check_power(r, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&text, 65536);
    rehearsal_write(&r->rehearsal, &r->seats, r->now, &about, &text);
    snprintf(name, sizeof name, "%s.%s.rehearsal.txt", i->name, r->power.console);
    char *path = file_join(r->setup.data_dir, name);
    rc = path ? file_write(path, text.data, text.len, FILE_REPLACE, e) : err_memory(e);
    free(path);
    for (int k = 0; rc == ERR_OK && k < REHEARSAL_CHECKS; k++)
        write_check(r, (enum rehearsal_check)k);
    if (rc == ERR_OK)
        rc = room_save_log(r, e);
    if (rc == ERR_OK)
        room_put_out(r, name, &text, true);
    buf_free(&text);
    return rc;
}
