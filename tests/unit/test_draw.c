/* The draw: fair over questions and places, never a question twice, the same from the same seed. */
#include "app/core/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LAW = 12, PRO = 30, DRAWS = 200000, PER_PAPER = 15, SHARED = 3 };

/* A bank of two pools that share three questions; only what the draw looks at. */
struct small {
    struct bank_entry entry[LAW + PRO - SHARED];
    uint32_t law[LAW], pro[PRO];
    struct bank_pool pool[2];
    struct bank_office bank;
    struct profile profile;
};

static void fill(struct small *s)
{
    memset(s, 0, sizeof *s);
    for (uint32_t i = 0; i < LAW; i++)
        s->law[i] = i;
    for (uint32_t i = 0; i < PRO; i++)
        s->pro[i] = LAW - SHARED + i;
    s->pool[0] =
        (struct bank_pool){.name = "4.1/II/phap-luat-chung", .entry = s->law, .count = LAW};
    s->pool[1] = (struct bank_pool){.name = "4.1/II/chuyen-mon", .entry = s->pro, .count = PRO};
    s->bank = (struct bank_office){
        .entry = s->entry, .entries = LAW + PRO - SHARED, .pool = s->pool, .pools = 2};
    strcpy(s->profile.id, "test");
    struct profile_variant *v = &s->profile.standard;
    *v = (struct profile_variant){.minutes = 30, .pass = 10, .parts = 2};
    v->part[0] =
        (struct profile_part){.id = "law",
                              .points = 1,
                              .draws = 1,
                              .draw = {{.pool = "{field}/{grade}/phap-luat-chung", .count = 5}}};
    v->part[1] =
        (struct profile_part){.id = "pro",
                              .points = 1,
                              .draws = 1,
                              .draw = {{.pool = "{field}/{grade}/chuyen-mon", .count = 10}}};
}

static void draw(const struct small *s, uint32_t n, struct paper *out)
{
    uint8_t D[CRYPT_KEY] = {7}, uid[SESSION_UID] = {9}, seed[CRYPT_KEY];
    struct err e;
    paper_seed(D, uid, n, "lot", seed);
    assert_int_equal(
        paper_draw(&(struct paper_rules){&s->bank, &s->profile, "4.1", "II", false}, seed, out, &e),
        ERR_OK);
}

static double chi_square(const uint32_t *count, size_t n, double expected)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += ((double)count[i] - expected) * ((double)count[i] - expected) / expected;
    return sum;
}

/* 200,000 draws of 5 of 12: which questions, and which of them stands in which place. Bounds:
 * chi-square at p = 1e-6. */
static void draws_are_fair(void **state)
{
    static uint32_t questions[LAW], places[5][LAW];
    struct small s;
    struct paper p;
    (void)state;
    fill(&s);
    for (uint32_t n = 0; n < DRAWS; n++) {
        draw(&s, n, &p);
        assert_int_equal(p.questions, PER_PAPER);
        for (unsigned q = 0; q < 5; q++) {
            questions[p.question[q].entry]++;
            places[q][p.question[q].entry]++;
        }
        for (unsigned a = 0; a < PER_PAPER; a++)
            for (unsigned b = 0; b < a; b++)
                if (p.question[a].entry == p.question[b].entry)
                    fail_msg("paper %u holds a question twice", n);
    }
    /* drawn without putting back, the counts vary less than a multinomial: times (N - 1) / (N - n)
     * they are chi-square with 11 degrees */
    double x = chi_square(questions, LAW, DRAWS * 5.0 / LAW) * (LAW - 1.0) / (LAW - 5.0);
    printf("# questions: chi-square %.2f (11 degrees of freedom, bound 49.9)\n", x);
    assert_true(x < 49.9);
    for (unsigned q = 0; q < 5; q++) {
        x = chi_square(places[q], LAW, (double)DRAWS / LAW);
        printf("# place %u: chi-square %.2f\n", q + 1, x);
        assert_true(x < 49.9);
    }
}

static void the_same_seed_draws_the_same_paper(void **state)
{
    struct small s;
    struct paper a, b, c;
    (void)state;
    fill(&s);
    draw(&s, 5, &a);
    draw(&s, 5, &b);
    draw(&s, 6, &c);
    assert_memory_equal(&a, &b, sizeof a);
    assert_memory_not_equal(&a, &c, sizeof a);
}

static bool is_in(const struct bank_pool *pool, uint32_t entry)
{
    for (uint32_t i = 0; i < pool->count; i++)
        if (pool->entry[i] == entry)
            return true;
    return false;
}

