/* Pictures of papers with 1, 30 and 200 questions in windows of all sizes: nothing runs into
 * anything else, and nothing is cut without saying so. */
#include "app/client/client.h"
#include "app/client/grid_rows.h"
#include "app/client/papers.h"
#include "app/client/screens/screens.h"
#include "app/core/utf8.h"
#include "tests/lib/box.h"
#include "tests/lib/rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct rig rig;
static struct client c;

static void press(enum keypress_kind kind)
{
    client_key(&c, &(struct keypress){.kind = kind});
}

static void type(const char *text)
{
    for (; *text; text++)
        client_key(&c, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)*text});
}

static void log_in(void)
{
    type("001");
    press(KEYPRESS_ENTER);
    type(rig.access[0]);
    press(KEYPRESS_ENTER);
    box_wait_for_record(&c);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

static void begin(unsigned questions, bool has_long_names, enum client_lang lang)
{
    struct err e = {0};
    rig_make_sized(&rig, NULL, questions, has_long_names);
    const struct client_setup setup = {.session = &rig.session,
                                       .bank = &rig.bank,
                                       .data_dir = rig.dir,
                                       .seat = "M01",
                                       .lang = lang,
                                       .clock = rig.clock};
    const char *pass[] = {rig.passphrase};
    assert_int_equal(client_init(&c, &setup, &e), ERR_OK);
    assert_int_equal(client_unlock(&c, pass, 1, &e), ERR_OK);
    log_in();
}

static void end(void)
{
    client_free(&c);
    rig_free(&rig);
}

/* A row as UTF-8, blanks at its end cut. */
static const char *row_text(const struct canvas *v, int row)
{
    static char out[4 * CANVAS_COLS_MAX + 1];
    size_t n = 0, last = 0;
    for (int col = 0; col < v->cols; col++) {
        uint32_t cp = v->cell[row * v->cols + col].cp;
        n += cp ? utf8_encode(cp, out + n) : 0;
        last = cp != ' ' ? n : last;
    }
    out[last] = '\0';
    return out;
}

static bool is_rule(const struct canvas *v, int row)
{
    for (int col = 0; col < v->cols; col++)
        if (v->cell[row * v->cols + col].cp != 0x2500)
            return false;
    return true;
}

static bool is_in(const struct canvas *v, const char *text)
{
    for (int row = 0; row < v->rows; row++)
        if (strstr(row_text(v, row), text))
            return true;
    return false;
}

/* The picture has its foot: one line of keys under a rule from edge to edge, whole. */
static void look(struct canvas *v, const char *keys)
{
    c.flow.begun_ms = 0; /* as if some time had gone by: the next key is no second press */
    screens_draw(&c, v);
    client_seen(&c, &(struct reading_shown){v->first_line, v->page_lines, v->focus_side, false});
    assert_true(is_rule(v, v->rows - 2));
    assert_non_null(strstr(row_text(v, v->rows - 1), keys));
    assert_int_equal(v->cols, v->whole_cols);
}

static void look_everywhere(int rows, int cols)
{
    struct canvas v;
    assert_true(canvas_init(&v, rows, cols));
    look(&v, "H help");
    type("g");
    look(&v, "Esc return");
    for (unsigned i = 0; i + 1 < c.exam->ticket->questions; i++) { /* to the last, row by row */
        press(KEYPRESS_DOWN);
        look(&v, "Esc return");
    }
    press(KEYPRESS_ENTER);
    look(&v, "H help");
    type("gs");
    look(&v, "Esc back");
    press(KEYPRESS_ESC);
    press(KEYPRESS_ESC);
    canvas_free(&v);
}

static void grids_never_overwrite_the_foot(void **state)
{
    static const unsigned QUESTIONS[] = {1, 30, 200};
    static const int SIZES[][2] = {{24, 80}, {24, 90}, {30, 100}, {43, 132}, {24, 200}};
    (void)state;
    for (size_t i = 0; i < sizeof QUESTIONS / sizeof QUESTIONS[0]; i++) {
        begin(QUESTIONS[i], false, CLIENT_EN);
        press(KEYPRESS_ENTER);
        type("b");
        assert_int_equal(c.state, CLIENT_ANSWERING);
        for (size_t k = 0; k < sizeof SIZES / sizeof SIZES[0]; k++)
            look_everywhere(SIZES[k][0], SIZES[k][1]);
        end();
    }
}

/* The grid's letters are shown by choice only, and never beside the question. */
static void letters_only_by_choice(void **state)
{
    struct canvas v;
    (void)state;
    begin(30, false, CLIENT_EN);
    assert_true(canvas_init(&v, 30, 100));
    press(KEYPRESS_ENTER);
    type("bd");
    look(&v, "H help");
    assert_true(is_in(&v, "[  1■ ]"));
    type("g");
    look(&v, "Esc return");
    assert_true(is_in(&v, "[  1■ ]"));
    type("v");
    look(&v, "Esc return");
    assert_true(is_in(&v, "[  1D ]"));
    press(KEYPRESS_ESC);
    type("g");
    look(&v, "Esc return");
    assert_false(is_in(&v, "1D"));
    canvas_free(&v);
    end();
}

/* No pointer before the arrows are used; the bar is as wide as the column. */
static void the_choice_is_a_bar_and_the_pointer_comes_with_the_arrows(void **state)
{
    struct canvas v;
    int bar = 0;
    (void)state;
    begin(30, false, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 80));
    press(KEYPRESS_ENTER);
    type("b");
    look(&v, "H help");
    assert_false(is_in(&v, "▶"));
    type("b");
    look(&v, "H help");
    assert_false(is_in(&v, "▶"));
    for (int i = 0; i < v.rows * v.cols; i++)
        bar += v.cell[i].role == CANVAS_CHOSEN;
    assert_int_equal(bar, 80);
    press(KEYPRESS_DOWN);
    look(&v, "H help");
    assert_true(is_in(&v, "▶ [ ]  C"));
    canvas_free(&v);
    end();
}

