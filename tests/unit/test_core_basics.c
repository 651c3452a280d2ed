/* Crypt, codes, text, GIFT: vectors and small laws. */
#include "app/core/code.h"
#include "app/core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void fill_counting(void *context, void *out, size_t len)
{
    (void)context;
    for (size_t i = 0; i < len; i++)
        ((uint8_t *)out)[i] = (uint8_t)i;
}

static void xseal_gives_its_vector_and_opens_only_itself(void **state)
{
    uint8_t key[CRYPT_KEY];
    struct crypt_random rnd = {fill_counting, NULL};
    struct buf sealed, plain;
    struct err e;
    char hex[256];
    (void)state;
    for (size_t i = 0; i < sizeof key; i++)
        key[i] = (uint8_t)(0x40 + i);
    buf_init(&sealed, 1024);
    buf_init(&plain, 1024);
    crypt_xseal(key, "ctx", 3, "hello", 5, &rnd, &sealed);
    crypt_hex(sealed.data + 24, sealed.len - 24, hex);
    assert_string_equal(hex, "5fffbecbfb02dbc569d604a601910f4301d10503872b05ef91a4e7a8a3a90693dad6b"
                             "5309cd825a26bd675538f3c7015d50c2e0e8d");
    assert_int_equal(crypt_xopen(key, "ctx", 3, sealed.data, sealed.len, &plain, &e), ERR_OK);
    assert_int_equal(plain.len, 5);
    assert_int_equal(crypt_xopen(key, "ctX", 3, sealed.data, sealed.len, &plain, &e), ERR_AUTH);
    key[0] ^= 1;
    assert_int_equal(crypt_xopen(key, "ctx", 3, sealed.data, sealed.len, &plain, &e), ERR_AUTH);
    buf_free(&sealed);
    buf_free(&plain);
}

static void a_wrong_character_or_a_swap_in_a_code_is_found(void **state)
{
    struct crypt_stream dice;
    uint8_t seed[CRYPT_KEY] = {3};
    (void)state;
    crypt_stream_init(&dice, seed);
    struct crypt_random rnd = crypt_random_stream(&dice);
    for (int n = 0; n < 200; n++) {
        char code[CODE_MAX];
        code_random(&rnd, CODE_ACCESS, true, code);
        assert_true(code_has_check(code));
        for (size_t i = 0; i < CODE_ACCESS; i++) {
            char was = code[i];
            for (const char *c = CODE_ALPHABET; *c; c++) {
                code[i] = *c;
                assert_int_equal(code_has_check(code), *c == was);
            }
            code[i] = was;
        }
        for (size_t i = 0; i + 2 < CODE_ACCESS; i++) {
            char a = code[i], b = code[i + 1];
            code[i] = b;
            code[i + 1] = a;
            assert_int_equal(code_has_check(code), a == b);
            code[i] = a;
            code[i + 1] = b;
        }
    }
}

static void every_vietnamese_letter_is_one_cell(void **state)
{
    static const char LETTERS[] =
        "ăâđêôơưàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ"
        "ĂÂĐÊÔƠƯÀẰẦÈỀÌÒỒỜÙỪỲẢẲẨẺỂỈỎỔỞỦỬỶÃẴẪẼỄĨÕỖỠŨỮỸÁẮẤÉẾÍÓỐỚÚỨÝẠẶẬẸỆỊỌỘỢỤỰỴ";
    struct err e;
    (void)state;
    assert_int_equal(text_width(LETTERS), 134);
    assert_int_equal(text_check(LETTERS, strlen(LETTERS), false, "letters", &e), ERR_OK);
}

static void bad_text_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *text;
        const char *offset;
    } BAD[] = {{"ab\xff", "2"},    {"a\xc0\x80", "1"},    {"abc\xed\xa0\x80", "3"},
               {"x\x1b[31m", "1"}, {"\xe2\x80\xae", "0"}, {"a\xc2\x9b", "1"},
               {"a\tb", "1"}};
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        struct err e;
        assert_int_equal(text_check(BAD[i].text, strlen(BAD[i].text), true, "text", &e),
                         ERR_FORMAT);
        assert_non_null(strstr(e.text, BAD[i].offset));
    }
}

static void words_wrap_and_long_words_break(void **state)
{
    struct text_line line[8];
    (void)state;
    assert_int_equal(text_wrap("một hai ba", 7, line, 8), 2);
    assert_int_equal(line[0].width, 7);
    assert_int_equal(text_wrap("aaaaaaaaaa", 4, line, 8), 3);
    assert_int_equal(text_wrap("", 4, line, 8), 1);
    assert_int_equal(text_wrap("a\nb", 9, line, 8), 2);
}

