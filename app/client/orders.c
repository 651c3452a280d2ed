#include "app/client/orders.h"

#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/client/intervention.h"
#include "app/client/invigilator_box.h"
#include "app/client/leaving.h"
#include "app/client/record_wait.h"
#include "app/client/seat_manifest.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum {
    LOOK_MS = 5000,   /* between two looks into the folders */
    RECORD_MS = 5000, /* how long a disk that hangs holds up what is ordered */
    SOON_MS = 200,
    STOP_MS = 500
};

/* ---- what is known of one ---- */

static bool is_for_this_seat(const struct client *c, const struct order *o)
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, c->setup.seat, strlen(c->setup.seat), hash);
    return memcmp(hash, o->seat_hash, sizeof o->seat_hash) == 0;
}

/* Its record, which is final. False when there is none. */
static bool is_settled(const struct client *c, const uint8_t hash[CRYPT_HASH], unsigned *outcome)
{
    for (size_t i = room_record_writer_count(c->unlocked.room); i > 0; i--) {
        struct room_record r;
        room_record_writer_at(c->unlocked.room, i - 1, &r);
        if (r.what == ROOM_ORDER && memcmp(r.data, hash, sizeof r.data) == 0) {
            *outcome = r.number;
            return true;
        }
    }
    return false;
}

static bool is_known(const struct client *c, const uint8_t hash[CRYPT_HASH])
{
    for (size_t i = 0; i < c->exchange.orders.items; i++)
        if (memcmp(c->exchange.orders.item[i].hash, hash, CRYPT_HASH) == 0)
            return true;
    return false;
}

static bool is_of_paper(const struct order *o)
{
    return room_action_row(o->action)->of_paper;
}

static bool is_paper_open(const struct client *c, const struct order *o)
{
    return c->exam && c->exam->ticket->paper == o->paper;
}

/* What would come of it now. */
static enum order_outcome judge(const struct client *c, const struct seat_order *s)
{
    const struct order *o = &s->order;
    const struct invigilator_offer what = {(enum room_action)o->action, o->minutes};
    bool is_offered = invigilator_box_is_offered(c, &what);
    if (!is_of_paper(o))
        return o->instance != c->shown.instance ? ORDER_NOT_HERE
               : is_offered                     ? ORDER_DONE
                                                : ORDER_NOT_NOW;
    if (!is_paper_open(c, o))
        return ORDER_NOT_NOW;
    if (exam_has_order(c->exam, s->hash))
        return ORDER_ALREADY;
    if (!is_offered)
        return what.action == ROOM_ACTION_EXTEND && exam_allows(c->exam, what.action, 0)
                   ? ORDER_OVER_CAP
                   : ORDER_NOT_NOW;
    bool is_blind = intervention_wants_look(what.action) && s->step == ORDER_LOOKING &&
                    intervention_is_blind(c, what.action);
    return is_blind || !exam_order_code(c->exam) ? ORDER_NOT_NOW : ORDER_DONE;
}

/* ---- those that come ---- */

/* The file goes along with the answers: the office has it even if the folder is lost. */
static void keep_file(struct client *c, const struct outbox_order *file)
{
    struct err ignored;
    if (!c->exchange.orders.kept &&
        outbox_start(c->setup.data_dir, &c->exchange.orders.kept, &ignored) != ERR_OK)
        return;
    outbox_put(c->exchange.orders.kept, &(struct outbox_file){.name = file->name,
                                                              .bytes = file->bytes.data,
                                                              .len = file->bytes.len,
                                                              .group = "",
                                                              .replaces = ""});
}

static void take(struct client *c, const struct outbox_order *file)
{
    struct seat_order s = {.since_ms = flow_now(c)};
    struct err ignored;
    unsigned outcome = ORDER_DONE;
    if (order_open(file->bytes.data, file->bytes.len, c->setup.session,
                   c->setup.session->info.order_pk, &s.order, &ignored) != ERR_OK) {
        c->exchange.orders.foreign++;
        return;
    }
    crypt_hash_file(file->bytes.data, file->bytes.len, s.hash);
    if (!is_for_this_seat(c, &s.order) || is_known(c, s.hash))
        return;
    bool is_old = is_settled(c, s.hash, &outcome);
    if (is_old && (outcome != ORDER_DONE || !is_of_paper(&s.order)))
        return;
    if (is_old) /* the program may have stopped before the journal had it */
        s.step = ORDER_KEPT;
    if (c->exchange.orders.items < SEAT_ORDERS_MAX)
        c->exchange.orders.item[c->exchange.orders.items++] = s;
    keep_file(c, file);
}

