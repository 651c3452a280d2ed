/* The office's desk: a full-screen program over the operations (tools/work), as the commands are.
 * Keys and clocks in, a picture out; no terminal here (terminal.h has it). It only dispatches: what
 * is seen and done is the screens' (screen.h says how one is added).
 *
 *     struct desk d;
 *     rc = desk_init(&d, &setup, &e);
 *     desk_key(&d, &key);
 *     desk_ready(&d);                  one of desk_fds has news
 *     desk_tick(&d);                   desk_timeout_ms has passed
 *     desk_draw(&d, &canvas);
 *
 * It keeps no record of its own. */
#ifndef SATHACH_TOOLS_DESK_DESK_H
#define SATHACH_TOOLS_DESK_DESK_H

#include "tools/desk/stack.h"

enum { DESK_ROWS = 24, DESK_COLS = 80 /* the least window */, DESK_FDS = 3 + LOOKS_MAX };

/* d stays where it is while open. ERR_IO, ERR_LIMIT. */
enum err_code desk_init(struct desk *d, const struct desk_setup *setup,
                        struct err *e) ERR_MUST_CHECK;
void desk_free(struct desk *d);
/* The last one is told by POLLPRI (the table of mounts), the others by POLLIN; -1 for none. */
void desk_fds(const struct desk *d, int fds[DESK_FDS]);
/* Milliseconds until desk_tick is due. */
int desk_timeout_ms(const struct desk *d);
void desk_key(struct desk *d, const struct keypress *key);
/* Takes what came; only here the table of mounts is read, which no key waits for. */
void desk_ready(struct desk *d);
void desk_tick(struct desk *d);
/* The same while the terminal is an editor's: it locks itself in time, and looks at nothing. */
void desk_tick_away(struct desk *d);
void desk_draw(struct desk *d, struct canvas *v);

#endif