/* 2,000 questions with every special character come back the same. */
/* What canonical composition gives for every letter and mark of Vietnamese; all others give
 * nothing. */
static void marks_join_their_letters(void **state)
{
    (void)state;
    assert_int_equal(text_compose('a', 0x301), 0xE1);
    assert_int_equal(text_compose(0xE2, 0x301), 0x1EA5);  /* ấ */
    assert_int_equal(text_compose(0x1B0, 0x323), 0x1EF1); /* ự */
    assert_int_equal(text_compose('Y', 0x303), 0x1EF8);   /* Ỹ */
    assert_int_equal(text_compose('o', 0x31B), 0x1A1);
    assert_int_equal(text_compose('x', 0x304), 0);
    assert_int_equal(text_compose(0x1EA5, 0x301), 0);
    unsigned made = 0;
    for (uint32_t letter = 0x20; letter < 0x1F00; letter++)
        for (uint32_t mark = 0x300; mark < 0x370; mark++)
            made += text_compose(letter, mark) != 0;
    assert_int_equal(made, 132);
}

/* The stream and its numbers are those of the vector in FORMATS.md. */
static void the_stream_is_that_of_its_vector(void **state)
{
    static const uint32_t SMALL[] = {6, 3, 6, 2, 5, 3, 8, 2, 6, 7};
    static const uint32_t LARGE[] = {2411559286, 2371255472, 798810215, 127231403, 2910411842};
    uint8_t seed[CRYPT_KEY], bytes[260];
    char hex[33];
    struct crypt_stream s;
    (void)state;
    for (size_t i = 0; i < sizeof seed; i++)
        seed[i] = (uint8_t)i;
    crypt_stream_init(&s, seed);
    crypt_stream_fill(&s, bytes, sizeof bytes);
    crypt_hex(bytes, 16, hex);
    assert_string_equal(hex, "7679bd8f7766d34c04e11830b07c568d");
    crypt_hex(bytes + 252, 8, hex);
    assert_string_equal(hex, "cd980bd6106a438d");
    crypt_stream_init(&s, seed);
    for (size_t i = 0; i < sizeof SMALL / sizeof SMALL[0]; i++)
        assert_int_equal(crypt_stream_below(&s, 10), SMALL[i]);
    crypt_stream_init(&s, seed);
    for (size_t i = 0; i < sizeof LARGE / sizeof LARGE[0]; i++)
        assert_int_equal(crypt_stream_below(&s, 3000000000), LARGE[i]);
}

static void a_sentence_ends_once(void **state)
{
    char out[32];
    (void)state;
    assert_string_equal(text_end_sentence("hai đáp án", out, sizeof out), "hai đáp án.");
    assert_string_equal(text_end_sentence("câu nào đúng?", out, sizeof out), "câu nào đúng?");
    assert_string_equal(text_end_sentence("thiếu C. ", out, sizeof out), "thiếu C.");
    assert_string_equal(text_end_sentence("và…", out, sizeof out), "và…");
    assert_string_equal(text_end_sentence("", out, sizeof out), "");
    assert_string_equal(text_end_sentence("abcd", out, 4), "ab.");
}

/* Values of the algorithm's authors. */
static void a_text_has_the_number_of_its_vector(void **state)
{
    (void)state;
    assert_true(text_hash("", 0, TEXT_HASH) == UINT64_C(0xcbf29ce484222325));
    assert_true(text_hash("a", 1, TEXT_HASH) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(text_hash("bar", 3, text_hash("foo", 3, TEXT_HASH)) ==
                UINT64_C(0x85944171f73967e8));
}

int main(void)
{
    struct err e;
    if (crypt_start(&e) != ERR_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xseal_gives_its_vector_and_opens_only_itself),
        cmocka_unit_test(a_wrong_character_or_a_swap_in_a_code_is_found),
        cmocka_unit_test(every_vietnamese_letter_is_one_cell),
        cmocka_unit_test(bad_text_is_refused_with_its_place),
        cmocka_unit_test(words_wrap_and_long_words_break),
        cmocka_unit_test(marks_join_their_letters),
        cmocka_unit_test(a_sentence_ends_once),
        cmocka_unit_test(a_text_has_the_number_of_its_vector),
        cmocka_unit_test(the_stream_is_that_of_its_vector),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
