/* The one loop of the screen exam: keys, the store's acknowledgements, signals, the clock; draws once a wake-up. */
#ifndef SATHACH_CLIENT_LOOP_H
#define SATHACH_CLIENT_LOOP_H

#include "app/client/client.h"
#include "app/client/term/term.h"

/* Runs until the client quits, the terminal is gone, or SIGTERM/SIGHUP comes. */
enum err_code loop_run(struct client *c, enum term_theme theme, struct err *e) ERR_MUST_CHECK;
/* Blocks the signals that the loops read through a descriptor, ignores those of the keyboard; returns the descriptor or -1. */
int loop_signals(void);
/* True when a signal that ends the program was read; *resized when the window changed. */
bool loop_read_signals(int fd, bool *resized);

#endif
