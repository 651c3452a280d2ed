/* What the files of the exchange share: exchange.c puts out, exchange_look.c looks. */
#ifndef SATHACH_CLIENT_EXCHANGE_INTERNAL_H
#define SATHACH_CLIENT_EXCHANGE_INTERNAL_H

#include "app/client/exchange.h"

/* What the names of a paper's files begin with. */
void exchange_prefix(const struct client *c, uint32_t paper, char out[OUTBOX_NAME]);
/* Tells the exam how much of it stands in a folder, as last read. */
void exchange_note_copied(struct client *c);
/* Asks all folders for the open paper; nobody waits. */
void exchange_ask(struct client *c, bool is_claiming);
/* What other seats show has been read, or is not waited for any longer. */
void exchange_end_others(struct client *c);
/* What the folder's outbox has read of it, if it has. */
void exchange_take_others(struct client *c, size_t folder, unsigned shown);
/* When all have answered, or the wait is over: what is to be done then is done. */
void exchange_end_look(struct client *c);

#endif
