#include "app/client/exam_internal.h"

#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

uint64_t exam_used_at(const struct exam *x, uint64_t boot_ms)
{
    return x->time.base_used_ms +
           (boot_ms > x->time.base_boot_ms ? boot_ms - x->time.base_boot_ms : 0);
}

/* A boot that nothing is known of is no boot that one may count on. */
bool exam_is_same_boot(const struct exam *x)
{
    static const uint8_t UNKNOWN[sizeof x->journal.boot_hash];
    return memcmp(UNKNOWN, x->journal.boot_hash, sizeof UNKNOWN) != 0 &&
           memcmp(x->journal.boot_hash, x->time.clock.boot_hash, sizeof x->journal.boot_hash) == 0;
}

bool exam_is_same_seat(const struct exam *x)
{
    return memcmp(x->journal.seat_hash, x->seat.hash, sizeof x->journal.seat_hash) == 0;
}

static enum err_code read_questions(struct exam *x, const struct bank *bank, struct err *e)
{
    x->question = calloc(x->ticket->questions, sizeof *x->question);
    if (!x->question)
        return err_memory(e);
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

/* The last answer of each question: until the disk has it, and until a folder does, it is on its
 * way. A mark behind it changes nothing of where the answer stands. */
static void note_questions(struct exam *x)
{
    struct journal_event ev;
    struct err ignored;
    memset(x->disk.last_seq, 0, sizeof x->disk.last_seq);
    for (uint32_t i = 0; i < x->journal.count; i++)
        if (journal_decode(x->chain.records.data + (size_t)i * JOURNAL_RECORD, &ev, &ignored) ==
                ERR_OK &&
            ev.question < x->journal.questions && journal_is_answer(ev.type))
            x->disk.last_seq[ev.question] = i + 1;
}

bool exam_is_start_cut_off(const struct exam *x)
{
    struct journal_event start;
    struct err ignored;
    if (x->journal.count != 1 || !exam_is_same_seat(x) ||
        journal_decode(x->chain.records.data, &start, &ignored) != ERR_OK)
        return false;
    return (x->ticket->seat[0] && !x->seat.is_own) ||
           (start.reason == EXAM_START_FREE && x->session->info.start != SESSION_START_FREE);
}

enum err_code exam_restore(struct exam *x, struct err *e)
{
    uint8_t binding[32];
    size_t count = x->chain.records.len / JOURNAL_RECORD;
    journal_state_init(&x->journal, x->ticket->questions);
    note_questions(x);
    memcpy(x->chain.key, x->chain.k0, CRYPT_KEY);
    if (count == 0) {
        x->seat.needs_code =
            x->disk.is_mended || x->seat.is_contested || (x->ticket->seat[0] && !x->seat.is_own);
        return ERR_OK;
    }
    journal_binding(x->session->hash, x->session->info.bank_hash, x->ticket->paper, binding);
    enum err_code rc =
        journal_verify(&(struct journal_records){x->chain.records.data, count, x->chain.k0, binding,
                                                 x->ticket->questions},
                       &x->journal, x->chain.key, e);
    x->view.question = x->journal.position; /* nothing else was seen yet */
    x->checkpoint.copied = 0;
    note_questions(x);
    x->time.base_used_ms = x->journal.used_ms;
    x->time.base_boot_ms = x->journal.last_boot_ms;
    x->seat.needs_code = x->disk.is_mended || x->seat.is_contested || !exam_is_same_boot(x) ||
                         !exam_is_same_seat(x) || exam_is_start_cut_off(x);
    return rc;
}

bool exam_last_answer(const struct exam *x, int64_t *wall_ms)
{
    for (size_t i = x->chain.records.len / JOURNAL_RECORD; i-- > 0;) {
        struct journal_event ev;
        struct err ignored;
        if (journal_decode(x->chain.records.data + i * JOURNAL_RECORD, &ev, &ignored) == ERR_OK &&
            journal_is_answer(ev.type)) {
            *wall_ms = ev.wall_ms;
            return true;
        }
    }
    return false;
}

/* The moment of the last answer, not of the last event: ticks of a seat that ran on would make what
 * came along look newer than what was answered elsewhere meanwhile. */
void exam_note_arrival(struct exam *x, enum exam_arrival from)
{
    x->arrival.from = from;
    if (!exam_last_answer(x, &x->arrival.wall_ms))
        x->arrival.wall_ms = x->journal.last_wall_ms;
    x->arrival.answered = exam_answered(x);
}

/* Everything of an exam that is not read from anywhere. */
static enum err_code allocate(const struct exam_setup *setup, uint32_t paper, struct exam **out,
                              struct err *e)
{
    uint8_t seat_hash[CRYPT_HASH];
    struct exam *x = *out = calloc(1, sizeof *x);
    if (!x)
        return err_memory(e);
    buf_init(&x->chain.records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    buf_init(&x->disk.answers, ANSWERS_FILE_MAX);
    x->session = setup->session;
    x->about = &setup->roster->paper[paper];
    x->candidate = &setup->roster->candidate[x->about->candidate];
    x->variant = profile_variant_for(&x->session->info.profile, x->about->exempt);
    x->time.clock = setup->clock;
    crypt_hash(LABEL_SEAT, setup->seat, strlen(setup->seat), seat_hash);
    memcpy(x->seat.hash, seat_hash, sizeof x->seat.hash);
    if (setup->build)
        memcpy(x->seat.build, setup->build, sizeof x->seat.build);
    x->ticket = crypt_secret_new(sizeof *x->ticket);
    x->chain.key = crypt_secret_new(CRYPT_KEY);
    x->chain.k0 = crypt_secret_new(CRYPT_KEY);
    x->chain.resume_key = crypt_secret_new(CRYPT_KEY);
    x->disk.path = attempt_path(setup->dir, x->session, paper);
    if (!x->ticket || !x->chain.key || !x->chain.k0 || !x->chain.resume_key || !x->disk.path)
        return err_memory(e);
    return ERR_OK;
}

/* The ticket's keys go where they are used, and nowhere else. */
static void spread_keys(struct exam *x, const char *seat)
{
    memcpy(x->chain.k0, x->ticket->k0, CRYPT_KEY);
    crypt_wipe(x->ticket->k0, CRYPT_KEY);
    resume_key(x->chain.k0, x->chain.resume_key);
    x->seat.is_own = strcmp(x->ticket->seat, seat) == 0;
}

enum err_code exam_prepare(const struct exam_setup *setup, uint32_t paper,
                           const uint8_t candidate_key[CRYPT_KEY], struct exam **out,
                           struct attempt_wanted *wanted, struct err *e)
{
    struct exam *x;
    enum err_code rc = allocate(setup, paper, &x, e);
    *out = NULL;
    *wanted = (struct attempt_wanted){0};
    if (rc == ERR_OK && !x->variant)
        rc = err_set(e, ERR_FORMAT, _("the profile %s knows no exemption"),
                     x->session->info.profile.id);
    if (rc == ERR_OK)
        rc = session_read_ticket(x->session, paper, candidate_key, x->ticket, e);
    if (rc == ERR_OK)
        rc = attempt_wanted_init(wanted, x->session, setup->dir, x->ticket, e);
    if (rc == ERR_OK)
        rc = read_questions(x, setup->bank, e);
    if (rc != ERR_OK) {
        attempt_wanted_free(wanted);
        exam_close(x);
        return rc;
    }
    spread_keys(x, setup->seat);
    *out = x;
    return ERR_OK;
}

enum err_code exam_take(struct exam *x, struct attempt_taken *t, struct err *e)
{
    buf_free(&x->chain.records);
    x->chain.records = t->records;
    t->records = (struct buf){0};
    x->disk.durable = x->disk.pushed = t->durable;
    x->disk.is_mended = t->is_mended;
    x->disk.is_local = t->is_local;
    enum err_code rc = exam_restore(x, e);
    if (rc == ERR_OK && t->is_mended && x->journal.count)
        exam_note_arrival(x, EXAM_ARRIVAL_DAMAGED);
    if (rc == ERR_OK)
        rc = attempt_writer_start(t->attempt, x->disk.durable, &x->disk.store, e);
    if (rc != ERR_OK)
        return rc;
    t->attempt = NULL;
    exam_push(x); /* what was read from a damaged file */
    return ERR_OK;
}

enum err_code exam_open(const struct exam_setup *setup, uint32_t paper,
                        const uint8_t candidate_key[CRYPT_KEY], struct exam **out, struct err *e)
{
    struct attempt_wanted wanted;
    struct attempt_taken taken = {0};
    struct exam *x;
    *out = NULL;
    enum err_code rc = exam_prepare(setup, paper, candidate_key, &x, &wanted, e);
    if (rc == ERR_OK)
        rc = attempt_take_up(&wanted, &taken, e);
    if (rc == ERR_OK)
        rc = exam_take(x, &taken, e);
    if (rc == ERR_OK)
        *out = x;
    else
        exam_close(x);
    attempt_taken_free(&taken);
    attempt_wanted_free(&wanted);
    return rc;
}

static void wipe_question(struct bank_question *q)
{
    crypt_wipe(q->stem, q->stem ? strlen(q->stem) : 0);
    for (int i = 0; i < BANK_OPTIONS; i++)
        crypt_wipe(q->option[i], q->option[i] ? strlen(q->option[i]) : 0);
    bank_question_free(q);
}

struct attempt_writer *exam_part_with_writer(struct exam *x)
{
    struct attempt_writer *writer = x->disk.store;
    x->disk.store = NULL;
    return writer;
}

void exam_close(struct exam *x)
{
    if (!x)
        return;
    attempt_writer_stop(x->disk.store);
    for (unsigned q = 0; x->question && q < x->ticket->questions; q++)
        wipe_question(&x->question[q].text);
    free(x->question);
    buf_free(&x->chain.records);
    buf_free(&x->disk.answers);
    crypt_secret_free(x->ticket);
    crypt_secret_free(x->chain.key);
    crypt_secret_free(x->chain.k0);
    crypt_secret_free(x->chain.resume_key);
    free(x->disk.path);
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
    return x->seat.needs_code &&
           (!exam_is_started(x) || !exam_is_same_seat(x) || exam_is_start_cut_off(x));
}

uint64_t exam_used_ms(const struct exam *x)
{
    bool stands_still = !exam_is_started(x) || x->seat.needs_code || exam_is_ended(x);
    return stands_still ? x->journal.used_ms : exam_used_at(x, clock_boot_ms(&x->time.clock));
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
    return x->disk.last_seq[q] <= x->disk.durable;
}

enum exam_saved exam_saved(const struct exam *x, unsigned q)
{
    if (!exam_is_saved(x, q))
        return EXAM_SAVING;
    return x->disk.last_seq[q] <= x->checkpoint.copied ? EXAM_SAVED_TWICE : EXAM_SAVED_HERE;
}

enum exam_saved exam_all_saved(const struct exam *x)
{
    enum exam_saved all = exam_is_all_saved(x) ? EXAM_SAVED_TWICE : EXAM_SAVING;
    for (unsigned q = 0; q < x->journal.questions; q++)
        if (exam_saved(x, q) < all)
            all = exam_saved(x, q);
    return all;
}

bool exam_is_all_copied(const struct exam *x)
{
    return x->checkpoint.copied >= x->journal.count;
}

bool exam_is_all_saved(const struct exam *x)
{
    return x->disk.durable >= x->journal.count;
}

unsigned exam_part_of(const struct exam *x, unsigned q)
{
    unsigned part = 0;
    while (part + 1u < x->ticket->parts && q >= exam_part_first(x, part + 1))
        part++;
    return part;
}

unsigned exam_part_first(const struct exam *x, unsigned part)
{
    unsigned first = 0;
    for (unsigned i = 0; i < part; i++)
        first += x->ticket->part_questions[i];
    return first;
}

unsigned exam_answered_in(const struct exam *x, unsigned part)
{
    unsigned n = 0, first = exam_part_first(x, part);
    for (unsigned q = first; q < first + x->ticket->part_questions[part]; q++)
        n += x->journal.choice[q] != JOURNAL_NO_CHOICE;
    return n;
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
