#include "tools/import/gift.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/encoding.h"
#include "tools/import/gift_pieces.h"
#include "tools/import/gift_signs.h"
#include "tools/import/lines.h"
#include "tools/import/marks.h"
#include "tools/import/moodle_text.h"
#include "tools/import/origin.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { QUOTED = 40 };

/* How often something was met, and where first. */
struct met {
    size_t count, line;
};
struct reading {
    struct importer *in;
    const char *file; /* its bytes */
    struct met glued, comments, feedback;
    size_t names, blocks; /* questions that begin with a name; that have an answer block */
};
/* An answer block under way. */
struct answers {
    enum moodle_format format; /* of texts that name none */
    size_t options, rights;
    bool weighted;          /* only ~, with weights of 0 and 100 */
    size_t glued, apart;    /* = and ~ that stand against the text before them; behind a blank or
                                 a line's end */
    char first[QUOTED + 1]; /* what stands around the first that is glued */
    size_t feedback;        /* options with something behind # */
    char odd[QUOTED + 1];   /* the first of it that looks like a piece of the option */
};

static void meet(struct met *m, size_t line)
{
    if (!m->count++)
        m->line = line;
}

/* "[html]" and its like off the front: the format it names, else the one that holds anyway. */
static enum moodle_format read_format(char **s, enum moodle_format otherwise)
{
    static const struct {
        const char *mark;
        enum moodle_format format;
    } FORMATS[] = {{"[html]", MOODLE_HTML},
                   {"[plain]", MOODLE_PLAIN},
                   {"[moodle]", MOODLE_AUTO},
                   {"[markdown]", MOODLE_MARKDOWN}};
    for (size_t i = 0; i < sizeof FORMATS / sizeof FORMATS[0]; i++)
        if (strncasecmp(*s, FORMATS[i].mark, strlen(FORMATS[i].mark)) == 0) {
            *s += strlen(FORMATS[i].mark);
            return FORMATS[i].format;
        }
    return otherwise;
}

/* A text as plain text, malloc'd. */
static char *plain(struct importer *in, char *s, enum moodle_format format)
{
    s = gift_trim(s);
    if (gift_unescape(s, format != MOODLE_PLAIN))
        importer_warn(in, _("\\n in a formula is read as the beginning of its command; GIFT wants "
                            "\\\\n there, else it is a line's end"));
    return moodle_text(in, s, format);
}

/* A text that may name a format of its own. */
static char *own_plain(struct importer *in, char *s, enum moodle_format format)
{
    s = gift_trim(s);
    format = read_format(&s, format);
    return plain(in, s, format);
}

static void quote(char out[QUOTED + 1], const char *s)
{
    size_t n = strcspn(s, "\n");
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
        n--;
    if (n > QUOTED)
        for (n = QUOTED; n && ((unsigned char)s[n] & 0xC0) == 0x80;)
            n--;
    memcpy(out, s, n);
    out[n] = '\0';
}

/* %50% in front of an option: true and its weight; *s moves behind it. */
static bool read_weight(char **s, double *weight)
{
    const char *digits = *s + 1 + ((*s)[0] == '%' && (*s)[1] == '-');
    char *end;
    if (**s != '%' || !strchr("0123456789.", *digits) || !*digits)
        return false;
    *weight = strtod(digits, &end);
    if (digits > *s + 1)
        *weight = -*weight;
    if (end == digits || *end != '%')
        return false;
    *s = gift_trim(end + 1);
    return true;
}

/* Feedback, or the rest of an option with a # in it: "Thép #12", "C#", "#FF0000"? Feedback stands
 * apart, or is a sentence. */
static bool is_odd_feedback(const char *option, const char *feedback)
{
    size_t n = strlen(option), words = 0;
    bool apart = n == 0 || strchr(" \t\n", option[n - 1]) != NULL,
         blank = *feedback && strchr(" \t\n[<", *feedback);
    for (const char *s = feedback; *s; words++) {
        s += strspn(s, " \t\n");
        s += strcspn(s, " \t\n");
    }
    return feedback[strspn(feedback, " \t\n")] == '\0' || (words < 3 && !(apart && blank)) ||
           (!apart && blank && words < 3);
}

