/* What happens in an exam: each event goes into the state, the chain and the records, and to the
 * disk. */
#include "app/client/exam_internal.h"

#include "app/core/i18n.h"
#include "app/core/wire.h"

#include <string.h>

enum {
    CLOCK_JUMP_MS = 5000,
    CHECK_FILE_MS = 1000,
    VIEW_EVERY_MS = 300,     /* an arrow key that is held down does not fill the journal */
    ROOM_FOR_ANSWERS = 20000 /* events kept free for answers when marks and views have run wild */
};

/* Hands the writer what it has no room for yet. */
void exam_push(struct exam *x)
{
    uint32_t count = (uint32_t)(x->chain.records.len / JOURNAL_RECORD);
    while (x->disk.store && x->disk.pushed < count &&
           attempt_writer_push(x->disk.store, x->disk.pushed,
                               x->chain.records.data + (size_t)x->disk.pushed * JOURNAL_RECORD))
        x->disk.pushed++;
}

/* One event: into the state, the chain, the records, and on its way to the disk. False when it does
 * not fit; then nothing has changed. */
static bool add(struct exam *x, struct journal_event *ev)
{
    uint8_t record[JOURNAL_RECORD];
    struct err why;
    ev->seq = x->journal.count;
    ev->boot_ms = clock_boot_ms(&x->time.clock);
    ev->wall_ms = clock_wall_ms(&x->time.clock);
    ev->used_ms = exam_used_at(x, ev->boot_ms);
    memcpy(ev->boot_hash, x->time.clock.boot_hash, sizeof ev->boot_hash);
    memcpy(ev->seat_hash, x->seat.hash, sizeof ev->seat_hash);
    if (journal_is_answer(ev->type) &&
        journal_left_ms(&x->journal, ev->used_ms) == 0) { /* by this clock, time is up */
        ev->type = JOURNAL_TIMEOUT;
        ev->question = JOURNAL_NONE;
        ev->choice = JOURNAL_NO_CHOICE;
    }
    if (journal_apply(&x->journal, ev, &why) != ERR_OK)
        return false;
    journal_encode(ev, record);
    journal_chain(x->chain.key, record, record + JOURNAL_EVENT);
    buf_add(&x->chain.records, record, sizeof record);
    if (ev->question < x->journal.questions && journal_is_answer(ev->type))
        x->disk.last_seq[ev->question] = ev->seq + 1;
    if (journal_is_answer(ev->type) && x->checkpoint.answers++ == 0)
        x->checkpoint.answered_ms = ev->boot_ms;
    if (x->disk.store && !x->disk.behind_ms) /* a practice has none */
        x->disk.behind_ms = ev->boot_ms;
    exam_push(x);
    crypt_wipe(record, sizeof record);
    return true;
}

/* Begun or resumed by this program: before, something longer may come from elsewhere, and an event
 * written here would part from it. */
static bool is_running(const struct exam *x)
{
    return exam_is_started(x) && !exam_is_ended(x) && !x->seat.needs_code && !x->chain.k0;
}

static bool add_simple(struct exam *x, uint16_t type, unsigned question, unsigned choice)
{
    bool is_spare =
        type >= JOURNAL_SKIPPABLE && x->journal.count > JOURNAL_EVENTS_MAX - ROOM_FOR_ANSWERS;
    bool is_last =
        journal_is_answer(type) && x->journal.count > JOURNAL_EVENTS_MAX - ROOM_FOR_ANSWERS / 2;
    if (!is_running(x) || is_spare || is_last)
        return false;
    struct journal_event ev = {
        .type = type, .question = (uint16_t)question, .choice = (uint8_t)choice};
    if (exam_left_ms(x) == 0) /* whatever came first after waking up: time was up before it */
        ev = (struct journal_event){
            .type = JOURNAL_TIMEOUT, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE};
    return add(x, &ev);
}

/* An event that names no question, and by whose leave it is; by: NULL for nobody's. */
static struct journal_event event_by(uint16_t type, const struct exam_intervention *by)
{
    struct journal_event ev = {.type = type, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE};
    if (by) {
        ev.minutes = by->minutes;
        ev.reason = by->reason;
        ev.code = by->code;
        memcpy(ev.proof, by->proof, sizeof ev.proof);
    }
    return ev;
}

