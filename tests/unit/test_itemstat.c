/* Item statistics against published figures: two tests of five items and a thousand people (Bock
 * and Lieberman 1970), whose response patterns stand in tests/data. What is undefined says so, and
 * alpha may be negative. */
#include "tools/office/itemstat.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 1000, ITEMS = 5 };

static void read_patterns(int column, double *mark)
{
    FILE *f = fopen("tests/data/lsat6_lsat7_patterns.csv", "r");
    char line[128];
    size_t n = 0;
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    while (fgets(line, sizeof line, f)) {
        int v[ITEMS + 2];
        assert_int_equal(
            sscanf(line, "%d,%d,%d,%d,%d,%d,%d", &v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &v[6]),
            ITEMS + 2);
        for (int i = 0; i < v[ITEMS + column]; i++, n++) {
            assert_in_range(n, 0, PEOPLE - 1);
            for (int k = 0; k < ITEMS; k++)
                mark[n * ITEMS + (size_t)k] = v[k];
        }
    }
    fclose(f);
    assert_int_equal(n, PEOPLE);
}

struct published {
    int frequency[ITEMS + 1];
    double p[ITEMS], mean, sd, item_total[ITEMS], item_rest[ITEMS], alpha, without[ITEMS], kr21,
        sem, efficiency[ITEMS], skew, kurtosis;
};
static const struct published LSAT[2] = {
    {{3, 20, 85, 237, 357, 298},
     {.924, .709, .553, .763, .870},
     3.819,
     1.0350412119,
     {.3620104372, .5667720954, .6184397536, .5344183262, .4353664279},
     {.1128326889, .1531781201, .1727789433, .1444280952, .1215964025},
     .2949971922,
     {.2753562108, .2375839046, .2167994629, .2459327104, .2662944112},
     .1964411687,
     .8690666124,
     {18.4817220736, 20.0026665778, 21.8899543689, 17.7201964267, 18.7747712482},
     -.6910108761,
     .0781785464},
    {{12, 40, 114, 205, 321, 308},
     {.828, .658, .772, .606, .843},
     3.707,
     1.1985773182,
     {.5299878008, .5996766534, .6112103275, .5920286263, .4611917016},
     {.2457316499, .2466735767, .3131792534, .2227512541, .1747863009},
     .4534087354,
     {.3959749651, .3938310449, .3453912200, .4146007490, .4384621017},
     .4150441312,
     .8861299150,
     {33.2621462894, 31.6487951050, 40.5903830683, 28.1597935183, 23.7826002605},
     -.7982461620,
     .0632945552}};

static void is_near(struct itemstat_value got, double want, double within, const char *what)
{
    if (!got.is_defined || fabs(got.value - want) > within)
        fail_msg("%s: %s %.12f, published %.12f", what, got.is_defined ? "" : "undefined",
                 got.value, want);
}

static void the_published_figures(void **state)
{
    (void)state;
    static double mark[PEOPLE * ITEMS];
    for (int t = 0; t < 2; t++) {
        const struct published *want = &LSAT[t];
        struct itemstat_test test;
        struct itemstat_item item[ITEMS];
        struct itemstat_value weight[ITEMS], without[ITEMS];
        int frequency[ITEMS + 1] = {0};
        double weights = 0;
        read_patterns(t, mark);
        assert_true(itemstat_test(mark, PEOPLE, ITEMS, &test, item, weight, without));
        for (int i = 0; i < PEOPLE; i++) {
            double sum = 0;
            for (int k = 0; k < ITEMS; k++)
                sum += mark[i * ITEMS + k];
            frequency[(int)sum]++;
        }
        assert_memory_equal(frequency, want->frequency, sizeof frequency);
        is_near((struct itemstat_value){test.mean, true}, want->mean, 1e-9, "mean");
        is_near(test.sd, want->sd, 1e-9, "SD");
        is_near(test.alpha, want->alpha, 1e-9, "alpha");
        is_near(test.kr21, want->kr21, 1e-9, "KR-21");
        is_near(test.sem, want->sem, 1e-9, "SEM");
        is_near(test.error_ratio, sqrt(1 - want->alpha), 1e-9, "error ratio");
        is_near(test.skew, want->skew, 1e-9, "skew");
        is_near(test.kurtosis, want->kurtosis, 1e-9, "kurtosis");
        for (int k = 0; k < ITEMS; k++) {
            is_near((struct itemstat_value){item[k].facility, true}, want->p[k], 1e-9, "facility");
            is_near(item[k].item_total, want->item_total[k], 1e-9, "item-total");
            is_near(item[k].discrimination, want->item_rest[k], 1e-9, "item-rest");
            is_near(item[k].efficiency, want->efficiency[k] / 100, 1e-11, "efficiency");
            is_near(without[k], want->without[k], 1e-9, "alpha without");
            weights += weight[k].value;
        }
        is_near((struct itemstat_value){weights, true}, 1, 1e-12, "the weights together");
    }
}

