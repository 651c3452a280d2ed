/* What the keys send, by terminal type. */
#include "tests/lib/tui/vt.h"

#include <stdlib.h>
#include <string.h>

enum family {
    XTERM, /* also the answer for a type not known here */
    LINUX,
    TMUX, /* and screen */
    VT100,
    FAMILIES,
};

struct key {
    const char *name;
    const char *bytes[FAMILIES]; /* NULL: as xterm */
};

/* A terminal with TERM=vt100 is a newer one in disguise: keys a VT100 lacks send what xterm
 * sends. */
static const struct key keys[] = {
    {"Up", {"\033OA", "\033[A", NULL, NULL}},
    {"Down", {"\033OB", "\033[B", NULL, NULL}},
    {"Right", {"\033OC", "\033[C", NULL, NULL}},
    {"Left", {"\033OD", "\033[D", NULL, NULL}},
    {"Home", {"\033OH", "\033[1~", "\033[1~", NULL}},
    {"End", {"\033OF", "\033[4~", "\033[4~", NULL}},
    {"PgUp", {"\033[5~", NULL, NULL, NULL}},
    {"PgDn", {"\033[6~", NULL, NULL, NULL}},
    {"Ins", {"\033[2~", NULL, NULL, NULL}},
    {"Del", {"\033[3~", NULL, NULL, NULL}},
    {"Enter", {"\r", NULL, NULL, NULL}},
    {"Esc", {"\033", NULL, NULL, NULL}},
    {"Space", {" ", NULL, NULL, NULL}},
    {"Tab", {"\t", NULL, NULL, NULL}},
    {"S-Tab", {"\033[Z", "\033[Z", NULL, NULL}},
    {"Backspace", {"\177", NULL, NULL, "\b"}},
    {"F1", {"\033OP", "\033[[A", NULL, NULL}},
    {"F2", {"\033OQ", "\033[[B", NULL, NULL}},
    {"F3", {"\033OR", "\033[[C", NULL, NULL}},
    {"F4", {"\033OS", "\033[[D", NULL, NULL}},
    {"F5", {"\033[15~", "\033[[E", NULL, NULL}},
    {"F6", {"\033[17~", NULL, NULL, NULL}},
    {"F7", {"\033[18~", NULL, NULL, NULL}},
    {"F8", {"\033[19~", NULL, NULL, NULL}},
    {"F9", {"\033[20~", NULL, NULL, NULL}},
    {"F10", {"\033[21~", NULL, NULL, NULL}},
    {"F11", {"\033[23~", NULL, NULL, NULL}},
    {"F12", {"\033[24~", NULL, NULL, NULL}},
};

static enum family family_of(const char *term)
{
    if (strncmp(term, "linux", 5) == 0)
        return LINUX;
    if (strncmp(term, "tmux", 4) == 0 || strncmp(term, "screen", 6) == 0)
        return TMUX;
    if (strncmp(term, "vt1", 3) == 0)
        return VT100;
    return XTERM;
}

static size_t put(char *out, size_t size, const char *bytes, size_t len)
{
    if (len > size)
        return 0;
    memcpy(out, bytes, len);
    return len;
}

/* Control with a character.  Returns false when there is no such key. */
static bool control_byte(const char *name, char *byte)
{
    if (strcmp(name, "Space") == 0 || strcmp(name, "@") == 0) {
        *byte = '\0';
        return true;
    }
    if (!name[0] || name[1])
        return false;
    char c = name[0];
    if (c >= 'a' && c <= 'z')
        *byte = (char)(c - 'a' + 1);
    else if (c >= 'A' && c <= '_')
        *byte = (char)(c - '@');
    else
        return false;
    return true;
}

/* True when the bytes are one UTF-8 character. */
static bool is_one_char(const char *s)
{
    if (!s[0] || ((unsigned char)s[0] & 0xC0) == 0x80)
        return false;
    for (s++; ((unsigned char)*s & 0xC0) == 0x80; s++)
        ;
    return !*s;
}

size_t vt_key_bytes(const char *term, const char *name, char *out, size_t size)
{
    enum family family = family_of(term);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].name, name) != 0)
            continue;
        const char *bytes = keys[i].bytes[family] ? keys[i].bytes[family] : keys[i].bytes[XTERM];
        return put(out, size, bytes, strlen(bytes));
    }
    if (is_one_char(name))
        return put(out, size, name, strlen(name));
    char both[2] = {'\033', '\0'};
    if (strncmp(name, "C-", 2) == 0)
        return control_byte(name + 2, &both[1]) ? put(out, size, &both[1], 1) : 0;
    if (strncmp(name, "M-", 2) == 0 && name[2] && !name[3]) {
        both[1] = name[2];
        return put(out, size, both, 2);
    }
    return 0;
}
