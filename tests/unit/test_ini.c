/* INI files: what is wrong is named with its line, in our words; nothing that stands there is
 * passed over. */
#include "tools/table/ini.h"
#include "tools/table/ini_edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct ini_group GROUPS[] = {
    {"bank", "id title training count"}, {"field *", "title aliases"}, {NULL, NULL}};

static void wrong_lines_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } ROWS[] = {
        {"[bank]\nid=a\nidd=b\n",
         "x.ini:3: [bank] idd is no known key; there are: id title training count"},
        {"[bank]\nit=b\n", "x.ini:2: [bank] it is no known key"},
        {"[bank]\ntraining count=b\n", "x.ini:2: [bank] training count is no known key"},
        {"[bank]\nid[vi]=b\n", "x.ini:2: [bank] id[vi] is no known key"},
        {"[bnak]\n", "x.ini:1: [bnak] is no known group; there are: [bank] [field *]"},
        {"[field ]\n", "x.ini:1: [field ] is no known group"},
        {"[bank] x\n", "x.ini:1: \"[bank] x\" wants the form [group]"},
        {"[]\n", "x.ini:1: \"[]\" wants the form [group]"},
        {"\n# c\n[bank\n", "x.ini:3: \"[bank\" wants the form [group]"},
        {"id=a\n[bank]\n", "x.ini:1: \"id=a\" stands before the first [group]"},
        {"[bank]\n=a\n", "x.ini:2: \"=a\" has no key before the ="},
        {"[bank]\nid=a\r\n\r\nid=b\r\n", "x.ini:4: [bank] id stands in line 2 already"},
        {"[bank]\n[field 1]\ntitle=x\n[bank]\n", "x.ini:4: [bank] stands in line 1 already"},
        {"[bank]\n; id=a\n", "x.ini:2: a comment begins with #, not with ;"},
        {"[bank]\nid: a\n", "x.ini:2: \"id: a\" is none of [group], key=value and # comment"},
        {"[bank]\nid=\xC3\xA1\xFF\n", "x.ini:2: the byte 0xff at character 5 is no UTF-8"},
        {"\xFF\xFE[\0b\0", "x.ini: is text in UTF-16; save it as UTF-8"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct ini *ini = NULL;
        struct err e = {0};
        assert_int_equal(ini_parse(ROWS[i].text, strlen(ROWS[i].text), "x.ini", GROUPS, &ini, &e),
                         ERR_FORMAT);
        if (!strstr(e.text, ROWS[i].said))
            fail_msg("row %zu: wanted \"%s\", said \"%s\"", i, ROWS[i].said, e.text);
    }
}

static void a_nul_is_named(void **state)
{
    (void)state;
    struct ini *ini = NULL;
    struct err e = {0};
    assert_int_equal(ini_parse("[bank]\nid=a\0b\n", 14, "x.ini", GROUPS, &ini, &e), ERR_FORMAT);
    assert_non_null(strstr(e.text, "x.ini:2: the byte 0x00 at character 5"));
}

static void values_are_read(void **state)
{
    (void)state;
    static const char TEXT[] = "\xEF\xBB\xBF[bank]\r\n  id = a b\r\n#x=y\ntraining=true \ncount= "
                               "30 \n\n[field 4.1]\ntitle=Gi\xC3\xA1m s\xC3\xA1t\naliases=a; b;c\n";
    struct ini *ini = NULL;
    struct err e = {0};
    char *text, **list;
    size_t n;
    long count = 0;
    bool training = false;
    assert_int_equal(ini_parse(TEXT, sizeof TEXT - 1, "x.ini", GROUPS, &ini, &e), ERR_OK);
    assert_int_equal(ini_text(ini, "bank", "id", &text, &e), ERR_OK);
    assert_string_equal(text, "a b");
    free(text);
    assert_int_equal(ini_text(ini, "bank", "title", &text, &e), ERR_OK);
    assert_null(text);
    assert_int_equal(ini_bool(ini, "bank", "training", &training, &e), ERR_OK);
    assert_true(training);
    assert_int_equal(ini_number(ini, "bank", "count", 1, 30, &count, &e), ERR_OK);
    assert_int_equal(count, 30);
    assert_int_equal(ini_number(ini, "bank", "count", 1, 29, &count, &e), ERR_FORMAT);
    assert_non_null(
        strstr(e.text, "x.ini:5: [bank] count wants a whole number from 1 to 29, not \"30"));
    assert_int_equal(ini_list(ini, "field 4.1", "aliases", &list, &n, &e), ERR_OK);
    assert_int_equal(n, 3);
    assert_string_equal(list[1], "b");
    ini_list_free(list, n);
    assert_int_equal(ini_line(ini, "field 4.1", "title"), 8);
    assert_string_equal(ini_group_at(ini, 1), "field 4.1");
    assert_null(ini_group_at(ini, 2));
    ini_free(ini);
}

