#include "tools/import/prose.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/heading.h"
#include "tools/import/normal.h"
#include "tools/import/option_line.h"
#include "tools/import/published.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer texts behind "Đáp án" are an answer only where an option stands before them. */
enum { ANSWER_MOST = 7 };

void prose_init(struct prose *p, struct importer *in, const struct fields *fields,
                struct answer_key *key)
{
    *p = (struct prose){.in = in, .fields = fields, .key = key};
}

/* "Câu 12:", "Câu hỏi 3.", and "12." where a bare number may begin a question: bytes of it, and the
 * number. */
static size_t question_number(const char *s, bool bare_ok, bool *by_word,
                              char number[FINDINGS_NUMBER_MAX])
{
    static const char *const WORDS[] = {"Câu hỏi", "câu hỏi", "CÂU HỎI",  "Câu",
                                        "câu",     "CÂU",     "Question", "question"};
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
    *by_word = word;
    memcpy(number, at, n);
    number[n] = '\0';
    end++;
    return (size_t)(end - s) + strspn(end, " \t");
}

/* Behind a colon a letter and its option's text: "Đáp án: B. Dưới". */
static const char *lettered_answer(const char *s)
{
    int letter;
    const char *colon = strchr(s, ':'), *text = colon ? colon + 1 + strspn(colon + 1, " \t") : NULL;
    size_t marker = text ? published_marker(text, &letter) : 0;
    return marker && text[marker] ? text : NULL;
}

/* "Đáp án: c", "ĐÁP ÁN ĐÚNG C.", "Chọn B": what follows the words, or NULL. "Đáp án của bài …" and
 * "Chọn câu sai" are text. */
static char *answer_text(const char *s)
{
    static const struct {
        const char *words;
        bool sure;
    } WORDS[] = {{"dap an dung", true}, {"chon dap an", true}, {"dap an", true}, {"tra loi", true},
                 {"answer", true},      {"chon", false},       {"da", false},    {"key", false}};
    char *key = normal_key(s), *out = NULL;
    for (size_t i = 0; key && !out && i < sizeof WORDS / sizeof WORDS[0]; i++) {
        size_t n = strlen(WORDS[i].words);
        if (strncmp(key, WORDS[i].words, n) != 0 || (key[n] && key[n] != ' '))
            continue;
        const char *rest = key + n + (key[n] == ' ');
        if (strncmp(rest, "la ", 3) == 0)
            rest += 3;
        bool letter = rest[0] && (!rest[1] || rest[1] == ' ');
        const char *lettered = WORDS[i].sure && letter && rest[1] ? lettered_answer(s) : NULL;
        if (lettered)
            out = strdup(lettered);
        else if (strlen(rest) <= ANSWER_MOST && (letter || WORDS[i].sure))
            out = strdup(rest);
    }
    free(key);
    return out;
}

/* What the key says of the question that is open: its answer, -1 for none; one that contradicts the
 * answer given (its index, -1 for none) spoils the question. key may be NULL. */
static int ask_key(struct importer *in, struct answer_key *key, int answer)
{
    const char *said = "";
    int named = key && in->draft.number[0]
                    ? answer_key_find(key, in->draft.line, in->draft.number, &said)
                    : ANSWER_KEY_NONE;
    if (named == ANSWER_KEY_DIFFERS)
        importer_wrong(in, _("the answer key names question %s with different answers"),
                       in->draft.number);
    else if (named == ANSWER_KEY_TWICE)
        importer_wrong(in, _("several questions before the answer key have the number %s"),
                       in->draft.number);
    else if (named == ANSWER_KEY_STRANGE)
        importer_wrong(in, _("the answer key says \"%s\", which is none of the letters A to D"),
                       said);
    else if (named >= 0 && answer >= 0 && named != answer)
        importer_wrong(in, _("the answer key says %c, the question %c"), 'a' + named, 'a' + answer);
    return named >= 0 ? named : -1;
}

