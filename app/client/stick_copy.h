/* Copies onto a stick, read back, by the invigilator's hand: everything of the session while nobody
 * sits an exam here; of an open paper that the disk does not take, that paper, out of memory. */
#ifndef SATHACH_CLIENT_STICK_COPY_H
#define SATHACH_CLIENT_STICK_COPY_H

#include "app/client/model.h"

/* Which sticks are plugged in; none while an exam is open and its disk is fine. */
void stick_copy_look(struct client *c);
/* The number of a stick was typed: the copying begins. False when it is none. */
bool stick_copy_start(struct client *c, const char *typed);
/* It is an open paper that would be copied. */
bool stick_copy_is_of_paper(const struct client *c);
/* How far it is: says when all was read back, or why not. */
void stick_copy_read(struct client *c);
/* Ends it, done or not. */
void stick_copy_stop(struct client *c);

#endif
