#include "tests/lib/drawn.h"

#include "app/core/utf8.h"

const char *drawn_row(const struct canvas *v, int row)
{
    static char out[4 * CANVAS_COLS_MAX + 1];
    const struct canvas_cell *cell = &v->cell[row * v->whole_cols];
    size_t n = 0, end = 0;
    for (int col = 0; col < v->whole_cols; col++) {
        n += utf8_encode(cell[col].cp, out + n);
        if (cell[col].cp != ' ')
            end = n;
    }
    out[end] = '\0';
    return out;
}

enum canvas_role drawn_role(const struct canvas *v, int row, int col)
{
    return v->cell[row * v->whole_cols + col].role;
}