void exam_start(struct exam *x)
{
    if (exam_is_started(x) || x->seat.needs_code)
        return;
    struct journal_event ev = event_by(JOURNAL_START, NULL);
    ev.reason = x->seat.start_reason;
    ev.minutes = (uint16_t)(x->ticket->minutes + x->ticket->extra_minutes);
    memcpy(ev.proof, x->seat.build, sizeof ev.proof);
    exam_forget_k0(x);
    journal_binding(x->session->hash, x->session->info.bank_hash, x->ticket->paper, ev.data);
    x->time.base_used_ms = 0;
    x->time.base_boot_ms =
        UINT64_MAX; /* no time is used before the start, however long this takes */
    add(x, &ev);
    x->time.base_boot_ms = x->journal.last_boot_ms;
    if (x->seat.start.code) { /* on another seat than the roster names; zero data: afresh */
        struct journal_event here = event_by(JOURNAL_CONTINUE, &x->seat.start);
        add(x, &here);
    }
}

/* How long nothing ran, as far as the machine can bear it out: by the clock since boot when it is
 * the same boot, else, on the same seat, since it came up again. How long it was off, or what
 * passed before another seat took over, only a wall clock could say, and none shortens an attempt;
 * both moments stand in the journal for the minutes. */
static uint64_t outage_ms(const struct exam *x)
{
    uint64_t boot = clock_boot_ms(&x->time.clock);
    if (exam_is_same_boot(x))
        return boot >= x->journal.last_boot_ms ? boot - x->journal.last_boot_ms : 0;
    return exam_is_same_seat(x) ? boot : 0;
}

/* What the session's cap for all outages together leaves. */
static uint64_t outage_left_ms(const struct exam *x)
{
    uint64_t cap = (uint64_t)x->session->info.caps.outage_cap_s * 1000;
    return cap > x->journal.outage_ms ? cap - x->journal.outage_ms : 0;
}

/* What of it is not charged. */
static uint64_t uncharged_ms(const struct exam *x, uint64_t outage)
{
    uint64_t left = outage_left_ms(x);
    return outage < left ? outage : left;
}

uint64_t exam_left_after_resume_ms(const struct exam *x)
{
    uint64_t outage = outage_ms(x);
    return journal_left_ms(&x->journal, x->journal.used_ms + outage - uncharged_ms(x, outage));
}

enum exam_clock exam_clock(const struct exam *x, uint64_t *ms)
{
    *ms = 0;
    if (!exam_is_started(x) || exam_is_ended(x))
        return EXAM_CLOCK_STANDS;
    if (!x->seat.needs_code || exam_is_same_boot(x))
        return EXAM_CLOCK_RUNS;
    if (!exam_is_same_seat(x))
        return EXAM_CLOCK_STANDS;
    uint64_t outage = outage_ms(x), uncharged = uncharged_ms(x, outage);
    if (uncharged < outage) {
        *ms = outage - uncharged;
        return EXAM_CLOCK_CHARGED;
    }
    *ms = outage_left_ms(x) - outage;
    return EXAM_CLOCK_FREE;
}

bool exam_has_code(const struct exam *x, unsigned code)
{
    return code < JOURNAL_CODES &&
           (code == x->seat.start.code || x->journal.codes_used[code / 64] >> code % 64 & 1);
}

/* The first event after a reboot or on another seat. What the outage costs is in the used time, so
 * the base starts anew. */
static bool continue_here(struct exam *x, uint16_t type, const struct exam_intervention *by)
{
    struct journal_event ev = event_by(type, by);
    uint64_t outage = outage_ms(x), uncharged = uncharged_ms(x, outage);
    if (type == JOURNAL_OUTAGE) {
        wire_put(ev.data, uncharged, 8);
    } else if (!exam_is_start_cut_off(x)) {
        /* the event that is continued, and the first 28 bytes of its mac */
        uint32_t last = x->journal.count - 1;
        wire_put(ev.data, last, 4);
        memcpy(ev.data + 4, x->chain.records.data + (size_t)last * JOURNAL_RECORD + JOURNAL_EVENT,
               sizeof ev.data - 4);
    }
    x->time.base_used_ms = x->journal.used_ms + outage - uncharged;
    x->time.base_boot_ms = clock_boot_ms(&x->time.clock);
    bool is_in = add(x, &ev);
    x->seat.needs_code = !is_in;
    return is_in;
}

/* What happened to the file stands in the ledger. */
static bool note_mending(struct exam *x)
{
    struct journal_event ev = {.type = JOURNAL_TROUBLE,
                               .question = JOURNAL_NONE,
                               .choice = JOURNAL_NO_CHOICE,
                               .reason = ERR_FORMAT};
    bool is_due = x->disk.is_mended;
    x->disk.is_mended = false;
    return !is_due || add(x, &ev);
}

/* What waits at this seat goes on: after a reboot with a word about the outage. */
static bool go_on(struct exam *x, const struct exam_intervention *by)
{
    exam_forget_k0(x);
    if (!exam_is_same_boot(x))
        return continue_here(x, JOURNAL_OUTAGE, by) && note_mending(x);
    struct journal_event ev = event_by(JOURNAL_RESUME, by);
    x->seat.needs_code = !add(x, &ev);
    return !x->seat.needs_code && note_mending(x);
}

