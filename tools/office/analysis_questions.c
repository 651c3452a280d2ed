/* The figures of one question, from the attempts that had it. */
#include "app/core/i18n.h"
#include "tools/office/analysis_parts.h"

#include <stdlib.h>

/* Columns over the attempts that had a question; how many of them each test has, and a sum. */
struct columns {
    double *x, *rest, *total, *chose;
    double *sum;
    size_t *members;
};

/* Takes the mean of each test out of a column. With one test this changes no correlation, and is
 * left out. */
static void center(const struct columns *c, const struct analysis_use *use, size_t n, size_t tests,
                   double *column)
{
    if (tests < 2)
        return;
    for (size_t i = 0; i < n; i++)
        c->sum[use[i].sheet->group] = 0;
    for (size_t i = 0; i < n; i++)
        c->sum[use[i].sheet->group] += column[i];
    for (size_t i = 0; i < n; i++)
        column[i] -= c->sum[use[i].sheet->group] / (double)c->members[use[i].sheet->group];
}

static size_t count_tests(const struct columns *c, const struct analysis_use *use, size_t n)
{
    size_t tests = 0;
    for (size_t i = 0; i < n; i++)
        c->members[use[i].sheet->group] = 0;
    for (size_t i = 0; i < n; i++)
        tests += c->members[use[i].sheet->group]++ == 0;
    return tests;
}

static void fill(const struct columns *c, const struct analysis_use *use, size_t n,
                 struct analysis_question *out)
{
    for (size_t i = 0; i < n; i++) {
        const struct attempt_sheet *s = use[i].sheet;
        const struct attempt_answer *x = use[i].answer;
        unsigned own = x->is_right ? x->points : 0, others = s->most - x->points;
        c->x[i] = x->is_right;
        c->rest[i] = others ? (double)(s->points - own) / (double)others : 0;
        c->total[i] = s->most ? (double)s->points / (double)s->most : 0;
        out->right += x->is_right;
        out->seconds += (double)x->shown_ms / 1000 / (double)n;
    }
}

static void look_at_options(const struct columns *c, const struct analysis_use *use, size_t n,
                            struct analysis_question *out)
{
    for (unsigned o = 0; o <= BANK_OPTIONS; o++) {
        for (size_t i = 0; i < n; i++) {
            c->chose[i] = use[i].answer->choice == o;
            out->option[o].count += use[i].answer->choice == o;
        }
        center(c, use, n, out->tests, c->chose);
        out->option[o].r = itemstat_correlation(c->chose, c->rest, n);
    }
}

static bool look_at(const struct columns *c, const struct analysis_use *use, size_t n,
                    struct analysis_question *out)
{
    out->tests = count_tests(c, use, n);
    fill(c, use, n, out);
    center(c, use, n, out->tests, c->x);
    center(c, use, n, out->tests, c->rest);
    center(c, use, n, out->tests, c->total);
    if (!itemstat_item(c->x, c->rest, n, 1, &out->item))
        return false;
    out->item.facility = n ? (double)out->right / (double)n : 0;
    out->item.item_total = itemstat_correlation(c->x, c->total, n);
    out->facility = confidence_share(out->right, n, 1);
    out->discrimination = confidence_correlation(out->item.discrimination, n, out->tests, 1);
    look_at_options(c, use, n, out);
    return true;
}

enum err_code analysis_make_questions(struct analysis *a, const struct analysis_work *w,
                                      struct err *e)
{
    size_t room = w->sheets + 1;
    struct columns c = {.x = calloc(room, sizeof(double)),
                        .rest = calloc(room, sizeof(double)),
                        .total = calloc(room, sizeof(double)),
                        .chose = calloc(room, sizeof(double)),
                        .sum = calloc(a->groups + 1, sizeof(double)),
                        .members = calloc(a->groups + 1, sizeof(size_t))};
    bool fine = c.x && c.rest && c.total && c.chose && c.sum && c.members;
    for (size_t q = 0; fine && q < a->questions; q++) {
        fine = look_at(&c, &w->use[w->first[q]], w->had[q], &a->question[q]);
        analysis_flag_question(&a->question[q]);
    }
    free(c.x);
    free(c.rest);
    free(c.total);
    free(c.chose);
    free(c.sum);
    free(c.members);
    return fine ? ERR_OK : err_memory(e);
}
