#include "tools/import/aiken.h"

#include "app/core/i18n.h"
#include "tools/import/lines.h"
#include "tools/import/marks.h"
#include "tools/import/normal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LINE_MAX_BYTES = 64 * 1024, NEAR_MAX = 40 };

struct reading {
    struct importer *in;
    size_t line;
    bool answered; /* the open question has its answer line, right or wrong */
    bool blank;    /* a blank line stands before this one */
    char *held;    /* text behind options: an option's second line or the next question;
                            owned */
    size_t held_line;
    size_t held_more; /* further lines of it */
    bool held_blank;  /* a blank line stands before it */
    size_t answers;   /* answer lines read, of those that begin with ANSWER in any letters */
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

static void begin(struct reading *r, size_t line)
{
    importer_begin(r->in, 0, line, NULL);
    r->answered = false;
}

/* A question whose answer line is missing ends here. */
static void end_unanswered(struct reading *r)
{
    if (r->in->draft.open && !r->answered)
        importer_wrong(
            r->in,
            r->in->draft.options
                ? _("no ANSWER line")
                : _("a text without options or ANSWER: each text of Aiken stands on one line"));
}

/* What was held back is text of the open question (an option on two lines), or the next question's
 * text: decided by the line behind it. */
static void settle(struct reading *r, bool next_question)
{
    if (!r->held)
        return;
    if (next_question) {
        end_unanswered(r);
        begin(r, r->held_line);
        importer_stem(r->in, r->held);
        if (r->held_more)
            importer_wrong(r->in,
                           _("line %zu: a second line of text; Aiken wants each text on one line"),
                           r->held_line + 1);
    } else {
        importer_wrong(r->in,
                       _("line %zu: a second line of text; Aiken wants each text on one line"),
                       r->held_line);
    }
    free(r->held);
    r->held = NULL;
    r->held_more = 0;
}

/* An answer line that lost its line's end stands inside the option before it. */
static void look_inside(struct reading *r, const char *text)
{
    const char *at = strstr(text, "ANSWER:");
    if (!at || (at > text && at[-1] != ' ' && at[-1] != '\t'))
        return;
    importer_wrong(r->in,
                   _("line %zu: \"%.40s\" stands inside the option; ANSWER has a line of its own"),
                   r->line, at);
    r->answered = true;
}

/* "A)Text" without a blank could be the beginning of a sentence such as "B.Tông": told. */
static void read_option(struct reading *r, int letter, const char *text, bool blank)
{
    struct importer *in = r->in;
    settle(r, letter == 0);
    bool again = letter == 0 && in->draft.options > 1; /* A again: the question before has no
                                                          answer, this one no text */
    if (!in->draft.open || r->answered || again) {
        end_unanswered(r);
        begin(r, r->line);
        importer_wrong(in, _("an option before any question"));
    }
    if ((size_t)letter != in->draft.options)
        importer_wrong(in, _("line %zu: the option's letter is %c, not %c"), r->line, 'A' + letter,
                       (char)('A' + in->draft.options));
    if (!blank)
        importer_warn(in, _("line %zu: no blank behind the option's letter"), r->line);
    importer_option(in, text, false);
    look_inside(r, text);
}

/* The line's question, for an answer; one is made when there is none. */
static bool has_question(struct reading *r)
{
    settle(r, false);
    if (r->in->draft.open && !r->answered)
        return true;
    begin(r, r->line);
    importer_wrong(r->in, _("ANSWER before any question"));
    return false;
}

static void read_answer(struct reading *r, const char *s)
{
    struct importer *in = r->in;
    if (!has_question(r))
        ;
    else if (!isalpha((unsigned char)s[0]) || s[1])
        importer_wrong(in, _("line %zu: ANSWER is not one letter"), r->line);
    else
        importer_right(in, (size_t)(toupper((unsigned char)s[0]) - 'A'));
    r->answered = true;
}

/* True for the words with which people begin an answer line, in any letters, and nothing else. */
static bool is_answer_word(const char *key, size_t len)
{
    static const char *const WORDS[] = {"answer",  "ans",     "correct answer", "right answer",
                                        "key",     "correct", "dap an dung",    "dap an",
                                        "tra loi", "da"};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strlen(WORDS[i]) == len && strncmp(WORDS[i], key, len) == 0)
            return true;
    return false;
}

/* "Answer: b", "ANSWER B", "Đáp án: C và D", "Đáp án là C." */
static bool is_near_answer(const char *s)
{
    char head[NEAR_MAX + 1] = "";
    size_t n = strcspn(s, ":=");
    bool sign = s[n] != '\0';
    if (n > NEAR_MAX)
        return false;
    memcpy(head, s, n);
    char *key = normal_key(head);
    size_t len = key ? strlen(key) : 0;
    if (!sign && len > 2 && key[len - 2] == ' ') /* a letter behind a blank */
        len -= 2;
    else if (!sign && key && strcmp(key, "answer") != 0 && strcmp(key, "dap an") != 0)
        len = 0;
    if (!sign && len > 3 && strncmp(key + len - 3, " la", 3) == 0)
        len -= 3;
    bool near = len && is_answer_word(key, len);
    free(key);
    return near;
}

