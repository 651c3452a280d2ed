/* Tables whose numbers, answers and grades stand in the middle of their rows' height. Where a row begins is found from two things that must agree: the
 * middle of its lines is where its number stands, and its options run a, b, c, d. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_MIDDLE_H
#define SATHACH_TOOLS_IMPORT_PDF_MIDDLE_H

#include "tools/import/pdf_table.h"

#define PDF_MIDDLE_NONE UINT32_MAX

/* Looks at lines from .. to − 1, the body of a table on one page. lender[i] (for all lines of the document) is set for each line i that begins a row: the
 * line in which the row's number, answer and grade stand. carried: a row began on the page before and its number stands on this one, or is said so on
 * return by the line it begins with; PDF_MIDDLE_NONE for none. ERR_FORMAT when the lines cannot be cut into rows that agree. */
enum err_code pdf_middle_page(const struct pdf_pages *p, const struct pdf_columns *c, size_t from, size_t to, uint32_t *lender, uint32_t *carried,
                              struct err *e) ERR_MUST_CHECK;

#endif
