/* One folding rule on both sides: core's, which the seat links, and the office's, which asks
 * Unicode. */
#include "app/core/session.h"
#include "app/core/text.h"
#include "tools/import/normal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

/* Both fold the text to `want`. */
static void both(const char *text, const char *want)
{
    char seat[128], *office = normal_fold(text);
    if (!text_fold(text, seat, sizeof seat) || strcmp(seat, want) != 0 || !office ||
        strcmp(office, want) != 0)
        fail_msg("%s: seat %s, office %s, wanted %s", text, seat, office ? office : "(none)", want);
    free(office);
}

/* A letter with up to two marks behind it: as it stands, in NFC, and in NFD. */
static void every_form(uint32_t letter, uint32_t shape, uint32_t tone, char plain)
{
    const uint32_t CPS[] = {letter, shape, tone};
    char text[16] = "", want[2] = {plain, '\0'};
    size_t n = 0;
    for (size_t i = 0; i < 3; i++)
        n += CPS[i] ? utf8_encode(CPS[i], text + n) : 0;
    text[n] = '\0';
    char *nfc = (char *)utf8proc_NFC((const utf8proc_uint8_t *)text),
         *nfd = (char *)utf8proc_NFD((const utf8proc_uint8_t *)text);
    both(text, want);
    both(nfc, want);
    both(nfd, want);
    free(nfc);
    free(nfd);
}

static void every_vietnamese_letter(void **state)
{
    static const uint32_t TONES[] = {0, 0x300, 0x301, 0x309, 0x303, 0x323};
    static const struct {
        char plain;
        uint32_t shapes[3];
    } VOWELS[] = {{'a', {0, 0x302, 0x306}}, {'e', {0, 0x302, 0}}, {'i', {0, 0, 0}},
                  {'o', {0, 0x302, 0x31B}}, {'u', {0, 0x31B, 0}}, {'y', {0, 0, 0}}};
    (void)state;
    for (size_t v = 0; v < sizeof VOWELS / sizeof VOWELS[0]; v++)
        for (size_t s = 0; s < 3; s++)
            for (size_t t = 0; t < sizeof TONES / sizeof TONES[0]; t++) {
                every_form((uint32_t)VOWELS[v].plain, VOWELS[v].shapes[s], TONES[t],
                           VOWELS[v].plain);
                every_form((uint32_t)VOWELS[v].plain - 32, VOWELS[v].shapes[s], TONES[t],
                           VOWELS[v].plain);
                /* the tone typed before the shape */
                every_form((uint32_t)VOWELS[v].plain, TONES[t], VOWELS[v].shapes[s],
                           VOWELS[v].plain);
            }
    both("HN-Đ01", "hn-d01");
    both("hn-đ01", "hn-d01");
    both("hn-d01", "hn-d01");
    both("Ð", "d"); /* eth, which old converters leave */
}

/* Whatever core knows, the office folds alike: each character of the first two planes. */
static void nothing_apart(void **state)
{
    size_t known = 0;
    (void)state;
    for (uint32_t cp = 1; cp < 0x20000; cp++) {
        char text[5] = "", seat[8];
        size_t n = utf8_encode(cp, text);
        if (n == 0 || utf8_is_forbidden(cp, false) || !text_fold(text, seat, sizeof seat))
            continue;
        char *office = normal_fold(text);
        if (!office || strcmp(office, seat) != 0)
            fail_msg("U+%04X: seat %s, office %s", (unsigned)cp, seat, office ? office : "(none)");
        free(office);
        known++;
    }
    assert_int_equal(known, 95 + 132 + 4); /* ASCII; the vowels with shapes and tones; đ Đ, ð Ð */
}

static void unknown_letters(void **state)
{
    static const char *const TEXTS[] = {"ß",    "é\xCC\xA7", "Ж",    "HN–01",
                                        "０１", "\xCC\x81",  "\xFF", "ö"};
    char out[32];
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++)
        if (text_fold(TEXTS[i], out, sizeof out))
            fail_msg("%s was folded to %s", TEXTS[i], out);
    assert_false(text_fold("abcd", out, 4));
    assert_true(text_fold("abc", out, 4));
    assert_true(text_fold("", out, 1));
    assert_false(text_fold("", out, 0));
}

/* As it is typed at the log-in. */
static void at_the_log_in(void **state)
{
    struct session_candidate people[] = {{.sbd = "HN-Đ01"}, {.sbd = "HN-Đ02"}, {.sbd = "017"},
                                         {.sbd = "0a"},     {.sbd = "00a"},    {.sbd = "Ж1"}};
    const struct session_roster r = {.candidate = people,
                                     .candidates = sizeof people / sizeof people[0]};
    static const struct {
        const char *typed;
        long who;
    } CASES[] = {{"HN-Đ01", 0},
                 {"hn-đ01", 0},
                 {"hn-d01", 0},
                 {" HN-D02 ", 1},
                 {"HN-\xC4\x90"
                  "02",
                  1},
                 {"hn-d03", -1},
                 {"017", 2},
                 {"17", 2},
                 {"0017", 2},
                 {"0A", 3},
                 {"00A", 4},
                 {"a", -1},
                 {"", -1},
                 {"   ", -1},
                 {"hn–d01", -1},
                 {" Ж1", 5},
                 {"ж1", -1}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        if (session_roster_find(&r, CASES[i].typed) != CASES[i].who)
            fail_msg("\"%s\" found %ld, not %ld", CASES[i].typed,
                     session_roster_find(&r, CASES[i].typed), CASES[i].who);
}

static void keys(void **state)
{
    static const struct {
        const char *text, *key;
    } CASES[] = {{"Ngày, tháng, năm sinh", "ngay thang nam sinh"},
                 {"  SỐ CCCD / Hộ chiếu ", "so cccd ho chieu"},
                 {"Ng\xC3\xA0y sinh", "ngay sinh"},
                 {"Nga\xCC\x80y sinh", "ngay sinh"},
                 {"ＳＢＤ", "sbd"},
                 {"Hạng Ⅱ", "hang ii"},
                 {"…", ""},
                 {"Đường thuỷ", "duong thuy"}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char *key = normal_key(CASES[i].text);
        assert_string_equal(key, CASES[i].key);
        free(key);
    }
    assert_null(normal_key("\xFF"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_vietnamese_letter), cmocka_unit_test(nothing_apart),
        cmocka_unit_test(unknown_letters), cmocka_unit_test(at_the_log_in), cmocka_unit_test(keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
