/* The desk on a terminal. */
#ifndef SATHACH_TOOLS_DESK_TERMINAL_H
#define SATHACH_TOOLS_DESK_TERMINAL_H

#include "app/tui/term/themes.h"
#include "tools/desk/desk.h"

/* True where it can be shown: both ends are a terminal that can address the cursor. */
bool terminal_is_capable(void);
/* Until it is left. ERR_IO when the terminal cannot be taken over. */
enum err_code terminal_run(const struct desk_setup *setup, enum term_theme theme,
                           struct err *e) ERR_MUST_CHECK;

#endif
