/* A long text to be read: broken between words, a page at a time. It stays at the place that was
 * read when the window changes. */
#ifndef SATHACH_TUI_PAGER_H
#define SATHACH_TUI_PAGER_H

#include "app/tui/canvas.h"

struct text_line;
struct tui_pager {
    const char *text; /* the program's; a newline ends a line */
    size_t top;       /* byte of the first line in sight */
    /* of the last drawing */
    int height;
    int cells;
    struct text_line *line; /* owned */
    size_t lines;
};

/* Shows a text from its beginning. */
void tui_pager_open(struct tui_pager *p, const char *text);
void tui_pager_free(struct tui_pager *p);
/* ↑ ↓ PgUp PgDn Home End: true when it was such a key. After the first drawing. */
bool tui_pager_key(struct tui_pager *p, const struct keypress *key);
/* Draws into `height` rows of `cells`; arrows in the last cell say that more stands above or
 * below; the cursor stands where reading begins. */
void tui_pager_draw(struct canvas *v, struct tui_pager *p, int row, int col, int height, int cells);
/* The first line in sight, from 1, and how many there are. */
void tui_pager_place(const struct tui_pager *p, size_t *line, size_t *lines);

#endif
