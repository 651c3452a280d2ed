#include "tools/table/table.h"

#include "app/core/text.h"
#include "app/core/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_FIRST = 32, REPLACEMENT = 0xFFFD };

void table_init(struct table *t, const struct table_column *column, size_t columns)
{
    *t = (struct table){.columns = columns};
    t->column = calloc(columns ? columns : 1, sizeof *t->column);
    if (!t->column) {
        t->columns = 0;
        t->failed = true;
        return;
    }
    for (size_t i = 0; i < columns; i++)
        t->column[i] = column[i];
}

void table_free(struct table *t)
{
    for (size_t i = 0; i < t->rows * t->columns; i++)
        free(t->cell[i]);
    free(t->cell);
    free(t->column);
    *t = (struct table){0};
}

/* A malloc'd copy with U+FFFD for each byte that belongs to no character. */
static char *copy(const char *text)
{
    size_t len = strlen(text), at = 0;
    if (len > SIZE_MAX / 3 - 1)
        return NULL;
    char *out = malloc(len * 3 + 1);
    if (!out)
        return NULL;
    for (size_t i = 0; i < len;) {
        uint32_t cp = 0;
        size_t n = utf8_decode(text + i, len - i, &cp);
        if (n == 0) {
            at += utf8_encode(REPLACEMENT, out + at);
            n = 1;
        } else {
            memcpy(out + at, text + i, n);
            at += n;
        }
        i += n;
    }
    out[at] = '\0';
    return out;
}

static bool make_room(struct table *t)
{
    if (t->rows < t->room)
        return true;
    size_t room = t->room ? t->room * 2 : ROWS_FIRST;
    if (t->columns == 0 || room > SIZE_MAX / sizeof *t->cell / t->columns)
        return false;
    char **cell = realloc(t->cell, room * t->columns * sizeof *cell);
    if (!cell)
        return false;
    t->cell = cell;
    t->room = room;
    return true;
}

/* A row's cells into the array; false when one could not be made: then none is owned. */
static bool put_cells(const struct table *t, const void *row, struct buf *cell, char **out)
{
    for (size_t i = 0; i < t->columns; i++) {
        buf_clear(cell);
        t->column[i].put(row, cell);
        out[i] = cell->failed ? NULL : copy(buf_text(cell));
        if (!out[i]) {
            while (i-- > 0)
                free(out[i]);
            return false;
        }
    }
    return true;
}

void table_add_row(struct table *t, const void *row)
{
    struct buf cell;
    if (t->failed)
        return;
    buf_init(&cell, TABLE_CELL_MAX);
    if (make_room(t) && put_cells(t, row, &cell, t->cell + t->rows * t->columns))
        t->rows++;
    else
        t->failed = true;
    buf_free(&cell);
}

void table_put_text(const char *text, struct buf *cell)
{
    if (text)
        buf_add_text(cell, text);
}

void table_put_nothing(const void *row, struct buf *cell)
{
    (void)row;
    (void)cell;
}

const char *table_cell(const struct table *t, size_t row, size_t column)
{
    return row < t->rows && column < t->columns ? t->cell[row * t->columns + column] : "";
}

const char *table_title(const struct table *t, size_t column, enum table_lang lang)
{
    if (column >= t->columns)
        return "";
    return lang == TABLE_EN ? t->column[column].title_en : t->column[column].title_vi;
}

long table_find(const struct table *t, const char *id)
{
    for (size_t i = 0; i < t->columns; i++)
        if (strcmp(t->column[i].id, id) == 0)
            return (long)i;
    return -1;
}

void table_add_column(struct table *t, const struct table_column *column, const char *text)
{
    size_t columns = t->columns + 1;
    struct table_column *grown = realloc(t->column, columns * sizeof *grown);
    char **cell = calloc(t->rows * columns + 1, sizeof *cell);
    t->column = grown ? grown : t->column;
    for (size_t r = 0; grown && cell && r < t->rows; r++)
        if (!(cell[r * columns + t->columns] = strdup(text)))
            t->failed = true;
    if (!grown || !cell || t->failed) {
        for (size_t r = 0; cell && r < t->rows; r++)
            free(cell[r * columns + t->columns]);
        free(cell);
        t->failed = true;
        return;
    }
    for (size_t r = 0; r < t->rows; r++)
        memcpy(cell + r * columns, t->cell + r * t->columns, t->columns * sizeof *cell);
    free(t->cell);
    t->column[t->columns] = *column;
    t->cell = cell;
    t->columns = columns;
    t->room = t->rows;
}

bool table_drop(struct table *t, const char *id)
{
    long found = table_find(t, id);
    if (found < 0)
        return false;
    size_t gone = (size_t)found, at = 0;
    for (size_t i = 0; i < t->rows * t->columns; i++) {
        if (i % t->columns == gone)
            free(t->cell[i]);
        else
            t->cell[at++] = t->cell[i];
    }
    t->columns--;
    memmove(t->column + gone, t->column + gone + 1, (t->columns - gone) * sizeof *t->column);
    if (t->columns == 0)
        t->rows = 0;
    return true;
}

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

void table_keep(struct table *t, const char *const *id, size_t n)
{
    for (size_t c = t->columns; c-- > 0;)
        if (!is_one_of(t->column[c].id, id, n))
            table_drop(t, t->column[c].id);
}

/* Skips digits; false when there are none. */
static bool digits(const char **s)
{
    const char *from = *s;
    while (**s >= '0' && **s <= '9')
        (*s)++;
    return *s > from;
}

bool table_is_number(const char *text)
{
    const char *s = text;
    if (*s == '-')
        s++;
    if (s[0] == '0' && s[1] >= '0' && s[1] <= '9')
        return false;
    if (!digits(&s))
        return false;
    if (*s == '.') {
        s++;
        if (!digits(&s))
            return false;
    }
    if (*s == 'e' || *s == 'E') {
        s++;
        if (*s == '+' || *s == '-')
            s++;
        if (!digits(&s))
            return false;
    }
    return *s == '\0';
}
