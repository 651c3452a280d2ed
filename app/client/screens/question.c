/* The question: what is asked, the four options, and what stands beside them. */
#include "app/client/screens/screens.h"

#include "app/client/grid_rows.h"
#include "app/client/save_state.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

enum {
    LINES_MAX = 400,
    TITLE_ROW = 4,
    TEXT_ROW = 6,
    PANEL = GRID_PER_ROW_MIN * 7 + 3, /* cells of the side panel with its bar */
    OPTION_COL = 12,
    HINT = 16 /* cells of "more below" */
};

/* What is drawn of a question. */
struct view {
    const char *stem, *option[BANK_OPTIONS]; /* in the places the candidate sees */
    int choice;                              /* place, or -1 */
    int focus;                               /* place the pointer stands at; -1: none is shown */
    unsigned cursor;                         /* place the cursor stands at, */
    bool is_untouched;                       /* but for this: then at the question */
    unsigned crossed;                        /* bit a place */
    struct save_state saved;                 /* the choice */
};
/* A laid-out line: of the stem, of an option, or a blank. */
struct laid {
    struct text_line text;
    int place; /* -1: stem, -2: blank */
    bool is_first, is_last;
};

static void add_blank(struct laid out[LINES_MAX], int *n, int place)
{
    if (*n < LINES_MAX)
        out[(*n)++] = (struct laid){{"", 0, 0}, place, false, false};
}

/* Stem, blank, options with a blank between, as lines of `cells`. */
static int lay_out(const struct view *q, int cells, struct laid out[LINES_MAX])
{
    struct text_line line[128];
    int n = 0;
    for (int place = -1; place < BANK_OPTIONS; place++) {
        const char *text = place < 0 ? q->stem : q->option[place];
        size_t count = text_wrap(text, place < 0 ? cells : cells - OPTION_COL + 3, line, 128);
        for (size_t i = 0; i < count && i < 128 && n < LINES_MAX; i++)
            out[n++] = (struct laid){line[i], place, i == 0, i + 1 == count};
        add_blank(out, &n, -2);
        if (place < 0)
            add_blank(out, &n, -2);
    }
    return n;
}

/* Lines first … last of an option. */
static void find_option(const struct laid *line, int n, int place, int *first, int *last)
{
    for (*first = 0; *first < n && line[*first].place != place; (*first)++) {
    }
    for (*last = *first; *last + 1 < n && line[*last + 1].place == place; (*last)++) {
    }
}

/* First line to show: what was scrolled to, or so that the cursor's option is in sight. */
static int first_line(const struct client *c, int n, int room, int from, int to)
{
    int first = c->reading.scroll > n - room ? n - room : c->reading.scroll;
    if (first < 0)
        first = 0;
    if (!c->reading.is_following)
        return first;
    if (to - first >= room)
        first = to - room + 1;
    return from < first ? from : first;
}

static void draw_option_head(const struct view *q, struct canvas *v, int row, int place,
                             enum canvas_role role)
{
    char text[48];
    snprintf(text, sizeof text, "[%s]  %c",
             place == q->choice         ? canvas_glyph(v, CANVAS_GLYPH_CHOSEN)
             : q->crossed & 1u << place ? "-"
                                        : " ",
             'A' + place);
    if (place == q->focus)
        canvas_text(v, row, 1, 1, place == q->choice ? role : CANVAS_PLAIN,
                    canvas_glyph(v, CANVAS_GLYPH_POINTER));
    canvas_text(v, row, 3, 8, role, text);
    if (place == (int)q->cursor && !q->is_untouched)
        canvas_cursor(v, row, 8);
}

/* What is chosen is a bar from edge to edge; that it is saved stands at its end, or below it where
 * its last line is long. */
static void draw_option(const struct view *q, struct canvas *v, int row, int width,
                        const struct laid *l)
{
    bool is_chosen = l->place == q->choice;
    enum canvas_role role = is_chosen                     ? CANVAS_CHOSEN
                            : q->crossed & 1u << l->place ? CANVAS_CROSSED
                                                          : CANVAS_PLAIN;
    canvas_zone(v, row, 1, width - 1,
                (struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)('A' + l->place)});
    if (is_chosen)
        canvas_fill(v, row, 0, width, role);
    if (l->is_first)
        draw_option_head(q, v, row, l->place, role);
    int used =
        canvas_textn(v, row, OPTION_COL, width - OPTION_COL, role, l->text.start, l->text.len);
    if (!is_chosen || !l->is_last)
        return;
    bool has_room = OPTION_COL + used + 2 + text_width(q->saved.word) < width;
    if (!has_room) /* the bar goes on below, so that the word is not the next option's */
        canvas_fill(v, row + 1, 0, width, role);
    canvas_text_right(v, has_room ? row : row + 1, width - 1, role, q->saved.word);
}

