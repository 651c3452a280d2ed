/* The office's desk: a full-screen program over the operations (tools/work), as the commands are.
 * Keys and clocks in, a picture out; no terminal here (terminal.h has it).
 *
 *     struct desk d;
 *     desk_init(&d, &setup);
 *     desk_look(&d);                   the office anew
 *     desk_key(&d, &key);
 *     desk_draw(&d, &canvas);
 *
 * It keeps no record of its own. Its first screen is what waits, told without a passphrase; each
 * row names the command that does it. */
#ifndef SATHACH_TOOLS_DESK_DESK_H
#define SATHACH_TOOLS_DESK_DESK_H

#include "tools/desk/state.h"

void desk_init(struct desk *d, const struct desk_setup *setup);
void desk_free(struct desk *d);
/* Looks at the office anew; the cursor stays on its thing. */
void desk_look(struct desk *d);
/* Milliseconds until it is to be looked at again. */
int desk_timeout_ms(const struct desk *d);
void desk_key(struct desk *d, const struct keypress *key);
void desk_draw(struct desk *d, struct canvas *v);

#endif
