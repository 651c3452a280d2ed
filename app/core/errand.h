/* Something that may hang, done once, on a thread of its own: a worker (worker.h) with one job and
 * no second try. Who asked waits a moment, or comes back when the descriptor is readable, or gives
 * the job up and goes on with something else: then the thread frees it, whenever it comes to its
 * end. The job owns all it needs; nothing else is touched on the thread. */
#ifndef SATHACH_CORE_ERRAND_H
#define SATHACH_CORE_ERRAND_H

#include <stdbool.h>

struct errand;

struct errand_ops {
    void (*run)(void *job);  /* on the thread */
    void (*free)(void *job); /* on the thread when it was given up, with all that came of it */
};

/* Takes over the job. NULL when there is no memory or no thread: then it is freed. */
struct errand *errand_start(const struct errand_ops *ops, void *job);
/* Waits up to ms; true when it is over: done, or given up and freed. */
bool errand_wait(struct errand *d, int ms);
/* Readable when it is over. */
int errand_fd(const struct errand *d);
/* Nobody wants the job any more. */
void errand_give_up(struct errand *d);
/* The end, waiting for nothing: the job, the caller's again, when it is done and was not given up;
 * else NULL, and a thread that still works on it is left behind with it. NULL is fine. */
void *errand_end(struct errand *d);

#endif