static void read_feedback(struct importer *in, struct answers *a, char *option, char *feedback)
{
    bool odd = is_odd_feedback(option, feedback);
    feedback[-1] = '#';
    if (odd && !a->odd[0])
        quote(a->odd, feedback - 1);
    feedback[-1] = '\0';
    a->feedback++;
    char *clean = own_plain(in, feedback, a->format);
    if (clean && clean[strspn(clean, " \t\n")]) {
        importer_note(in, clean);
        importer_changed(in, IMPORTER_FEEDBACK);
    }
    free(clean);
}

/* The option's weight: right or wrong, and what is odd about it. */
static bool is_right(struct importer *in, struct answers *a, char sign, bool has_weight,
                     double weight)
{
    if (has_weight && (weight < -100 || weight > 100))
        importer_wrong(in, _("a weight outside -100 to 100"));
    else if (has_weight && sign == '=' && weight != 100)
        importer_wrong(in, _("the right answer is worth %g %% of the marks, not 100"), weight);
    else if (has_weight && sign == '~')
        importer_weight(in, weight);
    a->rights += sign == '=';
    a->weighted = a->weighted && sign == '~' && has_weight && (weight == 0 || weight == 100);
    return sign == '=' || (has_weight && weight == 100);
}

static void read_option(struct importer *in, struct answers *a, char sign, char *text)
{
    char *feedback = gift_find(text, "#");
    double weight = 0;
    if (feedback)
        *feedback++ = '\0';
    char *shown = text + strspn(text, " \t\n");
    bool has_weight = read_weight(&shown, &weight),
         right = is_right(in, a, sign, has_weight, weight);
    /* the feedback first: trimming the option would hide what stood before the # */
    char *option = strdup(shown);
    if (feedback)
        read_feedback(in, a, shown, feedback);
    char *clean = option ? own_plain(in, option, a->format) : NULL;
    importer_option(in, clean ? clean : "", right);
    a->options++;
    free(clean);
    free(option);
}

/* A sign against the text before it, as in "5~10", where others stand apart: text, most likely. */
static void look_at_sign(struct answers *a, const char *body, const char *at)
{
    if (at == body)
        return;
    bool apart = strchr(" \t\n", at[-1]) != NULL;
    a->apart += apart;
    if (!apart && !a->glued++) {
        const char *from = at;
        while (from > body && !strchr(" \t\n=~", from[-1]))
            from--;
        quote(a->first, from);
    }
}

/* Cuts the answer block at unescaped = and ~. */
static void read_options(struct importer *in, struct answers *a, char *body)
{
    for (char *at = body; at && *at;) {
        char sign = *at;
        char *next = gift_find(at + 1, "=~"), kept = next ? *next : '\0';
        if (next) {
            look_at_sign(a, body, next);
            *next = '\0';
        }
        read_option(in, a, sign, at + 1);
        if (next)
            *next = kept;
        at = next;
    }
    if (a->glued && a->apart)
        importer_wrong(
            in, _("= or ~ inside a text (\"%s\"): written \\= and \\~ when it belongs to the text"),
            a->first);
    if (a->rights == 0 && !a->weighted)
        importer_wrong(in, _("no right answer"));
    if (a->rights > 1)
        importer_wrong(in, _("two right answers (an = inside an option is written \\=)"));
    if (a->rights == 0 && a->weighted)
        importer_warn(in, _("weights of 100 and 0 instead of = and ~: taken as one right answer"));
    if (a->odd[0])
        importer_warn(in,
                      _("\"%s\" is read as feedback, not as a part of the option: a # of the text "
                        "is written \\#"),
                      a->odd);
}

/* The text of a question between its name and its answers. */
static char *read_name(struct importer *in, char *s)
{
    if (strncmp(s, "::", 2) != 0)
        return s;
    char *end = s + 2;
    while ((end = gift_find(end, ":")) && end[1] != ':')
        end++;
    if (!end)
        return s;
    *end = '\0';
    char *name = gift_trim(s + 2);
    gift_unescape(name, false);
    importer_name(in, name);
    text_clean(name, in->draft.number, sizeof in->draft.number);
    return gift_trim(end + 2);
}

