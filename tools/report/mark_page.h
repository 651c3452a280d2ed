/* The mark of the office's log as a paper to be signed before anything is graded: its size and
 * code, where it is signed (in the room; made on a later day: where it is made), the rows of the
 * signed sheet that it asks for, places to sign. */
#ifndef SATHACH_TOOLS_REPORT_MARK_PAGE_H
#define SATHACH_TOOLS_REPORT_MARK_PAGE_H

#include "tools/office/sheet_take.h"
#include "tools/report/source.h"

/* src with results and grading; asked: of now. Appends the PDF of the last mark. */
enum err_code mark_page_pdf(const struct report_source *src, const struct sheet_asked *asked,
                            struct buf *out, struct err *e) ERR_MUST_CHECK;
/* "mark.pdf", from the second on "mark-K.pdf". */
enum { MARK_PAGE_NAME = 32 };
void mark_page_name(size_t marks, char out[MARK_PAGE_NAME]);

#endif
