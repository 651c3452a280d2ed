#include "app/client/environment.h"

#include <stdlib.h>
#include <string.h>

static const char *const KEPT[] = {"TERM",   "NO_COLOR",       "LANG",           "LANGUAGE",
                                   "LC_ALL", "LC_CTYPE",       "LC_MESSAGES",    "TZ",
                                   "HOME",   "XDG_STATE_HOME", "XDG_RUNTIME_DIR"};
enum { KEPT_COUNT = sizeof KEPT / sizeof KEPT[0] };
static const char TERM_LETTERS[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+._-";

/* A terminal's name is the name of a file that describes it. */
static void check_term(void)
{
    const char *term = getenv("TERM");
    if (term && (!term[0] || term[0] == '.' || term[strspn(term, TERM_LETTERS)]))
        setenv("TERM", "vt220", 1);
}

void environment_clear(void)
{
    char *value[KEPT_COUNT];
    for (size_t i = 0; i < KEPT_COUNT; i++) {
        const char *now = getenv(KEPT[i]);
        value[i] = now ? strdup(now) : NULL;
    }
    clearenv();
    setenv("PATH", "/usr/bin:/bin", 1);
    for (size_t i = 0; i < KEPT_COUNT; i++) {
        if (value[i])
            setenv(KEPT[i], value[i], 1);
        free(value[i]);
    }
    check_term();
}

void environment_leave_home(void)
{
    unsetenv("HOME");
}
