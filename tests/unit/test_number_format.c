/* What spreadsheets show of numbers: a table of formats and values. Expected values were compared
 * with LibreOffice's; where the two differ (General's eleven characters, the point of "0.##" that
 * stays, days before March
 * 1900) they are Excel's. */
#include "tools/import/number_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct shown {
    const char *code;
    double value;
    const char *text; /* NULL: an error that names the format */
};

static const struct shown NUMBERS[] = {
    {"General", 0, "0"},
    {"General", 0.1 + 0.2, "0.3"},
    {"General", 3.1, "3.1"},
    {"General", -12.5, "-12.5"},
    {"General", 52080000007.0, "52080000007"},
    {"General", 99999999999.0, "99999999999"},
    {"General", 1e11, "1E+11"},
    {"General", 352080000007.0, "3.5208E+11"},
    {"General", 123456789012.0, "1.23457E+11"},
    {"General", 1e-7, "0.0000001"},
    {"General", 1.2345678e-5, "1.23457E-05"},
    {"General", 0.00012345678, "0.000123457"},
    {"General", 1.0 / 3, "0.333333333"},
    {"General", 3.14159265358979, "3.141592654"},
    {"General", 1234567.891, "1234567.891"},
    {"General", 1e100, "1E+100"},
    {"general", 5, "5"},
    {"GENERAL", 5, "5"},
    {"General\" m\"", 2.5, "2.5 m"},
    {"[Red]General", 2.5, "2.5"},
    {"General;-General", -4, "-4"},
    {"@", 12, "12"},
    {"@", 3.1, "3.1"},
    {"General;@", -3.5, "-3.5"},

    {"0", 0, "0"},
    {"0", 0.5, "1"},
    {"0", -0.3, "0"},
    {"0", -1234.567, "-1235"},
    {"0", 2.5, "3"},
    {"0", -2.5, "-3"},
    {"000", 7, "007"},
    {"000", 12, "012"},
    {"000", 123, "123"},
    {"000", 1234, "1234"},
    {"000", -7, "-007"},
    {"000000000000", 52080000007.0, "052080000007"},
    {"0.00", 3.1, "3.10"},
    {"0.00", 1.005, "1.01"},
    {"0.00", 2.675, "2.68"},
    {"0.00", 9.995, "10.00"},
    {"0.00", 999.999, "1000.00"},
    {"0.0", 0.05, "0.1"},
    {"0.0", 0.04, "0.0"},
    {".00", 0.5, ".50"},
    {".00", 12.5, "12.50"},
    {"#.00", 0.5, ".50"},
    {"#", 0, ""},
    {"0.##", 3.1, "3.1"},
    {"0.##", 5, "5."},
    {"#0.0#", 3.14, "3.14"},
    {"?.??", 1.5, "1.5"},
    {"0.0?", 1.5, "1.5"},
    {"# #00", 1234, "1 234"},
    {"0.0000000000", 0.1 + 0.2, "0.3000000000"},
    {"#,##0", 1234567, "1,234,567"},
    {"#,##0", 123, "123"},
    {"#,##0.00", -1234.5, "-1,234.50"},
    {"#,##0.###", 1234.5, "1,234.5"},
    {"#,###", 0, ""},
    {"?,??0", 1234, "1,234"},
    {"0,", 12345, "12"},
    {"0.0,,\"tr\"", 1234567, "1.2tr"},
    {"#,##0,", 1234567, "1,235"},
    {"0%", 0.03, "3%"},
    {"0%", 0.125, "13%"},
    {"0.00%", 0.125, "12.50%"},
    {"0.0%", -0.0555, "-5.6%"},
    {"0\" %\"", 5, "5 %"},
    {"%0", 0.5, "%50"},
    {"0%", 1.005, "101%"},

    {"0\" mm\"", 25, "25 mm"},
    {"0\\ \"m2\"", -0.3, "0 m2"},
    {"0\\ \\m", 5, "5 m"},
    {"0 \"m³\"", 5, "5 m³"},
    {"\"SBD \"000", 7, "SBD 007"},
    {"\"x\"0", -5, "-x5"},
    {"0.0\" m\"", 2.25, "2.3 m"},
    {"0°", 45, "45°"},
    {"0000\\-0000", 12345678, "1234-5678"},
    {"0000\\-0000", 7, "0000-0007"},
    {"(000) 000-0000", 241234567, "(024) 123-4567"},
    {"00\\.00", 1234, "12.34"},
    {"\"A\"0\"B\"0", 12, "A1B2"},
    {"0_)", 5, "5"},
    {"* 0", 5, "5"},
    {"\"chữ\"", 5, "chữ"},
    {"+0;-0;0", 3, "+3"},

    {"#,##0_);(#,##0)", -1234, "(1,234)"},
    {"#,##0_);[Red](#,##0)", -1234, "(1,234)"},
    {"0;-0;\"không\"", 0, "không"},
    {"0;(0);\"-\"", -5, "(5)"},
    {"0;;", -5, ""},
    {"0;;", 0, ""},
    {"[Blue]0.0;[Color 12]-0.0", -2.5, "-2.5"},
    {"[<100]0.0;[>=1000]#,##0;0.00", 50, "50.0"},
    {"[<100]0.0;[>=1000]#,##0;0.00", 5000, "5,000"},
    {"[<100]0.0;[>=1000]#,##0;0.00", 500, "500.00"},
    {"[<100]0.0;[>=1000]#,##0;0.00", -5, "-5.0"},
    {"[=1]\"một\";[=2]\"hai\";0", 2, "hai"},
    {"[=1]\"một\";[=2]\"hai\";0", 3, "3"},
    {"[>=0]0;\"âm \"0", -5, "âm 5"},
    {"[<0]\"âm \"0;0", -5, "âm 5"},
    {"[>5]0", 3, NULL},
    {"[<>0]0.0;\"-\"", 0, "-"},
    {"_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"?\?_);_(@_)", 0, "-"},
    {"_-* #,##0.00\\ _₫_-", 1500, "1,500.00"},

    {"# ?/?", 1.5, "1 1/2"},
    {"# ?/?", 0.25, "1/4"},
    {"# ?/?", 3, "3"},
    {"# ?/?", 0, "0"},
    {"# ?/?", 0.96, "1"},
    {"# ?/?", -1.5, "-1 1/2"},
    {"# ?\?/?\?", 3.14159265358979, "3 14/99"},
    {"# ?\?\?/?\?\?", 3.14159265358979, "3  16/113"},
    {"?/?", 1.5, "3/2"},
    {"?/?", 0, "0/1"},
    {"# ?/8", 0.5, "4/8"},
    {"# ?\?/16", 1.25, "1  4/16"},
    {"#\" \"?/?", 2.5, "2 1/2"},
    {"0 ?/?", 0.5, "0 1/2"},

    {"0.00E+00", 1234.5, "1.23E+03"},
    {"0E+0", 0.00012, "1E-4"},
    {"##0.0E+0", 12345, "12.3E+3"},
    {"0.00E+00", 9999.9, "1.00E+04"},
    {"0.0E-00", 12345, "1.2E04"},
    {"0.00E+00", 0, "0.00E+00"},
    {"##0.0E+0", 999999, "1.0E+6"},

    {"$#,##0.00", 1234.5, "$1,234.50"},
    {"[$₫-42A]#,##0", 1500, "₫1,500"},
    {"#,##0\\ [$₫-42A]", 1500, "1,500 ₫"},
    {"[$$-409]#,##0.00", 1234.5, "$1,234.50"},
    {"[$-409]0.00", 1.5, "1.50"},
    {"[$-42A]0.00", 1.5, "1,50"},
    {"[$-42A]#,##0.0", 1234.5, "1.234,5"},

    /* a decimal comma that some programs write, and what else is not understood */
    {"0,00", 1.5, NULL},
    {"0,0", 1.5, NULL},
    {"#,#0", 1234, NULL},
    {"0,000", 1500, NULL},
    {"##,##,##0", 1234567, NULL},
    {"#,##0,00", 1.5, NULL},
    {"0 mm", 5, NULL},
    {"0\"mm", 5, NULL},
    {"[Đỏ]0", 5, NULL},
    {"[DBNum1]0", 5, NULL},
    {"0.0.0", 5, NULL},
    {"0;0;0;0;0", 5, NULL},
    {"[h", 1, NULL},
    {"@0", 5, NULL},
    {"0@", 5, NULL},
    {"[$-D000000]0", 5, NULL},
    {"0/0/0", 5, NULL},
    {"15", 5, NULL},
    {"0\\", 5, NULL},
    {"e", 5, NULL},
    {"", 5, NULL},
    {"0E", 5, NULL},
    {"?/????", 0.5, NULL},
    {"b1", 5, NULL},
    {"g", 5, NULL}};