static int row_of(const struct canvas *v, const char *text)
{
    for (int row = 0; row < v->rows; row++)
        if (strstr(row_text(v, row), text))
            return row;
    fail_msg("%s is not on the screen", text);
    return -1;
}

static unsigned cells_of(const struct canvas *v, enum canvas_role role)
{
    unsigned n = 0;
    for (int i = 0; i < v->rows * v->cols; i++)
        n += v->cell[i].role == role;
    return n;
}

/* Beside the question nothing is filled but what is chosen: it is the brightest. */
static void the_panel_has_no_bar(void **state)
{
    struct canvas v;
    (void)state;
    begin(200, false, CLIENT_EN);
    assert_true(canvas_init(&v, 43, 132));
    press(KEYPRESS_ENTER);
    type("b");
    look(&v, "H help");
    assert_true(is_in(&v, "[  1· ]"));
    assert_int_equal(cells_of(&v, CANVAS_CURRENT) + cells_of(&v, CANVAS_CHOSEN), 0);
    type("b");
    look(&v, "H help");
    assert_int_equal(cells_of(&v, CANVAS_CURRENT), 0);
    assert_int_equal(cells_of(&v, CANVAS_CHOSEN), 80);
    canvas_free(&v);
    end();
}

static bool ends_in(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* The head of a part stands above its numbers, however far they are scrolled: whole, right above
 * the first of them, and in the overview with its count. */
static void a_scrolled_part_keeps_its_head(void **state)
{
    struct canvas v;
    (void)state;
    begin(200, false, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 100));
    press(KEYPRESS_ENTER);
    type("b200");
    press(KEYPRESS_ENTER);
    look(&v, "H help");
    int first = row_of(&v, "142·   143·   144·   145·   146·  ↑");
    assert_true(ends_in(row_text(&v, first - 1), "│ Part 2: Professional knowledge"));
    assert_true(is_in(&v, "[200· ]"));
    assert_false(is_in(&v, " 66·"));
    type("g");
    look(&v, "Esc return");
    first = row_of(&v, " 97·    98·    99·");
    assert_non_null(strstr(row_text(&v, first - 1), " Part 2: Professional knowledge "));
    assert_true(ends_in(row_text(&v, first - 1), " answered 0/134"));
    assert_true(is_in(&v, "[200· ]"));
    assert_false(is_in(&v, " 66·"));
    canvas_free(&v);
    end();
}

/* The legend stands below the grid, not at the bottom of the window. */
static void nothing_floats_in_the_overview(void **state)
{
    struct canvas v;
    (void)state;
    begin(30, false, CLIENT_EN);
    assert_true(canvas_init(&v, 43, 132));
    press(KEYPRESS_ENTER);
    type("bg");
    look(&v, "Esc return");
    assert_int_equal(row_of(&v, "■ answered"), row_of(&v, " 30·") + 2);
    canvas_free(&v);
    end();
}

