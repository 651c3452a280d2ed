/* A thread for what may hang: a disk, a share. One lock, one condition, one descriptor that tells
 * of news, and one loop: work while there is any, try again what failed, end when told.
 *
 * Who uses it puts a `struct worker` into its own struct, starts it with its functions, and keeps
 * all that both threads touch under the worker's lock:
 *
 *     worker_lock(&s->worker);          the program's side queues something …
 *     add(s, item);
 *     worker_wake(&s->worker);          … and wakes the thread
 *     worker_unlock(&s->worker);
 *
 * The thread calls `work` with the lock held; it opens the lock while it does what may hang, and
 * calls worker_tell when the program's side has something to learn. */
#ifndef SATHACH_CORE_WORKER_H
#define SATHACH_CORE_WORKER_H

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

struct worker;

/* All are called on the thread, with the lock held; context is that of worker_start. */
struct worker_ops {
    /* True when something is to be done now; once is_leaving, only what must not be left undone. */
    bool (*has_work)(const void *context);
    /* Does one thing; may open the lock meanwhile. False: not done, to be tried again later. */
    bool (*work)(void *context);
    /* True when something is to be done before the failed one is tried again; NULL: never. */
    bool (*is_urgent)(const void *context);
    /* Frees the context of a thread that worker_stop left behind; NULL when none ever is. */
    void (*release)(void *context);
    int retry_ms; /* between a failure and the next try */
};

struct worker {
    pthread_t thread;
    pthread_mutex_t lock; /* over all below, and over what its user keeps under it */
    pthread_cond_t changed;
    int event; /* eventfd: readable when there is news */
    const struct worker_ops *ops;
    void *context;
    bool is_stopping; /* ends when nothing is left to do */
    bool is_leaving;  /* nothing that failed is tried again */
    bool is_hurried;  /* tries again now */
    bool is_working;  /* within ops->work */
    bool has_ended;
    bool is_left_behind; /* nobody waits for it: it frees the context itself */
};

/* Starts the thread, which takes no signals: those are the terminal's. False when it cannot be. */
bool worker_start(struct worker *w, const struct worker_ops *ops, void *context);
/* Waits up to ms until all is done, then lets the thing under way come to its end and tries nothing
 * again. A thread that is within ops->work a tenth of a second later is left behind, when there is
 * a release; one that has not begun yet is waited for until it is within, or ends. True:
 * the thread has ended, the worker is closed, the context is the caller's again. False: the context
 * is the thread's, and must not be touched any more. */
bool worker_stop(struct worker *w, int ms);
/* The same for who may wait as long as the thread hangs: it is never left behind. */
void worker_finish(struct worker *w, int ms);

void worker_lock(struct worker *w);
void worker_unlock(struct worker *w);
/* There is something to do, or something changed. With the lock held. */
void worker_wake(struct worker *w);
/* What failed is tried again now. With the lock held. */
void worker_hurry(struct worker *w);
/* There is news: the descriptor becomes readable. With the lock held. */
void worker_tell(struct worker *w);
/* Waits with the lock held until something changes; false when the deadline (clock_deadline) has
 * passed. */
bool worker_wait_until(struct worker *w, const struct timespec *deadline);
/* Readable when there is news. */
int worker_fd(const struct worker *w);
/* Takes the news from the descriptor; before the lock is taken to read what is new. */
void worker_drain(struct worker *w);

#endif
