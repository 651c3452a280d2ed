/* People in Vietnamese lists, and the words that they read there. */
#include "tools/office/analysis.h"
#include "tools/office/rules.h"
#include "tools/report/name_order.h"
#include "tools/report/stable_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* As a list has them. */
static const char *const SORTED[] = {
    "Lê Thị Ái", "Lê An",      "Nguyễn Văn An", "Trần An", "Vũ Ánh",   "Phạm Văn Ăn", "Lê Ân",
    "Đỗ Ấn",     "Bùi Bình",   "Đặng Bình",     "Hồ Cúc",  "Lê Dũng",  "Lê Duy",      "Lê Đạt",
    "Lê Em",     "Lê Ê",       "Lê Gia",        "Lê Hà",   "Lê Hòa",   "Trần Hoà",    "Lê Hoa Hồng",
    "Lê Khánh",  "Lê Ma",      "Lê Mà",         "Lê Mả",   "Lê Mã",    "Lê Má",       "Lê Mạ",
    "Lê Nga",    "Lê On",      "Lê Ôn",         "Lê Ơn",   "Lê Quang", "Lê Quảng",    "DƯƠNG TÂM",
    "Đinh Tâm",  "lê thị tâm", "Lê Uy",         "Lê Ưng",  "Lê Văn",   "Lê Vân",      "Lê Xuân",
    "Lê Y",      "Lê Ý",       "Lê Yên",
};
enum { NAMES = sizeof SORTED / sizeof SORTED[0] };

static void sort_and_check(const char *const *name, const size_t *place)
{
    size_t *order = name_order_make(name, NAMES);
    assert_non_null(order);
    for (size_t i = 0; i < NAMES; i++)
        if (place[order[i]] != i)
            fail_msg("%zu: %s, wanted %s", i, name[order[i]], SORTED[i]);
    free(order);
}

static void lists_are_in_vietnamese_order(void **state)
{
    (void)state;
    const char *name[NAMES];
    size_t place[NAMES];
    for (size_t step = 1; step < NAMES; step++) { /* shuffled in many ways */
        if (NAMES % step == 0 && step > 1)
            continue;
        for (size_t i = 0; i < NAMES; i++) {
            place[i] = (i * step) % NAMES;
            name[i] = SORTED[place[i]];
        }
        bool is_whole = true;
        for (size_t i = 0; i < NAMES; i++)
            for (size_t k = 0; k < i; k++)
                is_whole = is_whole && place[i] != place[k];
        if (is_whole)
            sort_and_check(name, place);
    }
}

static void composed_or_not_is_one(void **state)
{
    (void)state;
    static const char *const NAME[] = {
        "Lê Vũ", "Le\xCC\x82 Du\xCC\x83ng", "Lê Dũng", "", NULL, "Lê A\xCC\x86n"};
    static const size_t WANTED[] = {5, 1, 2, 0, 3, 4};
    size_t *order = name_order_make(NAME, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(order[i], WANTED[i]);
    free(order);
    assert_null(name_order_make(NAME, 0));
}

/* What is no UTF-8, a name of one letter or of blanks: somewhere, without harm. */
static void anything_is_sorted(void **state)
{
    (void)state;
    static const char *const NAME[] = {"\xFF\xFE", " ", "x", "  Lê   An  ", "\xCC\x81", "李明"};
    size_t *order = name_order_make(NAME, 6), seen = 0;
    for (size_t i = 0; i < 6; i++)
        seen |= (size_t)1 << order[i];
    assert_int_equal(seen, 0x3F);
    free(order);
}

/* ---- words ---- */

static void every_stable_word_has_its_vietnamese(void **state)
{
    (void)state;
    static const char *const NOTES[] = {"moved",      "begun-elsewhere", "exempt",
                                        "extra-time", "time-up",         "misconduct",
                                        "decided",    "annulled",        "claimed"};
    for (size_t i = 0; i < sizeof NOTES / sizeof NOTES[0]; i++)
        assert_non_null(stable_words_text(NOTES[i], TABLE_VI));
    for (int w = 0; w < RULES_WORDS; w++)
        if (!stable_words_text(rules_word((enum rules_word)w), TABLE_VI))
            fail_msg("%s", rules_word((enum rules_word)w));
    for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
        if (!stable_words_text(analysis_flag_word(bit), TABLE_VI))
            fail_msg("%s", analysis_flag_word(bit));
}

static void words_are_put_with_commas(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 256);
    stable_words_put("exempt  extra-time unheard-of", TABLE_VI, &b);
    assert_string_equal(buf_text(&b), "miễn chuyên môn, thêm giờ, unheard-of");
    buf_free(&b);
}

static bool has_exempt(const char *note)
{
    return results_has_note(&(struct result){.note = (char *)(uintptr_t)note}, "exempt");
}

static void a_note_has_whole_words(void **state)
{
    (void)state;
    assert_true(has_exempt("exempt extra-time"));
    assert_true(has_exempt("moved exempt"));
    assert_false(has_exempt("exempt-not extra"));
    assert_false(has_exempt(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lists_are_in_vietnamese_order),
                                       cmocka_unit_test(composed_or_not_is_one),
                                       cmocka_unit_test(anything_is_sorted),
                                       cmocka_unit_test(every_stable_word_has_its_vietnamese),
                                       cmocka_unit_test(words_are_put_with_commas),
                                       cmocka_unit_test(a_note_has_whole_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
