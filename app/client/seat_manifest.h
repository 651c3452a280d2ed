/* What the seat holds, written down for the office before it is copied or left: unfinished answers,
 * and a manifest, numbered, that names the one before. The disk is asked on errands, one after the
 * other, and the screen does not wait for it. */
#ifndef SATHACH_CLIENT_SEAT_MANIFEST_H
#define SATHACH_CLIENT_SEAT_MANIFEST_H

#include "app/client/model.h"
#include "app/core/manifest.h"

/* Begins to write both into the data folder, and calls `then` when they stand there or why not:
 * ERR_BUSY, with errnum ETIMEDOUT, for a disk that does not answer. On a disk that is well that is
 * before this returns. The seat must be unlocked, no paper be open; a paper that was closed just
 * now is waited for, so that its answers are among them. */
void seat_manifest_begin(struct client *c, enum manifest_why why,
                         void (*then)(struct client *c, const struct err *why));
/* They are still written; nothing is to change meanwhile of what they tell. */
bool seat_manifest_is_on(const struct client *c);
/* Readable when there is news; -1 for none. */
int seat_manifest_fd(const struct client *c);
/* There is news, or time has passed. */
void seat_manifest_read(struct client *c);
/* Nobody wants them any more: `then` is not called. */
void seat_manifest_drop(struct client *c);
/* The end of the program, waiting for nothing. */
void seat_manifest_stop(struct client *c);
/* Finishes one that the room record names and that a crash kept from its own name. At unlock. */
void seat_manifest_mend(const struct client *c);

#endif
