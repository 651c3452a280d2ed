#include "app/client/store.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { STORE_QUEUE = 1024, STORE_RETRY_MS = 1000, STORE_STOP_MS = 2000 };

struct item {
    uint32_t seq;
    uint8_t record[JOURNAL_RECORD];
};

struct store {
    struct attempt *attempt;  /* the thread's alone while it runs */
    pthread_t thread;
    pthread_mutex_t lock;     /* over all below */
    pthread_cond_t changed;
    struct item *queue;       /* ring of STORE_QUEUE */
    size_t first, count;
    uint32_t durable;
    struct err trouble;
    bool stopping;
    int news;                 /* eventfd */
};

static void deadline_after(struct timespec *t, int ms)
{
    clock_gettime(CLOCK_MONOTONIC, t);
    t->tv_sec += ms / 1000;
    t->tv_nsec += (long)(ms % 1000) * 1000000;
    if (t->tv_nsec >= 1000000000) {
        t->tv_sec++;
        t->tv_nsec -= 1000000000;
    }
}

static void tell(struct store *s)
{
    uint64_t one = 1;
    ssize_t ignored = write(s->news, &one, sizeof one);
    (void)ignored;
}

/* Writes the first of the queue; the lock is open meanwhile. True when it is on the disk. */
static bool write_first(struct store *s)
{
    struct item item = s->queue[s->first];
    struct err e = {0};
    pthread_mutex_unlock(&s->lock);
    enum err_code rc = attempt_append(s->attempt, item.seq, item.record, &e);
    pthread_mutex_lock(&s->lock);
    s->trouble = rc == ERR_OK ? (struct err){0} : e;
    if (rc == ERR_OK) {
        s->durable = item.seq + 1;
        s->first = (s->first + 1) % STORE_QUEUE;
        s->count--;
    }
    tell(s);
    pthread_cond_broadcast(&s->changed);
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
        if (s->stopping)
            break; /* store_stop has waited long enough */
        deadline_after(&until, STORE_RETRY_MS);
        while (!s->stopping && pthread_cond_timedwait(&s->changed, &s->lock, &until) != ETIMEDOUT) {
        }
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

enum err_code store_start(struct attempt *a, struct store **out, struct err *e)
{
    pthread_condattr_t attr;
    struct store *s = calloc(1, sizeof *s);
    *out = NULL;
    if (!s || !(s->queue = calloc(STORE_QUEUE, sizeof *s->queue))) {
        free(s);
        return err_set(e, ERR_LIMIT, _("out of memory"));
    }
    s->attempt = a;
    s->news = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&s->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&s->changed, &attr);
    pthread_condattr_destroy(&attr);
    if (s->news < 0 || pthread_create(&s->thread, NULL, work, s) != 0) {
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
    bool room = s->count < STORE_QUEUE && !s->stopping;
    if (room) {
        struct item *item = &s->queue[(s->first + s->count++) % STORE_QUEUE];
        item->seq = seq;
        memcpy(item->record, record, JOURNAL_RECORD);
        pthread_cond_broadcast(&s->changed);
    }
    pthread_mutex_unlock(&s->lock);
    return room;
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
    out->trouble = s->trouble;
    pthread_mutex_unlock(&s->lock);
}

bool store_flush(struct store *s, int ms)
{
    struct timespec until;
    deadline_after(&until, ms);
    pthread_mutex_lock(&s->lock);
    while (s->count > 0 && pthread_cond_timedwait(&s->changed, &s->lock, &until) != ETIMEDOUT) {
    }
    bool done = s->count == 0;
    pthread_mutex_unlock(&s->lock);
    return done;
}

void store_stop(struct store *s, bool finish)
{
    struct err ignored;
    if (!s)
        return;
    store_flush(s, STORE_STOP_MS);
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    if (finish && attempt_finish(s->attempt, &ignored) != ERR_OK)
        ignored.code = ERR_OK; /* exam_deliver reads everything back before it believes it */
    attempt_close(s->attempt);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
    close(s->news);
    crypt_wipe(s->queue, STORE_QUEUE * sizeof *s->queue);
    free(s->queue);
    free(s);
}