static void read_folder(struct client *c, size_t i)
{
    struct outbox_order file;
    struct outbox *o = c->exchange.folder[i].outbox;
    unsigned reads = outbox_order_reads(o, &c->exchange.orders.forged[i]);
    while (outbox_take_order(o, &file)) {
        take(c, &file);
        buf_free(&file.bytes);
    }
    if (reads >= c->exchange.orders.asked[i])
        c->exchange.orders.asked[i] = 0;
}

/* Without the session's key nothing can be recorded: they stay in the outbox. */
void orders_read(struct client *c)
{
    for (size_t i = 0; c->unlocked.room && i < c->exchange.folders; i++)
        read_folder(c, i);
}

static void ask(struct client *c)
{
    struct outbox_order_wish w = {.log = ""};
    snprintf(w.session_name, sizeof w.session_name, "%s", c->setup.session->info.name);
    memcpy(w.order_pk, c->setup.session->info.order_pk, sizeof w.order_pk);
    for (size_t i = 0; i < c->exchange.folders; i++)
        c->exchange.orders.asked[i] = outbox_read_orders(c->exchange.folder[i].outbox, &w);
    c->exchange.orders.asked_ms = flow_now(c);
}

/* ---- what is done with them ---- */

static void drop(struct client *c, struct seat_order *s)
{
    size_t at = (size_t)(s - c->exchange.orders.item);
    c->exchange.orders.items--;
    memmove(s, s + 1, (c->exchange.orders.items - at) * sizeof *s);
}

static void record(struct client *c, const struct seat_order *s, enum order_outcome outcome)
{
    struct room_record r = {.what = ROOM_ORDER,
                            .number = (uint16_t)outcome,
                            .paper = s->order.paper,
                            .action = s->order.action,
                            .minutes = s->order.minutes};
    memcpy(r.data, s->hash, sizeof r.data);
    room_record_writer_add(c->unlocked.room, &r);
}

static void step(struct client *c, struct seat_order *s, enum order_step next)
{
    s->step = next;
    s->since_ms = flow_now(c);
}

/* Recorded; false when the paper does not take it any more. */
static bool act_on_paper(struct client *c, const struct seat_order *s)
{
    const struct order *o = &s->order;
    struct exam_intervention by = {.action = (enum room_action)o->action,
                                   .minutes = o->minutes,
                                   .reason = o->reason,
                                   .code = exam_order_code(c->exam)};
    struct err ignored;
    memcpy(by.proof, s->hash, sizeof by.proof);
    if (!by.code || exam_intervene(c->exam, &by, &ignored) != ERR_OK)
        return false;
    if (c->state == CLIENT_INVIGILATOR && by.action != ROOM_ACTION_EXTEND)
        invigilator_box_reset(c);
    intervention_show(c, &(struct invigilator_offer){by.action, by.minutes});
    return true;
}

/* What it did to the journal is there, or will be with the start; until it is, it is kept. */
static void act(struct client *c, struct seat_order *s)
{
    const struct seat_order done = *s;
    if (is_of_paper(&done.order)) {
        step(c, s, ORDER_KEPT);
        if (is_paper_open(c, &done.order))
            (void)act_on_paper(c, &done);
        return;
    }
    drop(c, s);
    if (c->state == CLIENT_INVIGILATOR)
        invigilator_box_reset(c);
    intervention_on_seat(c, (enum room_action)done.order.action, true);
}

static void settle(struct client *c, struct seat_order *s)
{
    enum order_outcome outcome = judge(c, s);
    record(c, s, outcome);
    if (outcome == ORDER_DONE)
        step(c, s, ORDER_RECORDED);
    else
        drop(c, s);
}

