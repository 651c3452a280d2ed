#include "tools/office/analysis.h"

#include "app/core/i18n.h"
#include "tools/office/analysis_attempt.h"
#include "tools/office/analysis_parts.h"

#include <stdlib.h>
#include <string.h>

static enum err_code no_memory(struct err *e)
{
    return err_set(e, ERR_LIMIT, _("out of memory"));
}

/* ---- the questions of all banks, by id ---- */

static int compare_questions(const void *a, const void *b)
{
    return memcmp(((const struct analysis_question *)a)->qid, ((const struct analysis_question *)b)->qid, CRYPT_HASH);
}

static long find_question(const struct analysis *a, const uint8_t qid[CRYPT_HASH])
{
    struct analysis_question wanted;
    memcpy(wanted.qid, qid, CRYPT_HASH);
    const struct analysis_question *q = bsearch(&wanted, a->question, a->questions, sizeof *a->question, compare_questions);
    return q ? q - a->question : -1;
}

static enum err_code list_questions(const struct grading *g, size_t count, struct analysis *a, struct err *e)
{
    size_t all = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        all += g[i].sitting.bank_key.entries;
    a->question = calloc(all + 1, sizeof *a->question);
    if (!a->question)
        return no_memory(e);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < g[i].sitting.bank_key.entries; k++)
            memcpy(a->question[a->questions++].qid, g[i].sitting.bank_key.entry[k].qid, CRYPT_HASH);
    qsort(a->question, a->questions, sizeof *a->question, compare_questions);
    for (size_t i = 0; i < a->questions; i++)
        if (!kept || compare_questions(&a->question[kept - 1], &a->question[i]) != 0)
            a->question[kept++] = a->question[i];
    a->questions = kept;
    return ERR_OK;
}

static void name_pools(const struct bank_office *bank, struct analysis *a)
{
    for (size_t p = bank->pools; p-- > 0;)
        for (size_t i = 0; i < bank->pool[p].count; i++) {
            long q = find_question(a, bank->entry[bank->pool[p].entry[i]].qid);
            a->question[q].pool = bank->pool[p].name;
        }
}

/* What counts as right, as decided where the question is still asked. */
static uint8_t right_options(const struct grading *g, const struct bank_entry *entry, bool *decided)
{
    const struct decision *d = decisions_on_question(&g->decisions, entry->qid);
    *decided = d != NULL;
    if (d && (d->ruling == DECISION_ACCEPT || d->ruling == DECISION_KEY))
        return d->options;
    return (uint8_t)(1u << entry->answer);
}

/* ---- the attempts ---- */

static enum err_code take_answers(const struct grading *g, const struct paper *drawn, const struct submission *m, const uint32_t *map,
                                  struct analysis_work *w, struct attempt_sheet *out, struct err *e)
{
    out->questions = drawn->questions;
    out->answer = calloc(out->questions + 1u, sizeof *out->answer);
    if (!out->answer)
        return no_memory(e);
    for (size_t q = 0; q < out->questions; q++) {
        struct attempt_answer *x = &out->answer[q];
        x->question = map[drawn->question[q].entry];
        x->choice = m->state.choice[q] < BANK_OPTIONS ? m->state.choice[q] : BANK_OPTIONS;
        bool decided;
        uint8_t right = right_options(g, &g->sitting.bank_key.entry[drawn->question[q].entry], &decided);
        x->is_right = x->choice < BANK_OPTIONS && (right >> x->choice & 1);
        out->right += x->is_right;
        w->had[x->question]++;
    }
    return attempt_sheet_times(m, out, e);
}

static enum err_code take_paper(const struct grading *g, uint32_t paper, const uint32_t *map, size_t session, struct analysis *a,
                                struct analysis_work *w, struct err *e)
{
    struct paper drawn;
    enum err_code rc = sitting_draw(&g->sitting, paper, &drawn, e);
    for (size_t q = 0; rc == ERR_OK && q < drawn.questions; q++)
        a->question[map[drawn.question[q].entry]].drawn++;
    struct collection_choice choice = grading_choose(&g->sitting, &g->collection, &g->decisions, paper);
    if (rc != ERR_OK || choice.verdict != COLLECTION_ENDED)
        return rc;
    struct attempt_sheet *out = &w->sheet[w->sheets++];
    *out = (struct attempt_sheet){.session = session, .paper = paper, .is_exempt = g->sitting.roster.paper[paper].exempt};
    return take_answers(g, &drawn, choice.chosen, map, w, out, e);
}

static enum err_code take_session(const struct grading *g, size_t session, struct analysis *a, struct analysis_work *w, struct err *e)
{
    const struct bank_office *bank = &g->sitting.bank_key;
    uint32_t *map = calloc(bank->entries + 1, sizeof *map);
    if (!map)
        return no_memory(e);
    for (size_t i = 0; i < bank->entries; i++) {
        bool decided;
        map[i] = (uint32_t)find_question(a, bank->entry[i].qid);
        a->question[map[i]].options = right_options(g, &bank->entry[i], &decided);
        a->question[map[i]].flags |= decided ? ANALYSIS_DECIDED : 0;
    }
    name_pools(bank, a);
    enum err_code rc = ERR_OK;
    for (uint32_t p = 0; rc == ERR_OK && p < g->sitting.roster.papers; p++)
        rc = take_paper(g, p, map, session, a, w, e);
    a->papers += g->sitting.roster.papers;
    free(map);
    return rc;
}

