/* A plain table: columns with stable ids, rows of text. What CSV, JSON and pages are made from. */
#ifndef SATHACH_TOOLS_REPORT_TABLE_H
#define SATHACH_TOOLS_REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum table_kind { TABLE_TEXT, TABLE_NUMBER };
enum table_lang { TABLE_VI, TABLE_EN };

struct table_column {
    const char *id;                  /* stable, ASCII */
    const char *title_vi, *title_en; /* not owned, as id */
    enum table_kind kind;
};

/* Failure is sticky, as in a buf: add freely, look at failed once at the end. */
struct table {
    struct table_column *column; /* owned copy */
    size_t columns;
    char **cell;                 /* owned; row after row; never NULL below rows × columns */
    size_t rows, room;
    bool failed;                 /* memory ended; the rows so far stand */
};

/* An empty table with a copy of the columns; the strings in them must outlive it. */
void table_init(struct table *t, const struct table_column *column, size_t columns);
void table_free(struct table *t);
/* Appends a row of t->columns cells (copied; NULL is ""). Malformed UTF-8 becomes U+FFFD. Rows keep the order they came in. */
void table_add(struct table *t, const char *const *cell);
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
