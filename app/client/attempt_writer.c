#include "app/client/attempt_writer.h"

#include "app/client/attempt_delivery.h"
#include "app/core/attempt_language.h"
#include "app/core/worker.h"
#include "app/core/clock.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

enum {
    ATTEMPT_WRITER_QUEUE = 1024,
    ATTEMPT_WRITER_RETRY_MS = 1000,
    ATTEMPT_WRITER_STOP_MS = 2000,
    RECORDS_MAX = JOURNAL_EVENTS_MAX * JOURNAL_RECORD
};

struct item {
    uint32_t seq;
    uint8_t record[JOURNAL_RECORD];
};

struct attempt_writer {
    struct worker worker;    /* its lock over all below */
    struct attempt *attempt; /* the thread's alone */
    struct item *queue;      /* ring of ATTEMPT_WRITER_QUEUE */
    size_t first, count;
    uint32_t durable, wanted; /* wanted: the next record to be pushed */
    struct err trouble;
    struct {
        struct attempt_delivery what; /* the thread's alone from when it is wanted */
        bool is_wanted, is_done;
        bool is_unsure; /* the last one failed: a new connection first */
        struct err trouble;
    } delivery; /* after the end */
    bool is_check_wanted;
    char language[ATTEMPT_LANGUAGE]; /* to be kept; "" for none */
    unsigned losses;
};

/* A new connection after an error. A file that turns out damaged is set aside, and a new one begun
 * in its place. */
static enum err_code reopen(struct attempt *a, struct err *e)
{
    enum err_code rc = attempt_reopen(a, e);
    if (rc != ERR_FORMAT)
        return rc;
    rc = attempt_set_aside(attempt_file(a), NULL, e);
    return rc == ERR_OK ? attempt_reopen(a, e) : rc;
}

/* After an error nobody knows what came through: all that stands there is read. A file under our
 * name that goes on otherwise than ours is none of ours, and another takes its place. */
static enum err_code recover(struct attempt *a, const struct item *item, struct buf *disk,
                             struct err *e)
{
    enum err_code rc = reopen(a, e);
    if (rc == ERR_OK)
        rc = attempt_read(a, disk, e);
    size_t at = (size_t)item->seq * JOURNAL_RECORD;
    if (rc != ERR_OK || disk->len <= at ||
        memcmp(disk->data + at, item->record, JOURNAL_RECORD) == 0)
        return rc;
    if (attempt_set_aside(attempt_file(a), NULL, e) == ERR_OK)
        rc = attempt_check_place(a, e); /* there is none: the next try begins one */
    return err_set(e, ERR_FORMAT, _("event %u on the disk is another one than was written"),
                   item->seq);
}

/* Everything from there on is wanted again. */
static void start_over(struct attempt_writer *s, uint32_t count)
{
    s->durable = s->wanted = count;
    s->first = s->count = 0;
}

static void read_off(struct attempt_writer *s)
{
    s->durable = s->queue[s->first].seq + 1;
    s->first = (s->first + 1) % ATTEMPT_WRITER_QUEUE;
    s->count--;
}

/* What stands on the disk is not written again; where it lost some of what it had taken, that is
 * wanted again. */
static void go_on_from(struct attempt_writer *s, const struct buf *disk)
{
    uint32_t count = (uint32_t)(disk->len / JOURNAL_RECORD);
    if (s->count && count < s->queue[s->first].seq) {
        start_over(s, count);
        return;
    }
    while (s->count && s->queue[s->first].seq < count &&
           memcmp(disk->data + (size_t)s->queue[s->first].seq * JOURNAL_RECORD,
                  s->queue[s->first].record, JOURNAL_RECORD) == 0)
        read_off(s);
}

/* The file is not where its name says: nothing that was written to it is on the disk, and nothing
 * of it is delivered. */
static bool lose(struct attempt_writer *s, const struct err *e)
{
    start_over(s, 0);
    s->losses++;
    s->trouble = *e;
    if (s->delivery.is_wanted)
        attempt_delivery_free(&s->delivery.what);
    s->delivery.is_wanted = false;
    worker_tell(&s->worker);
    return true; /* not to be waited for: what is wanted again comes at once */
}

static bool has_work(const void *context)
{
    const struct attempt_writer *s = context;
    return s->count > 0 || s->language[0] || (s->delivery.is_wanted && !s->worker.is_leaving) ||
           (s->is_check_wanted && !s->worker.is_stopping);
}

