#include "app/room/actions.h"

#include "app/core/i18n.h"

enum { SEEN = ROOM_WALL | ROOM_SEAT, EVERYWHERE = SEEN | ROOM_HELP | ROOM_REHEARSAL };

#define SPECIAL(id, ...) TUI_ACTION_KEY(ROOM_KEY_##id, __VA_ARGS__)
#define LETTER(id, ...) TUI_ACTION_LETTER(ROOM_KEY_##id, __VA_ARGS__)

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
    LETTER(EXTEND, "T", "T", 0, N_("more time"), N_("5, 10 or 15 minutes more for the seat"), SEEN),
    LETTER(RESUME, "R", "R", 0, N_("resume"), N_("the paper that waits there goes on"), SEEN),
    LETTER(START, "B", "B", 0, N_("start here"),
           N_("a paper begun elsewhere goes on or begins at this seat"), SEEN),
    LETTER(OPEN_LOGIN, "U", "U", 0, N_("open the log-in"), N_("a blocked seat takes log-ins again"),
           SEEN),
    LETTER(LOCK, "K", "K", 0, N_("lock"), N_("the seat wants the session's passphrase again"),
           SEEN),
    LETTER(COPY, "X", "X", 0, N_("copy and leave"), N_("copies first, then the program ends there"),
           SEEN),
    LETTER(END, "D", "D", 0, N_("end the paper"), N_("misconduct; wants the candidate number"),
           ROOM_SEAT),
    LETTER(WHOLE, "A", "A", 0, N_("whole room"),
           N_("an order to every seat for which it makes sense"), ROOM_WALL),
    LETTER(NOTE, "N", "N", 0, N_("note"), N_("a line for the room log"), SEEN),
    LETTER(ASIDE, "V", "V", 0, N_("seen to"),
           N_("a seat switched off, a doubled name: off the list until it sends"), SEEN),
    LETTER(POWER, "O", "O", 0, N_("order key"),
           N_("opens the power to order, with the order passphrase"), ROOM_WALL | ROOM_REHEARSAL),
    LETTER(REHEARSAL, "D", "D", 0, N_("rehearsal"), N_("before candidates enter: is the room fit?"),
           ROOM_WALL),
    SPECIAL(PLUG, "Enter", ENTER, N_("this plug"), N_("the seat whose plug is pulled"),
            ROOM_REHEARSAL),
    LETTER(EXPECTED, "C", "C", 0, N_("how many seats"), N_("where the roster names none"),
           ROOM_REHEARSAL),
    LETTER(SHEET, "S", "S", 0, N_("sheet"), N_("writes what was found, to be signed"),
           ROOM_REHEARSAL),
    SPECIAL(BACK, "Esc", ESC, N_("back"), N_("go back"),
            ROOM_SEAT | ROOM_HELP | ROOM_REHEARSAL | ROOM_ASK),
    [ROOM_KEY_HELP] = {.name = "HELP",
                       .keys = "H",
                       .kind = KEYPRESS_F1,
                       .letters = "H?",
                       .label = N_("help"),
                       .help = N_("this page; F1 too"),
                       .where = SEEN | ROOM_REHEARSAL,
                       .word = "",
                       .spoken = ""},
    LETTER(LANGUAGE, "L", "L", 0, N_("language"), N_("Vietnamese or English"), EVERYWHERE),
    SPECIAL(UNLOCK, "Enter", ENTER, N_("unlock"), N_("takes the passphrase"), ROOM_LOCKED),
    LETTER(LANGUAGE_TEXT, "Ctrl-E", "", 'E', N_("language"), N_("Vietnamese or English"),
           ROOM_LOCKED | ROOM_ASK),
    SPECIAL(HELP_TEXT, "F1", F1, N_("help"), N_("this page"), ROOM_LOCKED | ROOM_ASK),
    SPECIAL(TAKE, "Enter", ENTER, N_("go on"), N_("takes what was typed, or sends"), ROOM_ASK),
    LETTER(LEAVE, "Ctrl-Q", "", 'Q', N_("leave"), N_("ends the console; the seats go on"),
           EVERYWHERE | ROOM_LOCKED | ROOM_ASK)};

const struct tui_actions ROOM_ACTIONS = {ROWS, ROOM_KEYS};
