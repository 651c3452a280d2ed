/* D17: a person looked for in all sessions of the office. What is typed is a part of the name, the
 * candidate's number, the identity number or a receipt; Enter looks, then opens the paper of the
 * row.
 *
 *      Tìm một người                                   SBD, họ tên, số CCCD, mã biên nhận
 *      Tìm: nguyen hanh_
 *       Ca       ngày     SBD   Họ và tên          sinh        lĩnh vực  kết quả
 *     ▶ ca-2     29/11/26 00117 Nguyễn Thị Hạnh    02/09/1976  4.1 II    24 Đạt
 *
 * Names lie sealed, so it wants the office's key. Identity numbers are never whole here. */
#ifndef SATHACH_TOOLS_DESK_FIND_H
#define SATHACH_TOOLS_DESK_FIND_H

#include "tools/desk/stack.h"

extern const struct screen_ops find_screen;
void find_open(struct desk *d);

#endif