/* What the answers are, when they are no single choice: Moodle decides by the same signs. */
static const char *other_kind(char *body)
{
    const char *s = gift_trim(body);
    if (!*s)
        return "essay";
    if (*s == '#')
        return "numerical";
    if (!gift_find(body, "~"))
        return strstr(body, "->") && gift_find(body, "=") ? "matching"
               : gift_find(body, "=")                     ? "shortanswer"
               : *s == 'T' || *s == 'F'                   ? "true/false"
                                                          : NULL;
    return strchr("=~", *s) ? NULL : *s == 'T' || *s == 'F' ? "true/false" : NULL;
}

static void read_body(struct reading *r, char *body, enum moodle_format format, size_t line)
{
    struct importer *in = r->in;
    struct answers a = {.format = format, .weighted = true};
    char *note = gift_find_note(body);
    if (note) {
        *note = '\0';
        char *clean = own_plain(in, note + 4, format);
        importer_note(in, clean ? clean : "");
        free(clean);
    }
    body = gift_trim(body);
    const char *kind = other_kind(body);
    if (kind)
        importer_skip(in, kind);
    else if (!strchr("=~", *body))
        importer_skip(in, _("a question without = or ~"));
    else
        read_options(in, &a, body);
    if (a.feedback && !a.odd[0])
        meet(&r->feedback, line);
}

/* Braces that belong to a text, as a formula's do, cut the question at the wrong place. */
static bool has_odd_braces(struct importer *in, char *stem, char *body, char *tail)
{
    char *at = body && !gift_is_block(*body ? body : "}") ? body - 1 : gift_find(stem, "}");
    if (!at && body)
        at = gift_find(body, "{");
    if (!at && tail)
        at = gift_find(tail, "{}");
    if (!at)
        return false;
    char shown[QUOTED + 1];
    at = body && at == body - 1 ? body : at;
    quote(shown, at + strspn(at, " \t\n"));
    importer_wrong(
        in, _("{ or } inside a text (\"%s\"): written \\{ and \\} when it belongs to the text"),
        shown);
    return true;
}

/* A line of the text that begins as an option does: the "{" before it is gone, or the sign belongs
 * to the text. */
static bool has_option_line(struct importer *in, const char *stem)
{
    char shown[QUOTED + 1];
    for (const char *s = stem; s; s = (s = strchr(s, '\n')) ? s + 1 : NULL) {
        const char *at = s + strspn(s, " \t");
        if (*at != '=' && *at != '~')
            continue;
        quote(shown, at);
        importer_wrong(
            in, _("a line of the text begins with = or ~ (\"%s\"): is the { before it missing?"),
            shown);
        return true;
    }
    return false;
}

/* "::Name::" in the middle of a text: the answers of the question before it are gone. */
static bool has_second_name(struct importer *in, const char *stem)
{
    const char *first = strstr(stem, "::"), *second = first ? strstr(first + 2, "::") : NULL;
    if (!second)
        return false;
    importer_wrong(in, _("\"%.40s\" stands inside the text: does another question begin there?"),
                   first);
    return true;
}

static void read_answers(struct reading *r, struct gift_piece *p, char *s,
                         enum moodle_format format)
{
    struct importer *in = r->in;
    char *open = gift_find(s, "{"), *close = open ? gift_find(open + 1, "}") : NULL;
    if (open)
        *open = '\0';
    if (close)
        *close = '\0';
    char *tail = close ? gift_trim(close + 1) : NULL;
    if (has_option_line(in, s))
        ;
    else if (!open && !gift_find(s, "}"))
        importer_skip(in, "description");
    else if (has_second_name(in, s) || has_odd_braces(in, s, open ? open + 1 : NULL, tail) || !open)
        ;
    else if (!close)
        importer_wrong(in, _("the } of the answers is missing"));
    else if (*tail)
        importer_skip(in, "missingword");
    else
        read_body(r, open + 1, format, p->line);
    char *stem = plain(in, s, format);
    importer_stem(in, stem ? stem : "");
    free(stem);
}

