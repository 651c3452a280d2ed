#include "app/tui/term/painter.h"

#include "app/core/utf8.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

enum {
    GAP_BYTES = 4,  /* unchanged text so short is sent again rather than jumped over */
    LINES_DOWN = 3, /* rows so few are gone down by line feeds */
    RUN_CELLS = 12  /* blanks from which clearing and moving on is shorter than writing them */
};

/* ---- the description ---- */

/* A string of the description without what is for slow paper terminals ($<5>), and without the
 * switch to the line-drawing letters, which are never used here. */
static void describe(const char *name, char out[PAINTER_SEQUENCE_ROOM])
{
    const char *from = tigetstr(name);
    size_t n = 0;
    out[0] = '\0';
    if (!from || from == (char *)-1)
        return;
    while (*from && n + 1 < PAINTER_SEQUENCE_ROOM) {
        const char *pause_end = strncmp(from, "$<", 2) == 0 ? strchr(from, '>') : NULL;
        if (pause_end)
            from = pause_end + 1;
        else if (strncmp(from, "\033(B", 3) == 0)
            from += 3;
        else if (*from == '\017')
            from++;
        else
            out[n++] = *from++;
    }
    out[*from ? 0 : n] = '\0';
}

void painter_describe(struct painter_terminal *out)
{
    static const char *const NAMES[PAINTER_SEQUENCES] = {"cup", "cuf",   "hpa",  "clear", "el",
                                                         "ech", "sgr0",  "bold", "dim",   "smul",
                                                         "rev", "setaf", "setab"};
    enum { NO_UNDERLINE = 2, NO_DIM = 16 };
    for (int i = 0; i < PAINTER_SEQUENCES; i++)
        describe(NAMES[i], out->sequence[i]);
    int excluded = tigetnum("ncv"); /* bits of what it can't show beside colours */
    if (excluded > 0 && excluded & NO_DIM)
        out->sequence[PAINTER_DIM][0] = '\0';
    if (excluded > 0 && excluded & NO_UNDERLINE)
        out->sequence[PAINTER_UNDERLINE][0] = '\0';
    out->clears_in_colour = tigetflag("bce") > 0;
    out->scrolls_at_end = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
}

void painter_use_theme(struct painter *p, enum term_theme theme)
{
    bool has_colours =
        p->terminal.sequence[PAINTER_FOREGROUND][0] && p->terminal.sequence[PAINTER_BACKGROUND][0];
    for (int role = 0; role < CANVAS_ROLES; role++)
        p->look[role] = theme_look(has_colours ? theme : TERM_MONO, (enum canvas_role)role);
}

/* ---- bytes ---- */

static void flush(struct painter *p)
{
    if (p->len)
        p->send(p->context, p->out, p->len);
    p->len = 0;
}

static void put(struct painter *p, const char *bytes, size_t len)
{
    if (p->len + len > sizeof p->out)
        flush(p);
    if (len > sizeof p->out)
        return;
    memcpy(p->out + p->len, bytes, len);
    p->len += len;
}

static void put_sequence(struct painter *p, enum painter_sequence which)
{
    put(p, p->terminal.sequence[which], strlen(p->terminal.sequence[which]));
}

static void put_with(struct painter *p, enum painter_sequence which, int a, int b)
{
    const char *bytes = tparm(p->terminal.sequence[which], a, b, 0, 0, 0, 0, 0, 0, 0);
    if (bytes)
        put(p, bytes, strlen(bytes));
}

/* ---- looks ---- */

static const struct look *look_of(const struct painter *p, const struct canvas_cell *cell)
{
    return &p->look[cell->role];
}

static bool is_same_look(const struct look *a, const struct look *b)
{
    return a->fg == b->fg && a->bg == b->bg && a->attr == b->attr;
}

/* A blank of which nothing is seen but its ground. */
static bool is_bare(const struct painter *p, const struct canvas_cell *cell)
{
    return cell->cp == ' ' && !look_of(p, cell)->attr;
}

static bool is_same_cell(const struct painter *p, const struct canvas_cell *a,
                         const struct canvas_cell *b)
{
    const struct look *x = look_of(p, a), *y = look_of(p, b);
    if (a->cp != b->cp)
        return false;
    return is_same_look(x, y) || (is_bare(p, a) && is_bare(p, b) && x->bg == y->bg);
}

/* A blank that the terminal can clear to instead of writing it. */
static bool is_clearable(const struct painter *p, const struct canvas_cell *cell)
{
    return is_bare(p, cell) &&
           (p->terminal.clears_in_colour || look_of(p, cell)->bg == LOOK_DEFAULT);
}

/* Sequences for looks as one: "\033[0;1m" for "\033[m" and "\033[1m". What is of another form is
 * sent as it is. */
