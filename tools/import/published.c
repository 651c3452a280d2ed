#include "tools/import/published.h"

#include "app/core/i18n.h"
#include "tools/import/heading.h"
#include "tools/import/normal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

size_t published_marker(const char *line, int *letter)
{
    if (!((line[0] >= 'a' && line[0] <= 'h') || (line[0] >= 'A' && line[0] <= 'H')) || (line[1] != '.' && line[1] != ')'))
        return 0;
    *letter = tolower((unsigned char)line[0]) - 'a';
    return 2 + strspn(line + 2, " \t");
}

/* Text under way: lines joined. */
struct text {
    char *all;      /* owned */
    size_t lines;
};

static void add_line(struct intake *in, struct text *t, const char *line, bool joined)
{
    size_t n = t->all ? strlen(t->all) : 0;
    /* a word broken behind its own hyphen or slash goes on without a blank */
    bool tight = joined && n >= 2 && (t->all[n - 1] == '-' || t->all[n - 1] == '/') && t->all[n - 2] != ' ';
    char *all = NULL;
    if (asprintf(&all, "%s%s%s", n ? t->all : "", !n || tight ? "" : joined ? " " : "\n", line) < 0) {
        intake_wrong(in, _("out of memory"));
        return;
    }
    free(t->all);
    t->all = all;
    if (joined && t->lines++)
        intake_changed(in, INTAKE_LINES);
}

static void end_text(struct intake *in, struct text *t, int option)
{
    const char *s = t->all ? t->all : "";
    if (option < 0)
        intake_stem(in, s);
    else if (!s[strspn(s, " \t\n")])
        intake_wrong(in, _("option %c has no text"), 'a' + option);
    else
        intake_option(in, s, false);
    free(t->all);
    *t = (struct text){0};
}

void published_question(struct intake *in, const char *cell, bool joined)
{
    char *copy = strdup(cell), *rest = copy, *line;
    struct text t = {0};
    int option = -1, letter;
    while (rest && (line = strsep(&rest, "\n"))) {
        line += strspn(line, " \t\r");
        size_t marker = published_marker(line, &letter);
        /* lines that begin with a later letter before "a." are text */
        if (marker && (option >= 0 || letter == 0)) {
            if (letter != option + 1)
                intake_wrong(in, letter > option ? _("option %c is missing") : _("option %c stands twice"), letter > option ? 'a' + option + 1 : 'a' + letter);
            end_text(in, &t, option);
            option = letter;
            line += marker;
        }
        if (line[strspn(line, " \t\r")])
            add_line(in, &t, line, joined);
    }
    end_text(in, &t, option);
    if (option < 0)
        intake_wrong(in, _("no options a. b. c. d. in the text"));
    else if (option < BANK_OPTIONS - 1)
        intake_wrong(in, _("option %c is missing"), 'a' + option + 1);
    free(copy);
}

void published_answer(struct intake *in, const char *cell)
{
    char *key = normal_key(cell);
    const char *s = key ? key : "";
    if (strncmp(s, "dap an ", 7) == 0)
        s += 7;
    if (!*s)
        intake_wrong(in, _("no answer letter"));
    else if (s[1] && s[1] == ' ')
        intake_wrong(in, _("the answer is more than one letter: \"%.40s\""), cell);
    else if (s[1] || s[0] < 'a' || s[0] > 'd')
        intake_wrong(in, _("the answer is no letter from a to d: \"%.40s\""), cell);
    else
        intake_right(in, (size_t)(s[0] - 'a'));
    free(key);
}

void published_grade(struct intake *in, const char *cell)
{
    const char *grade = heading_grade(cell), *slash = strchr(in->category, '/');
    if (!cell[0])
        intake_wrong(in, _("no grade in the row"));
    else if (!grade)
        intake_wrong(in, _("the grade \"%.40s\" is none of I, II, III"), cell);
    else if (slash && (strncmp(slash + 1, grade, strlen(grade)) != 0 || slash[1 + strlen(grade)] != '/'))
        intake_wrong(in, _("the row's grade is %s, its heading's another"), grade);
}
