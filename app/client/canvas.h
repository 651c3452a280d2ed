/* An off-screen grid that screens draw on: characters with roles, no curses. term/ puts it on the glass; tests read it. */
#ifndef SATHACH_CLIENT_CANVAS_H
#define SATHACH_CLIENT_CANVAS_H

#include "app/client/keypress.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Roles, not colours. Each has a text mark as well where it carries meaning; themes map them in term/. */
enum canvas_role {
    CANVAS_PLAIN, CANVAS_HEAD, CANVAS_RULE, CANVAS_TITLE, CANVAS_DIM, CANVAS_FOCUS, CANVAS_CHOSEN, CANVAS_CROSSED, CANVAS_MARKED,
    CANVAS_ANSWERED, CANVAS_CURRENT, CANVAS_WARNING, CANVAS_DANGER, CANVAS_SAVED, CANVAS_SAVING, CANVAS_FIELD, CANVAS_KEY, CANVAS_ROLES
};

struct canvas_cell {
    uint32_t cp;           /* 0: right half of a wide character */
    uint8_t role;          /* enum canvas_role */
};
enum { CANVAS_ROWS_MAX = 300, CANVAS_COLS_MAX = 500 };

/* Where a click counts as a key. */
struct canvas_zone {
    int row, col, cells;
    struct keypress key;
};
enum { CANVAS_ZONES_MAX = 640 };

struct canvas {
    int rows, cols;
    struct canvas_cell *cell;   /* rows*cols, owned */
    int cursor_row, cursor_col; /* on the focus; always inside */
    bool ascii;                 /* only ASCII twins of the glyphs */
    struct canvas_zone *zone;   /* owned; CANVAS_ZONES_MAX of them */
    size_t zones;
    /* of a text that may be longer than its place: the first line shown, lines on a page, and where the focus is: -1 above, 0 in sight, 1 below */
    int first_line, page_lines, focus_side;
};

bool canvas_init(struct canvas *c, int rows, int cols); /* false: no memory; sizes are clamped to 1 … max */
void canvas_free(struct canvas *c);
void canvas_clear(struct canvas *c);
/* Puts UTF-8 text at row, col within `cells` cells (and the grid); what does not fit is cut. Forbidden characters come as U+FFFD ('?' in
 * ASCII). Returns the cells used. Anything off the grid is ignored. */
int canvas_text(struct canvas *c, int row, int col, int cells, enum canvas_role role, const char *text);
int canvas_textn(struct canvas *c, int row, int col, int cells, enum canvas_role role, const char *text, size_t len);
/* Right-aligned so that it ends before column `end`. */
void canvas_text_right(struct canvas *c, int row, int end, enum canvas_role role, const char *text);
void canvas_rule(struct canvas *c, int row, int col, int cells);          /* ─ or - */
void canvas_fill(struct canvas *c, int row, int col, int cells, enum canvas_role role); /* role over what stands there */
/* A click on these cells is this key. The latest zone over a cell counts; more than CANVAS_ZONES_MAX are ignored. */
void canvas_zone(struct canvas *c, int row, int col, int cells, struct keypress key);
/* The key of a click; false where there is none. */
bool canvas_click(const struct canvas *c, int row, int col, struct keypress *key);
void canvas_cursor(struct canvas *c, int row, int col);                   /* clamped */

/* Glyphs that the Vietnamese console fonts hold, and their ASCII twins. */
enum canvas_glyph { CANVAS_GLYPH_RULE, CANVAS_GLYPH_CHOSEN /* ● * */, CANVAS_GLYPH_POINTER /* ▶ > */, CANVAS_GLYPH_EMPTY /* · . */,
                    CANVAS_GLYPH_UP /* ↑ ^ */, CANVAS_GLYPH_DOWN /* ↓ v */, CANVAS_GLYPH_BAR /* │ | */, CANVAS_GLYPHS };
const char *canvas_glyph(const struct canvas *c, enum canvas_glyph g);

#endif