/* The right option, from all that says it. */
static void choose_answer(struct prose *p)
{
    const struct importer_draft *d = &p->in->draft;
    char why[256];
    enum emphasis_way way = EMPHASIS_BY_BOLD;
    int marked = emphasis_choose(p->option, d->options, &way, why, sizeof why), answer = -1;
    for (size_t i = 0; i < d->options; i++)
        answer = d->right[i] ? (int)i : answer;
    if (marked == -2)
        importer_wrong(p->in, "%s", why);
    else if (p->answered && answer >= 0 && marked >= 0 && marked != answer)
        importer_wrong(p->in, _("the option marked is %c, the answer written %c"), 'a' + marked,
                       'a' + answer);
    if (!p->answered && marked >= 0)
        answer = marked;
    int named = ask_key(p->in, p->key, answer);
    if (p->answered)
        return;
    if (named < 0 && marked >= 0)
        importer_changed(p->in, (enum importer_change)(IMPORTER_BY_BOLD + (int)way));
    if (named >= 0 || answer >= 0)
        importer_right(p->in, (size_t)(named >= 0 ? named : answer));
}

/* The look of a line that is no question's is no loss of a question's; what was left out of it is
 * told all the same. */
static void forget_look(struct prose *p)
{
    for (int c = 0; c < IMPORTER_CHANGES; c++)
        p->changed[c] &= importer_is_left_out((enum importer_change)c);
}

/* Behind its last option, or where none is open. */
static bool is_whole(const struct prose *p)
{
    return !p->in->draft.open || p->answered || p->in->draft.options >= BANK_OPTIONS;
}

void prose_heads_key(struct prose *p)
{
    p->is_headed |= is_whole(p) && !p->waiting_lines;
}

static void drop_waiting(struct prose *p)
{
    free(p->waiting);
    p->waiting = NULL;
    p->waiting_lines = p->waiting_heads = 0;
    p->waiting_bad[0] = '\0';
}

/* Lines that turned out to belong to no question. */
static void give_up_waiting(struct prose *p)
{
    p->is_headed = p->is_parted = false;
    if (p->waiting_lines && p->in->draft.open && p->in->draft.options && !p->answered)
        importer_wrong(p->in, _("line %zu belongs to no option: \"%.60s\""), p->waiting_line,
                       p->waiting);
    else if (p->waiting_lines) {
        p->first_other = p->others ? p->first_other : p->waiting_line;
        p->others += p->waiting_lines;
        forget_look(p);
        if (p->waiting_bad[0])
            findings_add(p->in->findings, FINDINGS_ERROR, p->in->file, p->waiting_line,
                         _("outside of any question: %s"), p->waiting_bad);
    }
    drop_waiting(p);
}

/* A number that an earlier part has, too, is named with its part. */
static void end_question(struct prose *p)
{
    struct importer_draft *d = &p->in->draft;
    size_t n = strlen(d->number);
    if (d->open)
        choose_answer(p);
    if (d->open && n && p->open_part[0])
        snprintf(d->number + n, sizeof d->number - n, " (%s)", p->open_part);
    p->open_part[0] = '\0';
    importer_end(p->in);
}

void prose_end(struct prose *p)
{
    give_up_waiting(p);
    end_question(p);
    memset(p->option, 0, sizeof p->option);
    p->answered = false;
}

void prose_end_at_key(struct prose *p)
{
    if (p->is_headed) { /* what waits is the key's, whatever stands in front of it */
        end_question(p);
        if (p->waiting_heads == p->waiting_lines && !p->waiting_bad[0]) {
            p->in->passed += p->waiting_lines; /* as a line of the key */
            forget_look(p);
            drop_waiting(p);
        }
    }
    prose_end(p);
}

void prose_blank(struct prose *p)
{
    bool is_headed = p->is_headed; /* a key may stand below an empty line */
    if (p->answered || !p->in->draft.open)
        give_up_waiting(p);
    p->is_headed = is_headed;
}

static void count_number(struct prose *p, unsigned long number)
{
    if (number && p->is_new_part) {
        p->numbers_again = number <= p->highest;
        p->is_new_part = false;
    }
    p->highest = number > p->highest ? number : p->highest;
}

