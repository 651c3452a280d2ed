#include "tools/import/prose.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/heading.h"
#include "tools/import/normal.h"
#include "tools/import/published.h"

#include <stdlib.h>
#include <string.h>

void prose_init(struct prose *p, struct intake *in, const struct fields *fields)
{
    *p = (struct prose){.in = in, .fields = fields};
}

/* "Câu 12:", "Câu hỏi 3.", and "12." where a bare number may begin a question: bytes of it, and the number. */
static size_t question_number(const char *s, bool bare_ok, char number[FINDINGS_NUMBER_MAX])
{
    static const char *const WORDS[] = {"Câu hỏi", "câu hỏi", "CÂU HỎI", "Câu", "câu", "CÂU", "Question", "question"};
    const char *at = s;
    bool word = false;
    for (size_t i = 0; !word && i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strncmp(s, WORDS[i], strlen(WORDS[i])) == 0) {
            at = s + strlen(WORDS[i]);
            word = true;
        }
    at += strspn(at, " \t");
    size_t n = strspn(at, "0123456789");
    if (n == 0 || n >= FINDINGS_NUMBER_MAX || (!word && !bare_ok))
        return 0;
    const char *end = at + n + strspn(at + n, " ");
    if (!*end || !strchr(".:)-/", *end)) {
        if (!word || (*end && end == at + n))
            return 0;
        end--; /* "Câu 5 Theo …" */
    }
    memcpy(number, at, n);
    number[n] = '\0';
    end++;
    return (size_t)(end - s) + strspn(end, " \t");
}

/* "Đáp án: c", "ĐÁP ÁN ĐÚNG C.": what follows the words, or NULL. */
static char *answer_text(const char *s)
{
    static const char *const WORDS[] = {"dap an dung", "dap an", "tra loi", "da", "answer", "key"};
    char *key = normal_key(s), *out = NULL;
    for (size_t i = 0; key && !out && i < sizeof WORDS / sizeof WORDS[0]; i++) {
        size_t n = strlen(WORDS[i]);
        if (strncmp(key, WORDS[i], n) != 0 || (key[n] && key[n] != ' '))
            continue;
        const char *rest = key + n + (key[n] == ' ');
        if (strncmp(rest, "la ", 3) == 0)
            rest += 3;
        /* "Đáp án của bài …" is text */
        if (strlen(rest) <= 7)
            out = strdup(rest);
    }
    free(key);
    return out;
}

/* The right option by bold or underline, when exactly one stands out and no answer was written. */
static void take_emphasis(struct prose *p)
{
    const struct intake_draft *d = &p->in->draft;
    size_t strong = 0, which = 0;
    for (size_t i = 0; i < d->options; i++)
        if (p->strong[i]) {
            strong++;
            which = i;
        }
    if (!p->answered && strong == 1)
        intake_right(p->in, which);
    else if (!p->answered && strong > 1 && strong < d->options)
        intake_wrong(p->in, _("%zu options stand in bold or underlined: which is right?"), strong);
    else if (p->answered && strong == 1 && !d->right[which])
        intake_wrong(p->in, _("the option in bold or underlined is another than the answer written"));
}

void prose_end(struct prose *p)
{
    if (p->in->draft.open)
        take_emphasis(p);
    intake_end(p->in);
    memset(p->strong, 0, sizeof p->strong);
    p->answered = false;
}

static void take_heading(struct prose *p, size_t line, const char *text)
{
    char category[BANK_NAME_MAX];
    const char *why;
    prose_end(p);
    if (heading_read(text, p->fields, category, sizeof category, &why)) {
        intake_category(p->in, category);
    } else {
        findings_add(p->in->findings, FINDINGS_ERROR, p->in->file, line, "%s", why);
        intake_category(p->in, "");
    }
}

static void take_option(struct prose *p, int letter, const char *text, bool strong)
{
    size_t have = p->in->draft.options;
    if ((size_t)letter != have)
        intake_wrong(p->in, (size_t)letter > have ? _("option %c is missing") : _("option %c stands twice"),
                     (size_t)letter > have ? (char)('a' + have) : 'a' + letter);
    if (!text[strspn(text, " \t")])
        intake_wrong(p->in, _("option %c has no text"), 'a' + letter);
    if (have < INTAKE_OPTIONS_MAX)
        p->strong[have] = strong;
    intake_option(p->in, text, false);
}

static void take_answer(struct prose *p, const char *letter)
{
    if (p->answered)
        intake_wrong(p->in, _("the answer stands twice"));
    p->answered = true;
    published_answer(p->in, letter);
}

static void take_other(struct prose *p, size_t line, const char *text)
{
    struct intake *in = p->in;
    if (in->draft.open && in->draft.options == 0) {
        intake_stem(in, text);
    } else if (in->draft.open && !p->answered && in->draft.options) {
        intake_wrong(in, _("line %zu belongs to no option: \"%.60s\""), line, text);
    } else {
        p->first_other = p->others++ ? p->first_other : line;
    }
}

void prose_line(struct prose *p, size_t line, const char *text, bool strong, const char *bad)
{
    struct intake *in = p->in;
    char number[FINDINGS_NUMBER_MAX];
    int letter;
    text += strspn(text, " \t");
    if (!*text && !bad)
        return;
    bool done = !in->draft.open || p->answered || in->draft.options >= BANK_OPTIONS;
    if (heading_begins(text)) {
        take_heading(p, line, text);
        return;
    }
    size_t n = question_number(text, done, number), marker = in->draft.open && !p->answered ? published_marker(text, &letter) : 0;
    char *answer = n ? NULL : answer_text(text);
    if (n) {
        prose_end(p);
        intake_begin(in, 0, line, number);
        if (text[n])
            intake_stem(in, text + n);
    } else if (marker && (in->draft.options || letter == 0)) {
        take_option(p, letter, text + marker, strong);
    } else if (answer && in->draft.open) {
        take_answer(p, answer);
    } else if (*text) {
        take_other(p, line, text);
    }
    if (bad && in->draft.open)
        intake_wrong(in, "%s", bad);
    free(answer);
}

void prose_finish(struct prose *p)
{
    prose_end(p);
    if (p->others)
        findings_add(p->in->findings, FINDINGS_WARNING, p->in->file, p->first_other, _("%zu lines belong to no question; the first one stands here"), p->others);
}
