/* Access slips, as text and as PDF. Vietnamese: they are papers of the office. */
#ifndef SATHACH_TOOLS_REPORT_SLIPS_H
#define SATHACH_TOOLS_REPORT_SLIPS_H

#include "tools/office/office_session.h"

/* One slip a candidate: text (72 columns) and PDF appended. */
enum err_code slips_make(const struct office_session *s, struct buf *text, struct buf *pdf,
                         struct err *e) ERR_MUST_CHECK;

/* When and where the results are told, as a slip has it: "Kết quả: ngày 5/12, trên trang …"; ""
 * where neither is said. */
void slips_tell_results(const char *when, const char *where, char *out, size_t room);

#endif
