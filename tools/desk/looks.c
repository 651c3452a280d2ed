#include "tools/desk/looks.h"

#include "app/core/worker.h"

#include <stdlib.h>
#include <string.h>

struct looks_one {
    struct worker worker;
    struct looks_task *task;
    struct screen *asker; /* the desk's side alone */
    bool is_dropped;      /* the same */
    uint64_t started_ms;  /* the same */
    bool is_done;         /* under the lock */
};

/* ---- the thread's side ---- */

static bool has_work(const void *context)
{
    return !((const struct looks_one *)context)->is_done;
}

static bool work(void *context)
{
    struct looks_one *x = context;
    worker_unlock(&x->worker);
    x->task->run(x->task);
    worker_lock(&x->worker);
    x->is_done = true;
    worker_tell(&x->worker);
    return true;
}

static void release(void *context)
{
    struct looks_one *x = context;
    x->task->free(x->task);
    free(x);
}

static const struct worker_ops OPS = {.has_work = has_work, .work = work, .release = release};

/* ---- the desk's side ---- */

static bool is_same(const struct looks_one *x, const struct screen *asker, const char *subject)
{
    return x && !x->is_dropped && x->asker == asker && strcmp(x->task->subject, subject) == 0;
}

static struct looks_one *find(const struct looks *l, const struct screen *asker,
                              const char *subject)
{
    for (int i = 0; i < LOOKS_MAX; i++)
        if (is_same(l->one[i], asker, subject))
            return l->one[i];
    return NULL;
}

static struct looks_one **find_free(struct looks *l)
{
    for (int i = 0; i < LOOKS_MAX; i++)
        if (!l->one[i])
            return &l->one[i];
    return NULL;
}

bool looks_start(struct looks *l, struct screen *asker, struct looks_task *task, uint64_t now_ms)
{
    struct looks_one **at = find(l, asker, task->subject) ? NULL : find_free(l);
    struct looks_one *x = at ? malloc(sizeof *x) : NULL;
    if (x)
        *x = (struct looks_one){.task = task, .asker = asker, .started_ms = now_ms};
    if (x && worker_start(&x->worker, &OPS, x)) {
        *at = x;
        return true;
    }
    free(x);
    task->free(task);
    return false;
}

static bool is_silent(const struct looks_one *x, uint64_t now_ms)
{
    return now_ms - x->started_ms >= LOOKS_PATIENCE_MS;
}

enum looks_state looks_state(const struct looks *l, const struct screen *asker, const char *subject,
                             uint64_t now_ms)
{
    const struct looks_one *x = find(l, asker, subject);
    return !x ? LOOKS_NONE : is_silent(x, now_ms) ? LOOKS_SILENT : LOOKS_UNDER_WAY;
}

/* The thread ends by itself once it is done; one that is not stays behind. */
static struct looks_task *end(struct looks_one *x)
{
    struct looks_task *task = x->task;
    if (!worker_stop(&x->worker, 0))
        return NULL;
    free(x);
    return task;
}

static bool is_done(struct looks_one *x)
{
    worker_lock(&x->worker);
    bool is = x->is_done;
    worker_unlock(&x->worker);
    return is;
}

struct looks_task *looks_take(struct looks *l, struct screen **asker)
{
    for (int i = 0; i < LOOKS_MAX; i++) {
        struct looks_one *x = l->one[i];
        if (!x || !is_done(x))
            continue;
        l->one[i] = NULL;
        bool is_dropped = x->is_dropped;
        *asker = x->asker;
        struct looks_task *task = end(x);
        if (task && !is_dropped)
            return task;
        if (task)
            task->free(task);
    }
    return NULL;
}

void looks_drop(struct looks *l, const struct screen *asker)
{
    for (int i = 0; i < LOOKS_MAX; i++)
        if (l->one[i] && l->one[i]->asker == asker)
            l->one[i]->is_dropped = true;
}

size_t looks_silent(const struct looks *l, uint64_t now_ms)
{
    size_t n = 0;
    for (int i = 0; i < LOOKS_MAX; i++)
        n += l->one[i] && is_silent(l->one[i], now_ms);
    return n;
}

int looks_timeout_ms(const struct looks *l, uint64_t now_ms)
{
    int least = -1;
    for (int i = 0; i < LOOKS_MAX; i++) {
        const struct looks_one *x = l->one[i];
        if (!x || is_silent(x, now_ms))
            continue;
        int left = (int)(LOOKS_PATIENCE_MS - (now_ms - x->started_ms));
        least = least < 0 || left < least ? left : least;
    }
    return least;
}

void looks_fds(const struct looks *l, int *fds)
{
    for (int i = 0; i < LOOKS_MAX; i++)
        fds[i] = l->one[i] ? worker_fd(&l->one[i]->worker) : -1;
}

void looks_free(struct looks *l)
{
    for (int i = 0; i < LOOKS_MAX; i++) {
        struct looks_task *task = l->one[i] ? end(l->one[i]) : NULL;
        if (task)
            task->free(task);
        l->one[i] = NULL;
    }
}
