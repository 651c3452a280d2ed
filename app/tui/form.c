#include "app/tui/form.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

/* ---- judged ---- */

static void judge_row(struct tui_form *f, int i)
{
    struct tui_form_row *r = &f->row[i];
    r->said[0] = '\0';
    r->state = f->judge && !r->is_hidden ? f->judge(f->context, f, i, r->said) : TUI_FORM_RIGHT;
}

void tui_form_judge(struct tui_form *f)
{
    for (int i = 0; i < f->rows; i++)
        judge_row(f, i);
}

/* ---- changed ---- */

static uint64_t mix(uint64_t sum, unsigned char byte)
{
    return (sum ^ byte) * UINT64_C(0x100000001b3);
}

static uint64_t sum_of(const struct tui_form *f)
{
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    for (int i = 0; i < f->rows; i++) {
        const struct tui_form_row *r = &f->row[i];
        for (const char *at = r->input.text; *at; at++)
            sum = mix(sum, (unsigned char)*at);
        sum = mix(mix(sum, '\0'), r->is_on);
    }
    return sum;
}

void tui_form_keep(struct tui_form *f)
{
    f->kept = sum_of(f);
}

bool tui_form_is_changed(const struct tui_form *f)
{
    return sum_of(f) != f->kept;
}

/* What is not yet right is not yet wrong where it is being typed. */
static bool is_shown_wrong(const struct tui_form_row *r)
{
    return r->state == TUI_FORM_WRONG || (r->state == TUI_FORM_OPEN && r->was_left);
}

int tui_form_find_wrong(struct tui_form *f)
{
    for (int i = 0; i < f->rows; i++)
        if (f->row[i].state != TUI_FORM_RIGHT) {
            f->row[i].was_left = true;
            f->at = i;
            return i;
        }
    return -1;
}

const char *tui_form_said(const struct tui_form *f)
{
    return f->rows ? f->row[f->at].said : "";
}

/* ---- keys ---- */

/* The next row in sight in that direction; -1 for none. */
static int next_row(const struct tui_form *f, int step)
{
    int to = f->at + step;
    while (to >= 0 && to < f->rows && f->row[to].is_hidden)
        to += step;
    return to < f->rows ? to : -1;
}

static void go(struct tui_form *f, int step)
{
    int to = next_row(f, step);
    if (to < 0)
        return;
    f->row[f->at].was_left = true;
    f->at = to;
}

/* The next word of a choice, or the one before. */
static bool choose(struct tui_form_row *r, int step)
{
    int n = 0, at = -1;
    for (; r->choice && r->choice[n]; n++)
        if (strcmp(r->choice[n], r->input.text) == 0)
            at = n;
    if (n == 0)
        return false;
    at = at < 0 ? 0 : (at + step + n) % n;
    tui_input_set(&r->input, r->choice[at]);
    return true;
}

/* 1: to the next row, -1: to the one before, 0: it is no key for that. */
static int way_of(const struct keypress *key)
{
    switch (key->kind) {
    case KEYPRESS_DOWN:
    case KEYPRESS_TAB: return 1;
    case KEYPRESS_UP:
    case KEYPRESS_BACK_TAB: return -1;
    default: return 0;
    }
}

static bool change_row(struct tui_form_row *r, const struct keypress *key)
{
    if (r->kind == TUI_FORM_TEXT)
        return tui_input_key(&r->input, key);
    if (r->kind == TUI_FORM_CHOICE)
        return (key->kind == KEYPRESS_LEFT && choose(r, -1)) ||
               (key->kind == KEYPRESS_RIGHT && choose(r, 1));
    if (key->kind != KEYPRESS_CHAR || key->cp != ' ')
        return false;
    r->is_on = !r->is_on;
    return true;
}

enum tui_form_came tui_form_key(struct tui_form *f, const struct keypress *key)
{
    if (f->rows == 0)
        return TUI_FORM_NOTHING;
    struct tui_form_row *r = &f->row[f->at];
    if (way_of(key)) {
        go(f, way_of(key));
        return TUI_FORM_TAKEN;
    }
    if (key->kind == KEYPRESS_ENTER) {
        if (r->kind == TUI_FORM_CHOICE || r->has_list)
            return TUI_FORM_ASKS;
        bool is_last = next_row(f, 1) < 0;
        go(f, 1);
        return is_last ? TUI_FORM_LAST : TUI_FORM_TAKEN;
    }
    if (!change_row(r, key))
        return TUI_FORM_NOTHING;
    tui_form_judge(f); /* one row may be judged by another */
    return TUI_FORM_TAKEN;
}

