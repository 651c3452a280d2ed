/* sathachctl grade SESSION... [--preview] */
#include "tools/work/grade.h"

#include "app/core/code.h"
#include "app/core/i18n.h"
#include "tools/cmd/command.h"

#include <stdio.h>
#include <string.h>

enum { IRREGULAR_MAX = 4096 };

/* The journals that diverge, as a decision names them. */
static void print_fork(const struct grading *g, uint32_t paper)
{
    for (const struct submission *m = NULL; (m = collection_next(&g->collection, paper, m));) {
        char head[17], receipt[CODE_RECEIPT_SHOWN];
        crypt_hex(m->head, 8, head);
        code_receipt_shown(m->head, receipt);
        printf(m->state.end == JOURNAL_OPEN
                   ? _("    journal %s, receipt %s: %zu events, not handed in\n")
                   : _("    journal %s, receipt %s: %zu events, handed in\n"),
               head, receipt, submission_events(m));
    }
}

static void print_open(const struct grading *g, const struct results *r)
{
    for (size_t i = 0; i < r->count; i++) {
        if (r->row[i].state == RESULT_NO_PAPER && !strstr(r->row[i].note, "decided"))
            printf(_("  paper %s (SBD %s): somebody was there, no paper came; the council: "
                     "sathachctl decide %s paper %s no-paper\n"),
                   r->row[i].paper, r->row[i].sbd, g->opened.name, r->row[i].paper);
        if (r->row[i].state == RESULT_IRREGULAR) {
            struct buf text;
            buf_init(&text, IRREGULAR_MAX);
            grade_tell_irregular(g, &r->row[i], (uint32_t)i, &text);
            printf("  %s\n", buf_text(&text));
            buf_free(&text);
        }
        if (r->row[i].state == RESULT_UNFINISHED)
            printf(_("  paper %s (SBD %s): begun and not handed in; not graded\n"), r->row[i].paper,
                   r->row[i].sbd);
        if (r->row[i].state == RESULT_CONFLICT) {
            printf(_("  paper %s (SBD %s): journals diverge; the council decides: sathachctl "
                     "decide %s paper %s journal …\n"),
                   r->row[i].paper, r->row[i].sbd, g->opened.name, r->row[i].paper);
            print_fork(g, (uint32_t)i);
        }
    }
}

static enum err_code show_json(const struct graded_session *s, bool is_preview,
                               const size_t n[RESULT_STATES], struct err *e)
{
    const struct results *r = &s->results;
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "session", s->grading.opened.name);
    json_pair_uint(&a.json, "papers", r->count);
    for (enum result_state x = 0; x < RESULT_STATES; x++)
        json_pair_uint(&a.json, results_state_name(x), n[x]);
    json_pair_uint(&a.json, "decisions", r->basis.decisions);
    json_pair(&a.json, "basis", r->basis.basis);
    if (is_preview) {
        json_pair_bool(&a.json, "preview", true);
        json_pair_uint(&a.json, "changes", grade_changes(s));
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show_counts(const struct ctl *ctl, const struct graded_session *s,
                                 bool is_preview, struct err *e)
{
    const struct grading *g = &s->grading;
    const struct results *r = &s->results;
    size_t n[RESULT_STATES];
    results_count(r, n);
    if (ctl->json)
        return show_json(s, is_preview, n, e);
    printf(
        _("%s: %zu papers: %zu passed, %zu failed, %zu absent, %zu unfinished, %zu in conflict\n"),
        g->opened.name, r->count, n[RESULT_PASSED], n[RESULT_FAILED], n[RESULT_ABSENT],
        n[RESULT_UNFINISHED], n[RESULT_CONFLICT]);
    print_open(g, r);
    if (is_preview)
        printf(_("  %zu papers come out otherwise than now. Nothing was written.\n"),
               grade_changes(s));
    return ERR_OK;
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct grade_request *q = request;
    const struct grade_reply *r = reply;
    enum err_code rc = ERR_OK;
    (void)came;
    for (size_t i = 0; rc == ERR_OK && i < r->count; i++)
        rc = show_counts(ctl, &r->graded[i], q->is_preview, e);
    return rc;
}

enum err_code cmd_grade(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &grade_op, argc, argv, show, e);
}
