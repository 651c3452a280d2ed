#include "tools/import/published.h"

#include "app/core/i18n.h"
#include "tools/import/heading.h"
#include "tools/import/normal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

size_t published_marker(const char *line, int *letter)
{
    if (!((line[0] >= 'a' && line[0] <= 'h') || (line[0] >= 'A' && line[0] <= 'H')) ||
        (line[1] != '.' && line[1] != ')'))
        return 0;
    *letter = tolower((unsigned char)line[0]) - 'a';
    return 2 + strspn(line + 2, " \t");
}

/* Text under way: lines joined. */
struct text {
    char *all; /* owned */
    size_t lines;
};

static void add_line(struct importer *in, struct text *t, const char *line, bool joined)
{
    size_t n = t->all ? strlen(t->all) : 0;
    char *all = NULL;
    if (asprintf(&all, "%s%s%s", n ? t->all : "", !n ? "" : joined ? " " : "\n", line) < 0) {
        importer_wrong(in, _("out of memory"));
        return;
    }
    free(t->all);
    t->all = all;
    if (joined && t->lines++)
        importer_changed(in, IMPORTER_LINES);
}

static void end_text(struct importer *in, struct text *t, int option)
{
    const char *s = t->all ? t->all : "";
    if (option < 0)
        importer_stem(in, s);
    else if (!s[strspn(s, " \t\n")])
        importer_wrong(in, _("option %c has no text"), 'a' + option);
    else
        importer_option(in, s, false);
    free(t->all);
    *t = (struct text){0};
}

/* Markers of options inside a line: " B. ". How many there are of the letter, and where the first
 * stands. */
static size_t count_markers(const char *line, char letter, size_t *first)
{
    size_t n = 0;
    for (size_t i = 0; line[i]; i++) {
        bool begins = i == 0 || strchr(" \t\r\n;|", line[i - 1]);
        if (!begins || (tolower((unsigned char)line[i]) != letter) ||
            (line[i + 1] != '.' && line[i + 1] != ')') || !strchr(" \t", line[i + 2]) ||
            !line[i + 2])
            continue;
        *first = n++ ? *first : i;
    }
    return n;
}

