#include "app/core/i18n.h"
#include "tools/office/analysis_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *profile_of(const struct analysis_work *w, const struct attempt_sheet *s)
{
    return w->grading[s->session].sitting.session.info.profile.id;
}

static bool is_member(const struct analysis_work *w, const struct analysis_group *g, const struct attempt_sheet *s)
{
    return strcmp(g->profile, profile_of(w, s)) == 0 && g->is_exempt == s->is_exempt && g->test.k == s->questions;
}

/* The group of an attempt, made where there is none yet; NULL when memory ends. */
static struct analysis_group *group_of(struct analysis *a, const struct analysis_work *w, const struct attempt_sheet *s)
{
    for (size_t i = 0; i < a->groups; i++)
        if (is_member(w, &a->group[i], s))
            return &a->group[i];
    struct analysis_group *grown = realloc(a->group, (a->groups + 1) * sizeof *grown);
    if (!grown)
        return NULL;
    a->group = grown;
    struct analysis_group *g = &grown[a->groups];
    *g = (struct analysis_group){.is_exempt = s->is_exempt, .test.k = s->questions};
    strcpy(g->profile, profile_of(w, s));
    g->slot = calloc(s->questions + 1, sizeof *g->slot);
    g->score = calloc(s->questions + 1, sizeof *g->score);
    a->groups++; /* analysis_free frees what is there */
    return g->slot && g->score ? g : NULL;
}

/* Marks of all its attempts, row after row. */
static double *fill(const struct analysis_work *w, struct analysis_group *g)
{
    size_t k = g->test.k, row = 0;
    double *mark = calloc(g->test.n * k + 1, sizeof *mark);
    for (size_t i = 0; mark && i < w->sheets; i++) {
        const struct attempt_sheet *s = &w->sheet[i];
        if (!is_member(w, g, s))
            continue;
        for (size_t j = 0; j < k; j++) {
            mark[row * k + j] = s->answer[j].is_right;
            g->slot[j].seconds += (double)s->answer[j].shown_ms / 1000 / (double)g->test.n;
        }
        g->score[s->right]++;
        row++;
    }
    return mark;
}

static bool compute(const struct analysis_work *w, struct analysis_group *g)
{
    size_t k = g->test.k;
    double *mark = fill(w, g);
    struct itemstat_item *item = calloc(k + 1, sizeof *item);
    struct itemstat_value *weight = calloc(2 * k + 2, sizeof *weight);
    bool fine = mark && item && weight && itemstat_test(mark, g->test.n, k, &g->test, item, weight, weight + k);
    for (size_t j = 0; fine && j < k; j++) {
        g->slot[j].item = item[j];
        g->slot[j].weight = weight[j];
        g->slot[j].without = weight[k + j];
    }
    free(mark);
    free(item);
    free(weight);
    return fine;
}

enum err_code analysis_make_groups(struct analysis *a, const struct analysis_work *w, struct err *e)
{
    bool fine = true;
    for (size_t i = 0; fine && i < w->sheets; i++) {
        struct analysis_group *g = group_of(a, w, &w->sheet[i]);
        fine = g != NULL;
        if (fine)
            g->test.n++;
    }
    for (size_t i = 0; fine && i < a->groups; i++)
        fine = compute(w, &a->group[i]);
    return fine ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
}
