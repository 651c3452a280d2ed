#include "tools/import/rows.h"

#include "app/core/i18n.h"

#include <stdio.h>

const struct rows_fact *rows_fact(const struct row *row, size_t cell, struct rows_fact *room)
{
    if (row->fact && cell < row->cells)
        return &row->fact[cell];
    bool filled = cell < row->cells && row->cell[cell][0];
    *room = (struct rows_fact){.kind = filled ? ROWS_TEXT : ROWS_EMPTY,
                               .first_cell = cell,
                               .last_cell = cell,
                               .first_line = row->line,
                               .last_line = row->line};
    return room;
}

const char *rows_place(const struct row *row, size_t cell, char out[ROWS_PLACE_MAX])
{
    char letters[16];
    size_t at = sizeof letters - 1;
    if (!row->sheet) {
        snprintf(out, ROWS_PLACE_MAX, _("column %zu"), cell + 1);
        return out;
    }
    letters[at] = '\0';
    for (size_t n = cell + 1; n && at; n = (n - 1) / 26)
        letters[--at] = (char)('A' + (n - 1) % 26);
    snprintf(out, ROWS_PLACE_MAX, "%s%zu", letters + at, row->line);
    return out;
}
