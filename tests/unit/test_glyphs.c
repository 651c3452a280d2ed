/* The console font's map: complete, with one letter gone, empty. */
#include "app/tui/term/glyphs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <unistd.h>

static void a_map_is_counted(void **state)
{
    (void)state;
    static uint16_t all[0xFFFF];
    for (uint32_t cp = 1; cp < 0xFFFF; cp++)
        all[cp - 1] = (uint16_t)cp;
    assert_int_equal(glyphs_missing(all, 0xFFFE), 0);
    assert_int_equal(glyphs_missing(all, 0), GLYPHS_WANTED);
    all[0x1EF5 - 1] = 0; /* ỵ */
    assert_int_equal(glyphs_missing(all, 0xFFFE), 1);
    assert_int_equal(glyphs_missing(all, 0x100), GLYPHS_WANTED - 33); /* what Latin-1 has of them,
                                                                         and the middle dot */
}

static void what_is_no_console_says_so(void **state)
{
    (void)state;
    int fd = open("/dev/null", O_RDWR);
    assert_int_equal(glyphs_missing_on(fd), -1);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_map_is_counted),
                                       cmocka_unit_test(what_is_no_console_says_so)};
    return cmocka_run_group_tests_name("glyphs", tests, NULL, NULL);
}
