#include "tools/work/audit.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/graded.h"
#include "tools/office/proof_audit.h"
#include "tools/office/publishing.h"
#include "tools/office/register.h"
#include "tools/office/whole.h"
#include "tools/report/caution.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"

#include <stdlib.h>
#include <string.h>

enum { SAID_MAX = 16 * 1024 * 1024 };

/* True when a ticket holds exactly the drawn paper. */
static bool is_drawn(const struct office_session *s, const struct session_ticket *t,
                     const struct paper *p)
{
    if (t->questions != p->questions || t->parts != p->parts ||
        memcmp(t->part_questions, p->part_questions, p->parts * sizeof p->part_questions[0]) != 0)
        return false;
    for (unsigned q = 0; q < p->questions; q++) {
        const struct bank_entry *entry = &s->bank_key.entry[p->question[q].entry];
        uint8_t key[CRYPT_KEY];
        bank_question_key(s->bank_key.master, entry->qid, key);
        if (memcmp(t->question[q].address, entry->address, BANK_ADDRESS) != 0 ||
            memcmp(t->question[q].key, key, CRYPT_KEY) != 0 ||
            t->question[q].order != p->question[q].order)
            return false;
    }
    return true;
}

static enum err_code audit_paper(const struct office_session *s, uint32_t paper,
                                 const uint8_t key[CRYPT_KEY], struct session_ticket *t, bool *same,
                                 struct err *e)
{
    struct paper drawn;
    struct err why = {0};
    *same = false;
    enum err_code rc = office_session_draw(s, paper, &drawn, e);
    if (rc == ERR_OK && session_read_ticket(&s->session, paper, key, t, &why) == ERR_OK)
        *same = is_drawn(s, t, &drawn) && memcmp(t->k0, s->secret.paper[paper].k0, CRYPT_KEY) == 0;
    return rc;
}

/* --keys: the right answers of a paper in its order, one letter a question, for whoever checks a
 * score by hand. */
static void write_key(const struct office_session *s, uint32_t paper, struct buf *out)
{
    struct paper drawn;
    struct err ignored;
    char name[8];
    session_paper_name(paper, name);
    if (office_session_draw(s, paper, &drawn, &ignored) != ERR_OK)
        return;
    buf_printf(out, "%s key ", name);
    for (unsigned q = 0; q < drawn.questions; q++)
        buf_printf(out, "%c",
                   'A' + (int)paper_place_of(drawn.question[q].order,
                                             s->bank_key.entry[drawn.question[q].entry].answer));
    buf_add_text(out, "\n");
}

/* As a paper that is looked at (tools/work/paper_view.c): what was not sat is an exam to come. */
static bool is_kept(const struct grading *g, uint32_t paper)
{
    return !caution_is_training(&g->opened.session.info) &&
           !collection_next(&g->collection, paper, NULL);
}

static void take_key(const struct grading *g, uint32_t paper, const struct audit_request *q,
                     struct audit_session *out)
{
    if (!q->has_keys)
        return;
    if (!q->is_unsat && is_kept(g, paper))
        out->kept++;
    else
        write_key(&g->opened, paper, &out->said);
}

static enum err_code audit_all(const struct grading *g, const struct audit_request *q,
                               struct audit_session *out, struct err *e)
{
    const struct office_session *s = &g->opened;
    enum err_code committed = office_session_check_commitment(s, e);
    if (committed != ERR_OK)
        return committed;
    struct session_ticket *t = crypt_secret_new(sizeof *t);
    uint8_t *key = crypt_secret_new(CRYPT_KEY);
    enum err_code rc = t && key ? ERR_OK : err_memory(e);
    uint32_t candidate = UINT32_MAX;
    for (uint32_t i = 0; rc == ERR_OK && i < s->session.papers; i++) {
        uint32_t who = s->roster.paper[i].candidate;
        if (who != candidate)
            rc = session_candidate_key(&s->session, s->secret.S, who, &s->roster.candidate[who],
                                       s->secret.access[who], key, e);
        candidate = who;
        bool same = false;
        if (rc == ERR_OK)
            rc = audit_paper(s, i, key, t, &same, e);
        if (rc == ERR_OK)
            take_key(g, i, q, out);
        if (rc == ERR_OK && !same) {
            char name[8];
            session_paper_name(i, name);
            buf_printf(&out->said,
                       _("paper %s (SBD %s): the ticket does not hold the drawn paper\n"), name,
                       s->roster.candidate[who].sbd);
            out->wrong++;
        }
    }
    crypt_secret_free(t);
    crypt_secret_free(key);
    return rc;
}

