#include "app/core/worker.h"

#include "app/core/clock.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { GRACE_MS = 100 /* for what is under way when the end is asked for, and does not hang */ };

static void close_worker(struct worker *w)
{
    if (w->event >= 0)
        close(w->event);
    pthread_cond_destroy(&w->changed);
    pthread_mutex_destroy(&w->lock);
}

/* After a failure: until it is time to try again, or something else comes first. */
static void wait_to_retry(struct worker *w)
{
    struct timespec until;
    clock_deadline(&until, w->ops->retry_ms);
    while (!w->is_leaving && !w->is_hurried) {
        if (w->ops->is_urgent && w->ops->is_urgent(w->context))
            break;
        if (!worker_wait_until(w, &until))
            break;
    }
    w->is_hurried = false;
}

/* Until all is done, or what failed is not to be tried again. */
static void work_on(struct worker *w)
{
    for (;;) {
        while (!w->ops->has_work(w->context) && !w->is_stopping)
            pthread_cond_wait(&w->changed, &w->lock);
        if (!w->ops->has_work(w->context))
            return;
        w->is_working = true;
        worker_wake(w); /* who stops may wait for just this: it hangs, and is left behind */
        bool is_done = w->ops->work(w->context);
        w->is_working = false;
        worker_wake(w);
        if (!is_done)
            wait_to_retry(w);
        if (!is_done && w->is_leaving)
            return;
    }
}

static void *run(void *context)
{
    struct worker *w = context;
    worker_lock(w);
    work_on(w);
    w->has_ended = true;
    bool is_left_behind = w->is_left_behind;
    worker_wake(w);
    worker_unlock(w);
    if (is_left_behind) {
        close_worker(w);
        w->ops->release(w->context);
    }
    return NULL;
}

static bool start_thread(struct worker *w)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool is_started = pthread_create(&w->thread, NULL, run, w) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

bool worker_start(struct worker *w, const struct worker_ops *ops, void *context)
{
    pthread_condattr_t attr;
    *w = (struct worker){.ops = ops, .context = context};
    w->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&w->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&w->changed, &attr);
    pthread_condattr_destroy(&attr);
    if (w->event >= 0 && start_thread(w))
        return true;
    close_worker(w);
    return false;
}

static bool end(struct worker *w, int ms, bool is_to_leave)
{
    struct timespec until;
    worker_lock(w);
    w->is_stopping = w->is_hurried = true;
    worker_wake(w);
    clock_deadline(&until, ms);
    while (!w->has_ended && worker_wait_until(w, &until)) {
    }
    w->is_leaving = true;
    worker_wake(w);
    clock_deadline(&until, GRACE_MS);
    while (!w->has_ended && worker_wait_until(w, &until)) {
    }
    while (!w->has_ended && !(w->is_working && is_to_leave))
        pthread_cond_wait(&w->changed, &w->lock);
    bool has_ended = w->has_ended;
    pthread_t thread = w->thread;
    w->is_left_behind = !has_ended;
    worker_unlock(w);
    if (!has_ended) {
        pthread_detach(thread);
        return false;
    }
    pthread_join(thread, NULL);
    close_worker(w);
    return true;
}

bool worker_stop(struct worker *w, int ms)
{
    return end(w, ms, w->ops->release != NULL);
}

void worker_finish(struct worker *w, int ms)
{
    (void)end(w, ms, false);
}

void worker_lock(struct worker *w)
{
    pthread_mutex_lock(&w->lock);
}

void worker_unlock(struct worker *w)
{
    pthread_mutex_unlock(&w->lock);
}

void worker_wake(struct worker *w)
{
    pthread_cond_broadcast(&w->changed);
}

void worker_hurry(struct worker *w)
{
    w->is_hurried = true;
    worker_wake(w);
}

void worker_tell(struct worker *w)
{
    uint64_t one = 1;
    ssize_t ignored = write(w->event, &one, sizeof one);
    (void)ignored;
    worker_wake(w);
}

bool worker_wait_until(struct worker *w, const struct timespec *deadline)
{
    return pthread_cond_timedwait(&w->changed, &w->lock, deadline) != ETIMEDOUT;
}

int worker_fd(const struct worker *w)
{
    return w->event;
}

void worker_drain(struct worker *w)
{
    uint64_t drained;
    ssize_t ignored = read(w->event, &drained, sizeof drained);
    (void)ignored;
}
