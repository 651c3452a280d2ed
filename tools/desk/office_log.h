/* The office's log as it stands: how many lines, the code of its mark for a notice board, what a
 * witness has signed; and what is done with it, a row each.
 *
 *      Sổ nhật ký                                                           412 dòng
 *      Mã mốc 412   KFWE GWN7 …
 *     ▶ P  in mã mốc ra giấy
 *       U  chép sổ và mốc ra USB
 *       V  đối chiếu với một mã, một mốc, một bản chép
 *       T  nhận mốc có chữ ký chứng kiến */
#ifndef SATHACH_TOOLS_DESK_OFFICE_LOG_H
#define SATHACH_TOOLS_DESK_OFFICE_LOG_H

#include "app/tui/table.h"
#include "tools/desk/stack.h"
#include "tools/work/settings_look.h"

struct office_log {
    struct screen screen;
    struct settings_look_reply look;
    bool is_seen; /* look is of the office */
    struct tui_table table;
};

extern const struct screen_ops office_log_screen;
void office_log_open(struct desk *d);

#endif
