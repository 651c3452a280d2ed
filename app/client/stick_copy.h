/* Copies onto a stick, read back, by the invigilator's hand: everything of the session while nobody
 * sits an exam here; of an open paper that the disk does not take, that paper, out of memory. */
#ifndef SATHACH_CLIENT_STICK_COPY_H
#define SATHACH_CLIENT_STICK_COPY_H

#include "app/client/model.h"

/* Looks which sticks are plugged in, on an errand, for one may hang: what the last look found is
 * taken, and the next begins. The first, as the box opens, is waited for a moment. */
void stick_copy_look(struct client *c);
void stick_copy_look_first(struct client *c);
void stick_copy_stop_looking(struct client *c);
/* All that are plugged in; those from `silent` on stand in the table of mounts and have not
 * answered since the box was opened. Returns how many. */
size_t stick_copy_plugged_in(const struct client *c, char stick[STICKS_MAX][STICKS_PATH],
                             size_t *silent);
/* How many are offered by their number: none while an exam is open and its disk is fine. */
size_t stick_copy_offers(const struct client *c);
/* What people call one: "USB PHONG2". */
void stick_copy_name(const char *path, char out[LEAVING_NAME]);
/* "the stick is full": what one says of itself. */
const char *stick_copy_clause(const struct err *why);
/* The number of a stick was typed: the copying begins. False when it is none. */
bool stick_copy_start(struct client *c, const char *typed);
/* It is an open paper that would be copied. */
bool stick_copy_is_of_paper(const struct client *c);
enum { STICK_COPY_SILENT_MS = 20000 /* one that gets no further for so long does not answer */ };
/* How far it is: says when all was read back, or why not. */
void stick_copy_read(struct client *c);
/* Ends it, done or not. */
void stick_copy_stop(struct client *c);

#endif