static bool waits_here(const struct exam *x)
{
    return exam_is_started(x) && !exam_is_ended(x) && exam_is_same_seat(x) &&
           !exam_is_start_cut_off(x);
}

bool exam_resume(struct exam *x)
{
    return waits_here(x) && !x->seat.needs_code && go_on(x, NULL);
}

void exam_choose(struct exam *x, unsigned q, unsigned place)
{
    if (q < x->journal.questions && place < BANK_OPTIONS && exam_choice(x, q) != (int)place)
        add_simple(x, JOURNAL_CHOOSE, q, paper_option_at(x->question[q].order, place));
}

void exam_clear(struct exam *x, unsigned q)
{
    if (q < x->journal.questions && exam_choice(x, q) >= 0)
        add_simple(x, JOURNAL_CLEAR, q, JOURNAL_NO_CHOICE);
}

void exam_mark(struct exam *x, unsigned q, bool on)
{
    if (q < x->journal.questions && x->journal.marked[q] != on)
        add_simple(x, on ? JOURNAL_MARK : JOURNAL_UNMARK, q, JOURNAL_NO_CHOICE);
}

void exam_cross(struct exam *x, unsigned q, unsigned place, bool on)
{
    if (q < x->journal.questions && place < BANK_OPTIONS && exam_is_crossed(x, q, place) != on)
        add_simple(x, on ? JOURNAL_CROSS : JOURNAL_UNCROSS, q,
                   paper_option_at(x->question[q].order, place));
}

void exam_view(struct exam *x, unsigned q)
{
    uint64_t now = clock_boot_ms(&x->time.clock);
    if (q >= x->journal.questions)
        return;
    x->view.question = q;
    if (x->journal.position != q && now - x->view.last_ms >= VIEW_EVERY_MS) {
        x->view.last_ms = now;
        add_simple(x, JOURNAL_VIEW, q, JOURNAL_NO_CHOICE);
    }
}

bool exam_allows(const struct exam *x, enum room_action action, unsigned minutes)
{
    switch (action) {
    case ROOM_ACTION_EXTEND:
        return is_running(x) &&
               x->journal.extended + minutes <= x->session->info.caps.extra_cap_min;
    case ROOM_ACTION_END: return is_running(x);
    case ROOM_ACTION_RESUME:
    case ROOM_ACTION_RESUME_ALL: return waits_here(x) && x->seat.needs_code;
    case ROOM_ACTION_START_HERE: return exam_needs_start_code(x) && !exam_is_ended(x);
    case ROOM_ACTION_START_ALL: return x->seat.needs_code && !exam_is_started(x);
    default: return false; /* of the seat */
    }
}

/* Why not, in words. */
static enum err_code not_now(const struct exam *x, enum room_action action, struct err *e)
{
    switch (action) {
    case ROOM_ACTION_EXTEND:
        if (is_running(x))
            return err_set(e, ERR_POLICY, _("No more minutes may be added."));
        break;
    case ROOM_ACTION_RESUME:
    case ROOM_ACTION_RESUME_ALL:
        if (exam_is_started(x) && exam_needs_start_code(x))
            return err_set(e, ERR_POLICY,
                           _("This paper was begun at another seat: it wants \"start here\"."));
        return err_set(e, ERR_POLICY, _("Nothing waits to be resumed."));
    case ROOM_ACTION_START_HERE:
    case ROOM_ACTION_START_ALL:
        return err_set(e, ERR_POLICY, _("This paper starts here by itself."));
    default: break;
    }
    return err_set(e, ERR_POLICY, _("The exam is not under way."));
}

/* Begun elsewhere it goes on here; not begun it waits for the rules. */
static bool start_here(struct exam *x, const struct exam_intervention *by)
{
    exam_forget_k0(x);
    if (exam_is_start_cut_off(x) && exam_is_same_boot(x)) { /* the clock ran on */
        struct journal_event here = event_by(JOURNAL_CONTINUE, by);
        x->seat.needs_code = !add(x, &here);
        return !x->seat.needs_code && note_mending(x);
    }
    if (exam_is_started(x))
        return continue_here(x, JOURNAL_CONTINUE, by);
    x->seat.start = *by;
    x->seat.needs_code = false;
    return true;
}

static bool record(struct exam *x, uint16_t type, const struct exam_intervention *by)
{
    struct journal_event ev = event_by(type, by);
    return add(x, &ev);
}

