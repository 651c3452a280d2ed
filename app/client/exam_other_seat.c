/* The same exam on another seat: what goes out for it, and what comes from there. */
#include "app/client/exam_internal.h"
#include "app/client/unfinished_export.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_MS = 1000, RECORDS_MAX = JOURNAL_EVENTS_MAX * JOURNAL_RECORD };

/* Before it goes on here something longer may still be found, of which what stands here is no
 * part. */
bool exam_checkpoint_is_due(const struct exam *x)
{
    if (!exam_is_started(x) || x->chain.k0 || exam_is_ended(x) || x->seat.needs_code ||
        x->journal.count == x->checkpoint.count)
        return false;
    return x->checkpoint.count == 0 || exam_checkpoint_in_ms(x) == 0;
}

/* Until so much is over since. */
static uint64_t left_of(uint64_t interval, uint64_t now, uint64_t since)
{
    return now >= since && now - since < interval ? interval - (now - since) : 0;
}

uint64_t exam_checkpoint_in_ms(const struct exam *x)
{
    uint64_t interval = (uint64_t)x->session->info.caps.checkpoint_s * 1000,
             regular = left_of(interval, exam_used_ms(x), x->checkpoint.used_ms),
             answer = left_of(ANSWER_MS, clock_boot_ms(&x->time.clock), x->checkpoint.answered_ms);
    return x->checkpoint.answers && answer < regular ? answer : regular;
}

void exam_checkpoint_for_stick(const struct exam *x, struct buf *out, char name[ANSWERS_NAME])
{
    uint8_t head[CRYPT_HASH];
    struct crypt_random rnd = crypt_random_system();
    size_t count = x->chain.records.len / JOURNAL_RECORD;
    journal_head(x->chain.records.data, count, head);
    resume_file_name(x->session, x->ticket->paper, head, name);
    resume_build(x->session, x->ticket->paper, x->chain.resume_key, x->chain.records.data, count,
                 &rnd, out);
}

void exam_checkpoint(struct exam *x, struct buf *out, char name[ANSWERS_NAME],
                     char replaces[ANSWERS_NAME])
{
    size_t count = x->chain.records.len / JOURNAL_RECORD;
    exam_checkpoint_for_stick(x, out, name);
    memcpy(replaces, x->checkpoint.name, ANSWERS_NAME);
    memcpy(x->checkpoint.name, name, ANSWERS_NAME);
    x->checkpoint.count = (uint32_t)count;
    x->checkpoint.answers = 0;
    x->checkpoint.used_ms = x->journal.used_ms;
}

/* Where both are the same, the longer one goes on: here, if this is the first of it that the seat
 * sees and nothing runs yet. */
static enum err_code restore_longer(struct exam *x, const struct buf *found, const char *name,
                                    enum exam_found *what, struct err *e)
{
    size_t own = x->chain.records.len;
    if (!x->chain.k0) {
        *what = EXAM_FOUND_ELSEWHERE;
        return ERR_OK;
    }
    buf_add(&x->chain.records, found->data + own, found->len - own);
    enum err_code rc = buf_check(&x->chain.records, name, e);
    if (rc == ERR_OK)
        rc = exam_restore(x, e);
    if (rc != ERR_OK) { /* what stood here held before and does again */
        struct err ignored;
        x->chain.records.len = own;
        return exam_restore(x, &ignored) == ERR_OK ? rc : ignored.code;
    }
    exam_note_arrival(x, EXAM_ARRIVAL_COPY);
    exam_read_acks(x); /* hands the writer what it has not got */
    *what = EXAM_FOUND_RESTORED;
    return ERR_OK;
}

/* How a journal that was found parts from ours. */
struct parting {
    size_t ours, theirs, shared;       /* events */
    bool ours_goes_on, theirs_goes_on; /* says that it continues the other at another seat */
};

static struct parting part(const struct exam *x, const struct buf *found)
{
    const uint8_t *ours = x->chain.records.data;
    struct parting p = {.ours = x->chain.records.len / JOURNAL_RECORD,
                        .theirs = found->len / JOURNAL_RECORD};
    p.shared = journal_shared(ours, p.ours, found->data, p.theirs);
    p.ours_goes_on = journal_continues(ours, p.ours, p.shared);
    p.theirs_goes_on = journal_continues(found->data, p.theirs, p.shared);
    return p;
}

/* More of the exam's time is used in it than in ours. */
static bool is_later(const struct exam *x, const struct buf *found)
{
    struct journal_event last;
    struct err ignored;
    return journal_decode(found->data + found->len - JOURNAL_RECORD, &last, &ignored) == ERR_OK &&
           last.used_ms > x->journal.used_ms;
}

/* What stood on this seat goes out for the office, and its file gets another name; an empty one
 * takes its place. */
