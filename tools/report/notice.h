/* The notice of a session's results (thông báo) with its appendix, and the office's own table of
 * results. */
#ifndef SATHACH_TOOLS_REPORT_NOTICE_H
#define SATHACH_TOOLS_REPORT_NOTICE_H

#include "tools/report/source.h"

/* PDF: the notice, and as its appendix who passed; without identity numbers, dates of birth and
 * employers, since it is published. */
enum err_code notice_pdf(const struct report_source *src, struct buf *out,
                         struct err *e) ERR_MUST_CHECK;
/* PDF for the office: every paper with everything known of the person. */
enum err_code notice_results_pdf(const struct report_source *src, struct buf *out,
                                 struct err *e) ERR_MUST_CHECK;

#endif
