/* Which stick something is written to: the only one that is plugged in, or one chosen. */
#ifndef SATHACH_TOOLS_DESK_STICKS_H
#define SATHACH_TOOLS_DESK_STICKS_H

#include "tools/desk/places.h"
#include "tools/desk/stack.h"

#define STICKS_WHICH "stick" /* with it the screen is told (chosen) */

/* Tells s the only stick's path (chosen), or asks which; without one s says so. */
void sticks_ask(struct screen *s);

/* The path of the only stick that is plugged in; NULL: none, or several. */
const char *sticks_only(const struct desk *d);

#endif