static bool has_line_marker(const char *cell)
{
    int letter;
    for (const char *line = cell; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        if (published_marker(line + strspn(line, " \t\r"), &letter) && letter == 1)
            return true;
    return false;
}

/* The cell, malloc'd, with each option on a line of its own: parted where each letter from a to d
 * is marked once and in order and no line begins with b. */
static char *part_options(const char *cell)
{
    size_t at[BANK_OPTIONS] = {0}, other;
    char *out = strdup(cell);
    if (out && normal_blanks(out))
        cell = out;
    if (!out || has_line_marker(cell) || count_markers(cell, 'a' + BANK_OPTIONS, &other))
        return out;
    for (size_t i = 0; i < BANK_OPTIONS; i++)
        if (count_markers(cell, (char)('a' + i), &at[i]) != 1 || (i && at[i] < at[i - 1]))
            return out;
    for (size_t i = 0; i < BANK_OPTIONS; i++) {
        if (at[i])
            out[at[i] - 1] = '\n';
        /* a sign between two options belongs to neither */
        for (size_t k = at[i]; i && k && strchr(" \t\n;|", out[k - 1]); k--)
            out[k - 1] = out[k - 1] == '\n' ? '\n' : ' ';
    }
    return out;
}

/* The lines of a cell: text, then options. Returns the last option's index, -1 for none. */
static int read_lines(struct importer *in, char *rest, bool joined)
{
    struct text t = {0};
    int option = -1, letter;
    char *line;
    while (rest && (line = strsep(&rest, "\n"))) {
        line += strspn(line, " \t\r");
        size_t marker = published_marker(line, &letter);
        /* lines that begin with a later letter before "a." are text */
        if (marker && (option >= 0 || letter == 0)) {
            if (letter != option + 1)
                importer_wrong(
                    in, letter > option ? _("option %c is missing") : _("option %c stands twice"),
                    letter > option ? 'a' + option + 1 : 'a' + letter);
            if (option >= 0 || t.all)
                end_text(in, &t, option);
            option = letter;
            line += marker;
        }
        if (line[strspn(line, " \t\r")])
            add_line(in, &t, line, joined);
    }
    if (option >= 0 || t.all)
        end_text(in, &t, option);
    return option;
}

static void check_last(struct importer *in, int option)
{
    if (option < 0)
        importer_wrong(in, _("no options a. b. c. d. in the text"));
    else if (option < BANK_OPTIONS - 1)
        importer_wrong(in, _("option %c is missing"), 'a' + option + 1);
}

void published_question(struct importer *in, const char *cell, bool joined)
{
    char *copy = joined ? strdup(cell) : part_options(cell);
    check_last(in, read_lines(in, copy, joined));
    free(copy);
}

void published_options(struct importer *in, const char *cell)
{
    char *copy = part_options(cell);
    int letter;
    if (copy && copy[0] &&
        (!published_marker(copy + strspn(copy, " \t\r\n"), &letter) || letter != 0))
        importer_wrong(in, _("the options do not begin with a. : \"%.40s\""), cell);
    check_last(in, read_lines(in, copy, false));
    free(copy);
}

/* The text as it enters the bank; NULL when it cannot. */
static char *clean(const char *text)
{
    char *out = NULL;
    struct err e;
    return normal_text(text, false, NULL, &out, &e) == ERR_OK ? out : NULL;
}

/* True when the text is too long to become the one word by being normalised: a letter stands in
 * four bytes at most, and a mark or two behind it. */
static bool is_longer(const char *text, const char *word)
{
    const char *from = text + strspn(text, " \t\r\n");
    size_t n = strlen(from);
    while (n && strchr(" \t\r\n", from[n - 1]))
        n--;
    return !strchr(word, ' ') && n > 8 * strlen(word) + 8;
}

/* How many options of the open question have this text; which was the last. */
static size_t find_option(const struct importer *in, const char *text, size_t *which)
{
    size_t n = 0;
    char *wanted = clean(text);
    for (size_t i = 0; wanted && wanted[0] && i < in->draft.options; i++) {
        char *option = is_longer(in->draft.option[i], wanted) ? NULL : clean(in->draft.option[i]);
        if (option && strcmp(option, wanted) == 0) {
            n++;
            *which = i;
        }
        free(option);
    }
    free(wanted);
    return n;
}

/* An answer that is no single letter: an option's text, or its letter and text. */
static void answer_by_text(struct importer *in, const char *cell, bool has_words)
{
    size_t which = 0, n = find_option(in, cell, &which);
    int letter = 0;
    size_t marker = n ? 0 : published_marker(cell, &letter);
    if (n == 1)
        importer_right(in, which);
    else if (n > 1)
        importer_wrong(in, _("the answer \"%.40s\" fits several options"), cell);
    else if (marker && find_option(in, cell + marker, &which) == 1 && which == (size_t)letter)
        importer_right(in, which);
    else if (has_words)
        importer_wrong(in, _("the answer is more than one letter, and no option's text: \"%.40s\""),
                       cell);
    else
        importer_wrong(
            in, _("the answer is no letter from a to d, and no option's text: \"%.40s\""), cell);
}

void published_answer(struct importer *in, const char *cell)
{
    char *key = normal_key(cell);
    const char *s = key ? key : "";
    size_t which = 0;
    if (strncmp(s, "dap an ", 7) == 0)
        s += 7;
    if (!*s && !cell[strspn(cell, " \t\r\n")])
        importer_wrong(in, _("no answer letter"));
    else if (s[0] < 'a' || s[0] > 'd' || s[1])
        answer_by_text(in, cell, *s && strchr(s, ' ') != NULL);
    else if (find_option(in, cell, &which) && which != (size_t)(s[0] - 'a'))
        importer_wrong(
            in, _("the answer \"%.40s\" may be an option's letter or another option's text"), cell);
    else
        importer_right(in, (size_t)(s[0] - 'a'));
    free(key);
}

void published_answer_number(struct importer *in, const char *cell)
{
    size_t which = 0, n = strspn(cell, "0123456789");
    unsigned long number =
        n == 1 && !cell[1 + strspn(cell + 1, " \t\r\n")] ? strtoul(cell, NULL, 10) : 0;
    if (number == 0 || number > in->draft.options)
        published_answer(in, cell);
    else if (find_option(in, cell, &which) && which != number - 1)
        importer_wrong(
            in, _("the answer \"%.40s\" may be an option's number or another option's text"), cell);
    else
        importer_right(in, number - 1);
}

void published_grade(struct importer *in, const char *cell)
{
    const char *grade = heading_grade(cell), *slash = strchr(in->category, '/');
    if (!cell[0])
        importer_wrong(in, _("no grade in the row"));
    else if (!grade)
        importer_wrong(in, _("the grade \"%.40s\" is none of I, II, III"), cell);
    else if (slash &&
             (strncmp(slash + 1, grade, strlen(grade)) != 0 || slash[1 + strlen(grade)] != '/'))
        importer_wrong(in, _("the row's grade is %s, its heading's another"), grade);
}
