/* A table as an Excel workbook through libxlsxwriter: numbers as numbers, everything else as text,
 * so that no SBD loses its zeros and no text runs as a formula; widths from the content, long texts
 * wrapped, a frozen and filtered heading. As it prints: A4, upright where that is wide enough, else
 * lying; made smaller to fit the page's width, but never below XLSX_SCALE_MIN per cent: a wider
 * table takes several pages side by side, its first columns and its heading on each. */
#ifndef SATHACH_TOOLS_TABLE_XLSX_H
#define SATHACH_TOOLS_TABLE_XLSX_H

#include "app/core/buf.h"
#include "tools/table/table.h"

#include <stdint.h>

enum { XLSX_SCALE_MIN = 60 };
struct xlsx_look {
    const char *name;  /* the sheet's name is this behind the word "Bảng" (cut to 31 characters,
                          []:*?/\ replaced) */
    const char *sheet; /* the sheet's whole name instead; NULL for none */
    const char *head;  /* over each printed page, with the name; NULL for none */
    const char *mark;  /* over and under each printed page; NULL for none */
    int64_t made;      /* seconds since 1970 in the document's properties, never the clock, so that
                          the same table gives the same bytes */
};
/* A table without rows says "Không có". The file is built in memory; the library's parts of it
 * stand in files of /tmp that have lost their names before they are written. */
enum err_code xlsx_table(const struct table *t, enum table_lang lang, const struct xlsx_look *look,
                         struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