/* Before one hands in the grid shows what is open, and nothing in it stands out: the word does. */
static void the_handin_shows_what_is_open(void **state)
{
    struct canvas v;
    (void)state;
    begin(200, false, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 80));
    press(KEYPRESS_ENTER);
    type("b");
    for (unsigned q = 0; q < 150; q++) {
        type("a");
        press(KEYPRESS_RIGHT);
    }
    type("1");
    press(KEYPRESS_ENTER);
    type("gs");
    look(&v, "Esc back");
    assert_true(is_in(&v, " 150■"));
    assert_true(is_in(&v, " 151·"));
    assert_int_equal(cells_of(&v, CANVAS_CURRENT), 0);
    assert_false(is_in(&v, "["));
    canvas_free(&v);
    end();
}

/* What is said when the practice ends stands clear of the rules. */
static void the_practice_ends_without_covering_the_rules(void **state)
{
    struct canvas v;
    (void)state;
    begin(200, true, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 80));
    press(KEYPRESS_ENTER);
    type("ngsNOP");
    press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
    look(&v, "N practise");
    assert_true(is_in(&v, "Handed in; in the exam"));
    assert_true(is_in(&v, "N tries the keys first, without time."));
    canvas_free(&v);
    end();
}

/* A paper of one question says so. */
static void one_question_is_no_plural(void **state)
{
    struct canvas v;
    (void)state;
    begin(1, false, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 80));
    press(KEYPRESS_ENTER);
    type("b7");
    look(&v, "H help");
    assert_true(is_in(&v, "No question 7: there is only question 1."));
    press(KEYPRESS_ENTER);
    look(&v, "H help");
    assert_true(is_in(&v, "No question 7: there is only question 1."));
    canvas_free(&v);
    end();
}

/* A name of 76 letters and a long field, at all sizes: cut with an ellipsis, number and grade
 * whole. */
static void long_names_are_cut_and_say_so(void **state)
{
    struct canvas v;
    (void)state;
    begin(200, true, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 80));
    press(KEYPRESS_ENTER);
    look(&v, "B begin");
    assert_true(is_in(&v, "… · Grade II"));
    type("b");
    look(&v, "H help");
    assert_non_null(strstr(row_text(&v, 0), "… · Grade II  Time left 30 min"));
    assert_non_null(strstr(row_text(&v, 1), "… · SBD 001  Answered 0/200 · Marked 0"));
    canvas_free(&v);
    end();
}

/* Who comes back to a begun paper reads all of it, however long the names are. */
static void a_begun_paper_of_long_names_fits(void **state)
{
    struct canvas v;
    (void)state;
    begin(200, true, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 80));
    press(KEYPRESS_ENTER);
    type("b");
    papers_log_out(&c);
    log_in();
    look(&v, "Enter go on");
    assert_true(is_in(&v, "You have begun this exam"));
    assert_true(is_in(&v, "Press Enter if all is right."));
    assert_true(is_in(&v, "tell the"));
    assert_string_equal(row_text(&v, v.rows - 3), "");
    canvas_free(&v);
    end();
}

/* Up and down keep the column, across the parts. */
static void the_arrows_walk_along_what_is_seen(void **state)
{
    (void)state;
    begin(30, false, CLIENT_EN); /* 10 and 20 */
    assert_int_equal(grid_step(c.exam, 3, -1), 3);
    assert_int_equal(grid_step(c.exam, 3, 1), 13);
    assert_int_equal(grid_step(c.exam, 13, -1), 3);
    assert_int_equal(grid_step(c.exam, 25, 1), 25);
    end();
    begin(7, false, CLIENT_EN); /* 2 and 5 */
    assert_int_equal(grid_step(c.exam, 6, -1), 1);
    assert_int_equal(grid_step(c.exam, 1, 1), 3);
    end();
}

/* What is wrong with the disk stands whole over the panel's bar. */
static void a_trouble_is_read_whole_on_wide_screens(void **state)
{
    struct canvas v;
    (void)state;
    begin(30, false, CLIENT_EN);
    assert_true(canvas_init(&v, 30, 100));
    press(KEYPRESS_ENTER);
    type("b");
    c.exam->disk.trouble = (struct err){.code = ERR_IO};
    look(&v, "A–D choose");
    assert_true(is_in(&v, "NOT SAVED"));
    assert_true(is_in(&v, "kept in memory."));
    canvas_free(&v);
    end();
}