/* Above and below the text: that there is more of it. */
static void draw_hints(struct canvas *v, int row, int rows, int width, bool above, bool below)
{
    canvas_zone(v, row - 1, width - HINT, HINT, (struct keypress){.kind = KEYPRESS_PAGE_UP});
    canvas_zone(v, row + rows, width - HINT, HINT, (struct keypress){.kind = KEYPRESS_PAGE_DOWN});
    if (above)
        canvas_text_right(v, row - 1, width - 1, CANVAS_WARNING, _("↑ more above"));
    if (below)
        canvas_text_right(v, row + rows, width - 1, CANVAS_WARNING, _("↓ more below"));
}

static void draw_lines(const struct client *c, const struct view *q, struct canvas *v, int rows,
                       int width)
{
    struct laid line[LINES_MAX];
    int all = lay_out(q, width - 4, line), n = all - 1, from, to;
    find_option(line, n, (int)q->cursor, &from, &to);
    int first = first_line(c, n, rows, from, to);
    v->first_line = first;
    v->page_lines = rows > 2 ? rows - 2 : 1;
    v->focus_side = from < first ? -1 : from >= first + rows;
    canvas_cursor(v, TEXT_ROW, 3);
    for (int i = 0; i < rows && first + i < n; i++) {
        const struct laid *l = &line[first + i];
        if (l->place == -1)
            canvas_textn(v, TEXT_ROW + i, 3, width - 3, CANVAS_PLAIN, l->text.start, l->text.len);
        else if (l->place >= 0)
            draw_option(q, v, TEXT_ROW + i, width, l);
    }
    draw_hints(v, TEXT_ROW, rows, width, first > 0, first + rows < n);
}

/* A label and a number at the other edge of the panel. */
static void draw_pair(struct canvas *v, int row, int col, int cells, const char *label,
                      const char *value)
{
    canvas_text_cut(v, row, col, cells - text_width(value) - 1, CANVAS_PLAIN, label);
    canvas_text_right(v, row, col + cells, CANVAS_PLAIN, value);
}

/* Where a second place is at hand or wanted: whether all answers stand in both. */
static int draw_places(const struct client *c, struct canvas *v, int row, int col, int cells)
{
    if (c->practice || (c->exchange.folders == 0 && c->setup.session->info.copies == 0))
        return row;
    struct save_state all = save_state_of_all(c);
    canvas_text(v, row, col, cells, all.is_complete ? CANVAS_SAVED : CANVAS_SAVING, all.word);
    return row + 1;
}

static int draw_sums(const struct client *c, struct canvas *v, int row, int col, int cells)
{
    const struct exam *x = flow_paper(c);
    char value[64];
    if (c->practice)
        snprintf(value, sizeof value, "%s", _("does not run"));
    else
        time_left_minutes_text(c, value, sizeof value);
    draw_pair(v, row++, col, cells, _("Time left"), value);
    snprintf(value, sizeof value, "%u", x->ticket->questions - exam_answered(x));
    draw_pair(v, row++, col, cells, _("Not answered"), value);
    snprintf(value, sizeof value, "%u", exam_marked(x));
    draw_pair(v, row++, col, cells, _("Marked"), value);
    return draw_places(c, v, row, col, cells);
}

/* Beside the question from SCREENS_WIDE columns on. */
static void draw_panel(const struct client *c, struct canvas *v, int col, int rule)
{
    int row = v->cursor_row, at = v->cursor_col, page = v->page_lines;
    for (int i = 3; i < rule; i++)
        canvas_text(v, i, col, 1, CANVAS_RULE, canvas_glyph(v, CANVAS_GLYPH_BAR));
    int below = draw_sums(c, v, TITLE_ROW, col + 2, PANEL - 3);
    const struct screens_grid_view grid = {.row = below + 1,
                                           .col = col + 2,
                                           .rows = rule - below - 2,
                                           .per_row = GRID_PER_ROW_MIN,
                                           .question = c->reading.question,
                                           .standing = CANVAS_TITLE};
    screens_grid(c, v, &grid);
    v->cursor_row = row;
    v->cursor_col = at;
    v->page_lines = page;
}