static const struct shown DAYS[] = {
    {"dd/mm/yyyy", 31111, "05/03/1985"},
    {"d/m/yyyy", 31111, "5/3/1985"},
    {"dd\\/mm\\/yyyy", 31111.75, "05/03/1985"},
    {"mm-dd-yy", 31111, "03-05-85"},
    {"yyyy-mm-dd", 45839, "2025-07-01"},
    {"d-mmm-yy", 31111, "5-Mar-85"},
    {"mmmm d, yyyy", 45839, "July 1, 2025"},
    {"[$-409]mmmm\\ d\\,\\ yyyy;@", 45839, "July 1, 2025"},
    {"dddd", 46355, "Sunday"},
    {"ddd d mmm", 46355, "Sun 29 Nov"},
    {"mmmmm", 31111, "M"},
    {"dd.mm.yyyy", 31111, "05.03.1985"},
    {"yyyy", 31111, "1985"},
    {"yy", 36526, "00"},
    {"mm/yyyy", 31111, "03/1985"},
    {"d\"/\"m\"/\"yyyy", 31111, "5/3/1985"},
    {"d/m/yyyy;@", 31111, "5/3/1985"},
    {"[$-1010000]d/m/yyyy", 31111, "5/3/1985"},
    {"[$-101042A]d/m/yyyy;@", 31111, "5/3/1985"},
    {"[$-42A]dd/mm/yyyy", 31111, "05/03/1985"},
    {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 31111, "05/03/1985"},
    {"\"Ngày \"dd\" tháng \"mm\" năm \"yyyy", 31111, "Ngày 05 tháng 03 năm 1985"},
    {"dd/mm/yyyy", 1, "01/01/1900"},
    {"dd/mm/yyyy", 59, "28/02/1900"},
    {"dd/mm/yyyy", 60, "29/02/1900"},
    {"dd/mm/yyyy", 61, "01/03/1900"},
    {"dd/mm/yyyy", 36584, "28/02/2000"},
    {"dd/mm/yyyy", 36585, "29/02/2000"},
    {"dd/mm/yyyy", 2958465, "31/12/9999"},
    {"dd/mm/yyyy", -1, NULL},
    {"dd/mm/yyyy", 2958466, NULL},
    {"[h]:mm", -0.5, NULL},
    {"[$-42A]d mmmm yyyy", 31111, NULL},
    {"[$-41E]d mmm yyyy", 31111, NULL},
    {"[$-807]dddd", 31111, NULL},
    {"[$-107041E]d/m/yyyy", 31111, NULL},
    {"yyyyy", 31111, NULL},

    {"h:mm", 0.354166666666667, "8:30"},
    {"hh:mm:ss", 0.999988, "23:59:59"},
    {"h:mm AM/PM", 0.354166666666667, "8:30 AM"},
    {"h AM/PM", 0.5, "12 PM"},
    {"h:mm A/P", 0.75, "6:00 P"},
    {"[h]:mm", 1.25, "30:00"},
    {"[h]:mm:ss", 2.5, "60:00:00"},
    {"[mm]:ss", 0.0625, "90:00"},
    {"[ss]", 0.000694444, "60"},
    {"mm:ss", 0.0416666667, "00:00"},
    {"mm:ss.0", 0.999988, "59:59.0"},
    {"ss.000", 0.999988, "58.963"},
    {"h:mm:ss.00", 0.999988, "23:59:58.96"},
    {"h\"h\"mm", 0.354166666666667, "8h30"},
    {"hh\"giờ\"mm\"phút\"", 0.354166666666667, "08giờ30phút"},
    {"h:mm", 0.9999999, "0:00"},
    {"dd/mm/yyyy h:mm", 31111.75, "05/03/1985 18:00"},
    {"yyyy\\-mm\\-dd\\ hh:mm:ss", 31111.9999999, "1985-03-06 00:00:00"},
    {"[$-F400]h:mm:ss\\ AM/PM", 0.75, "18:00:00"},
    {"[$-42A]h:mm AM/PM", 0.75, NULL},
    {"[$-42A]h:mm", 0.75, "18:00"}};

