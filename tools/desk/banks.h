/* The question banks of the office, and what is next with each: bring questions in, look through
 * what was found, seal.
 *
 *     ▶! ngan-hang    chưa niêm phong                                  sửa 28/11/2026
 *        mau          niêm phong                                           26/11/2026
 *      ! cu           đã sửa sau khi niêm phong
 */
#ifndef SATHACH_TOOLS_DESK_BANKS_H
#define SATHACH_TOOLS_DESK_BANKS_H

#include "tools/desk/stack.h"

extern const struct screen_ops banks_screen;
void banks_open(struct desk *d);

#endif
