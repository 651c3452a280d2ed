/* The exam at a seat, as its front ends use it: they send keys and ticks, and read the state
 * (model.h). Knows no terminal. */
#ifndef SATHACH_CLIENT_CLIENT_H
#define SATHACH_CLIENT_CLIENT_H

#include "app/client/flow.h"
#include "app/client/model.h"

enum err_code client_init(struct client *c, const struct client_setup *setup,
                          struct err *e) ERR_MUST_CHECK;
void client_free(struct client *c);

/* Unlocks with passphrases given on the command line. */
enum err_code client_unlock(struct client *c, const char *const *passphrase, size_t n,
                            struct err *e) ERR_MUST_CHECK;

/* The key will take a second or two of work: says so, for the front end to show before
 * client_key(). False, and nothing is said, for all others. */
bool client_announce(struct client *c, const struct keypress *key);
void client_key(struct client *c, const struct keypress *key);
/* Time has passed: at least once a second. */
void client_tick(struct client *c);
/* What to poll besides the terminal: the disk, somebody who asks for the attempt, a stick, the room
 * record, each exchange folder; -1 for none. */
enum { CLIENT_FDS = 7 + EXCHANGE_FOLDERS_MAX };
void client_fds(const struct client *c, int fds[CLIENT_FDS]);
/* One of them was readable, or none: it waits for nothing. */
void client_ready(struct client *c);
/* Waits for the disk to take what was chosen, some seconds at most; not for one that refuses. */
void client_settle(struct client *c);
/* What the last picture showed: without it nothing is long. It is up to date now. */
void client_seen(struct client *c, const struct reading_shown *shown);
/* Milliseconds until the picture changes by itself (clock), for the poll time-out. */
int client_timeout_ms(const struct client *c);
/* Sets LANGUAGE for gettext. */
void client_use_language(enum client_lang lang);
/* The functions of a state, for its tests. */
const struct state_ops *client_state_ops(enum client_state state);

#endif