enum err_code exam_intervene(struct exam *x, const struct exam_intervention *by, struct err *e)
{
    bool is_done = false;
    if (exam_has_code(x, by->code))
        return err_set(e, ERR_POLICY, _("This voucher was used for this paper."));
    if (!exam_allows(x, by->action, by->minutes))
        return not_now(x, by->action, e);
    switch (by->action) {
    case ROOM_ACTION_EXTEND: is_done = record(x, JOURNAL_EXTEND, by); break;
    case ROOM_ACTION_END: is_done = record(x, JOURNAL_MISCONDUCT, by); break;
    case ROOM_ACTION_RESUME:
    case ROOM_ACTION_RESUME_ALL: is_done = go_on(x, by); break;
    default: is_done = start_here(x, by); break;
    }
    return is_done ? ERR_OK : err_set(e, ERR_POLICY, _("The exam is not under way."));
}

bool exam_has_order(const struct exam *x, const uint8_t hash[JOURNAL_PROOF])
{
    for (uint32_t i = 0; i < x->journal.count; i++) {
        struct journal_event ev;
        struct err ignored;
        if (journal_decode(x->chain.records.data + (size_t)i * JOURNAL_RECORD, &ev, &ignored) ==
                ERR_OK &&
            ev.code >= JOURNAL_ORDER_FIRST && memcmp(ev.proof, hash, sizeof ev.proof) == 0)
            return true;
    }
    return false;
}

uint16_t exam_order_code(const struct exam *x)
{
    for (uint16_t code = JOURNAL_ORDER_FIRST; code < JOURNAL_CODES; code++)
        if (!exam_has_code(x, code))
            return code;
    return 0;
}

void exam_code_failed(struct exam *x)
{
    add_simple(x, JOURNAL_CODE_FAILED, JOURNAL_NONE, JOURNAL_NO_CHOICE);
}

/* The wall clock against the clock since boot, both since the last event. */
static bool has_jumped(const struct exam *x)
{
    int64_t wall = clock_wall_ms(&x->time.clock) - x->journal.last_wall_ms;
    int64_t boot = (int64_t)(clock_boot_ms(&x->time.clock) - x->journal.last_boot_ms);
    return wall - boot > CLOCK_JUMP_MS || boot - wall > CLOCK_JUMP_MS;
}

/* Whether the attempt file is still where it was: who only reads writes nothing. */
static void check_file(struct exam *x)
{
    uint64_t now = clock_boot_ms(&x->time.clock);
    if (!x->disk.store || (now >= x->disk.checked_ms && now - x->disk.checked_ms < CHECK_FILE_MS))
        return;
    x->disk.checked_ms = now;
    attempt_writer_check(x->disk.store);
}

void exam_tick(struct exam *x)
{
    exam_push(x);
    check_file(x);
    if (!is_running(x))
        return;
    if (has_jumped(x))
        add_simple(x, JOURNAL_CLOCK, JOURNAL_NONE, JOURNAL_NO_CHOICE);
    if (exam_left_ms(x) == 0)
        add_simple(x, JOURNAL_TIMEOUT, JOURNAL_NONE, JOURNAL_NO_CHOICE);
    else if (clock_boot_ms(&x->time.clock) - x->journal.last_boot_ms >=
             (uint64_t)x->session->info.caps.tick_s * 1000)
        add_simple(x, JOURNAL_TICK, JOURNAL_NONE, JOURNAL_NO_CHOICE);
    else if (x->view.question != x->journal.position)
        exam_view(x, x->view.question);
}

void exam_read_acks(struct exam *x)
{
    struct attempt_writer_status status;
    if (!x->disk.store)
        return;
    uint32_t before_durable = x->disk.durable;
    attempt_writer_status(x->disk.store, &status);
    x->disk.durable = status.durable;
    x->disk.pushed = status.wanted;
    enum err_code before = x->disk.trouble.code;
    if (status.losses > x->disk.losses) /* the trouble may be over by now */
        before = ERR_IO;
    x->disk.losses = status.losses;
    x->disk.trouble = status.trouble;
    if (status.durable >= x->chain.records.len / JOURNAL_RECORD)
        x->disk.behind_ms = 0;
    else if (status.durable != before_durable || !x->disk.behind_ms)
        x->disk.behind_ms = clock_boot_ms(&x->time.clock);
    if (before != ERR_OK && status.trouble.code == ERR_OK && is_running(x)) {
        struct journal_event ev = {.type = JOURNAL_TROUBLE,
                                   .question = JOURNAL_NONE,
                                   .choice = JOURNAL_NO_CHOICE,
                                   .reason = (uint16_t)before};
        add(x, &ev);
    }
    exam_push(x);
}

void exam_handin(struct exam *x)
{
    add_simple(x, JOURNAL_HANDIN, JOURNAL_NONE, JOURNAL_NO_CHOICE);
}

void exam_flush(struct exam *x, int ms)
{
    if (x->disk.store)
        attempt_writer_flush(x->disk.store, ms);
}