struct sgr {
    char bytes[PAINTER_SEQUENCES * PAINTER_SEQUENCE_ROOM];
    size_t len;
};

static void add_sgr(struct sgr *s, const char *bytes)
{
    size_t len = bytes ? strlen(bytes) : 0;
    bool can_join = s->len >= 3 && s->bytes[s->len - 1] == 'm' && len >= 3 &&
                    strncmp(bytes, "\033[", 2) == 0 && bytes[len - 1] == 'm';
    if (len == 0 || s->len + len + 2 > sizeof s->bytes)
        return;
    if (can_join) {
        if (s->bytes[s->len - 2] == '[') /* nothing stands for 0 */
            s->bytes[s->len++ - 1] = '0';
        s->bytes[s->len - 1] = ';';
        bytes += 2;
        len -= 2;
    }
    memcpy(s->bytes + s->len, bytes, len);
    s->len += len;
}

static void add_colour(struct sgr *s, const struct painter *p, enum painter_sequence which, int n)
{
    add_sgr(s, tparm(p->terminal.sequence[which], n, 0, 0, 0, 0, 0, 0, 0, 0));
}

static void set_look(struct painter *p, const struct look *to)
{
    static const enum painter_sequence ATTRS[] = {PAINTER_BOLD, PAINTER_DIM, PAINTER_UNDERLINE,
                                                  PAINTER_REVERSE};
    struct sgr s = {.len = 0};
    bool is_less = p->now.attr & ~to->attr, loses_fg = to->fg < 0 && p->now.fg >= 0,
         loses_bg = to->bg < 0 && p->now.bg >= 0;
    if (is_less || loses_fg || loses_bg) {
        add_sgr(&s, p->terminal.sequence[PAINTER_PLAIN]);
        p->now = (struct look){LOOK_DEFAULT, LOOK_DEFAULT, 0};
    }
    for (unsigned i = 0; i < sizeof ATTRS / sizeof ATTRS[0]; i++)
        if (to->attr & ~p->now.attr & 1u << i)
            add_sgr(&s, p->terminal.sequence[ATTRS[i]]);
    if (to->fg != p->now.fg)
        add_colour(&s, p, PAINTER_FOREGROUND, to->fg);
    if (to->bg != p->now.bg)
        add_colour(&s, p, PAINTER_BACKGROUND, to->bg);
    put(p, s.bytes, s.len);
    p->now = *to;
}

/* What is set may stay for a blank, where it does not show. */
static void set_look_for(struct painter *p, const struct canvas_cell *cell)
{
    const struct look *to = look_of(p, cell);
    bool does_not_show = is_bare(p, cell) && p->now.bg == to->bg && !p->now.attr;
    if (!does_not_show)
        set_look(p, to);
}

/* ---- cells ---- */

/* The bytes of the cells from the cursor up to col, when all of them look as what is set and are
 * few: 0 otherwise. */
static size_t gap_bytes(const struct painter *p, const struct canvas_cell *row, int col,
                        char out[4 * GAP_BYTES])
{
    size_t n = 0;
    for (int i = p->col; i < col; i++) {
        if (row[i].cp == 0 || !is_same_look(look_of(p, &row[i]), &p->now))
            return 0;
        n += utf8_encode(row[i].cp, out + n);
        if (n > GAP_BYTES)
            return 0;
    }
    return n;
}

/* By the way with the fewest bytes. Behind a letter in the last column nobody knows which row the
 * cursor is in: then only the way by row and column is sure. */
static void move_to(struct painter *p, const struct canvas_cell *cells, int row, int col)
{
    char gap[4 * GAP_BYTES + 4];
    if (p->row == row && p->col == col)
        return;
    bool is_sure = p->row >= 0 && p->col < p->cols, is_in_row = is_sure && p->row == row;
    bool is_ahead = is_in_row && p->col < col;
    int down = row - p->row;
    size_t bytes = is_ahead && cells ? gap_bytes(p, cells, col, gap) : 0;
    if (bytes)
        put(p, gap, bytes);
    else if (is_sure && col == 0 && down >= 0 && down <= LINES_DOWN)
        put(p, "\r\n\n\n", 1 + (size_t)down);
    else if (is_ahead && p->terminal.sequence[PAINTER_FORWARD][0])
        put_with(p, PAINTER_FORWARD, col - p->col, 0);
    else if (is_in_row && p->terminal.sequence[PAINTER_COLUMN][0])
        put_with(p, PAINTER_COLUMN, col, 0);
    else
        put_with(p, PAINTER_MOVE, row, col);
    p->row = row;
    p->col = col;
}

/* Writes the cell at the cursor; returns its columns. */
static int put_cell(struct painter *p, const struct canvas_cell *cell, bool is_wide)
{
    char bytes[4];
    int width = is_wide ? 2 : 1;
    set_look_for(p, cell);
    put(p, bytes, utf8_encode(cell->cp, bytes));
    p->col += width;
    return width;
}

