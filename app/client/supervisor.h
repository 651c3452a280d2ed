/* A client that nobody may leave is the child of a parent that brings it back: killed, it stands on
 * its own screen again, and is unlocked as long as the room's key is held in memory
 * (session_key.h). The parent has read what the client needs, holds the console and the terminal's
 * signals, and knows no secret.
 *
 * It ends when the client was left by the invigilator's voucher or the program is asked to stop
 * (SIGTERM, SIGHUP), both with 0; when the terminal is gone; and when a first client could not
 * begin at all. */
#ifndef SATHACH_CLIENT_SUPERVISOR_H
#define SATHACH_CLIENT_SUPERVISOR_H

#include "app/client/kiosk_console.h"
#include "app/core/err.h"
#include "app/tui/loop.h"

#include <stdbool.h>

struct supervisor {
    bool is_client;               /* this is the child: the client is to run */
    bool is_again;                /* one ran before */
    enum loop_end end;            /* the client's, told by it */
    struct kiosk_console console; /* what the parent holds */
};

/* Returns in each child at once, with is_client, and in the parent when all is over: with what the
 * program ends with. ERR_IO: no child can be made, or the terminal is gone. */
enum err_code supervisor_run(struct supervisor *s, struct err *e) ERR_MUST_CHECK;
/* What the child is to exit with, so that its parent knows: how its loop ended, or why it did not
 * begin. */
int supervisor_exit_code(enum loop_end end, enum err_code rc);

#endif
