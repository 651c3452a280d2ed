/* The console's pictures: locked, the wall of seats, one seat, what is asked before an
 * order, the rehearsal, help. They draw what room.h holds,
 * and note in it how far it was scrolled. */
#ifndef SATHACH_ROOM_PICTURES_H
#define SATHACH_ROOM_PICTURES_H

#include "app/room/room.h"

/* That of the place the console is in. */
void pictures_draw(struct room *r, struct canvas *v);
void pictures_locked(struct room *r, struct canvas *v);
void pictures_wall(struct room *r, struct canvas *v);
void pictures_seat(struct room *r, struct canvas *v);
void pictures_ask(struct room *r, struct canvas *v);
void pictures_rehearsal(struct room *r, struct canvas *v);
void pictures_help(struct room *r, struct canvas *v);

#endif
