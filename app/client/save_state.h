/* Where the answers stand, in words: the screens and the line mode say the same. */
#ifndef SATHACH_CLIENT_SAVE_STATE_H
#define SATHACH_CLIENT_SAVE_STATE_H

#include "app/client/model.h"

struct save_state {
    const char *word; /* "saved", "saved: 2 places" …, translated */
    bool is_complete; /* as many places hold it as the session wants */
};
/* Of a question's answer. As long as the disk may simply be at it, nothing is said: the word that
 * it is saved comes at once, as a rule, and without another one before it. */
struct save_state save_state_of(const struct client *c, unsigned q);
/* Milliseconds until that is said all the same; 0: nothing waits to be said. */
uint64_t save_state_silent_ms(const struct client *c);
/* Of all answers. */
struct save_state save_state_of_all(const struct client *c);
/* The answer stands on this seat and is on its way to the second place: a sentence of 70 cells at
 * most that says so; NULL otherwise. */
const char *save_state_copying(const struct client *c, unsigned q);
/* The session wants a second place, and for ten seconds no exchange folder has taken what there is
 * to take, or the seat has none: a sentence of 78 cells at most that says so; NULL otherwise. */
const char *save_state_trouble(const struct client *c);
/* Where the paper that was handed in stands, a sentence of 78 cells at most; is_complete: in every
 * place where it is to be. */
const char *save_state_handed_in(const struct client *c, bool *is_complete);

#endif
