/* The keys of the screen below, as a page: its own, then those of every screen. */
#ifndef SATHACH_TOOLS_DESK_HELP_PAGE_H
#define SATHACH_TOOLS_DESK_HELP_PAGE_H

#include "tools/desk/stack.h"

extern const struct screen_ops help_page_screen;
/* Of the top screen. */
void help_page_open(struct desk *d);

#endif
