#include "app/client/exam.h"

#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

enum {
    CLOCK_JUMP_MS = 5000,
    VIEW_EVERY_MS = 300,               /* a held arrow key does not fill the journal */
    ROOM_FOR_ANSWERS = 20000           /* events kept free for answers when marks and views have run wild */
};

static uint64_t used_at(const struct exam *x, uint64_t boot)
{
    return x->base_used_ms + (boot > x->base_boot_ms ? boot - x->base_boot_ms : 0);
}

/* Hands the writer what it has no room for yet. */
static void push(struct exam *x)
{
    uint32_t count = (uint32_t)(x->records.len / JOURNAL_RECORD);
    while (x->store && x->pushed < count && store_push(x->store, x->pushed, x->records.data + (size_t)x->pushed * JOURNAL_RECORD))
        x->pushed++;
}

/* One event: into the state, the chain, the records, and on its way to the disk. False when it does not fit; then nothing has changed. */
static bool add(struct exam *x, struct journal_event *ev)
{
    uint8_t record[JOURNAL_RECORD];
    ev->seq = x->journal.count;
    ev->boot_ms = clock_boot_ms(&x->clock);
    ev->wall_ms = clock_wall_ms(&x->clock);
    ev->used_ms = used_at(x, ev->boot_ms);
    memcpy(ev->boot_hash, x->clock.boot_hash, sizeof ev->boot_hash);
    memcpy(ev->seat_hash, x->seat_hash, sizeof ev->seat_hash);
    if (journal_apply(&x->journal, ev, &x->refused) != ERR_OK)
        return false;
    journal_encode(ev, record);
    journal_chain(x->key, record, record + JOURNAL_EVENT);
    buf_add(&x->records, record, sizeof record);
    if (ev->question < x->journal.questions && ev->type != JOURNAL_VIEW) /* looking at a question is nothing to save */
        x->last_seq[ev->question] = ev->seq + 1;
    x->checkpoint.answers += ev->type == JOURNAL_CHOOSE || ev->type == JOURNAL_CLEAR;
    push(x);
    crypt_wipe(record, sizeof record);
    return true;
}

static bool is_same_boot(const struct exam *x)
{
    return memcmp(x->journal.boot_hash, x->clock.boot_hash, sizeof x->journal.boot_hash) == 0;
}

static bool is_same_seat(const struct exam *x)
{
    return memcmp(x->journal.seat_hash, x->seat_hash, sizeof x->journal.seat_hash) == 0;
}

static bool is_running(const struct exam *x)
{
    return exam_is_started(x) && !exam_is_ended(x) && !x->needs_resume_code;
}

static bool add_simple(struct exam *x, uint16_t type, unsigned question, unsigned choice)
{
    bool is_spare = type >= JOURNAL_SKIPPABLE && x->journal.count > JOURNAL_EVENTS_MAX - ROOM_FOR_ANSWERS;
    bool is_last = (type == JOURNAL_CHOOSE || type == JOURNAL_CLEAR) && x->journal.count > JOURNAL_EVENTS_MAX - ROOM_FOR_ANSWERS / 2;
    if (!is_running(x) || is_spare || is_last)
        return false;
    struct journal_event ev = {.type = type, .question = (uint16_t)question, .choice = (uint8_t)choice};
    if (exam_left_ms(x) == 0) /* whatever came first after waking up: time was up before it */
        ev = (struct journal_event){.type = JOURNAL_TIMEOUT, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE};
    return add(x, &ev);
}

static enum err_code read_questions(struct exam *x, const struct bank *bank, struct err *e)
{
    x->question = calloc(x->ticket->questions, sizeof *x->question);
    if (!x->question)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    for (unsigned q = 0; q < x->ticket->questions; q++) {
        const struct session_ticket_question *t = &x->ticket->question[q];
        x->question[q].order = t->order;
        enum err_code rc = bank_read_question(bank, t->address, t->key, &x->question[q].text, e);
        if (rc != ERR_OK)
            return rc;
        crypt_wipe(x->ticket->question[q].key, CRYPT_KEY);
    }
    return ERR_OK;
}

