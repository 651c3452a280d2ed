#include "tools/import/marks.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { SEPARATOR_LINES = 60 };

/* Bytes of a text under count. */
struct bytes {
    const char *at, *end;
};

static struct bytes begin(const void *bytes, size_t len)
{
    const char *s = bytes;
    size_t mark = len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return (struct bytes){s + mark, s + len};
}

static bool starts(const struct bytes *b, const char *word)
{
    size_t n = strlen(word);
    return (size_t)(b->end - b->at) >= n && memcmp(b->at, word, n) == 0;
}

static void skip(struct bytes *b, const char *set)
{
    while (b->at < b->end && *b->at && strchr(set, *b->at))
        b->at++;
}

static bool is_end(char c)
{
    return c == '\n' || c == '\r';
}

/* What an answer block of GIFT begins with stands here. */
static bool is_block(struct bytes b)
{
    if (*b.at && strchr("=~#%}", *b.at))
        return true;
    static const char *const WORDS[] = {"TRUE", "FALSE", "T", "F"};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        struct bytes w = b;
        if (!starts(&w, WORDS[i]))
            continue;
        w.at += strlen(WORDS[i]);
        const char *word = w.at;
        skip(&w, " \t\r\n");
        if (w.at >= w.end || *w.at == '}' || *w.at == '#' || (WORDS[i][1] && w.at > word))
            return true;
    }
    return false;
}

struct marks_gift marks_gift(const void *bytes, size_t len)
{
    struct bytes b = begin(bytes, len);
    struct marks_gift m = {0, 0};
    bool line = true, open = false; /* open: the sign behind a "{" is still to come, perhaps in a
                                       line further down */
    for (; b.at < b.end; b.at++) {
        bool blank = *b.at == ' ' || *b.at == '\t' || is_end(*b.at);
        if (line && starts(&b, "//")) {
            while (b.at + 1 < b.end && !is_end(b.at[1]))
                b.at++;
            continue;
        }
        if (open && !blank) {
            m.blocks += is_block(b);
            open = false;
        }
        m.names += line && starts(&b, "::");
        line = is_end(*b.at) || (line && blank);
        if (*b.at == '\\' && b.at + 1 < b.end && !is_end(b.at[1]))
            b.at++;
        else if (*b.at == '{')
            open = true;
    }
    m.blocks += open;
    return m;
}

/* Behind ANSWER: a colon or the like, or a letter and nothing more. */
static bool is_answer(struct bytes b)
{
    if (b.at < b.end && (isalpha((unsigned char)*b.at) || *b.at == '_'))
        return false;
    skip(&b, " \t");
    if (b.at >= b.end || is_end(*b.at) || *b.at == ':' || *b.at == '=')
        return true;
    b.at += isalpha((unsigned char)*b.at) != 0;
    skip(&b, " \t.)");
    return b.at >= b.end || is_end(*b.at);
}

size_t marks_aiken(const void *bytes, size_t len)
{
    struct bytes b = begin(bytes, len);
    size_t n = 0;
    while (b.at < b.end) {
        skip(&b, " \t");
        if ((size_t)(b.end - b.at) >= 6 && strncasecmp(b.at, "answer", 6) == 0) {
            b.at += 6;
            n += is_answer(b);
        }
        while (b.at < b.end && !is_end(*b.at))
            b.at++;
        while (b.at < b.end && is_end(*b.at))
            b.at++;
    }
    return n;
}

/* Moves behind the next occurrence of the word, or to the end. NUL bytes between its letters count
 * for nothing: UTF-16 is counted as UTF-8 is. */
static void skip_past(struct bytes *b, const char *word)
{
    for (size_t n = 0; b->at < b->end && word[n]; b->at++)
        if (*b->at == word[n])
            n++;
        else if (*b->at) /* "--->" ends a comment as "-->" does */
            n = *b->at != word[0] ? 0 : n == 2 && word[1] == word[0] ? 2 : 1;
}

