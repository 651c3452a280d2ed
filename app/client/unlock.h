/* Unlocking the seat with the session's passphrase, and locking it again. */
#ifndef SATHACH_CLIENT_UNLOCK_H
#define SATHACH_CLIENT_UNLOCK_H

#include "app/client/model.h"

/* Takes up S from the key folder when it stands there; the seat stays locked when not. */
enum err_code unlock_load(struct client *c, struct err *e) ERR_MUST_CHECK;
/* Unlocks with n passphrases, and goes to the log-in. Nothing when unlocked already. */
enum err_code unlock_with(struct client *c, const char *const *passphrase, size_t n,
                          struct err *e) ERR_MUST_CHECK;
/* Wipes the passphrases typed so far. */
void unlock_forget_passphrases(struct client *c);
/* Forgets S, roster and room record. Last: the program ends, and what is on its way to the record
 * gets two seconds; else it gets there whenever the disk takes it. */
void unlock_forget_session(struct client *c, bool is_last);
/* Forgets them here and on the machine, and goes back to locked. */
void unlock_lock(struct client *c);
/* The seat's clock disagrees with the session's hours: says so, and no more. */
void unlock_warn_of_hours(struct client *c);

#endif
