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

/* A row with a special key, and one with letters or Ctrl; the desk has no words of a line mode. */
#define ACTIONS_KEY(id, shown, key, to, tells, places) \
    [id] = {.name = #id, \
            .keys = shown, \
            .kind = KEYPRESS_##key, \
            .letters = "", \
            .label = to, \
            .help = tells, \
            .where = places, \
            .word = "", \
            .spoken = ""}
#define ACTIONS_LETTER(id, shown, chars, with_ctrl, to, tells, places) \
    [id] = {.name = #id, \
            .keys = shown, \
            .kind = KEYPRESS_CHAR, \
            .letters = chars, \
            .ctrl = with_ctrl, \
            .label = to, \
            .help = tells, \
            .where = places, \
            .word = "", \
            .spoken = ""}
/* One action of several characters, whose place in `chars` is its argument: digits. */
#define ACTIONS_ANY_OF(id, shown, chars, to, tells, places) \
    [id] = {.name = #id, \
            .keys = shown, \
            .kind = KEYPRESS_CHAR, \
            .letters = chars, \
            .is_choice = true, \
            .label = to, \
            .help = tells, \
            .where = places, \
            .word = "", \
            .spoken = ""}
/* A special key and letters that do the same: "Enter/G". */
#define ACTIONS_BOTH(id, shown, key, chars, to, tells, places) \
    [id] = {.name = #id, \
            .keys = shown, \
            .kind = KEYPRESS_##key, \
            .letters = chars, \
            .label = to, \
            .help = tells, \
            .where = places, \
            .word = "", \
            .spoken = ""}

/* Places of the common table, a bit each. */
enum actions_place {
    ACTIONS_FIRST = 1,   /* the lowest screen: Esc leads nowhere */
    ACTIONS_ABOVE = 2,   /* a screen above it, letters are actions */
    ACTIONS_TEXT = 4,    /* letters are text */
    ACTIONS_WORK = 8,    /* work is under way */
    ACTIONS_SECRET = 16, /* a passphrase is asked for */
    ACTIONS_LOCKED = 32,
    ACTIONS_HELD = 64 /* another command writes in the office: the work waits for an answer */
};

enum actions_common {
    ACTIONS_NONE,
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
