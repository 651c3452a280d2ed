#include "app/client/exam.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

static uint64_t used_now(const struct exam *x)
{
    uint64_t boot = clock_boot_ms(&x->clock);
    return x->base_used_ms + (boot > x->base_boot_ms ? boot - x->base_boot_ms : 0);
}

/* One event: into the state, the chain, the records, and on its way to the disk. */
static void add(struct exam *x, struct journal_event *ev)
{
    uint8_t record[JOURNAL_RECORD];
    struct err why;
    ev->seq = x->journal.count;
    ev->boot_ms = clock_boot_ms(&x->clock);
    ev->wall_ms = clock_wall_ms(&x->clock);
    memcpy(ev->boot_hash, x->clock.boot_hash, sizeof ev->boot_hash);
    memcpy(ev->seat_hash, x->seat_hash, sizeof ev->seat_hash);
    if (journal_apply(&x->journal, ev, &why) != ERR_OK) {
        x->trouble = why;
        return;
    }
    journal_encode(ev, record);
    journal_chain(x->key, record, record + JOURNAL_EVENT);
    buf_add(&x->records, record, sizeof record);
    if (ev->question < x->journal.questions)
        x->last_seq[ev->question] = ev->seq + 1;
    if (!store_push(x->store, ev->seq, record))
        err_set(&x->trouble, ERR_LIMIT, _("too many answers wait for the disk"));
}

static void add_simple(struct exam *x, uint16_t type, unsigned question, unsigned choice)
{
    if (!exam_is_started(x) || exam_is_ended(x) || x->needs_resume_code)
        return;
    struct journal_event ev = {.type = type, .question = (uint16_t)question, .choice = (uint8_t)choice, .used_ms = used_now(x)};
    add(x, &ev);
}

static enum err_code read_questions(struct exam *x, const struct bank *bank, struct err *e)
{
    x->question = calloc(x->ticket->questions, sizeof *x->question);
    if (!x->question)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    for (unsigned q = 0; q < x->ticket->questions; q++) {
        const struct session_ticket_question *t = &x->ticket->question[q];
        x->question[q].order = t->order;
        if (bank_read_question(bank, t->address, t->key, &x->question[q].text, e) != ERR_OK)
            return e->code;
    }
    return ERR_OK;
}