static void check(const struct shown *row)
{
    struct number_format_shown out;
    struct err e = {0};
    enum err_code rc = number_format_show(row->code, row->value, false, &out, &e);
    if (row->text ? rc != ERR_OK || strcmp(out.text, row->text) != 0
                  : rc != ERR_FORMAT || !e.text[0])
        fail_msg("\"%s\" of %.15g: \"%s\", not \"%s\"", row->code, row->value,
                 rc == ERR_OK ? out.text : e.text, row->text ? row->text : "(error)");
}

static void numbers_as_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof NUMBERS[0]; i++)
        check(&NUMBERS[i]);
}

static void days_and_times_as_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof DAYS / sizeof DAYS[0]; i++)
        check(&DAYS[i]);
}

static void builtin_formats(void **state)
{
    (void)state;
    static const struct {
        unsigned long id;
        double value;
        const char *text;
    } ROWS[] = {{0, 2.5, "2.5"},
                {1, 2.5, "3"},
                {2, 3.1, "3.10"},
                {3, 1500, "1,500"},
                {4, 1500, "1,500.00"},
                {9, 0.05, "5%"},
                {10, 0.05, "5.00%"},
                {11, 1500, "1.50E+03"},
                {12, 0.5, "1/2"},
                {13, 0.0625, "1/16"},
                {14, 31111, "05/03/1985"},
                {15, 31111, "5-Mar-85"},
                {16, 31111, "5-Mar"},
                {17, 31111, "Mar-85"},
                {18, 0.75, "6:00 PM"},
                {19, 0.75, "6:00:00 PM"},
                {20, 0.75, "18:00"},
                {21, 0.75, "18:00:00"},
                {22, 31111.75, "05/03/1985 18:00"},
                {37, -5, "(5)"},
                {38, -5, "(5)"},
                {39, -5, "(5.00)"},
                {40, 5, "5.00"},
                {41, 0, "-"},
                {43, 1500, "1,500.00"},
                {45, 0.0416, "59:54"},
                {46, 1.5, "36:00:00"},
                {47, 0.5, "00:00.0"},
                {48, 12345, "12.3E+3"},
                {49, 5, "5"}};
    bool known[64] = {0};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        const char *code = number_format_builtin(ROWS[i].id);
        assert_non_null(code);
        check(&(struct shown){code, ROWS[i].value, ROWS[i].text});
        known[ROWS[i].id] = true;
    }
    for (unsigned long id = 0; id < 64; id++)
        assert_int_equal(number_format_builtin(id) != NULL, known[id]);
    assert_null(number_format_builtin(1000000));
}

