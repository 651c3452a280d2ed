#include "tools/import/gift.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/lines.h"
#include "tools/import/markup.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_MAX = 256 * 1024 };

/* First of `set` in s that no backslash escapes; NULL when none. */
static char *find(char *s, const char *set)
{
    for (; *s; s++) {
        if (*s == '\\' && s[1])
            s++;
        else if (strchr(set, *s))
            return s;
    }
    return NULL;
}

/* The last "####" that no backslash escapes. */
static char *find_note(char *s)
{
    char *last = NULL;
    for (char *at = s; (at = find(at, "#")); at++)
        if (strncmp(at, "####", 4) == 0) {
            last = at;
            at += 3;
        }
    return last;
}

static void unescape(char *s)
{
    char *to = s;
    for (; *s; s++) {
        if (*s == '\\' && s[1]) {
            s++;
            *to++ = *s == 'n' ? '\n' : *s;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

static char *trim(char *s)
{
    while (*s == ' ' || *s == '\t' || *s == '\n')
        s++;
    size_t n = strlen(s);
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\n'))
        s[--n] = '\0';
    return s;
}

enum format { FORMAT_NONE, FORMAT_PLAIN, FORMAT_HTML };

/* Takes "[html]" and its like off. */
static enum format take_format(char **s)
{
    static const char *const FORMATS[] = {"[plain]", "[moodle]", "[markdown]", "[html]"};
    for (size_t i = 0; i < 4; i++)
        if (strncmp(*s, FORMATS[i], strlen(FORMATS[i])) == 0) {
            *s += strlen(FORMATS[i]);
            return i == 3 ? FORMAT_HTML : FORMAT_PLAIN;
        }
    return FORMAT_NONE;
}

/* A text as plain text, malloc'd. */
static char *plain_text(struct intake *in, char *s, bool html)
{
    struct err e = {0};
    char *out = NULL;
    bool dropped = false;
    s = trim(s);
    unescape(s);
    if (!html)
        return strdup(s);
    if (markup_to_text(s, &out, &dropped, &e) != ERR_OK)
        intake_wrong(in, "%s", e.text);
    if (dropped)
        intake_changed(in, INTAKE_MARKUP);
    return out ? out : strdup("");
}

/* An option or a note: it may name a format of its own, else the question's (html) holds. */
static char *plain(struct intake *in, char *s, bool html)
{
    enum format own = take_format(&s);
    return plain_text(in, s, own == FORMAT_HTML || (html && own == FORMAT_NONE));
}

/* %50% in front of an option: its weight in percent, or -1 when there is none or it is no number; *s moves behind it. */
static int take_weight(char **s)
{
    char *end;
    if (**s != '%')
        return -1;
    long weight = strtol(*s + 1, &end, 10);
    if (end == *s + 1)
        return -1;
    if (*end == '.')
        end += 1 + strspn(end + 1, "0123456789");
    if (*end != '%')
        return -1;
    *s = trim(end + 1);
    return weight < -100 || weight > 100 ? -2 : (int)weight;
}

static void take_option(struct intake *in, char sign, char *text, bool html, bool *weighted, size_t *rights)
{
    char *feedback = find(text, "#");
    if (feedback)
        *feedback++ = '\0';
    text = trim(text);
    int weight = take_weight(&text);
    *rights += sign == '=';
    *weighted = *weighted && sign == '~' && (weight == 0 || weight == 100);
    if (weight == -2)
        intake_wrong(in, _("a weight outside -100 to 100"));
    char *clean = plain(in, text, html);
    intake_option(in, clean ? clean : "", sign == '=' || (sign == '~' && weight == 100));
    free(clean);
    if (feedback && (clean = plain(in, feedback, html))) {
        intake_note(in, clean);
        free(clean);
    }
}

/* Cuts the answer block at unescaped = and ~. */
static void take_options(struct intake *in, char *body, bool html)
{
    bool weighted = true;
    size_t rights = 0, n = 0;
    char *at = find(body, "=~");
    if (!at || *trim(body) != *at) {
        intake_skip(in, strncmp(trim(body), "T", 1) == 0 || strncmp(trim(body), "F", 1) == 0 ? "true/false" : _("a question without = or ~"));
        return;
    }
    while (at) {
        char sign = *at;
        *at++ = '\0';
        char *next = find(at, "=~"), kept = next ? *next : '\0';
        if (next)
            *next = '\0';
        take_option(in, sign, at, html, &weighted, &rights);
        if (next)
            *next = kept;
        at = next;
        n++;
    }
    if (rights == 0 && !weighted)
        intake_wrong(in, _("no right answer"));
    if (rights > 1)
        intake_wrong(in, _("two right answers (an = inside an option is written \\=)"));
    if (rights == 0 && weighted && n)
        intake_warn(in, _("weights of 100 and 0 instead of = and ~: taken as one right answer"));
}

/* The text of a question between its name and its answers. */
static char *take_name(struct intake *in, char *s)
{
    if (strncmp(s, "::", 2) != 0)
        return s;
    char *end = s + 2;
    while ((end = find(end, ":")) && end[1] != ':')
        end++;
    if (!end)
        return s;
    *end = '\0';
    char *name = trim(s + 2);
    unescape(name);
    intake_name(in, name);
    text_clean(name, in->draft.number, sizeof in->draft.number);
    return trim(end + 2);
}

static void take_body(struct intake *in, char *body, bool html)
{
    char *note = find_note(body);
    if (note) {
        *note = '\0';
        char *clean = plain(in, note + 4, html);
        intake_note(in, clean ? clean : "");
        free(clean);
    }
    if (!*trim(body))
        intake_skip(in, "essay");
    else if (*trim(body) == '#')
        intake_skip(in, "numerical");
    else if (strstr(body, "->") && !find(body, "~"))
        intake_skip(in, "matching");
    else if (!find(body, "~") && find(body, "="))
        intake_skip(in, "shortanswer");
    else
        take_options(in, trim(body), html);
}

static void take_question(struct intake *in, char *block, size_t line)
{
    intake_begin(in, 0, line, NULL);
    char *s = take_name(in, trim(block));
    bool html = take_format(&s) == FORMAT_HTML;
    char *open = find(s, "{"), *close = open ? find(open + 1, "}") : NULL;
    if (!open)
        intake_skip(in, "description");
    else if (!close)
        intake_wrong(in, _("the } of the answers is missing"));
    if (close) {
        *open = *close = '\0';
        if (*trim(close + 1))
            intake_skip(in, "missingword");
        else
            take_body(in, open + 1, html);
        char *stem = plain_text(in, s, html);
        intake_stem(in, stem ? stem : "");
        free(stem);
    }
    intake_end(in);
}

static void take_block(struct intake *in, char *block, size_t line)
{
    for (char *s = trim(block); *s; line++) {
        char *end = strchr(s, '\n');
        if (strncmp(s, "$CATEGORY:", 10) != 0) {
            take_question(in, s, line);
            return;
        }
        if (end)
            *end = '\0';
        intake_category(in, trim(s + 10));
        s = end ? end + 1 : s + strlen(s);
    }
}

/* Programs and pictures hold braces too, but also many control characters; a text damaged in a few places is a text. */
static bool is_binary(const char *bytes, size_t len)
{
    size_t odd = 0, looked = len < 4096 ? len : 4096;
    for (size_t i = 0; i < looked; i++)
        odd += (unsigned char)bytes[i] < ' ' && (bytes[i] == '\0' || !strchr("\t\r\n", bytes[i]));
    return odd * 20 > looked;
}

bool gift_is(const void *bytes, size_t len)
{
    struct lines l;
    const char *line;
    size_t n;
    if (is_binary(bytes, len))
        return false;
    lines_init(&l, bytes, len);
    while (lines_next(&l, &line, &n)) {
        while (n && (*line == ' ' || *line == '\t')) {
            line++;
            n--;
        }
        if ((n >= 2 && (memcmp(line, "//", 2) == 0 || memcmp(line, "::", 2) == 0)) || (n >= 10 && memcmp(line, "$CATEGORY:", 10) == 0))
            return true;
        if (n && memchr(line, '{', n))
            return true;
    }
    return false;
}

/* A block between blank lines. */
struct piece {
    struct buf text;      /* without comments and line ends of other systems */
    size_t line;          /* where it begins */
    const char *from, *to; /* its bytes in the file */
};

/* The block is whole: one with a bad byte is rejected, with the byte's offset in the file. */
static void end_block(struct intake *in, struct piece *b, const char *file)
{
    size_t bad = 0;
    if (b->text.failed || (b->text.len && !lines_are_text(b->from, (size_t)(b->to - b->from), &bad))) {
        intake_begin(in, 0, b->line, NULL);
        if (b->text.failed)
            intake_wrong(in, _("a question longer than 256 KiB"));
        else
            intake_wrong(in, _("not UTF-8 text: a bad byte at offset %zu"), (size_t)(b->from - file) + bad);
        intake_end(in);
    } else if (b->text.len) {
        buf_add_u8(&b->text, 0);
        take_block(in, b->text.failed ? (char[]){""} : (char *)b->text.data, b->line);
    }
    buf_clear(&b->text);
}

enum err_code gift_read(const void *bytes, size_t len, struct intake *in, struct err *e)
{
    struct lines l;
    struct piece b = {0};
    const char *line;
    size_t n;
    (void)e;
    lines_init(&l, bytes, len);
    buf_init(&b.text, BLOCK_MAX);
    while (lines_next(&l, &line, &n)) {
        size_t lead = 0;
        while (lead < n && (line[lead] == ' ' || line[lead] == '\t'))
            lead++;
        if (n - lead >= 2 && memcmp(line + lead, "//", 2) == 0)
            continue;
        if (lead == n) {
            end_block(in, &b, bytes);
            continue;
        }
        if (b.text.len == 0 && !b.text.failed) {
            b.line = l.number;
            b.from = line;
        }
        b.to = line + n;
        buf_add(&b.text, line, n);
        buf_add_u8(&b.text, '\n');
    }
    end_block(in, &b, bytes);
    buf_free(&b.text);
    return ERR_OK;
}

static void write_text(const char *text, struct buf *out)
{
    for (; *text; text++) {
        if (*text == '\n') {
            buf_add_text(out, "\\n");
            continue;
        }
        if (strchr("\\#=~{}:", *text))
            buf_add_u8(out, '\\');
        buf_add_u8(out, (uint8_t)*text);
    }
}

void gift_write_category(const char *category, struct buf *out)
{
    buf_printf(out, "$CATEGORY: %s\n\n", category);
}

void gift_write(const struct bank_question *q, unsigned answer, const char *name, const char *note, struct buf *out)
{
    if (name) {
        buf_add_text(out, "::");
        write_text(name, out);
        buf_add_text(out, "::");
    }
    buf_add_text(out, "[plain]");
    write_text(q->stem, out);
    buf_add_text(out, " {\n");
    for (unsigned i = 0; i < BANK_OPTIONS; i++) {
        buf_add_u8(out, i == answer ? '=' : '~');
        buf_add_text(out, "[plain]");
        write_text(q->option[i], out);
        buf_add_text(out, "\n");
    }
    if (note) {
        buf_add_text(out, note[0] == '[' ? "####[plain]" : "####");
        write_text(note, out);
        buf_add_text(out, "\n");
    }
    buf_add_text(out, "}\n\n");
}
