/* D19: the settings of the office as office.ini has them, a row each, and below them its keys, the
 * backup, the log. A row is opened by Enter and typed; Ctrl-S writes all that was changed, and
 * leaves comments and lines that nobody reads as they stand. Esc keeps what was typed as a draft.
 *
 *      Cài đặt văn phòng                                                      office.ini
 *     ▶! Địa danh đầu giấy  _                            trống, giấy tờ cần: …
 *      ! Khóa màn hình, phút 5                           chưa ghi · từ 1 đến 15
 *
 * The cursor begins on the first row with a !, else on the first.
 *        Khóa văn phòng     a577 d51d a938 2a5e 898d     M đổi mật khẩu
 *        Sổ nhật ký         412 dòng, chứng kiến 398     N mã mốc, ra USB, đối chiếu */
#ifndef SATHACH_TOOLS_DESK_SETTINGS_H
#define SATHACH_TOOLS_DESK_SETTINGS_H

#include "tools/desk/stack.h"

extern const struct screen_ops settings_screen;
void settings_open(struct desk *d);
/* The same, the cursor on a setting of office.ini: "desk", "print". */
void settings_open_at(struct desk *d, const char *group, const char *key);

#endif
