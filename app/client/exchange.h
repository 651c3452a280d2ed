/* The exchange folders and the open paper: checkpoints and answers go out to each, what other seats
 * wrote of it comes in. Nothing here waits; each folder is its outbox's thread's, so that one that
 * hangs holds up no other. */
#ifndef SATHACH_CLIENT_EXCHANGE_H
#define SATHACH_CLIENT_EXCHANGE_H

#include "app/client/model.h"

/* Starts an outbox for each folder of the seat. */
enum err_code exchange_start(struct client *c, struct err *e) ERR_MUST_CHECK;
/* Waits ten seconds for what is on its way, in all folders together. */
void exchange_stop(struct client *c);

/* Looks afresh, in all folders, for what other seats wrote of the open paper, for 8 s at most, and
 * then does `then` (may be NULL), at once where there is no folder; what was found has been taken
 * up by then, and exchange.look.sight tells what could be seen. Nothing is done when the screen has
 * changed meanwhile. is_claiming: the paper is claimed for this seat where no journal of it was
 * found (first_start.h). */
void exchange_look(struct client *c, void (*then)(struct client *c), bool is_claiming);
/* A look is under way that is waited for; what is to be done then may be changed to `then`. */
bool exchange_is_looking(const struct client *c);
void exchange_wait(struct client *c, void (*then)(struct client *c));
/* The paper is closed: what was found of it means nothing any more. */
void exchange_close_paper(struct client *c);

/* The answers just delivered go out under this name. */
void exchange_put_answers(struct client *c, const char *name);
/* All answers and manifests of the session that stand on the seat go to each exchange folder, for
 * those of earlier runs may not have been written; `whole` of each tells how far it is. */
void exchange_put_all(struct client *c);
/* Asks the folders whether another seat shows a voucher as used, for 2 s at most, then does `then`:
 * exchange_shown_by tells the seat, "" for none. At once where there is no folder. */
void exchange_ask_others(struct client *c, uint16_t voucher, void (*then)(struct client *c));
const char *exchange_shown_by(const struct client *c);
/* Time has passed: a checkpoint when it is due, a look whether another seat goes on. */
void exchange_tick(struct client *c);
/* No folder has taken what there is to take of the open paper, for ten seconds; or there is
 * none. */
bool exchange_is_behind(const struct client *c);
/* The first folder that is not there; NULL when all are, or nobody knows yet. */
const struct err *exchange_missing(const struct client *c);

enum exchange_event {
    EXCHANGE_NOTHING,
    EXCHANGE_ELSEWHERE /* the open paper goes on at another seat: it is to be closed here */
};
/* Reads what the outboxes have to say: files found of the open paper, what waits and why. */
enum exchange_event exchange_read(struct client *c);

#endif
