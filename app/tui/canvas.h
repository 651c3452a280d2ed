/* An off-screen grid that screens draw on: characters with roles, no curses. term/ puts it on the
 * glass; tests read it. */
#ifndef SATHACH_TUI_CANVAS_H
#define SATHACH_TUI_CANVAS_H

#include "app/tui/keypress.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Roles, not colours. Each has a text mark as well where it carries meaning; themes map them in
 * term/. */
enum canvas_role {
    CANVAS_PLAIN,
    CANVAS_HEAD,
    CANVAS_RULE,
    CANVAS_TITLE,
    CANVAS_DIM,
    CANVAS_FOCUS,
    CANVAS_CHOSEN,
    CANVAS_CROSSED,
    CANVAS_MARKED,
    CANVAS_ANSWERED,
    CANVAS_CURRENT,
    CANVAS_WARNING,
    CANVAS_DANGER,
    CANVAS_SAVED,
    CANVAS_SAVING,
    CANVAS_FIELD,
    CANVAS_KEY,
    CANVAS_ROLES
};

struct canvas_cell {
    uint32_t cp;  /* 0: right half of a wide character */
    uint8_t role; /* enum canvas_role */
};
enum { CANVAS_ROWS_MAX = 300, CANVAS_COLS_MAX = 500 };

/* Where a click counts as a key. */
struct canvas_zone {
    int row, col, cells;
    struct keypress key;
};
enum { CANVAS_ZONES_MAX = 640 };

struct canvas {
    int rows, cols;       /* of what is drawn on: the whole grid, or the column chosen from it */
    int left, whole_cols; /* where that column begins; columns of the whole grid */
    struct canvas_cell *cell;   /* rows*whole_cols, owned */
    int cursor_row, cursor_col; /* on the focus; always inside; of the whole grid */
    bool ascii;                 /* only ASCII twins of the glyphs */
    struct canvas_zone *zone;   /* owned; CANVAS_ZONES_MAX of them */
    size_t zones;
    /* of a text that may be longer than its place: the first line shown, lines on a page, and where
     * the focus is: -1 above, 0 in sight, 1 below */
    int first_line, page_lines, focus_side;
    /* what only listens: where the texts go, and how much of it is used; not owned */
    char *heard;
    size_t heard_room, heard_used;
};

bool canvas_init(struct canvas *c, int rows,
                 int cols); /* false: no memory; sizes are clamped to 1 … max */
void canvas_free(struct canvas *c);
/* A canvas of one row that draws nothing: what is drawn on it is written into `out`, whole and with
 * a blank between one text and the next, as far as there is room. Needs no canvas_free. */
struct canvas canvas_listener(char *out, size_t room);
/* Of what is drawn a text that has no place in the picture: only a listener gets it. */
void canvas_also(struct canvas *c, const char *text);
void canvas_clear(struct canvas *c);
/* From here on all is drawn into a column of at most `cols` cells in the middle of the grid, whose
 * first cell is column 0; canvas_whole ends it. */
void canvas_column(struct canvas *c, int cols);
void canvas_whole(struct canvas *c);
/* Puts UTF-8 text at row, col within `cells` cells (and the grid); what does not fit is cut.
 * Forbidden characters come as U+FFFD ('?' in ASCII). Returns the cells used. Anything off the grid
 * is ignored. */
int canvas_text(struct canvas *c, int row, int col, int cells, enum canvas_role role,
                const char *text);
int canvas_textn(struct canvas *c, int row, int col, int cells, enum canvas_role role,
                 const char *text, size_t len);
/* Text and what stands behind it: where both are too long, the text is cut with an ellipsis, its
 * end is whole. */
void canvas_text_pair(struct canvas *c, int row, int col, int cells, enum canvas_role role,
                      const char *text, const char *end);
/* Right-aligned so that it ends before column `end`. */
void canvas_text_right(struct canvas *c, int row, int end, enum canvas_role role, const char *text);
void canvas_rule(struct canvas *c, int row, int col, int cells); /* ─ or - */
void canvas_rule_across(struct canvas *c, int row); /* from edge to edge of the whole grid */
/* The same as canvas_text, but what does not fit ends in an ellipsis. */
int canvas_text_cut(struct canvas *c, int row, int col, int cells, enum canvas_role role,
                    const char *text);
void canvas_fill(struct canvas *c, int row, int col, int cells,
                 enum canvas_role role); /* role over what stands there */
/* A click on these cells is this key. The latest zone over a cell counts; more than
 * CANVAS_ZONES_MAX are ignored. */
void canvas_zone(struct canvas *c, int row, int col, int cells, struct keypress key);
/* The key of a click on the whole grid; false where there is none. */
bool canvas_click(const struct canvas *c, int row, int col, struct keypress *key);
void canvas_cursor(struct canvas *c, int row, int col); /* clamped */

/* Glyphs that the Vietnamese console fonts hold, and their ASCII twins. */
enum canvas_glyph {
    CANVAS_GLYPH_RULE,
    CANVAS_GLYPH_CHOSEN /* ● * */,
    CANVAS_GLYPH_POINTER /* ▶ > */,
    CANVAS_GLYPH_EMPTY /* · . */,
    CANVAS_GLYPH_UP /* ↑ ^ */,
    CANVAS_GLYPH_DOWN /* ↓ v */,
    CANVAS_GLYPH_BAR /* │ | */,
    CANVAS_GLYPH_DONE /* ■ # */,
    CANVAS_GLYPH_MORE /* … . */,
    CANVAS_GLYPH_FULL /* █ # */,
    CANVAS_GLYPH_LIGHT /* ░ . */,
    CANVAS_GLYPHS
};
const char *canvas_glyph(const struct canvas *c, enum canvas_glyph g);

#endif
