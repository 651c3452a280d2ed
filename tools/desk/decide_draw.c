#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/desk/decide_parts.h"

#include <stdio.h>
#include <string.h>

enum {
    LABEL_AT = 2,
    VALUE_AT = 14,
    TEXT_AT = 5,
    WORD_ROWS = 3,
    SBD_AT = 6,
    NAME_AT = 14,
    CHANGE_CELLS = 36,
    PAIR_ROWS = 5 /* of one thing that is said, at most */
};

/* ---- who comes out otherwise ---- */

static enum table_lang lang_of(const struct decide *d)
{
    return d->screen.desk->is_english ? TABLE_EN : TABLE_VI;
}

static const char *name_of(const struct decide *d, size_t paper, char *out, size_t room)
{
    const struct session_roster *r = &d->reply->grading.opened.roster;
    return text_clean(r->candidate[r->paper[paper].candidate].name, out, room);
}

static void tell_change(const struct decide *d, size_t paper, char *out, size_t room)
{
    const struct result *a = &d->reply->before.row[paper], *b = &d->reply->after.row[paper];
    if (a->state == b->state)
        snprintf(out, room, "%u → %u", a->total, b->total);
    else
        snprintf(out, room, "%u %s → %u %s", a->total, results_state_text(a->state, lang_of(d)),
                 b->total, results_state_text(b->state, lang_of(d)));
}

static uint64_t thing_of(void *context, size_t i)
{
    return ((const struct decide *)context)->changes.paper[i];
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct decide *d = context;
    size_t paper = d->changes.paper[i];
    const struct result *a = &d->reply->before.row[paper];
    char name[SESSION_TEXT_MAX], text[160];
    int change = cells - CHANGE_CELLS;
    canvas_text(v, row, col, SBD_AT - 1, role, a->paper);
    canvas_text_cut(v, row, col + SBD_AT, NAME_AT - SBD_AT - 1, role, a->sbd);
    canvas_text_cut(v, row, col + NAME_AT, change - NAME_AT - 1, role,
                    name_of(d, paper, name, sizeof name));
    tell_change(d, paper, text, sizeof text);
    canvas_text_cut(v, row, col + change, CHANGE_CELLS, role, text);
}

struct tui_rows decide_rows(struct decide *d)
{
    return (struct tui_rows){.context = d,
                             .count = d->reply ? d->changes.count : 0,
                             .thing = thing_of,
                             .draw = draw_row};
}

/* ---- what it says ---- */

static void tell_about(const struct decide *d, char *out, size_t room)
{
    struct buf text;
    buf_init(&text, 4096);
    decision_describe(d->reply->decision, d->reply->text.stem ? d->reply->words : NULL, &text);
    snprintf(out, room, "%s", buf_text(&text));
    buf_free(&text);
}

static void tell_sum(const struct decide *d, char *out, size_t room)
{
    if (d->changes.scores + d->changes.states == 0)
        snprintf(out, room, _("Nobody's score or result changes, of %zu papers"),
                 d->reply->before.count);
    else
        snprintf(out, room, _("%zu scores change, %zu results change, of %zu papers"),
                 d->changes.scores, d->changes.states, d->reply->before.count);
}

/* On as many rows as it takes: who signs reads all of it. */
static int draw_pair(struct canvas *v, int row, const char *label, const char *text)
{
    canvas_text_cut(v, row, LABEL_AT, VALUE_AT - LABEL_AT - 1, CANVAS_DIM, label);
    return tui_paragraph_within(v, row, row + PAIR_ROWS, VALUE_AT, v->cols - VALUE_AT - 1,
                                CANVAS_PLAIN, text);
}

/* With the reason why its words are not told, where they are not. */
static void tell_stands(const struct decide *d, char *out, size_t room)
{
    size_t n = d->reply->papers, len;
    len =
        (size_t)snprintf(out, room, P_("it stands on %zu paper", "it stands on %zu papers", n), n);
    if (!d->reply->text.stem && len < room)
        snprintf(out + len, room - len, " · %s", d->reply->words);
}

/* The option's text, where the ruling makes it right; NULL where it says nothing of it. */
static const char *right_option(const struct decide *d, unsigned option)
{
    return d->reply->text.stem && d->reply->decision->options >> option & 1
               ? d->reply->text.option[option]
               : NULL;
}

