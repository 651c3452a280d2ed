/* CSV as Excel likes it: UTF-8 with its mark, CRLF, every cell quoted, no cell that runs as a formula. */
#ifndef SATHACH_TOOLS_REPORT_CSV_H
#define SATHACH_TOOLS_REPORT_CSV_H

#include "app/core/buf.h"
#include "tools/report/table.h"

/* UTF-8 BOM. */
void csv_begin(struct buf *out);
/* One row, every cell quoted, quotes doubled, CRLF. A cell that a spreadsheet would take for a formula (it begins with = + - @
 * tab or CR) gets a ' in front. */
void csv_row(struct buf *out, const char *const *cell, size_t n);
/* The whole file: mark, titles, rows. Numbers in number columns stay bare of the ', so that -5 is a number. ERR_LIMIT when the
 * table or out ran out of memory. */
enum err_code csv_write(const struct table *t, enum table_lang lang, struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
