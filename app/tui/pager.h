/* A long text to be read: broken between words, a page at a time. It stays at the place that was
 * read when the window changes. `/` looks for words in it as a filter does (filter.h), but hides
 * nothing: reading goes on at the next line that holds all of them, at first at one that holds them
 * side by side, where there is one. */
#ifndef SATHACH_TUI_PAGER_H
#define SATHACH_TUI_PAGER_H

#include "app/tui/field.h"

struct text_line;
/* What is looked for. */
struct tui_search {
    struct tui_field typed; /* "" for nothing */
    bool is_open;           /* keys are letters of it */
    size_t from;            /* byte of the first line in sight when it was opened */
    size_t at;              /* byte where the line begins that was found */
    size_t nth, count;      /* which one of those that hold it, from 1, and how many do */
};
struct tui_pager {
    const char *text; /* the program's; a newline ends a line */
    size_t top;       /* byte of the first line in sight */
    /* of the last drawing */
    int height;
    int cells;
    struct text_line *line; /* owned */
    size_t lines;
    struct tui_search search;
};

/* Shows a text from its beginning. */
void tui_pager_open(struct tui_pager *p, const char *text);
void tui_pager_free(struct tui_pager *p);
/* ↑ ↓ PgUp PgDn Home End; `/`, and while something is looked for N for the next place and Esc to
 * end it: true when it was such a key. After the first drawing. */
bool tui_pager_key(struct tui_pager *p, const struct keypress *key);
/* Draws into `height` rows of `cells`; arrows in the last cell say that more stands above or
 * below; the cursor stands where reading begins. */
void tui_pager_draw(struct canvas *v, struct tui_pager *p, int row, int col, int height, int cells);
/* The first line in sight, from 1, and how many there are. */
void tui_pager_place(const struct tui_pager *p, size_t *line, size_t *lines);

#endif
