/* What the statistics may not do: say of sound questions that they are bad, of candidates who do
 * not differ that the test tells them apart, of a fair draw that it was unfair. Drawn by fixed
 * seeds. */
#include "tools/office/analysis_parts.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE_MAX = 400, RUNS = 1500 };

static const size_t SIZES[] = {ANALYSIS_SPEAKS, 21, 25, 30, 40, 60, 100, 150, 200, 400};
enum { SIZE_COUNT = sizeof SIZES / sizeof SIZES[0] };

static double unit(struct crypt_stream *dice)
{
    return (double)crypt_stream_below(dice, 1u << 30) / (double)(1u << 30);
}

static double normal(struct crypt_stream *dice)
{
    double u = 1 - unit(dice), v = unit(dice);
    return sqrt(-2 * log(u)) * cos(2 * 3.14159265358979 * v);
}

static struct crypt_stream stream(uint8_t seed, uint8_t more)
{
    struct crypt_stream dice;
    uint8_t key[CRYPT_KEY] = {seed, more};
    crypt_stream_init(&dice, key);
    return dice;
}

/* ---- sound questions, as bad as a sound one can be ---- */

/* How a candidate whose rest stands at z chooses. */
struct world {
    const char *name;
    double share[BANK_OPTIONS]; /* of each option where z says nothing; A is right */
    double pull[BANK_OPTIONS];  /* how much each option's log-odds rise with z */
    unsigned sound_for;         /* flags that would be wrong */
};

/* Each lies at the limit of a flag, where a wrong one is likeliest. */
static const struct world WORLDS[] = {
    {"facility at 0.95",
     {.95, .02, .02, .01},
     {0},
     ANALYSIS_EASY | ANALYSIS_NEGATIVE | ANALYSIS_KEY},
    {"facility at 0.25, options alike",
     {.25, .25, .25, .25},
     {0},
     ANALYSIS_HARD | ANALYSIS_NEGATIVE | ANALYSIS_KEY | ANALYSIS_DEAD | ANALYSIS_EASY},
    {"two options as often",
     {.45, .45, .06, .04},
     {0},
     ANALYSIS_KEY | ANALYSIS_NEGATIVE | ANALYSIS_HARD | ANALYSIS_DEAD},
    {"r at 0, middling",
     {.6, .2, .1, .1},
     {0},
     ANALYSIS_NEGATIVE | ANALYSIS_KEY | ANALYSIS_EASY | ANALYSIS_HARD | ANALYSIS_DEAD},
    {"r at 0, easy",
     {.9, .04, .03, .03},
     {0},
     ANALYSIS_NEGATIVE | ANALYSIS_KEY | ANALYSIS_EASY | ANALYSIS_DEAD},
    {"efficiency at 0.15",
     {.6, .2, .1, .1},
     {.28, 0, 0, 0},
     ANALYSIS_DUBIOUS | ANALYSIS_NEGATIVE | ANALYSIS_KEY},
    {"efficiency at 0.15, easy",
     {.85, .05, .05, .05},
     {.32, 0, 0, 0},
     ANALYSIS_DUBIOUS | ANALYSIS_NEGATIVE | ANALYSIS_KEY},
    {"options at 0.02",
     {.94, .02, .02, .02},
     {0},
     ANALYSIS_DEAD | ANALYSIS_NEGATIVE | ANALYSIS_KEY},
    {"a good wrong option, as good as the key",
     {.4, .4, .1, .1},
     {.8, .8, 0, 0},
     ANALYSIS_KEY | ANALYSIS_NEGATIVE},
};
enum { WORLD_COUNT = sizeof WORLDS / sizeof WORLDS[0] };

static uint8_t choose(const struct world *w, double z, struct crypt_stream *dice)
{
    double weight[BANK_OPTIONS], all = 0, lot;
    uint8_t o = 0;
    for (unsigned i = 0; i < BANK_OPTIONS; i++) {
        weight[i] = w->share[i] * exp(w->pull[i] * z);
        all += weight[i];
    }
    for (lot = unit(dice) * all; o < BANK_OPTIONS - 1 && lot >= weight[o]; o++)
        lot -= weight[o];
    return o;
}

struct crowd {
    struct attempt_sheet sheet[PEOPLE_MAX];
    struct attempt_answer answer[PEOPLE_MAX];
    struct analysis_use use[PEOPLE_MAX];
};

