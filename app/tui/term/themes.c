#include "app/tui/term/themes.h"

#include <string.h>

/* The eight colours that every terminal with colours has; bright ones are not counted on: a console
 * with a large font lacks them. */
enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };
enum { OWN = LOOK_DEFAULT };

/* What is chosen is a bar that no other role has: nothing on the screen is brighter. */
static const struct look LOOKS[TERM_THEMES][CANVAS_ROLES] = {
    [TERM_DARK] = {[CANVAS_PLAIN] = {WHITE, BLACK, 0},
                   [CANVAS_HEAD] = {CYAN, BLACK, LOOK_BOLD},
                   [CANVAS_RULE] = {BLUE, BLACK, 0},
                   [CANVAS_TITLE] = {WHITE, BLACK, LOOK_BOLD},
                   [CANVAS_DIM] = {WHITE, BLACK, LOOK_DIM},
                   [CANVAS_FOCUS] = {BLACK, WHITE, 0},
                   [CANVAS_CHOSEN] = {BLACK, WHITE, 0},
                   [CANVAS_CROSSED] = {WHITE, BLACK, LOOK_DIM},
                   [CANVAS_MARKED] = {YELLOW, BLACK, 0},
                   [CANVAS_ANSWERED] = {GREEN, BLACK, 0},
                   [CANVAS_CURRENT] = {BLACK, CYAN, 0},
                   [CANVAS_WARNING] = {YELLOW, BLACK, LOOK_BOLD},
                   [CANVAS_DANGER] = {WHITE, RED, LOOK_BOLD},
                   [CANVAS_SAVED] = {GREEN, BLACK, 0},
                   [CANVAS_SAVING] = {YELLOW, BLACK, LOOK_BOLD},
                   [CANVAS_FIELD] = {WHITE, BLACK, LOOK_BOLD},
                   [CANVAS_KEY] = {CYAN, BLACK, LOOK_BOLD}},
    [TERM_LIGHT] = {[CANVAS_PLAIN] = {BLACK, WHITE, 0},
                    [CANVAS_HEAD] = {BLUE, WHITE, LOOK_BOLD},
                    [CANVAS_RULE] = {BLUE, WHITE, 0},
                    [CANVAS_TITLE] = {BLACK, WHITE, LOOK_BOLD},
                    [CANVAS_DIM] = {BLACK, WHITE, LOOK_DIM},
                    [CANVAS_FOCUS] = {WHITE, BLUE, 0},
                    [CANVAS_CHOSEN] = {WHITE, BLACK, LOOK_BOLD},
                    [CANVAS_CROSSED] = {BLACK, WHITE, LOOK_DIM},
                    [CANVAS_MARKED] = {MAGENTA, WHITE, 0},
                    [CANVAS_ANSWERED] = {BLUE, WHITE, 0},
                    [CANVAS_CURRENT] = {WHITE, BLUE, 0},
                    [CANVAS_WARNING] = {MAGENTA, WHITE, LOOK_BOLD},
                    [CANVAS_DANGER] = {WHITE, RED, LOOK_BOLD},
                    [CANVAS_SAVED] = {BLUE, WHITE, 0},
                    [CANVAS_SAVING] = {MAGENTA, WHITE, LOOK_BOLD},
                    [CANVAS_FIELD] = {BLACK, WHITE, LOOK_BOLD},
                    [CANVAS_KEY] = {BLUE, WHITE, LOOK_BOLD}},
    [TERM_CONTRAST] = {[CANVAS_PLAIN] = {WHITE, BLACK, LOOK_BOLD},
                       [CANVAS_HEAD] = {WHITE, BLACK, LOOK_BOLD},
                       [CANVAS_RULE] = {WHITE, BLACK, LOOK_BOLD},
                       [CANVAS_TITLE] = {WHITE, BLACK, LOOK_BOLD},
                       [CANVAS_DIM] = {WHITE, BLACK, LOOK_BOLD},
                       [CANVAS_FOCUS] = {BLACK, WHITE, 0},
                       [CANVAS_CHOSEN] = {BLACK, WHITE, 0},
                       [CANVAS_CROSSED] = {WHITE, BLACK, 0},
                       [CANVAS_MARKED] = {YELLOW, BLACK, LOOK_BOLD},
                       [CANVAS_ANSWERED] = {WHITE, BLACK, LOOK_BOLD},
                       [CANVAS_CURRENT] = {BLACK, WHITE, 0},
                       [CANVAS_WARNING] = {YELLOW, BLACK, LOOK_BOLD},
                       [CANVAS_DANGER] = {BLACK, YELLOW, 0},
                       [CANVAS_SAVED] = {WHITE, BLACK, LOOK_BOLD},
                       [CANVAS_SAVING] = {YELLOW, BLACK, LOOK_BOLD},
                       [CANVAS_FIELD] = {WHITE, BLACK, LOOK_BOLD},
                       [CANVAS_KEY] = {YELLOW, BLACK, LOOK_BOLD}},
    [TERM_MONO] = {[CANVAS_PLAIN] = {OWN, OWN, 0},
                   [CANVAS_HEAD] = {OWN, OWN, LOOK_BOLD},
                   [CANVAS_RULE] = {OWN, OWN, 0},
                   [CANVAS_TITLE] = {OWN, OWN, LOOK_BOLD},
                   [CANVAS_DIM] = {OWN, OWN, LOOK_DIM},
                   [CANVAS_FOCUS] = {OWN, OWN, LOOK_REVERSE},
                   [CANVAS_CHOSEN] = {OWN, OWN, LOOK_REVERSE},
                   [CANVAS_CROSSED] = {OWN, OWN, LOOK_DIM},
                   [CANVAS_MARKED] = {OWN, OWN, LOOK_BOLD},
                   [CANVAS_ANSWERED] = {OWN, OWN, 0},
                   [CANVAS_CURRENT] = {OWN, OWN, LOOK_REVERSE},
                   [CANVAS_WARNING] = {OWN, OWN, LOOK_BOLD},
                   [CANVAS_DANGER] = {OWN, OWN, LOOK_BOLD | LOOK_REVERSE},
                   [CANVAS_SAVED] = {OWN, OWN, 0},
                   [CANVAS_SAVING] = {OWN, OWN, LOOK_BOLD},
                   [CANVAS_FIELD] = {OWN, OWN, LOOK_BOLD},
                   [CANVAS_KEY] = {OWN, OWN, LOOK_BOLD}},
};

bool term_theme_of(const char *word, enum term_theme *out)
{
    static const char *const WORDS[TERM_THEMES] = {"dark", "light", "contrast", "mono"};
    for (int i = 0; i < TERM_THEMES; i++)
        if (strcmp(word, WORDS[i]) == 0) {
            *out = (enum term_theme)i;
            return true;
        }
    return false;
}

struct look theme_look(enum term_theme theme, enum canvas_role role)
{
    return LOOKS[theme][role];
}