/* 1904: the same day has another number. */
static void days_since_1904(void **state)
{
    (void)state;
    struct number_format_shown out;
    struct err e = {0};
    assert_int_equal(number_format_show("ddd dd/mm/yyyy", 29649, true, &out, &e), ERR_OK);
    assert_string_equal(out.text, "Tue 05/03/1985");
    assert_int_equal(number_format_show("ddd dd/mm/yyyy", 31111, false, &out, &e), ERR_OK);
    assert_string_equal(out.text, "Tue 05/03/1985");
    assert_int_equal(number_format_show("dd/mm/yyyy", 0, true, &out, &e), ERR_OK);
    assert_string_equal(out.text, "01/01/1904");
}

static void what_a_format_says_of_a_value(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        double value;
        bool day, time, drops;
    } ROWS[] = {{"General", 3.1, false, false, true},
                {"General", 3, false, false, false},
                {"@", 3.1, false, false, true},
                {"0.00", 3.1, false, false, false},
                {"0.##", 3.1, false, false, true},
                {"0", 3.1, false, false, false},
                {"dd/mm/yyyy", 31111, true, false, false},
                {"h:mm", 0.5, false, true, false},
                {"dd/mm h:mm", 31111, true, false, false},
                {"[$-F800]yyyy", 31111, true, false, false},
                {"[<1]h:mm;dd/mm/yyyy", 31111, true, false, false},
                {"[<1]h:mm;dd/mm/yyyy", 0.5, false, true, false},
                {"0\" h\"", 5, false, false, false},
                {"[$-409]0", 5, false, false, false}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct number_format_shown out;
        struct err e = {0};
        assert_int_equal(number_format_show(ROWS[i].code, ROWS[i].value, false, &out, &e), ERR_OK);
        if (out.is_day != ROWS[i].day || out.is_time != ROWS[i].time ||
            out.drops_zeros != ROWS[i].drops)
            fail_msg("\"%s\" of %g", ROWS[i].code, ROWS[i].value);
    }
    assert_true(number_format_hides(";;;", 5));
    assert_true(number_format_hides("0;;", -5));
    assert_false(number_format_hides("0;;", 0));
    assert_false(number_format_hides("0", 5));
}

