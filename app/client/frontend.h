/* Runs the exam with one of its front ends: the screen or the line mode. */
#ifndef SATHACH_CLIENT_FRONTEND_H
#define SATHACH_CLIENT_FRONTEND_H

#include "app/client/client.h"
#include "app/tui/loop.h"

/* Runs until the client quits, the terminal is gone, or SIGTERM/SIGHUP comes. */
enum err_code frontend_run(struct client *c, const struct frontend *f,
                           struct err *e) ERR_MUST_CHECK;

#endif
