/* The office's web pages of a session, without identity numbers, dates of birth and employers: a
 * page that anybody can read says who passed, not who they are beyond that; nor does it tell of an
 * exemption, extra time or misconduct (the note), nor tie receipts to names. The columns that are
 * published are named one by one, so that a new column of a list is not published by itself. */
#ifndef SATHACH_TOOLS_REPORT_WEBPAGE_H
#define SATHACH_TOOLS_REPORT_WEBPAGE_H

#include "tools/report/source.h"

enum err_code webpage_passed(const struct report_source *src, struct buf *out,
                             struct err *e) ERR_MUST_CHECK;
enum err_code webpage_results(const struct report_source *src, struct buf *out,
                              struct err *e) ERR_MUST_CHECK;
/* The receipts of all that was handed in, without names. */
enum err_code webpage_receipts(const struct report_source *src, struct buf *out,
                               struct err *e) ERR_MUST_CHECK;

#endif
