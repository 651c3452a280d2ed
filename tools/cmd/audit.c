/* sathachctl audit [SESSION] [--keys]: draws every paper again from the committed D and compares it
 * with what the ticket opens; then the decisions, the log and the results in force with what the
 * files give; says what that proves and what not. Without a session: all of them. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/ctl.h"
#include "tools/work/office.h"
#include "tools/cmd/options.h"
#include "tools/cmd/proving.h"
#include "tools/office/graded.h"
#include "tools/office/proof_audit.h"
#include "tools/office/publishing.h"
#include "tools/office/register.h"
#include "tools/office/whole.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
static void print_key(const struct office_session *s, uint32_t paper)
{
    struct paper drawn;
    struct err ignored;
    char name[8];
    session_paper_name(paper, name);
    if (office_session_draw(s, paper, &drawn, &ignored) != ERR_OK)
        return;
    printf("%s key ", name);
    for (unsigned q = 0; q < drawn.questions; q++)
        putchar('A' + (int)paper_place_of(drawn.question[q].order,
                                          s->bank_key.entry[drawn.question[q].entry].answer));
    putchar('\n');
}

static enum err_code audit_all(const struct office_session *s, bool keys, size_t *wrong,
                               struct err *e)
{
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
        if (rc == ERR_OK && keys)
            print_key(s, i);
        if (rc == ERR_OK && !same) {
            char name[8];
            session_paper_name(i, name);
            printf(_("paper %s (SBD %s): the ticket does not hold the drawn paper\n"), name,
                   s->roster.candidate[who].sbd);
            (*wrong)++;
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

static void put_json(struct json *j, const struct grading *g, bool graded, const struct proof *p)
{
    json_open_object(j);
    json_pair(j, "session", g->opened.name);
    json_pair_uint(j, "papers", g->opened.session.papers);
    json_pair_bool(j, "drawn", true);
    json_pair_bool(j, "graded", graded);
    json_pair_uint(j, "decisions", g->decisions.count);
    proving_json(j, p);
    json_close(j);
}

static void show(const struct grading *g, bool graded, const struct proof *p)
{
    const struct office_session *s = &g->opened;
    printf(_("%s: all %u papers are the drawn ones; D matches its commitment\n"), s->name,
           s->session.papers);
    if (graded)
        printf(_("%s: %zu decisions, the log and the results in force follow from the files\n"),
               s->name, g->decisions.count);
    proving_print(p);
}

static enum err_code audit(const struct ctl *ctl, const struct grading *g,
                           const struct keys_secret *office, bool keys, struct json *j,
                           struct err *e)
{
    size_t wrong = 0;
    bool graded = false;
    struct results now = {0};
    struct proof p = {0};
    const struct office_session *s = &g->opened;
    enum err_code rc = audit_all(s, keys, &wrong, e);
    if (rc == ERR_OK && wrong)
        rc = err_set(e, ERR_AUTH, _("%s: %zu of %u papers are not the drawn ones"), s->name, wrong,
                     s->session.papers);
    if (rc == ERR_OK)
        rc = audit_results(g, office, &graded, &now, e);
    if (rc == ERR_OK)
        rc = proof_audit(g, &office->pub, graded ? &now : NULL, &p, e);
    if (rc == ERR_OK && ctl->json)
        put_json(j, g, graded, &p);
    else if (rc == ERR_OK)
        show(g, graded, &p);
    results_free(&now);
    proof_free(&p);
    return rc;
}

static enum err_code audit_session(const struct ctl *ctl, struct office *o, const char *name,
                                   bool keys, struct json *j, struct err *e)
{
    struct grading g;
    enum err_code rc = whole_check_results(&o->workspace, name, e);
    if (rc == ERR_OK)
        rc = grading_open(&o->workspace, name, o->key, &g, e);
    if (rc != ERR_OK)
        return rc;
    if (keys) /* before anybody sees them */
        rc = log_note(&o->workspace, &(struct log_entry){LOG_SHOWN, name, "answer-key", NULL, NULL},
                      o->key, e);
    if (rc == ERR_OK)
        rc = audit(ctl, &g, o->key, keys, j, e);
    grading_close(&g);
    return rc;
}

/* All sessions: each is looked at whatever the others are; the first failure is the verdict. */
static enum err_code audit_each(struct ctl *ctl, struct office *o, bool keys, struct json *j,
                                struct err *e)
{
    char **name = NULL;
    size_t count = 0;
    enum err_code rc = office_session_names(&o->workspace, &name, &count, e), verdict = ERR_OK;
    json_open_array(j);
    for (size_t i = 0; rc == ERR_OK && i < count; i++) {
        struct err why = {0};
        enum err_code one = audit_session(ctl, o, name[i], keys, j, &why);
        if (one == ERR_OK)
            continue;
        if (verdict == ERR_OK)
            *e = why;
        else
            work_tell_line(&ctl->work, name[i], why.text);
        verdict = verdict == ERR_OK ? one : verdict;
    }
    json_close(j);
    office_session_names_free(name, count);
    if (rc == ERR_OK && count == 0)
        return err_set(e, ERR_NO, _("%s: there is no session to look at"), o->workspace.folder);
    return rc == ERR_OK ? verdict : rc;
}

enum err_code cmd_audit(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    bool keys = false;
    const struct option_spec spec[] = {{"--keys", NULL, &keys}, {NULL, NULL, NULL}};
    struct office o;
    struct ctl_answer a;
    enum err_code rc = options_take(&argc, argv, spec, 0, 1, e);
    if (rc == ERR_OK)
        rc = office_open(&ctl->work, keys ? OFFICE_WRITE : OFFICE_KEY, &o, e);
    if (rc != ERR_OK)
        return rc;
    ctl_answer_begin(&a);
    rc = argc == 1 ? audit_session(ctl, &o, argv[0], keys, &a.json, e)
                   : audit_each(ctl, &o, keys, &a.json, e);
    if (rc == ERR_OK && ctl->json)
        rc = ctl_answer_end(&a, e);
    else
        buf_free(&a.bytes);
    office_close(&o);
    return rc;
}
