/* sathachctl grade SESSION... */
#include "app/core/code.h"
#include "app/core/i18n.h"
#include "tools/cmd/desk.h"
#include "tools/cmd/options.h"
#include "tools/office/publishing.h"
#include "tools/office/register.h"

#include <stdio.h>
#include <stdlib.h>

static void count_states(const struct results *r, size_t n[RESULT_STATES])
{
    for (size_t i = 0; i < r->count; i++)
        n[r->row[i].state]++;
}

/* The journals that diverge, as a decision names them. */
static void print_fork(const struct grading *g, uint32_t paper)
{
    for (const struct submission *m = NULL; (m = collection_next(&g->collection, paper, m));) {
        char head[17], receipt[CODE_RECEIPT + 1];
        crypt_hex(m->head, 8, head);
        code_receipt(m->head, receipt);
        printf(m->state.end == JOURNAL_OPEN ? _("    journal %s, receipt %s: %zu events, not handed in\n") : _("    journal %s, receipt %s: %zu events, handed in\n"),
               head, receipt, submission_events(m));
    }
}

static void print_open(const struct grading *g, const struct results *r)
{
    for (size_t i = 0; i < r->count; i++) {
        if (r->row[i].state == RESULT_UNFINISHED)
            printf(_("  paper %s (SBD %s): begun and not handed in; not graded\n"), r->row[i].paper, r->row[i].sbd);
        if (r->row[i].state == RESULT_CONFLICT) {
            printf(_("  paper %s (SBD %s): journals diverge; the council decides: sathachctl decide %s paper %s journal …\n"), r->row[i].paper,
                   r->row[i].sbd, g->sitting.name, r->row[i].paper);
            print_fork(g, (uint32_t)i);
        }
    }
}

static void print_counts(const struct ctl *ctl, const struct grading *g, const struct results *r)
{
    size_t n[RESULT_STATES] = {0};
    count_states(r, n);
    if (ctl->json) {
        printf("{\"session\": \"%s\", \"papers\": %zu, \"passed\": %zu, \"failed\": %zu, \"absent\": %zu, \"unfinished\": %zu, \"conflict\": %zu, "
               "\"decisions\": %u, \"log\": \"%s\"}\n",
               g->sitting.name, r->count, n[RESULT_PASSED], n[RESULT_FAILED], n[RESULT_ABSENT], n[RESULT_UNFINISHED], n[RESULT_CONFLICT],
               r->basis.decisions, r->basis.log_head);
        return;
    }
    printf(_("%s: %zu papers: %zu passed, %zu failed, %zu absent, %zu unfinished, %zu in conflict\n"), g->sitting.name, r->count, n[RESULT_PASSED],
           n[RESULT_FAILED], n[RESULT_ABSENT], n[RESULT_UNFINISHED], n[RESULT_CONFLICT]);
    print_open(g, r);
}

static enum err_code find_conflict(const char *name, const struct results *r, struct err *e)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->row[i].state == RESULT_CONFLICT)
            return err_set(e, ERR_CONFLICT, _("%s: paper %s (SBD %s): journals diverge; the council decides"), name, r->row[i].paper, r->row[i].sbd);
    return ERR_OK;
}

static enum err_code grade_one(struct ctl *ctl, const struct workspace *w, const struct keys_secret *office, const char *name, struct err *e)
{
    struct grading g;
    struct results r = {0};
    struct reg *reg = NULL;
    enum err_code rc = grading_open(w, name, office, &g, e);
    if (rc != ERR_OK)
        return rc;
    rc = grading_run(&g.sitting, &g.collection, &g.decisions, &r, e);
    if (rc == ERR_OK)
        rc = publishing_write(&g, &r, office, e);
    if (rc == ERR_OK)
        rc = register_open(w, &reg, e);
    if (rc == ERR_OK)
        rc = register_put(reg, &g, &r, e);
    if (rc == ERR_OK) {
        print_counts(ctl, &g, &r);
        rc = find_conflict(name, &r, e);
    }
    register_close(reg);
    results_free(&r);
    grading_close(&g);
    return rc;
}

enum err_code cmd_grade(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct desk d;
    enum err_code rc = options_take(&argc, argv, spec, 1, -1, e);
    if (rc == ERR_OK)
        rc = desk_open(ctl, DESK_WRITES, &d, e);
    if (rc != ERR_OK)
        return rc;
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        rc = grade_one(ctl, &d.workspace, d.office, argv[i], e);
    desk_close(&d);
    return rc;
}
