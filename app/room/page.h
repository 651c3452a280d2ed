/* What all pictures of the console have: the head line and the foot. */
#ifndef SATHACH_ROOM_PAGE_H
#define SATHACH_ROOM_PAGE_H

#include "app/room/room.h"
#include "app/tui/frame.h"

enum { PAGE_ROWS = 24, PAGE_COLS = 80 }; /* what a terminal has at least */

/* The head line. False where the window is too small: then only that is said. */
bool page_head(const struct room *r, struct canvas *v);
/* What was said last, else an order that no seat took, else files that are none of this session's,
 * else, on the wall, a seat whose news is late; on one row. Nothing where there is nothing to say.
 */
void page_message(const struct room *r, struct canvas *v, int row, int cells);
/* The foot with these keys; the row of the rule above it. At most ROOM_KEYS of them. */
int page_foot(const struct room *r, struct canvas *v, const enum room_action_key *id, size_t n);

#endif
