/* Rows of the signed sheet as a file brings them: lines "SBD;receipt" or "SBD/PAPER;receipt", or
 * our attendance list (CSV, XLSX) with its receipt column filled. An empty cell is a row that was
 * not typed. What a row says is judged by sheet_take. */
#ifndef SATHACH_TOOLS_WORK_SHEET_ROWS_H
#define SATHACH_TOOLS_WORK_SHEET_ROWS_H

#include "tools/office/sheet_take.h"

enum { SHEET_ROWS_FILE_MAX = 16 * 1024 * 1024, SHEET_ROWS_HEADING_MAX = 20 };

struct sheet_rows {
    struct sheet_entry *entry; /* owned, with their texts */
    size_t count;
};
/* A list is one in whose first SHEET_ROWS_HEADING_MAX rows a row of titles stands: the candidate
 * number's and the receipt's, by any of their names. ERR_FORMAT names line and cell; ERR_LIMIT for
 * more than SHEET_ENTRIES_MAX rows. Free *out in any case. */
enum err_code sheet_rows_read(const char *path, struct sheet_rows *out,
                              struct err *e) ERR_MUST_CHECK;
/* Adds one row as typed on the command line: "PAPER=WORD". ERR_USAGE for another form. */
enum err_code sheet_rows_add(struct sheet_rows *r, const char *word, struct err *e) ERR_MUST_CHECK;
void sheet_rows_free(struct sheet_rows *r);

#endif
