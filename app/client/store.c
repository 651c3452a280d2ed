#include "app/client/store.h"

#include "app/core/clock.h"
#include "app/core/i18n.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { STORE_QUEUE = 1024, STORE_RETRY_MS = 1000, STORE_STOP_MS = 2000, RECORDS_MAX = JOURNAL_EVENTS_MAX * JOURNAL_RECORD };

struct item {
    uint32_t seq;
    uint8_t record[JOURNAL_RECORD];
};

struct store {
    struct attempt *attempt;  /* the thread's alone while anything is queued; store_finish takes it under the lock when nothing is */
    pthread_t thread;
    pthread_mutex_t lock;     /* over all below */
    pthread_cond_t changed;
    struct item *queue;       /* ring of STORE_QUEUE */
    size_t first, count;
    uint32_t durable, wanted; /* wanted: the next record to be pushed */
    struct err trouble;
    bool stopping;            /* drain, then end */
    bool giving_up;           /* end now */
    bool is_hurried;          /* try again at once */
    bool is_unsure;           /* the last store_finish failed: a new connection first */
    int news;                 /* eventfd */
};

static void tell(struct store *s)
{
    uint64_t one = 1;
    ssize_t ignored = write(s->news, &one, sizeof one);
    (void)ignored;
}

/* A new connection after an error. A file that turns out damaged is set aside, and a new one begun in its place. */
static enum err_code reopen(struct attempt *a, struct err *e)
{
    enum err_code rc = attempt_reopen(a, e);
    if (rc != ERR_FORMAT)
        return rc;
    rc = attempt_set_aside(attempt_file(a), NULL, e);
    return rc == ERR_OK ? attempt_reopen(a, e) : rc;
}

/* After an error nobody knows whether the record came through: what stands there already is not written again. count: records on the disk; fewer
 * than were there before when it lost some. */
static enum err_code recover(struct attempt *a, const struct item *item, uint32_t *count, struct err *e)
{
    struct buf disk;
    buf_init(&disk, RECORDS_MAX);
    enum err_code rc = reopen(a, e);
    if (rc == ERR_OK)
        rc = attempt_read(a, &disk, e);
    *count = (uint32_t)(disk.len / JOURNAL_RECORD);
    if (rc == ERR_OK && *count > item->seq &&
        memcmp(disk.data + (size_t)item->seq * JOURNAL_RECORD, item->record, JOURNAL_RECORD) != 0)
        rc = err_set(e, ERR_FORMAT, _("event %u on the disk is another one than was written"), item->seq);
    buf_free(&disk);
    return rc;
}

/* The disk holds fewer records than it had taken: all from there on are wanted again. */
static void start_over(struct store *s, uint32_t count)
{
    s->durable = s->wanted = count;
    s->first = s->count = 0;
}

static void take_off(struct store *s, const struct item *item)
{
    s->durable = item->seq + 1;
    s->first = (s->first + 1) % STORE_QUEUE;
    s->count--;
}

/* Writes the first of the queue; the lock is open meanwhile. True when it is on the disk, or nothing is to be written now. */
static bool write_first(struct store *s)
{
    struct item item = s->queue[s->first];
    struct err e = {0};
    enum err_code rc = ERR_OK;
    uint32_t there = item.seq;
    pthread_mutex_unlock(&s->lock);
    if (attempt_is_broken(s->attempt))
        rc = recover(s->attempt, &item, &there, &e);
    if (rc == ERR_OK && there == item.seq)
        rc = attempt_append(s->attempt, item.seq, item.record, &e);
    pthread_mutex_lock(&s->lock);
    s->trouble = rc == ERR_OK ? (struct err){0} : e;
    if (rc == ERR_OK && there < item.seq)
        start_over(s, there);
    else if (rc == ERR_OK)
        take_off(s, &item);
    tell(s);
    pthread_cond_broadcast(&s->changed);
    crypt_wipe(&item, sizeof item);
    return rc == ERR_OK;
}

