/* The result slip of a paper (phiếu kết quả sát hạch): printed in the room, signed by the candidate
 * and the office. */
#ifndef SATHACH_TOOLS_REPORT_RESULT_SLIP_H
#define SATHACH_TOOLS_REPORT_RESULT_SLIP_H

#include "tools/report/source.h"

/* PDF, a page a paper that is graded: src->paper, or all. ERR_NO when the paper asked for is not
 * graded, or none is. */
enum err_code result_slip_pdf(const struct report_source *src, struct buf *out,
                              struct err *e) ERR_MUST_CHECK;

#endif
