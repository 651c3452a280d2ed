/* Where something is copied to: a stick that is plugged in, a folder that was chosen before, or any
 * other one, which is looked for as files are (files.h). The one way in which all screens ask it.
 *
 *     case KEY_STICK: sticks_ask(s, _("the log")); return;        a list to choose from
 *     if (sticks_chosen(s, what, choice[0], folder)) …             in `chosen` */
#ifndef SATHACH_TOOLS_DESK_STICKS_H
#define SATHACH_TOOLS_DESK_STICKS_H

#include "tools/desk/places.h"
#include "tools/desk/stack.h"

#define STICKS_WHICH "stick" /* with it the screen is told what was chosen from the list */

/* Asks where to; without a stick a folder can be chosen all the same. what: that is copied,
 * translated, for the question. */
void sticks_ask(struct screen *s, const char *what);
/* For `chosen` of the screen that asked: where to, into `out`. False: nothing yet, or the choice
 * was another one. */
bool sticks_chosen(struct screen *s, const char *what, const char *choice, char out[PLACES_PATH]);
/* The path is a stick's: it may be pulled when all is written. */
bool sticks_may_be_pulled(const struct desk *d, const char *path);

/* The path of the only stick that is plugged in; NULL: none, or several. */
const char *sticks_only(const struct desk *d);

#endif
