#include "app/core/i18n.h"
#include "tools/office/analysis_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- which test a paper belongs to ---- */

/* Two profiles of one name may have been changed in between: the parts must count alike. */
static bool counts_alike(const struct profile_variant *a, const struct profile_variant *b)
{
    bool alike = a->parts == b->parts;
    for (unsigned i = 0; alike && i < a->parts; i++)
        alike = strcmp(a->part[i].id, b->part[i].id) == 0 &&
                a->part[i].points == b->part[i].points &&
                profile_part_questions(&a->part[i]) == profile_part_questions(&b->part[i]);
    return alike;
}

static bool is_of(const struct analysis_group *g, const struct analysis_group *wanted)
{
    return g->bank == wanted->bank && g->is_exempt == wanted->is_exempt &&
           strcmp(g->profile->id, wanted->profile->id) == 0 &&
           strcmp(g->field, wanted->field) == 0 && strcmp(g->grade, wanted->grade) == 0 &&
           counts_alike(g->variant, wanted->variant);
}

static void size_up(struct analysis_group *g)
{
    for (unsigned i = 0; i < g->variant->parts; i++) {
        const struct profile_part *p = &g->variant->part[i];
        unsigned k = profile_part_questions(p);
        g->part[i].test.k = k;
        g->part[i].points = k * p->points;
        g->whole.test.k += k;
        g->whole.points += k * p->points;
    }
}

enum err_code analysis_group_of(struct analysis *a, size_t bank, const struct office_session *s,
                                uint32_t paper, size_t *out, struct err *e)
{
    const struct session_paper *p = &s->roster.paper[paper];
    struct analysis_group wanted = {.bank = bank,
                                    .profile = &s->session.info.profile,
                                    .variant = office_session_variant(s, paper),
                                    .field = p->field,
                                    .grade = p->grade,
                                    .is_exempt = p->exempt};
    for (*out = 0; *out < a->groups; ++*out)
        if (is_of(&a->group[*out], &wanted))
            return ERR_OK;
    struct analysis_group *grown = realloc(a->group, (a->groups + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    a->group = grown;
    size_up(&wanted);
    wanted.score = calloc(wanted.whole.points + 1, sizeof *wanted.score);
    grown[a->groups++] = wanted; /* analysis_free frees what is there */
    return wanted.score ? ERR_OK : err_memory(e);
}

/* ---- its figures ---- */

/* Of each question, among the attempts of one test. */
struct means {
    double *right;
    size_t *n;
};

static void read_means(const struct analysis_work *w, size_t group, size_t questions,
                       struct means *m)
{
    memset(m->right, 0, questions * sizeof *m->right);
    memset(m->n, 0, questions * sizeof *m->n);
    for (size_t i = 0; i < w->sheets; i++) {
        const struct attempt_sheet *s = &w->sheet[i];
        for (size_t j = 0; s->is_in && s->group == group && j < s->questions; j++) {
            m->right[s->answer[j].question] += s->answer[j].is_right;
            m->n[s->answer[j].question]++;
        }
    }
}

/* Points of a part's questions, or of all (part < 0), row after row; with the questions' means
 * taken out where there are means. */
static void fill(const struct analysis_work *w, size_t group, int part, const struct means *m,
                 double *mark)
{
    for (size_t i = 0; i < w->sheets; i++) {
        const struct attempt_sheet *s = &w->sheet[i];
        for (size_t j = 0; s->is_in && s->group == group && j < s->questions; j++) {
            const struct attempt_answer *x = &s->answer[j];
            if (part >= 0 && x->part != part)
                continue;
            double mean = m ? m->right[x->question] / (double)m->n[x->question] : 0;
            *mark++ = x->points * ((double)x->is_right - mean);
        }
    }
}

static bool compute(const struct analysis_work *w, size_t group, int part, const struct means *m,
                    struct analysis_figures *out)
{
    struct itemstat_test drawn;
    size_t n = out->test.n, k = out->test.k;
    double *mark = calloc(n * k + 1, sizeof *mark);
    if (!mark)
        return false;
    fill(w, group, part, m, mark);
    bool fine = itemstat_test(mark, n, k, &drawn, NULL, NULL, NULL);
    fill(w, group, part, NULL, mark);
    fine = fine && itemstat_test(mark, n, k, &out->test, NULL, NULL, NULL);
    free(mark);
    if (!fine)
        return false;
    out->test.alpha = drawn.alpha;
    out->test.error_ratio = drawn.error_ratio;
    out->test.sem = drawn.sem;
    out->alpha = confidence_alpha(drawn.alpha, n, k);
    return true;
}

struct itemstat_value analysis_alpha(const struct analysis_figures *f)
{
    bool is_told = f->alpha.is_defined && (f->alpha.low > 0 || f->alpha.high < 0);
    return is_told ? f->test.alpha : (struct itemstat_value){0};
}

static void count(struct analysis *a, const struct analysis_work *w)
{
    for (size_t i = 0; i < w->sheets; i++) {
        const struct attempt_sheet *s = &w->sheet[i];
        struct analysis_group *g = &a->group[s->group];
        if (!s->is_in)
            continue;
        g->whole.test.n++;
        g->score[s->points]++;
        for (unsigned p = 0; p < g->variant->parts; p++)
            g->part[p].test.n++;
    }
}

enum err_code analysis_make_groups(struct analysis *a, const struct analysis_work *w, struct err *e)
{
    struct means m = {calloc(a->questions + 1, sizeof *m.right),
                      calloc(a->questions + 1, sizeof *m.n)};
    bool fine = m.right && m.n;
    count(a, w);
    for (size_t i = 0; fine && i < a->groups; i++) {
        struct analysis_group *g = &a->group[i];
        read_means(w, i, a->questions, &m);
        fine = compute(w, i, -1, &m, &g->whole);
        for (unsigned p = 0; fine && p < g->variant->parts; p++)
            fine = compute(w, i, (int)p, &m, &g->part[p]);
    }
    free(m.right);
    free(m.n);
    return fine ? ERR_OK : err_memory(e);
}
