#include "tools/office/analysis.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/office/analysis_attempt.h"
#include "tools/office/analysis_parts.h"

#include <stdlib.h>
#include <string.h>

static enum err_code no_memory(struct err *e)
{
    return err_memory(e);
}

/* ---- the banks, and their questions by id ---- */

static size_t bank_of(const struct analysis *a, const struct grading *g)
{
    size_t i = 0;
    while (i < a->banks && memcmp(a->bank[i].hash, g->opened.bank.hash, CRYPT_HASH) != 0)
        i++;
    return i;
}

static enum err_code list_banks(const struct grading *g, size_t count, struct analysis *a,
                                struct err *e)
{
    a->bank = calloc(count + 1, sizeof *a->bank);
    for (size_t i = 0; a->bank && i < count; i++)
        if (bank_of(a, &g[i]) == a->banks) {
            a->bank[a->banks].session = g[i].opened.name;
            memcpy(a->bank[a->banks++].hash, g[i].opened.bank.hash, CRYPT_HASH);
        }
    return a->bank ? ERR_OK : no_memory(e);
}

static int compare_questions(const void *pa, const void *pb)
{
    const struct analysis_question *a = pa, *b = pb;
    return a->bank != b->bank ? (a->bank > b->bank) - (a->bank < b->bank)
                              : memcmp(a->qid, b->qid, CRYPT_HASH);
}

static long find_question(const struct analysis *a, size_t bank, const uint8_t qid[CRYPT_HASH])
{
    struct analysis_question wanted = {.bank = bank};
    memcpy(wanted.qid, qid, CRYPT_HASH);
    const struct analysis_question *q =
        bsearch(&wanted, a->question, a->questions, sizeof *a->question, compare_questions);
    return q ? q - a->question : -1;
}

static enum err_code list_questions(const struct grading *g, size_t count, struct analysis *a,
                                    struct err *e)
{
    size_t all = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        all += g[i].opened.bank_key.entries;
    a->question = calloc(all + 1, sizeof *a->question);
    if (!a->question)
        return no_memory(e);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < g[i].opened.bank_key.entries; k++) {
            a->question[a->questions].bank = bank_of(a, &g[i]);
            memcpy(a->question[a->questions++].qid, g[i].opened.bank_key.entry[k].qid, CRYPT_HASH);
        }
    qsort(a->question, a->questions, sizeof *a->question, compare_questions);
    for (size_t i = 0; i < a->questions; i++)
        if (!kept || compare_questions(&a->question[kept - 1], &a->question[i]) != 0)
            a->question[kept++] = a->question[i];
    a->questions = kept;
    return ERR_OK;
}

static void name_pools(const struct bank_office *bank, size_t number, struct analysis *a)
{
    for (size_t p = bank->pools; p-- > 0;)
        for (size_t i = 0; i < bank->pool[p].count; i++) {
            struct analysis_question *q =
                &a->question[find_question(a, number, bank->entry[bank->pool[p].entry[i]].qid)];
            q->pool = bank->pool[p].name;
            q->pool_size = bank->pool[p].count;
            q->number = i + 1;
        }
}