/* ---- told ---- */

const char *tui_form_value(const struct tui_form_row *row)
{
    if (row->kind == TUI_FORM_FLAG)
        return row->is_on ? _("yes") : _("no");
    return row->kind == TUI_FORM_CHOICE && row->shown ? row->shown : row->input.text;
}

/* ---- drawn ---- */

static void draw_value(struct canvas *v, int row, int col, int cells, const struct tui_form_row *r,
                       bool has_focus)
{
    if (r->kind == TUI_FORM_TEXT && (has_focus || !r->shown)) {
        tui_input_draw(v, row, col, cells, &r->input, has_focus);
        return;
    }
    if (r->kind == TUI_FORM_FLAG)
        canvas_text(v, row, col, cells, CANVAS_FIELD, r->is_on ? "[x]" : "[ ]");
    else
        canvas_text_cut(v, row, col, cells, CANVAS_FIELD,
                        r->shown           ? r->shown
                        : r->input.text[0] ? r->input.text
                                           : "_");
    if (has_focus)
        canvas_cursor(v, row, col);
}

/* As wide as the longest label wants, within what leaves room for the values. */
static int label_cells(const struct tui_form *f)
{
    int cells = TUI_FORM_LABEL;
    for (int i = 0; i < f->rows; i++) {
        int wants = f->row[i].is_hidden ? 0 : text_width(f->row[i].label) + 1;
        cells = wants > cells ? wants : cells;
    }
    return cells < TUI_FORM_LABEL_MAX ? cells : TUI_FORM_LABEL_MAX;
}

/* ---- tall rows: what is said of them stands below ---- */

/* ---- what is said of a row ---- */

enum { SAID_INDENT = 2 /* behind the sign of a fault */, SAID_LINES = 3 };

static int said_lines(const struct tui_form_row *r, int room)
{
    struct text_line none;
    size_t n = text_wrap(r->said, room - SAID_INDENT, &none, 0);
    return n < SAID_LINES ? (int)n : SAID_LINES;
}

/* A name in a path's place is read whole. */
static bool is_name_too_wide(const struct tui_form_row *r)
{
    return r->is_long && r->kind == TUI_FORM_CHOICE && r->shown &&
           text_width(r->shown) > TUI_FORM_WIDTH;
}

/* It has no room beside the value. Where the form has none for it below, either, only a fault, a
 * warning ("! …") and what is said of the row under the cursor stand there. */
static bool is_said_below(const struct tui_form *f, int i, int room)
{
    const struct tui_form_row *r = &f->row[i];
    int left = room - TUI_FORM_WIDTH - 1 - SAID_INDENT;
    bool is_warning = r->said[0] == '!',
         has_place = !f->is_tight || is_shown_wrong(r) || is_warning || i == f->at;
    return has_place && r->said[0] && left > 0 &&
           (text_width(r->said) > left || is_name_too_wide(r));
}

/* What is said of it has no place, neither beside it nor below: its value has the whole row. */
static bool is_unsaid(const struct tui_form *f, int i, int room)
{
    const struct tui_form_row *r = &f->row[i];
    int left = room - TUI_FORM_WIDTH - 1 - SAID_INDENT;
    return r->is_long && f->is_tight && i != f->at && !is_shown_wrong(r) &&
           (text_width(r->said) > left || is_name_too_wide(r));
}

/* In lines of its own, broken between words. */
static void draw_said(struct canvas *v, int row, int col, int room, int lines,
                      const struct tui_form_row *r)
{
    enum canvas_role role = is_shown_wrong(r) ? CANVAS_DANGER : CANVAS_DIM;
    struct text_line line[SAID_LINES];
    size_t n = text_wrap(r->said, room - SAID_INDENT, line, SAID_LINES);
    if (role == CANVAS_DANGER && lines > 0)
        canvas_text(v, row, col, SAID_INDENT, role, "x");
    for (int k = 0; k < lines && (size_t)k < n; k++)
        canvas_textn(v, row + k, col + SAID_INDENT, room - SAID_INDENT, role, line[k].start,
                     line[k].len);
}

