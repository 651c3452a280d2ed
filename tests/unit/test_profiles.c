/* The rules in force on a day: of those that say since when they hold the last ones that do; and
 * the day itself, as a file says it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/scratch.h"
#include "tools/work/profiles.h"

enum { NONE = 99 };

static void the_last_that_hold_are_in_force(void **state)
{
    struct profiles_item items[] = {{.from = "2024-12-30"},
                                    {.from = ""},
                                    {.from = "2018-09-20"},
                                    {.from = "2021-03-03"},
                                    {.from = "2027-01-01"}};
    const struct profiles_list list = {items, sizeof items / sizeof items[0]};
    static const struct {
        const char *day;
        size_t at;
    } DAYS[] = {{"2026-11-30", 0},    {"2024-12-30", 0}, {"2024-12-29", 3},
                {"2021-03-03", 3},    {"2021-03-02", 2}, {"2018-09-20", 2},
                {"2018-09-19", NONE}, {"2027-01-01", 4}, {"9999-12-31", 4}};
    (void)state;
    for (size_t i = 0; i < sizeof DAYS / sizeof DAYS[0]; i++) {
        size_t at = NONE;
        assert_int_equal(profiles_in_force(&list, DAYS[i].day, &at), DAYS[i].at != NONE);
        assert_int_equal(at, DAYS[i].at);
    }
}

static void rules_that_say_no_day_are_never_in_force(void **state)
{
    struct profiles_item items[] = {{.from = ""}, {.from = ""}};
    size_t at = NONE;
    (void)state;
    assert_false(profiles_in_force(&(struct profiles_list){0}, "2026-11-30", &at));
    assert_false(profiles_in_force(&(struct profiles_list){items, 2}, "2026-11-30", &at));
    assert_int_equal(at, NONE);
}

/* Those that came with the program, by name, as their files say it. */
static void the_shipped_ones_say_since_when(void **state)
{
    char from[PROFILE_INI_DAY];
    struct profile p;
    struct err e = {0};
    (void)state;
    assert_int_equal(profile_ini_read_dated("questionbanks/profiles/nd175-2024.ini", &p, from, &e),
                     ERR_OK);
    assert_string_equal(from, "2024-12-30");
}

/* The shipped rules with another day, or none. */
static void write_with(const char *path, const char *line)
{
    char text[16384] = "";
    FILE *f = fopen("questionbanks/profiles/nd175-2024.ini", "r");
    assert_non_null(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    char *day = strstr(text, "\nfrom=");
    assert_non_null(day);
    const char *rest = strchr(day + 1, '\n');
    assert_non_null(rest);
    f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "%.*s\n%s%s", (int)(day - text), text, line, rest);
    assert_int_equal(fclose(f), 0);
}

static void a_wrong_day_is_an_error(void **state)
{
    static const char *const WRONG[] = {"from=2023-02-29", "from=2024-13-01",  "from=30/12/2024",
                                        "from=2024-12-3",  "from=2024-12-30x", "from=24-12-30",
                                        "from=hôm nay"};
    char folder[SCRATCH_PATH], path[SCRATCH_PATH + 16], command[SCRATCH_PATH + 16];
    char from[PROFILE_INI_DAY];
    struct profile p;
    (void)state;
    scratch_folder(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/rules.ini", folder);
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        struct err e = {0};
        write_with(path, WRONG[i]);
        if (profile_ini_read_dated(path, &p, from, &e) != ERR_FORMAT)
            fail_msg("%s is taken", WRONG[i]);
        assert_non_null(strstr(e.text, "rules.ini"));
        assert_non_null(strstr(e.text, "from"));
    }
    struct err e = {0};
    write_with(path, "from=2024-02-29");
    assert_int_equal(profile_ini_read_dated(path, &p, from, &e), ERR_OK);
    assert_string_equal(from, "2024-02-29");
    write_with(path, "");
    assert_int_equal(profile_ini_read_dated(path, &p, from, &e), ERR_OK);
    assert_string_equal(from, "");
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_that_hold_are_in_force),
        cmocka_unit_test(rules_that_say_no_day_are_never_in_force),
        cmocka_unit_test(the_shipped_ones_say_since_when),
        cmocka_unit_test(a_wrong_day_is_an_error),
    };
    return cmocka_run_group_tests_name("profiles", tests, NULL, NULL);
}
