#include "tools/desk/actions.h"

#include "app/core/i18n.h"

enum { PAGES = DESK_DETAIL | DESK_HELP, EVERYWHERE = DESK_START | DESK_FILTER | PAGES };

/* A row with a special key, and one with letters; the desk has no words of a line mode. */
#define SPECIAL(id, shown, key, to, tells, places) \
    [DESK_KEY_##id] = {.name = #id, \
                       .keys = shown, \
                       .kind = KEYPRESS_##key, \
                       .letters = "", \
                       .label = to, \
                       .help = tells, \
                       .where = places, \
                       .word = "", \
                       .spoken = ""}
#define LETTER(id, shown, chars, with_ctrl, to, tells, places) \
    [DESK_KEY_##id] = {.name = #id, \
                       .keys = shown, \
                       .kind = KEYPRESS_CHAR, \
                       .letters = chars, \
                       .ctrl = with_ctrl, \
                       .label = to, \
                       .help = tells, \
                       .where = places, \
                       .word = "", \
                       .spoken = ""}

static const struct tui_action ROWS[DESK_KEYS] = {
    SPECIAL(UP, "↑", UP, N_("choose"), N_("the row above"), EVERYWHERE),
    SPECIAL(DOWN, "↓", DOWN, N_("choose"), N_("the row below"), EVERYWHERE),
    SPECIAL(PAGE_UP, "PgUp", PAGE_UP, N_("page"), N_("a page back"), EVERYWHERE),
    SPECIAL(PAGE_DOWN, "PgDn", PAGE_DOWN, N_("page"), N_("a page on"), EVERYWHERE),
    SPECIAL(OPEN, "Enter", ENTER, N_("look"),
            N_("what waits, in full, and the command that does it"), DESK_START),
    LETTER(FILTER, "/", "/", 0, N_("filter"), N_("rows that hold what you type, marks left out"),
           DESK_START),
    SPECIAL(SHOW, "Enter", ENTER, N_("keep the filter"), N_("back to the rows that are left"),
            DESK_FILTER),
    LETTER(AGAIN, "R", "R", 0, N_("again"), N_("looks at the office anew, as it does by itself"),
           DESK_START),
    SPECIAL(BACK, "Esc", ESC, N_("back"), N_("go back; in a filter, show all rows"),
            DESK_FILTER | PAGES),
    LETTER(HELP, "H", "H?", 0, N_("help"), N_("this page"), DESK_START | DESK_DETAIL),
    LETTER(LANGUAGE, "L", "L", 0, N_("language"), N_("Vietnamese or English"), DESK_START | PAGES),
    LETTER(LANGUAGE_TEXT, "Ctrl-E", "", 'E', N_("language"), N_("Vietnamese or English"),
           DESK_FILTER),
    LETTER(LEAVE, "Ctrl-Q", "", 'Q', N_("leave"), N_("ends the desk"), EVERYWHERE)};

const struct tui_actions DESK_ACTIONS = {ROWS, DESK_KEYS};