/* The journal in x->records goes on here: verified, state and keys as after its last event. */
enum err_code exam_take_up(struct exam *x, struct err *e)
{
    uint8_t binding[32];
    size_t count = x->records.len / JOURNAL_RECORD;
    journal_state_init(&x->journal, x->ticket->questions);
    memcpy(x->key, x->k0, CRYPT_KEY);
    if (count == 0) {
        x->needs_resume_code = x->is_mended || (x->ticket->seat[0] && !x->is_own_seat);
        return ERR_OK;
    }
    journal_binding(x->session->hash, x->session->info.bank_hash, x->ticket->paper, binding);
    enum err_code rc = journal_verify(x->records.data, count, x->k0, binding, x->ticket->questions, &x->journal, x->key, e);
    x->base_used_ms = x->journal.used_ms;
    x->base_boot_ms = x->journal.last_boot_ms;
    x->needs_resume_code = x->is_mended || !is_same_boot(x) || !is_same_seat(x);
    return rc;
}

/* As much of what was read from a damaged file as holds. */
static void take_up_salvage(struct exam *x)
{
    struct err why = {0};
    x->is_mended = true;
    while (exam_take_up(x, &why) != ERR_OK) { /* up to the first event that does not hold */
        size_t good = (size_t)x->journal.count * JOURNAL_RECORD;
        x->records.len = good < x->records.len ? good : x->records.len - JOURNAL_RECORD;
    }
}

/* A damaged file is never deleted, nor written to: it gets another name, and a new one takes what can be read of it. */
static enum err_code mend(struct exam *x, struct attempt **a, struct err *e)
{
    char *aside = NULL;
    enum err_code rc = attempt_set_aside(x->path, &aside, e);
    if (rc == ERR_OK)
        rc = attempt_open(x->path, a, e);
    if (rc == ERR_OK) {
        buf_clear(&x->records);
        attempt_salvage(aside, &x->records);
        take_up_salvage(x);
    }
    free(aside);
    return rc;
}

/* What stands on the disk: verified and taken up, or nothing yet. */
static enum err_code open_attempt(struct exam *x, struct attempt **a, struct err *e)
{
    enum err_code rc = attempt_open(x->path, a, e);
    if (rc == ERR_FORMAT) /* a disk that stumbled once also looks like that */
        rc = attempt_open(x->path, a, e);
    if (rc == ERR_OK)
        rc = attempt_read(*a, &x->records, e);
    if (rc == ERR_FORMAT) {
        attempt_close(*a);
        *a = NULL;
        return mend(x, a, e);
    }
    if (rc != ERR_OK)
        return rc;
    x->durable = x->pushed = (uint32_t)(x->records.len / JOURNAL_RECORD);
    rc = exam_take_up(x, e);
    if (rc == ERR_OK || x->journal.count == 0) /* another paper's journal is nobody's damage */
        return rc;
    attempt_close(*a);
    *a = NULL;
    x->durable = x->pushed = 0;
    return mend(x, a, e);
}

enum err_code exam_open(const struct session *s, const struct bank *bank, const struct session_roster *roster, uint32_t paper,
                        const uint8_t candidate_key[CRYPT_KEY], const char *dir, const char *seat, struct clock_source clock, struct exam **out,
                        struct err *e)
{
    uint8_t seat_hash[CRYPT_HASH];
    struct attempt *a = NULL;
    struct exam *x = calloc(1, sizeof *x);
    *out = NULL;
    if (!x)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    buf_init(&x->records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    buf_init(&x->answers, ANSWERS_FILE_MAX);
    x->session = s;
    x->about = &roster->paper[paper];
    x->candidate = &roster->candidate[x->about->candidate];
    x->variant = profile_variant_for(&s->info.profile, x->about->exempt);
    x->clock = clock;
    crypt_hash(LABEL_SEAT, seat, strlen(seat), seat_hash);
    memcpy(x->seat_hash, seat_hash, sizeof x->seat_hash);
    x->ticket = crypt_secret_new(sizeof *x->ticket);
    x->key = crypt_secret_new(CRYPT_KEY);
    x->k0 = crypt_secret_new(CRYPT_KEY);
    x->resume_key = crypt_secret_new(CRYPT_KEY);
    x->path = attempt_path(dir, s, paper);
    bool has_memory = x->ticket && x->key && x->k0 && x->resume_key && x->path;
    enum err_code rc = has_memory ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && !x->variant)
        rc = err_set(e, ERR_FORMAT, _("the profile %s knows no exemption"), s->info.profile.id);
    if (rc == ERR_OK)
        rc = session_read_ticket(s, paper, candidate_key, x->ticket, e);
    if (rc == ERR_OK)
        rc = read_questions(x, bank, e);
    if (rc == ERR_OK) {
        memcpy(x->k0, x->ticket->k0, CRYPT_KEY);
        crypt_wipe(x->ticket->k0, CRYPT_KEY);
        resume_key(x->k0, x->resume_key);
        x->is_own_seat = strcmp(x->ticket->seat, seat) == 0;
        rc = open_attempt(x, &a, e);
    }
    x->is_local = rc == ERR_OK && attempt_is_local(a);
    if (rc == ERR_OK)
        rc = store_start(a, x->durable, &x->store, e);
    if (rc == ERR_OK) {
        push(x); /* what was read from a damaged file */
        *out = x;
    } else {
        attempt_close(a);
        exam_close(x);
    }
    return rc;
}