/* Writes the first of the queue, or reads what of it came through. True when that is done. */
static bool write_first(struct attempt_writer *s)
{
    struct item item = s->queue[s->first];
    struct err e = {0};
    struct buf disk;
    enum err_code rc;
    buf_init(&disk, RECORDS_MAX);
    worker_unlock(&s->worker);
    bool is_read = attempt_is_broken(s->attempt);
    if (is_read)
        rc = recover(s->attempt, &item, &disk, &e);
    else
        rc = attempt_append(s->attempt, item.seq, item.record, &e);
    bool is_lost = rc != ERR_OK && !is_read && attempt_is_lost(s->attempt);
    worker_lock(&s->worker);
    s->trouble = rc == ERR_OK ? (struct err){0} : e;
    if (rc == ERR_OK && is_read)
        go_on_from(s, &disk);
    else if (rc == ERR_OK)
        read_off(s);
    buf_free(&disk);
    crypt_wipe(&item, sizeof item);
    worker_tell(&s->worker);
    return is_lost ? lose(s, &e) : rc == ERR_OK;
}

/* Whether the file is still where its name says. */
static bool check(struct attempt_writer *s)
{
    struct err e = {0};
    s->is_check_wanted = false;
    if (attempt_is_broken(s->attempt)) /* is looked at when something is to be written */
        return true;
    worker_unlock(&s->worker);
    enum err_code rc = attempt_check_place(s->attempt, &e);
    worker_lock(&s->worker);
    return rc == ERR_OK || lose(s, &e); /* no news otherwise */
}

static bool deliver(struct attempt_writer *s)
{
    struct err e = {0}, gone = {0};
    bool is_unsure = s->delivery.is_unsure;
    worker_unlock(&s->worker);
    attempt_language_remove(attempt_file(s->attempt));
    bool is_there = attempt_check_place(s->attempt, &gone) == ERR_OK;
    enum err_code rc = is_there && is_unsure ? attempt_reopen(s->attempt, &e) : ERR_OK;
    if (is_there && rc == ERR_OK)
        rc = attempt_deliver(s->attempt, &s->delivery.what, &e);
    is_there = is_there && attempt_check_place(s->attempt, &gone) == ERR_OK;
    worker_lock(&s->worker);
    if (!is_there)
        return lose(s, &gone);
    s->delivery.is_unsure = rc != ERR_OK;
    s->delivery.is_done = rc == ERR_OK;
    s->delivery.is_wanted = rc != ERR_OK;
    s->delivery.trouble = rc == ERR_OK ? (struct err){0} : e;
    worker_tell(&s->worker);
    return rc == ERR_OK;
}

/* Once: it is not worth a second try. */
static bool keep_language(struct attempt_writer *s)
{
    char language[ATTEMPT_LANGUAGE];
    memcpy(language, s->language, sizeof language);
    s->language[0] = '\0';
    worker_unlock(&s->worker);
    attempt_language_write(attempt_file(s->attempt), language);
    worker_lock(&s->worker);
    return true;
}

static bool work(void *context)
{
    struct attempt_writer *s = context;
    if (s->count > 0)
        return write_first(s);
    if (s->language[0])
        return keep_language(s);
    return s->delivery.is_wanted ? deliver(s) : check(s);
}

/* Of a thread that was left behind too: it has written what it could. */
static void free_writer(void *context)
{
    struct attempt_writer *s = context;
    attempt_close(s->attempt);
    attempt_delivery_free(&s->delivery.what);
    crypt_wipe(s->queue, ATTEMPT_WRITER_QUEUE * sizeof *s->queue);
    free(s->queue);
    free(s);
}

enum err_code attempt_writer_start(struct attempt *a, uint32_t durable, struct attempt_writer **out,
                                   struct err *e)
{
    static const struct worker_ops OPS = {.has_work = has_work,
                                          .work = work,
                                          .release = free_writer,
                                          .retry_ms = ATTEMPT_WRITER_RETRY_MS};
    struct attempt_writer *s = calloc(1, sizeof *s);
    *out = NULL;
    if (!s || !(s->queue = calloc(ATTEMPT_WRITER_QUEUE, sizeof *s->queue))) {
        free(s);
        return err_memory(e);
    }
    s->attempt = a;
    s->durable = s->wanted = durable;
    if (!worker_start(&s->worker, &OPS, s)) {
        free(s->queue);
        free(s);
        return err_set(e, ERR_IO, _("the writing thread cannot be started"));
    }
    *out = s;
    return ERR_OK;
}

