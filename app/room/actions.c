#include "app/room/actions.h"

#include "app/core/i18n.h"

enum { EVERYWHERE = ROOM_WALL | ROOM_SEAT | ROOM_HELP };

/* A row with a special key, and one with letters; the console has no words of a line mode. */
#define SPECIAL(id, shown, key, to, tells, places) \
    [ROOM_KEY_##id] = {.name = #id, \
                       .keys = shown, \
                       .kind = KEYPRESS_##key, \
                       .letters = "", \
                       .label = to, \
                       .help = tells, \
                       .where = places, \
                       .word = "", \
                       .spoken = ""}
#define LETTER(id, shown, chars, with_ctrl, to, tells, places) \
    [ROOM_KEY_##id] = {.name = #id, \
                       .keys = shown, \
                       .kind = KEYPRESS_CHAR, \
                       .letters = chars, \
                       .ctrl = with_ctrl, \
                       .label = to, \
                       .help = tells, \
                       .where = places, \
                       .word = "", \
                       .spoken = ""}

static const struct tui_action ROWS[ROOM_KEYS] = {
    SPECIAL(UP, "↑", UP, N_("choose"), N_("the seat above"), EVERYWHERE),
    SPECIAL(DOWN, "↓", DOWN, N_("choose"), N_("the seat below"), EVERYWHERE),
    SPECIAL(LEFT, "←", LEFT, N_("choose"), N_("the seat in the column at the left"), ROOM_WALL),
    SPECIAL(RIGHT, "→", RIGHT, N_("choose"), N_("the seat in the column at the right"), ROOM_WALL),
    SPECIAL(PAGE_UP, "PgUp", PAGE_UP, N_("page"), N_("a page back"), ROOM_WALL | ROOM_HELP),
    SPECIAL(PAGE_DOWN, "PgDn", PAGE_DOWN, N_("page"), N_("a page on"), ROOM_WALL | ROOM_HELP),
    SPECIAL(OTHER, "Tab", TAB, N_("problems, seats"),
            N_("between what wants your hand and the seats below it"), ROOM_WALL),
    SPECIAL(OPEN, "Enter", ENTER, N_("look"), N_("all that is known of the seat"), ROOM_WALL),
    SPECIAL(BACK, "Esc", ESC, N_("back"), N_("go back"), ROOM_SEAT | ROOM_HELP),
    LETTER(HELP, "H", "H?", 0, N_("help"), N_("this page"), ROOM_WALL | ROOM_SEAT),
    LETTER(LANGUAGE, "L", "L", 0, N_("language"), N_("Vietnamese or English"), EVERYWHERE),
    SPECIAL(UNLOCK, "Enter", ENTER, N_("unlock"), N_("takes the passphrase"), ROOM_LOCKED),
    LETTER(LANGUAGE_TEXT, "Ctrl-E", "", 'E', N_("language"), N_("Vietnamese or English"),
           ROOM_LOCKED),
    LETTER(LEAVE, "Ctrl-Q", "", 'Q', N_("leave"), N_("ends the console; the seats go on"),
           EVERYWHERE | ROOM_LOCKED)};

const struct tui_actions ROOM_ACTIONS = {ROWS, ROOM_KEYS};
