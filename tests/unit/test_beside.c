/* A list and what is said of its row: beside it in a wide window, else below. */
#include "app/tui/beside.h"
#include "tests/lib/drawn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct canvas v;

static int down(void **state)
{
    (void)state;
    canvas_free(&v);
    return 0;
}

static void below_the_list_in_a_narrow_window(void **state)
{
    (void)state;
    assert_true(canvas_init(&v, 24, TUI_BESIDE_COLS - 1));
    struct tui_beside b = tui_beside(&v, 2, 20, 4, 60);
    assert_false(b.is_beside);
    assert_int_equal(b.list_end, 16);
    assert_int_equal(b.list_cells, v.cols - 1);
    tui_beside_say(&v, &b, CANVAS_PLAIN, "");
    tui_beside_say(&v, &b, CANVAS_PLAIN, "một");
    tui_beside_say(&v, &b, CANVAS_PLAIN, "hai\nba\nbốn");
    assert_string_equal(drawn_row(&v, 16), "");
    assert_string_equal(drawn_row(&v, 17), "  một");
    assert_string_equal(drawn_row(&v, 18), "  hai");
    assert_string_equal(drawn_row(&v, 19), "  ba…"); /* more of it had no room */
    assert_string_equal(drawn_row(&v, 20), "");
}

static void nothing_below_where_no_row_is_given(void **state)
{
    (void)state;
    assert_true(canvas_init(&v, 24, 80));
    struct tui_beside b = tui_beside(&v, 2, 20, 0, 60);
    assert_int_equal(b.list_end, 20);
    tui_beside_say(&v, &b, CANVAS_PLAIN, "một");
    for (int row = 0; row < v.rows; row++)
        assert_string_equal(drawn_row(&v, row), "");
}

static void beside_it_in_a_wide_one(void **state)
{
    (void)state;
    assert_true(canvas_init(&v, 30, TUI_BESIDE_COLS));
    struct tui_beside b = tui_beside(&v, 2, 5, 4, 70);
    assert_true(b.is_beside);
    assert_int_equal(b.list_end, 5);
    assert_int_equal(b.list_cells, 70);
    tui_beside_say(&v, &b, CANVAS_PLAIN, "một hai ba bốn năm sáu bảy tám chín mười");
    tui_beside_say(&v, &b, CANVAS_PLAIN, "a\nb");
    assert_non_null(strstr(drawn_row(&v, 2), "│ một hai ba bốn năm sáu bảy"));
    assert_non_null(strstr(drawn_row(&v, 3), "│ tám chín mười"));
    assert_non_null(strstr(drawn_row(&v, 4), "│ a…"));
    assert_string_equal(drawn_row(&v, 5), "");
}

static void a_list_has_three_fifths(void **state)
{
    (void)state;
    assert_true(canvas_init(&v, 30, 150));
    struct tui_beside b = tui_beside(&v, 2, 20, 4, 70);
    assert_int_equal(b.list_cells, 90);
    assert_int_equal(b.col + b.cells, 149);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(below_the_list_in_a_narrow_window, down),
        cmocka_unit_test_teardown(nothing_below_where_no_row_is_given, down),
        cmocka_unit_test_teardown(beside_it_in_a_wide_one, down),
        cmocka_unit_test_teardown(a_list_has_three_fifths, down),
    };
    return cmocka_run_group_tests_name("beside", tests, NULL, NULL);
}
