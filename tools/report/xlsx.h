/* A table as an Excel workbook through libxlsxwriter: numbers as numbers, everything else as text, so that no SBD loses its zeros and no text runs as a
 * formula; widths from the content, a frozen and filtered heading. */
#ifndef SATHACH_TOOLS_REPORT_XLSX_H
#define SATHACH_TOOLS_REPORT_XLSX_H

#include "app/core/buf.h"
#include "tools/report/table.h"

#include <stdint.h>

/* sheet: the sheet's name, behind the word "Bảng" (cut to 31 characters, []:*?/\ replaced); made: seconds since 1970 in the document's properties, never
 * the clock, so that the same table gives the same bytes. The file is built in memory; the library's parts of it stand in files of /tmp that have lost
 * their names before they are written. */
enum err_code xlsx_table(const struct table *t, enum table_lang lang, const char *sheet, int64_t made, struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