/* What was graded still follows from the files: the basis line by line, its copy in the register,
 * the results in force. */
static enum err_code audit_results(const struct grading *g, const struct keys_secret *office,
                                   bool *graded, struct results *now, struct err *e)
{
    const struct workspace *w = g->opened.workspace;
    struct results filed = {0};
    struct reg *reg = NULL;
    char *path = workspace_path(w, "sessions/%s/results.tsv", g->opened.name);
    *graded = path && file_exists(path);
    free(path);
    if (!*graded)
        return ERR_OK;
    struct graded since;
    graded_since(w->log, g->opened.name, &g->decisions, &since);
    enum err_code rc = graded_check(&since, g->opened.name, e);
    if (rc != ERR_OK) { /* an answer, not a refusal */
        e->code = ERR_NO;
        return ERR_NO;
    }
    rc = publishing_check_basis(g, &office->pub, e);
    if (rc == ERR_OK)
        rc = register_open(w, &reg, e);
    if (rc == ERR_OK && w->log)
        rc = register_check_log(reg, w->log, e);
    if (rc == ERR_OK)
        rc = publishing_read(w, &office->pub, g->opened.name, &filed, NULL, e);
    if (rc == ERR_OK)
        rc = grading_run(g, now, e);
    if (rc == ERR_OK && !results_are_same(now, &filed))
        rc = err_set(
            e, ERR_AUTH,
            _("%s: the results in force are not what the files give now; run: sathachctl grade %s"),
            g->opened.name, g->opened.name);
    register_close(reg);
    results_free(&filed);
    return rc;
}

static enum err_code audit(const struct grading *g, const struct keys_secret *office,
                           const struct audit_request *q, struct audit_session *out, struct err *e)
{
    struct results now = {0};
    const struct office_session *s = &g->opened;
    enum err_code rc = audit_all(g, q, out, e);
    if (rc == ERR_OK)
        rc = buf_check(&out->said, s->name, e);
    if (rc == ERR_OK && out->wrong)
        rc = err_set(e, ERR_AUTH, _("%s: %zu of %u papers are not the drawn ones"), s->name,
                     out->wrong, s->session.papers);
    if (rc == ERR_OK)
        rc = audit_results(g, office, &out->is_graded, &now, e);
    if (rc == ERR_OK)
        rc = proof_audit(g, &office->pub, out->is_graded ? &now : NULL, &out->proof, e);
    out->papers = s->session.papers;
    out->decisions = g->decisions.count;
    out->is_proved = rc == ERR_OK;
    results_free(&now);
    return rc;
}

/* Before anybody sees them. */
static enum err_code note_shown(struct office *o, const struct grading *g,
                                const struct audit_request *q, struct err *e)
{
    bool is_unsat = false;
    for (uint32_t i = 0; q->is_unsat && i < g->opened.session.papers; i++)
        is_unsat |= is_kept(g, i);
    return log_note(&o->workspace,
                    &(struct log_entry){LOG_SHOWN, g->opened.name, "answer-key", NULL,
                                        is_unsat ? "unsat=yes" : NULL},
                    o->key, e);
}

static enum err_code audit_session(struct office *o, const char *name,
                                   const struct audit_request *q, struct audit_reply *r,
                                   struct err *e)
{
    struct grading g;
    struct audit_session *out = &r->session[r->count];
    buf_init(&out->said, SAID_MAX);
    if (!(out->name = strdup(name)))
        return err_memory(e);
    r->count++;
    enum err_code rc = whole_check_results(&o->workspace, name, e);
    if (rc == ERR_OK)
        rc = grading_open(&o->workspace, name, o->key, &g, e);
    if (rc != ERR_OK)
        return rc;
    if (q->has_keys)
        rc = note_shown(o, &g, q, e);
    if (rc == ERR_OK)
        rc = audit(&g, o->key, q, out, e);
    grading_close(&g);
    return rc;
}

