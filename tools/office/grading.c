#include "tools/office/grading.h"

#include "app/core/i18n.h"
#include "tools/office/graded.h"
#include "tools/office/log_evidence.h"
#include "tools/office/presence.h"
#include "tools/office/sheet.h"
#include "tools/office/whole.h"
#include "tools/office/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How one question counts for whoever chose so. */
enum worth { WORTH_NOTHING, WORTH_RIGHT, WORTH_OUT };

static enum worth worth_of(const struct decisions *ds, const struct bank_entry *q, uint8_t choice,
                           bool *decided)
{
    const struct decision *d = decisions_on_question(ds, q->qid);
    *decided |= d != NULL;
    if (!d)
        return choice == q->answer ? WORTH_RIGHT : WORTH_NOTHING;
    switch (d->ruling) {
    case DECISION_VOID: return WORTH_RIGHT;
    case DECISION_TAKE_OUT: return WORTH_OUT;
    default:
        return choice < BANK_OPTIONS && (d->options >> choice & 1) ? WORTH_RIGHT : WORTH_NOTHING;
    }
}

/* Right answers by part, and of how many, from the drawn paper and the choices as written. */
static void count_right(const struct office_session *s, const struct decisions *ds,
                        const struct paper *drawn, const struct journal_state *st,
                        struct result *out, bool *decided)
{
    out->parts = drawn->parts;
    unsigned q = 0;
    for (unsigned part = 0; part < drawn->parts; part++)
        for (unsigned i = 0; i < drawn->part_questions[part]; i++, q++) {
            enum worth w =
                worth_of(ds, &s->bank_key.entry[drawn->question[q].entry], st->choice[q], decided);
            out->questions[part] += w != WORTH_OUT;
            out->right[part] += w == WORTH_RIGHT;
        }
}

static void score(const struct profile_variant *v, const struct submission *m, bool annulled,
                  struct result *out)
{
    struct profile_score ps;
    profile_score(v, out->right, out->questions, &ps);
    memcpy(out->points, ps.part_points, sizeof out->points);
    out->total = ps.total;
    out->state = ps.passed && m->state.end != JOURNAL_ENDED_MISCONDUCT && !annulled ? RESULT_PASSED
                                                                                    : RESULT_FAILED;
    code_receipt(m->head, out->receipt);
}

enum { NOTE_MAX = 400 };

static void note_word(char text[NOTE_MAX], bool holds, const char *word)
{
    size_t n = strlen(text);
    if (holds)
        snprintf(text + n, NOTE_MAX - n, "%s%s", n ? " " : "", word);
}

/* The stable words that hold, a blank between; malloc'd. */
static char *note_text(const struct office_session *s, uint32_t paper,
                       const struct grading_verdict *v, bool decided)
{
    const struct session_paper *p = &s->roster.paper[paper];
    bool claimed = v->choice.verdict == COLLECTION_ABSENT && s->presence &&
                   s->presence[paper] == PRESENCE_CLAIMED;
    const struct submission *m = v->choice.chosen;
    const struct journal_state *st = m ? &m->state : NULL;
    char text[NOTE_MAX] = "";
    note_word(text, st && st->moves, "moved");
    note_word(text, st && st->is_anew, "begun-elsewhere");
    note_word(text, p->exempt, "exempt");
    note_word(text, p->extra_minutes || (st && st->extended), "extra-time");
    note_word(text, st && st->end == JOURNAL_ENDED_TIMEOUT, "time-up");
    note_word(text, st && st->end == JOURNAL_ENDED_MISCONDUCT, "misconduct");
    note_word(text, decided, "decided");
    note_word(text, v->is_annulled, "annulled");
    note_word(text, claimed, "claimed");
    for (enum rules_word w = 0; w < RULES_WORDS; w++)
        note_word(text, v->rules.of[w].is_broken, rules_word(w));
    return strdup(text);
}

static bool copy_paper(const struct office_session *s, uint32_t paper, struct result *out)
{
    const struct session_paper *p = &s->roster.paper[paper];
    session_paper_name(paper, out->paper);
    out->sbd = strdup(s->roster.candidate[p->candidate].sbd);
    out->field = strdup(p->field);
    out->grade = strdup(p->grade);
    return out->sbd && out->field && out->grade;
}

/* ---- what a paper is ---- */

/* The later of two decisions; either may be NULL. */
static const struct decision *later(const struct decision *a, const struct decision *b)
{
    return !a || (b && b->number > a->number) ? b : a;
}

