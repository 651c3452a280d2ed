/* First in the room record, then the action: what was noted is to stand there before anything is
 * done about it. A disk that hangs holds up the action for some seconds, and never the screen. */
#ifndef SATHACH_CLIENT_RECORD_WAIT_H
#define SATHACH_CLIENT_RECORD_WAIT_H

#include "app/client/model.h"

/* Does `then` once the room record is settled: at once, as a rule; else when it is, or after five
 * seconds, for what waits in memory is kept. Nothing is done when the screen has changed meanwhile.
 */
void record_wait_then(struct client *c, void (*then)(struct client *c));
/* Something is still to be done; no key is to change what. */
bool record_wait_is_on(const struct client *c);
/* Nothing is to be done any more. */
void record_wait_drop(struct client *c);
/* The record told something, or time has passed. */
void record_wait_read(struct client *c);

#endif
