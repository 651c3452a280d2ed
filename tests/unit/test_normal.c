/* Text as it enters the system: what is taken without a look is what Unicode would make of it. */
#include "app/core/text.h"
#include "tools/import/normal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

static bool is_changed_by_rule(uint32_t cp)
{
    return cp == 0xAD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF || cp == ' ' || cp == '\t' ||
           cp == '\r' || cp == '\n' || cp == 0xA0 || cp == 0x202F || (cp >= 0x2000 && cp <= 0x200A);
}

/* Allowed texts come out as their NFC, the others do not come out. */
static void as_unicode_has_it(const char *text, uint32_t cp)
{
    struct err e;
    char *out = NULL;
    unsigned changes = 0;
    bool allowed = text_check(text, strlen(text), true, "text", &e) == ERR_OK;
    bool came = normal_text(text, true, &changes, &out, &e) == ERR_OK;
    char *nfc = (char *)utf8proc_NFC((const utf8proc_uint8_t *)text);
    if (came != allowed)
        fail_msg("U+%04X in \"%s\": %s", (unsigned)cp, text, came ? "taken" : "refused");
    if (came && (strcmp(out, nfc) != 0 ||
                 (changes & NORMAL_COMPOSED) != (strcmp(text, nfc) != 0 ? NORMAL_COMPOSED : 0)))
        fail_msg("U+%04X: \"%s\" became \"%s\", not \"%s\"", (unsigned)cp, text, out, nfc);
    free(out);
    free(nfc);
}

/* Every character of the first two planes alone, twice, and between letters. */
static void every_character(void **state)
{
    static const struct {
        const char *before, *between, *behind;
    } AROUND[] = {{"", "", ""},
                  {"a", "", "b"},
                  {"", " ", "\xC6\xB0"},
                  {"\xE1\xBA\xA1", "e", ""},
                  {"e\xCC\x81 ", "\xC3\x98", ""},
                  {"x\n", "", "o\xCC\x81"}};
    (void)state;
    for (uint32_t cp = 1; cp < 0x20000; cp++) {
        char one[5] = "", text[32];
        if (!utf8_encode(cp, one) || is_changed_by_rule(cp))
            continue;
        for (size_t i = 0; i < sizeof AROUND / sizeof AROUND[0]; i++) {
            snprintf(text, sizeof text, "%s%s%s%s%s", AROUND[i].before, one, AROUND[i].between, one,
                     AROUND[i].behind);
            as_unicode_has_it(text, cp);
        }
    }
}

static void blanks_and_what_is_dropped(void **state)
{
    static const struct {
        const char *text, *lines, *line;
        unsigned changes;
    } CASES[] = {{" a  b ", "a b", "a b", NORMAL_BLANKS},
                 {"a\tb", "a b", "a b", NORMAL_BLANKS},
                 {"a\xC2\xA0"
                  "b",
                  "a b", "a b", NORMAL_BLANKS},
                 {"a\xC2\xAD"
                  "b",
                  "ab", "ab", NORMAL_SOFT},
                 {"e\xCC\x81", "\xC3\xA9", "\xC3\xA9", NORMAL_COMPOSED},
                 {"a \r\n b", "a\nb", "a b", 0},
                 {"\n\na\n", "a", "a", NORMAL_BLANKS},
                 {"\xC3\x98 20", "\xC3\x98 20", "\xC3\x98 20", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err e;
        char *out = NULL;
        unsigned changes = 0;
        assert_int_equal(normal_text(CASES[i].text, true, &changes, &out, &e), ERR_OK);
        assert_string_equal(out, CASES[i].lines);
        free(out);
        if (CASES[i].changes && !(changes & CASES[i].changes))
            fail_msg("\"%s\": %u", CASES[i].text, changes);
        assert_int_equal(normal_text(CASES[i].text, false, NULL, &out, &e), ERR_OK);
        assert_string_equal(out, CASES[i].line);
        free(out);
    }
}

static void malformed_and_forbidden(void **state)
{
    static const char *const CASES[] = {"a\xFF"
                                        "b",
                                        "\xC3",
                                        "\xED\xA0\x80",
                                        "a\x7F"
                                        "b",
                                        "a\x01",
                                        "\xC2\x80",
                                        "\xE2\x80\xAE"};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err e;
        char *out = NULL;
        assert_int_equal(normal_text(CASES[i], true, NULL, &out, &e), ERR_FORMAT);
        assert_null(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_character),
                                       cmocka_unit_test(blanks_and_what_is_dropped),
                                       cmocka_unit_test(malformed_and_forbidden)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
