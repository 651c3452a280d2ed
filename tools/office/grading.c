#include "tools/office/grading.h"

#include "app/core/i18n.h"
#include "tools/office/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How one question counts for whoever chose so. */
enum worth { WORTH_NOTHING, WORTH_RIGHT, WORTH_OUT };

static enum worth worth_of(const struct decisions *ds, const struct bank_entry *q, uint8_t choice, bool *decided)
{
    const struct decision *d = decisions_on_question(ds, q->qid);
    *decided |= d != NULL;
    if (!d)
        return choice == q->answer ? WORTH_RIGHT : WORTH_NOTHING;
    switch (d->ruling) {
    case DECISION_VOID: return WORTH_RIGHT;
    case DECISION_TAKE_OUT: return WORTH_OUT;
    default: return choice < BANK_OPTIONS && (d->options >> choice & 1) ? WORTH_RIGHT : WORTH_NOTHING;
    }
}

/* Right answers by part, and of how many, from the drawn paper and the choices as written. */
static void count_right(const struct sitting *s, const struct decisions *ds, const struct paper *drawn, const struct journal_state *st,
                        struct result *out, bool *decided)
{
    out->parts = drawn->parts;
    unsigned q = 0;
    for (unsigned part = 0; part < drawn->parts; part++)
        for (unsigned i = 0; i < drawn->part_questions[part]; i++, q++) {
            enum worth w = worth_of(ds, &s->bank_key.entry[drawn->question[q].entry], st->choice[q], decided);
            out->questions[part] += w != WORTH_OUT;
            out->right[part] += w == WORTH_RIGHT;
        }
}

static void score(const struct profile_variant *v, const struct submission *m, bool annulled, struct result *out)
{
    struct profile_score ps;
    profile_score(v, out->right, out->questions, &ps);
    memcpy(out->points, ps.part_points, sizeof out->points);
    out->total = ps.total;
    out->state = ps.passed && m->state.end != JOURNAL_ENDED_MISCONDUCT && !annulled ? RESULT_PASSED : RESULT_FAILED;
    code_receipt(m->head, out->receipt);
}

/* The stable words that hold, a blank between; malloc'd. */
static char *note_text(const struct session_paper *p, const struct collection_choice *choice, bool decided, bool annulled)
{
    const struct submission *m = choice->chosen;
    const struct journal_state *st = m ? &m->state : NULL;
    const struct { bool holds; const char *word; } WORD[] = {{st && st->moves, "moved"},
                                                             {st && st->is_anew, "begun-elsewhere"},
                                                             {p->exempt, "exempt"},
                                                             {p->extra_minutes || (st && st->extended), "extra-time"},
                                                             {st && st->end == JOURNAL_ENDED_TIMEOUT, "time-up"},
                                                             {st && st->end == JOURNAL_ENDED_MISCONDUCT, "misconduct"},
                                                             {decided, "decided"},
                                                             {annulled, "annulled"}};
    char text[128] = "";
    for (size_t i = 0; i < sizeof WORD / sizeof WORD[0]; i++)
        if (WORD[i].holds) {
            size_t n = strlen(text);
            snprintf(text + n, sizeof text - n, "%s%s", n ? " " : "", WORD[i].word);
        }
    return strdup(text);
}

static bool copy_person(const struct sitting *s, uint32_t paper, struct result *out)
{
    const struct session_paper *p = &s->roster.paper[paper];
    const struct session_candidate *c = &s->roster.candidate[p->candidate];
    session_paper_name(paper, out->paper);
    out->sbd = strdup(c->sbd);
    out->name = strdup(c->name);
    out->birth = strdup(c->birth);
    out->identity = strdup(s->identity[p->candidate]);
    out->unit = strdup(c->unit);
    out->field = strdup(p->field);
    out->field_title = strdup(p->title_vi);
    out->grade = strdup(p->grade);
    return out->sbd && out->name && out->birth && out->identity && out->unit && out->field && out->field_title && out->grade;
}

/* The journal a decision names, or a longer one that goes on from it. */
static const struct submission *decided_journal(const struct collection *c, uint32_t paper, const uint8_t head[CRYPT_HASH])
{
    const struct submission *named = NULL, *longest = NULL;
    for (const struct submission *m = NULL; (m = collection_next(c, paper, m));)
        if (memcmp(m->head, head, CRYPT_HASH) == 0)
            named = m;
    for (const struct submission *m = named; m; m = collection_next(c, paper, m)) {
        size_t n = submission_events(named);
        if (journal_shared(named->records.data, n, m->records.data, submission_events(m)) == n)
            longest = m;
    }
    return longest;
}

struct collection_choice grading_choose(const struct sitting *s, const struct collection *c, const struct decisions *ds, uint32_t paper)
{
    struct collection_choice choice = collection_choose(c, &s->session.info.caps, paper);
    const struct decision *d = decisions_on_paper(ds, paper, DECISION_JOURNAL);
    const struct submission *m = d ? decided_journal(c, paper, d->journal) : NULL;
    if (m)
        choice = (struct collection_choice){.verdict = m->state.end == JOURNAL_OPEN ? COLLECTION_UNFINISHED : COLLECTION_ENDED, .chosen = m};
    if (choice.verdict == COLLECTION_UNFINISHED && decisions_on_paper(ds, paper, DECISION_AS_IS))
        choice.verdict = COLLECTION_ENDED;
    return choice;
}

