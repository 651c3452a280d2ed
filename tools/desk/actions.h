/* The desk's keys: one table (app/tui/action.h) for key map, foot and help. */
#ifndef SATHACH_TOOLS_DESK_ACTIONS_H
#define SATHACH_TOOLS_DESK_ACTIONS_H

#include "app/tui/action.h"

/* The places keys work in, a bit each. */
enum desk_place { DESK_START = 1, DESK_FILTER = 2, DESK_DETAIL = 4, DESK_HELP = 8 };

enum desk_key {
    DESK_KEY_NONE,
    DESK_KEY_UP,
    DESK_KEY_DOWN,
    DESK_KEY_PAGE_UP,
    DESK_KEY_PAGE_DOWN,
    DESK_KEY_OPEN,
    DESK_KEY_FILTER,
    DESK_KEY_SHOW,
    DESK_KEY_AGAIN,
    DESK_KEY_BACK,
    DESK_KEY_HELP,
    DESK_KEY_LANGUAGE,
    DESK_KEY_LANGUAGE_TEXT, /* where letters are text */
    DESK_KEY_LEAVE,
    DESK_KEYS
};
extern const struct tui_actions DESK_ACTIONS;

#endif