/* A name at a line's beginning, as the count beside this one sees it. */
static bool has_name(const struct reading *r, const struct gift_piece *p)
{
    const char *at = p->from;
    while (at > r->file && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    bool line = at == r->file || at[-1] == '\n' || at[-1] == '\r' ||
                (at == r->file + 3 && at[-1] == '\xBF');
    return line && p->to - p->from >= 2 && memcmp(p->from, "::", 2) == 0;
}

static void read_question(void *context, struct gift_piece *p)
{
    struct reading *r = context;
    size_t bad = 0;
    struct origin origin;
    importer_begin(r->in, 0, p->line, NULL);
    if (p->above && origin_read(p->above, p->above_len, &origin))
        importer_origin(r->in, &origin);
    r->blocks += p->block;
    r->names += has_name(r, p);
    if (p->glued)
        meet(&r->glued, p->line);
    char *s = p->text.failed ? NULL : read_name(r->in, gift_trim((char *)p->text.data));
    if (!s) {
        importer_wrong(r->in, _("a question longer than 256 KiB"));
    } else if (!lines_are_text(p->from, (size_t)(p->to - p->from), &bad)) {
        importer_wrong(r->in, _("not UTF-8 text: a bad byte at offset %zu"),
                       (size_t)(p->from - r->file) + bad);
    } else {
        enum moodle_format format = read_format(&s, MOODLE_AUTO);
        if (p->gap)
            importer_warn(r->in, _("a blank line stands inside the answers"));
        read_answers(r, p, s, format);
    }
    importer_end(r->in);
}

static void read_category(void *context, const char *name, size_t line, bool glued, bool exact,
                          bool colon)
{
    struct reading *r = context;
    struct findings *f = r->in->findings;
    if (!colon)
        findings_add(f, FINDINGS_ERROR, r->in->file, line,
                     _("\"$CATEGORY %s\" has no colon: is it $CATEGORY: %s? What follows belongs "
                       "to no pool"),
                     name, name);
    else if (!exact)
        findings_add(f, FINDINGS_WARNING, r->in->file, line,
                     _("read as $CATEGORY: %s, as GIFT writes it"), name);
    else if (glued)
        findings_add(f, FINDINGS_WARNING, r->in->file, line,
                     _("$CATEGORY without a blank line before it: what follows it belongs to %s"),
                     name);
    importer_category(r->in, colon ? name : "");
}

static void read_comment(void *context, size_t line)
{
    meet(&((struct reading *)context)->comments, line);
}

/* What holds for the file, once. */
static void tell_file(const struct reading *r)
{
    struct findings *f = r->in->findings;
    if (r->glued.count)
        findings_add(f, FINDINGS_WARNING, r->in->file, r->glued.line,
                     _("%zu questions begin without a blank line before them, the first one here: "
                       "each was read by itself"),
                     r->glued.count);
    if (r->comments.count)
        findings_add(
            f, FINDINGS_WARNING, r->in->file, r->comments.line,
            _("%zu comment lines have a question in them, the first one here: passed over"),
            r->comments.count);
    if (r->feedback.count)
        findings_add(f, FINDINGS_WARNING, r->in->file, r->feedback.line,
                     _("%zu questions have feedback behind a # in their options, the first one "
                       "here: kept in the question's note"),
                     r->feedback.count);
    r->in->passed += r->comments.count;
}

/* Programs and pictures hold braces too, but also many control characters; a text damaged in a few
 * places is a text. */
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
        if ((n >= 2 && (memcmp(line, "//", 2) == 0 || memcmp(line, "::", 2) == 0)) ||
            (n >= 10 && memcmp(line, "$CATEGORY:", 10) == 0))
            return true;
        if (n && memchr(line, '{', n))
            return true;
    }
    return false;
}

enum err_code gift_read(const void *bytes, size_t len, struct importer *in, struct err *e)
{
    struct reading r = {.in = in, .file = bytes};
    const struct gift_reader reader = {read_question, read_category, read_comment, &r};
    struct marks_gift marks = marks_gift(bytes, len);
    (void)e;
    gift_pieces(bytes, len, &reader);
    tell_file(&r);
    importer_compare(in, _("answer blocks {"), marks.blocks, r.blocks);
    importer_compare(in, _("names ::"), marks.names, r.names);
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

void gift_write_begin(struct buf *out)
{
    buf_add_text(out, "// " ENCODING_DECLARED "\n");
}

void gift_write_category(const char *category, struct buf *out)
{
    buf_printf(out, "$CATEGORY: %s\n\n", category);
}

void gift_write(const struct bank_question *q, unsigned answer, const char *name, const char *note,
                struct buf *out)
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
