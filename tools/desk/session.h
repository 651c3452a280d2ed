/* D7, a new session: the form of session new in the order in which it is thought of, the rarer rows
 * behind Tab. 7h30 becomes 07:30; a name that is taken, a day that is past, hours too short for the
 * rules, a bank that is not sealed are said at their field. Ctrl-S draws every paper without
 * writing anything and shows what would be made; G makes it, if the roster is still the one that
 * was previewed, and its passphrases are shown once (made.h). With a public lot it is committed to.
 *
 *      Lập ca sát hạch                                              235 người · 301 đề
 *       Tên ngắn     ca-3
 *     ▶ Ngày         02/12/2026                     thứ Tư
 *       Đóng         1130_                          x giờ như 07:30
 */
#ifndef SATHACH_TOOLS_DESK_SESSION_H
#define SATHACH_TOOLS_DESK_SESSION_H

#include "tools/desk/stack.h"
#include "tools/work/roster_check.h"

extern const struct screen_ops session_screen;
/* As it was left, or empty: its roster is chosen here, and looked through by the preview. */
void session_open_form(struct desk *d);
/* Of a roster that was looked through; what was typed of another session before stays. */
void session_open_roster(struct desk *d, const struct roster_check_request *roster,
                         const struct roster_summary *summary);

#endif
