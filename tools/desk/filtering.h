/* The filter of a screen's list: `/` on every list of the desk, whatever the screen. The widget
 * (app/tui/table.h) takes its keys and draws it; here it is put onto the list with the focus.
 *
 * A screen has one: opened on another of its lists it leaves the first. It stays while a screen
 * lies above, and ends when its list is begun anew. */
#ifndef SATHACH_TOOLS_DESK_FILTERING_H
#define SATHACH_TOOLS_DESK_FILTERING_H

#include "tools/desk/screen.h"

/* Before a key is looked up, and before a picture: onto the list with the focus. */
void filtering_attach(struct screen *s);
/* The list with the focus takes `/` and digits. */
bool filtering_is_possible(const struct screen *s);
/* Keys are letters of it now. */
bool filtering_is_typed(const struct screen *s);
/* The list with the focus is filtered, and no row is left: there is nothing to act on. */
bool filtering_is_empty(struct screen *s);
/* Shows all rows again; false: they were all shown. */
bool filtering_end(struct screen *s);
/* Rows may have changed: those shown are looked up anew. */
void filtering_again(struct screen *s);
/* After a key: a number that was typed is said. */
void filtering_say_number(struct screen *s);
/* A body in lines (screen.h, tell): of the rows those shown, numbered anew. */
void filtering_tell(struct screen *s, const char *body, struct buf *out);
/* In the place of a body without rows. */
void filtering_draw_empty(struct screen *s, struct canvas *v, int row);

#endif