/* What stands on the disk: verified and taken up, or nothing yet. */
static enum err_code take_up(struct exam *x, uint32_t paper, struct attempt *a, const char *seat, struct err *e)
{
    uint8_t binding[32];
    enum err_code rc = attempt_read(a, &x->records, e);
    if (rc != ERR_OK)
        return rc;
    size_t count = x->records.len / JOURNAL_RECORD;
    x->durable = (uint32_t)count;
    memcpy(x->key, x->ticket->k0, CRYPT_KEY);
    journal_state_init(&x->journal, x->ticket->questions);
    if (count == 0) {
        x->needs_resume_code = x->ticket->seat[0] && strcmp(x->ticket->seat, seat) != 0;
        return ERR_OK;
    }
    journal_binding(x->session->hash, x->session->info.bank_hash, paper, binding);
    rc = journal_verify(x->records.data, count, x->ticket->k0, binding, x->ticket->questions, &x->journal, x->key, e);
    x->base_used_ms = x->journal.used_ms;
    x->base_boot_ms = x->journal.last_boot_ms;
    x->needs_resume_code = memcmp(x->journal.boot_hash, x->clock.boot_hash, 8) != 0 || memcmp(x->journal.seat_hash, x->seat_hash, 8) != 0;
    return rc;
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
    x->session = s;
    x->about = &roster->paper[paper];
    x->candidate = &roster->candidate[x->about->candidate];
    x->variant = profile_variant_for(&s->info.profile, x->about->exempt);
    x->clock = clock;
    crypt_hash(LABEL_SEAT, seat, strlen(seat), seat_hash);
    memcpy(x->seat_hash, seat_hash, sizeof x->seat_hash);
    x->ticket = crypt_secret_new(sizeof *x->ticket);
    x->key = crypt_secret_new(CRYPT_KEY);
    x->path = attempt_path(dir, s, paper);
    enum err_code rc = x->ticket && x->key && x->path ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = session_read_ticket(s, paper, candidate_key, x->ticket, e);
    if (rc == ERR_OK)
        rc = read_questions(x, bank, e);
    if (rc == ERR_OK)
        rc = attempt_open(x->path, &a, e);
    if (rc == ERR_OK)
        rc = take_up(x, paper, a, seat, e);
    if (rc == ERR_OK)
        rc = store_start(a, &x->store, e);
    if (rc == ERR_OK)
        *out = x;
    else {
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
    crypt_secret_free(x->ticket);
    crypt_secret_free(x->key);
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

void exam_start(struct exam *x)
{
    if (exam_is_started(x))
        return;
    struct journal_event ev = {.type = JOURNAL_START, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE};
    ev.minutes = (uint16_t)(x->ticket->minutes + x->ticket->extra_minutes);
    journal_binding(x->session->hash, x->session->info.bank_hash, x->ticket->paper, ev.data);
    x->base_used_ms = 0;
    x->base_boot_ms = clock_boot_ms(&x->clock);
    add(x, &ev);
    if (x->start_code) { /* on another seat than the roster names */
        struct journal_event here = {.type = JOURNAL_CONTINUE, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .code = x->start_code,
                                     .used_ms = used_now(x)};
        add(x, &here);
    }
}

/* Milliseconds of an outage that are not charged, and those that are: by the wall clock, as far as it makes sense. */
static uint64_t split_outage(const struct exam *x, uint64_t *charged)
{
    int64_t gone = clock_wall_ms(&x->clock) - x->journal.last_wall_ms;
    uint64_t cap = (uint64_t)x->session->info.caps.outage_cap_s * 1000;
    uint64_t left = cap > x->journal.outage_ms ? cap - x->journal.outage_ms : 0;
    uint64_t outage = gone > 0 ? (uint64_t)gone : 0;
    uint64_t free_ms = outage < left ? outage : left;
    *charged = outage - free_ms;
    return free_ms;
}

void exam_resume(struct exam *x, uint16_t code_number)
{
    if (!exam_is_started(x) || exam_is_ended(x))
        return;
    struct journal_event ev = {.type = JOURNAL_RESUME, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .code = code_number};
    if (x->needs_resume_code) {
        uint64_t charged, uncharged = split_outage(x, &charged);
        ev.type = JOURNAL_OUTAGE;
        for (int i = 0; i < 8; i++)
            ev.data[i] = (uint8_t)(uncharged >> (8 * i));
        x->base_used_ms = x->journal.used_ms + charged;
        x->base_boot_ms = clock_boot_ms(&x->clock);
        x->needs_resume_code = false;
    }
    ev.used_ms = used_now(x);
    add(x, &ev);
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
    if (q < x->journal.questions && x->journal.position != q)
        add_simple(x, JOURNAL_VIEW, q, JOURNAL_NO_CHOICE);
}

static bool is_used(const struct exam *x, uint16_t number)
{
    return x->journal.codes_used[number % 256 / 64] & UINT64_C(1) << number % 64;
}

enum err_code exam_once(struct exam *x, const char *typed, struct once_match *what, struct err *e)
{
    if (!once_find(x->ticket->code_key, false, typed, what))
        return err_set(e, ERR_AUTH, _("This is no code of this paper."));
    if (is_used(x, what->number) || what->number == x->start_code)
        return err_set(e, ERR_POLICY, _("This code was used before."));
    struct journal_event ev = {.question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE, .code = what->number, .used_ms = used_now(x)};
    switch (what->action) {
    case ONCE_RESUME:
        if (!exam_is_started(x) || !x->needs_resume_code)
            return err_set(e, ERR_POLICY, _("Nothing waits to be resumed."));
        exam_resume(x, what->number);
        return ERR_OK;
    case ONCE_START_HERE:
        if (exam_is_started(x) || !x->needs_resume_code)
            return err_set(e, ERR_POLICY, _("This paper needs no code to start here."));
        x->start_code = what->number;
        x->needs_resume_code = false;
        return ERR_OK;
    case ONCE_EXTEND:
        if (x->journal.extended + what->minutes > x->session->info.caps.extra_cap_min)
            return err_set(e, ERR_POLICY, _("No more minutes may be added."));
        ev.type = JOURNAL_EXTEND;
        ev.minutes = what->minutes;
        break;
    default: ev.type = JOURNAL_MISCONDUCT; break;
    }
    if (!exam_is_started(x) || exam_is_ended(x) || x->needs_resume_code)
        return err_set(e, ERR_POLICY, _("The exam is not under way."));
    add(x, &ev);
    return ERR_OK;
}

void exam_tick(struct exam *x)
{
    if (!exam_is_started(x) || exam_is_ended(x) || x->needs_resume_code)
        return;
    if (exam_left_ms(x) == 0)
        add_simple(x, JOURNAL_TIMEOUT, JOURNAL_NONE, JOURNAL_NO_CHOICE);
    else if (clock_boot_ms(&x->clock) - x->journal.last_boot_ms >= (uint64_t)x->session->info.caps.tick_s * 1000)
        add_simple(x, JOURNAL_TICK, JOURNAL_NONE, JOURNAL_NO_CHOICE);
}

void exam_news(struct exam *x)
{
    struct store_news news;
    if (!x->store)
        return;
    store_news(x->store, &news);
    if (news.durable > x->durable)
        x->durable = news.durable;
    x->trouble = news.trouble;
}

void exam_handin(struct exam *x)
{
    add_simple(x, JOURNAL_HANDIN, JOURNAL_NONE, JOURNAL_NO_CHOICE);
}

uint64_t exam_left_ms(const struct exam *x)
{
    if (!exam_is_started(x))
        return ((uint64_t)x->ticket->minutes + x->ticket->extra_minutes) * 60000;
    return journal_left_ms(&x->journal, x->needs_resume_code || exam_is_ended(x) ? x->journal.used_ms : used_now(x));
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

/* Closes the store and reads everything back: what is delivered is what stands on the disk. */
static enum err_code read_back(struct exam *x, struct err *e)
{
    struct attempt *a;
    struct buf disk;
    buf_init(&disk, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    store_stop(x->store, true);
    x->store = NULL;
    enum err_code rc = attempt_open(x->path, &a, e);
    if (rc == ERR_OK) {
        rc = attempt_read(a, &disk, e);
        attempt_close(a);
    }
    if (rc == ERR_OK && (disk.len != x->records.len || memcmp(disk.data, x->records.data, disk.len) != 0))
        rc = err_set(e, ERR_IO, _("%s: does not hold what was written"), x->path);
    buf_free(&disk);
    return rc;
}

static enum err_code put_file(const char *dir, const char *name, const struct buf *bytes, struct err *e)
{
    char *path = file_join(dir, name);
    if (!path)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = file_exists(path) ? ERR_OK : file_write(path, bytes->data, bytes->len, FILE_NEW, e);
    free(path);
    return rc;
}

enum err_code exam_deliver(struct exam *x, const char *dir, const char *drop, int ms, uint8_t head[CRYPT_HASH], struct err *e)
{
    struct buf bytes;
    char name[80];
    journal_head(x->records.data, x->records.len / JOURNAL_RECORD, head);
    if (x->store && !store_flush(x->store, ms))
        return err_set(e, ERR_BUSY, _("the disk has not taken everything yet"));
    exam_news(x);
    enum err_code rc = x->store ? read_back(x, e) : ERR_OK;
    if (rc != ERR_OK)
        return rc;
    buf_init(&bytes, PACKAGE_MAX);
    answers_build(x->session, x->ticket->paper, true, x->records.data, x->records.len / JOURNAL_RECORD, &bytes);
    answers_file_name(x->session, x->ticket->paper, head, name);
    rc = buf_check(&bytes, name, e);
    if (rc == ERR_OK)
        rc = put_file(dir, name, &bytes, e);
    x->is_delivered = rc == ERR_OK;
    if (rc == ERR_OK && drop)
        rc = put_file(drop, name, &bytes, e);
    buf_free(&bytes);
    return rc;
}
