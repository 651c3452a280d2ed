/* Is the draw fair? A paper's questions against the pools they were drawn from.
 *
 * In a pool the questions' facilities lie around a mean m with a variance v, of which what few
 * attempts blur is taken out (moments of the beta-binomial). A question's own facility p, of n
 * attempts, is drawn towards m by w = v ÷ (v + (m(1 − m) − v) ÷ n) (Efron and Morris 1975) and is
 * then still unsure by v(1 − w). So a question that few had counts for little, and never makes a
 * paper look hard by chance. For a paper's bounds v is taken a standard error up. */
#include "app/core/i18n.h"
#include "tools/office/analysis_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pool {
    size_t bank;
    const char *name;
    size_t size; /* questions, drawn or not */
    size_t asked, attempts, right;
    double mean, variance, error; /* of the facilities; of the variance */
    double squares, weight;       /* sums, while it is being made */
    bool is_known;
};
struct pools {
    struct pool *pool;
    size_t count;
    size_t *of; /* of each question */
};

static void sort_into_pools(const struct analysis *a, struct pools *ps)
{
    for (size_t i = 0; i < a->questions; i++) {
        const struct analysis_question *q = &a->question[i];
        size_t k = 0;
        if (!q->drawn)
            continue;
        while (k < ps->count &&
               (ps->pool[k].bank != q->bank || strcmp(ps->pool[k].name, q->pool) != 0))
            k++;
        if (k == ps->count)
            ps->pool[ps->count++] =
                (struct pool){.bank = q->bank, .name = q->pool, .size = q->pool_size};
        ps->of[i] = k;
        ps->pool[k].asked += q->item.n > 0;
        ps->pool[k].attempts += q->item.n;
        ps->pool[k].right += q->right;
    }
    for (size_t k = 0; k < ps->count; k++)
        ps->pool[k].mean =
            ps->pool[k].attempts ? (double)ps->pool[k].right / (double)ps->pool[k].attempts : 0;
}

static void measure_pool(struct pool *p)
{
    double more = (double)p->asked - 1, chance = p->mean * (1 - p->mean);
    p->is_known = p->attempts >= ANALYSIS_SPEAKS && (p->weight > 0 || p->size == 1);
    if (!p->is_known || p->size == 1)
        return;
    p->variance = fmin(chance, fmax(0, (p->squares - chance * more) / p->weight));
    p->error = (chance + p->variance * p->weight / more) * sqrt(2 * more) / p->weight;
}

static void measure_pools(const struct analysis *a, struct pools *ps)
{
    for (size_t i = 0; i < a->questions; i++) {
        const struct analysis_question *q = &a->question[i];
        struct pool *p = &ps->pool[ps->of[i]];
        double n = (double)q->item.n;
        if (!q->drawn || !q->item.n)
            continue;
        p->squares += n * (q->item.facility - p->mean) * (q->item.facility - p->mean);
        p->weight += (1 - n / (double)p->attempts) * (n - 1);
    }
    for (size_t k = 0; k < ps->count; k++)
        measure_pool(&ps->pool[k]);
}

/* Adds what one question of a paper brings; returns what stays unsure, in points squared. */
static double weigh(const struct analysis_question *q, const struct pool *p,
                    const struct attempt_sheet *s, const struct attempt_answer *x,
                    struct analysis_draw *out)
{
    double n = (double)(q->item.n - s->is_in),
           right = (double)(q->right - (s->is_in && x->is_right));
    double chance = p->mean * (1 - p->mean), v = fmin(chance, p->variance + p->error);
    double blur = n > 0 ? (chance - v) / n : 0;
    double w = n > 0 && v > 0 ? v / (v + blur) : 0;
    out->pools += x->points * p->mean;
    out->more += n > 0 ? x->points * w * (right / n - p->mean) : 0;
    return x->points * x->points * v * (1 - w);
}

static void weigh_paper(const struct analysis *a, const struct pools *ps,
                        const struct attempt_sheet *s, struct analysis_draw *out)
{
    double unsure = 0;
    bool is_known = s->questions > 0;
    for (size_t j = 0; j < s->questions; j++) {
        const struct attempt_answer *x = &s->answer[j];
        const struct pool *p = &ps->pool[ps->of[x->question]];
        is_known = is_known && p->is_known;
        unsure += weigh(&a->question[x->question], p, s, x, out);
    }
    double half = confidence_reach(1) * sqrt(unsure);
    out->bounds = (struct confidence){
        .low = out->more - half, .high = out->more + half, .is_defined = is_known};
}

/* Of a paper drawn like this one: a draw without putting back, of as many from each pool. */
static void spread_of(const struct pools *ps, const struct attempt_sheet *s, double *variance,
                      double *high)
{
    for (size_t j = 0; j < s->questions; j++) {
        const struct pool *p = &ps->pool[ps->of[s->answer[j].question]];
        size_t same = 0;
        for (size_t i = 0; i < s->questions; i++)
            same += &ps->pool[ps->of[s->answer[i].question]] == p;
        double left = p->size > same ? 1 - (double)same / (double)p->size : 0,
               points = s->answer[j].points;
        *variance += points * points * left * p->variance;
        *high += points * points * left * (p->variance + confidence_reach(1) * p->error);
    }
}

static void tell_spread(struct analysis *a, const struct pools *ps, const struct analysis_work *w)
{
    for (size_t i = 0; i < a->draws; i++) {
        const struct analysis_draw *d = &a->draw[i];
        struct analysis_spread *x = &a->group[d->group].spread;
        double variance = 0, high = 0;
        spread_of(ps, &w->sheet[i], &variance, &high);
        x->is_defined = (x->papers == 0 || x->is_defined) && d->bounds.is_defined;
        x->papers++;
        x->apart += d->bounds.low > 0 || d->bounds.high < 0;
        x->sd += variance;
        x->sd_high += high;
    }
    for (size_t g = 0; g < a->groups; g++) {
        struct analysis_spread *x = &a->group[g].spread;
        double papers = x->papers ? (double)x->papers : 1;
        x->sd = sqrt(x->sd / papers);
        x->sd_high = sqrt(x->sd_high / papers);
    }
}

enum err_code analysis_make_draws(struct analysis *a, const struct analysis_work *w, struct err *e)
{
    struct pools ps = {.pool = calloc(a->questions + 1, sizeof *ps.pool),
                       .of = calloc(a->questions + 1, sizeof *ps.of)};
    a->draw = calloc(w->sheets + 1, sizeof *a->draw);
    bool fine = ps.pool && ps.of && a->draw;
    if (fine) {
        sort_into_pools(a, &ps);
        measure_pools(a, &ps);
        for (size_t i = 0; i < w->sheets; i++) {
            const struct attempt_sheet *s = &w->sheet[i];
            struct analysis_draw *out = &a->draw[a->draws++];
            *out = (struct analysis_draw){.session = w->grading[s->session].opened.name,
                                          .group = s->group};
            session_paper_name(s->paper, out->paper);
            weigh_paper(a, &ps, s, out);
        }
        tell_spread(a, &ps, w);
    }
    free(ps.pool);
    free(ps.of);
    return fine ? ERR_OK : err_memory(e);
}
