#include "tools/import/markup_tags.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

enum { ENTITY_MAX = 32 };

/* Attributes that stand without a value. Any other word without one makes "a<b và c>d" no tag. */
static const char *const LONE[] = {
    "allowfullscreen", "async", "autoplay", "checked",  "compact",  "controls",
    "default",         "defer", "disabled", "hidden",   "inert",    "ismap",
    "itemscope",       "loop",  "multiple", "muted",    "nohref",   "noshade",
    "nowrap",          "open",  "readonly", "required", "reversed", "selected"};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t blanks(const char *s)
{
    return strspn(s, " \t\r\n");
}

static bool is_lone(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof LONE / sizeof LONE[0]; i++)
        if (strlen(LONE[i]) == len && strncasecmp(LONE[i], name, len) == 0)
            return true;
    return false;
}

/* Bytes of "=value" at s; 0 when it is broken. */
static size_t value(const char *s)
{
    const char *at = s + 1 + blanks(s + 1), *end;
    if (*at != '"' && *at != '\'') {
        size_t n = strcspn(at, " \t\r\n\"'<>=`");
        return n ? (size_t)(at - s) + n : 0;
    }
    end = strchr(at + 1, *at);
    return end ? (size_t)(end - s) + 1 : 0;
}

/* Bytes of an attribute at s; 0 when it is none. */
static size_t attribute(const char *s)
{
    size_t n = strcspn(s, " \t\r\n\"'<>/=");
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] >= 0x80)
            return 0;
    const char *at = s + n + blanks(s + n);
    if (n == 0)
        return 0;
    if (*at != '=')
        return is_lone(s, n) ? n : 0;
    size_t rest = value(at);
    return rest ? (size_t)(at - s) + rest : 0;
}

struct markup_ends markup_ends(const char *text)
{
    struct markup_ends ends = {NULL, strrchr(text, '>')};
    for (const char *at = ends.tag; at && !ends.comment && at - text >= 2; at--)
        if (strncmp(at - 2, "-->", 3) == 0)
            ends.comment = at - 2;
    return ends;
}

static size_t declaration(const char *s, const struct markup_ends *ends)
{
    if (strncmp(s, "<!--", 4) == 0)
        return ends->comment && ends->comment >= s + 4 ? (size_t)(strstr(s + 4, "-->") - s) + 3 : 0;
    return ends->tag && ends->tag > s ? (size_t)(strchr(s, '>') - s) + 1 : 0;
}

size_t markup_tag(const char *s, const struct markup_ends *ends, char *name, size_t room)
{
    const char *at = s + 1 + (s[1] == '/');
    size_t n = 0;
    name[0] = '\0';
    if (strncmp(s, "<!--", 4) == 0 || strncasecmp(s, "<!doctype", 9) == 0 ||
        strncmp(s, "<?xml", 5) == 0)
        return declaration(s, ends);
    while (isalnum((unsigned char)at[n]) || (n && (at[n] == '-' || at[n] == ':')))
        n++;
    if (!isalpha((unsigned char)at[0]) || n >= room)
        return 0;
    memcpy(name, at, n);
    name[n] = '\0';
    for (at += n; *at;) {
        size_t gap = blanks(at), len;
        at += gap;
        if (*at == '>')
            return (size_t)(at - s) + 1;
        if (at[0] == '/' && at[1] == '>')
            return (size_t)(at - s) + 2;
        if (!gap && at[-1] != '"' && at[-1] != '\'')
            return 0;
        if (!(len = attribute(at)))
            return 0;
        at += len;
    }
    return 0;
}

size_t markup_reference(const char *s)
{
    char name[ENTITY_MAX];
    if (s[1] == '#') {
        bool hex = s[2] == 'x' || s[2] == 'X';
        size_t n = strspn(s + 2 + hex, hex ? "0123456789abcdefABCDEF" : "0123456789");
        return n && n < 8 && s[2 + hex + n] == ';' ? 3 + hex + n : 0;
    }
    size_t n = 0;
    while (n < sizeof name - 1 && isalnum((unsigned char)s[1 + n]))
        n++;
    if (n == 0 || s[1 + n] != ';')
        return 0;
    memcpy(name, s + 1, n);
    name[n] = '\0';
    return htmlEntityLookup((const xmlChar *)name) || strcmp(name, "apos") == 0 ? n + 2 : 0;
}

/* A line end beside a tag belongs to the markup, as Moodle has it. */
void markup_guard(const char *html, bool keep_lines, struct buf *out)
{
    const struct markup_ends ends = markup_ends(html);
    char name[ENTITY_MAX];
    const char *looked = html; /* behind the blanks looked over last */
    bool beside = false;       /* these blanks stand beside a tag */
    for (const char *s = html; *s;) {
        size_t n = *s == '<'   ? markup_tag(s, &ends, name, sizeof name)
                   : *s == '&' ? markup_reference(s)
                               : 0;
        if (n) {
            buf_add(out, s, n);
            looked = *s == '<' ? s + n + blanks(s + n) : looked;
            beside = true;
            s += n;
            continue;
        }
        if (s >= looked && is_blank(*s)) {
            looked = s + blanks(s);
            beside = *looked == '<' && markup_tag(looked, &ends, name, sizeof name);
        }
        if (*s == '<')
            buf_add_text(out, "&lt;");
        else if (*s == '&')
            buf_add_text(out, "&amp;");
        else if (*s == '\n' && keep_lines && !beside)
            buf_add_text(out, "<br>");
        else
            buf_add_u8(out, (uint8_t)*s);
        s++;
    }
}