/* Where the blanks begin that reach to the end of the row and are cleared together. */
static int find_tail(const struct painter *p, const struct canvas_cell *row)
{
    int tail = p->cols;
    const struct canvas_cell *last = &row[p->cols - 1];
    if (!p->terminal.sequence[PAINTER_CLEAR_TO_END][0] || !is_clearable(p, last))
        return tail;
    while (tail > 0 && is_clearable(p, &row[tail - 1]) &&
           look_of(p, &row[tail - 1])->bg == look_of(p, last)->bg)
        tail--;
    return tail;
}

/* How many blanks of one ground follow from col on. */
static int run_of_blanks(const struct painter *p, const struct canvas_cell *row, int col)
{
    int n = 0;
    if (!p->terminal.sequence[PAINTER_CLEAR_CELLS][0])
        return 0;
    while (col + n < p->cols && is_clearable(p, &row[col + n]) &&
           look_of(p, &row[col + n])->bg == look_of(p, &row[col])->bg)
        n++;
    return n;
}

/* Makes one cell that differs, and what can be made with it, right; returns the columns that are
 * right then. */
static int paint_from(struct painter *p, const struct canvas_cell *cells, int row, int col,
                      int tail)
{
    const struct canvas_cell *cell = &cells[col];
    int run = col < tail ? run_of_blanks(p, cells, col) : p->cols - col;
    bool is_wide = col + 1 < p->cols && cells[col + 1].cp == 0;
    if (cell->cp == 0) /* the half of a letter that is not there */
        return 1;
    move_to(p, cells, row, col);
    if (col >= tail) {
        set_look_for(p, cell);
        put_sequence(p, PAINTER_CLEAR_TO_END);
        return run;
    }
    if (run >= RUN_CELLS) {
        set_look_for(p, cell);
        put_with(p, PAINTER_CLEAR_CELLS, run, 0);
        return run;
    }
    return put_cell(p, cell, is_wide);
}

static void paint_row(struct painter *p, const struct canvas *v, int row)
{
    const struct canvas_cell *cells = v->cell + (size_t)row * (size_t)v->cols;
    struct canvas_cell *glass = p->glass + (size_t)row * (size_t)v->cols;
    if (memcmp(cells, glass, (size_t)p->cols * sizeof *glass) == 0)
        return; /* most rows at most keys */
    bool is_last = row == p->rows - 1 && p->terminal.scrolls_at_end;
    int tail = find_tail(p, cells), end = is_last ? p->cols - 1 : p->cols;
    for (int col = 0; col < end;) {
        bool is_wide = col + 1 < p->cols && cells[col + 1].cp == 0;
        bool is_right = is_same_cell(p, &cells[col], &glass[col]) &&
                        (!is_wide || is_same_cell(p, &cells[col + 1], &glass[col + 1]));
        col += is_right ? 1 : paint_from(p, cells, row, col, tail);
    }
    memcpy(glass, cells, (size_t)p->cols * sizeof *glass);
}

/* An empty glass of the canvas's size. False: no memory. */
static bool begin_anew(struct painter *p, const struct canvas *v)
{
    size_t n = (size_t)v->rows * (size_t)v->cols;
    if (v->rows != p->rows || v->cols != p->cols || !p->glass) {
        free(p->glass);
        p->glass = calloc(n, sizeof *p->glass);
        p->rows = v->rows;
        p->cols = v->cols;
    }
    if (!p->glass)
        return false;
    put_sequence(p, PAINTER_PLAIN);
    p->now = (struct look){LOOK_DEFAULT, LOOK_DEFAULT, 0};
    if (p->terminal.clears_in_colour)
        set_look(p, &p->look[CANVAS_PLAIN]);
    put_sequence(p, PAINTER_CLEAR);
    /* where clearing leaves the terminal's own ground, no cell is what is wanted */
    bool is_right = p->now.bg == p->look[CANVAS_PLAIN].bg;
    for (size_t i = 0; i < n; i++)
        p->glass[i] = (struct canvas_cell){is_right ? ' ' : UINT32_MAX, CANVAS_PLAIN};
    p->row = -1;
    p->is_known = true;
    return true;
}

void painter_show(struct painter *p, const struct canvas *v)
{
    bool is_other_size = v->rows != p->rows || v->cols != p->cols;
    if ((is_other_size || !p->is_known) && !begin_anew(p, v))
        return;
    for (int row = 0; row < v->rows; row++)
        paint_row(p, v, row);
    move_to(p, NULL, v->cursor_row, v->cursor_col);
    flush(p);
}

void painter_forget(struct painter *p)
{
    p->is_known = false;
}

void painter_free(struct painter *p)
{
    free(p->glass);
    p->glass = NULL;
}
