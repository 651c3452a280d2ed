/* The room console's keys: one table (app/tui/action.h). */
#ifndef SATHACH_ROOM_ACTIONS_H
#define SATHACH_ROOM_ACTIONS_H

#include "app/tui/action.h"

/* The places keys work in, a bit each. */
enum room_place { ROOM_WALL = 1, ROOM_SEAT = 2, ROOM_HELP = 4, ROOM_LOCKED = 8 };

enum room_action_key {
    ROOM_KEY_NONE,
    ROOM_KEY_UP,
    ROOM_KEY_DOWN,
    ROOM_KEY_LEFT,
    ROOM_KEY_RIGHT,
    ROOM_KEY_PAGE_UP,
    ROOM_KEY_PAGE_DOWN,
    ROOM_KEY_OTHER,
    ROOM_KEY_OPEN,
    ROOM_KEY_BACK,
    ROOM_KEY_HELP,
    ROOM_KEY_LANGUAGE,
    ROOM_KEY_UNLOCK,
    ROOM_KEY_LANGUAGE_TEXT, /* where letters are text */
    ROOM_KEY_LEAVE,
    ROOM_KEYS
};
extern const struct tui_actions ROOM_ACTIONS;

#endif
