#include "tools/desk/actions.h"

#include "app/core/i18n.h"

enum {
    LETTERS = ACTIONS_FIRST | ACTIONS_ABOVE,
    TYPED = ACTIONS_TEXT | ACTIONS_FILTER | ACTIONS_SEARCH,
    SCREENS = LETTERS | TYPED,
    FIELDS = ACTIONS_SECRET | ACTIONS_LOCKED
};

static const struct tui_action ROWS[ACTIONS_COMMON_KEYS] = {
    ACTIONS_LETTER(
        ACTIONS_FILTERS, "/", "/", 0, N_("filter"),
        N_("rows that hold the words you type, marks left out, those in \"…\" side by side; "
           "digits go to the row of that number"),
        ACTIONS_LIST),
    ACTIONS_KEY(ACTIONS_KEEP, "Enter", ENTER, N_("keep the filter"),
                N_("back to the rows that are left"), ACTIONS_FILTER),
    ACTIONS_KEY(ACTIONS_ALL, "Esc", ESC, N_("show all"), N_("ends the filter"), ACTIONS_FILTER),
    ACTIONS_LETTER(
        ACTIONS_FIND, "/", "/", 0, N_("search"),
        N_("goes to the line of the text that holds the words you type, marks left out, those "
           "in \"…\" side by side"),
        ACTIONS_READ),
    ACTIONS_LETTER(ACTIONS_FIND_NEXT, "N", "N", 0, N_("next place"),
                   N_("the next line that holds it; behind the last the first"), ACTIONS_SOUGHT),
    ACTIONS_KEY(ACTIONS_FIND_KEEP, "Enter", ENTER, N_("read there"),
                N_("back to the text at this place; N then goes to the next"), ACTIONS_SEARCH),
    ACTIONS_KEY(ACTIONS_FIND_END, "Esc", ESC, N_("end the search"), N_("ends the search"),
                ACTIONS_SEARCH),
    ACTIONS_KEY(ACTIONS_GIVE, "Enter", ENTER, N_("go on"), N_("what was typed is the passphrase"),
                FIELDS),
    ACTIONS_KEY(ACTIONS_BACK, "Esc", ESC, N_("back"), N_("go back; what was typed is kept"),
                ACTIONS_ABOVE | ACTIONS_TEXT),
    ACTIONS_KEY(ACTIONS_STOP, "Esc", ESC, N_("stop"),
                N_("ends the work; nothing is written, unless it is being written already"),
                ACTIONS_WORK),
    ACTIONS_KEY(ACTIONS_REFUSE, "Esc", ESC, N_("give up"),
                N_("without the passphrase nothing is done"), ACTIONS_SECRET),
    ACTIONS_KEY(ACTIONS_RETRY, "Enter", ENTER, N_("try again"),
                N_("the work once more, when the other command has ended"), ACTIONS_HELD),
    ACTIONS_KEY(ACTIONS_GIVE_UP, "Esc", ESC, N_("give up"), N_("nothing is done"), ACTIONS_HELD),
    ACTIONS_LETTER(
        ACTIONS_COMMANDS, "C", "C", 0, N_("commands run"),
        N_("the office's log, and below it the commands that did the same as this desk did"),
        LETTERS),
    ACTIONS_LETTER(ACTIONS_LOCK, "Ctrl-K", "", 'K', N_("lock"),
                   N_("wipes the opened keys and blanks the screen until the passphrase is typed"),
                   SCREENS | ACTIONS_WORK | ACTIONS_SECRET | ACTIONS_HELD),
    ACTIONS_BOTH(ACTIONS_HELP, "H", F1, "H?", N_("help"), N_("the keys of this screen; F1 too"),
                 LETTERS),
    ACTIONS_KEY(ACTIONS_HELP_TEXT, "F1", F1, N_("help"), N_("the keys of this screen"), TYPED),
    ACTIONS_LETTER(ACTIONS_LANGUAGE, "L", "L", 0, N_("language"), N_("Vietnamese or English"),
                   LETTERS),
    ACTIONS_LETTER(ACTIONS_LANGUAGE_TEXT, "Ctrl-E", "", 'E', N_("language"),
                   N_("Vietnamese or English"), TYPED | FIELDS),
    ACTIONS_LETTER(ACTIONS_LEAVE, "Ctrl-Q", "", 'Q', N_("leave"), N_("ends the desk"),
                   SCREENS | ACTIONS_LOCKED)};

const struct tui_actions ACTIONS_COMMON = {ROWS, ACTIONS_COMMON_KEYS};