/* All sessions: each is looked at whatever the others are; the first failure is the verdict. */
static enum err_code audit_each(struct work *work, struct office *o, char **name, size_t count,
                                const struct audit_request *q, struct audit_reply *r, struct err *e)
{
    enum err_code verdict = ERR_OK;
    for (size_t i = 0; i < count; i++) {
        struct err why = {0};
        enum err_code one = work_check_stop(work, &why);
        if (one == ERR_OK)
            one = audit_session(o, name[i], q, r, &why);
        if (one == ERR_OK)
            continue;
        if (verdict == ERR_OK)
            *e = why;
        else
            work_tell_line(work, name[i], why.text);
        verdict = verdict == ERR_OK ? one : verdict;
    }
    if (count == 0)
        return err_set(e, ERR_NO, _("%s: there is no session to look at"), o->workspace.folder);
    return verdict;
}

static enum err_code audit_many(struct work *work, struct office *o, const struct audit_request *q,
                                struct audit_reply *r, struct err *e)
{
    char **name = NULL;
    size_t count = 0;
    enum err_code rc = office_session_names(&o->workspace, &name, &count, e);
    if (rc == ERR_OK && !(r->session = calloc(count + 1, sizeof *r->session)))
        rc = err_memory(e);
    if (rc == ERR_OK)
        rc = audit_each(work, o, name, count, q, r, e);
    office_session_names_free(name, count);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct audit_request *q = request;
    struct audit_reply *r = reply;
    struct office o;
    if (q->is_unsat && !q->has_keys)
        return err_set(e, ERR_USAGE, _("--not-sat goes with --keys"));
    enum err_code rc = office_open(work, q->has_keys ? OFFICE_WRITE : OFFICE_KEY, &o, e);
    if (rc != ERR_OK)
        return rc;
    if (!q->session)
        rc = audit_many(work, &o, q, r, e);
    else if (!(r->session = calloc(1, sizeof *r->session)))
        rc = err_memory(e);
    else
        rc = audit_session(&o, q->session, q, r, e);
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    struct audit_reply *r = reply;
    for (size_t i = 0; i < r->count; i++) {
        free(r->session[i].name);
        buf_free(&r->session[i].said);
        proof_free(&r->session[i].proof);
    }
    free(r->session);
}

static void say_session(const struct audit_session *s, struct buf *out)
{
    buf_add(out, s->said.data, s->said.len);
    if (s->kept)
        buf_printf(out,
                   P_("%s: the right answers of %zu paper of which nothing was collected are not "
                      "shown; --not-sat shows them, too, and the log says so\n",
                      "%s: the right answers of %zu papers of which nothing was collected are not "
                      "shown; --not-sat shows them, too, and the log says so\n",
                      s->kept),
                   s->name, s->kept);
    if (!s->is_proved)
        return;
    buf_printf(out, _("%s: all %u papers are the drawn ones; D matches its commitment\n"), s->name,
               s->papers);
    if (s->is_graded)
        buf_printf(out,
                   _("%s: %zu decisions, the log and the results in force follow from the "
                     "files\n"),
                   s->name, s->decisions);
    proof_write(&s->proof, out);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct audit_reply *r = reply;
    (void)request;
    for (size_t i = 0; i < r->count; i++)
        say_session(&r->session[i], out);
}

/* What was not sat cannot be unseen. */
static const char *word_of(const void *request)
{
    return ((const struct audit_request *)request)->is_unsat ? "XEM" : NULL;
}

#define AT(member) offsetof(struct audit_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .label = N_("Session"),
     .need = WORK_OPTIONAL,
     .kind = WORK_NAME,
     .at = AT(session),
     .choose = fields_sessions},
    {"--keys", NULL, WORK_OPTIONAL,
     N_("prints the right answers of each paper in its order, once something of it was collected; "
        "the log says so before"),
     .kind = WORK_FLAG, .at = AT(has_keys), .label = N_("Right answers")},
    {"--not-sat", NULL, WORK_OPTIONAL,
     N_("with --keys also those of papers of which nothing was collected: of an exam to come; the "
        "log says so"),
     .kind = WORK_FLAG, .at = AT(is_unsat), .label = N_("Not sat, too")},
    {0}};

const struct work_op audit_op = {
    .name = "audit",
    .words = "[SESSION]",
    .help = N_("Draws every paper again and compares; checks the decisions, the log and the "
               "results in force; says what that proves and what not. Of all sessions when none "
               "is named."),
    .field = FIELDS,
    .request = sizeof(struct audit_request),
    .reply = sizeof(struct audit_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .forget = forget,
    .writes_with = "--keys",
    .word = "XEM",
    .word_of = word_of,
    .say = say};
