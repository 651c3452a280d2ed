/* sathachctl audit SESSION [--keys]: draws every paper again from the committed D and compares it with what the ticket opens; then the decisions, the log and
 * the results in force with what the files give. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/desk.h"
#include "tools/cmd/options.h"
#include "tools/office/publishing.h"
#include "tools/office/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* True when a ticket holds exactly the drawn paper. */
static bool is_drawn(const struct sitting *s, const struct session_ticket *t, const struct paper *p)
{
    if (t->questions != p->questions || t->parts != p->parts ||
        memcmp(t->part_questions, p->part_questions, p->parts * sizeof p->part_questions[0]) != 0)
        return false;
    for (unsigned q = 0; q < p->questions; q++) {
        const struct bank_entry *entry = &s->bank_key.entry[p->question[q].entry];
        uint8_t key[CRYPT_KEY];
        bank_question_key(s->bank_key.master, entry->qid, key);
        if (memcmp(t->question[q].address, entry->address, BANK_ADDRESS) != 0 || memcmp(t->question[q].key, key, CRYPT_KEY) != 0 ||
            t->question[q].order != p->question[q].order)
            return false;
    }
    return true;
}

static enum err_code audit_paper(const struct sitting *s, uint32_t paper, const uint8_t key[CRYPT_KEY], struct session_ticket *t, bool *same,
                                 struct err *e)
{
    struct paper drawn;
    struct err why = {0};
    *same = false;
    enum err_code rc = sitting_draw(s, paper, &drawn, e);
    if (rc == ERR_OK && session_read_ticket(&s->session, paper, key, t, &why) == ERR_OK)
        *same = is_drawn(s, t, &drawn) && memcmp(t->k0, s->secret.paper[paper].k0, CRYPT_KEY) == 0;
    return rc;
}

/* --keys: the right answers of a paper in its order, one letter a question, for whoever checks a score by hand. */
static void print_key(const struct sitting *s, uint32_t paper)
{
    struct paper drawn;
    struct err ignored;
    char name[8];
    session_paper_name(paper, name);
    if (sitting_draw(s, paper, &drawn, &ignored) != ERR_OK)
        return;
    printf("%s key ", name);
    for (unsigned q = 0; q < drawn.questions; q++)
        putchar('A' + (int)paper_place_of(drawn.question[q].order, s->bank_key.entry[drawn.question[q].entry].answer));
    putchar('\n');
}

static enum err_code audit_all(const struct sitting *s, bool keys, size_t *wrong, struct err *e)
{
    uint8_t commitment[CRYPT_HASH];
    crypt_hash(LABEL_DRAW_COMMIT, s->secret.D, CRYPT_KEY, commitment);
    if (memcmp(commitment, s->session.info.draw_commitment, CRYPT_HASH) != 0)
        return err_set(e, ERR_AUTH, _("%s: D is not what the session committed to"), s->name);
    struct session_ticket *t = crypt_secret_new(sizeof *t);
    uint8_t *key = crypt_secret_new(CRYPT_KEY);
    enum err_code rc = t && key ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    uint32_t candidate = UINT32_MAX;
    for (uint32_t i = 0; rc == ERR_OK && i < s->session.papers; i++) {
        uint32_t who = s->roster.paper[i].candidate;
        if (who != candidate)
            rc = session_candidate_key(&s->session, s->secret.S, who, &s->roster.candidate[who], s->secret.access[who], key, e);
        candidate = who;
        bool same = false;
        if (rc == ERR_OK)
            rc = audit_paper(s, i, key, t, &same, e);
        if (rc == ERR_OK && keys)
            print_key(s, i);
        if (rc == ERR_OK && !same) {
            char name[8];
            session_paper_name(i, name);
            printf(_("paper %s (SBD %s): the ticket does not hold the drawn paper\n"), name, s->roster.candidate[who].sbd);
            (*wrong)++;
        }
    }
    crypt_secret_free(t);
    crypt_secret_free(key);
    return rc;
}

/* What was graded still follows from the files: the log line by line, its copy in the register, the results in force. */
static enum err_code audit_results(const struct grading *g, const struct keys_secret *office, bool *graded, struct err *e)
{
    const struct workspace *w = g->sitting.workspace;
    struct results now = {0}, filed = {0};
    struct reg *reg = NULL;
    struct log log = {0};
    char *path = workspace_path(w, "sessions/%s/results.tsv", g->sitting.name);
    *graded = path && file_exists(path);
    free(path);
    if (!*graded)
        return ERR_OK;
    enum err_code rc = publishing_check_log(g, &office->pub, e);
    if (rc == ERR_OK)
        rc = register_open(w, &reg, e);
    if (rc == ERR_OK)
        rc = log_make(&g->sitting, &g->collection, &g->decisions, &log, e);
    if (rc == ERR_OK)
        rc = register_check_log(reg, g->sitting.name, &log, e);
    if (rc == ERR_OK)
        rc = publishing_read(w, &office->pub, g->sitting.name, &filed, NULL, e);
    if (rc == ERR_OK)
        rc = grading_run(&g->sitting, &g->collection, &g->decisions, &now, e);
    if (rc == ERR_OK && !results_are_same(&now, &filed))
        rc = err_set(e, ERR_AUTH, _("%s: the results in force are not what the files give now; run: sathachctl grade %s"), g->sitting.name, g->sitting.name);
    log_free(&log);
    register_close(reg);
    results_free(&now);
    results_free(&filed);
    return rc;
}

static enum err_code audit(const struct ctl *ctl, const struct grading *g, const struct keys_secret *office, bool keys, struct err *e)
{
    size_t wrong = 0;
    bool graded = false;
    const struct sitting *s = &g->sitting;
    enum err_code rc = audit_all(s, keys, &wrong, e);
    if (rc == ERR_OK && wrong)
        rc = err_set(e, ERR_AUTH, _("%s: %zu of %u papers are not the drawn ones"), s->name, wrong, s->session.papers);
    if (rc == ERR_OK)
        rc = audit_results(g, office, &graded, e);
    if (rc != ERR_OK)
        return rc;
    if (ctl->json) {
        printf("{\"session\": \"%s\", \"papers\": %u, \"drawn\": true, \"graded\": %s, \"decisions\": %zu}\n", s->name, s->session.papers,
               graded ? "true" : "false", g->decisions.count);
        return ERR_OK;
    }
    printf(_("%s: all %u papers are the drawn ones; D matches its commitment\n"), s->name, s->session.papers);
    if (graded)
        printf(_("%s: %zu decisions, the log and the results in force follow from the files\n"), s->name, g->decisions.count);
    return ERR_OK;
}

enum err_code cmd_audit(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    bool keys = false;
    const struct option_spec spec[] = {{"--keys", NULL, &keys}, {NULL, NULL, NULL}};
    struct desk d;
    struct grading g;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK)
        rc = desk_open(ctl, DESK_READS, &d, e);
    if (rc != ERR_OK)
        return rc;
    rc = grading_open(&d.workspace, argv[0], d.office, &g, e);
    if (rc == ERR_OK) {
        rc = audit(ctl, &g, d.office, keys, e);
        grading_close(&g);
    }
    desk_close(&d);
    return rc;
}
