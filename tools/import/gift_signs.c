#include "tools/import/gift_signs.h"

#include "tools/import/tex.h"

#include <string.h>

enum { SET_MAX = 6 };

char *gift_find(char *s, const char *set)
{
    char stops[SET_MAX + 2] = "\\";
    strncat(stops, set, SET_MAX);
    for (; *(s += strcspn(s, stops)); s += s[1] ? 2 : 1)
        if (*s != '\\')
            return s;
    return NULL;
}

char *gift_find_note(char *s)
{
    char *last = NULL;
    for (char *at = s; (at = gift_find(at, "#")); at++)
        if (strncmp(at, "####", 4) == 0) {
            last = at;
            at += 3;
        }
    return last;
}

bool gift_is_block(const char *s)
{
    static const char *const WORDS[] = {"TRUE", "FALSE", "T", "F"};
    s += strspn(s, " \t\n");
    if (!*s || strchr("=~#%}", *s))
        return true;
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        size_t n = strlen(WORDS[i]);
        if (strncmp(s, WORDS[i], n) != 0)
            continue;
        size_t blanks = strspn(s + n, " \t\n");
        const char *next = s + n + blanks;
        if (!*next || *next == '}' || *next == '#' || (n > 1 && blanks))
            return true;
    }
    return false;
}

/* The formula's state behind what was written last. */
static bool is_in_formula(bool in, const char *start, const char *to)
{
    if (to - start < 2)
        return in;
    if (to[-2] == '\\' && (to[-1] == '(' || to[-1] == '['))
        return true;
    if (to[-2] == '\\' && (to[-1] == ')' || to[-1] == ']'))
        return false;
    if (to[-2] == '$' && to[-1] == '$')
        return !in;
    return in;
}

bool gift_unescape(char *s, bool formulas)
{
    char *start = s, *to = s;
    bool in = false, kept = false;
    for (; *s; s++) {
        bool pair = *s == '\\' && s[1];
        if (pair && s[1] == 'n' && in && formulas && tex_is_command_n(s + 1)) {
            kept = true;
            *to++ = *s;
        } else if (pair && s[1] == 'n') {
            *to++ = '\n';
            s++;
        } else if (pair && strchr(":#={}~\\", s[1])) {
            *to++ = *++s;
        } else {
            *to++ = *s;
        }
        in = is_in_formula(in, start, to);
    }
    *to = '\0';
    return kept;
}

char *gift_trim(char *s)
{
    while (*s == ' ' || *s == '\t' || *s == '\n')
        s++;
    size_t n = strlen(s);
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\n'))
        s[--n] = '\0';
    return s;
}