/* Lines of one; is_open: all of its text is shown. */
static int lines_of(const struct tui_form *f, int i, int cells, bool is_open)
{
    const struct tui_form_row *r = &f->row[i];
    int heading = r->heading != NULL;
    if (r->is_hidden)
        return 0;
    if (!r->is_tall)
        return 1 + heading + (is_said_below(f, i, cells) ? said_lines(r, cells) : 0);
    return heading + (is_open ? tui_input_lines(&r->input, cells) : 1) +
           (is_shown_wrong(r) ? said_lines(r, cells) : 0);
}

enum { HINT_INDENT = 1 /* the cursor's place */ };
enum { ROWS_MAX = 64 /* beyond them none but that of the cursor is open */ };

/* Which tall rows are open: that of the cursor, then the others in order while there is room. True:
 * all are. */
static bool choose_open(const struct tui_form *f, int height, int cells, bool open[ROWS_MAX])
{
    int lines = 0, closed = 0;
    for (int i = 0; i < f->rows; i++)
        lines += lines_of(f, i, cells, i == f->at);
    for (int i = 0; i < f->rows && i < ROWS_MAX; i++) {
        int more = lines_of(f, i, cells, true) - lines_of(f, i, cells, i == f->at);
        open[i] = lines + more <= height || i == f->at;
        lines += open[i] ? more : 0;
        closed += !open[i];
    }
    return closed == 0 && f->rows <= ROWS_MAX && lines <= height;
}

/* In one line: where the text was broken, a blank. */
static void draw_short(struct canvas *v, int row, int col, int cells, const struct tui_form_row *r)
{
    char line[TUI_INPUT_MAX];
    size_t n = strlen(r->input.text);
    for (int i = 0; i < cells; i++)
        canvas_text(v, row, col + i, 1, CANVAS_FIELD, "_");
    for (size_t i = 0; i <= n; i++)
        line[i] = r->input.text[i] == '\n' ? ' ' : r->input.text[i];
    canvas_text_cut(v, row, col, cells, CANVAS_FIELD, line);
}

/* What is said of one that is empty, and no fault, stands in its place. */
static void draw_open(struct canvas *v, int row, int col, int cells, int lines,
                      const struct tui_form_row *r, bool has_focus)
{
    tui_input_draw_lines(v, row, col, cells, lines, &r->input, has_focus);
    int cursor_row = v->cursor_row, cursor_col = v->cursor_col;
    if (r->input.text[0] || !r->said[0] || r->state != TUI_FORM_RIGHT)
        return;
    canvas_text_cut(v, row, col + HINT_INDENT, cells - HINT_INDENT, CANVAS_DIM, r->said);
    canvas_cursor(v, cursor_row, cursor_col);
}

