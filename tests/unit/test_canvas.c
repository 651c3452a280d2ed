/* The off-screen grid: letters written apart are joined or shown as doubtful, forbidden characters never come through, clicks find their keys. */
#include "app/client/canvas.h"

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
    assert_int_equal(canvas_text(&v, 0, 0, 20, CANVAS_PLAIN, "e\xCC\x82\xCC\xA3t x\xCC\x84y"), 5); /* ê + dot, and x with a macron */
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
    canvas_text(&v, 0, 0, 20, CANVAS_PLAIN, "a\033[2Jb\xE2\x80\xAE" "c\xC2\x9B" "d\xFF");
    assert_int_equal(at(&v, 0), 'a');
    assert_int_equal(at(&v, 1), 0xFFFD);
    assert_int_equal(at(&v, 2), '[');
    assert_int_equal(at(&v, 6), 0xFFFD);
    assert_int_equal(at(&v, 8), 0xFFFD);
    assert_int_equal(at(&v, 10), 0xFFFD);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(marks_are_joined_or_shown), cmocka_unit_test(what_commands_a_terminal_is_shown_as_doubtful),
                                       cmocka_unit_test(clicks_find_the_latest_zone)};
    return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
