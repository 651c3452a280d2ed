/* Looks at what may hang (a stick, a share): each on a thread of its own, so that keys, the lock
 * and the picture go on. One that does not answer in time is said so; it holds up nobody, nothing
 * else looks there meanwhile, and what it finds after all is taken. A look asks for nothing and
 * writes nothing (job.h does what does). */
#ifndef SATHACH_TOOLS_DESK_LOOKS_H
#define SATHACH_TOOLS_DESK_LOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LOOKS_MAX = 13,           /* under way at once */
    LOOKS_PATIENCE_MS = 4000, /* then it does not answer */
    LOOKS_GRACE_MS = 40       /* what answers sooner is there with the key that asked for it */
};

struct screen;

/* The first member of whatever is looked at. */
struct looks_task {
    const char *subject; /* what is looked at, in it; nobody looks at the same twice at once */
    void (*run)(struct looks_task *t); /* on the thread: touches nothing but its own struct */
    void (*free)(struct looks_task *t);
    /* Takes it, for the screen that asked; NULL: that screen's own `looked`. */
    void (*came)(struct screen *asker, struct looks_task *t);
};

struct looks_one;
struct looks {
    struct looks_one *one[LOOKS_MAX]; /* NULL: free */
};

enum looks_state { LOOKS_NONE, LOOKS_UNDER_WAY, LOOKS_SILENT };

/* Begins; the task is the thread's until looks_take, or freed at once. asker: NULL for the desk
 * itself. False: the same look of the same asker is under way, or too many are. */
bool looks_start(struct looks *l, struct screen *asker, struct looks_task *task, uint64_t now_ms);
/* How a look stands that this asker began. */
enum looks_state looks_state(const struct looks *l, const struct screen *asker, const char *subject,
                             uint64_t now_ms);
/* One that has ended, the caller's to free; NULL: none has. */
struct looks_task *looks_take(struct looks *l, struct screen **asker);
/* Nobody waits for those of this asker any more. */
void looks_drop(struct looks *l, const struct screen *asker);
/* How many do not answer. */
size_t looks_silent(const struct looks *l, uint64_t now_ms);
/* Until the next one falls silent; -1: none will. */
int looks_timeout_ms(const struct looks *l, uint64_t now_ms);
/* Readable when one has ended, LOOKS_MAX of them; -1 for none. */
void looks_fds(const struct looks *l, int *fds);
/* Those that hang are left behind. */
void looks_free(struct looks *l);

#endif