/* An option that is right until now and was not named again. */
static void tell_lost(const struct decide *d, unsigned option, char *out, size_t room)
{
    char clean[400];
    snprintf(out, room, _("x the old key %c does NOT count any more: %s"), (char)('A' + option),
             text_clean(d->reply->text.option[option], clean, sizeof clean));
}

static int draw_options(const struct decide *d, struct canvas *v, int row)
{
    char text[512], clean[480];
    for (unsigned i = 0; i < BANK_OPTIONS; i++)
        if (right_option(d, i)) {
            snprintf(text, sizeof text, "● %c  %s", (char)('A' + i),
                     text_clean(right_option(d, i), clean, sizeof clean));
            row = draw_pair(v, row, "", text);
        }
    for (unsigned i = 0; i < BANK_OPTIONS; i++)
        if (d->reply->lost >> i & 1) {
            tell_lost(d, i, text, sizeof text);
            row = tui_paragraph_within(v, row, row + PAIR_ROWS, VALUE_AT, v->cols - VALUE_AT - 1,
                                       CANVAS_DANGER, text);
        }
    return row;
}

/* Behind the sum: who signs is to know what moves the points. */
static int draw_why(const struct decide *d, struct canvas *v, int row)
{
    struct buf why;
    buf_init(&why, 4096);
    decide_say_why(d->reply, &why);
    for (const char *line = buf_text(&why); *line;) {
        int n = (int)strcspn(line, "\n");
        char text[400];
        snprintf(text, sizeof text, "%.*s", n, line);
        row = tui_paragraph_within(v, row, row + PAIR_ROWS, LABEL_AT, v->cols - LABEL_AT - 1,
                                   CANVAS_PLAIN, text);
        line += n + (line[n] == '\n');
    }
    buf_free(&why);
    return row;
}

static int draw_decision(const struct decide *d, struct canvas *v, int row)
{
    char text[DECISION_REASON_MAX + QUESTION_WORDS + 64];
    tell_about(d, text, sizeof text);
    row = draw_pair(v, row, _("About"), text);
    if (d->reply->words[0]) {
        tell_stands(d, text, sizeof text);
        row = draw_pair(v, row, "", text);
    }
    row = draw_options(d, v, row);
    row = draw_pair(v, row, _("Reason"), d->reply->decision->reason);
    row = draw_pair(v, row, _("Decided by"), d->reply->decision->by);
    tell_sum(d, text, sizeof text);
    row = tui_paragraph_within(v, row + 1, row + 1 + PAIR_ROWS, LABEL_AT, v->cols - LABEL_AT - 1,
                               CANVAS_TITLE, text);
    return draw_why(d, v, row);
}

/* ---- the question, below its form ---- */

static void tell_papers(const struct decide *d, char *out, size_t room)
{
    size_t n = d->question.papers;
    snprintf(out, room, P_("Question on %zu paper:", "Question on %zu papers:", n), n);
}

/* Rows of the form that are shown. */
static int form_rows(const struct decide *d)
{
    int n = 0;
    for (int i = 0; i < DECIDE_ROWS; i++)
        n += !d->asked.row[i].is_hidden;
    return n;
}

/* In at most `most` rows: what there is no room for is cut at the end of the last one. */
static int draw_text(struct canvas *v, int row, int most, const char *letter, const char *text)
{
    struct text_line line[TUI_PARAGRAPH_LINES];
    int cells = v->cols - TEXT_AT - 1;
    size_t n = text_wrap(text, cells, line, TUI_PARAGRAPH_LINES);
    canvas_text(v, row, LABEL_AT, TEXT_AT - LABEL_AT, CANVAS_PLAIN, letter);
    for (int i = 0; i < most && (size_t)i < n; i++, row++)
        if (i + 1 == most && n > (size_t)most)
            canvas_text_cut(v, row, TEXT_AT, cells, CANVAS_PLAIN, line[i].start);
        else
            canvas_textn(v, row, TEXT_AT, cells, CANVAS_PLAIN, line[i].start, line[i].len);
    return row;
}

