#include "tools/table/ini_edit.h"

#include <string.h>

/* Where the value goes. */
struct spot {
    size_t at, end;    /* of the line that is replaced, without its LF; both the same: one is put in
                          there */
    bool has_group;    /* false: behind all, with a heading */
    bool is_line;      /* a line is replaced */
    bool is_commented; /* it is "# key=…" */
};

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return at;
}

static bool is_heading(const char *line, const char *end, const char *group)
{
    size_t n = strlen(group);
    line = skip_blanks(line, end);
    return (size_t)(end - line) > n + 1 && line[0] == '[' && memcmp(line + 1, group, n) == 0 &&
           line[n + 1] == ']';
}

/* key=, with blanks before the = as people write them. */
static bool has_key(const char *line, const char *end, const char *key)
{
    size_t n = strlen(key);
    line = skip_blanks(line, end);
    if ((size_t)(end - line) <= n || memcmp(line, key, n) != 0)
        return false;
    line = skip_blanks(line + n, end);
    return line < end && *line == '=';
}

/* Looks at one line of the group. */
static void look(struct spot *s, const char *text, const char *line, const char *end,
                 const char *key)
{
    const char *from = skip_blanks(line, end);
    bool is_comment = from < end && *from == '#';
    if (from == end)
        return;
    if (!s->is_line) /* behind the last line that is not blank */
        s->at = s->end = (size_t)(end - text);
    bool is_it = has_key(is_comment ? from + 1 : from, end, key);
    if (!is_it || (s->is_line && (is_comment || !s->is_commented)))
        return;
    *s = (struct spot){(size_t)(line - text), (size_t)(end - text), true, true, is_comment};
}

static struct spot find(const char *text, size_t len, const char *group, const char *key)
{
    struct spot s = {.at = len, .end = len};
    bool is_inside = false;
    for (size_t at = 0; at < len;) {
        const char *line = text + at, *lf = memchr(line, '\n', len - at),
                   *end = lf ? lf : text + len;
        const char *from = skip_blanks(line, end);
        if (from < end && *from == '[')
            is_inside = is_heading(line, end, group);
        if (is_inside) {
            if (!s.has_group)
                s = (struct spot){
                    .at = (size_t)(end - text), .end = (size_t)(end - text), .has_group = true};
            else
                look(&s, text, line, end, key);
        }
        at = (size_t)(end - text) + 1;
    }
    return s;
}

static void put_value(const char *value, struct buf *out)
{
    for (const char *at = value; *at; at++) {
        switch (*at) {
        case '\\': buf_add_text(out, "\\\\"); break;
        case '\n': buf_add_text(out, "\\n"); break;
        case '\r': buf_add_text(out, "\\r"); break;
        case '\t': buf_add_text(out, "\\t"); break;
        case ' ': buf_add_text(out, at == value ? "\\s" : " "); break;
        default: buf_add(out, at, 1);
        }
    }
}

void ini_edit(const char *text, size_t len, const char *group, const char *key, const char *value,
              struct buf *out)
{
    struct spot s = find(text, len, group, key);
    bool is_end = s.at == len && len > 0 && text[len - 1] != '\n';
    if (!value[0] && (!s.is_line || s.is_commented)) { /* not said already */
        buf_add(out, text, len);
        return;
    }
    buf_add(out, text, s.at);
    if (!s.has_group)
        buf_printf(out, "%s%s[%s]\n", is_end ? "\n" : "", len ? "\n" : "", group);
    else if (!s.is_line)
        buf_add_text(out, "\n");
    if (!value[0]) {
        buf_add_text(out, "# ");
        buf_add(out, text + s.at, s.end - s.at);
    } else {
        buf_printf(out, "%s=", key);
        put_value(value, out);
    }
    if (!s.has_group)
        buf_add_text(out, "\n");
    buf_add(out, text + s.end, len - s.end);
}
