#include "app/core/errand.h"

#include "app/core/clock.h"
#include "app/core/worker.h"

#include <stdlib.h>

struct errand {
    struct worker worker; /* its lock over all below, but for the job while it is run */
    const struct errand_ops *ops;
    void *job; /* NULL once freed */
    bool is_done, is_given_up;
};

static bool has_work(const void *context)
{
    const struct errand *d = context;
    return !d->is_done || (d->is_given_up && d->job);
}

/* Runs it, unless it was given up before; frees what was given up. */
static bool work(void *context)
{
    struct errand *d = context;
    bool is_to_run = !d->is_done && !d->is_given_up;
    worker_unlock(&d->worker);
    if (is_to_run)
        d->ops->run(d->job);
    worker_lock(&d->worker);
    d->is_done = true;
    if (d->is_given_up) {
        void *job = d->job;
        worker_unlock(&d->worker);
        d->ops->free(job);
        worker_lock(&d->worker);
        d->job = NULL;
    }
    worker_tell(&d->worker);
    return true;
}

static void free_errand(void *context)
{
    struct errand *d = context;
    if (d->job)
        d->ops->free(d->job);
    free(d);
}

struct errand *errand_start(const struct errand_ops *ops, void *job)
{
    static const struct worker_ops OPS = {
        .has_work = has_work, .work = work, .release = free_errand};
    struct errand *d = calloc(1, sizeof *d);
    if (d)
        *d = (struct errand){.ops = ops, .job = job};
    if (d && worker_start(&d->worker, &OPS, d))
        return d;
    ops->free(job);
    free(d);
    return NULL;
}

/* With the lock held. */
static bool is_over(const struct errand *d)
{
    return !has_work(d);
}

bool errand_wait(struct errand *d, int ms)
{
    struct timespec until;
    clock_deadline(&until, ms);
    worker_drain(&d->worker);
    worker_lock(&d->worker);
    while (!is_over(d) && worker_wait_until(&d->worker, &until)) {
    }
    bool is = is_over(d);
    worker_unlock(&d->worker);
    return is;
}

int errand_fd(const struct errand *d)
{
    return worker_fd(&d->worker);
}

void errand_give_up(struct errand *d)
{
    worker_lock(&d->worker);
    d->is_given_up = true;
    worker_wake(&d->worker);
    worker_unlock(&d->worker);
}

void *errand_end(struct errand *d)
{
    if (!d)
        return NULL;
    if (!errand_wait(d, 0))
        errand_give_up(d);
    if (!worker_stop(&d->worker, 0))
        return NULL;
    void *job = d->job;
    d->job = NULL;
    free(d);
    return job;
}
