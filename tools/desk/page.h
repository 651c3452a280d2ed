/* A text to be read, a screen of its own. */
#ifndef SATHACH_TOOLS_DESK_PAGE_H
#define SATHACH_TOOLS_DESK_PAGE_H

#include "tools/desk/stack.h"

extern const struct screen_ops page_screen;
/* title, text and command ("" for none) are copied. */
void page_open(struct desk *d, const char *title, const char *text, const char *command);

#endif