/* Looked at afresh first, where that matters. */
static void begin(struct client *c, struct seat_order *s)
{
    bool is_looked_for = intervention_wants_look((enum room_action)s->order.action) &&
                         judge(c, s) == ORDER_DONE && c->exchange.folders;
    if (!is_looked_for) {
        settle(c, s);
        return;
    }
    step(c, s, ORDER_LOOKING);
    exchange_look(c, NULL, false);
}

/* One that stands in the room record, and whose paper is open and does not hold it: the program
 * stopped in between, or the paper was put down before it began. */
static void look_at_kept(struct client *c, struct seat_order *s)
{
    if (!is_paper_open(c, &s->order) || (c->exam->seat.start.code && !exam_is_started(c->exam)))
        return;
    if (exam_has_order(c->exam, s->hash))
        drop(c, s);
    else if (judge(c, s) == ORDER_DONE)
        (void)act_on_paper(c, s);
}

static void go_on(struct client *c, struct seat_order *s)
{
    uint64_t passed = flow_now(c) - s->since_ms;
    switch (s->step) {
    case ORDER_NEW: begin(c, s); break;
    case ORDER_LOOKING: settle(c, s); break;
    case ORDER_RECORDED:
        if (room_record_writer_is_settled(c->unlocked.room) || passed >= RECORD_MS)
            act(c, s);
        break;
    default: look_at_kept(c, s); break;
    }
}

/* One under way comes first; else the earliest that is new; else one kept. */
static struct seat_order *next(struct client *c)
{
    struct seat_order *best = NULL;
    for (size_t i = 0; i < c->exchange.orders.items; i++) {
        struct seat_order *s = &c->exchange.orders.item[i];
        if (s->step == ORDER_LOOKING || s->step == ORDER_RECORDED)
            return s;
        if (s->step == ORDER_NEW &&
            (!best || s->order.wall_ms < best->order.wall_ms ||
             (s->order.wall_ms == best->order.wall_ms && s->order.number < best->order.number)))
            best = s;
    }
    return best;
}

/* A voucher that is being used, or a look that somebody waits for, goes first. */
static bool is_busy(const struct client *c)
{
    return record_wait_is_on(c) || exchange_is_looking(c) || c->exchange.others.until ||
           (c->invigilator.by_hand.outbox != NULL) || seat_manifest_is_on(c) || leaving_is_busy(c);
}

void orders_tick(struct client *c)
{
    if (!c->unlocked.room || c->exchange.folders == 0)
        return;
    if (flow_now(c) - c->exchange.orders.asked_ms >= LOOK_MS || c->exchange.orders.asked_ms == 0)
        ask(c);
    for (size_t turn = 0; turn < SEAT_ORDERS_MAX && c->unlocked.room && !is_busy(c); turn++) {
        struct seat_order *s = next(c);
        if (!s)
            break;
        enum order_step before = s->step;
        size_t items = c->exchange.orders.items;
        go_on(c, s);
        if (c->exchange.orders.items == items && s->step == before)
            break;
    }
    for (size_t i = c->exchange.orders.items; c->exam && !is_busy(c) && i > 0; i--)
        if (i <= c->exchange.orders.items && c->exchange.orders.item[i - 1].step == ORDER_KEPT)
            look_at_kept(c, &c->exchange.orders.item[i - 1]);
}

int orders_in_ms(const struct client *c)
{
    uint64_t passed = flow_now(c) - c->exchange.orders.asked_ms;
    if (!c->unlocked.room || c->exchange.folders == 0)
        return INT_MAX;
    for (size_t i = 0; i < c->exchange.orders.items; i++)
        if (c->exchange.orders.item[i].step != ORDER_KEPT)
            return SOON_MS;
    return passed < LOOK_MS && c->exchange.orders.asked_ms ? (int)(LOOK_MS - passed) + 1 : 1;
}

void orders_stop(struct client *c)
{
    outbox_stop(c->exchange.orders.kept, STOP_MS);
    c->exchange.orders.kept = NULL;
}
