/* D13: the journals of one paper that part, two side by side: where and when each was written, what
 * the signed sheet says, which answers differ. No score stands here: the council chooses by the
 * evidence, and the preview of its decision alone has scores. That it was looked at has its line in
 * the log. */
#ifndef SATHACH_TOOLS_DESK_FORK_H
#define SATHACH_TOOLS_DESK_FORK_H

#include "tools/desk/stack.h"

extern const struct screen_ops fork_screen;
/* paper: its number, "0031". */
void fork_open(struct desk *d, const char *session, const char *paper);

#endif
