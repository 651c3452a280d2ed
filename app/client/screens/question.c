/* The question: answering, and the try-out. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

enum { LINES_MAX = 400, GRID_COLS = 5, GRID_WIDTH = GRID_COLS * 7 + 2, STATUS_ROW = 26, SAVE_STATE = 20 /* cells at its right */ };

/* What is drawn of a question, real or try-out. */
struct view {
    const char *stem, *option[BANK_OPTIONS]; /* in the places the candidate sees */
    int choice;                              /* place, or -1 */
    unsigned crossed;                        /* bit a place */
    unsigned focus;
};
/* A laid-out line: of the stem (place -1) or of an option. */
struct laid {
    struct text_line text;
    int place;
    bool first;
};

/* Stem, blank, options with a blank between, as lines of `cells`. */
static int lay_out(const struct view *q, int cells, struct laid out[LINES_MAX])
{
    struct text_line line[128];
    int n = 0;
    for (int part = -1; part < BANK_OPTIONS; part++) {
        const char *text = part < 0 ? q->stem : q->option[part];
        size_t count = text_wrap(text, part < 0 ? cells : cells - 11, line, 128);
        for (size_t i = 0; i < count && i < 128 && n < LINES_MAX - 2; i++)
            out[n++] = (struct laid){line[i], part, i == 0};
        out[n++] = (struct laid){{"", 0, 0}, part == BANK_OPTIONS - 1 ? -3 : -2, false};
        if (part < 0)
            out[n++] = (struct laid){{"", 0, 0}, -2, false};
    }
    return n - 1;
}

static void draw_option_head(const struct view *q, struct canvas *v, int row, int col, int place)
{
    bool focus = place == (int)q->focus, chosen = place == q->choice, crossed = q->crossed & 1u << place;
    char text[48];
    snprintf(text, sizeof text, "[%s]  %c", chosen ? canvas_glyph(v, CANVAS_GLYPH_CHOSEN) : crossed ? "-" : " ", 'A' + place);
    if (focus)
        canvas_text(v, row, col - 2, 1, CANVAS_PLAIN, canvas_glyph(v, CANVAS_GLYPH_POINTER));
    canvas_text(v, row, col, 8, chosen ? CANVAS_CHOSEN : crossed ? CANVAS_CROSSED : CANVAS_PLAIN, text);
    if (focus)
        canvas_cursor(v, row, col + 5);
}

/* Lines first … last of the focused option. */
static void focus_lines(const struct laid *line, int n, unsigned focus, int *first, int *last)
{
    for (*first = 0; *first < n && line[*first].place != (int)focus; (*first)++) {
    }
    for (*last = *first; *last + 1 < n && line[*last + 1].place == (int)focus; (*last)++) {
    }
}

/* First line to show: what was scrolled to, or so that the focused option is in sight. */
static int first_line(const struct client *c, int n, int room, int from, int to)
{
    int first = c->scroll > n - room ? n - room : c->scroll;
    if (first < 0)
        first = 0;
    if (!c->is_following)
        return first;
    if (to - first >= room)
        first = to - room + 1;
    return from < first ? from : first;
}

