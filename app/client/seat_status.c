#include "app/client/seat_status.h"

#include "app/client/delivery.h"
#include "app/client/flow.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { APART_MS = 2000, RUNNING_MS = 10000, IDLE_MS = 30000, CLOCK_JUMP_MS = 5000 };

/* ---- what is shown ---- */

/* The state that help and the invigilator's box lie over. */
static enum client_state state_below(const struct client *c)
{
    bool is_over = c->state == CLIENT_HELP || c->state == CLIENT_INVIGILATOR;
    return is_over ? c->flow.back : c->state;
}

static enum status_state state_of_paper(const struct client *c, enum client_state state)
{
    const struct exam *x = c->exam;
    if (exam_is_ended(x))
        return state == CLIENT_RECEIPT ? STATUS_ENDED : STATUS_CLOSING;
    if (x->seat.needs_code)
        return exam_needs_start_code(x) ? STATUS_WAITS_START : STATUS_WAITS_RESUME;
    if (state == CLIENT_CONFIRM)
        return STATUS_CONFIRMING;
    return exam_is_started(x) ? STATUS_RUNNING : STATUS_RULES;
}

static enum status_state state_of(const struct client *c)
{
    if (!c->unlocked.S)
        return STATUS_LOCKED;
    if (c->exam)
        return state_of_paper(c, state_below(c));
    return c->login.is_locked ? STATUS_BLOCKED : STATUS_OPEN;
}

/* Of the open paper, else of the room record. */
static enum err_code disk_code(const struct client *c)
{
    struct err e = {0};
    enum disk_cause cause = DISK_FINE;
    if (c->exam)
        cause = exam_is_ended(c->exam) && c->papers.ending.since_ms ? delivery_trouble(c)
                                                                    : disk_trouble_of(c->exam);
    if (cause != DISK_FINE)
        return cause == DISK_SLOW ? ERR_BUSY : ERR_IO;
    if (!c->exam && c->papers.opening.is_late)
        return ERR_BUSY;
    return c->unlocked.room ? room_record_writer_trouble(c->unlocked.room, &e) : ERR_OK;
}

/* The wall clock against the clock since boot, both since the program began. */
static bool has_clock_jumped(const struct client *c)
{
    int64_t ahead = clock_wall_ms(&c->setup.clock) - (int64_t)flow_now(c),
            moved = ahead - c->shown.wall_ahead_ms;
    return c->shown.is_clock_noted && (moved > CLOCK_JUMP_MS || moved < -CLOCK_JUMP_MS);
}

static enum err_code code_of(const struct client *c, size_t i)
{
    switch (i) {
    case SHOWN_DISK: return disk_code(c);
    case SHOWN_CLOCK: return has_clock_jumped(c) ? ERR_NO : ERR_OK;
    case SHOWN_SELFTEST: return c->setup.test.is_done ? c->setup.test.unfit.code : ERR_OK;
    default: break;
    }
    const struct exchange_folder *f = &c->exchange.folder[i - SHOWN_EXCHANGE];
    if (i - SHOWN_EXCHANGE >= c->exchange.folders)
        return ERR_OK;
    return f->missing.code != ERR_OK ? f->missing.code : f->waiting ? f->trouble.code : ERR_OK;
}

/* Since when each trouble lasts. */
static void note_troubles(struct client *c)
{
    struct shown *s = &c->shown;
    uint64_t now = flow_now(c);
    if (!s->is_clock_noted)
        s->wall_ahead_ms = clock_wall_ms(&c->setup.clock) - (int64_t)now;
    s->is_clock_noted = true;
    for (size_t i = 0; i < SHOWN_TROUBLES; i++)
        if (code_of(c, i) == ERR_OK)
            s->since_ms[i] = 0;
        else if (s->since_ms[i] == 0)
            s->since_ms[i] = now;
}

static uint16_t flags_of(const struct client *c)
{
    const struct exam *x = c->exam;
    unsigned flags = c->exchange.is_late ? STATUS_EXCHANGE_LATE : 0;
    if (x && !exam_is_all_saved(x))
        flags |= STATUS_UNSAVED;
    if (disk_code(c) != ERR_OK)
        flags |= STATUS_DISK;
    if (has_clock_jumped(c))
        flags |= STATUS_CLOCK_JUMP;
    if (x && x->disk.is_mended)
        flags |= STATUS_MENDED;
    if (c->exchange.is_fork)
        flags |= STATUS_FORK;
    return (uint16_t)flags;
}

