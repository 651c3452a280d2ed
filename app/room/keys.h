/* The keys of the room console: what each does where one is (actions.h has their table). */
#ifndef SATHACH_ROOM_KEYS_H
#define SATHACH_ROOM_KEYS_H

#include "app/room/room.h"

void keys_press(struct room *r, const struct keypress *key);
/* Does an action of the table; false when it does nothing in the present place. */
bool keys_do(struct room *r, enum room_action_key action);
/* The problem of the cursor, or one of the seat that is looked at, can be set aside. */
bool keys_can_set_aside(const struct room *r);

#endif
