#include "tools/cmd/options.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct option_spec *find(const struct option_spec *spec, const char *word)
{
    for (; spec->name; spec++)
        if (strcmp(spec->name, word) == 0)
            return spec;
    return NULL;
}

enum err_code options_take(int *argc, char **argv, const struct option_spec *spec, int min, int max, struct err *e)
{
    int kept = 0;
    for (int i = 0; i < *argc; i++) {
        if (argv[i][0] != '-' || argv[i][1] == '\0') {
            argv[kept++] = argv[i];
            continue;
        }
        const struct option_spec *o = find(spec, argv[i]);
        if (!o)
            return err_set(e, ERR_USAGE, _("%s: no such option here"), argv[i]);
        if (o->flag)
            *o->flag = true;
        if (!o->value)
            continue;
        if (i + 1 >= *argc)
            return err_set(e, ERR_USAGE, _("%s wants a value"), argv[i]);
        *o->value = argv[++i];
    }
    argv[kept] = NULL;
    *argc = kept;
    if (kept < min)
        return err_set(e, ERR_USAGE, _("something is missing"));
    if (max >= 0 && kept > max)
        return err_set(e, ERR_USAGE, _("%s: one word too many"), argv[max]);
    return ERR_OK;
}

enum err_code options_number(const char *name, const char *value, long low, long high, long *out, struct err *e)
{
    char *end;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno || end == value || *end || n < low || n > high)
        return err_set(e, ERR_USAGE, _("%s wants a whole number from %ld to %ld, not \"%s\""), name, low, high, value);
    *out = n;
    return ERR_OK;
}
