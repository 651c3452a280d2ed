/* The desk by lines, for who does not see a screen, and on a terminal that cannot address its
 * cursor: the same screens and keys, told and typed.
 *
 *     Bộ câu hỏi · 2 bộ
 *     1. mau: đã niêm phong
 *     2. thu: chưa niêm phong
 *     Lệnh: sathachctl bank check mau
 *     Enter kết quả kiểm · a thêm câu hỏi · n niêm phong · esc quay lại · ? trợ giúp
 *     1/2 > 2
 *     2. thu: chưa niêm phong
 *     Lệnh: sathachctl bank check thu
 *     2/2 >
 *
 * A screen needs nothing of its own but `tell` and `focus` (screen.h). A line is a letter that the
 * foot of the screen shows; the name of another key (esc, tab, ".s" for Ctrl-S); the number of a
 * row; or, where text is typed, the text. An empty one is Enter. Behind a line it is told what has
 * changed since the one before: another screen as a whole, else the lines that are new. */
#ifndef SATHACH_TOOLS_DESK_TELLER_H
#define SATHACH_TOOLS_DESK_TELLER_H

#include "tools/desk/desk.h"

/* Until it is left, or what is typed has an end: with a pipe for input, each line waits until the
 * work of the one before has ended. */
enum err_code teller_run(const struct desk_setup *setup, struct err *e) ERR_MUST_CHECK;

#endif