void exam_close(struct exam *x)
{
    if (!x)
        return;
    store_stop(x->store, false);
    for (unsigned q = 0; x->question && q < x->ticket->questions; q++) {
        struct bank_question *t = &x->question[q].text;
        crypt_wipe(t->stem, t->stem ? strlen(t->stem) : 0);
        for (int i = 0; i < BANK_OPTIONS; i++)
            crypt_wipe(t->option[i], t->option[i] ? strlen(t->option[i]) : 0);
        bank_question_free(t);
    }
    free(x->question);
    buf_free(&x->records);
    buf_free(&x->answers);
    crypt_secret_free(x->ticket);
    crypt_secret_free(x->key);
    crypt_secret_free(x->k0);
    crypt_secret_free(x->resume_key);
    free(x->path);
    crypt_wipe(x, sizeof *x);
    free(x);
}

bool exam_is_started(const struct exam *x)
{
    return x->journal.count > 0;
}

bool exam_is_ended(const struct exam *x)
{
    return x->journal.end != JOURNAL_OPEN;
}

bool exam_needs_start_code(const struct exam *x)
{
    return x->needs_resume_code && (!exam_is_started(x) || !is_same_seat(x));
}

void exam_start(struct exam *x)
{
    if (exam_is_started(x) || x->needs_resume_code)
        return;
    struct journal_event ev = {.type = JOURNAL_START, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE};
    ev.minutes = (uint16_t)(x->ticket->minutes + x->ticket->extra_minutes);
    exam_forget_k0(x);
    journal_binding(x->session->hash, x->session->info.bank_hash, x->ticket->paper, ev.data);
    x->base_used_ms = 0;
    x->base_boot_ms = UINT64_MAX; /* no time is used before the start, however long this takes */
    add(x, &ev);
    x->base_boot_ms = x->journal.last_boot_ms;
    if (x->start_code) { /* on another seat than the roster names; zero data: afresh */
        struct journal_event here = {.type = JOURNAL_CONTINUE, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .code = x->start_code};
        add(x, &here);
    }
}

/* How long nothing ran, as far as the machine can bear it out: by the clock since boot when it is the same boot, else, on the same seat, since it
 * came up again. How long it was off, or what passed before another seat took over, only a wall clock could say, and none shortens an attempt;
 * both moments stand in the journal for the minutes. */
static uint64_t outage_ms(const struct exam *x)
{
    uint64_t boot = clock_boot_ms(&x->clock);
    if (is_same_boot(x))
        return boot >= x->journal.last_boot_ms ? boot - x->journal.last_boot_ms : 0;
    return memcmp(x->journal.seat_hash, x->seat_hash, sizeof x->seat_hash) == 0 ? boot : 0;
}

/* What of it is not charged, under the session's cap for all outages together. */
static uint64_t uncharged_ms(const struct exam *x, uint64_t outage)
{
    uint64_t cap = (uint64_t)x->session->info.caps.outage_cap_s * 1000;
    uint64_t left = cap > x->journal.outage_ms ? cap - x->journal.outage_ms : 0;
    return outage < left ? outage : left;
}

static bool is_used(const struct exam *x, uint16_t number)
{
    return number && (number >= 256 || (x->journal.codes_used[number / 64] >> number % 64 & 1));
}

