/* Options of one command: --name VALUE, --name=VALUE or --name, anywhere among its words; behind
 * "--" all are words. What they mean stands in the operation's table of fields; of a command that
 * is no operation yet it stands in tools/commands.c, and here they are bound to its variables. */
#ifndef SATHACH_TOOLS_CMD_OPTIONS_H
#define SATHACH_TOOLS_CMD_OPTIONS_H

#include "tools/work/work.h"

#include <stdbool.h>
#include <stddef.h>

enum { OPTIONS_LIST_MAX = WORK_LIST_MAX, OPTIONS_FIELDS = 24 };

struct option_spec {
    const char *name;   /* "--to"; "--column..." may stand more than once */
    const char **value; /* set to the word behind it; of "...": OPTIONS_LIST_MAX + 1 places,
                             filled in order up to a NULL; NULL for a flag */
    bool *flag;         /* set when the option stands there; for flags */
};
/* Takes options out of argv (ends with a row of NULL name); what is left are the plain words,
 * counted in *argc. ERR_USAGE for an unknown option, a missing value, one value too many, or plain
 * words outside min … max (max < 0: no upper bound). */
enum err_code options_take(int *argc, char **argv, const struct option_spec *spec, int min, int max,
                           struct err *e) ERR_MUST_CHECK;
/* Takes the request of an operation from the line, by its table of fields; texts point into argv.
 * request: op->request bytes. Errors as options_take. */
enum err_code options_request(const struct work_op *op, int *argc, char **argv, void *request,
                              struct err *e) ERR_MUST_CHECK;

#endif