/* A word is never taken for false, nor for 0, because it is none of the known ones. */
static void unknown_values_are_refused(void **state)
{
    (void)state;
    static const char *const BOOLS[] = {"yes", "True", "1", "c\xC3\xB3", "", "falsee", "tru"},
                             *const NUMBERS[] = {"",     "x", "3 0", "3.5", "99999999999999999999",
                                                 "0x10", "-1"};
    char text[64];
    for (size_t i = 0; i < 7; i++) {
        struct ini *ini = NULL;
        struct err e = {0};
        bool b = false;
        long v = 7;
        int n =
            snprintf(text, sizeof text, "[bank]\ntraining=%s\ncount=%s\n", BOOLS[i], NUMBERS[i]);
        assert_int_equal(ini_parse(text, (size_t)n, "x.ini", GROUPS, &ini, &e), ERR_OK);
        assert_int_equal(ini_bool(ini, "bank", "training", &b, &e), ERR_FORMAT);
        assert_int_equal(ini_number(ini, "bank", "count", 0, 100, &v, &e), ERR_FORMAT);
        assert_int_equal(v, 7);
        ini_free(ini);
    }
    struct ini *ini = NULL;
    struct err e = {0};
    char *value;
    assert_int_equal(ini_parse("[bank]\nid=a\\q\n", 14, "x.ini", GROUPS, &ini, &e), ERR_OK);
    assert_int_equal(ini_text(ini, "bank", "id", &value, &e), ERR_FORMAT);
    assert_non_null(strstr(e.text, "x.ini:2: [bank] id has a \\ that means nothing"));
    ini_free(ini);
}

/* ---- one value changed ---- */

static void check_edit(const char *text, const char *group, const char *key, const char *value,
                       const char *want)
{
    struct buf b;
    buf_init(&b, 4096);
    ini_edit(text, strlen(text), group, key, value, &b);
    assert_string_equal(buf_text(&b), want);
    buf_free(&b);
}

static void a_value_is_changed_and_nothing_else(void **state)
{
    (void)state;
    static const char FILE_TEXT[] = "# head\n[a]\n x = 1\n# y=2\nfree text\n\n[b]\nx=3\n";
    check_edit(FILE_TEXT, "a", "x", "9", "# head\n[a]\nx=9\n# y=2\nfree text\n\n[b]\nx=3\n");
    check_edit(FILE_TEXT, "b", "x", "9", "# head\n[a]\n x = 1\n# y=2\nfree text\n\n[b]\nx=9\n");
    check_edit(FILE_TEXT, "a", "y", "9", "# head\n[a]\n x = 1\ny=9\nfree text\n\n[b]\nx=3\n");
    check_edit(FILE_TEXT, "a", "z", "9",
               "# head\n[a]\n x = 1\n# y=2\nfree text\nz=9\n\n[b]\nx=3\n");
    check_edit(FILE_TEXT, "b", "z", "9",
               "# head\n[a]\n x = 1\n# y=2\nfree text\n\n[b]\nx=3\nz=9\n");
    check_edit(FILE_TEXT, "c", "z", "9",
               "# head\n[a]\n x = 1\n# y=2\nfree text\n\n[b]\nx=3\n\n[c]\nz=9\n");
    check_edit(FILE_TEXT, "a", "x", "", "# head\n[a]\n#  x = 1\n# y=2\nfree text\n\n[b]\nx=3\n");
    check_edit(FILE_TEXT, "a", "y", "", FILE_TEXT);
    check_edit(FILE_TEXT, "c", "y", "", FILE_TEXT);
    check_edit("", "c", "z", "9", "[c]\nz=9\n");
    check_edit("[c]", "c", "z", "9", "[c]\nz=9");
    check_edit("[d]", "c", "z", "9", "[d]\n\n[c]\nz=9\n");
    check_edit("[c]\n#z=1\nz=2\n", "c", "z", "9", "[c]\n#z=1\nz=9\n");
    check_edit("[c]\nz=2\n#z=1\n", "c", "z", "9", "[c]\nz=9\n#z=1\n");
    check_edit("[cc]\nz=2\n[c]\nzz=1\n", "c", "z", "9", "[cc]\nz=2\n[c]\nzz=1\nz=9\n");
}

static void what_was_put_in_is_read_back(void **state)
{
    (void)state;
    static const char *const VALUES[] = {" a b ", "back\\slash", "x\ty", "Sở; Xây=dựng # 1", "\\s"};
    static const struct ini_group ANY[] = {{"c", "*"}, {0}};
    for (size_t i = 0; i < sizeof VALUES / sizeof VALUES[0]; i++) {
        struct buf b;
        struct ini *ini = NULL;
        struct err e = {0};
        char *value = NULL;
        buf_init(&b, 4096);
        ini_edit("[c]\n", 4, "c", "Số giấy tờ", VALUES[i], &b);
        assert_int_equal(ini_parse((const char *)b.data, b.len, "t", ANY, &ini, &e), ERR_OK);
        assert_string_equal(ini_key_at(ini, "c", 0), "Số giấy tờ");
        assert_null(ini_key_at(ini, "c", 1));
        assert_int_equal(ini_text(ini, "c", "Số giấy tờ", &value, &e), ERR_OK);
        assert_string_equal(value, VALUES[i]);
        free(value);
        ini_free(ini);
        buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_lines_are_named),
        cmocka_unit_test(a_nul_is_named),
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(unknown_values_are_refused),
        cmocka_unit_test(a_value_is_changed_and_nothing_else),
        cmocka_unit_test(what_was_put_in_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
