/* What was done in this office: the lines of its log, and below a rule the commands that did the
 * same as this desk did since it was opened. It is a list for the person, not a record (that is the
 * log itself). Ctrl-S writes the desk's own commands as a text that sh runs in a copy of the
 * office. */
#ifndef SATHACH_TOOLS_DESK_COMMANDS_RUN_H
#define SATHACH_TOOLS_DESK_COMMANDS_RUN_H

#include "app/tui/table.h"
#include "tools/desk/commands_log.h"
#include "tools/desk/stack.h"

struct commands_run {
    struct screen screen;
    struct tui_table table;
    struct commands_log *log; /* as it was read last; owned, NULL for not yet */
};

extern const struct screen_ops commands_run_screen;
void commands_run_open(struct desk *d);
/* Notes the command of work that has ended, where it wrote; what only looks is not noted. */
void commands_run_note(struct desk *d, struct job *job);

#endif
