/* All rows of a roster's file, held while they are judged: the headings are known only after
 * several of them. Texts are normalised. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_SHEETS_H
#define SATHACH_TOOLS_IMPORT_ROSTER_SHEETS_H

#include "tools/import/rows.h"

struct roster_cell {
    char *text;    /* owned; "" for empty */
    char *covered; /* owned: text of the merged cell that begins in this column in a row above and
                      covers this one; or NULL */
    char *why;     /* owned: why the text is not what is meant; or NULL */
    enum rows_kind kind;
    bool is_column_hidden, is_ambiguous, is_struck;
    char date[ROWS_DATE_MAX]; /* of a date cell, dd/mm/yyyy; "" for all others */
};
struct roster_row {
    size_t sheet; /* index into name[] */
    size_t line;
    bool is_hidden, is_sheet_hidden;
    char *why;                /* owned: why the row cannot be read at all; or NULL */
    struct roster_cell *cell; /* owned */
    size_t cells;
};
struct roster_sheets {
    struct roster_row *row;
    size_t rows, room; /* owned */
    char **name;
    size_t names; /* owned; of the sheets, in their order; one "" for a file of lines */
    bool is_workbook;
    bool failed; /* memory ended */
    struct {
        const char *name;
        size_t cells;
    } encoding[4]; /* old encodings that were converted */
};

/* Reads the whole file. On an error what was read so far stays. */
enum err_code roster_sheets_read(struct roster_sheets *s, const char *text, size_t len,
                                 struct err *e) ERR_MUST_CHECK;
void roster_sheets_free(struct roster_sheets *s);

/* Text of a cell, "" past the row's end. With the merged cell above it that covers it. */
const char *roster_cell_text(const struct roster_row *r, size_t at);
const char *roster_cell_value(const struct roster_row *r, size_t at);
/* How many cells have something in them. */
size_t roster_row_filled(const struct roster_row *r);
/* "D7" or "column 4", as rows_place. */
const char *roster_cell_place(const struct roster_sheets *s, const struct roster_row *r, size_t at,
                              char out[ROWS_PLACE_MAX]);

#endif
