/* The exam on a screen: keys of the terminal in, pictures of the state out. One of the two front
 * ends; linear.h is the other. */
#ifndef SATHACH_CLIENT_SCREEN_MODE_H
#define SATHACH_CLIENT_SCREEN_MODE_H

#include "app/client/client.h"
#include "app/tui/term/term.h"

/* Takes over the terminal until the client quits, the terminal is gone, or SIGTERM/SIGHUP comes. */
enum err_code screen_mode_run(struct client *c, enum term_theme theme,
                              struct err *e) ERR_MUST_CHECK;

#endif
