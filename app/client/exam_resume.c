/* The same exam on another seat: what goes out for it, and what comes from there. */
#include "app/client/exam.h"

#include "app/client/room.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHECKPOINT_ANSWERS = 5, RECORDS_MAX = JOURNAL_EVENTS_MAX * JOURNAL_RECORD };

bool exam_checkpoint_is_due(const struct exam *x)
{
    if (!exam_is_started(x) || exam_is_ended(x) || x->needs_resume_code || x->journal.count == x->checkpoint.count)
        return false;
    return x->checkpoint.count == 0 || x->checkpoint.answers >= CHECKPOINT_ANSWERS || exam_checkpoint_in_ms(x) == 0;
}

uint64_t exam_checkpoint_in_ms(const struct exam *x)
{
    uint64_t passed = exam_used_ms(x) - x->checkpoint.used_ms, interval = (uint64_t)x->session->info.caps.checkpoint_s * 1000;
    return passed < interval ? interval - passed : 0;
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
    x->checkpoint.used_ms = x->journal.used_ms;
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

/* What stood on this seat goes out for the office, and its file gets another name; an empty one takes its place. */
static enum err_code put_aside(struct exam *x, struct err *e)
{
    struct attempt *a = NULL;
    char *dir = strndup(x->path, (size_t)(file_base(x->path) - x->path));
    if (!dir)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = room_write_unfinished(x->session, x->ticket->paper, &x->records, dir, e);
    if (rc == ERR_OK) {
        store_stop(x->store, false);
        x->store = NULL;
        rc = attempt_set_aside(x->path, NULL, e);
    }
    if (rc == ERR_OK)
        rc = attempt_open(x->path, &a, e);
    if (rc == ERR_OK)
        rc = store_start(a, 0, &x->store, e);
    if (rc != ERR_OK)
        attempt_close(a);
    x->durable = x->pushed = 0;
    free(dir);
    return rc;
}

/* The exam comes back to a seat that it had left: what was done here after that counts for nothing, and the other's journal goes on. */
static enum err_code come_back(struct exam *x, const struct buf *found, const char *name, enum exam_found *what, struct err *e)
{
    enum err_code rc = put_aside(x, e);
    if (rc != ERR_OK)
        return rc;
    buf_clear(&x->records);
    return take_longer(x, found, name, what, e);
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
    if (relation == JOURNAL_FORK && !goes_on_elsewhere(x, &found))
        *what = EXAM_FOUND_FORK;
    else if (relation == JOURNAL_FORK && x->k0 && !exam_is_ended(x))
        rc = come_back(x, &found, name, what, e);
    else if (relation == JOURNAL_FORK)
        *what = EXAM_FOUND_ELSEWHERE;
    else if (theirs > ours)
        rc = take_longer(x, &found, name, what, e);
out:
    buf_free(&found);
    return rc;
}

void exam_note_handed_in(struct exam *x)
{
    if (x->k0 && !exam_is_ended(x))
        x->needs_resume_code = true;
}

void exam_forget_k0(struct exam *x)
{
    crypt_secret_free(x->k0);
    x->k0 = NULL;
}
