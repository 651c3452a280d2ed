/* What the seat holds, written down for the office before it is copied or left: unfinished answers,
 * and a manifest, numbered, that names the one before. */
#ifndef SATHACH_CLIENT_SEAT_MANIFEST_H
#define SATHACH_CLIENT_SEAT_MANIFEST_H

#include "app/client/model.h"
#include "app/core/manifest.h"

/* Writes both into the data folder. The seat must be unlocked; no paper is open. */
enum err_code seat_manifest_write(struct client *c, enum manifest_why why,
                                  struct err *e) ERR_MUST_CHECK;
/* Finishes one that the room record names and that a crash kept from its own name. At unlock. */
void seat_manifest_mend(const struct client *c);

#endif
