/* What the bank calls itself, shown on an idle seat: the office sees which bank lies here, and
 * whoever tries the sample bank reads of which day its law is. */
#ifndef SATHACH_CLIENT_BANK_TITLE_H
#define SATHACH_CLIENT_BANK_TITLE_H

#include "app/client/model.h"

/* A seat whose bank says nothing readable of itself works all the same: both titles are "" then.
 * bank may be NULL. */
void bank_title_read(const struct bank *bank, struct bank_title *out);
/* In the present language; belongs to c. */
const char *bank_title_text(const struct client *c);

#endif