/* ---- one question ---- */

/* Columns over the attempts that had a question. */
struct question_columns {
    double *x, *rest, *chose;
};

static bool look_at_options(const struct analysis_use *use, size_t n, struct question_columns *c, struct analysis_question *out)
{
    for (unsigned o = 0; o <= BANK_OPTIONS; o++) {
        for (size_t i = 0; i < n; i++) {
            c->chose[i] = use[i].answer->choice == o;
            out->option[o].count += use[i].answer->choice == o;
        }
        out->option[o].r = itemstat_correlation(c->chose, c->rest, n);
    }
    return true;
}

static bool look_at_question(const struct analysis_use *use, size_t n, struct question_columns *c, struct analysis_question *out)
{
    for (size_t i = 0; i < n; i++) {
        const struct attempt_sheet *s = use[i].sheet;
        c->x[i] = use[i].answer->is_right;
        c->rest[i] = s->questions > 1 ? (double)(s->right - use[i].answer->is_right) / (double)(s->questions - 1) : 0;
        out->seconds += (double)use[i].answer->shown_ms / 1000 / (double)n;
    }
    return itemstat_item(c->x, c->rest, n, 1, &out->item) && look_at_options(use, n, c, out);
}

static enum err_code look_at_questions(struct analysis *a, const struct analysis_work *w, struct err *e)
{
    size_t room = w->sheets + 1;
    struct question_columns c = {calloc(room, sizeof(double)), calloc(room, sizeof(double)), calloc(room, sizeof(double))};
    bool fine = c.x && c.rest && c.chose;
    for (size_t q = 0; fine && q < a->questions; q++) {
        fine = look_at_question(&w->use[w->first[q]], w->had[q], &c, &a->question[q]);
        analysis_flag_question(&a->question[q]);
    }
    free(c.x);
    free(c.rest);
    free(c.chose);
    return fine ? ERR_OK : no_memory(e);
}

/* Which attempts had which question: counted already, now laid out. */
static enum err_code lay_out(const struct analysis *a, struct analysis_work *w, struct err *e)
{
    size_t all = 0;
    w->first = calloc(a->questions + 1, sizeof *w->first);
    size_t *filled = calloc(a->questions + 1, sizeof *filled);
    for (size_t q = 0; w->first && q < a->questions; q++) {
        w->first[q] = all;
        all += w->had[q];
    }
    w->use = calloc(all + 1, sizeof *w->use);
    bool fine = w->first && w->use && filled;
    for (size_t i = 0; fine && i < w->sheets; i++)
        for (size_t k = 0; k < w->sheet[i].questions; k++) {
            uint32_t q = w->sheet[i].answer[k].question;
            w->use[w->first[q] + filled[q]++] = (struct analysis_use){.sheet = &w->sheet[i], .answer = &w->sheet[i].answer[k]};
        }
    free(filled);
    return fine ? ERR_OK : no_memory(e);
}

/* A bank holds more than was drawn: what stood on no paper says nothing. */
static void drop_unused(struct analysis *a)
{
    size_t kept = 0;
    for (size_t i = 0; i < a->questions; i++)
        if (a->question[i].drawn)
            a->question[kept++] = a->question[i];
    a->questions = kept;
}

static void work_free(struct analysis_work *w)
{
    for (size_t i = 0; i < w->sheets; i++)
        free(w->sheet[i].answer);
    free(w->sheet);
    free(w->had);
    free(w->first);
    free(w->use);
}

enum err_code analysis_make(const struct grading *g, size_t count, struct analysis *out, struct err *e)
{
    struct analysis_work w = {.grading = g};
    size_t papers = 0;
    *out = (struct analysis){.sessions = count};
    enum err_code rc = list_questions(g, count, out, e);
    for (size_t i = 0; i < count; i++)
        papers += g[i].sitting.roster.papers;
    w.sheet = calloc(papers + 1, sizeof *w.sheet);
    w.had = calloc(out->questions + 1, sizeof *w.had);
    if (rc == ERR_OK && (!w.sheet || !w.had))
        rc = no_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = take_session(&g[i], i, out, &w, e);
    out->attempts = w.sheets;
    if (rc == ERR_OK)
        rc = lay_out(out, &w, e);
    if (rc == ERR_OK)
        rc = look_at_questions(out, &w, e);
    if (rc == ERR_OK)
        rc = analysis_make_groups(out, &w, e);
    if (rc == ERR_OK)
        rc = analysis_make_pairs(out, &w, e);
    drop_unused(out);
    work_free(&w);
    if (rc != ERR_OK)
        analysis_free(out);
    return rc;
}

void analysis_free(struct analysis *a)
{
    for (size_t i = 0; i < a->groups; i++) {
        free(a->group[i].slot);
        free(a->group[i].score);
    }
    free(a->group);
    free(a->question);
    free(a->pair);
    *a = (struct analysis){0};
}
