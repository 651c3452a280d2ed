/* D8, the rules that papers are made by: those that came with the program, or of a file; below the
 * list what they ask, in words from their numbers. Enter tells the screen below (chosen, "rules",
 * the path) and leaves.
 *
 *     ▶  nd175-2024   Nghị định 175/2024/NĐ-CP, Điều 90 khoản 4
 *        nd100-2018   Nghị định 100/2018/NĐ-CP
 *      30 câu trong 30 phút; đạt từ 21 trên 30 điểm. …
 */
#ifndef SATHACH_TOOLS_DESK_RULES_H
#define SATHACH_TOOLS_DESK_RULES_H

#include "tools/desk/stack.h"

extern const struct screen_ops rules_screen;
/* exempt: how many of the list are exempt, which rules without exemptions cannot take; now: the
 * path under the cursor, "" for none. */
void rules_open(struct desk *d, size_t exempt, const char *now);

#endif
