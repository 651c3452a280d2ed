/* D11: the signed sheet typed in, row by row, as it stands on paper. Where papers ended that no
 * mark covers, it first asks whether this part is all collected, and prints the mark. The code of a
 * collected paper is never shown: the sheet is a witness of its own. Each row is kept as a draft as
 * soon as it is typed; leaving the screen writes one new sheet.
 *
 *     x 0061  00171  Hồ Văn Lực           5T1W 8ZK0 J2NM 63QF   x khác, ghi như giấy
 *    ▶  0064  00174  Đặng Ngọc Ánh        7K3M 9Q_              còn 10 ký tự
 */
#ifndef SATHACH_TOOLS_DESK_SHEET_H
#define SATHACH_TOOLS_DESK_SHEET_H

#include "tools/desk/stack.h"

extern const struct screen_ops sheet_screen;
void sheet_open(struct desk *d, const char *session);

#endif
