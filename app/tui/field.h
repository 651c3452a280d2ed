/* A line of typed text: its label, the text with the cursor behind it, a secret as bullets.
 *
 *     ▶ Candidate number (SBD)    017_______________________________
 *
 * The program owns the text; it is wiped by whoever wipes what it stands in. A field takes what a
 * person can see: letters of one cell, nothing that commands a terminal. */
#ifndef SATHACH_TUI_FIELD_H
#define SATHACH_TUI_FIELD_H

#include "app/tui/canvas.h"

enum {
    TUI_FIELD_TEXT = 128, /* bytes with NUL */
    TUI_FIELD_TYPED = 60, /* bytes that may be typed */
    TUI_FIELD_LABEL = 26, /* cells of the label */
    TUI_FIELD_WIDTH = 34  /* cells of the text; what is longer is typed all the same */
};

struct tui_field {
    char text[TUI_FIELD_TEXT]; /* UTF-8, NUL */
    bool is_secret;            /* drawn as a bullet a letter */
};

/* Printable characters are appended, Backspace and Delete take the last letter away, Ctrl-U all of
 * them. True when it was such a key, even one that had no room. */
bool tui_field_key(struct tui_field *f, const struct keypress *key);
/* Draws label and text from row, col on; the pointer, and the cursor behind the text, when it has
 * the focus. */
void tui_field_draw(struct canvas *v, int row, int col, const char *label,
                    const struct tui_field *f, bool has_focus);

#endif
