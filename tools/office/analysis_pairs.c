/* Alike wrong answers. Where two candidates both had a question wrong, each with one of its wrong
 * options, chance alone makes them choose the same one by how the others who had it wrong chose.
 * The pair's own two answers are left out of that: a copied answer must not make itself look
 * common. Of c = c1 … cm counts of m wrong options, C in all, the chance is Σ (c + 1)(c + 2) ÷ ((C
 * + m)(C + m + 1)), what Σ f² is on average when nothing is known of the shares f beforehand
 * (Dirichlet); so of few others little is concluded. The chance of `same` or more among the
 * questions that both had wrong is the tail of those trials; it is multiplied by the number of
 * pairs looked at, since among many pairs something unlikely is likely. */
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

/* q was had wrong by both, by choosing x and y. */
static double hit_chance(const struct analysis_question *q, unsigned x, unsigned y)
{
    double all = 0, options = 0, sum = 0;
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (!(q->options >> o & 1)) {
            double c = (double)q->option[o].count - (o == x) - (o == y);
            all += c;
            options++;
            sum += (c + 1) * (c + 2);
        }
    return sum / ((all + options) * (all + options + 1));
}

static bool is_wrong(const struct attempt_answer *x)
{
    return !x->is_right && x->choice < BANK_OPTIONS;
}

/* p: the chances of the questions that both had wrong. */
static void compare(const struct attempt_sheet *a, const struct attempt_sheet *b,
                    const struct analysis_question *question, double *p, struct analysis_pair *out)
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
        p[out->wrong++] = hit_chance(&question[x->question], x->choice, y->choice);
        if (x->choice != y->choice)
            continue;
        out->same++;
        int64_t apart = x->chosen_ms - y->chosen_ms;
        out->close += apart <= MINUTE_MS && apart >= -MINUTE_MS;
    }
}

static bool add(struct analysis *a, const struct analysis_work *w, const struct attempt_sheet *x,
                const struct attempt_sheet *y, struct analysis_pair *pair)
{
    const struct office_session *s = &w->grading[x->session].opened;
    struct analysis_pair *grown = realloc(a->pair, (a->pairs + 1) * sizeof *grown);
    if (!grown)
        return false;
    a->pair = grown;
    pair->session = s->name;
    session_paper_name(x->paper, pair->a);
    session_paper_name(y->paper, pair->b);
    snprintf(pair->sbd_a, sizeof pair->sbd_a, "%s",
             s->roster.candidate[s->roster.paper[x->paper].candidate].sbd);
    snprintf(pair->sbd_b, sizeof pair->sbd_b, "%s",
             s->roster.candidate[s->roster.paper[y->paper].candidate].sbd);
    grown[a->pairs++] = *pair;
    return true;
}

/* Two papers of one candidate are no pair. */
static bool is_one_candidate(const struct analysis_work *w, const struct attempt_sheet *x,
                             const struct attempt_sheet *y)
{
    const struct session_roster *r = &w->grading[x->session].opened.roster;
    return r->paper[x->paper].candidate == r->paper[y->paper].candidate;
}

/* Two attempts of one session, by different candidates. */
static bool is_pair(const struct analysis_work *w, const struct attempt_sheet *x,
                    const struct attempt_sheet *y)
{
    return x->is_in && y->is_in && !is_one_candidate(w, x, y);
}

static size_t count_pairs(const struct analysis_work *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->sheets; i++)
        for (size_t k = i + 1; k < w->sheets && w->sheet[k].session == w->sheet[i].session; k++)
            n += is_pair(w, &w->sheet[i], &w->sheet[k]);
    return n;
}

static bool find(struct analysis *a, const struct analysis_work *w)
{
    double p[SESSION_PAPER_QUESTIONS_MAX], all = (double)count_pairs(w);
    for (size_t i = 0; i < w->sheets; i++)
        for (size_t k = i + 1; k < w->sheets && w->sheet[k].session == w->sheet[i].session; k++) {
            struct analysis_pair pair = {0};
            const struct attempt_sheet *x = &w->sheet[i], *y = &w->sheet[k];
            if (!is_pair(w, x, y))
                continue;
            compare(x, y, a->question, p, &pair);
            if (pair.same < ANALYSIS_PAIR_SHARED_MIN)
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
    for (size_t i = 0; i < w->sheets; i++)
        qsort(w->sheet[i].answer, w->sheet[i].questions, sizeof *w->sheet[i].answer, by_question);
    bool fine = find(a, w);
    if (fine && a->pairs)
        qsort(a->pair, a->pairs, sizeof *a->pair, by_chance);
    return fine ? ERR_OK : err_memory(e);
}