static void texts_as_shown(void **state)
{
    (void)state;
    static const struct {
        const char *code, *text, *shown;
    } ROWS[] = {{"General", "chữ", "chữ"},
                {"0", "chữ", "chữ"},
                {"@", "chữ", "chữ"},
                {"\"Hạng \"@", "II", "Hạng II"},
                {"0;0;0;\"(\"@\")\"", "x", "(x)"},
                {"0;0;0;\"che\"", "x", "che"},
                {";;;", "x", ""},
                {"0;@\" mm\"", "5", "5 mm"},
                {"0@", "x", "x"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        char *out = NULL;
        struct err e = {0};
        assert_int_equal(number_format_text(ROWS[i].code, ROWS[i].text, &out, &e), ERR_OK);
        assert_string_equal(out, ROWS[i].shown);
        free(out);
    }
}

/* No code, however odd, makes it run over or fail to end: all of three signs, and mutations of the
 * table's. */
static void any_code_ends(void **state)
{
    (void)state;
    static const char SIGNS[] = "0#?.,%E+-/;@\"\\_*[]$hmsydAG1 ";
    static const double VALUES[] = {0, 1, -1.5, 1e15, 1e300, 1e-300, 45000.75};
    size_t n = sizeof SIGNS - 1, tried = 0;
    for (size_t i = 0; i < n * n * n * n; i++) {
        char code[5] = {SIGNS[i % n], SIGNS[i / n % n], SIGNS[i / n / n % n], SIGNS[i / n / n / n],
                        0};
        struct number_format_shown out;
        struct err e = {0};
        enum err_code rc = number_format_show(code, VALUES[i % (sizeof VALUES / sizeof VALUES[0])],
                                              false, &out, &e);
        tried += rc == ERR_OK || rc == ERR_FORMAT;
    }
    assert_int_equal(tried, n * n * n * n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_as_shown),
                                       cmocka_unit_test(days_and_times_as_shown),
                                       cmocka_unit_test(builtin_formats),
                                       cmocka_unit_test(days_since_1904),
                                       cmocka_unit_test(what_a_format_says_of_a_value),
                                       cmocka_unit_test(texts_as_shown),
                                       cmocka_unit_test(any_code_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
