/* The command desk: the office's full-screen program, which is begun without a command, too. */
#ifndef SATHACH_TOOLS_DESK_COMMAND_H
#define SATHACH_TOOLS_DESK_COMMAND_H

#include "tools/ctl.h"

enum err_code desk_command(struct ctl *ctl, int argc, char **argv, struct err *e) ERR_MUST_CHECK;
/* True where it opens by itself: on a terminal that can address the cursor, in an office. */
bool desk_command_is_meant(struct ctl *ctl);

#endif