bool attempt_writer_push(struct attempt_writer *s, uint32_t seq,
                         const uint8_t record[JOURNAL_RECORD])
{
    worker_lock(&s->worker);
    bool room = s->count < ATTEMPT_WRITER_QUEUE && !s->worker.is_stopping && seq == s->wanted;
    if (room) {
        s->wanted++;
        struct item *item = &s->queue[(s->first + s->count++) % ATTEMPT_WRITER_QUEUE];
        item->seq = seq;
        memcpy(item->record, record, JOURNAL_RECORD);
        worker_wake(&s->worker);
    }
    worker_unlock(&s->worker);
    return room;
}

void attempt_writer_keep_language(struct attempt_writer *s, const char language[ATTEMPT_LANGUAGE])
{
    worker_lock(&s->worker);
    memcpy(s->language, language, sizeof s->language);
    worker_wake(&s->worker);
    worker_unlock(&s->worker);
}

void attempt_writer_retry(struct attempt_writer *s)
{
    worker_lock(&s->worker);
    if (s->trouble.code != ERR_OK || s->delivery.trouble.code != ERR_OK)
        worker_hurry(&s->worker);
    worker_unlock(&s->worker);
}

void attempt_writer_check(struct attempt_writer *s)
{
    worker_lock(&s->worker);
    s->is_check_wanted = true;
    worker_wake(&s->worker);
    worker_unlock(&s->worker);
}

int attempt_writer_fd(const struct attempt_writer *s)
{
    return worker_fd(&s->worker);
}

void attempt_writer_status(struct attempt_writer *s, struct attempt_writer_status *out)
{
    worker_drain(&s->worker);
    worker_lock(&s->worker);
    out->durable = s->durable;
    out->wanted = s->wanted;
    out->trouble = s->trouble;
    out->losses = s->losses;
    worker_unlock(&s->worker);
}

bool attempt_writer_flush(struct attempt_writer *s, int ms)
{
    struct timespec until;
    clock_deadline(&until, ms);
    worker_lock(&s->worker);
    while (s->count > 0 && worker_wait_until(&s->worker, &until)) {
    }
    bool done = s->count == 0;
    worker_unlock(&s->worker);
    return done;
}

enum err_code attempt_writer_deliver(struct attempt_writer *s, const struct buf *records,
                                     const struct buf *answers, const char *path, struct err *e)
{
    struct attempt_delivery d = {0};
    worker_lock(&s->worker);
    bool is_asked = s->delivery.is_wanted || s->delivery.is_done;
    worker_unlock(&s->worker);
    enum err_code rc = is_asked ? ERR_OK : attempt_delivery_init(&d, records, answers, path, e);
    if (is_asked || rc != ERR_OK)
        return rc;
    worker_lock(&s->worker);
    s->delivery.what = d;
    s->delivery.is_wanted = true;
    worker_wake(&s->worker);
    worker_unlock(&s->worker);
    return ERR_OK;
}

enum err_code attempt_writer_delivered(struct attempt_writer *s, int ms, struct err *e)
{
    struct timespec until;
    clock_deadline(&until, ms);
    worker_lock(&s->worker);
    if (ms > 0 && s->delivery.trouble.code != ERR_OK) {
        err_clear(&s->delivery.trouble);
        worker_hurry(&s->worker);
    }
    while (!s->delivery.is_done && s->delivery.trouble.code == ERR_OK &&
           worker_wait_until(&s->worker, &until)) {
    }
    enum err_code rc = s->delivery.is_done ? ERR_OK : s->delivery.trouble.code;
    if (rc != ERR_OK)
        *e = s->delivery.trouble;
    else if (!s->delivery.is_done)
        rc = err_set(e, ERR_BUSY, _("the disk has not taken everything yet"));
    worker_unlock(&s->worker);
    return rc;
}

void attempt_writer_stop(struct attempt_writer *s)
{
    if (!s)
        return;
    attempt_writer_flush(s, ATTEMPT_WRITER_STOP_MS);
    if (worker_stop(&s->worker, 0))
        free_writer(s);
}

void attempt_writer_finish(struct attempt_writer *s)
{
    attempt_writer_flush(s, ATTEMPT_WRITER_STOP_MS);
    worker_finish(&s->worker, 0);
    free_writer(s);
}
