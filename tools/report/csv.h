/* Cells of the files that leave the office: CSV as Excel likes it, JSON strings. */
#ifndef SATHACH_TOOLS_REPORT_CSV_H
#define SATHACH_TOOLS_REPORT_CSV_H

#include "app/core/buf.h"

/* UTF-8 BOM. */
void csv_begin(struct buf *out);
/* One row, every cell quoted, CRLF. A cell that a spreadsheet would take for a formula gets a ' in front. */
void csv_row(struct buf *out, const char *const *cell, size_t n);
/* A JSON string with its quotes; control characters escaped, malformed UTF-8 replaced. */
void json_string(struct buf *out, const char *text);

#endif
