/* The desk's keys as tables (app/tui/action.h): key map, foot and help read them.
 *
 * Each screen has a table of its own, written with ACTIONS_KEY and ACTIONS_LETTER, whose places are
 * the screen's own modes (screen.h); what works on every screen stands in ACTIONS_COMMON. A
 * screen's own row comes before a common one with the same key.
 *
 *     enum { KEY_NONE, KEY_OPEN, KEY_AGAIN, KEYS };
 *     static const struct tui_action ROWS[KEYS] = {
 *         ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"), N_("opens the bank"), LIST),
 *         ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("reads it again"), LIST | PAGE)};
 *     static const struct tui_actions TABLE = {ROWS, KEYS};
 *
 * Letters mean the same everywhere: G do what was previewed, E editor, R again, S sort, P print,
 * O open, U to a stick, Q decision; where letters are text: Ctrl-S write, Ctrl-F find, Ctrl-Z undo,
 * Ctrl-X editor. A letter
 * whose label is "" stays off the foot: the body shows it. */
#ifndef SATHACH_TOOLS_DESK_ACTIONS_H
#define SATHACH_TOOLS_DESK_ACTIONS_H

#include "app/tui/action.h"

#define ACTIONS_KEY TUI_ACTION_KEY
#define ACTIONS_LETTER TUI_ACTION_LETTER
#define ACTIONS_ANY_OF TUI_ACTION_ANY_OF
#define ACTIONS_BOTH TUI_ACTION_BOTH

/* Places of the common table, a bit each. */
enum actions_place {
    ACTIONS_FIRST = 1,   /* the lowest screen: Esc leads nowhere */
    ACTIONS_ABOVE = 2,   /* a screen above it, letters are actions */
    ACTIONS_TEXT = 4,    /* letters are text */
    ACTIONS_WORK = 8,    /* work is under way */
    ACTIONS_SECRET = 16, /* a passphrase is asked for */
    ACTIONS_LOCKED = 32,
    ACTIONS_HELD = 64,     /* another command writes in the office: the work waits for an answer */
    ACTIONS_FILTER = 128,  /* what is typed filters the list */
    ACTIONS_LIST = 256,    /* beside another one: a list has the focus */
    ACTIONS_READ = 512,    /* beside another one: a long text is read */
    ACTIONS_SOUGHT = 1024, /* the same, and something is looked for in it */
    ACTIONS_SEARCH = 2048  /* what is typed is looked for */
};

enum actions_common {
    ACTIONS_NONE,
    ACTIONS_FILTERS,
    ACTIONS_KEEP, /* Enter behind what filters */
    ACTIONS_ALL,
    ACTIONS_FIND, /* in a long text */
    ACTIONS_FIND_NEXT,
    ACTIONS_FIND_KEEP,
    ACTIONS_FIND_END,
    ACTIONS_GIVE, /* Enter behind a passphrase */
    ACTIONS_BACK,
    ACTIONS_STOP,
    ACTIONS_REFUSE, /* Esc where a passphrase is asked for */
    ACTIONS_RETRY,
    ACTIONS_GIVE_UP, /* Esc where it is held */
    ACTIONS_COMMANDS,
    ACTIONS_LOCK,
    ACTIONS_HELP,
    ACTIONS_HELP_TEXT, /* where letters are text */
    ACTIONS_LANGUAGE,
    ACTIONS_LANGUAGE_TEXT,
    ACTIONS_LEAVE,
    ACTIONS_COMMON_KEYS
};
extern const struct tui_actions ACTIONS_COMMON;

#endif