static const struct submission *find_head(const struct collection *c, uint32_t paper,
                                          const uint8_t head[CRYPT_HASH])
{
    for (const struct submission *m = NULL; (m = collection_next(c, paper, m));)
        if (memcmp(m->head, head, CRYPT_HASH) == 0)
            return m;
    return NULL;
}

static bool is_overtaken(const struct collection *c, const struct submission *named)
{
    size_t n = submission_events(named);
    for (const struct submission *m = NULL; (m = collection_next(c, named->paper, m));)
        if (submission_events(m) > n &&
            journal_shared(named->records.data, n, m->records.data, submission_events(m)) == n)
            return true;
    return false;
}

/* The journal that the last ruling names stands; a journal beside it that diverges was settled by
 * `journal` alone. */
static void follow_ruling(const struct grading *g, const struct decision *d,
                          struct grading_verdict *out)
{
    const struct decision *settled = decisions_on_paper(&g->decisions, d->paper, DECISION_JOURNAL);
    const struct submission *m = find_head(&g->collection, d->paper, d->journal);
    if (!m)
        return;
    out->is_overtaken = is_overtaken(&g->collection, m);
    if (out->choice.verdict == COLLECTION_FORK &&
        (!settled || memcmp(settled->journal, d->journal, CRYPT_HASH) != 0))
        return;
    out->choice = (struct collection_choice){.verdict = m->state.end == JOURNAL_OPEN &&
                                                                d->ruling == DECISION_JOURNAL
                                                            ? COLLECTION_UNFINISHED
                                                            : COLLECTION_ENDED,
                                             .chosen = m};
}

/* The state that evidence and rulings give, before a session is cancelled or a paper annulled. */
static enum result_state state_of(const struct office_session *s, uint32_t paper,
                                  const struct decision *none, bool rules_lost,
                                  const struct grading_verdict *v)
{
    static const enum result_state OF_VERDICT[] = {[COLLECTION_ABSENT] = RESULT_ABSENT,
                                                   [COLLECTION_ENDED] = RESULT_FAILED,
                                                   [COLLECTION_UNFINISHED] = RESULT_UNFINISHED,
                                                   [COLLECTION_FORK] = RESULT_CONFLICT};
    if (none && v->choice.verdict == COLLECTION_ABSENT)
        return RESULT_NO_PAPER;
    if (v->is_lost && !rules_lost)
        return RESULT_IRREGULAR;
    if (v->choice.verdict == COLLECTION_ABSENT && s->presence &&
        s->presence[paper] != PRESENCE_NONE)
        return RESULT_NO_PAPER;
    return v->choice.verdict != COLLECTION_FORK && v->is_overtaken ? RESULT_IRREGULAR
                                                                   : OF_VERDICT[v->choice.verdict];
}

/* What the typed sheet says of a journal that was handed in; who was ended for misconduct or is
 * graded as it stands has written no receipt. */
static bool is_against_sheet(const struct office_session *s, const struct decisions *ds,
                             const struct submission *m)
{
    char receipt[CODE_RECEIPT + 1];
    code_receipt(m->head, receipt);
    return s->sheet && m->state.end != JOURNAL_OPEN && m->state.end != JOURNAL_ENDED_MISCONDUCT &&
           !decisions_on_paper(ds, m->paper, DECISION_AS_IS) &&
           sheet_contradicts(s->sheet, m->paper, receipt);
}

static void judge_rules(const struct grading *g, struct grading_verdict *out)
{
    const struct submission *m = out->choice.verdict == COLLECTION_FORK ? NULL : out->choice.chosen;
    if (m) {
        rules_judge_paper(&g->rules, &g->opened, m, &out->rules);
        out->rules.of[RULES_SHEET].is_broken = is_against_sheet(&g->opened, &g->decisions, m);
    }
    if ((out->state == RESULT_FAILED || out->state == RESULT_UNFINISHED) && !out->is_accepted &&
        rules_are_broken(&out->rules))
        out->state = RESULT_IRREGULAR;
    out->rules.of[RULES_LOST].is_broken = out->is_lost;
    out->rules.of[RULES_AFTER_DECISION].is_broken = out->is_overtaken;
}

void grading_describe(const struct grading_verdict *v, struct buf *out)
{
    bool some = false;
    for (enum rules_word w = 0; w < RULES_WORDS; w++)
        if (v->rules.of[w].is_broken) {
            buf_add_text(out, some ? "; " : "");
            rules_describe(w, &v->rules.of[w], out);
            some = true;
        }
}

