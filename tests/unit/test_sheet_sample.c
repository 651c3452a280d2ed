/* Which rows of the signed sheet are asked: how many, and which, by the vectors of FORMATS.md. */
#include "tools/office/sheet_sample.h"
#include "tools/office/merkle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_sample_is_as_large_as_its_chance_wants(void **state)
{
    (void)state;
    static const struct {
        uint32_t papers, asked;
    } KNOWN[] = {{20, 19}, {40, 31}, {101, 39}, {300, 54}, {1000, 57}, {20000, 59}};
    for (uint32_t n = 0; n < 20; n++)
        assert_int_equal(sheet_sample_size(n), n);
    for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++)
        assert_int_equal(sheet_sample_size(KNOWN[i].papers), KNOWN[i].asked);
}

static double chance_to_miss(uint32_t n, uint32_t asked)
{
    double chance = 1;
    uint32_t altered = (n + 19) / 20;
    for (uint32_t i = 0; i < asked; i++)
        chance *= n - i > altered ? (double)(n - i - altered) / (double)(n - i) : 0;
    return chance;
}

static void one_row_fewer_would_miss_too_often(void **state)
{
    (void)state;
    for (uint32_t n = 1; n <= 2000; n++) {
        uint32_t asked = sheet_sample_size(n);
        assert_true(chance_to_miss(n, asked) <= 0.05 + 1e-9);
        assert_true(chance_to_miss(n, asked - 1) > 0.05 + 1e-9);
    }
}

static void root_of_abc(uint8_t root[CRYPT_HASH])
{
    struct merkle m = {0};
    merkle_add(&m, "a", 1);
    merkle_add(&m, "b", 1);
    merkle_add(&m, "c", 1);
    merkle_root(&m, root);
}

static void the_rows_follow_from_root_and_dice(void **state)
{
    (void)state;
    static const uint32_t PLAIN[] = {22, 16, 36, 5, 12}, DICE[] = {34, 33, 16, 36, 26};
    uint8_t root[CRYPT_HASH];
    uint32_t pick[40];
    root_of_abc(root);
    sheet_sample_pick(root, "", 40, pick);
    assert_memory_equal(pick, PLAIN, sizeof PLAIN);
    sheet_sample_pick(root, "4217", 40, pick);
    assert_memory_equal(pick, DICE, sizeof DICE);
}

static void every_paper_is_as_likely_and_none_asked_twice(void **state)
{
    (void)state;
    enum { PAPERS = 60, ROUNDS = 4000 };
    size_t times[PAPERS] = {0};
    uint32_t size = sheet_sample_size(PAPERS);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        uint8_t root[CRYPT_HASH];
        uint32_t pick[PAPERS];
        bool seen[PAPERS] = {false};
        crypt_hash_file(&round, sizeof round, root);
        sheet_sample_pick(root, "", PAPERS, pick);
        for (uint32_t i = 0; i < PAPERS; i++) {
            assert_false(seen[pick[i]]);
            seen[pick[i]] = true;
            times[pick[i]] += i < size;
        }
    }
    for (size_t i = 0; i < PAPERS; i++) { /* six standard deviations */
        double mean = (double)ROUNDS * size / PAPERS, off = (double)times[i] - mean;
        assert_true(off * off < 36 * mean * (1 - (double)size / PAPERS));
    }
}

static void what_was_read_out_is_the_same_lot_however_typed(void **state)
{
    (void)state;
    char lot[SHEET_LOT], longest[SHEET_LOT_MAX + 2];
    assert_true(sheet_sample_lot(" 4-2 1.7 ", lot));
    assert_string_equal(lot, "4217");
    assert_true(sheet_sample_lot("xổ số ab12", lot));
    assert_string_equal(lot, "XSAB12");
    assert_false(sheet_sample_lot("421", lot));
    assert_false(sheet_sample_lot("", lot));
    memset(longest, '7', sizeof longest);
    longest[SHEET_LOT_MAX] = '\0';
    assert_true(sheet_sample_lot(longest, lot));
    longest[SHEET_LOT_MAX] = '7';
    longest[SHEET_LOT_MAX + 1] = '\0';
    assert_false(sheet_sample_lot(longest, lot));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sample_is_as_large_as_its_chance_wants),
        cmocka_unit_test(one_row_fewer_would_miss_too_often),
        cmocka_unit_test(the_rows_follow_from_root_and_dice),
        cmocka_unit_test(every_paper_is_as_likely_and_none_asked_twice),
        cmocka_unit_test(what_was_read_out_is_the_same_lot_however_typed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
