/* Plain pages through pango and cairo: A4, Liberation faces only, the same bytes for the same text. */
#ifndef SATHACH_TOOLS_REPORT_PDF_H
#define SATHACH_TOOLS_REPORT_PDF_H

#include "app/core/buf.h"

struct pdf;

/* Margins 20 mm, left 30 mm. NULL: no memory. */
struct pdf *pdf_new(void);
/* A paragraph in pango markup, full width, size in points; starts a new page when it does not fit. */
void pdf_paragraph(struct pdf *p, double points, const char *markup);
void pdf_space(struct pdf *p, double points);
/* A dashed line to cut along. */
void pdf_cut(struct pdf *p);
/* A new page unless at least so many points are left. */
void pdf_need(struct pdf *p, double points);
/* Ends and appends the file's bytes to out; frees p. */
enum err_code pdf_finish(struct pdf *p, struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