static bool is_decided(const struct decisions *ds, uint32_t paper)
{
    return decisions_on_paper(ds, paper, DECISION_JOURNAL) || decisions_on_paper(ds, paper, DECISION_AS_IS);
}

static enum err_code grade_paper(const struct sitting *s, const struct collection *c, const struct decisions *ds, uint32_t paper, struct result *out,
                                 struct err *e)
{
    static const enum result_state OF_VERDICT[] = {[COLLECTION_ABSENT] = RESULT_ABSENT, [COLLECTION_ENDED] = RESULT_FAILED,
                                                   [COLLECTION_UNFINISHED] = RESULT_UNFINISHED, [COLLECTION_FORK] = RESULT_CONFLICT};
    struct collection_choice choice = grading_choose(s, c, ds, paper);
    bool decided = is_decided(ds, paper), annulled = decisions_on_paper(ds, paper, DECISION_ANNUL) != NULL;
    enum err_code rc = ERR_OK;
    out->state = OF_VERDICT[choice.verdict];
    if (choice.verdict == COLLECTION_ENDED) {
        struct paper drawn;
        rc = sitting_draw(s, paper, &drawn, e);
        if (rc == ERR_OK)
            count_right(s, ds, &drawn, &choice.chosen->state, out, &decided);
        if (rc == ERR_OK)
            score(sitting_variant(s, paper), choice.chosen, annulled, out);
    }
    if (!copy_person(s, paper, out) || !(out->note = note_text(&s->roster.paper[paper], &choice, decided, annulled)))
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    return rc;
}

static enum err_code describe_basis(const struct sitting *s, const struct collection *c, const struct decisions *ds, struct results_basis *out,
                                    struct err *e)
{
    struct log log;
    enum err_code rc = log_make(s, c, ds, &log, e);
    if (rc != ERR_OK)
        return rc;
    crypt_hex(s->session.hash, CRYPT_HASH, out->session);
    crypt_hex(s->session.info.bank_hash, CRYPT_HASH, out->bank);
    out->decisions = (unsigned)ds->count;
    if (ds->count) {
        strcpy(out->decision, ds->item[ds->count - 1].hash);
        strcpy(out->supersedes, ds->item[ds->count - 1].results);
    }
    strcpy(out->log_head, log_head(&log));
    log_free(&log);
    return ERR_OK;
}

/* Papers are graded each on its own. */
struct grading_all {
    const struct sitting *sitting;
    const struct collection *collection;
    const struct decisions *decisions;
    struct result *row;
    struct err *error;
};

static void grade_one(void *context, size_t i)
{
    struct grading_all *all = context;
    all->error[i].code = grade_paper(all->sitting, all->collection, all->decisions, (uint32_t)i, &all->row[i], &all->error[i]);
}

static void tell(void *context, size_t done, size_t all)
{
    const struct workspace *w = ((struct grading_all *)context)->sitting->workspace;
    w->progress(_("grading"), done, all, w->opened_ms);
}

enum err_code grading_run(const struct sitting *s, const struct collection *c, const struct decisions *ds, struct results *out, struct err *e)
{
    size_t papers = s->roster.papers;
    *out = (struct results){.row = calloc(papers + 1, sizeof *out->row)};
    struct err *error = calloc(papers + 1, sizeof *error);
    enum err_code rc = out->row && error ? describe_basis(s, c, ds, &out->basis, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK) {
        out->count = papers;
        struct grading_all all = {.sitting = s, .collection = c, .decisions = ds, .row = out->row, .error = error};
        struct workers_watch watch = {.tell = tell, .context = &all};
        workers_run(workers_count(), papers, grade_one, &all, s->workspace && s->workspace->progress ? &watch : NULL);
    }
    for (size_t p = 0; rc == ERR_OK && p < papers; p++)
        if (error[p].code != ERR_OK) {
            *e = error[p];
            rc = e->code;
        }
    free(error);
    if (rc != ERR_OK)
        results_free(out);
    return rc;
}

enum err_code grading_open(const struct workspace *w, const char *name, const struct keys_secret *office, struct grading *out, struct err *e)
{
    *out = (struct grading){0};
    enum err_code rc = sitting_open(w, name, office, &out->sitting, e);
    if (rc != ERR_OK)
        return rc;
    rc = sitting_open_bank(&out->sitting, office, e);
    if (rc == ERR_OK)
        rc = collection_read(&out->sitting, office, &out->collection, e);
    if (rc == ERR_OK)
        rc = decisions_load(&out->sitting, &office->pub, &out->decisions, e);
    if (rc != ERR_OK)
        grading_close(out);
    return rc;
}

void grading_close(struct grading *g)
{
    decisions_free(&g->decisions);
    collection_free(&g->collection);
    sitting_close(&g->sitting);
}
