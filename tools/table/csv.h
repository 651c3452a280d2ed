/* CSV as spreadsheets like it: UTF-8 with its mark, CRLF, every cell quoted, no cell that runs as a
 * formula. */
#ifndef SATHACH_TOOLS_TABLE_CSV_H
#define SATHACH_TOOLS_TABLE_CSV_H

#include "app/core/buf.h"
#include "tools/table/table.h"

/* The whole file: mark, titles, rows; quotes doubled. A cell that a spreadsheet would take for a
 * formula (it begins with = + - @ tab or CR) gets a ' in front; numbers in number columns stay bare
 * of it, so that -5 is a number. ERR_LIMIT when the table or out ran out of memory. */
enum err_code csv_table(const struct table *t, enum table_lang lang, struct buf *out,
                        struct err *e) ERR_MUST_CHECK;

#endif