/* Both pools in one part, shuffled together: each question still says which it came from. */
static void a_question_knows_its_draw(void **state)
{
    (void)state;
    struct small s;
    struct paper p;
    fill(&s);
    struct profile_variant *v = &s.profile.standard;
    v->parts = 1;
    v->part[0].draws = 2;
    v->part[0].draw[1] = v->part[1].draw[0];
    bool is_mixed = false;
    for (uint32_t n = 0; n < 200; n++) {
        unsigned of[2] = {0, 0};
        draw(&s, n, &p);
        assert_int_equal(p.questions, PER_PAPER);
        for (unsigned q = 0; q < p.questions; q++) {
            assert_true(p.question[q].draw < 2);
            of[p.question[q].draw]++;
            assert_true(is_in(&s.pool[p.question[q].draw], p.question[q].entry));
            is_mixed = is_mixed || (q > 0 && p.question[q].draw < p.question[q - 1].draw);
        }
        assert_int_equal(of[0], 5);
        assert_int_equal(of[1], 10);
    }
    assert_true(is_mixed);
}

static void too_small_and_missing_pools_are_named(void **state)
{
    struct small s;
    struct paper p;
    struct err e;
    uint8_t seed[CRYPT_KEY] = {0};
    (void)state;
    fill(&s);
    s.profile.standard.part[1].draw[0].count = 31;
    assert_int_equal(
        paper_draw(&(struct paper_rules){&s.bank, &s.profile, "4.1", "II", false}, seed, &p, &e),
        ERR_POLICY);
    assert_non_null(strstr(e.text, "4.1/II/chuyen-mon"));
    assert_int_equal(
        paper_draw(&(struct paper_rules){&s.bank, &s.profile, "4.1", "I", false}, seed, &p, &e),
        ERR_POLICY);
    assert_non_null(strstr(e.text, "4.1/I/"));
}

static void options_that_speak_of_others_are_never_shuffled(void **state)
{
    struct small s;
    struct paper p;
    unsigned shuffled = 0;
    (void)state;
    fill(&s);
    s.profile.shuffle_options = true;
    for (size_t i = 0; i < LAW; i++)
        s.entry[i].options_refer = true;
    for (uint32_t n = 0; n < 200; n++) {
        draw(&s, n, &p);
        for (unsigned q = 0; q < p.questions; q++) {
            if (s.entry[p.question[q].entry].options_refer)
                assert_int_equal(p.question[q].order, SESSION_ORDER_AS_WRITTEN);
            shuffled += p.question[q].order != SESSION_ORDER_AS_WRITTEN;
            for (unsigned place = 0; place < BANK_OPTIONS; place++)
                assert_int_equal(paper_place_of(p.question[q].order,
                                                paper_option_at(p.question[q].order, place)),
                                 place);
        }
    }
    assert_true(shuffled > 0);
}

/* A question in two pools and in two parts, a fallback, a pool drawn to its last question, an order
 * that must stay: FORMATS.md. */
static void the_vector_is_drawn(void **state)
{
    static const uint32_t ENTRIES[] = {2, 6, 12, 0, 11, 20, 5, 21, 8};
    static const uint8_t ORDERS[] = {0x78, 0xb4, 0xd8, 0x63, 0xd2, 0x63, 0xb4, 0xe4, 0x6c};
    uint32_t a[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, b[] = {5, 6, 7, 8, 9, 10, 11, 12},
             d[] = {20, 21};
    struct bank_pool pool[] = {{.name = "a", .entry = a, .count = 10},
                               {.name = "b", .entry = b, .count = 8},
                               {.name = "d", .entry = d, .count = 2}};
    struct bank_entry entry[22] = {[21] = {.options_refer = true}};
    struct bank_office bank = {.entry = entry, .entries = 22, .pool = pool, .pools = 3};
    struct profile profile = {.id = "test", .shuffle_options = true};
    uint8_t seed[CRYPT_KEY];
    struct paper p;
    struct err e;
    (void)state;
    for (size_t i = 0; i < sizeof seed; i++)
        seed[i] = (uint8_t)i;
    profile.standard = (struct profile_variant){.minutes = 30, .parts = 2};
    profile.standard.part[0] =
        (struct profile_part){.points = 1, .draws = 2, .draw = {{"a", "b", 3}, {"b", "", 2}}};
    profile.standard.part[1] =
        (struct profile_part){.points = 1, .draws = 2, .draw = {{"none", "a", 2}, {"d", "", 2}}};
    assert_int_equal(
        paper_draw(&(struct paper_rules){&bank, &profile, "4.1", "II", false}, seed, &p, &e),
        ERR_OK);
    assert_int_equal(p.questions, sizeof ORDERS);
    assert_int_equal(p.part_questions[0], 5);
    for (size_t i = 0; i < sizeof ORDERS; i++) {
        assert_int_equal(p.question[i].entry, ENTRIES[i]);
        assert_int_equal(p.question[i].order, ORDERS[i]);
    }
}

int main(void)
{
    struct err e;
    if (crypt_start(&e) != ERR_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_are_fair),
        cmocka_unit_test(the_same_seed_draws_the_same_paper),
        cmocka_unit_test(a_question_knows_its_draw),
        cmocka_unit_test(too_small_and_missing_pools_are_named),
        cmocka_unit_test(options_that_speak_of_others_are_never_shuffled),
        cmocka_unit_test(the_vector_is_drawn),
    };
    return cmocka_run_group_tests_name("paper", tests, NULL, NULL);
}