static struct status_paper open_paper(const struct exam *x)
{
    struct status_paper p = {.paper = x->ticket->paper,
                             .state = exam_is_ended(x)     ? STATUS_PAPER_ENDED
                                      : x->seat.needs_code ? STATUS_PAPER_WAITS
                                      : exam_is_started(x) ? STATUS_PAPER_RUNNING
                                                           : STATUS_PAPER_NEW,
                             .end = (uint8_t)x->journal.end,
                             .questions = x->ticket->questions,
                             .answered = (uint16_t)exam_answered(x),
                             .marked = (uint16_t)exam_marked(x),
                             .minutes = (uint16_t)(x->journal.minutes + x->journal.extended),
                             .extended = (uint16_t)x->journal.extended,
                             .left_s = (uint32_t)(exam_left_ms(x) / 1000),
                             .events = x->journal.count,
                             .saved = x->disk.durable};
    uint8_t head[CRYPT_HASH];
    if (exam_is_ended(x)) {
        journal_head(x->chain.records.data, x->chain.records.len / JOURNAL_RECORD, head);
        memcpy(p.receipt, head, sizeof p.receipt);
    }
    return p;
}

/* The open one first, then the candidate's others. */
static void add_papers(const struct client *c, struct status *st)
{
    if (c->exam)
        st->paper[st->papers++] = open_paper(c->exam);
    for (int i = 0; i < c->papers.to_sit + c->papers.done && st->papers < STATUS_PAPERS_MAX; i++) {
        const struct papers_own *own = &c->papers.own[i];
        if (c->exam && own->paper == c->exam->ticket->paper)
            continue;
        st->paper[st->papers++] =
            (struct status_paper){.paper = own->paper,
                                  .state = i >= c->papers.to_sit ? STATUS_PAPER_ENDED
                                           : own->is_begun       ? STATUS_PAPER_WAITS
                                                                 : STATUS_PAPER_NEW,
                                  .questions = (uint16_t)own->questions,
                                  .answered = (uint16_t)own->answered};
    }
}

/* As many as there is room for, the seat's own first. */
static void add_troubles(const struct client *c, struct status *st)
{
    static const enum status_trouble_of OF[] = {[SHOWN_DISK] = STATUS_TROUBLE_DISK,
                                                [SHOWN_CLOCK] = STATUS_TROUBLE_CLOCK,
                                                [SHOWN_SELFTEST] = STATUS_TROUBLE_SELFTEST};
    for (size_t i = 0; i < SHOWN_TROUBLES && st->troubles < STATUS_TROUBLES_MAX; i++) {
        enum err_code code = code_of(c, i);
        uint64_t since = c->shown.since_ms[i], now = flow_now(c);
        if (code != ERR_OK)
            st->trouble[st->troubles++] = (struct status_trouble){
                .code = (uint16_t)code,
                .of = (uint16_t)(i < SHOWN_EXCHANGE ? OF[i] : STATUS_TROUBLE_EXCHANGE),
                .since_s = since && now > since ? (uint32_t)((now - since) / 1000) : 0};
    }
}

/* The last ones of the room record, oldest first. */
static void add_records(const struct client *c, struct status *st)
{
    size_t count = room_record_writer_count(c->unlocked.room);
    for (size_t i = 0; i < count; i++) {
        struct room_record r;
        room_record_writer_at(c->unlocked.room, i, &r);
        if (r.what == ROOM_COPIED)
            st->flags |= STATUS_COPIED;
        if (r.what == ROOM_VOUCHER) {
            if (st->vouchers == STATUS_VOUCHERS_MAX)
                memmove(st->voucher, st->voucher + 1, --st->vouchers * sizeof *st->voucher);
            st->voucher[st->vouchers++] =
                (struct status_voucher){r.number, r.action, r.paper, r.wall_ms};
        } else if (r.what == ROOM_ORDER) {
            if (st->orders == STATUS_ORDERS_MAX)
                memmove(st->order, st->order + 1, --st->orders * sizeof *st->order);
            struct status_order *o = &st->order[st->orders++];
            *o = (struct status_order){.outcome = (uint8_t)r.number};
            memcpy(o->hash, r.data, sizeof o->hash);
        }
    }
}

