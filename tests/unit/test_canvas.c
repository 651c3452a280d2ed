/* The off-screen grid: letters written apart are joined or shown as doubtful, forbidden characters
 * never come through, clicks find their keys. */
#include "app/tui/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static uint32_t at(const struct canvas *v, int col)
{
    return v->cell[col].cp;
}

static void marks_are_joined_or_shown(void **state)
{
    (void)state;
    struct canvas v;
    assert_true(canvas_init(&v, 2, 20));
    /* ê + dot, and x with a macron */
    assert_int_equal(canvas_text(&v, 0, 0, 20, CANVAS_PLAIN, "e\xCC\x82\xCC\xA3t x\xCC\x84y"), 5);
    assert_int_equal(at(&v, 0), 0x1EC7);
    assert_int_equal(at(&v, 1), 't');
    assert_int_equal(at(&v, 3), 0xFFFD);
    assert_int_equal(at(&v, 4), 'y');
    canvas_free(&v);
}

static void what_commands_a_terminal_is_shown_as_doubtful(void **state)
{
    (void)state;
    struct canvas v;
    assert_true(canvas_init(&v, 1, 20));
    canvas_text(&v, 0, 0, 20, CANVAS_PLAIN,
                "a\033[2Jb\xE2\x80\xAE"
                "c\xC2\x9B"
                "d\xFF");
    assert_int_equal(at(&v, 0), 'a');
    assert_int_equal(at(&v, 1), 0xFFFD);
    assert_int_equal(at(&v, 2), '[');
    assert_int_equal(at(&v, 6), 0xFFFD);
    assert_int_equal(at(&v, 8), 0xFFFD);
    assert_int_equal(at(&v, 10), 0xFFFD);
    canvas_free(&v);
}

/* What is drawn into a column stands in the middle, and nothing of it outside. */
static void a_column_keeps_to_itself(void **state)
{
    (void)state;
    struct canvas v;
    struct keypress k;
    assert_true(canvas_init(&v, 2, 20));
    canvas_column(&v, 10);
    assert_int_equal(v.cols, 10);
    assert_int_equal(canvas_text(&v, 0, 8, 9, CANVAS_PLAIN, "abcd"), 4);
    canvas_text(&v, 0, -1, 9, CANVAS_PLAIN, "xy");
    canvas_fill(&v, 0, -3, 30, CANVAS_CHOSEN);
    canvas_zone(&v, 0, 0, 3, (struct keypress){.kind = KEYPRESS_ESC});
    canvas_cursor(&v, 0, 2);
    canvas_rule_across(&v, 1);
    canvas_whole(&v);
    assert_int_equal(v.cols, 20);
    assert_int_equal(at(&v, 4), ' ');
    assert_int_equal(at(&v, 5), 'y');
    assert_int_equal(at(&v, 13), 'a');
    assert_int_equal(at(&v, 14), 'b');
    assert_int_equal(at(&v, 15), ' ');
    assert_int_equal(v.cell[4].role, CANVAS_PLAIN);
    assert_int_equal(v.cell[5].role, CANVAS_CHOSEN);
    assert_int_equal(v.cell[15].role, CANVAS_PLAIN);
    assert_true(canvas_click(&v, 0, 5, &k) && !canvas_click(&v, 0, 4, &k));
    assert_int_equal(v.cursor_col, 7);
    assert_int_equal(at(&v, 20), 0x2500);
    assert_int_equal(at(&v, 39), 0x2500);
    canvas_free(&v);
}

static void what_is_cut_says_so(void **state)
{
    (void)state;
    struct canvas v;
    assert_true(canvas_init(&v, 2, 20));
    assert_int_equal(canvas_text_cut(&v, 0, 0, 6, CANVAS_PLAIN, "Nguyễn"), 6);
    assert_int_equal(at(&v, 5), 'n');
    assert_int_equal(canvas_text_cut(&v, 0, 0, 5, CANVAS_PLAIN, "Nguyễn"), 5);
    assert_int_equal(at(&v, 3), 'y');
    assert_int_equal(at(&v, 4), 0x2026);
    canvas_free(&v);
}

static void clicks_find_the_latest_zone(void **state)
{
    (void)state;
    struct canvas v;
    struct keypress k;
    assert_true(canvas_init(&v, 5, 20));
    canvas_zone(&v, 1, 2, 5, (struct keypress){.kind = KEYPRESS_ESC});
    canvas_zone(&v, 1, 4, 1, (struct keypress){.kind = KEYPRESS_CHAR, .cp = 'B'});
    assert_true(canvas_click(&v, 1, 2, &k) && k.kind == KEYPRESS_ESC);
    assert_true(canvas_click(&v, 1, 4, &k) && k.cp == 'B');
    assert_true(canvas_click(&v, 1, 6, &k) && k.kind == KEYPRESS_ESC);
    assert_false(canvas_click(&v, 1, 7, &k));
    assert_false(canvas_click(&v, 0, 2, &k));
    for (int i = 0; i < 2 * CANVAS_ZONES_MAX; i++)
        canvas_zone(&v, 3, 3, 1, (struct keypress){.kind = KEYPRESS_ESC});
    assert_int_equal(v.zones, CANVAS_ZONES_MAX);
    canvas_free(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_keeps_to_itself), cmocka_unit_test(what_is_cut_says_so),
        cmocka_unit_test(marks_are_joined_or_shown),
        cmocka_unit_test(what_commands_a_terminal_is_shown_as_doubtful),
        cmocka_unit_test(clicks_find_the_latest_zone)};
    return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