/* Each option has a row; the rest is the stem's first, then the options' in their order. */
static void draw_question(const struct decide *d, struct canvas *v, int row, int end)
{
    const struct bank_question *q = &d->question.text;
    char text[100];
    tell_papers(d, text, sizeof text);
    if (end - row < BANK_OPTIONS + 2)
        return;
    canvas_text_cut(v, row++, LABEL_AT, v->cols - LABEL_AT - 1, CANVAS_DIM, text);
    if (!q->stem) {
        draw_text(v, row, end - row, "", d->question.words);
        return;
    }
    row = draw_text(v, row, end - row - BANK_OPTIONS, "", q->stem);
    for (int i = 0; i < BANK_OPTIONS; i++) {
        const char letter[] = {(char)('A' + i), '\0'};
        row = draw_text(v, row, end - row - (BANK_OPTIONS - 1 - i), letter, q->option[i]);
    }
}

static void draw_form(struct decide *d, struct canvas *v, int row, int end)
{
    int height = end - row;
    tui_form_draw(v, &d->asked.form, row, 0, height, v->cols - 1);
    if (decide_knows_question(d)) {
        int cursor_row = v->cursor_row, cursor_col = v->cursor_col;
        draw_question(d, v, row + form_rows(d) + 1, end);
        canvas_cursor(v, cursor_row, cursor_col);
    }
}

static void tell_question(const struct decide *d, struct buf *out)
{
    char text[100];
    tell_papers(d, text, sizeof text);
    buf_printf(out, "%s\n", text);
    if (!d->question.text.stem) {
        buf_printf(out, "%s\n", d->question.words);
        return;
    }
    buf_printf(out, "%s\n", d->question.text.stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        buf_printf(out, "%c  %s\n", (char)('A' + i), d->question.text.option[i]);
}

void decide_draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct decide *d = (struct decide *)s;
    struct tui_rows rows = decide_rows(d);
    if (d->mode == DECIDE_FORM || !d->reply) {
        draw_form(d, v, row + 1, end);
        return;
    }
    int below = d->mode == DECIDE_PREVIEW ? WORD_ROWS : 0;
    canvas_cursor(v, row, LABEL_AT);
    row = draw_decision(d, v, row);
    if (d->changes.count && row < end - below)
        tui_table_draw(v, &d->rows, &rows, row, 0, end - row - below, v->cols - 1, true);
    if (below)
        tui_word_draw(v, end - below + 1, LABEL_AT, v->cols - 2 * LABEL_AT, &d->typed);
}

/* ---- as lines ---- */

void decide_tell(struct screen *s, struct buf *out)
{
    const struct decide *d = (const struct decide *)s;
    char text[1024], name[SESSION_TEXT_MAX];
    if (d->mode == DECIDE_FORM || !d->reply) {
        screen_tell_form(&d->asked.form, out);
        if (decide_knows_question(d))
            tell_question(d, out);
        return;
    }
    tell_about(d, text, sizeof text);
    buf_printf(out, "%s: %s\n%s: %s\n%s: %s\n", _("About"), text, _("Reason"),
               d->reply->decision->reason, _("Decided by"), d->reply->decision->by);
    if (d->reply->words[0]) {
        char stands[QUESTION_WORDS + 64];
        tell_stands(d, stands, sizeof stands);
        buf_printf(out, "%s\n", stands);
    }
    for (unsigned i = 0; i < BANK_OPTIONS; i++)
        if (right_option(d, i))
            buf_printf(out, "● %c  %s\n", (char)('A' + i), right_option(d, i));
    for (unsigned i = 0; i < BANK_OPTIONS; i++)
        if (d->reply->lost >> i & 1) {
            tell_lost(d, i, text, sizeof text);
            buf_printf(out, "%s\n", text);
        }
    tell_sum(d, text, sizeof text);
    buf_printf(out, "%s\n", text);
    decide_say_why(d->reply, out);
    for (size_t i = 0; i < d->changes.count; i++) {
        const struct result *a = &d->reply->before.row[d->changes.paper[i]];
        tell_change(d, d->changes.paper[i], text, sizeof text);
        buf_printf(out, "%zu. %s  %s  %s: %s\n", i + 1, a->paper, a->sbd,
                   name_of(d, d->changes.paper[i], name, sizeof name), text);
    }
    if (d->mode == DECIDE_PREVIEW)
        buf_printf(out, "%s\n", d->sentence);
}
