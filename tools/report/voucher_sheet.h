/* The invigilator's sheet of vouchers, as text and as PDF: what each action is for, what to do when
 * something happens, in the order in which an invigilator meets it; then all vouchers with places
 * to write down their use. At most four pages. Vietnamese: it is a paper of the office. */
#ifndef SATHACH_TOOLS_REPORT_VOUCHER_SHEET_H
#define SATHACH_TOOLS_REPORT_VOUCHER_SHEET_H

#include "tools/office/office_session.h"

/* Appended to text (72 columns) and pdf. */
enum err_code voucher_sheet_make(const struct office_session *s, struct buf *text, struct buf *pdf,
                                 struct err *e) ERR_MUST_CHECK;

#endif