/* One question among thirty that n people had; its flags. */
static unsigned ask(const struct world *w, size_t n, struct crowd *c, struct crypt_stream *dice)
{
    struct analysis_question q = {.options = 1};
    struct analysis_group group = {0};
    struct analysis a = {.question = &q, .questions = 1, .group = &group, .groups = 1};
    size_t first = 0;
    struct analysis_work work = {
        .sheet = c->sheet, .sheets = n, .had = &n, .use = c->use, .first = &first};
    struct err e = {0};
    for (size_t i = 0; i < n; i++) {
        double z = normal(dice), rest = 20 + 3 * z;
        uint8_t choice = choose(w, z, dice);
        unsigned others = (unsigned)lround(fmax(0, fmin(29, rest)));
        c->answer[i] =
            (struct attempt_answer){.points = 1, .choice = choice, .is_right = choice == 0};
        c->sheet[i] = (struct attempt_sheet){
            .is_in = true, .questions = 1, .points = others + (choice == 0), .most = 30};
        c->use[i] = (struct analysis_use){&c->sheet[i], &c->answer[i]};
    }
    assert_int_equal(analysis_make_questions(&a, &work, &e), ERR_OK);
    return q.flags;
}

static void sound_questions_are_left_alone(void **state)
{
    (void)state;
    static struct crowd crowd;
    for (uint8_t k = 0; k < WORLD_COUNT; k++)
        for (uint8_t s = 0; s < SIZE_COUNT; s++) {
            struct crypt_stream dice = stream(k, s);
            unsigned wrong[ANALYSIS_FLAGS] = {0};
            for (int run = 0; run < RUNS; run++) {
                unsigned flags = ask(&WORLDS[k], SIZES[s], &crowd, &dice) & WORLDS[k].sound_for;
                for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
                    wrong[bit] += flags >> bit & 1;
            }
            for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
                if (wrong[bit] * 100 > 5 * RUNS)
                    fail_msg("%s, %zu attempts: %s in %u of %d", WORLDS[k].name, SIZES[s],
                             analysis_flag_word(bit), wrong[bit], RUNS);
        }
}

/* A flag that never stands would pass the test above. */
static void bad_questions_are_found(void **state)
{
    (void)state;
    static const struct {
        struct world world;
        unsigned flag;
    } BAD[] = {
        {{"everybody knows", {.997, .001, .001, .001}, {0}, 0}, ANALYSIS_EASY},
        {{"nobody knows", {.1, .3, .3, .3}, {0}, 0}, ANALYSIS_HARD},
        {{"the better ones err", {.6, .2, .1, .1}, {-1, 0, 0, 0}, 0}, ANALYSIS_NEGATIVE},
        {{"mildly the wrong way", {.6, .2, .1, .1}, {-.25, 0, 0, 0}, 0},
         ANALYSIS_NEGATIVE | ANALYSIS_DUBIOUS},
        {{"nobody takes D", {.6, .2, .2, 0}, {0}, 0}, ANALYSIS_DEAD},
        {{"the key is B", {.15, .7, .1, .05}, {0, 1, 0, 0}, 0}, ANALYSIS_KEY},
    };
    static struct crowd crowd;
    for (uint8_t k = 0; k < sizeof BAD / sizeof BAD[0]; k++) {
        struct crypt_stream dice = stream(100, k);
        int found = 0;
        for (int run = 0; run < 100; run++)
            found += (ask(&BAD[k].world, PEOPLE_MAX, &crowd, &dice) & BAD[k].flag) != 0;
        if (found < 80)
            fail_msg("%s: found %d times of 100", BAD[k].world.name, found);
    }
}

/* ---- tests of drawn questions ---- */

enum { BANK = 90, POOL = 45, PAPERS = 120, DRAWN = 30, SEEDS = 40 };

struct room {
    struct grading grading;
    struct profile profile;
    struct analysis_question question[BANK];
    struct analysis_group group[2];
    size_t score[2][DRAWN + 1];
    struct attempt_sheet sheet[PAPERS];
    struct attempt_answer answer[PAPERS][DRAWN];
    struct analysis_use use[PAPERS * DRAWN];
    size_t had[BANK], first[BANK];
    double easy[BANK];
    char name[8];
    struct analysis_draw *draw;
    size_t draws;
};