/* Of the questions that are told: a bank may hold many more. */
static enum err_code read_words(const struct grading *g, struct analysis *a, struct err *e)
{
    const struct bank_office *bank = &g->opened.bank_key;
    for (size_t i = 0; i < bank->entries; i++) {
        long at = find_question(a, bank_of(a, g), bank->entry[i].qid);
        if (at < 0 || a->question[at].words[0])
            continue;
        enum err_code rc = question_words(&g->opened, &bank->entry[i], a->question[at].words, e);
        if (rc != ERR_OK)
            return rc;
    }
    return ERR_OK;
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

/* ---- the papers and their attempts ---- */

/* The paper's questions, with what they count. */
static enum err_code read_questions(const struct paper *drawn, const struct profile_variant *v,
                                    const uint32_t *map, struct attempt_sheet *out, struct err *e)
{
    size_t q = 0;
    out->answer = calloc(drawn->questions + 1u, sizeof *out->answer);
    if (!out->answer)
        return no_memory(e);
    for (uint8_t part = 0; part < drawn->parts; part++)
        for (unsigned i = 0; i < drawn->part_questions[part]; i++, q++) {
            out->answer[q] = (struct attempt_answer){.question = map[drawn->question[q].entry],
                                                     .part = part,
                                                     .points = v->part[part].points,
                                                     .choice = BANK_OPTIONS};
            out->most += v->part[part].points;
        }
    out->questions = q;
    return ERR_OK;
}

static enum err_code read_answers(const struct grading *g, const struct paper *drawn,
                                  const struct submission *m, struct analysis_work *w,
                                  struct attempt_sheet *out, struct err *e)
{
    out->is_in = true;
    for (size_t q = 0; q < out->questions; q++) {
        struct attempt_answer *x = &out->answer[q];
        x->choice = m->state.choice[q] < BANK_OPTIONS ? m->state.choice[q] : BANK_OPTIONS;
        bool decided;
        uint8_t right =
            right_options(g, &g->opened.bank_key.entry[drawn->question[q].entry], &decided);
        x->is_right = x->choice < BANK_OPTIONS && (right >> x->choice & 1);
        out->points += x->is_right ? x->points : 0;
        w->had[x->question]++;
    }
    return attempt_sheet_times(m, out, e);
}

static enum err_code read_paper(const struct grading *g, uint32_t paper, const uint32_t *map,
                                size_t session, struct analysis *a, struct analysis_work *w,
                                struct err *e)
{
    struct paper drawn;
    struct attempt_sheet *out = &w->sheet[w->sheets++];
    *out = (struct attempt_sheet){.session = session, .paper = paper};
    enum err_code rc = office_session_draw(&g->opened, paper, &drawn, e);
    if (rc == ERR_OK)
        rc = analysis_group_of(a, bank_of(a, g), &g->opened, paper, &out->group, e);
    if (rc == ERR_OK)
        rc = read_questions(&drawn, office_session_variant(&g->opened, paper), map, out, e);
    for (size_t q = 0; rc == ERR_OK && q < out->questions; q++)
        a->question[out->answer[q].question].drawn++;
    struct grading_verdict v;
    grading_judge(g, paper, &v);
    if (rc != ERR_OK || !v.has_points)
        return rc;
    a->attempts++;
    return read_answers(g, &drawn, v.choice.chosen, w, out, e);
}

static enum err_code read_session(const struct grading *g, size_t session, struct analysis *a,
                                  struct analysis_work *w, struct err *e)
{
    const struct bank_office *bank = &g->opened.bank_key;
    size_t number = bank_of(a, g);
    uint32_t *map = calloc(bank->entries + 1, sizeof *map);
    if (!map)
        return no_memory(e);
    for (size_t i = 0; i < bank->entries; i++) {
        bool decided;
        map[i] = (uint32_t)find_question(a, number, bank->entry[i].qid);
        a->question[map[i]].options = right_options(g, &bank->entry[i], &decided);
        a->question[map[i]].flags |= decided ? ANALYSIS_DECIDED : 0;
    }
    name_pools(bank, number, a);
    enum err_code rc = ERR_OK;
    for (uint32_t p = 0; rc == ERR_OK && p < g->opened.roster.papers; p++)
        rc = read_paper(g, p, map, session, a, w, e);
    a->papers += g->opened.roster.papers;
    free(map);
    return rc;
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
        for (size_t k = 0; w->sheet[i].is_in && k < w->sheet[i].questions; k++) {
            uint32_t q = w->sheet[i].answer[k].question;
            w->use[w->first[q] + filled[q]++] =
                (struct analysis_use){.sheet = &w->sheet[i], .answer = &w->sheet[i].answer[k]};
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

/* As a bank is read: nothing points to the questions any more. */
static int by_pool(const void *pa, const void *pb)
{
    const struct analysis_question *a = pa, *b = pb;
    int pool = a->pool && b->pool ? strcmp(a->pool, b->pool) : 0;
    if (a->bank != b->bank)
        return a->bank > b->bank ? 1 : -1;
    return pool ? pool : (a->number > b->number) - (a->number < b->number);
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

/* All that is made from the sheets, once they are there. */
static enum err_code evaluate(struct analysis *a, struct analysis_work *w, bool with_pairs,
                              struct err *e)
{
    enum err_code rc = lay_out(a, w, e);
    if (rc == ERR_OK)
        rc = analysis_make_questions(a, w, e);
    if (rc == ERR_OK)
        rc = analysis_make_groups(a, w, e);
    if (rc == ERR_OK)
        rc = analysis_make_draws(a, w, e);
    if (rc == ERR_OK && with_pairs)
        rc = analysis_make_pairs(a, w, e);
    return rc;
}

enum err_code analysis_make(const struct grading *g, size_t count, bool with_pairs,
                            struct analysis *out, struct err *e)
{
    struct analysis_work w = {.grading = g};
    size_t papers = 0;
    *out = (struct analysis){.sessions = count};
    enum err_code rc = list_banks(g, count, out, e);
    if (rc == ERR_OK)
        rc = list_questions(g, count, out, e);
    for (size_t i = 0; i < count; i++)
        papers += g[i].opened.roster.papers;
    w.sheet = calloc(papers + 1, sizeof *w.sheet);
    w.had = calloc(out->questions + 1, sizeof *w.had);
    if (rc == ERR_OK && (!w.sheet || !w.had))
        rc = no_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = read_session(&g[i], i, out, &w, e);
    if (rc == ERR_OK)
        rc = evaluate(out, &w, with_pairs, e);
    drop_unused(out);
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = read_words(&g[i], out, e);
    if (out->questions)
        qsort(out->question, out->questions, sizeof *out->question, by_pool);
    work_free(&w);
    if (rc != ERR_OK)
        analysis_free(out);
    return rc;
}

void analysis_free(struct analysis *a)
{
    for (size_t i = 0; i < a->groups; i++)
        free(a->group[i].score);
    free(a->bank);
    free(a->group);
    free(a->question);
    free(a->draw);
    free(a->pair);
    *a = (struct analysis){0};
}
