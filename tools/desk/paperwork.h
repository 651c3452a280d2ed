/* D15, the papers of a session: which were made, printed and signed, what of them is old since the
 * results stand on another basis, and what office.ini lacks before one is made. Enter makes one, by
 * the command's own preview; P prints it and says so in the log, U takes it along on a stick.
 *
 *      Giấy tờ · ca-2                                 kết quả 13:20, căn cứ 9c1e07aa
 *       Giấy                     bản   lập        in         ký
 *       Danh sách ký               1   26/11      26/11      ● 29/11
 *     ! Phiếu kết quả            101   12:50      12:55      bản cũ: lập lại
 *     ! Danh sách đạt              1   13:20      bản dự thảo: chưa có số, ngày
 *     x Biên bản ca                1   thiếu trong cài đặt → Enter
 */
#ifndef SATHACH_TOOLS_DESK_PAPERWORK_H
#define SATHACH_TOOLS_DESK_PAPERWORK_H

#include "tools/desk/stack.h"

extern const struct screen_ops paperwork_screen;
/* The cursor on the first paper that waits. */
void paperwork_open(struct desk *d, const char *session);
/* The cursor on a file of reports/SESSION/; "" for the first that waits. */
void paperwork_open_at(struct desk *d, const char *session, const char *file);
/* The same, and what P asks before it prints is asked at once; printed, or left, it leads back. */
void paperwork_open_to_print(struct desk *d, const char *session, const char *file);

#endif
