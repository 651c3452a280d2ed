/* D9, a session that was made: its passphrases, to be copied by hand, shown this once. The screen
 * is left only when the last group of each was typed from the copy; what is typed wrong is said,
 * and nothing else closes it, nor the desk. Then the passphrases are gone, and Enter writes the
 * slips.
 *
 *      Ca ca-3 đã lập: 301 đề, 235 người                              CHỈ HIỆN LẦN NÀY
 *       Mật khẩu mở phòng        5RJ4V VVFHQ MMB6     cho người mở máy
 *       Mật khẩu lệnh            9TXKC 2PMZR H7QG     cho trưởng ca coi thi
 *       Nhóm cuối                MMB6  ____
 */
#ifndef SATHACH_TOOLS_DESK_MADE_H
#define SATHACH_TOOLS_DESK_MADE_H

#include "tools/desk/stack.h"

struct made;
extern const struct screen_ops made_screen;
/* Room for it, before a session is made: once there are passphrases nothing may lack. NULL: no
 * memory. Frees with screen_free(made_as_screen()) while it is not opened. */
struct made *made_new(struct desk *d, const char *session);
struct screen *made_as_screen(struct made *m);
/* Takes the passphrases that the work showed, and opens it. */
void made_open(struct made *m, struct job *job, size_t papers, size_t people);

#endif
