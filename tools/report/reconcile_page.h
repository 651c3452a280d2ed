/* Whether a session adds up, as a sheet for the file and for the council: the sum of its papers,
 * what is not as it should be, paper by paper, and places to sign. */
#ifndef SATHACH_TOOLS_REPORT_RECONCILE_PAGE_H
#define SATHACH_TOOLS_REPORT_RECONCILE_PAGE_H

#include "tools/office/reconcile.h"
#include "tools/report/source.h"

/* Appends the PDF; src with its opened roster. */
enum err_code reconcile_page_pdf(const struct report_source *src, const struct reconcile *r,
                                 struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
