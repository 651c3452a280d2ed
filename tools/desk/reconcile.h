/* D12: does a session add up. What forbids to close it stands first, in that order; then what is
 * told only, and what the council decided already. Enter leads to what ends a row: two journals
 * side by side, the signed sheet, collecting, a decision as a form.
 *
 *       110 đề = 104 đã chấm + 6 vắng + 0 không có bài + …
 *     ▶x nhật ký rẽ nhánh                    1   0031 Phạm Quốc Bảo
 *
 * G shows how the papers would come out, then grades; Z closes, by its word. */
#ifndef SATHACH_TOOLS_DESK_RECONCILE_H
#define SATHACH_TOOLS_DESK_RECONCILE_H

#include "tools/desk/stack.h"

extern const struct screen_ops reconcile_screen;
void reconcile_open(struct desk *d, const char *session);
/* The same, to close the session: says which key does it, once all is read. */
void reconcile_open_to_close(struct desk *d, const char *session);

#endif