void grading_count_kept(const struct grading *g, struct grading_kept *out)
{
    *out = (struct grading_kept){0};
    for (uint32_t p = 0; p < g->opened.roster.papers; p++) {
        struct grading_verdict v;
        grading_judge(g, p, &v);
        if (v.state == RESULT_IRREGULAR || v.state == RESULT_CONFLICT)
            out->waiting++;
        else if (v.choice.chosen && rules_are_broken(&v.rules))
            out->ruled++;
        else
            out->keep += v.choice.chosen != NULL;
    }
}

void grading_judge(const struct grading *g, uint32_t paper, struct grading_verdict *out)
{
    const struct office_session *s = &g->opened;
    const struct decisions *ds = &g->decisions;
    const struct decision *none = decisions_on_paper(ds, paper, DECISION_NO_PAPER),
                          *journal = decisions_on_paper(ds, paper, DECISION_JOURNAL),
                          *named =
                              later(later(journal, decisions_on_paper(ds, paper, DECISION_AS_IS)),
                                    decisions_on_paper(ds, paper, DECISION_ACCEPT_PAPER));
    *out = (struct grading_verdict){
        .choice = collection_choose(&g->collection, &s->session.info.caps, paper),
        .is_lost = presence_is_lost(s, ds, paper),
        .is_decided = none || named,
        .is_annulled = decisions_on_paper(ds, paper, DECISION_ANNUL) != NULL};
    if (named)
        follow_ruling(g, named, out);
    if (none && later(named, none) == none && out->choice.verdict != COLLECTION_ABSENT)
        out->is_overtaken = true;
    out->is_accepted = named && named->ruling == DECISION_ACCEPT_PAPER && out->choice.chosen &&
                       memcmp(out->choice.chosen->head, named->journal, CRYPT_HASH) == 0;
    out->state = state_of(s, paper, none, journal != NULL, out);
    judge_rules(g, out);
    out->has_points = out->state == RESULT_FAILED;
    if (out->is_annulled)
        out->state = RESULT_FAILED;
    if (decisions_on_paper(ds, paper, DECISION_MOVE))
        out->state = RESULT_MOVED;
    if (decisions_cancel(ds))
        out->state = RESULT_CANCELLED;
    out->has_points = out->has_points && out->state == RESULT_FAILED;
}

bool grading_is_against_sheet(const struct grading *g, uint32_t paper)
{
    struct grading_verdict v;
    grading_judge(g, paper, &v);
    return v.rules.of[RULES_SHEET].is_broken;
}

struct collection_choice grading_choose(const struct grading *g, uint32_t paper)
{
    struct grading_verdict v;
    grading_judge(g, paper, &v);
    return v.choice;
}

static enum err_code grade_paper(const struct grading *g, uint32_t paper, struct result *out,
                                 struct err *e)
{
    const struct office_session *s = &g->opened;
    struct grading_verdict v;
    enum err_code rc = ERR_OK;
    grading_judge(g, paper, &v);
    bool decided = v.is_decided;
    out->state = v.state;
    if (v.has_points) {
        struct paper drawn;
        rc = office_session_draw(s, paper, &drawn, e);
        if (rc == ERR_OK)
            count_right(s, &g->decisions, &drawn, &v.choice.chosen->state, out, &decided);
        if (rc == ERR_OK)
            score(office_session_variant(s, paper), v.choice.chosen, v.is_annulled, out);
    }
    if (v.state == RESULT_IRREGULAR && v.choice.chosen &&
        v.choice.chosen->state.end != JOURNAL_OPEN)
        code_receipt(v.choice.chosen->head, out->receipt);
    if (!copy_paper(s, paper, out) || !(out->note = note_text(s, paper, &v, decided)))
        rc = err_memory(e);
    return rc;
}

enum err_code grading_count_draws(const struct grading *g, uint32_t paper,
                                  struct grading_draws *out, struct err *e)
{
    const struct office_session *s = &g->opened;
    struct grading_verdict v;
    struct paper drawn;
    bool decided = false;
    *out = (struct grading_draws){0};
    grading_judge(g, paper, &v);
    if (!v.has_points)
        return ERR_OK;
    enum err_code rc = office_session_draw(s, paper, &drawn, e);
    for (unsigned part = 0, q = 0; rc == ERR_OK && part < drawn.parts; part++)
        for (unsigned i = 0; i < drawn.part_questions[part]; i++, q++) {
            unsigned draw = drawn.question[q].draw;
            enum worth w = worth_of(&g->decisions, &s->bank_key.entry[drawn.question[q].entry],
                                    v.choice.chosen->state.choice[q], &decided);
            out->questions[part][draw] += w != WORTH_OUT;
            out->right[part][draw] += w == WORTH_RIGHT;
        }
    out->is_graded = rc == ERR_OK;
    return rc;
}

