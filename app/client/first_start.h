/* Whether a paper that was not begun here may begin at this seat: where the roster names it, where
 * the paper was claimed for it in an exchange folder, or where the session lets it begin freely.
 * Elsewhere the invigilator is wanted. */
#ifndef SATHACH_CLIENT_FIRST_START_H
#define SATHACH_CLIENT_FIRST_START_H

#include "app/client/model.h"

/* The look before it is to claim the paper: the roster names no seat, and nobody has allowed it. */
bool first_start_wants_claim(const struct client *c);
/* After that look: true when it may begin, with what the journal is to say of it: by the roster, by
 * the claim, freely, or by a voucher for the whole room where no folder tells; else the paper needs
 * the invigilator (seat.needs_code) and it is said why. */
bool first_start_may(struct client *c);

#endif
