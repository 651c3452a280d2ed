/* D1, the desk's first screen: what waits, newest first, what is wrong before what is due; below it
 * the parts that a letter opens (parts.h). It needs no key.
 *
 *      x ca-2         1 đề có hai nhật ký rẽ nhánh: hội đồng phải quyết định    hôm nay
 *     ▶! ca-1         danh sách đạt chưa lập                                    hôm qua
 *
 * Enter leads to what ends it: the row's command as a form, filled in. */
#ifndef SATHACH_TOOLS_DESK_START_H
#define SATHACH_TOOLS_DESK_START_H

#include "tools/desk/stack.h"

enum { START_LOOK_MS = 10000 };

extern const struct screen_ops start_screen;
void start_open(struct desk *d);

#endif
