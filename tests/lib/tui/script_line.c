/* Words, quotes, escapes and variables of one line. */
#include "tests/lib/tui/script_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The word being read. */
struct builder {
    char *text;
    size_t len, room;
    bool begun; /* also true for "" */
};

static void add(struct builder *to, const char *bytes, size_t len)
{
    if (to->room - to->len < len + 1) {
        to->room = (to->len + len + 1) * 2;
        to->text = realloc(to->text, to->room);
        if (!to->text)
            abort();
    }
    memcpy(to->text + to->len, bytes, len);
    to->len += len;
    to->text[to->len] = '\0';
    to->begun = true;
}

/* Reads so many hex digits; -1: they are not there. */
static long hex(const char *at, int digits)
{
    long value = 0;
    for (int i = 0; i < digits; i++) {
        if (!isxdigit((unsigned char)at[i]))
            return -1;
        int c = tolower((unsigned char)at[i]);
        value = value * 16 + (isdigit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

static void add_code_point(struct builder *to, long c)
{
    char out[3];
    if (c < 0x80) {
        out[0] = (char)c;
        add(to, out, 1);
    } else if (c < 0x800) {
        out[0] = (char)(0xC0 | (c >> 6));
        out[1] = (char)(0x80 | (c & 0x3F));
        add(to, out, 2);
    } else {
        out[0] = (char)(0xE0 | (c >> 12));
        out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        add(to, out, 3);
    }
}

/* Reads what follows a backslash.  Returns the number of characters read, or -1. */
static int add_escape(struct script *script, struct builder *to, const char *at)
{
    static const char plain[] = "\"\\$nrte", means[] = "\"\\$\n\r\t\033";
    const char *found = *at ? strchr(plain, *at) : NULL;
    if (found) {
        add(to, &means[found - plain], 1);
        return 1;
    }
    int digits = *at == 'x' ? 2 : *at == 'u' ? 4 : 0;
    long value = digits ? hex(at + 1, digits) : -1;
    if (value < 0)
        return script_fail(script, "unknown escape \\%.1s", at);
    if (digits == 4) {
        add_code_point(to, value);
    } else {
        char byte = (char)value;
        add(to, &byte, 1);
    }
    return 1 + digits;
}

/* Reads what follows a '$'.  Returns the number of characters read, or -1. */
static int add_variable(struct script *script, struct builder *to, const char *at)
{
    bool braces = *at == '{';
    const char *name = at + braces;
    int len = 0;
    while (isalnum((unsigned char)name[len]) || name[len] == '_')
        len++;
    if (len == 0 || (braces && name[len] != '}'))
        return script_fail(script, "a name must follow $ (write \\$ for the sign)");
    char *copy = strndup(name, (size_t)len);
    if (!copy)
        abort();
    const char *value = script_get(script, copy);
    if (value)
        add(to, value, strlen(value));
    else
        script_fail(script, "no variable %s", copy);
    free(copy);
    return value ? len + 2 * braces : -1;
}

/* Reads one word from *at and moves it on.  Returns 0, or -1 with the failure set. */
static int read_word(struct script *script, struct builder *to, const char **at)
{
    bool quoted = false;
    const char *p = *at;
    while (*p && (quoted || !isspace((unsigned char)*p))) {
        int used = 1;
        if (*p == '"') {
            quoted = !quoted;
            add(to, "", 0);
        } else if (*p == '$') {
            used = add_variable(script, to, p + 1);
            if (used < 0)
                return -1;
            used++;
        } else if (*p == '\\' && quoted) {
            used = add_escape(script, to, p + 1);
            if (used < 0)
                return -1;
            used++;
        } else {
            add(to, p, 1);
        }
        p += used;
    }
    *at = p;
    return quoted ? script_fail(script, "a closing quote is missing") : 0;
}

void script_line_free(struct line *line)
{
    for (int i = 0; i < line->count; i++)
        free(line->words[i].text);
    line->count = 0;
}

int script_line_parse(struct script *script, const char *text, struct line *line)
{
    line->count = 0;
    for (;;) {
        while (isspace((unsigned char)*text))
            text++;
        if (!*text || *text == '#')
            return 0;
        struct builder word = {0};
        int result = read_word(script, &word, &text);
        if (result == 0 && line->count == SCRIPT_WORDS)
            result = script_fail(script, "too many words");
        if (result != 0) {
            free(word.text);
            script_line_free(line);
            return -1;
        }
        line->words[line->count++] = (struct word){.text = word.text, .len = word.len};
    }
}
