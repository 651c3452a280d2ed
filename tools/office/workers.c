#include "tools/office/workers.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { TELL_EVERY = 100 };

struct job {
    void (*work)(void *context, size_t i);
    void *context;
    size_t count;
    atomic_size_t next;
};

unsigned workers_count(void)
{
    const char *asked = getenv("SATHACH_WORKERS");
    long n = asked ? strtol(asked, NULL, 10) : 0;
    cpu_set_t set;
    if (n <= 0)
        n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n < 1 ? 1 : n > WORKERS_MAX ? WORKERS_MAX : (unsigned)n;
}

static void *run(void *context)
{
    struct job *job = context;
    for (size_t i; (i = atomic_fetch_add(&job->next, 1)) < job->count;)
        job->work(job->context, i);
    return NULL;
}

/* The same in the calling thread, which tells of it every so many pieces. */
static void run_watched(struct job *job, const struct workers_watch *watch)
{
    size_t told = 0;
    for (size_t i; (i = atomic_fetch_add(&job->next, 1)) < job->count;) {
        job->work(job->context, i);
        if (i - told >= TELL_EVERY) {
            watch->tell(watch->context, i, job->count);
            told = i;
        }
    }
}

void workers_run(unsigned workers, size_t count, void (*work)(void *context, size_t i),
                 void *context, const struct workers_watch *watch)
{
    struct job job = {.work = work, .context = context, .count = count};
    pthread_t thread[WORKERS_MAX];
    unsigned made = 0;
    workers = workers > WORKERS_MAX ? WORKERS_MAX : workers;
    while (made + 1 < workers && made + 1 < count &&
           pthread_create(&thread[made], NULL, run, &job) == 0)
        made++;
    if (watch)
        run_watched(&job, watch);
    else
        run(&job);
    for (unsigned i = 0; i < made; i++)
        pthread_join(thread[i], NULL);
    if (watch)
        watch->tell(watch->context, count, count);
}

void workers_run_all(size_t count, void (*work)(void *context, size_t i), void *context)
{
    workers_run(workers_count(), count, work, context, NULL);
}
