#include "tools/import/tex.h"

#include <ctype.h>
#include <string.h>

const char *tex_find(const char *text)
{
    for (const char *s = text; (s = strpbrk(s, "$\\")); s++) {
        const char *end = NULL;
        if (s[0] == '$' && s[1] == '$')
            end = strstr(s + 2, "$$");
        else if (s[0] == '\\' && s[1] == '(')
            end = strstr(s + 2, "\\)");
        else if (s[0] == '\\' && s[1] == '[')
            end = strstr(s + 2, "\\]");
        if (end && end > s + 2)
            return s;
        size_t n = 0;
        while (s[0] == '\\' && isalpha((unsigned char)s[1 + n]))
            n++;
        if (n > 1 && s[1 + n] == '{')
            return s;
    }
    return NULL;
}

bool tex_is_command_n(const char *s)
{
    static const char *const NAMES[] = {
        "nabla",    "natural",    "ncong", "ne",    "nearrow",   "neg",       "neq",  "newline",
        "nexists",  "ngeq",       "ngtr",  "ni",    "nleq",      "nless",     "nmid", "nolimits",
        "nonumber", "normalsize", "not",   "notin", "nparallel", "nsubseteq", "nu",   "nwarrow"};
    size_t n = 0;
    while (isalpha((unsigned char)s[n]))
        n++;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (strlen(NAMES[i]) == n && strncmp(NAMES[i], s, n) == 0)
            return true;
    return false;
}
