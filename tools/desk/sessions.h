/* Which session a screen is about: the only one there is, or one chosen from the list. */
#ifndef SATHACH_TOOLS_DESK_SESSIONS_H
#define SATHACH_TOOLS_DESK_SESSIONS_H

#include "tools/desk/stack.h"

#define SESSIONS_RECONCILE "reconcile"
#define SESSIONS_PAPERS "papers"
#define SESSIONS_SLIPS "slips" /* the papers, on the access slips */
#define SESSIONS_DECIDE "decide"
#define SESSIONS_LOOK "sessions" /* what the look at them is told apart by */

/* Tells s the only session (chosen, with that word), or asks which; without one s says so; once it
 * was looked which there are, which may hang, and unless s is covered by then. s passes what it is
 * told on to sessions_chosen, which opens the screen of the word above it. */
void sessions_open(struct screen *s, const char *what);
/* For whoever shows them itself (choices.h): true, and said on s, where there is none. */
bool sessions_are_none(struct screen *s, const struct work_choices *choices);
/* False: the choice was none of these. */
bool sessions_chosen(struct screen *s, const char *what, const char *const *choice, size_t count);
/* The first screen's parts. */
void sessions_open_reconcile(struct desk *d);
void sessions_open_papers(struct desk *d);

#endif