static void draw_tall(struct canvas *v, int row, int col, int cells, int label, int lines,
                      const struct tui_form_row *r, bool is_open, bool has_focus)
{
    int value = col + 2 + label, room = cells - 2 - label,
        said = is_shown_wrong(r) ? said_lines(r, room) : 0;
    canvas_text(v, row, col, 2, CANVAS_PLAIN,
                has_focus ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
    canvas_text_cut(v, row, col + 2, label - 1, CANVAS_PLAIN, r->label);
    if (is_open)
        draw_open(v, row, value, room, lines - said, r, has_focus);
    else
        draw_short(v, row, value, room, r);
    if (said)
        draw_said(v, row + lines - said, value, room, said, r);
}

static void draw_row(struct canvas *v, int row, int col, int cells, int label, int lines,
                     const struct tui_form *f, int i)
{
    const struct tui_form_row *r = &f->row[i];
    int value = col + 2 + label, room = cells - 2 - label;
    bool is_below = is_said_below(f, i, room), wrong = is_shown_wrong(r),
         is_unseen = is_unsaid(f, i, room),
         is_whole = r->is_long && (!r->said[0] || is_below || is_unseen);
    int width = room < TUI_FORM_WIDTH || is_whole ? room : TUI_FORM_WIDTH, said = value + width + 1;
    canvas_text(v, row, col, 2, CANVAS_PLAIN,
                i == f->at ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
    canvas_text_cut(v, row, col + 2, label - 1, CANVAS_PLAIN, r->label);
    draw_value(v, row, value, width, r, i == f->at);
    if (is_below) {
        draw_said(v, row + 1, value, room, lines - 1, r);
        return;
    }
    if (is_unseen)
        return;
    if (wrong)
        canvas_text(v, row, said, 2, CANVAS_DANGER, "x");
    if (r->said[0])
        canvas_text_cut(v, row, said + 2, col + cells - said - 2,
                        wrong ? CANVAS_DANGER : CANVAS_DIM, r->said);
}

/* Lines of the rows from first to before end. */
static int lines_from(const struct tui_form *f, int first, int end, int cells,
                      const bool open[ROWS_MAX])
{
    int lines = 0;
    for (int i = first; i < end; i++)
        lines += lines_of(f, i, cells, i == f->at || (i < ROWS_MAX && open[i]));
    return lines;
}

/* The first in sight, so that the row under the cursor is; no line stays empty behind the last. */
static void scroll(struct tui_form *f, int height, int cells, const bool open[ROWS_MAX])
{
    if (f->at < f->first)
        f->first = f->at;
    while (f->first < f->at && lines_from(f, f->first, f->at + 1, cells, open) > height)
        f->first++;
    while (f->first > 0 && lines_from(f, f->first - 1, f->rows, cells, open) <= height)
        f->first--;
}

enum { TOLD_HEIGHT = 5 /* in less the rows want every line */ };

/* Rows that are part of the form, of those from first to before end. */
static int count_rows(const struct tui_form *f, int first, int end)
{
    int n = 0;
    for (int i = first; i < end; i++)
        n += !f->row[i].is_hidden;
    return n;
}

/* Which rows are out of sight, in a line below the others, and under what heading they stand. */
static void draw_unseen(struct canvas *v, const struct tui_form *f, int row, int col, int cells,
                        int end)
{
    int above = count_rows(f, 0, f->first), below = count_rows(f, end, f->rows);
    const char *heading = NULL;
    char up[64] = "", down[64] = "", line[320];
    for (int i = end; i < f->rows && !heading; i++)
        heading = f->row[i].is_hidden ? NULL : f->row[i].heading;
    if (above)
        snprintf(up, sizeof up, _("↑ %d more above"), above);
    if (below)
        snprintf(down, sizeof down, _("↓ %d more below"), below);
    snprintf(line, sizeof line, "%s%s%s%s%s", up, above && below ? " · " : "", down,
             heading ? " · " : "", heading ? heading : "");
    canvas_text_cut(v, row, col, cells, CANVAS_DIM, line);
}

/* Row i, its heading above it, in `lines`. */
static void draw_one(struct canvas *v, const struct tui_form *f, int i, int row, int col, int cells,
                     int lines, bool is_open)
{
    const struct tui_form_row *r = &f->row[i];
    int label = label_cells(f);
    if (r->heading && lines > 1) {
        canvas_text_cut(v, row++, col + 2, cells - 2, CANVAS_DIM, r->heading);
        lines--;
    }
    if (r->is_tall)
        draw_tall(v, row, col, cells, label, lines, r, is_open, i == f->at);
    else
        draw_row(v, row, col, cells, label, lines, f, i);
}

void tui_form_draw(struct canvas *v, struct tui_form *f, int row, int col, int height, int cells)
{
    bool open[ROWS_MAX] = {false};
    int room = cells - 2 - label_cells(f), i = 0;
    f->is_tight = false;
    f->is_tight = !choose_open(f, height, room, open);
    bool is_whole = !f->is_tight || choose_open(f, height, room, open);
    bool is_told = !is_whole && height >= TOLD_HEIGHT;
    if (is_whole)
        f->first = 0;
    else if (is_told)
        choose_open(f, --height, room, open);
    scroll(f, height, room, open);
    i = f->first;
    for (int k = 0; k < height && i < f->rows; i++) {
        bool is_open = i == f->at || (i < ROWS_MAX && open[i]);
        int lines = lines_of(f, i, room, is_open), left = height - k;
        lines = lines < left ? lines : left;
        if (lines)
            draw_one(v, f, i, row + k, col, cells, lines, is_open);
        k += lines;
    }
    if (is_told)
        draw_unseen(v, f, row + height, col + 2, cells - 2, i);
}
