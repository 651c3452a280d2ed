/* The room console's keys: one table (app/tui/action.h). */
#ifndef SATHACH_ROOM_ACTIONS_H
#define SATHACH_ROOM_ACTIONS_H

#include "app/tui/action.h"

/* The places keys work in, a bit each. */
enum room_place {
    ROOM_WALL = 1,
    ROOM_SEAT = 2,
    ROOM_HELP = 4,
    ROOM_LOCKED = 8,
    ROOM_ASK = 16, /* something is asked before an order (ask.h) */
    ROOM_REHEARSAL = 32
};

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
    ROOM_KEY_EXTEND,
    ROOM_KEY_RESUME,
    ROOM_KEY_START,
    ROOM_KEY_OPEN_LOGIN,
    ROOM_KEY_LOCK,
    ROOM_KEY_COPY,
    ROOM_KEY_END,
    ROOM_KEY_WHOLE,
    ROOM_KEY_NOTE,
    ROOM_KEY_ASIDE,
    ROOM_KEY_POWER,
    ROOM_KEY_REHEARSAL,
    ROOM_KEY_PLUG,
    ROOM_KEY_EXPECTED,
    ROOM_KEY_SHEET,
    ROOM_KEY_BACK,
    ROOM_KEY_HELP,
    ROOM_KEY_LANGUAGE,
    ROOM_KEY_UNLOCK,
    ROOM_KEY_TAKE,          /* Enter behind what is asked */
    ROOM_KEY_LANGUAGE_TEXT, /* where letters are text */
    ROOM_KEY_HELP_TEXT,     /* there, too */
    ROOM_KEY_LEAVE,
    ROOM_KEYS
};
extern const struct tui_actions ROOM_ACTIONS;

#endif
