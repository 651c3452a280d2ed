/* Alike wrong answers. Where two candidates both had a question wrong, each with one of its wrong options, chance alone makes them choose the same one with
 * Σ f² ÷ (Σ f)², f being how often each wrong option was chosen by everybody who had the question. The chance of `same` or more among the questions that both
 * had wrong is the tail of those trials; it is multiplied by the number of pairs looked at, since among many pairs something unlikely is likely. */
#include "app/core/i18n.h"
#include "tools/office/analysis_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE_MS = 60000 };

/* An attempt's answers sorted by question. */
static int by_question(const void *a, const void *b)
{
    const struct attempt_answer *x = a, *y = b;
    return (x->question > y->question) - (x->question < y->question);
}

static double hit_chance(const struct analysis_question *q)
{
    double sum = 0, squares = 0;
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (!(q->options >> o & 1)) {
            double f = (double)q->option[o].count;
            sum += f;
            squares += f * f;
        }
    return sum > 0 ? squares / (sum * sum) : 0;
}

static bool is_wrong(const struct attempt_answer *x)
{
    return !x->is_right && x->choice < BANK_OPTIONS;
}

/* p: the chances of the questions that both had wrong. */
static void compare(const struct attempt_sheet *a, const struct attempt_sheet *b, const double *hit, double *p, struct analysis_pair *out)
{
    for (size_t i = 0, k = 0; i < a->questions && k < b->questions;) {
        const struct attempt_answer *x = &a->answer[i], *y = &b->answer[k];
        i += x->question <= y->question;
        k += y->question <= x->question;
        if (x->question != y->question)
            continue;
        out->shared++;
        if (!is_wrong(x) || !is_wrong(y))
            continue;
        p[out->wrong++] = hit[x->question];
        if (x->choice != y->choice)
            continue;
        out->same++;
        int64_t apart = x->chosen_ms - y->chosen_ms;
        out->close += apart <= MINUTE_MS && apart >= -MINUTE_MS;
    }
}

static bool add(struct analysis *a, const struct analysis_work *w, const struct attempt_sheet *x, const struct attempt_sheet *y,
                struct analysis_pair *pair)
{
    const struct sitting *s = &w->grading[x->session].sitting;
    struct analysis_pair *grown = realloc(a->pair, (a->pairs + 1) * sizeof *grown);
    if (!grown)
        return false;
    a->pair = grown;
    pair->session = s->name;
    session_paper_name(x->paper, pair->a);
    session_paper_name(y->paper, pair->b);
    snprintf(pair->sbd_a, sizeof pair->sbd_a, "%s", s->roster.candidate[s->roster.paper[x->paper].candidate].sbd);
    snprintf(pair->sbd_b, sizeof pair->sbd_b, "%s", s->roster.candidate[s->roster.paper[y->paper].candidate].sbd);
    grown[a->pairs++] = *pair;
    return true;
}

/* Two papers of one candidate are no pair. */
static bool is_one_candidate(const struct analysis_work *w, const struct attempt_sheet *x, const struct attempt_sheet *y)
{
    const struct session_roster *r = &w->grading[x->session].sitting.roster;
    return r->paper[x->paper].candidate == r->paper[y->paper].candidate;
}

static size_t count_pairs(const struct analysis_work *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->sheets; i++)
        for (size_t k = i + 1; k < w->sheets && w->sheet[k].session == w->sheet[i].session; k++)
            n++;
    return n;
}

static bool find(struct analysis *a, const struct analysis_work *w, const double *hit)
{
    double p[SESSION_PAPER_QUESTIONS_MAX], all = (double)count_pairs(w);
    for (size_t i = 0; i < w->sheets; i++)
        for (size_t k = i + 1; k < w->sheets && w->sheet[k].session == w->sheet[i].session; k++) {
            struct analysis_pair pair = {0};
            const struct attempt_sheet *x = &w->sheet[i], *y = &w->sheet[k];
            compare(x, y, hit, p, &pair);
            if (pair.same < ANALYSIS_PAIR_SHARED_MIN || is_one_candidate(w, x, y))
                continue;
            pair.chance = attempt_tail(p, pair.wrong, pair.same) * all;
            if (pair.chance < ANALYSIS_PAIR_CHANCE && !add(a, w, x, y, &pair))
                return false;
        }
    return true;
}

static int by_chance(const void *pa, const void *pb)
{
    const struct analysis_pair *a = pa, *b = pb;
    if (a->chance < b->chance || a->chance > b->chance)
        return a->chance < b->chance ? -1 : 1;
    int by_a = strcmp(a->a, b->a);
    return by_a ? by_a : strcmp(a->b, b->b);
}

enum err_code analysis_make_pairs(struct analysis *a, const struct analysis_work *w, struct err *e)
{
    double *hit = calloc(a->questions + 1, sizeof *hit);
    if (!hit)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    for (size_t q = 0; q < a->questions; q++)
        hit[q] = hit_chance(&a->question[q]);
    for (size_t i = 0; i < w->sheets; i++)
        qsort(w->sheet[i].answer, w->sheet[i].questions, sizeof *w->sheet[i].answer, by_question);
    bool fine = find(a, w, hit);
    free(hit);
    if (fine && a->pairs)
        qsort(a->pair, a->pairs, sizeof *a->pair, by_chance);
    return fine ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
}
