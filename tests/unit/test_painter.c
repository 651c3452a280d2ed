/* The painter: whatever pictures follow each other, the glass shows the last one; and no more bytes
 * than that takes. The glass is libvterm's. */
#include "app/tui/term/painter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <vterm.h>

#include <curses.h>
#include <term.h>

enum { PICTURES = 1500, ROWS_MOST = 12, COLUMNS_MOST = 60 };

struct rig {
    struct painter painter;
    VTerm *vt;
    VTermScreen *screen;
    size_t sent;
};

static uint64_t seed = 88172645463325252u;

static unsigned any(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 11) % n;
}

static void receive(void *context, const char *bytes, size_t len)
{
    struct rig *r = context;
    vterm_input_write(r->vt, bytes, len);
    r->sent += len;
}

static void begin(struct rig *r, const char *term, enum term_theme theme, int rows, int cols)
{
    int status;
    memset(r, 0, sizeof *r);
    r->vt = vterm_new(rows, cols);
    vterm_set_utf8(r->vt, 1);
    r->screen = vterm_obtain_screen(r->vt);
    vterm_screen_reset(r->screen, 1);
    r->painter.send = receive;
    r->painter.context = r;
    assert_int_equal(setupterm(term, 1, &status), OK);
    painter_describe(&r->painter.terminal);
    del_curterm(cur_term);
    painter_use_theme(&r->painter, theme);
}

static void end(struct rig *r)
{
    painter_free(&r->painter);
    vterm_free(r->vt);
}

static int number_of(const VTermColor *c, bool is_ground)
{
    bool is_default = is_ground ? VTERM_COLOR_IS_DEFAULT_BG(c) : VTERM_COLOR_IS_DEFAULT_FG(c);
    return is_default ? LOOK_DEFAULT : c->indexed.idx;
}

/* Where a letter is seen, all of its look counts; of a blank its ground, and what is drawn on it.
 * libvterm knows no dim letters. */
static void assert_cell(const struct rig *r, const struct canvas *v, int row, int col)
{
    const struct canvas_cell *want = &v->cell[row * v->cols + col];
    const struct look *look = &r->painter.look[want->role];
    VTermScreenCell got;
    vterm_screen_get_cell(r->screen, (VTermPos){row, col}, &got);
    if (want->cp == 0)
        return;
    uint32_t cp = got.chars[0] ? got.chars[0] : ' ';
    bool is_reverse = look->attr & LOOK_REVERSE, is_under = look->attr & LOOK_UNDERLINE;
    if (cp != want->cp || is_reverse != got.attrs.reverse || is_under != !!got.attrs.underline)
        fail_msg("row %d column %d: U+%04X, want U+%04X", row, col, cp, want->cp);
    assert_int_equal(number_of(&got.bg, true), look->bg);
    if (want->cp == ' ')
        return;
    assert_int_equal(number_of(&got.fg, false), look->fg);
    assert_int_equal(got.attrs.bold, !!(look->attr & LOOK_BOLD));
}

static void assert_shown(const struct rig *r, const struct canvas *v)
{
    VTermPos at;
    for (int row = 0; row < v->rows; row++)
        for (int col = 0; col < v->cols; col++)
            assert_cell(r, v, row, col);
    vterm_state_get_cursorpos(vterm_obtain_state(r->vt), &at);
    assert_int_equal(at.row, v->cursor_row);
    assert_int_equal(at.col, v->cursor_col);
}

/* Words, blanks, bars and letters of two columns, here and there. */
static void scribble(struct canvas *v)
{
    static const char *const TEXTS[] = {
        "a", "Nghiệm thu", "24 tháng", " ", "  x  ", "作業", "───", "                         "};
    for (unsigned i = any(6); i > 0; i--)
        canvas_text(v, (int)any((unsigned)v->rows), (int)any((unsigned)v->cols),
                    (int)any(COLUMNS_MOST), (enum canvas_role)any(CANVAS_ROLES), TEXTS[any(8)]);
    if (any(3) == 0)
        canvas_fill(v, (int)any((unsigned)v->rows), (int)any((unsigned)v->cols),
                    (int)any(COLUMNS_MOST), (enum canvas_role)any(CANVAS_ROLES));
    if (any(9) == 0)
        canvas_clear(v);
    canvas_cursor(v, (int)any((unsigned)v->rows), (int)any((unsigned)v->cols));
}

