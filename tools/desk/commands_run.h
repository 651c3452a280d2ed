/* The commands that did the same as this desk did since it was opened: a list for the person, not a
 * record (that is the office's log). Ctrl-S writes it as a text that sh runs in a copy of the
 * office. */
#ifndef SATHACH_TOOLS_DESK_COMMANDS_RUN_H
#define SATHACH_TOOLS_DESK_COMMANDS_RUN_H

#include "tools/desk/stack.h"

extern const struct screen_ops commands_run_screen;
void commands_run_open(struct desk *d);
/* Notes the command of work that has ended, where it wrote; what only looks is not noted. */
void commands_run_note(struct desk *d, struct job *job);

#endif
