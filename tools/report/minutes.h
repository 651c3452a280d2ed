/* The minutes of a session (biên bản): who sat and who did not, and from the journals' time ledgers
 * every outage, extension, resume, move and other incident, with the time by the seat's clock, the
 * minutes and the number of the code that was used. The paper also says what the draw makes the
 * papers differ by (analysis.h). */
#ifndef SATHACH_TOOLS_REPORT_MINUTES_H
#define SATHACH_TOOLS_REPORT_MINUTES_H

#include "tools/report/source.h"
#include "tools/table/table.h"

/* PDF; src->grading and src->results are needed. */
enum err_code minutes_pdf(const struct report_source *src, struct buf *out,
                          struct err *e) ERR_MUST_CHECK;
/* The incidents as a table: paper, sbd, name, time, incident, minutes, code, reason; in the order
 * of papers, then of events. */
enum err_code minutes_table(const struct report_source *src, struct table *out,
                            struct err *e) ERR_MUST_CHECK;

#endif
