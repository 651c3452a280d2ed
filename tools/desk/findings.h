/* D4, what was found in a bank: the rules at the left, errors first, the places of one at the
 * right with the words of their questions, below them what is wrong there. Enter opens the
 * question, D takes it out; both are taken back with Ctrl-Z until the bank is left. Behind the
 * rules stand those that an import rejected and those of them that are set aside: Enter opens one
 * as it was read.
 *
 *        Loại                                 số │   Chỗ               câu hỏi
 *     ▶x một câu, hai đáp án                   9 │ ▶ 3.3.gift:1204     Chiều rộng một làn …
 *      x hai phương án giống nhau              3 │   3.5.gift:88       Ai ký biên bản …
 *      ! nói tới hình, lời không có          211 │   …
 *      · bị loại khi nhập                    109 │
 *      một câu, hai đáp án
 *      Chiều rộng một làn xe của đường … ở đây B, ở 3.4.gift:96 là C
 */
#ifndef SATHACH_TOOLS_DESK_FINDINGS_H
#define SATHACH_TOOLS_DESK_FINDINGS_H

#include "tools/desk/stack.h"

extern const struct screen_ops findings_screen;
void findings_open(struct desk *d, const char *bank);
/* Every question of a bank with its right answer, to be read. */
void findings_read(struct desk *d, const char *bank);

#endif
