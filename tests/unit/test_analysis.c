/* Pairs that are too alike: planted ones are found, honest ones are not; the chance is the one that
 * counting all outcomes gives; flags in words. */
#include "tools/office/analysis_parts.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 80, BANK = 60, DRAWN = 30 };

/* Every outcome of up to ten trials, one by one. */
static double by_counting(const double *p, size_t n, size_t same)
{
    double sum = 0;
    for (unsigned outcome = 0; outcome < 1u << n; outcome++) {
        double chance = 1;
        size_t hits = 0;
        for (size_t i = 0; i < n; i++) {
            bool hit = outcome >> i & 1;
            chance *= hit ? p[i] : 1 - p[i];
            hits += hit;
        }
        sum += hits >= same ? chance : 0;
    }
    return sum;
}

static void the_tail_is_that_of_all_outcomes(void **state)
{
    (void)state;
    const double p[] = {0.5, 0.34, 0.9, 0.02, 1, 0, 0.61, 0.4, 0.33, 0.7};
    for (size_t n = 0; n <= 10; n++)
        for (size_t same = 0; same <= n; same++)
            if (fabs(attempt_tail(p, n, same) - by_counting(p, n, same)) > 1e-12)
                fail_msg("%zu of %zu: %.15f, by counting %.15f", same, n, attempt_tail(p, n, same),
                         by_counting(p, n, same));
}

struct room {
    struct grading grading;
    struct session_paper paper[PEOPLE];
    struct session_candidate person[PEOPLE];
    struct attempt_sheet sheet[PEOPLE];
    struct attempt_answer answer[PEOPLE][DRAWN];
    struct analysis_question question[BANK];
    struct crypt_stream dice;
};

/* Everybody answers for himself: 40 of 100 right, wrong options as they come, one of them more
 * often. */
static void answer_alone(struct room *r, size_t who)
{
    unsigned taken[BANK] = {0};
    struct attempt_sheet *s = &r->sheet[who];
    *s = (struct attempt_sheet){
        .paper = (uint32_t)who, .is_in = true, .questions = DRAWN, .answer = r->answer[who]};
    for (size_t i = 0; i < DRAWN; i++) {
        uint32_t q = crypt_stream_below(&r->dice, BANK);
        while (taken[q])
            q = (q + 1) % BANK;
        taken[q] = 1;
        uint32_t lot = crypt_stream_below(&r->dice, 100);
        struct attempt_answer *a = &s->answer[i];
        *a = (struct attempt_answer){.question = q,
                                     .choice = (uint8_t)(lot < 40   ? 0
                                                         : lot < 70 ? 1
                                                         : lot < 85 ? 2
                                                                    : 3),
                                     .is_right = lot < 40,
                                     .chosen_ms = 1767600000000 + 40000 * (int64_t)i +
                                                  (int64_t)who * 7000000};
    }
}

/* The second has the paper of the first and copies it from a minute away. */
static void copy(struct room *r, size_t from, size_t to)
{
    memcpy(r->answer[to], r->answer[from], sizeof r->answer[to]);
    for (size_t i = 0; i < DRAWN; i++)
        r->answer[to][i].chosen_ms += 20000;
}

static void fill(struct room *r, bool planted)
{
    uint8_t seed[CRYPT_HASH] = {7};
    memset(r, 0, sizeof *r);
    crypt_stream_init(&r->dice, seed);
    r->grading.opened.roster = (struct session_roster){
        .candidate = r->person, .candidates = PEOPLE, .paper = r->paper, .papers = PEOPLE};
    for (size_t i = 0; i < PEOPLE; i++) {
        r->paper[i].candidate = (uint32_t)i;
        answer_alone(r, i);
    }
    if (planted)
        copy(r, 11, 42);
    for (size_t q = 0; q < BANK; q++)
        r->question[q].options = 1;
    for (size_t i = 0; i < PEOPLE; i++)
        for (size_t k = 0; k < DRAWN; k++)
            r->question[r->answer[i][k].question].option[r->answer[i][k].choice].count++;
}

static size_t find_pairs(struct room *r, struct analysis *out)
{
    struct analysis_work w = {.grading = &r->grading, .sheet = r->sheet, .sheets = PEOPLE};
    struct err e = {0};
    *out = (struct analysis){.question = r->question, .questions = BANK};
    assert_int_equal(analysis_make_pairs(out, &w, &e), ERR_OK);
    return out->pairs;
}

static void planted_copies_are_found_and_honest_ones_not(void **state)
{
    (void)state;
    struct room *r = malloc(sizeof *r);
    struct analysis a;
    assert_non_null(r);
    fill(r, false);
    char name[] = "ca-1";
    r->grading.opened.name = name;
    assert_int_equal(find_pairs(r, &a), 0);
    fill(r, true);
    r->grading.opened.name = name;
    assert_int_equal(find_pairs(r, &a), 1);
    assert_string_equal(a.pair[0].a, "0012");
    assert_string_equal(a.pair[0].b, "0043");
    assert_int_equal(a.pair[0].shared, DRAWN);
    assert_int_equal(a.pair[0].same, a.pair[0].wrong);
    assert_int_equal(a.pair[0].close, a.pair[0].same);
    assert_true(a.pair[0].chance < ANALYSIS_PAIR_CHANCE);
    free(a.pair);
    /* two papers of one person are no pair */
    fill(r, true);
    r->grading.opened.name = name;
    r->paper[42].candidate = 11;
    assert_int_equal(find_pairs(r, &a), 0);
    free(r);
}