static void make_room(struct room *r, struct crypt_stream *dice, double spread)
{
    memset(r, 0, sizeof *r);
    strcpy(r->name, "ca-1");
    r->grading.opened.name = r->name;
    r->profile.standard.parts = 1;
    r->profile.standard.part[0] =
        (struct profile_part){.points = 1, .draws = 1, .draw = {{.count = DRAWN}}};
    for (size_t g = 0; g < 2; g++)
        r->group[g] = (struct analysis_group){.profile = &r->profile,
                                              .variant = &r->profile.standard,
                                              .score = r->score[g],
                                              .whole = {.test.k = DRAWN, .points = DRAWN},
                                              .part = {{.test.k = DRAWN, .points = DRAWN}}};
    for (size_t q = 0; q < BANK; q++) {
        r->question[q] = (struct analysis_question){.options = 1,
                                                    .pool = q < POOL ? "hard" : "soft",
                                                    .pool_size = POOL,
                                                    .number = q % POOL + 1};
        r->easy[q] = fmax(.05, fmin(.98, (q < POOL ? .55 : .8) + spread * normal(dice)));
    }
}

/* Ten of the one pool and twenty of the other, shuffled as on a paper; a candidate of skill 0 is
 * right as often as the question is easy. */
static void sit(struct room *r, size_t who, double skill, double shift, struct crypt_stream *dice)
{
    struct attempt_sheet *s = &r->sheet[who];
    bool drawn[BANK] = {false};
    *s = (struct attempt_sheet){.paper = (uint32_t)who,
                                .group = s->group,
                                .is_in = true,
                                .questions = DRAWN,
                                .most = DRAWN,
                                .answer = r->answer[who]};
    for (size_t i = 0; i < DRAWN; i++) {
        uint32_t q;
        do
            q = (i < 10 ? 0 : POOL) + crypt_stream_below(dice, POOL);
        while (drawn[q]);
        drawn[q] = true;
        double p = fmax(0, fmin(1, r->easy[q] + shift));
        p = p > 0 && p < 1 ? 1 / (1 + exp(-(log(p / (1 - p)) + skill))) : p;
        bool is_right = unit(dice) < p;
        size_t at = crypt_stream_below(dice, (uint32_t)i + 1);
        s->answer[i] = s->answer[at];
        s->answer[at] = (struct attempt_answer){
            .question = q, .points = 1, .choice = is_right ? 0 : 1, .is_right = is_right};
        s->points += is_right;
        r->had[q]++;
        r->question[q].drawn++;
    }
}

static void evaluate(struct room *r)
{
    struct analysis a = {
        .question = r->question, .questions = BANK, .group = r->group, .groups = 2};
    struct analysis_work w = {.grading = &r->grading,
                              .sheet = r->sheet,
                              .sheets = PAPERS,
                              .had = r->had,
                              .use = r->use,
                              .first = r->first};
    size_t filled[BANK] = {0};
    struct err e = {0};
    for (size_t q = 1; q < BANK; q++)
        r->first[q] = r->first[q - 1] + r->had[q - 1];
    for (size_t i = 0; i < PAPERS; i++)
        for (size_t k = 0; k < DRAWN; k++) {
            uint32_t q = r->answer[i][k].question;
            r->use[r->first[q] + filled[q]++] =
                (struct analysis_use){&r->sheet[i], &r->answer[i][k]};
        }
    assert_int_equal(analysis_make_questions(&a, &w, &e), ERR_OK);
    assert_int_equal(analysis_make_groups(&a, &w, &e), ERR_OK);
    assert_int_equal(analysis_make_draws(&a, &w, &e), ERR_OK);
    r->draw = a.draw;
    r->draws = a.draws;
}

/* Nobody is better than anybody, only papers differ: alpha is 0 on average, and seldom is a figure
 * told at all, since its interval holds 0; with pools of unlike difficulty on one paper the alpha
 * of places would be far off. */
static void who_does_not_differ_is_not_told_apart(void **state)
{
    (void)state;
    struct room *r = malloc(sizeof *r);
    double sum = 0;
    int apart = 0;
    assert_non_null(r);
    for (uint8_t seed = 0; seed < SEEDS; seed++) {
        struct crypt_stream dice = stream(200, seed);
        make_room(r, &dice, .15);
        for (size_t i = 0; i < PAPERS; i++)
            sit(r, i, 0, 0, &dice);
        evaluate(r);
        const struct analysis_figures *f = &r->group[0].whole;
        assert_true(f->test.alpha.is_defined && f->alpha.is_defined);
        sum += f->test.alpha.value;
        apart += analysis_alpha(f).is_defined;
        free(r->draw);
    }
    free(r);
    if (fabs(sum / SEEDS) > .05 || apart > 4)
        fail_msg("alpha %.3f on average, told %d times of %d", sum / SEEDS, apart, SEEDS);
}

