/* The same exam on another seat: what goes out for it, and what comes from there. */
#include "app/client/exam.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

enum { CHECKPOINT_ANSWERS = 5, RECORDS_MAX = JOURNAL_EVENTS_MAX * JOURNAL_RECORD };

bool exam_checkpoint_is_due(const struct exam *x)
{
    if (!exam_is_started(x) || exam_is_ended(x) || x->needs_resume_code || x->journal.count == x->checkpoint.count)
        return false;
    uint64_t passed = clock_boot_ms(&x->clock) - x->checkpoint.boot_ms;
    return x->checkpoint.count == 0 || x->checkpoint.answers >= CHECKPOINT_ANSWERS ||
           passed >= (uint64_t)x->session->info.caps.checkpoint_s * 1000;
}

void exam_checkpoint(struct exam *x, struct buf *out, char name[ANSWERS_NAME], char replaces[ANSWERS_NAME])
{
    uint8_t head[CRYPT_HASH];
    struct crypt_random rnd = crypt_random_system();
    size_t count = x->records.len / JOURNAL_RECORD;
    journal_head(x->records.data, count, head);
    resume_file_name(x->session, x->ticket->paper, head, name);
    resume_build(x->session, x->ticket->paper, x->resume_key, x->records.data, count, &rnd, out);
    memcpy(replaces, x->checkpoint.name, ANSWERS_NAME);
    memcpy(x->checkpoint.name, name, ANSWERS_NAME);
    x->checkpoint.count = (uint32_t)count;
    x->checkpoint.answers = 0;
    x->checkpoint.boot_ms = clock_boot_ms(&x->clock);
}

/* Until the disk has taken them, the answers that came from elsewhere are on their way. */
static void count_unsaved(struct exam *x)
{
    struct journal_event ev;
    struct err ignored;
    for (uint32_t i = x->durable; i < x->journal.count; i++)
        if (journal_decode(x->records.data + (size_t)i * JOURNAL_RECORD, &ev, &ignored) == ERR_OK && ev.question < x->journal.questions &&
            ev.type != JOURNAL_VIEW)
            x->last_seq[ev.question] = i + 1;
}

/* Where both are the same, the longer one goes on: here, if this is the first of it that the seat sees and nothing runs yet. */
static enum err_code take_longer(struct exam *x, const struct buf *found, const char *name, enum exam_found *what, struct err *e)
{
    size_t own = x->records.len;
    if (!x->k0) {
        *what = EXAM_FOUND_ELSEWHERE;
        return ERR_OK;
    }
    buf_add(&x->records, found->data + own, found->len - own);
    enum err_code rc = buf_check(&x->records, name, e);
    if (rc == ERR_OK)
        rc = exam_take_up(x, e);
    if (rc != ERR_OK) { /* what stood here held before and does again */
        struct err ignored;
        x->records.len = own;
        return exam_take_up(x, &ignored) == ERR_OK ? rc : ignored.code;
    }
    count_unsaved(x);
    snprintf(x->checkpoint.name, sizeof x->checkpoint.name, "%s", name);
    exam_take_acks(x); /* hands the writer what it has not got */
    *what = EXAM_FOUND_TAKEN;
    return ERR_OK;
}

/* Whether a journal that parts from ours says itself that it goes on at another seat from an event that we have. */
static bool goes_on_elsewhere(const struct exam *x, const struct buf *found)
{
    size_t ours = x->records.len / JOURNAL_RECORD, theirs = found->len / JOURNAL_RECORD;
    return journal_continues(found->data, theirs, journal_shared(x->records.data, ours, found->data, theirs));
}

enum err_code exam_take_resume(struct exam *x, const void *bytes, size_t len, const char *name, enum exam_found *what, struct err *e)
{
    struct buf found;
    *what = EXAM_FOUND_OLDER;
    buf_init(&found, RECORDS_MAX);
    enum err_code rc = resume_open(bytes, len, x->session, x->ticket->paper, x->resume_key, &found, e);
    if (rc != ERR_OK)
        goto out;
    size_t ours = x->records.len / JOURNAL_RECORD, theirs = found.len / JOURNAL_RECORD;
    enum journal_relation relation = ours == 0 ? JOURNAL_PREFIX : journal_compare(x->records.data, ours, found.data, theirs);
    if (relation == JOURNAL_FORK)
        *what = goes_on_elsewhere(x, &found) ? EXAM_FOUND_ELSEWHERE : EXAM_FOUND_FORK;
    else if (theirs > ours)
        rc = take_longer(x, &found, name, what, e);
out:
    buf_free(&found);
    return rc;
}

void exam_note_handed_in(struct exam *x)
{
    if (!exam_is_started(x))
        x->needs_resume_code = true;
}

void exam_forget_k0(struct exam *x)
{
    crypt_secret_free(x->k0);
    x->k0 = NULL;
}
