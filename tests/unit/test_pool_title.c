/* What people call a pool: grade and part in words; what has another form stays as it is. */
#include "app/core/pool_title.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_name_is_told_in_words(void **state)
{
    static const struct {
        const char *pool, *field, *vi, *en;
    } CASES[] = {
        {"4.1/II/chuyen-mon", NULL, "4.1 · hạng II · chuyên môn", "4.1 · grade II · professional"},
        {"4.1/III/phap-luat-rieng", "Giám sát", "4.1 Giám sát · hạng III · pháp luật riêng",
         "4.1 Giám sát · grade III · law of the field"},
        {"chung/chung/phap-luat-chung", "Giám sát", "Mọi lĩnh vực · mọi hạng · pháp luật chung",
         "all fields · all grades · general law"},
        {"5/chung/nang-luong", NULL, "5 · mọi hạng · nang-luong", "5 · all grades · nang-luong"},
        {"4.1/II", NULL, "4.1/II", "4.1/II"},
        {"4.1//chuyen-mon", NULL, "4.1//chuyen-mon", "4.1//chuyen-mon"},
        {"a/b/c/d", "Giám sát", "a/b/c/d", "a/b/c/d"},
        {"Chương 1", NULL, "Chương 1", "Chương 1"},
        {"", NULL, "", ""}};
    char out[POOL_TITLE_MAX], small[8];
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        pool_title_vi(CASES[i].pool, CASES[i].field, out, sizeof out);
        assert_string_equal(out, CASES[i].vi);
        pool_title(CASES[i].pool, CASES[i].field, out, sizeof out);
        assert_string_equal(out, CASES[i].en);
    }
    pool_title_vi("4.1/II/chuyen-mon", NULL, small, sizeof small);
    assert_true(strlen(small) < sizeof small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_name_is_told_in_words)};
    return cmocka_run_group_tests_name("pool title", tests, NULL, NULL);
}