static void *work(void *context)
{
    struct store *s = context;
    struct timespec until;
    pthread_mutex_lock(&s->lock);
    for (;;) {
        while (s->count == 0 && !s->stopping)
            pthread_cond_wait(&s->changed, &s->lock);
        if (s->count == 0)
            break;
        if (write_first(s))
            continue;
        clock_deadline(&until, STORE_RETRY_MS);
        while (!s->giving_up && !s->is_hurried && pthread_cond_timedwait(&s->changed, &s->lock, &until) != ETIMEDOUT) {
        }
        s->is_hurried = false;
        if (s->giving_up)
            break;
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* Signals are the terminal's; none is taken on this thread. */
static bool start_thread(struct store *s)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool is_started = pthread_create(&s->thread, NULL, work, s) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

enum err_code store_start(struct attempt *a, uint32_t durable, struct store **out, struct err *e)
{
    pthread_condattr_t attr;
    struct store *s = calloc(1, sizeof *s);
    *out = NULL;
    if (!s || !(s->queue = calloc(STORE_QUEUE, sizeof *s->queue))) {
        free(s);
        return err_set(e, ERR_LIMIT, _("out of memory"));
    }
    s->attempt = a;
    s->durable = s->wanted = durable;
    s->news = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&s->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&s->changed, &attr);
    pthread_condattr_destroy(&attr);
    if (s->news < 0 || !start_thread(s)) {
        if (s->news >= 0)
            close(s->news);
        free(s->queue);
        free(s);
        return err_set(e, ERR_IO, _("the writing thread cannot be started"));
    }
    *out = s;
    return ERR_OK;
}

bool store_push(struct store *s, uint32_t seq, const uint8_t record[JOURNAL_RECORD])
{
    pthread_mutex_lock(&s->lock);
    bool room = s->count < STORE_QUEUE && !s->stopping && seq == s->wanted;
    if (room) {
        s->wanted++;
        struct item *item = &s->queue[(s->first + s->count++) % STORE_QUEUE];
        item->seq = seq;
        memcpy(item->record, record, JOURNAL_RECORD);
        pthread_cond_broadcast(&s->changed);
    }
    pthread_mutex_unlock(&s->lock);
    return room;
}

void store_retry(struct store *s)
{
    pthread_mutex_lock(&s->lock);
    s->is_hurried = s->trouble.code != ERR_OK;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

int store_fd(const struct store *s)
{
    return s->news;
}

void store_news(struct store *s, struct store_news *out)
{
    uint64_t drained;
    ssize_t ignored = read(s->news, &drained, sizeof drained);
    (void)ignored;
    pthread_mutex_lock(&s->lock);
    out->durable = s->durable;
    out->wanted = s->wanted;
    out->trouble = s->trouble;
    pthread_mutex_unlock(&s->lock);
}

bool store_flush(struct store *s, int ms)
{
    struct timespec until;
    clock_deadline(&until, ms);
    pthread_mutex_lock(&s->lock);
    while (s->count > 0 && pthread_cond_timedwait(&s->changed, &s->lock, &until) != ETIMEDOUT) {
    }
    bool done = s->count == 0;
    pthread_mutex_unlock(&s->lock);
    return done;
}

enum err_code store_finish(struct store *s, int ms, struct buf *out, struct err *e)
{
    if (!store_flush(s, ms))
        return err_set(e, ERR_BUSY, _("the disk has not taken everything yet"));
    pthread_mutex_lock(&s->lock);
    enum err_code rc = s->count > 0 ? err_set(e, ERR_BUSY, _("the disk has not taken everything yet")) : ERR_OK;
    if (rc == ERR_OK && s->is_unsure)
        rc = attempt_reopen(s->attempt, e);
    if (rc == ERR_OK)
        rc = attempt_finish(s->attempt, e);
    if (rc == ERR_OK)
        rc = attempt_read(s->attempt, out, e);
    if (s->count == 0)
        s->is_unsure = rc != ERR_OK;
    pthread_mutex_unlock(&s->lock);
    return rc;
}

void store_stop(struct store *s, bool finish)
{
    struct err ignored;
    if (!s)
        return;
    store_flush(s, STORE_STOP_MS);
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    s->giving_up = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    if (finish && attempt_finish(s->attempt, &ignored) != ERR_OK)
        ignored.code = ERR_OK; /* the log stays beside the file and is read with it */
    attempt_close(s->attempt);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
    close(s->news);
    crypt_wipe(s->queue, STORE_QUEUE * sizeof *s->queue);
    free(s->queue);
    free(s);
}
