/* The shipped profiles against the table of the regimes: at, just above and just below each mark,
 * exemptions included. */
#include "tools/import/profile_ini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct regime {
    const char *file;
    bool exempt;
    unsigned minutes, law, professional; /* questions */
    struct {
        unsigned law, professional;
        bool passed;
    } row[8];
    size_t rows;
};

/* right answers, not points */
static const struct regime REGIMES[] = {
    {"nd175-2024",
     false,
     30,
     10,
     20,
     {{7, 14, true},
      {7, 13, false},
      {6, 15, false},
      {6, 20, false},
      {8, 13, true},
      {7, 15, true},
      {10, 11, true},
      {10, 10, false}},
     8},
    {"nd15-2021",
     false,
     30,
     5,
     20,
     {{4, 16, true},
      {4, 15, false},
      {3, 20, false},
      {3, 17, false},
      {5, 15, true},
      {5, 14, false},
      {4, 17, true}},
     7},
    {"nd15-2021", true, 12, 10, 0, {{8, 0, true}, {7, 0, false}, {9, 0, true}}, 3},
    {"nd100-2018",
     false,
     30,
     5,
     20,
     {{4, 16, true}, {4, 15, false}, {3, 20, false}, {5, 15, true}, {5, 14, false}, {4, 17, true}},
     6},
    {"nd100-2018",
     true,
     12,
     10,
     0,
     {{8, 0, true}, {7, 0, false}, {9, 0, true}, {10, 0, true}, {0, 0, false}},
     5},
    {"nd59-2015",
     false,
     30,
     10,
     15,
     {{10, 10, true}, {10, 9, false}, {5, 15, true}, {4, 15, false}, {6, 14, true}, {6, 15, true}},
     6},
    {"nd59-2015", true, 30, 10, 0, {{8, 0, true}, {7, 0, false}, {9, 0, true}}, 3},
};

static void regimes_grade_as_their_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof REGIMES / sizeof REGIMES[0]; i++) {
        const struct regime *r = &REGIMES[i];
        char path[128];
        struct profile p;
        struct err e = {0};
        snprintf(path, sizeof path, "questionbanks/profiles/%s.ini", r->file);
        if (profile_ini_read(path, &p, &e) != ERR_OK)
            fail_msg("%s", e.text);
        const struct profile_variant *v = profile_variant_for(&p, r->exempt);
        assert_non_null(v);
        assert_int_equal(v->minutes, r->minutes);
        assert_int_equal(profile_part_questions(&v->part[0]), r->law);
        assert_int_equal(profile_variant_questions(v), r->law + r->professional);
        for (size_t k = 0; k < r->rows; k++) {
            unsigned right[PROFILE_PARTS_MAX] = {r->row[k].law, r->row[k].professional};
            unsigned counted[PROFILE_PARTS_MAX] = {r->law, r->professional};
            struct profile_score score;
            profile_score(v, right, counted, &score);
            if (score.passed != r->row[k].passed)
                fail_msg("%s%s: %u law + %u professional: %s", r->file,
                         r->exempt ? " (exempt)" : "", right[0], right[1],
                         score.passed ? "passed" : "failed");
        }
    }
}

static void regimes_without_exemption_have_no_variant(void **state)
{
    (void)state;
    static const char *const FILES[] = {"nd175-2024"};
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
        char path[128];
        struct profile p;
        struct err e = {0};
        snprintf(path, sizeof path, "questionbanks/profiles/%s.ini", FILES[i]);
        assert_int_equal(profile_ini_read(path, &p, &e), ERR_OK);
        assert_null(profile_variant_for(&p, true));
    }
}

/* What the exempt paper is worth, and that each file says where its figures come from. */
static void exempt_papers_have_forty_points(void **state)
{
    (void)state;
    static const char *const FILES[] = {"nd15-2021", "nd100-2018", "nd59-2015"};
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
        char path[128];
        struct profile p;
        struct err e = {0};
        snprintf(path, sizeof path, "questionbanks/profiles/%s.ini", FILES[i]);
        assert_int_equal(profile_ini_read(path, &p, &e), ERR_OK);
        assert_int_equal(p.exempt.parts, 1);
        assert_int_equal(p.exempt.part[0].points * profile_variant_questions(&p.exempt), 40);
        assert_int_equal(p.exempt.pass, 32);
    }
}

static void profiles_say_what_their_figures_rest_on(void **state)
{
    (void)state;
    static const char *const FILES[] = {"nd175-2024", "nd15-2021", "nd100-2018", "nd59-2015"};
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
        char path[128], text[4096] = "";
        snprintf(path, sizeof path, "questionbanks/profiles/%s.ini", FILES[i]);
        FILE *f = fopen(path, "r");
        assert_non_null(f);
        text[fread(text, 1, sizeof text - 1, f)] = '\0';
        fclose(f);
        char *ini = strstr(text, "[profile]");
        assert_non_null(ini);
        *ini = '\0';
        assert_non_null(strstr(text, "as read in its text:"));
        assert_non_null(strstr(text, "By practice, not by the"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regimes_grade_as_their_table_says),
        cmocka_unit_test(regimes_without_exemption_have_no_variant),
        cmocka_unit_test(exempt_papers_have_forty_points),
        cmocka_unit_test(profiles_say_what_their_figures_rest_on),
    };
    return cmocka_run_group_tests_name("regimes", tests, NULL, NULL);
}