/* The first event after a reboot or on another seat. What the outage costs is in the used time, so the base starts anew. */
static bool take_over(struct exam *x, uint16_t type, uint16_t number)
{
    struct journal_event ev = {.type = type, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .code = number};
    uint64_t outage = outage_ms(x), uncharged = uncharged_ms(x, outage);
    if (type == JOURNAL_OUTAGE) {
        for (int i = 0; i < 8; i++)
            ev.data[i] = (uint8_t)(uncharged >> (8 * i));
    } else { /* the event that is continued, and the first 28 bytes of its mac */
        uint32_t last = x->journal.count - 1;
        for (int i = 0; i < 4; i++)
            ev.data[i] = (uint8_t)(last >> (8 * i));
        memcpy(ev.data + 4, x->records.data + (size_t)last * JOURNAL_RECORD + JOURNAL_EVENT, sizeof ev.data - 4);
    }
    x->base_used_ms = x->journal.used_ms + outage - uncharged;
    x->base_boot_ms = clock_boot_ms(&x->clock);
    bool is_in = add(x, &ev);
    x->needs_resume_code = !is_in;
    return is_in;
}

/* What happened to the file stands in the ledger. */
static bool note_mending(struct exam *x)
{
    struct journal_event ev = {.type = JOURNAL_TROUBLE, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .reason = ERR_FORMAT};
    bool is_due = x->is_mended;
    x->is_mended = false;
    return !is_due || add(x, &ev);
}

bool exam_resume(struct exam *x, uint16_t code_number)
{
    if (!exam_is_started(x) || exam_is_ended(x) || is_used(x, code_number) || !is_same_seat(x))
        return false;
    exam_forget_k0(x);
    if (x->needs_resume_code && !code_number)
        return false;
    if (!is_same_boot(x))
        return take_over(x, JOURNAL_OUTAGE, code_number) && note_mending(x);
    struct journal_event ev = {.type = JOURNAL_RESUME, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .code = code_number};
    x->needs_resume_code = !add(x, &ev);
    return !x->needs_resume_code && note_mending(x);
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
        add_simple(x, on ? JOURNAL_CROSS : JOURNAL_UNCROSS, q, paper_option_at(x->question[q].order, place));
}

void exam_view(struct exam *x, unsigned q)
{
    uint64_t now = clock_boot_ms(&x->clock);
    if (q >= x->journal.questions)
        return;
    x->viewing = q;
    if (x->journal.position != q && now - x->last_view_ms >= VIEW_EVERY_MS) {
        x->last_view_ms = now;
        add_simple(x, JOURNAL_VIEW, q, JOURNAL_NO_CHOICE);
    }
}

static enum err_code not_now(struct err *e)
{
    return err_set(e, ERR_POLICY, _("The exam is not under way."));
}

static enum err_code start_here(struct exam *x, uint16_t number, struct err *e)
{
    if (!x->needs_resume_code || (exam_is_started(x) && is_same_seat(x)))
        return err_set(e, ERR_POLICY, _("This paper needs no code to start here."));
    exam_forget_k0(x);
    if (exam_is_started(x))
        return take_over(x, JOURNAL_CONTINUE, number) ? ERR_OK : not_now(e);
    x->start_code = number;
    x->needs_resume_code = false;
    return ERR_OK;
}

static enum err_code extend(struct exam *x, const struct onetime_match *what, struct err *e)
{
    struct journal_event ev = {.type = JOURNAL_EXTEND, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .code = what->number,
                               .minutes = what->minutes};
    if (is_running(x) && x->journal.extended + what->minutes > x->session->info.caps.extra_cap_min)
        return err_set(e, ERR_POLICY, _("No more minutes may be added."));
    return is_running(x) && add(x, &ev) ? ERR_OK : not_now(e);
}

static enum err_code end_for_misconduct(struct exam *x, uint16_t number, struct err *e)
{
    struct journal_event ev = {.type = JOURNAL_MISCONDUCT, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .code = number};
    return is_running(x) && add(x, &ev) ? ERR_OK : not_now(e);
}

enum err_code exam_take_code(struct exam *x, const char *typed, struct onetime_match *what, struct err *e)
{
    if (!onetime_find(x->ticket->code_key, false, typed, what))
        return err_set(e, ERR_AUTH, _("This is no code of this paper."));
    if (is_used(x, what->number) || what->number == x->start_code)
        return err_set(e, ERR_POLICY, _("This code was used before."));
    switch (what->action) {
    case ONETIME_RESUME:
        if (x->needs_resume_code && exam_resume(x, what->number))
            return ERR_OK;
        if (exam_is_started(x) && exam_needs_start_code(x))
            return err_set(e, ERR_POLICY, _("This paper was begun at another seat: it needs its code to start here."));
        return err_set(e, ERR_POLICY, _("Nothing waits to be resumed."));
    case ONETIME_START_HERE: return start_here(x, what->number, e);
    case ONETIME_EXTEND: return extend(x, what, e);
    default: return end_for_misconduct(x, what->number, e);
    }
}

