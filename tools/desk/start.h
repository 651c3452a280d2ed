/* The desk's first screen: what waits, newest first, what is wrong before what is due.
 *
 *      x ca-2         1 đề có hai nhật ký rẽ nhánh: hội đồng phải quyết định    hôm nay
 *     ▶! ca-1         danh sách đạt chưa lập                                    hôm qua
 */
#ifndef SATHACH_TOOLS_DESK_START_H
#define SATHACH_TOOLS_DESK_START_H

#include "tools/desk/state.h"

/* Chooses the rows anew by what is typed; the cursor stays on its thing. */
void start_filter(struct desk *d);
/* Opens the row under the cursor as a page; false when there is none. */
bool start_detail(struct desk *d);
void start_key(struct desk *d, const struct keypress *key);
/* Draws from row to the rule. */
void start_draw(struct desk *d, struct canvas *v, int row, int rule);

#endif
