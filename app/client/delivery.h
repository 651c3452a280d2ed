/* From the end of an exam to a place where its answers are safe: this seat's disk, as a rule. Where
 * that fails they go out of memory to the exchange folders and, by the invigilator's hand, onto a
 * stick; one of these, read back, will do for the receipt, and the disk is tried again
 * meanwhile. */
#ifndef SATHACH_CLIENT_DELIVERY_H
#define SATHACH_CLIENT_DELIVERY_H

#include "app/client/model.h"

/* The exam has ended: the next delivery_try is its first. */
void delivery_begin(struct client *c);
/* True when the answers stand somewhere, read back: ending.receipt is their code, ending.place says
 * where, ending.trouble why not on this seat's disk. Waits up to ms for the disk. */
bool delivery_try(struct client *c, int ms);
/* Why the disk has not taken them, by now. */
enum disk_cause delivery_trouble(const struct client *c);
/* The same as a sentence for the candidate; "" when nothing is wrong. */
void delivery_sentence(const struct client *c, char *out, size_t room);

#endif