static char next_char(struct bytes *b)
{
    while (b->at < b->end && !*b->at)
        b->at++;
    return b->at < b->end ? *b->at++ : '\0';
}

/* Behind a "<": the element's name without its prefix into name; what follows it stands in
 * *after. */
static void read_name(struct bytes *b, char *name, size_t room, char *after)
{
    size_t n = 0;
    char c;
    while ((c = next_char(b)) && !isspace((unsigned char)c) && c != '>' && c != '/' && c != '<') {
        if (c == ':')
            n = 0;
        else if (n + 1 < room)
            name[n++] = c;
        if (n == 8 && memcmp(name, "![CDATA[", 8) == 0)
            break;
        if (n == 3 && memcmp(name, "!--", 3) == 0)
            break;
    }
    name[n] = '\0';
    *after = c;
}

/* In a tag, behind its name: true when an attribute type="category" stands in it. */
static bool is_category(struct bytes b, char after)
{
    static const char WORD[] = "category";
    char c = after, quote = '\0', value[16] = "";
    size_t n = 0;
    for (; c && (quote || c != '>'); c = next_char(&b)) {
        if (quote && c == quote) {
            value[n] = '\0';
            quote = '\0';
            if (strcmp(value, WORD) == 0)
                return true;
        } else if (quote) {
            n = n + 1 < sizeof value ? n + 1 : n;
            value[n - 1] = c;
        } else if (c == '"' || c == '\'') {
            quote = c;
            n = 0;
        }
    }
    return false;
}

static size_t count_elements(const void *bytes, size_t len, const char *const *names,
                             bool categories)
{
    struct bytes b = begin(bytes, len);
    size_t count = 0;
    while (skip_past(&b, "<"), b.at < b.end) {
        char name[32], after;
        read_name(&b, name, sizeof name, &after);
        if (strcmp(name, "!--") == 0)
            skip_past(&b, "-->");
        else if (strcmp(name, "![CDATA[") == 0)
            skip_past(&b, "]]>");
        for (const char *const *w = names; *w; w++)
            if (strcmp(name, *w) == 0)
                count += categories || !is_category(b, after);
    }
    return count;
}

size_t marks_moodle(const void *bytes, size_t len)
{
    static const char *const NAMES[] = {"question", NULL};
    return count_elements(bytes, len, NAMES, false);
}

size_t marks_qti(const void *bytes, size_t len)
{
    static const char *const NAMES[] = {"assessmentItem", "qti-assessment-item", NULL};
    return count_elements(bytes, len, NAMES, true);
}

/* The sign that stands three times or more in most of the first lines: ; before the tab and the
 * comma. */
static char separator_of(struct bytes b)
{
    static const char SIGNS[] = ";\t,";
    size_t lines[3] = {0}, in_line[3] = {0}, looked = 0;
    for (; b.at < b.end && looked < SEPARATOR_LINES; b.at++) {
        const char *sign = *b.at ? strchr(SIGNS, *b.at) : NULL;
        if (sign && ++in_line[sign - SIGNS] == 3)
            lines[sign - SIGNS]++;
        if (is_end(*b.at)) {
            memset(in_line, 0, sizeof in_line);
            looked++;
        }
    }
    return SIGNS[lines[0] >= lines[1] && lines[0] >= lines[2] ? 0 : lines[1] >= lines[2] ? 1 : 2];
}

