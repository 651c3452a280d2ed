/* What is seen of work under way: what is done, the meter after half a second, what was told last;
 * or the field for the passphrase that it wants. */
#ifndef SATHACH_TOOLS_DESK_WORK_VIEW_H
#define SATHACH_TOOLS_DESK_WORK_VIEW_H

#include "tools/desk/stack.h"

/* The body, from row to before end. */
void work_view_draw(struct desk *d, struct canvas *v, int row, int end);
/* Only the meter's line, for a screen that draws the rest itself; nothing before half a second. */
void work_view_meter(struct desk *d, struct canvas *v, int row, int col, int cells);
/* What the passphrase is for that it asks for: what is done, about what, and what the key of its
 * role does. */
void work_view_tell_purpose(struct desk *d, struct buf *out);
/* What the message says of it: that it can be stopped, or that it writes. */
const char *work_view_said(struct desk *d);

#endif
