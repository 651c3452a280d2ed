/* How roles look: colours and attributes of each theme, by its table. Every role has a text mark as
 * well: none is told by colour alone. */
#ifndef SATHACH_TUI_TERM_THEMES_H
#define SATHACH_TUI_TERM_THEMES_H

#include "app/tui/canvas.h"

#include <stdbool.h>
#include <stdint.h>

enum term_theme {
    TERM_DARK,     /* light letters on black */
    TERM_LIGHT,    /* dark letters on white */
    TERM_CONTRAST, /* for weak eyes: white and yellow in bold on black */
    TERM_MONO,     /* no colours, the terminal's own ground; NO_COLOR does the same */
    TERM_THEMES
};

enum look_attr { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };
enum { LOOK_DEFAULT = -1 /* the terminal's own colour */ };

struct look {
    int8_t fg, bg; /* one of the eight colours of every terminal, or LOOK_DEFAULT */
    uint8_t attr;  /* bits of look_attr */
};

/* "dark", "light", "contrast", "mono"; false for another word. */
bool term_theme_of(const char *word, enum term_theme *out);
/* The look of a role. */
struct look theme_look(enum term_theme theme, enum canvas_role role);

#endif