/* Returns how many lines there are, shown or not. */
static int draw_lines(const struct client *c, const struct view *q, struct canvas *v, int row, int rows, int width)
{
    struct laid line[LINES_MAX];
    int n = lay_out(q, width - 3, line), from, to;
    focus_lines(line, n, q->focus, &from, &to);
    int first = first_line(c, n, rows, from, to);
    v->first_line = first;
    v->page_lines = rows > 2 ? rows - 2 : 1;
    v->focus_side = from < first ? -1 : from >= first + rows;
    canvas_cursor(v, row, 3);
    for (int i = 0; i < rows && first + i < n; i++) {
        const struct laid *l = &line[first + i];
        if (l->place == -1) {
            canvas_textn(v, row + i, 3, width - 3, CANVAS_PLAIN, l->text.start, l->text.len);
        } else if (l->place >= 0) {
            bool focus = l->place == (int)q->focus, crossed = q->crossed & 1u << l->place;
            canvas_zone(v, row + i, 1, width - 1, (struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)('A' + l->place)});
            if (l->first)
                draw_option_head(q, v, row + i, 3, l->place);
            canvas_textn(v, row + i, 12, width - 12, focus ? CANVAS_FOCUS : crossed ? CANVAS_CROSSED : CANVAS_PLAIN, l->text.start, l->text.len);
        }
    }
    canvas_zone(v, row - 1, width - 16, 16, (struct keypress){.kind = KEYPRESS_PAGE_UP});
    canvas_zone(v, row + rows, width - 16, 16, (struct keypress){.kind = KEYPRESS_PAGE_DOWN});
    if (first > 0)
        canvas_text(v, row - 1, width - 16, 16, CANVAS_WARNING, _("↑ more above"));
    if (first + rows < n)
        canvas_text(v, row + rows, width - 16, 16, CANVAS_WARNING, _("↓ more below"));
    return n;
}

/* Where it stands whether the answer is saved: above the message at the foot; in a tall window near the question, and lower only as that is long. */
static int status_row(int rule, int lines)
{
    int behind = 6 + (lines < rule - 9 ? lines : rule - 9) + 1, row = behind > STATUS_ROW ? behind : STATUS_ROW;
    return row < rule - 2 ? row : rule - 2;
}

static void draw_save_state(const struct client *c, struct canvas *v, int row, int end)
{
    const struct exam *x = c->exam;
    char text[128];
    if (x->trouble.code != ERR_OK) {
        canvas_text(v, row, 2, v->cols - 4, CANVAS_DANGER, _("! NOT SAVED YET: the disk refuses. Call the invigilator. Your answers are kept in memory."));
        return;
    }
    bool saved = exam_is_saved(x, c->question), empty = exam_choice(x, c->question) < 0;
    char letter = empty ? ' ' : (char)('A' + exam_choice(x, c->question));
    if (empty)
        snprintf(text, sizeof text, saved ? _("Question %u: not answered") : _("Question %u: saving"), c->question + 1);
    else
        snprintf(text, sizeof text, saved ? _("Question %u: saved %c") : _("Question %u: saving %c"), c->question + 1, letter);
    canvas_text_right(v, row, end, !saved ? CANVAS_SAVING : empty ? CANVAS_PLAIN : CANVAS_SAVED, text);
}

static void draw_counts(const struct client *c, struct canvas *v, int width)
{
    const struct exam *x = c->exam;
    const struct profile_part *p = &x->variant->part[exam_part_of(x, c->question)];
    char text[256];
    for (int col = 0; col < v->cols; col++) /* the second head line stands where other screens have their rule */
        canvas_text(v, 1, col, 1, CANVAS_PLAIN, " ");
    canvas_text(v, 1, 1, v->cols / 2 + 6, CANVAS_PLAIN, x->candidate->name);
    int used = text_width(x->candidate->name);
    snprintf(text, sizeof text, " · SBD %s", x->candidate->sbd);
    canvas_text(v, 1, 1 + (used < v->cols / 2 ? used : v->cols / 2), 24, CANVAS_PLAIN, text);
    snprintf(text, sizeof text, _("Answered %u/%u · Marked %u"), exam_answered(x), x->ticket->questions, exam_marked(x));
    canvas_text_right(v, 1, v->cols - 1, CANVAS_PLAIN, text);
    canvas_rule(v, 2, 0, v->cols);
    snprintf(text, sizeof text, _("Question %u / %u"), c->question + 1, x->ticket->questions);
    int at = 1 + canvas_text(v, 4, 1, 30, CANVAS_TITLE, text);
    snprintf(text, sizeof text, _("Part %u: %s"), exam_part_of(x, c->question) + 1, c->lang == CLIENT_EN ? p->title_en : p->title_vi);
    bool marked = x->journal.marked[c->question];
    int room = width - at - 4 - (marked ? text_width(_("! marked")) + 2 : 0);
    if (text_width(text) > room) /* whole, or its number alone */
        snprintf(text, sizeof text, _("Part %u"), exam_part_of(x, c->question) + 1);
    canvas_text(v, 4, at + 4, room, CANVAS_PLAIN, text);
    if (marked)
        canvas_text_right(v, 4, width, CANVAS_MARKED, _("! marked"));
}