static enum err_code describe_basis(const struct grading *g, struct results_basis *out,
                                    struct err *e)
{
    const struct office_session *s = &g->opened;
    const struct decision *last = decisions_last(&g->decisions, &out->decisions);
    struct basis b;
    enum err_code rc = basis_make(s, &g->collection, &g->decisions, &b, e);
    if (rc != ERR_OK)
        return rc;
    crypt_hex(s->session.hash, CRYPT_HASH, out->session);
    crypt_hex(s->session.info.bank_hash, CRYPT_HASH, out->bank);
    if (s->people_file[0])
        crypt_hex(s->people_hash, CRYPT_HASH, out->people);
    if (last) {
        strcpy(out->decision, last->hash);
        strcpy(out->supersedes, last->results);
    }
    strcpy(out->basis, b.hash);
    basis_free(&b);
    return ERR_OK;
}

/* Papers are graded each on its own. */
struct grading_all {
    const struct grading *grading;
    struct result *row;
    struct err *error;
};

static void grade_one(void *context, size_t i)
{
    struct grading_all *all = context;
    all->error[i].code = grade_paper(all->grading, (uint32_t)i, &all->row[i], &all->error[i]);
}

static void tell(void *context, size_t done, size_t all)
{
    const struct workspace *w = ((struct grading_all *)context)->grading->opened.workspace;
    w->progress(w->progress_context, _("grading"), done, all, w->opened_ms);
}

enum err_code grading_run(const struct grading *g, struct results *out, struct err *e)
{
    const struct workspace *w = g->opened.workspace;
    size_t papers = g->opened.roster.papers;
    *out = (struct results){.row = calloc(papers + 1, sizeof *out->row)};
    struct err *error = calloc(papers + 1, sizeof *error);
    enum err_code rc = out->row && error ? describe_basis(g, &out->basis, e) : err_memory(e);
    if (rc == ERR_OK) {
        out->count = papers;
        struct grading_all all = {.grading = g, .row = out->row, .error = error};
        struct workers_watch watch = {.tell = tell, .context = &all};
        workers_run(workers_count(), papers, grade_one, &all, w && w->progress ? &watch : NULL);
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

/* What came from the room, whole but for what the council ruled lost. */
static enum err_code read_came(struct grading *g, const struct keys_secret *office, uint64_t missed,
                               struct err *e)
{
    uint64_t *number = NULL;
    size_t count = 0;
    enum err_code rc = decisions_lost(&g->decisions, &number, &count, e);
    if (rc == ERR_OK && missed)
        number[count++] = missed;
    if (rc == ERR_OK)
        rc = collection_read_checked(&g->opened, office, &(struct log_evidence_lost){number, count},
                                     &g->collection, e);
    free(number);
    return rc;
}

enum err_code grading_open(const struct workspace *w, const char *name,
                           const struct keys_secret *office, struct grading *out, struct err *e)
{
    return grading_open_but(w, name, office, 0, out, e);
}

enum err_code grading_open_but(const struct workspace *w, const char *name,
                               const struct keys_secret *office, uint64_t missed,
                               struct grading *out, struct err *e)
{
    *out = (struct grading){0};
    enum err_code rc =
        w->log ? log_evidence_check(w->log, name, LOG_EVIDENCE_MADE, NULL, NULL, e) : ERR_OK;
    if (rc == ERR_OK)
        rc = office_session_open(w, name, office, &out->opened, e);
    if (rc != ERR_OK)
        return rc;
    if (w->log)
        rc = whole_check_people(&out->opened, e);
    if (rc == ERR_OK)
        rc = office_session_open_bank(&out->opened, office, e);
    if (rc == ERR_OK)
        rc = decisions_load(&out->opened, &office->pub, &out->decisions, e);
    const struct decision *close = rc == ERR_OK ? decisions_close(&out->decisions) : NULL;
    out->opened.horizon = close ? close->at : 0;
    if (rc == ERR_OK)
        rc = read_came(out, office, missed, e);
    if (rc == ERR_OK)
        rc = presence_read(&out->opened, office, e);
    if (rc == ERR_OK)
        rc = rules_gather(&out->opened, office, &out->collection, &out->rules, e);
    if (rc != ERR_OK)
        grading_close(out);
    return rc;
}

void grading_close(struct grading *g)
{
    rules_free(&g->rules);
    decisions_free(&g->decisions);
    collection_free(&g->collection);
    office_session_close(&g->opened);
}