static enum err_code set_aside(struct exam *x, struct err *e)
{
    struct attempt *a = NULL;
    char *dir = strndup(x->disk.path, (size_t)(file_base(x->disk.path) - x->disk.path));
    if (!dir)
        return err_memory(e);
    enum err_code rc =
        unfinished_export_write(x->session, x->ticket->paper, &x->chain.records, dir, e);
    if (rc != ERR_OK)
        goto out;
    attempt_writer_stop(x->disk.store);
    x->disk.store = NULL;
    x->disk.losses = 0;
    if ((rc = attempt_set_aside(x->disk.path, NULL, e)) != ERR_OK)
        goto out;
    if ((rc = attempt_open(x->disk.path, &a, e)) != ERR_OK)
        goto out;
    if ((rc = attempt_writer_start(a, 0, &x->disk.store, e)) != ERR_OK)
        attempt_close(a);
out:
    x->disk.durable = x->disk.pushed = 0;
    free(dir);
    return rc;
}

/* Whole, and of this paper: its header says only that the candidate's code made it. */
static enum err_code check(const struct exam *x, const struct buf *found, struct err *e)
{
    struct journal_state ignored;
    uint8_t binding[32];
    journal_binding(x->session->hash, x->session->info.bank_hash, x->ticket->paper, binding);
    return journal_verify(&(struct journal_records){found->data, found->len / JOURNAL_RECORD,
                                                    x->chain.k0, binding, x->ticket->questions},
                          &ignored, NULL, e);
}

/* The exam comes back to a seat that it had left: what was done here after that counts for nothing,
 * and the other's journal goes on. */
static enum err_code return_here(struct exam *x, const struct buf *found, const char *name,
                                 enum exam_found *what, struct err *e)
{
    enum err_code rc = check(x, found, e);
    if (rc == ERR_OK)
        rc = set_aside(x, e);
    if (rc != ERR_OK)
        return rc;
    buf_clear(&x->chain.records);
    rc = restore_longer(x, found, name, what, e);
    if (rc == ERR_OK && *what == EXAM_FOUND_RESTORED)
        *what = EXAM_FOUND_RETURNED;
    return rc;
}

/* Whatever else is found of it, somebody is to look before it begins or goes on. */
static void contest(struct exam *x)
{
    if (x->chain.k0 && !exam_is_ended(x))
        x->seat.is_contested = x->seat.needs_code = true;
}

/* One that parts from what stands here. Where both say that they continue the same event, two seats
 * took the paper over: the later one goes on, and the council will see both. */
static enum err_code take_parting(struct exam *x, const struct buf *found, const char *name,
                                  enum exam_found *what, struct err *e)
{
    const struct parting p = part(x, found);
    bool may_return = x->chain.k0 && !exam_is_ended(x),
         is_tail = p.ours_goes_on && !p.theirs_goes_on &&
                   journal_is_short_tail(found->data, p.theirs, p.shared, &x->session->info.caps);
    if (p.theirs_goes_on && may_return && (!p.ours_goes_on || is_later(x, found))) {
        enum err_code rc = return_here(x, found, name, what, e);
        if (rc == ERR_OK && p.ours_goes_on)
            contest(x);
        return rc;
    }
    *what = p.theirs_goes_on && !p.ours_goes_on ? EXAM_FOUND_ELSEWHERE
            : is_tail                           ? EXAM_FOUND_TAIL
                                                : EXAM_FOUND_FORK;
    if (*what == EXAM_FOUND_FORK)
        contest(x);
    return ERR_OK;
}

enum err_code exam_accept_checkpoint(struct exam *x, const void *bytes, size_t len,
                                     const char *name, enum exam_found *what, struct err *e)
{
    struct buf found;
    *what = EXAM_FOUND_OLDER;
    buf_init(&found, RECORDS_MAX);
    enum err_code rc =
        resume_open(bytes, len, x->session, x->ticket->paper, x->chain.resume_key, &found, e);
    if (rc != ERR_OK)
        goto out;
    size_t ours = x->chain.records.len / JOURNAL_RECORD, theirs = found.len / JOURNAL_RECORD;
    enum journal_relation relation =
        ours == 0 ? JOURNAL_PREFIX
                  : journal_compare(x->chain.records.data, ours, found.data, theirs);
    if (relation == JOURNAL_FORK)
        rc = take_parting(x, &found, name, what, e);
    else if (theirs > ours)
        rc = restore_longer(x, &found, name, what, e);
out:
    buf_free(&found);
    return rc;
}

void exam_note_handed_in(struct exam *x)
{
    contest(x);
}

void exam_note_elsewhere(struct exam *x)
{
    if (!exam_is_started(x))
        x->seat.needs_code = true;
}

void exam_keep_language(struct exam *x, const char language[ATTEMPT_LANGUAGE])
{
    if (x->disk.store && !exam_is_ended(x))
        attempt_writer_keep_language(x->disk.store, language);
}

void exam_forget_k0(struct exam *x)
{
    crypt_secret_free(x->chain.k0);
    x->chain.k0 = NULL;
}
