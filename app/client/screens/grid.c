/* The numbers of all questions with what stands behind each: in the overview and the hand-in, and
 * beside the question. What was chosen is shown only where it is asked for: a neighbour sees it. */
#include "app/client/screens/screens.h"

#include "app/client/grid_rows.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>

enum { CELL = 7 /* "[123■!]" */ };

struct screens_cell {
    int row, col;
    unsigned question;
};

static const char *state_of(const struct canvas *v, int choice, bool has_letters, char letter[2])
{
    letter[0] = (char)('A' + (choice < 0 ? 0 : choice));
    letter[1] = '\0';
    if (choice < 0)
        return canvas_glyph(v, CANVAS_GLYPH_EMPTY);
    return has_letters ? letter : canvas_glyph(v, CANVAS_GLYPH_DONE);
}

/* One number in CELL cells. */
static void draw_number(const struct client *c, struct canvas *v,
                        const struct screens_grid_view *at, const struct screens_cell *cell)
{
    const struct exam *x = flow_paper(c);
    unsigned q = cell->question;
    int choice = exam_choice(x, q);
    bool stands_out = q == at->question && at->standing != CANVAS_PLAIN,
         is_marked = x->journal.marked[q];
    char text[24], letter[2];
    snprintf(text, sizeof text, "%s%3u%s%s%s", stands_out ? "[" : " ", q + 1,
             state_of(v, choice, c->reading.has_letters, letter), is_marked ? "!" : " ",
             stands_out ? "]" : " ");
    enum canvas_role role = stands_out    ? at->standing
                            : is_marked   ? CANVAS_MARKED
                            : choice >= 0 ? CANVAS_ANSWERED
                                          : CANVAS_PLAIN;
    canvas_text(v, cell->row, cell->col, CELL, role, text);
    canvas_zone(v, cell->row, cell->col, CELL, (struct keypress){.kind = KEYPRESS_GOTO, .cp = q});
}

/* How many of the part are answered: at the end of its head, or in a row of its own. */
static int draw_part_counts(const struct client *c, struct canvas *v, int row, int end,
                            unsigned part)
{
    const struct exam *x = flow_paper(c);
    char counts[64];
    snprintf(counts, sizeof counts, _("answered %u/%u"), exam_answered_in(x, part),
             x->ticket->part_questions[part]);
    canvas_text_right(v, row, end, CANVAS_PLAIN, counts);
    return text_width(counts);
}

static void draw_part(const struct client *c, struct canvas *v, int row,
                      const struct screens_grid_view *at, unsigned part)
{
    const struct profile_part *p = &flow_paper(c)->variant->part[part];
    char text[256];
    int cells = (int)at->per_row * CELL;
    if (at->per_row >= GRID_PER_ROW)
        cells -= draw_part_counts(c, v, row, at->col + cells, part) + 2;
    snprintf(text, sizeof text, _("Part %u: %s"), part + 1,
             c->flow.lang == CLIENT_EN ? p->title_en : p->title_vi);
    canvas_text_cut(v, row, at->col, cells, CANVAS_TITLE, text);
}

/* The first row shown, so that the question is in sight. */
static int first_row(const struct grid_row *row, int n, const struct screens_grid_view *at)
{
    int first = grid_row_of(row, n, at->question) - at->rows / 2;
    if (first > n - at->rows)
        first = n - at->rows;
    return first < 0 ? 0 : first;
}

static void draw_row(const struct client *c, struct canvas *v, const struct screens_grid_view *at,
                     const struct grid_row *r, int row)
{
    for (unsigned k = 0; k < r->count; k++)
        draw_number(c, v, at, &(struct screens_cell){row, at->col + (int)k * CELL, r->first + k});
    if (r->kind == GRID_PART)
        draw_part(c, v, row, at, r->part);
    else if (r->kind == GRID_COUNTS)
        draw_part_counts(c, v, row, at->col + (int)at->per_row * CELL, r->part);
}

int screens_grid(const struct client *c, struct canvas *v, const struct screens_grid_view *at)
{
    struct grid_row row[GRID_ROWS_MAX];
    int n = grid_rows(flow_paper(c), at->per_row, row), first = first_row(row, n, at),
        shown = n - first < at->rows ? n - first : at->rows;
    for (int i = 0; i < shown; i++) {
        struct grid_row r = row[first + i];
        bool is_head_above = r.kind == GRID_QUESTIONS || r.kind == GRID_COUNTS;
        if (i == 0 && is_head_above) /* told all the same */
            r = (struct grid_row){.kind = GRID_PART, .part = r.part};
        draw_row(c, v, at, &r, at->row + i);
    }
    int side = at->col + (int)at->per_row * CELL, line = grid_row_of(row, n, at->question);
    if (first > 0) /* beside the first numbers: at the end of a head stand its counts */
        canvas_text(v, at->row + 1, side, 1, CANVAS_WARNING, canvas_glyph(v, CANVAS_GLYPH_UP));
    if (first + shown < n)
        canvas_text(v, at->row + shown - 1, side, 1, CANVAS_WARNING,
                    canvas_glyph(v, CANVAS_GLYPH_DOWN));
    v->page_lines = at->rows;
    canvas_cursor(v, at->row + line - first,
                  at->col + (int)(at->question - row[line].first) * CELL + 3);
    return at->row + shown;
}