/* What the pair itself answered must not make it look common: where nobody else had a question
 * wrong, each further copied answer makes the pair less likely, not likelier. */
static void a_pair_does_not_weigh_itself(void **state)
{
    (void)state;
    struct room *r = malloc(sizeof *r);
    struct analysis a;
    char name[] = "ca-1";
    assert_non_null(r);
    fill(r, false);
    r->grading.opened.name = name;
    for (size_t i = 0; i < PEOPLE; i++)
        for (size_t k = 0; k < DRAWN;
             k++) { /* all right, but for the pair, which chose D throughout */
            bool is_pair = i == 3 || i == 4;
            r->answer[i][k] = (struct attempt_answer){
                .question = (uint32_t)k, .choice = is_pair ? 3 : 0, .is_right = !is_pair};
        }
    for (size_t q = 0; q < DRAWN; q++) {
        memset(r->question[q].option, 0, sizeof r->question[q].option);
        r->question[q].option[0].count = PEOPLE - 2;
        r->question[q].option[3].count = 2;
    }
    assert_int_equal(find_pairs(r, &a), 1);
    assert_int_equal(a.pair[0].same, DRAWN);
    /* one in two for each, of which nothing is known */
    double pairs = PEOPLE * (PEOPLE - 1) / 2.0;
    assert_true(fabs(a.pair[0].chance / (pow(0.5, DRAWN) * pairs) - 1) < 1e-9);
    free(a.pair);
    free(r);
}

static void set_share(struct analysis_question *q, size_t right, size_t n)
{
    q->right = right;
    q->item.n = n;
    q->item.facility = (double)right / (double)n;
    q->facility = confidence_share(right, n, 1);
}

static void set_r(struct analysis_question *q, double r, double ceiling)
{
    q->item.discrimination = (struct itemstat_value){r, true};
    q->item.ceiling = (struct itemstat_value){ceiling, true};
    q->discrimination = confidence_correlation(q->item.discrimination, q->item.n, 1, 1);
}

static struct analysis_question plain_question(void)
{
    struct analysis_question q = {
        .options = 2,
        .tests = 1,
        .option = {
            {.count = 100}, {.count = 600, .r = {0.3, true}}, {.count = 200}, {.count = 100}}};
    set_share(&q, 600, 1000);
    set_r(&q, 0.3, 0.8);
    return q;
}

static unsigned flags_of(struct analysis_question q)
{
    analysis_flag_question(&q);
    return q.flags;
}

/* Beyond the limit by the whole interval: the flag; with the limit inside it: none. */
static void flags_say_what_the_bounds_carry(void **state)
{
    (void)state;
    struct analysis_question q = plain_question();
    assert_int_equal(flags_of(q), 0);
    set_share(&q, 970, 1000);
    assert_int_equal(flags_of(q), ANALYSIS_EASY);
    set_share(&q, 955, 1000);
    assert_int_equal(flags_of(q), 0);
    set_share(&q, 220, 1000);
    assert_int_equal(flags_of(q), ANALYSIS_HARD);
    set_share(&q, 240, 1000);
    assert_int_equal(flags_of(q), 0);
    q = plain_question(), set_r(&q, -0.07, 0.8);
    assert_int_equal(flags_of(q), ANALYSIS_NEGATIVE);
    q = plain_question(), set_r(&q, -0.05, 0.8);
    assert_int_equal(flags_of(q), ANALYSIS_DUBIOUS);
    q = plain_question(), set_r(&q, 0.1, 0.8);
    assert_int_equal(flags_of(q), 0);
    q = plain_question(), q.option[3].count = 7;
    assert_int_equal(flags_of(q), ANALYSIS_DEAD);
    q.option[3].count = 15;
    assert_int_equal(flags_of(q), 0);
    q = plain_question(), q.option[2].count = 700;
    assert_int_equal(flags_of(q), ANALYSIS_KEY);
    q.option[2].count = 640;
    assert_int_equal(flags_of(q), 0);
    q = plain_question(), q.option[2].r = (struct itemstat_value){0.5, true};
    assert_int_equal(flags_of(q), ANALYSIS_KEY);
    q.option[2].r = (struct itemstat_value){0.35, true};
    assert_int_equal(flags_of(q), 0);
    q = plain_question(), set_share(&q, 0, ANALYSIS_SPEAKS - 1); /* too few to say anything */
    assert_int_equal(flags_of(q), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tail_is_that_of_all_outcomes),
        cmocka_unit_test(planted_copies_are_found_and_honest_ones_not),
        cmocka_unit_test(a_pair_does_not_weigh_itself),
        cmocka_unit_test(flags_say_what_the_bounds_carry)};
    struct err e = {0};
    return crypt_start(&e) == ERR_OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