/* KR-20 with the same divisor above and below the line, from the facilities alone; the mixed one is
 * off by a thousandth. */
static void one_divisor(void **state)
{
    (void)state;
    static double mark[PEOPLE * ITEMS];
    struct itemstat_test test;
    double pq = 0, n = PEOPLE, k = ITEMS;
    read_patterns(0, mark);
    assert_true(itemstat_test(mark, PEOPLE, ITEMS, &test, NULL, NULL, NULL));
    for (int i = 0; i < ITEMS; i++)
        pq += LSAT[0].p[i] * (1 - LSAT[0].p[i]);
    double variance = test.sd.value * test.sd.value;
    is_near(test.alpha, k / (k - 1) * (1 - pq / (variance * (n - 1) / n)), 1e-9, "KR-20");
    assert_true(fabs(k / (k - 1) * (1 - pq / variance) - test.alpha.value) > 5e-4);
}

/* Choosing option A of the first item against the rest of the test, not against the test with the
 * indicator taken out. */
static void a_wrong_option_against_the_rest(void **state)
{
    (void)state;
    static double mark[PEOPLE * ITEMS], chose[PEOPLE], rest[PEOPLE];
    read_patterns(0, mark);
    for (int i = 0; i < PEOPLE; i++) {
        chose[i] = mark[i * ITEMS] > 0 ? 0 : 1; /* one wrong option: whoever was not right chose
                                                   it */
        rest[i] = 0;
        for (int k = 1; k < ITEMS; k++)
            rest[i] += mark[i * ITEMS + k];
    }
    is_near(itemstat_correlation(chose, rest, PEOPLE), -LSAT[0].item_rest[0], 1e-9,
            "the wrong option");
}

static void negative_alpha_stays(void **state)
{
    (void)state;
    const double mark[] = {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1};
    struct itemstat_test test;
    assert_true(itemstat_test(mark, 6, 3, &test, NULL, NULL, NULL));
    assert_true(test.alpha.is_defined);
    assert_true(test.alpha.value < 0);
    is_near(test.alpha, 1.5 * (1 - 3 * 0.3 / 0.3), 1e-12, "alpha");
    assert_true(test.error_ratio.is_defined && test.error_ratio.value > 1);
    assert_true(isfinite(test.sem.value));
}

static void what_does_not_vary_is_undefined(void **state)
{
    (void)state;
    const double mark[] = {1, 1, 0, 1, 0, 0, 1,
                           1, 1, 1, 0, 1}; /* the first slot: everybody
                                                                   right */
    const double same[] = {1, 0, 1, 0, 1, 0};
    struct itemstat_test test;
    struct itemstat_item item[3];
    struct itemstat_value weight[3], without[3];
    assert_true(itemstat_test(mark, 4, 3, &test, item, weight, without));
    assert_true(item[0].facility >= 1 && item[0].sd.is_defined);
    assert_false(item[0].discrimination.is_defined || item[0].efficiency.is_defined ||
                 item[0].item_total.is_defined);
    assert_true(item[1].discrimination.is_defined && test.alpha.is_defined);
    assert_true(itemstat_test(same, 3, 2, &test, item, weight, without));
    assert_false(test.alpha.is_defined || test.sem.is_defined || test.skew.is_defined ||
                 test.kurtosis.is_defined || test.kr21.is_defined);
    assert_true(test.sd.is_defined && test.sd.value <= 0);
    assert_false(without[0].is_defined);
    assert_true(itemstat_test(mark, 1, 3, &test, item, weight, without));
    assert_false(test.sd.is_defined || test.alpha.is_defined || item[1].sd.is_defined);
    assert_true(itemstat_test(mark, 0, 3, &test, item, weight, without));
    assert_false(test.sd.is_defined || isnan(test.mean) || isnan(item[0].facility));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_figures), cmocka_unit_test(one_divisor),
        cmocka_unit_test(a_wrong_option_against_the_rest), cmocka_unit_test(negative_alpha_stays),
        cmocka_unit_test(what_does_not_vary_is_undefined)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
