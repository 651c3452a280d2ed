/* What this seat shows of itself in the exchange folders (app/core/status.h), and when: at once
 * when something changed, two seconds apart at least, else every ten seconds while an exam runs and
 * every thirty without one. Nothing is shown before the seat was unlocked once. */
#ifndef SATHACH_CLIENT_SEAT_STATUS_H
#define SATHACH_CLIENT_SEAT_STATUS_H

#include "app/client/model.h"
#include "app/core/status.h"

/* Time has passed. */
void seat_status_tick(struct client *c);
/* Shows a state now, the last before the session's key is forgotten. */
void seat_status_end(struct client *c, enum status_state state);
/* Milliseconds until it is to be shown anew; INT_MAX without a folder. */
int seat_status_in_ms(const struct client *c);

#endif