/* Two fields of unlike difficulty: thrown together they would look like a reliable test. */
static void fields_are_not_thrown_together(void **state)
{
    (void)state;
    struct room *r = malloc(sizeof *r);
    double sum = 0, together = 0;
    assert_non_null(r);
    for (uint8_t seed = 0; seed < SEEDS; seed++)
        for (int apart = 0; apart < 2; apart++) {
            struct crypt_stream dice = stream(210, seed);
            make_room(r, &dice, .1);
            for (size_t i = 0; i < PAPERS; i++) {
                r->sheet[i].group = apart ? i % 2 : 0;
                sit(r, i, 0, i % 2 ? .2 : -.2, &dice);
            }
            evaluate(r);
            if (apart)
                sum += (r->group[0].whole.test.alpha.value + r->group[1].whole.test.alpha.value) /
                       (2 * SEEDS);
            else
                together += r->group[0].whole.test.alpha.value / SEEDS;
            free(r->draw);
        }
    free(r);
    if (fabs(sum) > .05 || together < .6)
        fail_msg("alpha %.3f apart, %.3f together", sum, together);
}

/* Candidates who do differ are told apart, and a question all tests share is not flagged by what
 * sets the tests apart. */
static void who_differs_is_told_apart(void **state)
{
    (void)state;
    struct room *r = malloc(sizeof *r);
    struct crypt_stream dice = stream(220, 0);
    assert_non_null(r);
    make_room(r, &dice, .15);
    for (size_t i = 0; i < PAPERS; i++)
        sit(r, i, normal(&dice), 0, &dice);
    evaluate(r);
    assert_true(r->group[0].whole.alpha.low > .5);
    free(r->draw);
    free(r);
}

/* The difference of each paper that was drawn from what its pools give, by the true facilities,
 * lies in its interval; and the spread told is the spread there is. */
static void the_draws_bounds_hold(void **state)
{
    (void)state;
    struct room *r = malloc(sizeof *r);
    size_t inside = 0, all = 0, high = 0;
    double told = 0, true_sum = 0;
    assert_non_null(r);
    for (uint8_t seed = 0; seed < SEEDS; seed++) {
        struct crypt_stream dice = stream(230, seed);
        double mean[2] = {0}, squares = 0;
        make_room(r, &dice, .15);
        for (size_t q = 0; q < BANK; q++)
            mean[q >= POOL] += r->easy[q] / POOL;
        for (size_t i = 0; i < PAPERS; i++)
            sit(r, i, 0, 0, &dice);
        evaluate(r);
        assert_int_equal(r->draws, PAPERS);
        for (size_t i = 0; i < PAPERS; i++) {
            double more = 0;
            for (size_t k = 0; k < DRAWN; k++)
                more += r->easy[r->answer[i][k].question] - mean[r->answer[i][k].question >= POOL];
            assert_true(r->draw[i].bounds.is_defined);
            inside += more >= r->draw[i].bounds.low && more <= r->draw[i].bounds.high;
            squares += more * more;
            all++;
        }
        told += r->group[0].spread.sd / SEEDS;
        true_sum += sqrt(squares / PAPERS) / SEEDS;
        high += r->group[0].spread.sd_high >= sqrt(squares / PAPERS);
        free(r->draw);
    }
    free(r);
    if (inside * 100 < 94 * all || fabs(told / true_sum - 1) > .15 || high < SEEDS - 3)
        fail_msg("%zu of %zu inside; spread told %.3f, true %.3f; below its bound in %zu", inside,
                 all, told, true_sum, high);
}

/* Questions that are all as easy: no paper is told to be harder. */
static void a_fair_draw_is_called_fair(void **state)
{
    (void)state;
    struct room *r = malloc(sizeof *r);
    size_t apart = 0;
    assert_non_null(r);
    for (uint8_t seed = 0; seed < SEEDS; seed++) {
        struct crypt_stream dice = stream(240, seed);
        make_room(r, &dice, 0);
        for (size_t i = 0; i < PAPERS; i++)
            sit(r, i, normal(&dice), 0, &dice);
        evaluate(r);
        apart += r->group[0].spread.apart;
        free(r->draw);
    }
    free(r);
    if (apart * 100 > 5 * SEEDS * PAPERS)
        fail_msg("%zu of %d papers told to lie apart", apart, SEEDS * PAPERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sound_questions_are_left_alone),
                                       cmocka_unit_test(bad_questions_are_found),
                                       cmocka_unit_test(who_does_not_differ_is_not_told_apart),
                                       cmocka_unit_test(fields_are_not_thrown_together),
                                       cmocka_unit_test(who_differs_is_told_apart),
                                       cmocka_unit_test(the_draws_bounds_hold),
                                       cmocka_unit_test(a_fair_draw_is_called_fair)};
    struct err e = {0};
    return crypt_start(&e) == ERR_OK ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