void exam_code_failed(struct exam *x)
{
    add_simple(x, JOURNAL_CODE_FAILED, JOURNAL_NONE, JOURNAL_NO_CHOICE);
}

/* The wall clock against the clock since boot, both since the last event. */
static bool has_jumped(const struct exam *x)
{
    int64_t wall = clock_wall_ms(&x->clock) - x->journal.last_wall_ms;
    int64_t boot = (int64_t)(clock_boot_ms(&x->clock) - x->journal.last_boot_ms);
    return wall - boot > CLOCK_JUMP_MS || boot - wall > CLOCK_JUMP_MS;
}

void exam_tick(struct exam *x)
{
    push(x);
    if (!is_running(x))
        return;
    if (has_jumped(x))
        add_simple(x, JOURNAL_CLOCK, JOURNAL_NONE, JOURNAL_NO_CHOICE);
    if (exam_left_ms(x) == 0)
        add_simple(x, JOURNAL_TIMEOUT, JOURNAL_NONE, JOURNAL_NO_CHOICE);
    else if (clock_boot_ms(&x->clock) - x->journal.last_boot_ms >= (uint64_t)x->session->info.caps.tick_s * 1000)
        add_simple(x, JOURNAL_TICK, JOURNAL_NONE, JOURNAL_NO_CHOICE);
    else if (x->viewing != x->journal.position)
        exam_view(x, x->viewing);
}

void exam_take_acks(struct exam *x)
{
    struct store_news news;
    if (!x->store)
        return;
    store_news(x->store, &news);
    x->durable = news.durable;
    x->pushed = news.wanted;
    enum err_code before = x->trouble.code;
    x->trouble = news.trouble;
    if (before != ERR_OK && news.trouble.code == ERR_OK && is_running(x)) {
        struct journal_event ev = {.type = JOURNAL_TROUBLE, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .reason = (uint16_t)before};
        add(x, &ev);
    }
    push(x);
}

void exam_handin(struct exam *x)
{
    add_simple(x, JOURNAL_HANDIN, JOURNAL_NONE, JOURNAL_NO_CHOICE);
}

uint64_t exam_used_ms(const struct exam *x)
{
    bool stands_still = !exam_is_started(x) || x->needs_resume_code || exam_is_ended(x);
    return stands_still ? x->journal.used_ms : used_at(x, clock_boot_ms(&x->clock));
}

uint64_t exam_left_ms(const struct exam *x)
{
    if (!exam_is_started(x))
        return ((uint64_t)x->ticket->minutes + x->ticket->extra_minutes) * 60000;
    return journal_left_ms(&x->journal, exam_used_ms(x));
}

int exam_choice(const struct exam *x, unsigned q)
{
    uint8_t choice = x->journal.choice[q];
    return choice == JOURNAL_NO_CHOICE ? -1 : (int)paper_place_of(x->question[q].order, choice);
}

bool exam_is_crossed(const struct exam *x, unsigned q, unsigned place)
{
    return x->journal.crossed[q] & 1u << paper_option_at(x->question[q].order, place);
}

bool exam_is_saved(const struct exam *x, unsigned q)
{
    return x->last_seq[q] <= x->durable;
}

bool exam_is_all_saved(const struct exam *x)
{
    return x->durable >= x->journal.count;
}

unsigned exam_part_of(const struct exam *x, unsigned q)
{
    unsigned part = 0, first = 0;
    while (part + 1u < x->ticket->parts && q >= first + x->ticket->part_questions[part])
        first += x->ticket->part_questions[part++];
    return part;
}

unsigned exam_answered(const struct exam *x)
{
    unsigned n = 0;
    for (unsigned q = 0; q < x->journal.questions; q++)
        n += x->journal.choice[q] != JOURNAL_NO_CHOICE;
    return n;
}

unsigned exam_marked(const struct exam *x)
{
    unsigned n = 0;
    for (unsigned q = 0; q < x->journal.questions; q++)
        n += x->journal.marked[q];
    return n;
}