static void begin(struct prose *p, size_t line, const char *number)
{
    if (p->is_parted && number[0]) /* what waits is the heading of the part that begins here */
        end_question(p);
    prose_end(p);
    importer_begin(p->in, 0, line, number);
    count_number(p, strtoul(number, NULL, 10));
    strcpy(p->open_part, p->numbers_again ? p->part : "");
    if (p->key)
        answer_key_question(p->key, line, number);
}

static void read_heading(struct prose *p, size_t line, const char *text)
{
    char category[BANK_NAME_MAX];
    const char *why;
    prose_end(p);
    if (heading_read(text, p->fields, category, sizeof category, &why)) {
        importer_category(p->in, category);
    } else {
        findings_add(p->in->findings, FINDINGS_ERROR, p->in->file, line, "%s", why);
        importer_category(p->in, "");
    }
}

/* An option "a" where no question awaits one: the line before it is the text of a question without
 * a number. */
static void begin_unnumbered(struct prose *p, size_t line)
{
    char *stem = p->waiting, bad[sizeof p->waiting_bad];
    size_t lines = p->waiting_lines, at = p->waiting_lines ? p->waiting_line : line;
    strcpy(bad, p->waiting_bad);
    p->waiting = NULL; /* the stem's now */
    drop_waiting(p);
    if (lines > 1 && p->in->draft.open && !p->answered)
        importer_wrong(p->in,
                       _("%zu lines stand between its options and the next ones: where the next "
                         "question begins cannot be told"),
                       lines);
    begin(p, at, "");
    if (stem)
        importer_stem(p->in, stem);
    if (lines > 1)
        importer_wrong(p->in,
                       _("it has no number, and %zu lines stand before its options: where it "
                         "begins cannot be told"),
                       lines);
    if (bad[0])
        importer_wrong(p->in, "%s", bad);
    free(stem);
}

static void read_option(struct prose *p, const struct option_line *o)
{
    int letter = o->letter;
    const char *text = o->text ? o->text : "";
    size_t have = p->in->draft.options;
    if ((size_t)letter != have)
        importer_wrong(
            p->in, (size_t)letter > have ? _("option %c is missing") : _("option %c stands twice"),
            (size_t)letter > have ? (char)('a' + have) : 'a' + letter);
    if (!text[strspn(text, " \t")])
        importer_wrong(p->in, _("option %c has no text"), 'a' + letter);
    if (have < IMPORTER_OPTIONS_MAX)
        p->option[have] = o->look;
    importer_option(p->in, text, false);
}

static void read_answer(struct prose *p, const char *letter)
{
    if (p->answered)
        importer_wrong(p->in, _("the answer stands twice"));
    p->answered = true;
    published_answer(p->in, letter);
}

/* "PHẦN II. CHUYÊN MÔN", "Chương 3:": its first two words; 0 for no heading of a part. is_sure: it
 * is in capitals, or nothing else stands in the line. */
static size_t part_words(const char *s, bool *is_sure)
{
    static const char *const WORDS[] = {"PHẦN", "CHƯƠNG", "MỤC", "PART",
                                        "Phần", "Chương", "Mục", "Part"};
    enum { CAPITALS = 4 };
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        size_t n = strlen(WORDS[i]);
        if (strncmp(s, WORDS[i], n) != 0 || s[n] != ' ')
            continue;
        const char *at = s + n + strspn(s + n, " ");
        size_t roman = strspn(at, "IVX"), digits = strspn(at, "0123456789"),
               most = roman > digits ? roman : digits;
        if (!most && *at >= 'A' && *at <= 'Z')
            most = 1;
        const char *rest = at + most + strspn(at + most, " .:)-/");
        *is_sure = i < CAPITALS || !*rest;
        bool ends = !*rest || strchr(".:)-/", at[most]) || (i < CAPITALS && at[most] == ' ');
        return most && ends ? (size_t)(at + most - s) : 0;
    }
    return 0;
}

