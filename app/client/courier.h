/* The courier: everything that goes to the drop folder or comes from it, on a thread of its own, for a share may hang, vanish or be full. Nobody waits
 * for it but on purpose. What it cannot bring now it brings later, as long as the program runs; the local copies stay whatever it says. */
#ifndef SATHACH_CLIENT_COURIER_H
#define SATHACH_CLIENT_COURIER_H

#include "app/core/buf.h"
#include "app/core/err.h"

#include <stdbool.h>

struct courier;

enum { COURIER_NAME = 96 /* bytes of a name with NUL */, COURIER_FOUND = 16 /* files of one look, at most */, COURIER_RETRY_MS = 5000 };

/* Watches over the folder `drop`, which is resolved when it can be. Never touches it on this thread. */
enum err_code courier_start(const char *drop, struct courier **out, struct err *e) ERR_MUST_CHECK;
/* Waits up to ms for what is on its way, then ends. A thread that hangs in the kernel is left behind with what it holds. NULL is fine. */
void courier_stop(struct courier *c, int ms);

/* Brings bytes (copied) under a name that is not there yet; a regular file of the same name and length counts as brought. replaces: an older file of
 * ours that goes once the new one stands and reads back, or "". A checkpoint takes the place of one of the same paper that still waits: `group` is what
 * their names begin with ("" for none). False when there is no room (64 errands). */
bool courier_bring(struct courier *c, const char *name, const void *bytes, size_t len, const char *group, const char *replaces);
/* Takes a file of ours away, once all that was given before has been brought. */
void courier_remove(struct courier *c, const char *name);
/* Reads what stands there under names that begin with prefix and end in .resume or .answers, but for those brought from here. One look at a time;
 * it comes before all that waits. */
void courier_look(struct courier *c, const char *prefix);

struct courier_file {
    char name[COURIER_NAME];
    struct buf bytes;
};
struct courier_news {
    unsigned waiting;          /* errands not done yet */
    struct err trouble;        /* why the last one was not done; ERR_OK when it was */
    unsigned looks;            /* finished so far, those that failed too */
    struct courier_file found[COURIER_FOUND]; /* of the looks finished since the last news; the caller's */
    size_t founds;
};
/* Readable when there are news. */
int courier_fd(const struct courier *c);
/* What is known now; drains the descriptor. Free what was found. */
void courier_news(struct courier *c, struct courier_news *out);
void courier_news_free(struct courier_news *n);
/* True when an errand has hung or been refused for so long (ms) that people should know. */
bool courier_is_late(struct courier *c, int ms);
/* Tries again now. */
void courier_retry(struct courier *c);

#endif
