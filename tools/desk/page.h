/* A text to be read, a screen of its own. */
#ifndef SATHACH_TOOLS_DESK_PAGE_H
#define SATHACH_TOOLS_DESK_PAGE_H

#include "tools/desk/stack.h"

extern const struct screen_ops page_screen;
/* title, text and command ("" for none) are copied. */
void page_open(struct desk *d, const char *title, const char *text, const char *command);
/* The same of a text that was written for it, which is freed; of one that was too long for its
 * buffer the page says so. */
void page_open_written(struct desk *d, const char *title, struct buf *text, const char *command);

#endif
