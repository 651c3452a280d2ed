/* All questions at a glance, and the hand-in: one line of counts, the grid says which. */
#include "app/client/screens/screens.h"

#include "app/client/grid_rows.h"
#include "app/client/questions.h"
#include "app/client/save_state.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

enum { GRID_ROW = 6, EMPTY_ROW = 5, WORD_ROW = 8, FIELD_ROW = WORD_ROW + 1 };

static void draw_counts(const struct client *c, struct canvas *v, int row)
{
    char text[160];
    const struct exam *x = flow_paper(c);
    struct save_state all = save_state_of_all(c);
    unsigned answered = exam_answered(x), empty = x->ticket->questions - answered;
    snprintf(text, sizeof text, _("%u answered · %u not answered · %u marked"), answered, empty,
             exam_marked(x));
    int used = canvas_text(v, row, 3, v->cols - 6, CANVAS_TITLE, text);
    snprintf(text, sizeof text, " · %s", all.word);
    canvas_text(v, row, 3 + used, v->cols - used - 4,
                all.is_complete ? CANVAS_SAVED : CANVAS_SAVING, text);
}

/* The grid, where there is room for one; returns the row behind it. */
static int draw_grid(const struct client *c, struct canvas *v, const struct screens_grid_view *at)
{
    return at->rows > 0 ? screens_grid(c, v, at) : at->row;
}

/* What one wants to see before handing in: the first question without an answer, else the first
 * marked one. */
static unsigned first_open(const struct exam *x)
{
    unsigned marked = 0, n = x->ticket->questions;
    for (unsigned q = n; q-- > 0;)
        marked = x->journal.marked[q] ? q : marked;
    for (unsigned q = 0; q < n; q++)
        if (exam_choice(x, q) < 0)
            return q;
    return marked;
}

/* Whether the grid has more rows than are shown. */
static bool is_cut(const struct client *c, int rows)
{
    struct grid_row all[GRID_ROWS_MAX];
    return grid_rows(flow_paper(c), GRID_PER_ROW, all) > rows;
}

/* What the signs say that stand there now, and how the rest comes into sight. */
static void draw_legend(const struct client *c, struct canvas *v, int row, bool has_more)
{
    canvas_text(v, row, 3, v->cols - 6, CANVAS_DIM,
                c->reading.has_letters
                    ? _("A–D chosen   · not answered   ! marked: graded like all others")
                    : _("■ answered   · not answered   ! marked: graded like all others"));
    if (has_more && !c->message.text[0])
        canvas_text(v, row + 1, 3, v->cols - 6, CANVAS_DIM,
                    _("PgUp and PgDn show the other questions."));
}

void screens_overview(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_NEXT_EMPTY, ACTION_LETTERS,
                                          ACTION_HANDIN, ACTION_BACK,       ACTION_HELP};
    screens_head(c, v, c->practice ? _("Practice: overview") : _("Overview of your answers"));
    screens_about(c, v, 2);
    screens_trouble(c, v, 3);
    draw_counts(c, v, 4);
    int rule = screens_foot(c, v, KEYS, sizeof KEYS / sizeof KEYS[0]);
    if (!c->message.text[0])
        screens_jump(c, v, rule - 1, 3, v->cols - 4);
    const struct screens_grid_view grid = {.row = GRID_ROW,
                                           .col = 3,
                                           .rows = rule - 4 - GRID_ROW,
                                           .per_row = GRID_PER_ROW,
                                           .question = c->reading.question,
                                           .standing = CANVAS_CURRENT};
    draw_legend(c, v, draw_grid(c, v, &grid) + 1, is_cut(c, grid.rows));
}

/* The line that says which word hands in; whoever has only a mouse spells it there. */
static void draw_word(struct canvas *v, int row)
{
    const char *ask =
                   _("Type NOP (Vietnamese for \"hand in\"; small letters will do), then Enter."),
               *word = strstr(ask, "NOP");
    canvas_text(v, row, 3, v->cols - 6, CANVAS_PLAIN, ask);
    for (int i = 0; word && i < 3; i++) {
        char before[160];
        snprintf(before, sizeof before, "%.*s", (int)(word - ask), ask);
        canvas_zone(v, row, 3 + text_width(before) + i, 1,
                    (struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)word[i]});
    }
}

/* The grid from `row` to above the rule; keys are text here, so where it is cut the overview is
 * named. */
static void draw_open(const struct client *c, struct canvas *v, int row, int rule)
{
    bool has_more = is_cut(c, rule - row);
    const struct screens_grid_view grid = {.row = row,
                                           .col = 3,
                                           .rows = rule - row - has_more,
                                           .per_row = GRID_PER_ROW,
                                           .question = first_open(flow_paper(c)),
                                           .standing = CANVAS_PLAIN};
    draw_grid(c, v, &grid);
    if (has_more)
        canvas_text(v, rule - 1, 3, v->cols - 6, CANVAS_DIM,
                    _("Not all questions are shown here; Esc goes to the overview of all."));
}

void screens_handin(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_BACK, ACTION_LANGUAGE_TEXT};
    char empty[QUESTIONS_TEXT];
    screens_head(c, v, c->practice ? _("Practice: hand in") : _("Hand in"));
    screens_about(c, v, 2);
    screens_trouble(c, v, 3);
    draw_counts(c, v, 4);
    if (questions_empty_text(c, empty))
        tui_paragraph(v, EMPTY_ROW, 3, v->cols - 6, CANVAS_WARNING, empty);
    canvas_text(v, WORD_ROW - 1, 3, v->cols - 6, CANVAS_WARNING,
                _("After handing in nothing can be changed."));
    draw_word(v, WORD_ROW);
    canvas_text(v, FIELD_ROW + 1, 3, v->cols - 6, CANVAS_PLAIN,
                _("A wrong letter? Backspace takes it away."));
    int rule = screens_foot(c, v, KEYS, 3), row = FIELD_ROW + 2;
    if (c->message.text[0])
        row = screens_message(c, v, row, 3, SCREENS_READING - 3);
    draw_open(c, v, row + 1, rule);
    tui_field_draw(v, FIELD_ROW, 1, _("The word"), &c->input.field[0], true);
}