/* All but what passes by itself: number, clocks. */
static void fill(const struct client *c, enum status_state state, struct status *st)
{
    uint8_t hash[CRYPT_HASH];
    memset(st, 0, sizeof *st);
    st->state = (uint8_t)state;
    st->flags = flags_of(c);
    st->instance = c->shown.instance;
    memcpy(st->boot_hash, c->setup.clock.boot_hash, sizeof st->boot_hash);
    crypt_hash(LABEL_SEAT, c->setup.seat, strlen(c->setup.seat), hash);
    memcpy(st->seat_hash, hash, sizeof st->seat_hash);
    st->wrong_logins = (uint16_t)c->login.failures;
    st->wrong_vouchers = (uint16_t)c->invigilator.failures;
    st->candidate =
        c->papers.candidate >= 0 ? (uint32_t)c->papers.candidate : (uint32_t)STATUS_NO_CANDIDATE;
    memcpy(st->build, c->setup.program.build, sizeof st->build);
    snprintf(st->seat, sizeof st->seat, "%s", c->setup.seat);
    add_papers(c, st);
    add_troubles(c, st);
    add_records(c, st);
    st->forged = c->exchange.orders.foreign;
    for (size_t i = 0; i < EXCHANGE_FOLDERS_MAX; i++)
        st->forged += c->exchange.orders.forged[i];
}

/* ---- when ---- */

/* Of what a change is to be seen at once. */
static void digest(const struct status *st, uint8_t out[CRYPT_HASH])
{
    struct status still = *st;
    for (size_t i = 0; i < still.papers; i++)
        still.paper[i].left_s = still.paper[i].events = still.paper[i].saved = 0;
    for (size_t i = 0; i < still.troubles; i++)
        still.trouble[i].since_s = 0;
    crypt_hash_file(&still, sizeof still, out);
}

static void show(struct client *c, struct status *st)
{
    struct crypt_random rnd = crypt_random_system();
    char name[STATUS_NAME];
    struct buf bytes;
    st->number = ++c->shown.number;
    st->boot_ms = flow_now(c);
    st->wall_ms = clock_wall_ms(&c->setup.clock);
    buf_init(&bytes, STATUS_FILE_MAX);
    status_build(c->setup.session, c->unlocked.S, st, &rnd, &bytes);
    status_file_name(c->setup.session, c->setup.seat, name);
    for (size_t i = 0; i < c->exchange.folders && !bytes.failed; i++)
        outbox_show(c->exchange.folder[i].outbox, name, bytes.data, bytes.len);
    buf_free(&bytes);
    c->shown.at_ms = st->boot_ms;
}

static uint64_t passed_ms(const struct client *c)
{
    uint64_t now = flow_now(c);
    return c->shown.number && now >= c->shown.at_ms ? now - c->shown.at_ms : UINT64_MAX;
}

static uint64_t interval_ms(const struct client *c)
{
    return flow_is_in_exam(c) ? RUNNING_MS : IDLE_MS;
}

void seat_status_tick(struct client *c)
{
    struct status st;
    uint8_t now[CRYPT_HASH];
    uint64_t passed = passed_ms(c);
    note_troubles(c);
    if (!c->unlocked.S || c->exchange.folders == 0 || passed < APART_MS)
        return;
    fill(c, state_of(c), &st);
    digest(&st, now);
    if (passed < interval_ms(c) && memcmp(now, c->shown.digest, sizeof now) == 0)
        return;
    memcpy(c->shown.digest, now, sizeof now);
    show(c, &st);
}

void seat_status_end(struct client *c, enum status_state state)
{
    struct status st;
    if (!c->unlocked.S || c->exchange.folders == 0)
        return;
    fill(c, state, &st);
    show(c, &st);
}

int seat_status_in_ms(const struct client *c)
{
    uint64_t passed = passed_ms(c), interval = interval_ms(c);
    if (!c->unlocked.S || c->exchange.folders == 0)
        return INT_MAX;
    return passed < interval ? (int)(interval - passed) + 1 : 1;
}
