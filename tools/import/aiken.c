#include "tools/import/aiken.h"

#include "app/core/i18n.h"
#include "tools/import/lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 64 * 1024 };

struct reading {
    struct intake *in;
    size_t line;
    bool answered;    /* the open question has its ANSWER */
};

/* "B) text" or "B. text": 0–25, and the text; -1 for no option. */
static int option_letter(const char *s, const char **text, bool *blank)
{
    int letter = isalpha((unsigned char)s[0]) ? toupper((unsigned char)s[0]) - 'A' : -1;
    if (letter < 0 || (s[1] != ')' && s[1] != '.'))
        return -1;
    *blank = s[2] == ' ' || s[2] == '\t';
    *text = s + 2 + strspn(s + 2, " \t");
    return letter;
}

static bool begins(const char *s, const char *word)
{
    return strncmp(s, word, strlen(word)) == 0;
}

/* "A)Text" without a blank could be the beginning of a sentence such as "B.Tông": told. */
static void take_option(struct reading *r, int letter, const char *text, bool blank)
{
    struct intake *in = r->in;
    if (!in->draft.open || r->answered) {
        intake_begin(in, 0, r->line, NULL);
        r->answered = false;
        intake_wrong(in, _("an option before any question"));
        return;
    }
    if ((size_t)letter != in->draft.options)
        intake_wrong(in, _("line %zu: the option's letter is %c, not %c"), r->line, 'A' + letter, (char)('A' + in->draft.options));
    if (!blank)
        intake_warn(in, _("line %zu: no blank behind the option's letter"), r->line);
    intake_option(in, text, false);
}

static void take_answer(struct reading *r, const char *s)
{
    struct intake *in = r->in;
    if (!in->draft.open || r->answered) {
        intake_begin(in, 0, r->line, NULL);
        intake_wrong(in, _("ANSWER before any question"));
    } else if (!isalpha((unsigned char)s[0]) || s[1]) {
        intake_wrong(in, _("line %zu: ANSWER is not one letter"), r->line);
    } else {
        intake_right(in, (size_t)(toupper((unsigned char)s[0]) - 'A'));
    }
    r->answered = true;
}

/* A line that is nothing else: the question's text. */
static void take_stem(struct reading *r, const char *s)
{
    struct intake *in = r->in;
    if (in->draft.open && !r->answered) {
        intake_wrong(in, _("line %zu: a second line of text; Aiken wants each text on one line"), r->line);
        return;
    }
    intake_begin(in, 0, r->line, NULL);
    r->answered = false;
    intake_stem(in, s);
}

/* What Chamilo writes behind the answer; false when the line is none of that. */
static bool take_extra(struct reading *r, const char *s)
{
    static const char *const NOTES[] = {"ANSWER_EXPLANATION:", "DESCRIPTION:", "TEXTO_CORRECTA:"};
    static const char *const OTHERS[] = {"SCORE:", "TAGS:", "ETIQUETAS:", "T:"};
    if (!r->in->draft.open || !r->answered)
        return false;
    for (size_t i = 0; i < sizeof NOTES / sizeof NOTES[0]; i++)
        if (begins(s, NOTES[i])) {
            intake_note(r->in, s + strlen(NOTES[i]));
            return true;
        }
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (begins(s, OTHERS[i])) {
            intake_warn(r->in, _("line %zu: \"%s\" is not kept"), r->line, s);
            return true;
        }
    return false;
}

static void take_line(struct reading *r, char *s)
{
    const char *text;
    bool blank;
    s += strspn(s, " \t");
    for (size_t n = strlen(s); n && (s[n - 1] == ' ' || s[n - 1] == '\t'); n--)
        s[n - 1] = '\0';
    if (!*s)
        return;
    int letter = option_letter(s, &text, &blank);
    if (begins(s, "ANSWER:"))
        take_answer(r, s + 7 + strspn(s + 7, " \t"));
    else if (letter >= 0)
        take_option(r, letter, text, blank);
    else if (!take_extra(r, s))
        take_stem(r, s);
}

/* A line that is no text spoils the question it stands in. */
static void take_bad(struct reading *r, const char *why, size_t offset)
{
    if (!r->in->draft.open || r->answered) {
        intake_begin(r->in, 0, r->line, NULL);
        r->answered = false;
    }
    intake_wrong(r->in, "%s (%zu)", why, offset);
}

bool aiken_is(const void *bytes, size_t len)
{
    struct lines l;
    const char *line, *text;
    size_t n;
    bool option = false, blank;
    lines_init(&l, bytes, len);
    while (lines_next(&l, &line, &n)) {
        while (n && (*line == ' ' || *line == '\t')) {
            line++;
            n--;
        }
        if (option && n >= 7 && memcmp(line, "ANSWER:", 7) == 0)
            return true;
        char head[4] = {0};
        memcpy(head, line, n < 3 ? n : 3);
        option = option || option_letter(head, &text, &blank) >= 0;
    }
    return false;
}

enum err_code aiken_read(const void *bytes, size_t len, struct intake *in, struct err *e)
{
    struct reading r = {.in = in};
    struct lines l;
    const char *line;
    size_t n, bad;
    enum err_code rc = ERR_OK;
    lines_init(&l, bytes, len);
    while (rc == ERR_OK && lines_next(&l, &line, &n)) {
        r.line = l.number;
        if (n > LINE_MAX_BYTES || !lines_are_text(line, n, &bad)) {
            take_bad(&r, n > LINE_MAX_BYTES ? _("a line longer than 64 KiB, bytes") : _("not UTF-8 text: a bad byte at offset"),
                     n > LINE_MAX_BYTES ? n : (size_t)(line - (const char *)bytes) + bad);
            continue;
        }
        char *copy = strndup(line, n);
        if (copy)
            take_line(&r, copy);
        else
            rc = err_set(e, ERR_LIMIT, _("out of memory"));
        free(copy);
    }
    intake_end(in);
    return rc;
}
