/* A plain table: columns with stable ids, rows of text. What CSV, JSON and pages are made from.
 *
 * A list says its columns in one array, a row a column with all that makes it: what it is called
 * and how its cell is written from the thing that a row of the list tells of. So a column comes,
 * goes or moves in one place, and one without its cell does not compile. */
#ifndef SATHACH_TOOLS_TABLE_TABLE_H
#define SATHACH_TOOLS_TABLE_TABLE_H

#include "app/core/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { TABLE_CELL_MAX = 16 * 1024 * 1024 };
enum table_kind { TABLE_TEXT, TABLE_NUMBER };
enum table_lang { TABLE_VI, TABLE_EN };

struct table_column {
    const char *id;                  /* stable, ASCII */
    const char *title_vi, *title_en; /* not owned, as id */
    enum table_kind kind;
    /* Appends the cell of a row to an empty buffer; row is what table_add_row was given. */
    void (*put)(const void *row, struct buf *cell);
};

/* Defines a column's put that writes a text member of the row, which may be NULL. */
#define TABLE_PUT_TEXT(name, type, member) \
    static void name(const void *row, struct buf *cell) \
    { \
        table_put_text(((const type *)row)->member, cell); \
    }
/* The same for a number without a sign. */
#define TABLE_PUT_COUNT(name, type, member) \
    static void name(const void *row, struct buf *cell) \
    { \
        buf_printf(cell, "%zu", (size_t)((const type *)row)->member); \
    }
/* Appends a text; nothing for NULL. */
void table_put_text(const char *text, struct buf *cell);
/* The put of a column that is filled in by hand. */
void table_put_nothing(const void *row, struct buf *cell);

/* Failure is sticky, as in a buf: add freely, look at failed once at the end. */
struct table {
    struct table_column *column; /* owned copy */
    size_t columns;
    char **cell; /* owned; row after row; never NULL below rows × columns */
    size_t rows, room;
    bool failed; /* memory ended, or a cell grew too long; the rows so far stand */
};

/* An empty table with a copy of the columns; the strings in them must outlive it. */
void table_init(struct table *t, const struct table_column *column, size_t columns);
void table_free(struct table *t);
/* Appends a row whose cells the columns' own put write from row. A cell has at most TABLE_CELL_MAX
 * bytes; malformed UTF-8 becomes U+FFFD. Rows keep the order they came in. */
void table_add_row(struct table *t, const void *row);
/* Puts one more column behind the others, with the same text in each row so far; its put is not
 * called. */
void table_add_column(struct table *t, const struct table_column *column, const char *text);
/* The cell's text; "" outside the table. */
const char *table_cell(const struct table *t, size_t row, size_t column);
/* The column's title in a language. */
const char *table_title(const struct table *t, size_t column, enum table_lang lang);
/* Index of the column with this id, or -1. */
long table_find(const struct table *t, const char *id);
/* Takes a column with its cells out; false when there is none with this id. */
bool table_drop(struct table *t, const char *id);
/* Takes out all columns but those with one of these ids; n of them. */
void table_keep(struct table *t, const char *const *id, size_t n);
/* True when text is a number as JSON writes one: -12, 3.5, 1e3; not 007, not +1. */
bool table_is_number(const char *text);

#endif