/* Who sits here, and how far; the name gives way, the number does not. */
static void draw_person(const struct client *c, struct canvas *v, bool has_counts)
{
    const struct exam *x = flow_paper(c);
    char counts[128] = "", number[64];
    if (has_counts)
        snprintf(counts, sizeof counts, _("Answered %u/%u · Marked %u"), exam_answered(x),
                 x->ticket->questions, exam_marked(x));
    snprintf(number, sizeof number, " · SBD %s", x->candidate->sbd);
    canvas_text_pair(v, 1, 1, v->cols - 4 - text_width(counts), CANVAS_PLAIN, x->candidate->name,
                     number);
    canvas_text_right(v, 1, v->cols - 1, CANVAS_PLAIN, counts);
    canvas_rule_across(v, 2);
}

/* Which question, of which part, and whether it is marked; what is on its way to the disk of one
 * without an answer. */
static void draw_title(const struct client *c, struct canvas *v, int width)
{
    const struct exam *x = flow_paper(c);
    unsigned q = c->reading.question, part = exam_part_of(x, q);
    const struct profile_part *p = &x->variant->part[part];
    char text[256];
    snprintf(text, sizeof text, _("Question %u / %u"), q + 1, x->ticket->questions);
    int end = width - 1, at = 1 + canvas_text(v, TITLE_ROW, 1, 30, CANVAS_TITLE, text) + 4;
    if (x->journal.marked[q]) {
        canvas_text_right(v, TITLE_ROW, end, CANVAS_MARKED, _("! marked"));
        end -= text_width(_("! marked")) + 2;
    }
    if (exam_choice(x, q) < 0 && !exam_is_saved(x, q)) {
        const char *word = save_state_of(c, q).word;
        canvas_text_right(v, TITLE_ROW, end, CANVAS_SAVING, word);
        end -= text_width(word) + 2;
    }
    snprintf(text, sizeof text, _("Part %u: %s"), part + 1,
             c->flow.lang == CLIENT_EN ? p->title_en : p->title_vi);
    canvas_text_cut(v, TITLE_ROW, at, end - at, CANVAS_PLAIN, text);
}

static void fill_view(const struct client *c, struct view *out)
{
    const struct exam *x = flow_paper(c);
    unsigned q = c->reading.question;
    *out = (struct view){.stem = x->question[q].text.stem,
                         .choice = exam_choice(x, q),
                         .focus = c->reading.is_placed ? (int)c->reading.focus : -1,
                         .cursor = c->reading.focus,
                         .is_untouched = c->reading.is_untouched,
                         .saved = save_state_of(c, q)};
    for (unsigned place = 0; place < BANK_OPTIONS; place++) {
        out->option[place] =
            x->question[q].text.option[paper_option_at(x->question[q].order, place)];
        out->crossed |= exam_is_crossed(x, q, place) ? 1u << place : 0;
    }
}

/* What was said; where nothing was, that the answer is on its way to its second place. */
static void draw_said(const struct client *c, struct canvas *v, int rule, int cells)
{
    const char *copying = save_state_copying(c, c->reading.question);
    if (!c->message.text[0] && copying)
        tui_message(v, rule, cells, CANVAS_SAVING, copying);
    else
        tui_message(v, rule, cells, screens_message_role(c), c->message.text);
}

void screens_question(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_CHOOSE, ACTION_PREVIOUS, ACTION_NEXT,
                                          ACTION_MARK,   ACTION_OVERVIEW, ACTION_HANDIN,
                                          ACTION_HELP};
    struct view view;
    bool is_wide = v->whole_cols >= SCREENS_WIDE;
    canvas_whole(v);
    canvas_column(v, is_wide ? SCREENS_COLUMN + PANEL : SCREENS_COLUMN);
    int width = is_wide ? v->cols - PANEL : v->cols;
    fill_view(c, &view);
    screens_paper_title(c, v);
    draw_person(c, v, !is_wide);
    int rule = screens_foot(c, v, KEYS, sizeof KEYS / sizeof KEYS[0]);
    draw_title(c, v, width);
    draw_lines(c, &view, v, rule - 3 - TEXT_ROW, width);
    if (is_wide)
        draw_panel(c, v, width, rule);
    screens_trouble(c, v, 3);                      /* over the panel's bar, too */
    if (c->reading.jump[0] && !c->message.text[0]) /* else what was just said of it */
        screens_jump(c, v, rule - 1, 3, width - 4);
    else
        draw_said(c, v, rule, width - 4);
}
