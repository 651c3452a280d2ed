#include "app/client/canvas.h"

#include "app/core/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const GLYPHS[CANVAS_GLYPHS][2] = {
    [CANVAS_GLYPH_RULE] = {"─", "-"},   [CANVAS_GLYPH_CHOSEN] = {"●", "*"}, [CANVAS_GLYPH_POINTER] = {"▶", ">"}, [CANVAS_GLYPH_EMPTY] = {"·", "."},
    [CANVAS_GLYPH_UP] = {"↑", "^"},     [CANVAS_GLYPH_DOWN] = {"↓", "v"},   [CANVAS_GLYPH_BAR] = {"│", "|"},
};

static int clamp(int v, int low, int high)
{
    return v < low ? low : v > high ? high : v;
}

bool canvas_init(struct canvas *c, int rows, int cols)
{
    memset(c, 0, sizeof *c);
    c->rows = clamp(rows, 1, CANVAS_ROWS_MAX);
    c->cols = clamp(cols, 1, CANVAS_COLS_MAX);
    c->cell = calloc((size_t)c->rows * (size_t)c->cols, sizeof *c->cell);
    c->zone = calloc(CANVAS_ZONES_MAX, sizeof *c->zone);
    if (c->cell && c->zone) {
        canvas_clear(c);
        return true;
    }
    canvas_free(c);
    return false;
}

void canvas_free(struct canvas *c)
{
    free(c->cell);
    free(c->zone);
    memset(c, 0, sizeof *c);
}

void canvas_clear(struct canvas *c)
{
    for (int i = 0; i < c->rows * c->cols; i++)
        c->cell[i] = (struct canvas_cell){' ', CANVAS_PLAIN};
    c->cursor_row = c->cursor_col = 0;
    c->zones = 0;
    c->first_line = 0;
    c->page_lines = c->rows;
    c->focus_side = 0;
}

void canvas_zone(struct canvas *c, int row, int col, int cells, struct keypress key)
{
    if (c->zones < CANVAS_ZONES_MAX)
        c->zone[c->zones++] = (struct canvas_zone){row, col, cells, key};
}

bool canvas_click(const struct canvas *c, int row, int col, struct keypress *key)
{
    for (size_t i = c->zones; i-- > 0;) {
        const struct canvas_zone *z = &c->zone[i];
        if (row == z->row && col >= z->col && col < z->col + z->cells) {
            *key = z->key;
            return true;
        }
    }
    return false;
}

/* What of the text's glyphs a terminal without them gets. */
static uint32_t to_ascii(uint32_t cp)
{
    for (int g = 0; g < CANVAS_GLYPHS; g++) {
        uint32_t full;
        if (text_decode(GLYPHS[g][0], strlen(GLYPHS[g][0]), &full) && full == cp)
            return (unsigned char)GLYPHS[g][1][0];
    }
    switch (cp) {
    case 0x2190: return '<';
    case 0x2192: return '>';
    case 0x2013: return '-';
    default: return cp;
    }
}

/* A combining mark joins the letter before it; what no letter stands for is shown as a doubtful one, never left out. */
static void add_mark(struct canvas *c, int row, int col, bool has_letter, uint32_t mark)
{
    if (!has_letter || col < 0 || col >= c->cols)
        return;
    struct canvas_cell *cell = &c->cell[row * c->cols + col];
    uint32_t made = text_compose(cell->cp, mark);
    cell->cp = made ? made : c->ascii ? '?' : 0xFFFD;
}

int canvas_textn(struct canvas *c, int row, int col, int cells, enum canvas_role role, const char *text, size_t len)
{
    int used = 0;
    if (row < 0 || row >= c->rows)
        return 0;
    while (len > 0) {
        uint32_t cp;
        size_t n = text_decode(text, len, &cp);
        if (n == 0 || text_is_forbidden(cp, false)) {
            cp = c->ascii ? '?' : 0xFFFD;
            n = n ? n : 1;
        }
        text += n;
        len -= n;
        int width = text_cp_width(cp);
        if (width == 0) {
            add_mark(c, row, col + used - 1, used > 0, cp);
            continue;
        }
        if (used + width > cells)
            break;
        int at = col + used;
        if (at >= 0 && at + width <= c->cols) {
            c->cell[row * c->cols + at] = (struct canvas_cell){c->ascii ? to_ascii(cp) : cp, (uint8_t)role};
            if (width == 2)
                c->cell[row * c->cols + at + 1] = (struct canvas_cell){0, (uint8_t)role};
        }
        used += width;
    }
    return used;
}

int canvas_text(struct canvas *c, int row, int col, int cells, enum canvas_role role, const char *text)
{
    return canvas_textn(c, row, col, cells, role, text, strlen(text));
}

void canvas_text_right(struct canvas *c, int row, int end, enum canvas_role role, const char *text)
{
    int width = text_width(text);
    canvas_text(c, row, end - width, width, role, text);
}

void canvas_rule(struct canvas *c, int row, int col, int cells)
{
    for (int i = 0; i < cells; i++)
        canvas_text(c, row, col + i, 1, CANVAS_RULE, canvas_glyph(c, CANVAS_GLYPH_RULE));
}

void canvas_fill(struct canvas *c, int row, int col, int cells, enum canvas_role role)
{
    for (int i = col; i < col + cells; i++)
        if (row >= 0 && row < c->rows && i >= 0 && i < c->cols)
            c->cell[row * c->cols + i].role = (uint8_t)role;
}

void canvas_cursor(struct canvas *c, int row, int col)
{
    c->cursor_row = clamp(row, 0, c->rows - 1);
    c->cursor_col = clamp(col, 0, c->cols - 1);
}

const char *canvas_glyph(const struct canvas *c, enum canvas_glyph g)
{
    return GLYPHS[g][c->ascii];
}