/* The help ends where its text ends, and tells what works where it was called. */
static void help_is_of_the_screen_and_ends(void **state)
{
    struct canvas v;
    (void)state;
    begin(30, false, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 80));
    press(KEYPRESS_ENTER);
    type("h");
    look(&v, "Esc back");
    assert_true(is_in(&v, "Begin the exam"));
    assert_false(is_in(&v, "Cross out"));
    assert_null(strstr(row_text(&v, v.rows - 1), "PgDn")); /* there is no more of it */
    assert_null(strstr(row_text(&v, v.rows - 1), "PgUp"));
    press(KEYPRESS_ESC);
    type("bh");
    look(&v, "Esc back  PgDn page down  L");
    assert_false(is_in(&v, "Begin the exam"));
    press(KEYPRESS_PAGE_DOWN);
    look(&v, "PgUp page up");
    for (int i = 0; i < 20; i++) {
        press(KEYPRESS_PAGE_DOWN);
        look(&v, "Esc back");
    }
    assert_true(is_in(&v, "F12 does the same"));
    int first = c.reading.scroll;
    press(KEYPRESS_PAGE_UP);
    look(&v, "Esc back");
    assert_true(c.reading.scroll < first);
    canvas_free(&v);
    end();
}

/* Each entry of the help stands on one page, and the invigilator's key under its own heading. */
static void help_says_each_key_once(void **state)
{
    static const char *const ONCE[] = {
        "Go to the previous question.", "Cross out the option", "Take your answer away",
        "Show all questions:",          "For the invigilator:", "Redraw the screen"};
    int seen[sizeof ONCE / sizeof ONCE[0]] = {0}, first = -1;
    struct canvas v;
    (void)state;
    begin(30, false, CLIENT_EN);
    assert_true(canvas_init(&v, 24, 80));
    press(KEYPRESS_ENTER);
    type("bh");
    for (int page = 0; page < 9; page++) {
        look(&v, "Esc back");
        for (size_t i = 0; v.first_line != first && i < sizeof ONCE / sizeof ONCE[0]; i++)
            seen[i] += is_in(&v, ONCE[i]);
        first = v.first_line;
        press(KEYPRESS_PAGE_DOWN);
    }
    for (size_t i = 0; i < sizeof ONCE / sizeof ONCE[0]; i++)
        assert_int_equal(seen[i], 1);
    assert_int_equal(row_of(&v, "F12 does the same"), row_of(&v, "For the invigilator:") + 1);
    canvas_free(&v);
    end();
}

/* The hand-in uses its rows: 30 questions are all there, and of 200 it says where the rest is. */
static void the_handin_shows_all_or_says_where(void **state)
{
    struct canvas v;
    (void)state;
    for (unsigned questions = 30; questions <= 200; questions += 170) {
        begin(questions, false, CLIENT_EN);
        assert_true(canvas_init(&v, 24, 80));
        press(KEYPRESS_ENTER);
        type("bgs");
        look(&v, "Esc back");
        assert_true(is_in(&v, "  1·"));
        char last[16];
        snprintf(last, sizeof last, "%u·", questions);
        assert_int_equal(is_in(&v, last), questions == 30);
        assert_int_equal(is_in(&v, "Esc goes to the overview of all"), questions > 30);
        assert_true(is_in(&v, "Backspace takes it away"));
        canvas_free(&v);
        end();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grids_never_overwrite_the_foot),
        cmocka_unit_test(letters_only_by_choice),
        cmocka_unit_test(the_choice_is_a_bar_and_the_pointer_comes_with_the_arrows),
        cmocka_unit_test(the_panel_has_no_bar),
        cmocka_unit_test(a_scrolled_part_keeps_its_head),
        cmocka_unit_test(nothing_floats_in_the_overview),
        cmocka_unit_test(the_handin_shows_what_is_open),
        cmocka_unit_test(the_practice_ends_without_covering_the_rules),
        cmocka_unit_test(one_question_is_no_plural),
        cmocka_unit_test(long_names_are_cut_and_say_so),
        cmocka_unit_test(a_begun_paper_of_long_names_fits),
        cmocka_unit_test(the_arrows_walk_along_what_is_seen),
        cmocka_unit_test(a_trouble_is_read_whole_on_wide_screens),
        cmocka_unit_test(help_is_of_the_screen_and_ends),
        cmocka_unit_test(help_says_each_key_once),
        cmocka_unit_test(the_handin_shows_all_or_says_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
