/* A seat that has left no manifest: nobody knows whether papers of it have not come. What is known
 * may only grow, so no key strikes the row out; each leads to one thing that can be done about it.
 * It tells the screen below which, and the seat (chosen, SEAT_CHOICE), and leaves.
 *
 *      MAY-12 · ca-2                                              không có bản kê
 *      … N  xem tệp của nó, rồi thu     V  gõ danh sách ký     Q  quyết định     Z  đóng ca */
#ifndef SATHACH_TOOLS_DESK_SEAT_H
#define SATHACH_TOOLS_DESK_SEAT_H

#include "tools/desk/stack.h"

#define SEAT_CHOICE "seat"
#define SEAT_COLLECT "collect" /* the words it is told with */
#define SEAT_SHEET "sheet"
#define SEAT_DECIDE "decide"
#define SEAT_CLOSE "close"

extern const struct screen_ops seat_screen;
/* seat: its name; papers: lines that tell of those that the roster gives to it, "" for none. */
void seat_open(struct desk *d, const char *session, const char *seat, const char *papers);

#endif
