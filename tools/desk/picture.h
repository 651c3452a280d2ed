/* The frame around every screen: head, body, message, command, foot. */
#ifndef SATHACH_TOOLS_DESK_PICTURE_H
#define SATHACH_TOOLS_DESK_PICTURE_H

#include "app/tui/frame.h"
#include "tools/desk/stack.h"

enum { PICTURE_KEYS = 40 };

/* The place of the common actions (actions.h) that the desk is in. */
uint64_t picture_place(const struct desk *d);
/* The same with ACTIONS_LIST, ACTIONS_READ and ACTIONS_SOUGHT, where their keys work too: those to
 * be told of. */
uint64_t picture_places(const struct desk *d);
/* The keys of a screen's own table that work in these modes of it, and the common ones of a place,
 * as the foot shows them; returns how many. */
size_t picture_keys_of(const struct tui_actions *own, uint64_t modes, uint64_t place,
                       bool is_english, struct tui_foot_key key[PICTURE_KEYS]);
/* The keys that work now, as the foot shows them; returns how many. */
size_t picture_keys(const struct desk *d, struct tui_foot_key key[PICTURE_KEYS]);
void picture_draw(struct desk *d, struct canvas *v);

#endif
