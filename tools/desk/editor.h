/* The person's own editor: what VISUAL or EDITOR names, else nano. */
#ifndef SATHACH_TOOLS_DESK_EDITOR_H
#define SATHACH_TOOLS_DESK_EDITOR_H

#include "app/core/err.h"

/* Runs it over a file until it ends; the terminal is its own meanwhile. wait is called now and then
 * until it has ended. ERR_IO when it did not end well. */
enum err_code editor_run(const char *path, void (*wait)(void *context), void *context,
                         struct err *e) ERR_MUST_CHECK;

#endif
