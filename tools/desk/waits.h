/* One thing that waits in the office (tools/work/waiting.h), for a screen that leads on past it. */
#ifndef SATHACH_TOOLS_DESK_WAITS_H
#define SATHACH_TOOLS_DESK_WAITS_H

#include "tools/desk/stack.h"
#include "tools/work/waiting.h"

/* The row of this kind about a session, or "" for the office itself; false: it does not wait. From
 * names and first lines of files, on the screen's thread. */
bool waits_find(struct desk *d, enum waiting_kind kind, const char *about, struct waiting_row *out);

#endif
