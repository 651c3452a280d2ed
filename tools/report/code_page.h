/* The code of the log's mark as a sheet for the notice board or an annex of the minutes: whoever
 * keeps it can tell later whether a line before it was changed or dropped. */
#ifndef SATHACH_TOOLS_REPORT_CODE_PAGE_H
#define SATHACH_TOOLS_REPORT_CODE_PAGE_H

#include "app/core/buf.h"
#include "tools/office/note.h"
#include "tools/office/workspace.h"

/* Appends the PDF. */
enum err_code code_page_pdf(const struct workspace *w, const struct note_mark *mark,
                            struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
