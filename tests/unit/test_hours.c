/* The day and the hours of a session, as people type them. */
#include "tools/office/hours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { D_2026_12_05 = 1796428800 }; /* 05/12/2026 00:00 UTC */

static void days_there_are(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t day;
    } ROWS[] = {{"2026-12-05", D_2026_12_05}, {"05/12/2026", D_2026_12_05},
                {"5/12/2026", D_2026_12_05},  {"2028-02-29", 1835395200},
                {"29/2/2028", 1835395200},    {"31/12/2026", 1798675200}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct err e = {0};
        int64_t day = 0;
        assert_int_equal(hours_parse_day("--date", ROWS[i].text, &day, &e), ERR_OK);
        assert_int_equal(day, ROWS[i].day);
    }
}

static void days_there_are_not(void **state)
{
    (void)state;
    static const char *const ROWS[] = {
        "",           "2026",       "30/02/2026", "2026-02-30",        "2027-02-29",  "29/02/2027",
        "31/04/2026", "00/01/2026", "01/13/2026", "2026-00-01",        "05/12/26",    "26-12-05",
        "2026/12/05", "05-12-2026", "2026-12-5",  "2026-12-05 ",       " 2026-12-05", "2026-12-05x",
        "tomorrow",   "1999-12-31", "2101-01-01", "99999999999-01-01", "+026-12-05",  "2026-1e-05",
        "5.12.2026",  "05/12/20266"};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct err e = {0};
        int64_t day = 7;
        if (hours_parse_day("--date", ROWS[i], &day, &e) != ERR_USAGE)
            fail_msg("\"%s\" was taken", ROWS[i]);
        assert_non_null(strstr(e.text, "--date \""));
        assert_non_null(strstr(e.text, ROWS[i]));
        assert_non_null(strstr(e.text, "05/12/2026"));
    }
}

static void windows(void **state)
{
    (void)state;
    static const struct {
        const char *day, *opens, *closes, *said;
        int64_t from, to;
    } ROWS[] = {
        {NULL, NULL, NULL, NULL, 0, 0},
        {"2026-12-05", "07:30", NULL, NULL, D_2026_12_05 + 27000, 0},
        {"2026-12-05", "7h30", "9:05", NULL, D_2026_12_05 + 27000, D_2026_12_05 + 32700},
        {"2026-12-05", "00:00", "23:59", NULL, D_2026_12_05, D_2026_12_05 + 86340},
        {"2026-12-05", NULL, NULL, "--date \"2026-12-05\" stands without hours", 0, 0},
        {"2026-12-05", NULL, "09:00", "--date \"2026-12-05\" stands without hours", 0, 0},
        {NULL, "07:30", NULL, "--opens \"07:30\" stands without a day", 0, 0},
        {NULL, NULL, "09:00", "--closes \"09:00\" stands without a day", 0, 0},
        {"2026-12-05", "24:00", NULL, "--opens \"24:00\" is no time of day", 0, 0},
        {"2026-12-05", "07:60", NULL, "--opens \"07:60\" is no time of day", 0, 0},
        {"2026-12-05", "0730", NULL, "--opens \"0730\" is no time of day", 0, 0},
        {"2026-12-05", "7", NULL, "--opens \"7\" is no time of day", 0, 0},
        {"2026-12-05", "07:30:00", NULL, "--opens \"07:30:00\" is no time of day", 0, 0},
        {"2026-12-05", "-1:30", NULL, "--opens \"-1:30\" is no time of day", 0, 0},
        {"2026-12-05", "07:3", NULL, "--opens \"07:3\" is no time of day", 0, 0},
        {"2026-12-05", "07:30", "25:00", "--closes \"25:00\" is no time of day", 0, 0},
        {"2026-12-05", "07:30", "07:30", "--closes \"07:30\" is not later than --opens \"07:30\"",
         0, 0},
        {"2026-12-05", "13:30", "09:30", "--closes \"09:30\" is not later than --opens \"13:30\"",
         0, 0},
        {"30/02/2026", "07:30", NULL, "--date \"30/02/2026\" is no day", 0, 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct err e = {0};
        int64_t from = 7, to = 7;
        enum err_code rc =
            hours_parse_window(ROWS[i].day, ROWS[i].opens, ROWS[i].closes, &from, &to, &e);
        assert_int_equal(rc, ROWS[i].said ? ERR_USAGE : ERR_OK);
        if (ROWS[i].said && !strstr(e.text, ROWS[i].said))
            fail_msg("row %zu: wanted \"%s\", said \"%s\"", i, ROWS[i].said, e.text);
        if (!ROWS[i].said) {
            assert_int_equal(from, ROWS[i].from);
            assert_int_equal(to, ROWS[i].to);
        }
    }
}

static void written_back(void **state)
{
    (void)state;
    char day[HOURS_DAY_MAX], iso[HOURS_DAY_MAX], time[HOURS_TIME_MAX];
    hours_day(D_2026_12_05 + 27000, day);
    hours_iso_day(D_2026_12_05 + 27000, iso);
    hours_time(D_2026_12_05 + 27000, time);
    assert_string_equal(day, "05/12/2026");
    assert_string_equal(iso, "2026-12-05");
    assert_string_equal(time, "07:30");
    hours_day(0, day);
    hours_time(0, time);
    assert_string_equal(day, "");
    assert_string_equal(time, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_there_are),
        cmocka_unit_test(days_there_are_not),
        cmocka_unit_test(windows),
        cmocka_unit_test(written_back),
    };
    setenv("TZ", "UTC", 1);
    tzset();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
