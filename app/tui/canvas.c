#include "app/tui/canvas.h"

#include "app/core/text.h"
#include "app/core/utf8.h"

#include <stdlib.h>
#include <string.h>

static const char *const GLYPHS[CANVAS_GLYPHS][2] = {
    [CANVAS_GLYPH_RULE] = {"─", "-"},    [CANVAS_GLYPH_CHOSEN] = {"●", "*"},
    [CANVAS_GLYPH_POINTER] = {"▶", ">"}, [CANVAS_GLYPH_EMPTY] = {"·", "."},
    [CANVAS_GLYPH_UP] = {"↑", "^"},      [CANVAS_GLYPH_DOWN] = {"↓", "v"},
    [CANVAS_GLYPH_BAR] = {"│", "|"},     [CANVAS_GLYPH_DONE] = {"■", "#"},
    [CANVAS_GLYPH_MORE] = {"…", "."},    [CANVAS_GLYPH_FULL] = {"█", "#"},
    [CANVAS_GLYPH_LIGHT] = {"░", "."},
};

static int clamp(int v, int low, int high)
{
    return v < low ? low : v > high ? high : v;
}

bool canvas_init(struct canvas *c, int rows, int cols)
{
    memset(c, 0, sizeof *c);
    c->rows = clamp(rows, 1, CANVAS_ROWS_MAX);
    c->cols = c->whole_cols = clamp(cols, 1, CANVAS_COLS_MAX);
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

struct canvas canvas_listener(char *out, size_t room)
{
    out[0] = '\0';
    return (struct canvas){.rows = 1,
                           .cols = CANVAS_COLS_MAX,
                           .whole_cols = CANVAS_COLS_MAX,
                           .heard = out,
                           .heard_room = room};
}

/* Whole letters only. */
static int hear(struct canvas *c, int cells, const char *text, size_t len)
{
    size_t at = c->heard_used, room = c->heard_room - at;
    if (len + 2 > room)
        len = room > 2 ? room - 2 : 0;
    while (len && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    if (len) {
        memcpy(c->heard + at, text, len);
        memcpy(c->heard + at + len, " ", 2);
        c->heard_used += len + 1;
    }
    int used = text_width(text);
    return used < cells ? used : cells;
}

void canvas_also(struct canvas *c, const char *text)
{
    if (c->heard)
        hear(c, 0, text, strlen(text));
}

void canvas_whole(struct canvas *c)
{
    c->left = 0;
    c->cols = c->whole_cols;
}

void canvas_column(struct canvas *c, int cols)
{
    c->cols = clamp(cols, 1, c->whole_cols);
    c->left = (c->whole_cols - c->cols) / 2;
}

/* The cell at a place of what is drawn on; NULL outside. */
static struct canvas_cell *cell_at(struct canvas *c, int row, int col)
{
    bool is_inside = c->cell && row >= 0 && row < c->rows && col >= 0 && col < c->cols;
    return is_inside ? &c->cell[row * c->whole_cols + c->left + col] : NULL;
}

void canvas_clear(struct canvas *c)
{
    canvas_whole(c);
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
    if (c->zone && c->zones < CANVAS_ZONES_MAX)
        c->zone[c->zones++] = (struct canvas_zone){row, c->left + col, cells, key};
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
        if (utf8_decode(GLYPHS[g][0], strlen(GLYPHS[g][0]), &full) && full == cp)
            return (unsigned char)GLYPHS[g][1][0];
    }
    switch (cp) {
    case 0x2190: return '<';
    case 0x2192: return '>';
    case 0x2013: return '-';
    default: return cp;
    }
}

/* A combining mark joins the letter before it; what no letter stands for is shown as a doubtful
 * one, never left out. */
static void add_mark(struct canvas *c, int row, int col, bool has_letter, uint32_t mark)
{
    struct canvas_cell *cell = has_letter ? cell_at(c, row, col) : NULL;
    if (!cell)
        return;
    uint32_t made = text_compose(cell->cp, mark);
    cell->cp = made ? made : c->ascii ? '?' : 0xFFFD;
}

int canvas_textn(struct canvas *c, int row, int col, int cells, enum canvas_role role,
                 const char *text, size_t len)
{
    int used = 0;
    if (c->heard)
        return hear(c, cells, text, len);
    if (row < 0 || row >= c->rows)
        return 0;
    while (len > 0) {
        uint32_t cp;
        size_t n = utf8_decode(text, len, &cp);
        if (n == 0 || utf8_is_forbidden(cp, false)) {
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
        struct canvas_cell *first = cell_at(c, row, col + used),
                           *last = cell_at(c, row, col + used + width - 1);
        if (first && last) {
            *first = (struct canvas_cell){c->ascii ? to_ascii(cp) : cp, (uint8_t)role};
            if (width == 2)
                *last = (struct canvas_cell){0, (uint8_t)role};
        }
        used += width;
    }
    return used;
}

int canvas_text(struct canvas *c, int row, int col, int cells, enum canvas_role role,
                const char *text)
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

void canvas_rule_across(struct canvas *c, int row)
{
    int left = c->left, cols = c->cols;
    canvas_whole(c);
    canvas_rule(c, row, 0, c->cols);
    c->left = left;
    c->cols = cols;
}

int canvas_text_cut(struct canvas *c, int row, int col, int cells, enum canvas_role role,
                    const char *text)
{
    if (text_width(text) <= cells)
        return canvas_text(c, row, col, cells, role, text);
    int used = canvas_text(c, row, col, cells - 1, role, text);
    return used + canvas_text(c, row, col + used, 1, role, canvas_glyph(c, CANVAS_GLYPH_MORE));
}

void canvas_text_pair(struct canvas *c, int row, int col, int cells, enum canvas_role role,
                      const char *text, const char *end)
{
    int used = canvas_text_cut(c, row, col, cells - text_width(end), role, text);
    canvas_text(c, row, col + used, cells - used, role, end);
}

void canvas_fill(struct canvas *c, int row, int col, int cells, enum canvas_role role)
{
    for (int i = col; i < col + cells; i++) {
        struct canvas_cell *cell = cell_at(c, row, i);
        if (cell)
            cell->role = (uint8_t)role;
    }
}

void canvas_cursor(struct canvas *c, int row, int col)
{
    c->cursor_row = clamp(row, 0, c->rows - 1);
    c->cursor_col = c->left + clamp(col, 0, c->cols - 1);
}

const char *canvas_glyph(const struct canvas *c, enum canvas_glyph g)
{
    return GLYPHS[g][c->ascii];
}
