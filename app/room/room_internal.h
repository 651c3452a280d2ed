/* What the files of the room share: room.c watches, room_power.c is the power to order and the room
 * log. */
#ifndef SATHACH_ROOM_ROOM_INTERNAL_H
#define SATHACH_ROOM_ROOM_INTERNAL_H

#include "app/room/room.h"

/* An urgent problem that came, or went. */
void room_saw_problem(struct room *r, const uint8_t hash[8], enum problem_kind kind, bool is_gone);
/* A seat's new status; before: the one it takes the place of, NULL for the first. */
void room_saw_status(struct room *r, const struct status *before, const struct status *now);
/* Time has passed: the log is saved when it is due, the order key locks when nobody is there. */
void room_tick_power(struct room *r);
void room_free_power(struct room *r);

#endif
