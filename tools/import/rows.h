/* Rows of a table file, one at a time: CSV in any of its dialects, the sheets of an XLSX
 * workbook. */
#ifndef SATHACH_TOOLS_IMPORT_ROWS_H
#define SATHACH_TOOLS_IMPORT_ROWS_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ROWS_CELLS_MAX = 64, ROWS_PLACE_MAX = 64, ROWS_DATE_MAX = 11, ROWS_NUMBER_MAX = 64 };

enum rows_kind {
    ROWS_EMPTY,
    ROWS_TEXT,
    ROWS_NUMBER,
    ROWS_DATE, /* a number that its format shows as a day, a time or both */
    ROWS_BOOLEAN,
    ROWS_ERROR /* #N/A, #REF! and their kin */
};
/* What is known of a cell beside its shown text. */
struct rows_fact {
    enum rows_kind kind;
    bool is_column_hidden;
    bool is_ambiguous_number; /* a fraction whose format drops zeros at the end: 3.1 may have been
                                  typed as 3.10 */
    char number[ROWS_NUMBER_MAX]; /* of a number: all its digits, "352080000007" where General shows
                                     3.5208E+11; else "" */
    char date[ROWS_DATE_MAX];     /* the day as dd/mm/yyyy whatever the format shows; "" for all but
                                  days */
    bool is_struck;               /* a line goes through the text, or a part of it */
    const char *why; /* why the cell's text is not what is meant (translated), or NULL: an
                                  error value, a formula
                                  without its value, a number format that is not known. A reader
                                  that needs the cell
                                  refuses the row with it; the text is then "" or the error's
                                  name. */
    size_t first_cell, last_cell; /* columns of the merged range the cell lies in; its own when it
                                     lies in none */
    size_t first_line, last_line; /* and rows */
    const char *merged;     /* text of the merged range's first cell, in the cells that it covers
                                  (their own text is
                                  ""); NULL in all others */
    const char *looks_like; /* "TCVN3", "VNI": the text may be in this encoding, but the table
                                  says that it is UTF-8; or NULL */
    const char *encoding;   /* "TCVN3", "VNI": the text was in this encoding and has been
                                  converted; or NULL */
};

struct row {
    const char *sheet; /* its name in a workbook; NULL in CSV */
    bool is_sheet_hidden;
    bool is_hidden;               /* by a filter, a closed group or by hand */
    size_t line;                  /* where the row begins: line of the file, row of the sheet */
    char *const *cell;            /* texts as shown; "" for empty */
    const struct rows_fact *fact; /* as many as cells; NULL when nothing is known beside the
                                     texts */
    size_t cells;
    bool bad; /* malformed UTF-8 or a NUL byte in it, at bad_at; the cells are cut
                              there */
    size_t bad_at;
    const char *why; /* something else that cannot be read as plain text in it (translated),
                              or NULL */
};
typedef void rows_take(void *context, const struct row *row);

/* What is known of one cell; of cells past the row's end and of rows without facts: that it is
 * text, or empty. The answer lives in *room when the row has none. */
const struct rows_fact *rows_fact(const struct row *row, size_t cell, struct rows_fact *room);
/* Where the cell stands, for messages: "D7" in a sheet, "column 4" in a file of lines (translated;
 * its line is row->line). */
const char *rows_place(const struct row *row, size_t cell, char out[ROWS_PLACE_MAX]);

/* CSV in UTF-8 or one of encoding.h's encodings. The separator: what Excel's first line "sep=;"
 * says; else of ; , and tab the one that parts the most of the first lines into as many cells as
 * each other. Lines end with LF, CR LF or CR. A cell that begins with a quote ends with one, may
 * hold line ends and separators, and a quote in it stands twice; in other cells a quote is text.
 * Blanks round a cell go. ERR_FORMAT with line and column for a quoted cell that does not end so.
 * Empty rows are passed over. Text in TCVN3 or VNI is converted as in sheets, but for tables that
 * say they are UTF-8 (encoding.h). Facts come with every row. */
enum err_code rows_read_csv(const void *bytes, size_t len, rows_take *take, void *context,
                            struct err *e) ERR_MUST_CHECK;
/* XLSX: every sheet in the workbook's order, each cell as the spreadsheet shows it (number_format.h
 * has the rules), rich text without its format, formulas by their stored value; text in TCVN3 or
 * VNI converted (encoding.h). LibreOffice gives every percentage that is typed two decimals: 3.00%
 * in its files is 3%. Facts come with every row. */
enum err_code rows_read_xlsx(const void *bytes, size_t len, rows_take *take, void *context,
                             struct err *e) ERR_MUST_CHECK;
bool rows_is_xlsx(const void *bytes, size_t len);
/* Days since 30/12/1899 (date1904: since 01/01/1904) as dd/mm/yyyy into out (11 bytes); false
 * outside 1900–2100. The 29/02/1900 that never was (serial
 * 60) is refused. */
bool rows_date(double serial, bool date1904, char out[11]);

#endif