/* A quoted cell begins where a cell begins; a quote in it stands twice. */
size_t marks_csv(const void *bytes, size_t len)
{
    struct bytes b = begin(bytes, len);
    bool quoted = false, cell = true, filled = false;
    size_t rows = 0;
    if (starts(&b, "sep=") || starts(&b, "SEP="))
        while (b.at < b.end && !is_end(*b.at))
            b.at++;
    const char separator = separator_of(b);
    for (; b.at < b.end; b.at++) {
        char c = *b.at;
        if (c == '"' && (quoted || cell || b.at[-1] == '"')) {
            quoted = !quoted;
            cell = false;
            continue;
        }
        if (!quoted && is_end(c)) {
            rows += filled;
            filled = false;
        } else {
            filled = filled || !c || !strchr(" \t\r\n,;", c) ||
                     ((quoted || c != separator) && (c == ',' || c == ';'));
        }
        cell = !quoted && (c == separator || is_end(c) || (cell && c == ' '));
    }
    return rows + filled;
}

bool marks_word_begins(const char *text)
{
    static const char *const WORDS[] = {"Câu hỏi", "câu hỏi", "CÂU HỎI",  "Câu",
                                        "câu",     "CÂU",     "Question", "question"};
    text += strspn(text, " \t");
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strncmp(text, WORDS[i], strlen(WORDS[i])) == 0) {
            text += strlen(WORDS[i]);
            text += strspn(text, " \t");
            size_t digits = strspn(text, "0123456789");
            const char *end = text + digits + strspn(text + digits, " ");
            return digits && (*end == '\0' || strchr(".:)-/", *end) || end > text + digits);
        }
    return false;
}

/* The local name of the tag at b->at ("<w:p>": "p"), and whether it closes. */
static const char *tag_at(const struct bytes *b, char name[32], bool *closes)
{
    const char *s = b->at + 1, *end;
    *closes = s < b->end && *s == '/';
    s += *closes;
    for (end = s; end < b->end && !strchr(" \t\r\n/>", *end); end++)
        if (*end == ':')
            s = end + 1;
    size_t n = (size_t)(end - s) < 31 ? (size_t)(end - s) : 31;
    memcpy(name, s, n);
    name[n] = '\0';
    while (end < b->end && *end != '>')
        end++;
    *closes = *closes || (end > b->at && end[-1] == '/');
    return end < b->end ? end + 1 : b->end;
}

/* No-break and wide blanks at the head's end become one of ASCII. */
static size_t narrow(char *head, size_t used)
{
    static const char *const BEGINS[] = {"\xC2", "\xE2\x80"};
    unsigned char last = (unsigned char)head[used - 1];
    bool nbsp = used >= 2 && memcmp(head + used - 2, BEGINS[0], 1) == 0 && last == 0xA0;
    bool wide = used >= 3 && memcmp(head + used - 3, BEGINS[1], 2) == 0 &&
                ((last >= 0x80 && last <= 0x8A) || last == 0xAF);
    if (!nbsp && !wide)
        return used;
    used -= nbsp ? 1 : 2;
    head[used - 1] = ' ';
    return used;
}

size_t marks_word(const void *bytes, size_t len)
{
    struct bytes b = begin(bytes, len);
    char head[64] = "", name[32];
    size_t used = 0, found = 0;
    bool in_text = false, closes, is_gone = false, is_moved = false;
    while (b.at < b.end) {
        if (*b.at != '<') {
            if (in_text && !is_gone && !is_moved && used + 1 < sizeof head &&
                (unsigned char)*b.at != 0) {
                head[used++] = *b.at;
                used = narrow(head, used);
            }
            b.at++;
            continue;
        }
        b.at = tag_at(&b, name, &closes);
        bool is_line = strcmp(name, "p") == 0 || strcmp(name, "br") == 0;
        in_text = strcmp(name, "t") == 0 && !closes;
        if (strcmp(name, "r") == 0)
            is_gone = false;
        if (strcmp(name, "moveFrom") == 0)
            is_moved = !closes;
        is_gone = is_gone || strcmp(name, "vanish") == 0 || strcmp(name, "strike") == 0 ||
                  strcmp(name, "dstrike") == 0;
        if (!is_line)
            continue;
        head[used] = '\0';
        found += marks_word_begins(head);
        used = 0;
    }
    return found;
}