/* A letter of two columns half written over is no letter: canvases of screens have none. */
static void mend_halves(struct canvas *v)
{
    for (int i = 0; i < v->rows * v->cols; i++) {
        bool is_half = v->cell[i].cp == 0, is_wide = v->cell[i].cp > 0x2FFF;
        bool has_left = i % v->cols > 0 && v->cell[i - 1].cp > 0x2FFF;
        bool has_right = i % v->cols + 1 < v->cols && v->cell[i + 1].cp == 0;
        if ((is_half && !has_left) || (is_wide && !has_right))
            v->cell[i].cp = '?';
        else if (is_half)
            v->cell[i].role = v->cell[i - 1].role;
    }
}

static void try_pictures(const char *term, enum term_theme theme, unsigned pictures)
{
    struct rig r;
    struct canvas v;
    int rows = 2 + (int)any(ROWS_MOST - 2), cols = 5 + (int)any(COLUMNS_MOST - 5);
    begin(&r, term, theme, rows, cols);
    assert_true(canvas_init(&v, rows, cols));
    for (unsigned i = 0; i < pictures; i++) {
        scribble(&v);
        mend_halves(&v);
        if (any(50) == 0)
            painter_forget(&r.painter);
        painter_show(&r.painter, &v);
        assert_shown(&r, &v);
    }
    canvas_free(&v);
    end(&r);
}

static void the_glass_shows_the_last_picture(void **state)
{
    static const char *const TERMS[] = {"xterm-256color", "linux", "tmux-256color", "vt100",
                                        "vt220"};
    (void)state;
    for (size_t i = 0; i < sizeof TERMS / sizeof TERMS[0]; i++)
        for (int theme = 0; theme < TERM_THEMES; theme++)
            for (int size = 0; size < 3; size++)
                try_pictures(TERMS[i], (enum term_theme)theme, PICTURES / 15);
}

/* The bytes of the change from one row to another. */
static size_t bytes_of(struct rig *r, struct canvas *v, enum canvas_role role, const char *text)
{
    canvas_clear(v);
    canvas_text(v, 3, 4, v->cols, role, text);
    canvas_fill(v, 3, 2, 50, role);
    canvas_cursor(v, 3, 4);
    r->sent = 0;
    painter_show(&r->painter, v);
    return r->sent;
}

static void only_what_changed_is_sent(void **state)
{
    struct rig r;
    struct canvas v;
    (void)state;
    begin(&r, "xterm-256color", TERM_DARK, 24, 80);
    assert_true(canvas_init(&v, 24, 80));
    bytes_of(&r, &v, CANVAS_PLAIN, "Nghiệm thu công việc");
    assert_int_equal(bytes_of(&r, &v, CANVAS_PLAIN, "Nghiệm thu công việc"), 0);
    assert_in_range(bytes_of(&r, &v, CANVAS_PLAIN, "Nghiệm thu công việt"), 1, 20);
    /* a bar of fifty columns is cleared to, not written */
    assert_in_range(bytes_of(&r, &v, CANVAS_CHOSEN, "Nghiệm thu công việt"), 30, 65);
    assert_in_range(bytes_of(&r, &v, CANVAS_CHOSEN, ""), 5, 40);
    painter_forget(&r.painter);
    assert_in_range(bytes_of(&r, &v, CANVAS_PLAIN, "x"), 5, 40);
    canvas_free(&v);
    end(&r);
}

/* Two roles that look alike are the same on the glass. */
static void a_role_that_looks_the_same_sends_nothing(void **state)
{
    struct rig r;
    struct canvas v;
    (void)state;
    begin(&r, "vt100", TERM_DARK, 24, 80); /* no colours: the theme without them */
    assert_true(canvas_init(&v, 24, 80));
    bytes_of(&r, &v, CANVAS_PLAIN, "text");
    assert_int_equal(bytes_of(&r, &v, CANVAS_RULE, "text"), 0);
    assert_int_not_equal(bytes_of(&r, &v, CANVAS_CHOSEN, "text"), 0);
    canvas_free(&v);
    end(&r);
}

/* What is chosen stands out from every other role in every theme: its ground is that of no text
 * around it, or it is reversed. */
static void the_bar_of_a_choice_is_seen(void **state)
{
    (void)state;
    for (int theme = 0; theme < TERM_THEMES; theme++) {
        struct look bar = theme_look((enum term_theme)theme, CANVAS_CHOSEN),
                    text = theme_look((enum term_theme)theme, CANVAS_PLAIN);
        assert_true(bar.bg != text.bg || (bar.attr & LOOK_REVERSE) != (text.attr & LOOK_REVERSE));
    }
    assert_int_equal(theme_look(TERM_MONO, CANVAS_PLAIN).bg, LOOK_DEFAULT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_glass_shows_the_last_picture),
        cmocka_unit_test(only_what_changed_is_sent),
        cmocka_unit_test(a_role_that_looks_the_same_sends_nothing),
        cmocka_unit_test(the_bar_of_a_choice_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