/* An answer line as people write it. Aiken knows one way only, and the others may be text:
 * rejected, with the line. False when the line is none. */
static bool read_near_answer(struct reading *r, const char *s)
{
    struct importer *in = r->in;
    bool waits = in->draft.open && !r->answered && in->draft.options,
         english = strncasecmp(s, "answer", 6) == 0;
    if ((!waits && !english) || !is_near_answer(s))
        return false;
    if (has_question(r))
        importer_wrong(in,
                       _("line %zu: \"%.40s\" is no answer line of Aiken; it is written ANSWER: "
                         "and the option's letter"),
                       r->line, s);
    r->answers += english;
    r->answered = true;
    return true;
}

/* A line that is nothing else: the question's text. */
static enum err_code read_stem(struct reading *r, const char *s, struct err *e)
{
    struct importer *in = r->in;
    if (r->held && r->blank)
        settle(r, r->held_blank);
    if (in->draft.open && !r->answered && in->draft.options) {
        r->held_more += r->held != NULL;
        if (!r->held && !(r->held = strdup(s)))
            return err_set(e, ERR_LIMIT, _("out of memory"));
        if (!r->held_more) {
            r->held_line = r->line;
            r->held_blank = r->blank;
        }
        return ERR_OK;
    }
    if (in->draft.open && !r->answered && !r->blank) {
        importer_wrong(in, _("line %zu: a second line of text; Aiken wants each text on one line"),
                       r->line);
        return ERR_OK;
    }
    end_unanswered(r);
    begin(r, r->line);
    importer_stem(in, s);
    return ERR_OK;
}

/* What Chamilo writes behind the answer; false when the line is none of that. */
static bool read_extra(struct reading *r, const char *s)
{
    static const char *const NOTES[] = {"ANSWER_EXPLANATION:", "DESCRIPTION:", "TEXTO_CORRECTA:"};
    static const char *const OTHERS[] = {"SCORE:", "TAGS:", "ETIQUETAS:", "T:"};
    if (!r->in->draft.open || !r->answered)
        return false;
    for (size_t i = 0; i < sizeof NOTES / sizeof NOTES[0]; i++)
        if (begins(s, NOTES[i])) {
            importer_note(r->in, s + strlen(NOTES[i]));
            return true;
        }
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (begins(s, OTHERS[i])) {
            importer_warn(r->in, _("line %zu: \"%s\" is not kept"), r->line, s);
            return true;
        }
    return false;
}

static enum err_code read_line(struct reading *r, char *s, struct err *e)
{
    const char *text;
    bool blank;
    s += strspn(s, " \t");
    for (size_t n = strlen(s); n && (s[n - 1] == ' ' || s[n - 1] == '\t'); n--)
        s[n - 1] = '\0';
    if (!*s) {
        r->blank = true;
        return ERR_OK;
    }
    enum err_code rc = ERR_OK;
    int letter = option_letter(s, &text, &blank);
    if (begins(s, "ANSWER:")) {
        r->answers++;
        read_answer(r, s + 7 + strspn(s + 7, " \t"));
    } else if (letter >= 0) {
        read_option(r, letter, text, blank);
    } else if (!read_near_answer(r, s) && !read_extra(r, s)) {
        rc = read_stem(r, s, e);
    }
    r->blank = false;
    return rc;
}

/* A line that is no text spoils the question it stands in. */
static void read_bad(struct reading *r, const char *line, size_t len, const char *why,
                     size_t offset)
{
    bool answer = len >= 7 && memcmp(line, "ANSWER:", 7) == 0;
    settle(r, false);
    r->blank = false;
    if (!r->in->draft.open || r->answered)
        begin(r, r->line);
    importer_wrong(r->in, "%s (%zu)", why, offset);
    r->answered = r->answered || answer;
    r->answers += answer;
}

static bool is_answer(const char *line, size_t len)
{
    char copy[NEAR_MAX + 1] = "";
    if (len >= 7 && memcmp(line, "ANSWER:", 7) == 0)
        return true;
    if (len == 0 || len > NEAR_MAX)
        return false;
    memcpy(copy, line, len);
    return is_near_answer(copy);
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
        if (option && is_answer(line, n))
            return true;
        char head[4] = {0};
        memcpy(head, line, n < 3 ? n : 3);
        option = option || option_letter(head, &text, &blank) >= 0;
    }
    return false;
}

enum err_code aiken_read(const void *bytes, size_t len, struct importer *in, struct err *e)
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
            read_bad(&r, line, n,
                     n > LINE_MAX_BYTES ? _("a line longer than 64 KiB, bytes")
                                        : _("not UTF-8 text: a bad byte at offset"),
                     n > LINE_MAX_BYTES ? n : (size_t)(line - (const char *)bytes) + bad);
            continue;
        }
        char *copy = strndup(line, n);
        if (copy)
            rc = read_line(&r, copy, e);
        else
            rc = err_memory(e);
        free(copy);
    }
    settle(&r, r.held_blank);
    end_unanswered(&r);
    importer_end(in);
    free(r.held);
    if (rc == ERR_OK)
        importer_compare(in, "ANSWER", marks_aiken(bytes, len), r.answers);
    return rc;
}
