#include "app/client/grid_rows.h"

static void add(struct grid_row out[GRID_ROWS_MAX], int *n, struct grid_row row)
{
    if (*n < GRID_ROWS_MAX)
        out[(*n)++] = row;
}

int grid_rows(const struct exam *x, unsigned per_row, struct grid_row out[GRID_ROWS_MAX])
{
    unsigned first = 0;
    int n = 0;
    for (unsigned part = 0; part < x->ticket->parts; part++) {
        unsigned count = x->ticket->part_questions[part];
        if (part)
            add(out, &n, (struct grid_row){.kind = GRID_BLANK, .part = part});
        add(out, &n, (struct grid_row){.kind = GRID_PART, .part = part});
        if (per_row < GRID_PER_ROW)
            add(out, &n, (struct grid_row){.kind = GRID_COUNTS, .part = part});
        for (unsigned i = 0; i < count; i += per_row)
            add(out, &n,
                (struct grid_row){.kind = GRID_QUESTIONS,
                                  .part = part,
                                  .first = first + i,
                                  .count = count - i < per_row ? count - i : per_row});
        first += count;
    }
    return n;
}

int grid_row_of(const struct grid_row *row, int n, unsigned q)
{
    for (int i = 0; i < n; i++)
        if (q >= row[i].first && q < row[i].first + row[i].count)
            return i;
    return 0;
}

unsigned grid_step(const struct exam *x, unsigned q, int by)
{
    struct grid_row row[GRID_ROWS_MAX];
    int n = grid_rows(x, GRID_PER_ROW, row), from = grid_row_of(row, n, q), to = from + by;
    while (to >= 0 && to < n && row[to].kind != GRID_QUESTIONS)
        to += by;
    if (to < 0 || to >= n)
        return q;
    unsigned col = q - row[from].first, last = row[to].count - 1;
    return row[to].first + (col < last ? col : last);
}
