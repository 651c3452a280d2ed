/* The exam line by line, without curses: for screen readers and terminals that cannot address the
 * cursor. Drives the same state machine. */
#ifndef SATHACH_CLIENT_LINEAR_H
#define SATHACH_CLIENT_LINEAR_H

#include "app/client/client.h"

/* Reads stdin, writes stdout, until the client quits or the input ends. */
enum err_code linear_run(struct client *c, struct err *e) ERR_MUST_CHECK;

#endif
