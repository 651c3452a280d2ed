#include "tools/import/gift.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/normal.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_MAX = 256 * 1024, OPTIONS_MAX = 32 };

/* Where reading stands. */
struct reading {
    struct gift *out;
    struct findings *findings;
    const char *file;
    char *category;
};

/* One option as it stands in a block. */
struct option {
    char *text;   /* into the block, unescaped in place */
    bool right;
    int weight;   /* percent, -1 when none is given */
};

static void reject(struct reading *r, size_t line, const char *why)
{
    r->out->rejected++;
    findings_add(r->findings, FINDINGS_ERROR, r->file, line, "%s", why);
}

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

static char *find_word(char *s, const char *word)
{
    char *last = NULL;
    for (char *at = s; (at = strstr(at, word)); at++)
        if (at == s || at[-1] != '\\')
            last = at;
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

/* "[html]" and its like in front; false for html with markup in it. */
static bool skip_format(char **s)
{
    static const char *const FORMATS[] = {"[plain]", "[moodle]", "[markdown]", "[html]"};
    for (size_t i = 0; i < 4; i++)
        if (strncmp(*s, FORMATS[i], strlen(FORMATS[i])) == 0) {
            *s += strlen(FORMATS[i]);
            return i != 3 || !strpbrk(*s, "<&");
        }
    return true;
}

/* Cuts the answer block at unescaped = and ~. Returns how many options, or -1 with why. */
static int split_options(char *body, struct option *option, const char **why)
{
    int n = 0;
    char *at = find(body, "=~");
    if (!at)
        return 0;
    while (at) {
        if (n == OPTIONS_MAX) {
            *why = _("too many options");
            return -1;
        }
        struct option *o = &option[n++];
        o->right = *at == '=';
        o->weight = -1;
        *at++ = '\0';
        o->text = at;
        at = find(at, "=~");
    }
    for (int i = 0; i < n; i++) {
        char *feedback = find(option[i].text, "#");
        if (feedback)
            *feedback = '\0';
        char *s = trim(option[i].text);
        if (*s == '%') {
            char *end = strchr(s + 1, '%');
            option[i].weight = end ? atoi(s + 1) : -1;
            s = end ? trim(end + 1) : s;
        }
        option[i].text = s;
    }
    return n;
}

/* Exactly one right option, or why not. Weights of one 100 and the rest 0 count as one right option. */
static int find_answer(const struct option *o, int n, const char **why)
{
    int right = -1, count = 0;
    bool weighted = true;
    for (int i = 0; i < n; i++) {
        count += o[i].right;
        right = o[i].right ? i : right;
        weighted = weighted && !o[i].right && (o[i].weight == 100 || o[i].weight == 0);
    }
    if (count == 0 && weighted)
        for (int i = 0; i < n; i++)
            if (o[i].weight == 100) {
                count++;
                right = i;
            }
    if (count == 0)
        *why = _("no right answer");
    else if (count > 1)
        *why = _("two right answers (an = inside an option is written \\=)");
    else if (n != BANK_OPTIONS)
        *why = _("not exactly four options");
    else
        return right;
    return -1;
}

static enum err_code fill(struct gift_question *q, char *stem, const struct option *o, char *note, struct err *e)
{
    unescape(stem);
    enum err_code rc = normal_text(stem, true, &q->text.stem, e);
    for (int i = 0; rc == ERR_OK && i < BANK_OPTIONS; i++) {
        char *text = o[i].text;
        if (!skip_format(&text))
            return err_set(e, ERR_FORMAT, _("HTML markup; write plain text"));
        unescape(text);
        rc = normal_text(text, true, &q->text.option[i], e);
    }
    if (rc == ERR_OK && note) {
        unescape(note);
        rc = normal_text(note, false, &q->note, e);
    }
    return rc == ERR_OK ? bank_question_check(&q->text, e) : rc;
}

static void free_question(struct gift_question *q)
{
    bank_question_free(&q->text);
    free(q->name);
    free(q->note);
    free(q->category);
}

static void keep(struct reading *r, struct gift_question *q, size_t line)
{
    struct gift_question *grown = realloc(r->out->question, (r->out->count + 1) * sizeof *grown);
    q->category = strdup(r->category ? r->category : "");
    q->line = line;
    if (!grown) {
        free_question(q);
        reject(r, line, _("out of memory"));
        return;
    }
    r->out->question = grown;
    grown[r->out->count++] = *q;
}

/* The text of a question between its name and its answers. */
static char *take_name(char *s, struct gift_question *q)
{
    if (strncmp(s, "::", 2) != 0)
        return s;
    char *end = strstr(s + 2, "::");
    if (!end)
        return s;
    *end = '\0';
    unescape(s + 2);
    q->name = strdup(trim(s + 2));
    return trim(end + 2);
}

static void read_question(struct reading *r, char *block, size_t line)
{
    struct gift_question q = {0};
    struct option option[OPTIONS_MAX];
    struct err e = {0};
    const char *why = NULL;
    char *s = take_name(trim(block), &q);
    if (!skip_format(&s)) {
        free_question(&q);
        reject(r, line, _("HTML markup; write plain text"));
        return;
    }
    char *open = find(s, "{"), *close = open ? find(open + 1, "}") : NULL;
    if (!open || !close)
        why = open ? _("the } of the answers is missing") : _("a description without answers is no question");
    int n = 0, answer = -1;
    char *note = NULL;
    if (!why) {
        *open = *close = '\0';
        char *body = open + 1;
        if (*trim(close + 1))
            why = _("text behind the answers (a gap) is not single choice");
        else if ((note = find_word(body, "####")))
            *note = '\0';
        if (!why && !*trim(body))
            why = _("an essay question is not single choice");
        else if (!why && *trim(body) == '#')
            why = _("a numerical question is not single choice");
        else if (!why && strstr(body, "->") && !find(body, "~"))
            why = _("a matching question is not single choice");
        else if (!why && (n = split_options(body, option, &why)) == 0)
            why = _("not a single choice question");
        if (!why)
            answer = find_answer(option, n, &why);
    }
    if (!why && fill(&q, s, option, note ? note + 4 : NULL, &e) != ERR_OK)
        why = e.text;
    if (why) {
        free_question(&q);
        reject(r, line, why);
        return;
    }
    q.answer = (unsigned)answer;
    keep(r, &q, line);
}

static void read_block(struct reading *r, char *block, size_t line)
{
    char *s = trim(block);
    if (!*s)
        return;
    if (strncmp(s, "$CATEGORY:", 10) == 0) {
        char *end = strchr(s, '\n');
        if (end)
            *end++ = '\0';
        free(r->category);
        r->category = strdup(trim(s + 10));
        if (end)
            read_block(r, end, line + 1);
        return;
    }
    read_question(r, s, line);
}

enum err_code gift_read(const char *text, size_t len, const char *file, struct gift *out, struct findings *f, struct err *e)
{
    struct reading r = {.out = out, .findings = f, .file = file};
    struct buf block;
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        size_t n = text_decode(text + i, len - i, &cp);
        if (n == 0 || cp == 0)
            return err_set(e, ERR_FORMAT, _("%s: not UTF-8 at byte %zu"), file, i);
        i += n;
    }
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    buf_init(&block, BLOCK_MAX);
    size_t line = 0, first = 1;
    for (size_t at = 0; at <= len; line++) {
        size_t n = 0;
        while (at + n < len && text[at + n] != '\n' && text[at + n] != '\r')
            n++;
        const char *start = text + at;
        size_t lead = strspn(start, " \t") < n ? strspn(start, " \t") : n;
        bool comment = n - lead >= 2 && memcmp(start + lead, "//", 2) == 0, empty = lead == n;
        if (!comment && !empty) {
            if (block.len == 0)
                first = line + 1;
            buf_add(&block, start, n);
            buf_add_u8(&block, '\n');
        }
        if (empty || at + n >= len) {
            if (block.failed)
                reject(&r, first, _("a question longer than 256 KiB"));
            else if (block.len)
                read_block(&r, (char *)(uintptr_t)buf_text(&block), first);
            buf_clear(&block);
        }
        at += n + 1;
        if (at <= len && at >= 2 && text[at - 1] == '\r' && at < len && text[at] == '\n')
            at++;
    }
    free(r.category);
    buf_free(&block);
    return ERR_OK;
}

void gift_free(struct gift *g)
{
    for (size_t i = 0; i < g->count; i++)
        free_question(&g->question[i]);
    free(g->question);
    *g = (struct gift){0};
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
        buf_add_text(out, "####");
        write_text(note, out);
        buf_add_text(out, "\n");
    }
    buf_add_text(out, "}\n\n");
}
