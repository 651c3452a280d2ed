/* Good banks in each text format, changed as people's programs and hands change them, a thousand
 * times each by fixed seeds: lines joined, cut, doubled, moved, blank
 * lines gone, words and cells of another kind, columns renamed. What is in the file, counted here
 * by rules of the test's own, is what was imported, rejected or passed over;
 * and no question has text of two. */
#include "tests/lib/importer_rig.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

enum { FILES = 1000, QUESTIONS = 12, LINES_MAX = 400, LINE_BYTES = 1024, TAGS_MAX = 64 };

/* A file under change. Each text of question 7 holds its tag "<7>" or, in XML, "(7)". */
struct file {
    char line[LINES_MAX][LINE_BYTES];
    size_t lines;
    size_t moved; /* changes that may put lines of two questions together so that nobody can
                           tell */
    size_t changes;
    unsigned dice;
};

static unsigned dice(struct file *f, unsigned below)
{
    f->dice = f->dice * 1664525U + 1013904223U;
    return (f->dice >> 8) % below;
}

static void add(struct file *f, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void add(struct file *f, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    assert_true(f->lines < LINES_MAX);
    vsnprintf(f->line[f->lines++], LINE_BYTES, fmt, ap);
    va_end(ap);
}

static void cut(struct file *f, size_t at, size_t n)
{
    memmove(f->line[at], f->line[at + n], (f->lines - at - n) * LINE_BYTES);
    f->lines -= n;
}

static void make_gift(struct file *f)
{
    bool blanks = dice(f, 3) != 0, names = dice(f, 4) != 0;
    for (int q = 1; q <= QUESTIONS; q++) {
        if (q % 5 == 1)
            add(f, "$CATEGORY: 1.1/%s/chuyen-mon", q % 2 ? "I" : "II");
        if (q % 4 == 2)
            add(f, "// ghi chú về các câu sau");
        if (names)
            add(f, "::%d::Nội dung [%d] nào đúng? {", q, q);
        else
            add(f, "Nội dung [%d] nào đúng? {", q);
        for (int o = 0; o < 4; o++)
            add(f, "%cphương án %c [%d]", o == q % 4 ? '=' : '~', 'a' + o, q);
        add(f, "}");
        if (blanks)
            add(f, "%s", "");
    }
}

static void make_aiken(struct file *f)
{
    bool blanks = dice(f, 3) != 0;
    for (int q = 1; q <= QUESTIONS; q++) {
        add(f, "Nội dung [%d] nào đúng?", q);
        for (int o = 0; o < 4; o++)
            add(f, "%c%c phương án [%d]%d", 'A' + o, q % 2 ? '.' : ')', q, o);
        add(f, "ANSWER: %c", 'A' + q % 4);
        if (blanks)
            add(f, "%s", "");
    }
}

static void make_csv(struct file *f)
{
    char sign = ";,\t"[dice(f, 3)];
    if (dice(f, 2))
        add(f, "Danh sách câu hỏi");
    add(f, "STT%cCâu hỏi%cA%cB%cC%cD%cĐáp án%cHạng", sign, sign, sign, sign, sign, sign, sign);
    for (int q = 1; q <= QUESTIONS; q++)
        add(f, "%d%c%sNội dung [%d] nào đúng?%s%ca [%d]%cb [%d]%cc [%d]%cd [%d]%c%c%cI", q, sign,
            q % 3 ? "" : "\"", q, q % 3 ? "" : " ok\"", sign, q, sign, q, sign, q, sign, q, sign,
            'A' + q % 4, sign);
}

static void make_moodle(struct file *f)
{
    add(f, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    add(f, "<quiz>");
    for (int q = 1; q <= QUESTIONS; q++) {
        if (q % 5 == 1)
            add(f, "<question "
                   "type=\"category\"><category><text>top/1.1/I/chuyen-mon</text></category></"
                   "question>");
        add(f, "<question type=\"multichoice\"><name><text>%d</text></name>", q);
        add(f,
            "<questiontext format=\"html\"><text><![CDATA[<p>Nội dung [%d] nào "
            "đúng?</p>]]></text></questiontext>",
            q);
        add(f, "<single>true</single>");
        for (int o = 0; o < 4; o++)
            add(f, "<answer fraction=\"%d\"><text>phương án %d [%d]</text></answer>",
                o == q % 4 ? 100 : 0, o, q);
        add(f, "</question>");
    }
    add(f, "</quiz>");
}

static void make_qti(struct file *f)
{
    int q = 1 + (int)dice(f, 99);
    add(f, "<qti-assessment-item identifier=\"i%d\" title=\"t\">", q);
    add(f, "<qti-response-declaration identifier=\"R\" cardinality=\"single\" "
           "base-type=\"identifier\">");
    add(f, "<qti-correct-response><qti-value>B</qti-value></qti-correct-response></"
           "qti-response-declaration>");
    add(f, "<qti-item-body>");
    add(f, "<p>Nội dung [%d]</p>", q);
    add(f, "<qti-choice-interaction response-identifier=\"R\">");
    for (int o = 0; o < 4; o++)
        add(f, "<qti-simple-choice identifier=\"%c\">phương án %d [%d]</qti-simple-choice>",
            'A' + o, o, q);
    add(f, "</qti-choice-interaction></qti-item-body>");
    add(f, "</qti-assessment-item>");
}

/* Words of the formats, and what people write or spreadsheets make of them. */
static const char *const WORDS[][2] = {{"ANSWER: ", "Answer: "},
                                       {"ANSWER: ", "ANSWER : "},
                                       {"ANSWER: ", "Đáp án: "},
                                       {"ANSWER: ", "ANSWER "},
                                       {"ANSWER: ", "ANSWER:"},
                                       {"ANSWER: ", "ANSWER: b, "},
                                       {"$CATEGORY: ", "$Category: "},
                                       {"$CATEGORY: ", "$CATEGORY "},
                                       {"~", "="},
                                       {"=", "~"},
                                       {"{", "{ "},
                                       {"}", "} "},
                                       {"phương án", "~phương án"},
                                       {"phương án", "{phương} án"},
                                       {"phương án", "#phương án"},
                                       {"~", "~%50%"},
                                       {"?", "? $$\\frac{1}{2}$$"},
                                       {"A. ", "B. "},
                                       {"C) ", "c)"},
                                       {"D", "Đ"},
                                       {"Đáp án", "Kết quả đúng"},
                                       {"Câu hỏi", "Đề"},
                                       {"Hạng", "Cấp"},
                                       {"STT", ""},
                                       {"A", "Phương án A"},
                                       {";", ";;"},
                                       {";", ","},
                                       {"\"", ""},
                                       {"[", "\"["},
                                       {"fraction=\"100\"", "fraction=\"1e2\""},
                                       {"fraction=\"100\"", "fraction=\"50\""},
                                       {"multichoice", "truefalse"},
                                       {"multichoice", "essay"},
                                       {"true", "false"},
                                       {"<p>", "<table>"},
                                       {"</p>", ""},
                                       {"format=\"html\"", ""},
                                       {"cardinality=\"single\"", "cardinality=\"multiple\""},
                                       {"<qti-value>B", "<qti-value>X"},
                                       {"identifier=\"C\"", "identifier=\"A\""},
                                       {"qti-choice", "qti-order"},
                                       {"[", "\xFF["},
                                       {"1", "01/02/2023"},
                                       {"2", "2,0"}};

static bool is_in_tag(const char *line, const char *at)
{
    while (at > line && isdigit((unsigned char)at[-1]))
        at--;
    return at > line && at[-1] == '[';
}

static void reword(struct file *f)
{
    for (int tries = 0; tries < 200; tries++) {
        const char *const *w = WORDS[dice(f, sizeof WORDS / sizeof WORDS[0])];
        char *line = f->line[dice(f, (unsigned)f->lines)], *at = strstr(line, w[0]),
             rest[LINE_BYTES];
        /* the tags are what the test goes by */
        if (!at || is_in_tag(line, at) || strlen(line) + strlen(w[1]) + 1 >= LINE_BYTES)
            continue;
        snprintf(rest, sizeof rest, "%s", at + strlen(w[0]));
        snprintf(at, LINE_BYTES - (size_t)(at - line), "%s%s", w[1], rest);
        return;
    }
}

static void join(struct file *f, size_t at)
{
    char both[2 * LINE_BYTES];
    if (at + 1 >= f->lines)
        return;
    snprintf(both, sizeof both, "%s%s%s", f->line[at], dice(f, 2) ? " " : "", f->line[at + 1]);
    if (strlen(both) >= LINE_BYTES)
        return;
    strcpy(f->line[at], both);
    cut(f, at + 1, 1);
}

static void swap(struct file *f, size_t at)
{
    char kept[LINE_BYTES];
    if (at + 1 >= f->lines)
        return;
    strcpy(kept, f->line[at]);
    strcpy(f->line[at], f->line[at + 1]);
    strcpy(f->line[at + 1], kept);
}

static void insert(struct file *f, size_t at, const char *text)
{
    if (f->lines == LINES_MAX)
        return;
    memmove(f->line[at + 1], f->line[at], (f->lines - at) * LINE_BYTES);
    f->lines++;
    memmove(f->line[at], text, strlen(text) + 1);
}

static void change(struct file *f)
{
    static const char *const OTHERS[] = {"",      "// ghi chú", "HẾT",    "Câu hỏi chương 2",
                                         "   \t", "1;;;",       "::tên::"};
    char copy[LINE_BYTES];
    if (!f->lines)
        return;
    size_t at = dice(f, (unsigned)f->lines);
    unsigned kind = dice(f, 8);
    f->moved += kind == 1 ? 1 : kind == 2 || kind == 6 ? 2 : 0;
    switch (kind) {
    case 0: join(f, at); break;
    case 1: cut(f, at, 1); break;
    case 2: swap(f, at); break;
    case 3: insert(f, at, OTHERS[dice(f, sizeof OTHERS / sizeof OTHERS[0])]); break;
    case 4:
        strcpy(copy, f->line[at]);
        insert(f, at, copy);
        break;
    case 5:
        for (size_t i = f->lines; i-- > 0;)
            if (!f->line[i][0] && dice(f, 3))
                cut(f, i, 1);
        break;
    case 6: /* a stretch as long as a question */
        cut(f, at, f->lines - at < 6 ? f->lines - at : 6);
        break;
    default: reword(f); break;
    }
}

static void write_out(const struct file *f, struct buf *out)
{
    buf_init(out, 1 << 20);
    for (size_t i = 0; i < f->lines; i++) {
        buf_add_text(out, f->line[i]);
        buf_add_text(out, f->dice & 256 ? "\r\n" : "\n");
    }
}

static const char *left_trimmed(const char *s)
{
    return s + strspn(s, " \t");
}

/* GIFT: answer blocks, by a "{" at a line's end or with a sign of theirs behind it; not in
 * comments. */
static size_t count_gift(const struct file *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->lines; i++)
        for (const char *s = f->line[i];
             strncmp(left_trimmed(f->line[i]), "//", 2) != 0 && (s = strchr(s, '{')); s++)
            n += strchr("=~#%}", *left_trimmed(s + 1)) != NULL;
    return n;
}

/* CSV: lines with anything in them but separators; a line end inside quotes, which open where a
 * cell begins, parts no row. */
static size_t count_csv(const struct file *f)
{
    size_t n = 0;
    bool filled = false, quoted = false;
    for (size_t i = 0; i < f->lines; i++) {
        const char *line = f->line[i];
        for (const char *s = line; *s; s++) {
            bool begins = s == line || strchr(";,\t", s[-1]) || s[-1] == '"';
            quoted = *s == '"' && (quoted || begins) ? !quoted : quoted;
            filled = filled || !strchr(" \t,;\"", *s);
        }
        if (!quoted) {
            n += filled;
            filled = false;
        }
    }
    return n + filled;
}

static size_t count_words(const struct file *f, const char *word)
{
    size_t n = 0;
    for (size_t i = 0; i < f->lines; i++)
        for (const char *s = f->line[i]; (s = strstr(s, word)); s++)
            n++;
    return n;
}

static size_t count_moodle(const struct file *f)
{
    return count_words(f, "<question ") - count_words(f, "<question type=\"category\"");
}

static size_t count_qti(const struct file *f)
{
    return count_words(f, "<qti-assessment-item ");
}

static bool is_answer(const char *line)
{
    static const char *const HEADS[] = {"ANSWER:", "ANSWER :", "ANSWER ", "Answer:", "Đáp án:"};
    for (size_t k = 0; k < sizeof HEADS / sizeof HEADS[0]; k++)
        if (strncmp(line, HEADS[k], strlen(HEADS[k])) == 0)
            return true;
    return false;
}

/* a: an answer line, A to Z: an option, t: text, a blank for a blank line; 0 behind the last
 * line. */
static char kind_of(const struct file *f, size_t at)
{
    const char *s = at < f->lines ? left_trimmed(f->line[at]) : NULL;
    if (!s || !*s)
        return s ? ' ' : '\0';
    if (isalpha((unsigned char)s[0]) && (s[1] == '.' || s[1] == ')'))
        return strstr(s, " ANSWER:") ? '!' : (char)toupper((unsigned char)s[0]);
    return is_answer(s) ? 'a' : 't';
}

/* Text lines behind options begin a question: an option A is next, or blank lines stand around
 * them. */
static bool has_next(const struct file *f, size_t at)
{
    bool blank = at > 0 && kind_of(f, at - 1) == ' ', parted;
    while (kind_of(f, at) == 't')
        at++;
    parted = kind_of(f, at) == ' ';
    while (kind_of(f, at) == ' ')
        at++;
    return kind_of(f, at) == 'A' ||
           (blank && ((parted && kind_of(f, at) == 't') || !kind_of(f, at)));
}

/* Aiken: an answer line ends a question; another begins behind it, at a text behind a blank line
 * before any option, at a text behind options with an option A
 * next, and at an option A behind others. */
static size_t count_aiken(const struct file *f)
{
    size_t n = 0, options = 0;
    bool open = false, blank = false;
    for (size_t i = 0; i < f->lines; i++) {
        char kind = kind_of(f, i);
        bool begins = kind != ' ' &&
                      (!open || (kind == 't' && !options && blank) ||
                       (kind == 't' && options && has_next(f, i)) || (kind == 'A' && options > 1));
        if (begins) {
            n++;
            options = 0;
        }
        open = kind == ' ' ? open : kind != 'a' && kind != '!';
        options += isupper((unsigned char)kind) != 0;
        blank = kind == ' ';
    }
    return n;
}

/* Numbers of the tags in a text, each once. */
static size_t tags_in(const char *text, int *tag, size_t have)
{
    for (const char *s = text; (s = strchr(s, '[')); s++) {
        int n = atoi(s + 1);
        size_t i = 0;
        while (i < have && tag[i] != n)
            i++;
        if (n > 0 && i == have && have < TAGS_MAX)
            tag[have++] = n;
    }
    return have;
}

/* The most tags that a line of the file has: two when lines of two questions were joined. */
static bool has_joined(const struct file *f)
{
    for (size_t i = 0; i < f->lines; i++) {
        int tag[TAGS_MAX];
        if (tags_in(f->line[i], tag, 0) > 1)
            return true;
    }
    return false;
}

struct subject {
    const char *format;
    void (*make)(struct file *f);
    size_t (*count)(const struct file *f);
};

static void fail_with(const struct subject *s, const struct importer_rig *r, const struct buf *text,
                      const char *why)
{
    for (size_t i = 0; i < r->findings.count; i++)
        print_message("%zu: %s\n", r->findings.item[i].line, r->findings.item[i].text);
    print_message("%s: %s\n%s\n", s->format, why, (const char *)text->data);
    fail();
}

/* How often a name stands in the file, outside of comments, and among the questions read. */
static void check_names(const struct subject *s, const struct file *f, const struct importer_rig *r,
                        const struct buf *text)
{
    for (int q = 1; q <= QUESTIONS; q++) {
        char name[16], head[24];
        size_t wanted = 0, got = 0;
        snprintf(name, sizeof name, "%d", q);
        snprintf(head, sizeof head, "::%d::", q);
        for (size_t i = 0; i < f->lines; i++)
            wanted += strncmp(left_trimmed(f->line[i]), "//", 2) != 0 && strstr(f->line[i], head);
        for (size_t i = 0; i < r->in.outcomes; i++)
            got += strcmp(r->in.outcome[i].number, name) == 0;
        if (wanted != got && !importer_rig_says(r, "self-check"))
            fail_with(s, r, text, head);
    }
}

/* In = imported + rejected + passed over. A change may leave pieces without an answer block in
 * GIFT: each is rejected beside what is counted. */
static void check_counts(const struct subject *s, const struct file *f,
                         const struct importer_rig *r, const struct buf *text)
{
    size_t wanted = s->count(f), got = r->in.count + importer_rejected(&r->in) + r->in.passed;
    bool gift = strcmp(s->format, "gift") == 0;
    char why[256];
    snprintf(why, sizeof why, "%zu in the file, %zu imported, %zu rejected, %zu passed over",
             wanted, r->in.count, importer_rejected(&r->in), r->in.passed);
    /* what swallows a question is told by the reader's own count, and must be rare */
    if (gift
            ? (got < wanted && !importer_rig_says(r, "self-check")) || got > wanted + 2 * f->changes
            : got != wanted)
        fail_with(s, r, text, why);
    if (gift)
        check_names(s, f, r, text);
}

static void check_tags(const struct subject *s, const struct file *f, const struct importer_rig *r,
                       const struct buf *text)
{
    for (size_t i = 0; i < r->in.count; i++) {
        const struct importer_question *q = &r->in.question[i];
        int tag[TAGS_MAX];
        size_t n = tags_in(q->text.stem, tag, 0);
        for (int o = 0; o < BANK_OPTIONS; o++)
            n = tags_in(q->text.option[o], tag, n);
        if (n > 1 && f->moved < 2 && !has_joined(f))
            fail_with(s, r, text, q->text.stem);
    }
}

struct totals {
    size_t files, refused, self_checks, imported, rejected;
};

static void run_file(const struct subject *s, unsigned seed, struct totals *t)
{
    struct file *f = calloc(1, sizeof *f);
    struct importer_rig r;
    struct buf text;
    assert_non_null(f);
    f->dice = seed * 2654435761U + 12345;
    s->make(f);
    for (unsigned n = 1 + dice(f, 3); n; n--, f->changes++)
        change(f);
    write_out(f, &text);
    importer_rig_start(&r);
    r.rc = formats_find(s->format)->read(text.data, text.len, &r.fields, &r.in, &r.e);
    buf_add_u8(&text, 0);
    t->files++;
    t->refused += r.rc != ERR_OK;
    t->self_checks += importer_rig_says(&r, "self-check");
    t->imported += r.in.count;
    t->rejected += importer_rejected(&r.in);
    if (r.rc != ERR_OK && !r.e.text[0])
        fail_with(s, &r, &text, "refused without a reason");
    if (r.rc == ERR_OK) {
        check_counts(s, f, &r, &text);
        check_tags(s, f, &r, &text);
    }
    importer_rig_stop(&r);
    buf_free(&text);
    free(f);
}

static const struct subject SUBJECTS[] = {{"gift", make_gift, count_gift},
                                          {"aiken", make_aiken, count_aiken},
                                          {"csv", make_csv, count_csv},
                                          {"moodle", make_moodle, count_moodle},
                                          {"qti", make_qti, count_qti}};

static void run_format(const struct subject *s)
{
    struct totals t = {0};
    for (unsigned seed = 1; seed <= FILES; seed++)
        run_file(s, seed, &t);
    print_message("%s: %zu files, %zu refused whole, %zu imported, %zu rejected, %zu self-checks\n",
                  s->format, t.files, t.refused, t.imported, t.rejected, t.self_checks);
    /* the changes break something, but not all */
    assert_true(t.imported > FILES / 4 && t.rejected > FILES / 20);
    assert_true(t.self_checks <= FILES / 200);
}

#define TEST(name, at) \
    static void name(void **state) \
    { \
        (void)state; \
        run_format(&SUBJECTS[at]); \
    }
TEST(changed_gift_is_accounted_for, 0)
TEST(changed_aiken_is_accounted_for, 1)
TEST(changed_csv_is_accounted_for, 2)
TEST(changed_moodle_is_accounted_for, 3)
TEST(changed_qti_is_accounted_for, 4)

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(changed_gift_is_accounted_for),
                                       cmocka_unit_test(changed_aiken_is_accounted_for),
                                       cmocka_unit_test(changed_csv_is_accounted_for),
                                       cmocka_unit_test(changed_moodle_is_accounted_for),
                                       cmocka_unit_test(changed_qti_is_accounted_for)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
