/* What happens in an exam: each event goes into the state, the chain and the records, and to the
 * disk. */
#include "app/client/exam_internal.h"

#include <string.h>

enum {
    CLOCK_JUMP_MS = 5000,
    CHECK_FILE_MS = 1000,
    VIEW_EVERY_MS = 300,     /* an arrow key that is held down does not fill the journal */
    ROOM_FOR_ANSWERS = 20000 /* events kept free for answers when marks and views have run wild */
};

void exam_push(struct exam *x)
{
    uint32_t count = (uint32_t)(x->chain.records.len / JOURNAL_RECORD);
    while (x->disk.store && x->disk.pushed < count &&
           attempt_writer_push(x->disk.store, x->disk.pushed,
                               x->chain.records.data + (size_t)x->disk.pushed * JOURNAL_RECORD))
        x->disk.pushed++;
}

bool exam_add(struct exam *x, struct journal_event *ev)
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

bool exam_is_running(const struct exam *x)
{
    return exam_is_started(x) && !exam_is_ended(x) && !x->seat.needs_code && !x->chain.k0;
}

static bool add_simple(struct exam *x, uint16_t type, unsigned question, unsigned choice)
{
    bool is_spare =
        type >= JOURNAL_SKIPPABLE && x->journal.count > JOURNAL_EVENTS_MAX - ROOM_FOR_ANSWERS;
    bool is_last =
        journal_is_answer(type) && x->journal.count > JOURNAL_EVENTS_MAX - ROOM_FOR_ANSWERS / 2;
    if (!exam_is_running(x) || is_spare || is_last)
        return false;
    struct journal_event ev = {
        .type = type, .question = (uint16_t)question, .choice = (uint8_t)choice};
    if (exam_left_ms(x) == 0) /* whatever came first after waking up: time was up before it */
        ev = (struct journal_event){
            .type = JOURNAL_TIMEOUT, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE};
    return exam_add(x, &ev);
}

struct journal_event exam_event_by(uint16_t type, const struct exam_intervention *by)
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
    struct journal_event ev = exam_event_by(JOURNAL_START, NULL);
    ev.reason = x->seat.start_reason;
    ev.minutes = (uint16_t)(x->ticket->minutes + x->ticket->extra_minutes);
    memcpy(ev.proof, x->seat.build, sizeof ev.proof);
    exam_forget_k0(x);
    journal_binding(x->session->hash, x->session->info.bank_hash, x->ticket->paper, ev.data);
    x->time.base_used_ms = 0;
    x->time.base_boot_ms =
        UINT64_MAX; /* no time is used before the start, however long this takes */
    exam_add(x, &ev);
    x->time.base_boot_ms = x->journal.last_boot_ms;
    if (x->seat.start.code) { /* on another seat than the roster names; zero data: afresh */
        struct journal_event here = exam_event_by(JOURNAL_CONTINUE, &x->seat.start);
        exam_add(x, &here);
    }
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
    if (!exam_is_running(x))
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
    if (before != ERR_OK && status.trouble.code == ERR_OK && exam_is_running(x)) {
        struct journal_event ev = {.type = JOURNAL_TROUBLE,
                                   .question = JOURNAL_NONE,
                                   .choice = JOURNAL_NO_CHOICE,
                                   .reason = (uint16_t)before};
        exam_add(x, &ev);
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