static void look_for_part(struct prose *p, const char *text)
{
    bool is_sure = false;
    size_t n = part_words(text, &is_sure);
    if (n == 0 || n >= sizeof p->part || !is_whole(p))
        return;
    memcpy(p->part, text, n);
    p->part[n] = '\0';
    p->is_new_part = true;
    p->numbers_again = false;
    p->is_parted |= is_sure && !p->waiting_lines;
}

/* Text that is nothing else: of the open question, or not known yet of which. */
static void read_other(struct prose *p, const struct prose_text *l, const char *text)
{
    if (p->in->draft.open && p->in->draft.options == 0) {
        importer_stem(p->in, text);
        return;
    }
    free(p->waiting);
    p->waiting = strdup(text);
    p->waiting_lines++;
    p->waiting_heads += l->may_head_key;
    p->waiting_line = l->line;
    if (l->bad[0])
        snprintf(p->waiting_bad, sizeof p->waiting_bad, "%s", l->bad);
    if (!p->waiting)
        p->in->failed = true;
}

/* The line is taken; what could not be read in it spoils its question, and what was left out is
 * counted for it. */
static void settle(struct prose *p, const struct prose_text *l)
{
    bool is_waiting = p->waiting_lines && p->waiting_line == l->line;
    for (int c = 0; c < IMPORTER_CHANGES; c++)
        p->changed[c] |= l->changed[c];
    importer_join_left_out(p->left_out, l->left_out, false);
    if (is_waiting)
        return;
    if (l->bad[0] && p->in->draft.open)
        importer_wrong(p->in, "%s", l->bad);
    else if (l->bad[0])
        findings_add(p->in->findings, FINDINGS_ERROR, p->in->file, l->line,
                     _("outside of any question: %s"), l->bad);
    if (p->in->draft.open) {
        importer_join_left_out(p->in->draft.left_out, p->left_out, false);
        p->left_out[0] = '\0';
    }
    for (int c = 0; c < IMPORTER_CHANGES && p->in->draft.open; c++)
        if (p->changed[c]) {
            importer_changed(p->in, (enum importer_change)c);
            p->changed[c] = false;
        }
}

void prose_line(struct prose *p, const struct prose_text *l)
{
    struct importer *in = p->in;
    char number[FINDINGS_NUMBER_MAX];
    struct option_line option = {0};
    bool word = false;
    size_t lead = strspn(l->text, " \t");
    const char *text = l->text + lead;
    bool done = is_whole(p);
    if (*text && heading_begins(text)) {
        read_heading(p, l->line, text);
        return;
    }
    size_t n = question_number(text, done, &word, number);
    bool marker = !n && option_line_read(text, l->sign + lead, &option), first = option.letter == 0;
    char *answer = n || marker || (l->may_head_key && done) ? NULL : answer_text(text);
    bool awaits = in->draft.open && !p->answered && (in->draft.options || first) &&
                  !(first && in->draft.options >= BANK_OPTIONS);
    if (n) {
        begin(p, l->line, number);
        p->begun += word && !l->is_head_converted;
        if (text[n])
            importer_stem(in, text + n);
    } else if (marker && (awaits || first)) {
        if (!awaits)
            begin_unnumbered(p, l->line);
        else
            give_up_waiting(p);
        read_option(p, &option);
    } else if (answer && in->draft.open && (in->draft.options || strlen(answer) <= ANSWER_MOST)) {
        give_up_waiting(p);
        read_answer(p, answer);
    } else if (*text) {
        if (l->may_head_key)
            prose_heads_key(p);
        look_for_part(p, text);
        read_other(p, l, text);
    }
    settle(p, l);
    free(option.text);
    free(answer);
}

void prose_finish(struct prose *p)
{
    prose_end(p);
    if (p->others)
        findings_add(p->in->findings, FINDINGS_WARNING, p->in->file, p->first_other,
                     _("%zu lines belong to no question; the first one stands here"), p->others);
}

bool prose_begins(const char *text)
{
    char number[FINDINGS_NUMBER_MAX];
    bool word = false;
    int letter;
    text += strspn(text, " \t");
    return question_number(text, false, &word, number) || published_marker(text, &letter);
}
