/* The search in a screen's long text: `/` wherever one is read, whatever the screen. The widget
 * (app/tui/pager.h) takes its keys and draws it; here the desk asks what its keys mean. */
#ifndef SATHACH_TOOLS_DESK_SEARCHING_H
#define SATHACH_TOOLS_DESK_SEARCHING_H

#include "tools/desk/screen.h"

/* A long text is read, and letters are no text. */
bool searching_is_possible(const struct screen *s);
/* Keys are letters of what is looked for. */
bool searching_is_typed(const struct screen *s);
/* Something is looked for, and N goes to the next place. */
bool searching_is_on(const struct screen *s);
/* Nothing is looked for any more; false: nothing was. */
bool searching_end(struct screen *s);

#endif
