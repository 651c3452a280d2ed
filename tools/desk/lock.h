/* The desk's lock: after some minutes without a key, or by Ctrl-K, the opened keys are wiped and
 * the glass is blank but for one field. The office's passphrase opens it; after five wrong ones it
 * waits half a minute each time. Work under way ends, and its result waits. */
#ifndef SATHACH_TOOLS_DESK_LOCK_H
#define SATHACH_TOOLS_DESK_LOCK_H

#include "app/core/clock.h"
#include "tools/desk/ask.h"
#include "tools/work/key_open.h"

enum { LOCK_WRONG_MAX = 5, LOCK_WAIT_MS = 30000 };

struct lock {
    bool is_on, is_wiped, is_trying; /* trying: the passphrase is being tried */
    bool work_goes_on, is_given;     /* what was given is tried when the work has ended */
    struct key_open_desk of;         /* who can open it again */
    struct key_open_request request;
    struct ask ask;
    struct job job; /* its own: the desk's keeps the result that waits */
    unsigned wrong;
    uint64_t until_ms; /* boot clock: no passphrase is taken before */
};

enum err_code lock_init(struct lock *l, struct err *e) ERR_MUST_CHECK;
void lock_free(struct lock *l);
/* Blanks the desk; keys are wiped at once, or by lock_work_ended. False when no key of the office
 * could open it again: it is not locked, but the keys are wiped. */
bool lock_close(struct lock *l, struct work *work, bool is_working);
/* The desk's work has ended: what waited for that is done. */
void lock_work_ended(struct lock *l, struct work *work, const struct clock_source *clock);
void lock_key(struct lock *l, struct work *work, const struct clock_source *clock,
              const struct keypress *key);
/* News of its own thread: it may be open now. */
void lock_ready(struct lock *l, const struct clock_source *clock);
/* Milliseconds until it says something else; -1 for never. */
int lock_timeout_ms(const struct lock *l, const struct clock_source *clock);
/* What is to be known beside the field: a wait, work that goes on; "" for nothing. */
void lock_said(const struct lock *l, const struct clock_source *clock, char *out, size_t room);
void lock_draw(const struct lock *l, const struct clock_source *clock, struct canvas *v, int row);

#endif
