/* Rows of a table file, one at a time: CSV in any of its dialects, the sheets of an XLSX workbook. */
#ifndef SATHACH_TOOLS_IMPORT_ROWS_H
#define SATHACH_TOOLS_IMPORT_ROWS_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ROWS_CELLS_MAX = 64 };

struct row {
    const char *sheet;     /* its name in a workbook; NULL in CSV */
    size_t line;           /* where the row begins: line of the file, row of the sheet */
    char *const *cell;     /* texts as they stand; "" for empty */
    size_t cells;
    bool bad;              /* malformed UTF-8 or a NUL byte in it, at bad_at; the cells are cut there */
    size_t bad_at;
    const char *why;       /* something else that cannot be read as plain text in it (translated), or NULL */
};
typedef void rows_take(void *context, const struct row *row);

/* CSV: separator ; , or tab, whichever the first lines have most of; UTF-8 with or without a mark; quoted cells may hold line ends. ERR_FORMAT for broken
 * quoting. Empty rows are passed over. */
enum err_code rows_read_csv(const void *bytes, size_t len, rows_take *take, void *context, struct err *e) ERR_MUST_CHECK;
/* XLSX: every sheet in the workbook's order. Numbers as they stand, dates as dd/mm/yyyy, rich text without its format, formulas by their stored value. */
enum err_code rows_read_xlsx(const void *bytes, size_t len, rows_take *take, void *context, struct err *e) ERR_MUST_CHECK;
bool rows_is_xlsx(const void *bytes, size_t len);
/* Days since 30/12/1899 (date1904: since 01/01/1904) as dd/mm/yyyy into out (11 bytes); false outside 1900–2100. The 29/02/1900 that never was (serial
 * 60) is refused. */
bool rows_date(double serial, bool date1904, char out[11]);

#endif
