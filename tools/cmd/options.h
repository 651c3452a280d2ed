/* Options of one command: --name VALUE or --name, anywhere among its words. */
#ifndef SATHACH_TOOLS_CMD_OPTIONS_H
#define SATHACH_TOOLS_CMD_OPTIONS_H

#include "app/core/err.h"

#include <stdbool.h>

struct option_spec {
    const char *name;     /* "--to" */
    const char **value;   /* set to the word behind it; NULL for a flag */
    bool *flag;           /* set when the option stands there; for flags */
};
/* Takes options out of argv (ends with a row of NULL name); what is left are the plain words, counted in *argc. ERR_USAGE for an unknown
 * option, a missing value, or plain words outside min … max (max < 0: no upper bound). */
enum err_code options_take(int *argc, char **argv, const struct option_spec *spec, int min, int max, struct err *e) ERR_MUST_CHECK;
/* A whole number in low … high. */
enum err_code options_number(const char *name, const char *value, long low, long high, long *out, struct err *e) ERR_MUST_CHECK;

#endif