void screens_question(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_CHOOSE, ACTION_PREVIOUS, ACTION_NEXT, ACTION_MARK, ACTION_CROSS, ACTION_CLEAR, ACTION_OVERVIEW, ACTION_TIME,
                                          ACTION_JUMP, ACTION_NEXT_EMPTY, ACTION_NEXT_MARKED, ACTION_HANDIN, ACTION_HELP, ACTION_LANGUAGE};
    const struct exam *x = c->exam;
    const struct exam_question *q = &x->question[c->question];
    char title[512];
    bool wide = v->cols >= SCREENS_WIDE;
    int width = wide ? v->cols - GRID_WIDTH - 3 : v->cols - 1;
    if (width > SCREENS_READING + 6)
        width = SCREENS_READING + 6;
    struct view view = {.stem = q->text.stem, .choice = exam_choice(x, c->question), .focus = c->focus};
    for (unsigned place = 0; place < BANK_OPTIONS; place++) {
        view.option[place] = q->text.option[paper_option_at(q->order, place)];
        view.crossed |= exam_is_crossed(x, c->question, place) ? 1u << place : 0;
    }
    snprintf(title, sizeof title, _("%s · Grade %s"), client_field_title(c, x->about), x->about->grade);
    screens_head(c, v, title);
    draw_counts(c, v, width);
    int rule = screens_foot(c, v, KEYS, sizeof KEYS / sizeof KEYS[0]);
    int status = status_row(rule, draw_lines(c, &view, v, 6, rule - 9, width));
    if (c->jump[0])
        screens_jump(c, v, status, 2, width - 2);
    else
        draw_save_state(c, v, status, width);
    screens_notice(c, v, status + 2, SCREENS_READING - SAVE_STATE);
    if (wide) {
        int row = v->cursor_row, col = v->cursor_col;
        for (int i = 3; i < (status + 2 < rule ? rule : rule - 1); i++) /* a message at the foot may be as wide as the window */
            canvas_text(v, i, v->cols - GRID_WIDTH - 1, 1, CANVAS_RULE, canvas_glyph(v, CANVAS_GLYPH_BAR));
        screens_grid(c, v, 4, v->cols - GRID_WIDTH + 1, GRID_COLS, false);
        canvas_cursor(v, row, col);
    }
}

void screens_tryout(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_CHOOSE, ACTION_FOCUS_DOWN, ACTION_CHOOSE_FOCUS, ACTION_MARK, ACTION_CROSS, ACTION_CLEAR, ACTION_BACK};
    struct view view = {.stem = _("This is a question for trying the keys. Which key chooses the answer beside the letter B?"),
                        .option = {_("The key A"), _("The key B, or the down arrow and Enter"), _("The key C"), _("The key D")},
                        .choice = c->tryout_choice, .crossed = c->tryout_crossed, .focus = c->focus};
    int row = screens_head(c, v, _("Try the keys: this does not count, and no time runs"));
    canvas_text(v, row + 1, 1, 30, CANVAS_TITLE, _("Try-out question"));
    if (c->tryout_marked)
        canvas_text_right(v, row + 1, 78, CANVAS_MARKED, _("! marked"));
    draw_lines(c, &view, v, row + 3, v->rows - 9, SCREENS_READING + 5);
    screens_foot(c, v, KEYS, sizeof KEYS / sizeof KEYS[0]);
}
