/* The attendance list: made before the exam from the roster; candidates write their receipt on it
 * and sign. */
#ifndef SATHACH_TOOLS_REPORT_ATTENDANCE_H
#define SATHACH_TOOLS_REPORT_ATTENDANCE_H

#include "tools/report/source.h"
#include "tools/table/table.h"

/* PDF, lying A4; src->grading is needed, results are not. */
enum err_code attendance_pdf(const struct report_source *src, struct buf *out,
                             struct err *e) ERR_MUST_CHECK;
/* The same as a table for lists: stt, sbd, name, birth, identity, field, grade, paper, seat,
 * exempt, extra_minutes, receipt (empty); by given name (name_order.h). */
void attendance_table(const struct report_source *src, struct table *out);

#endif
