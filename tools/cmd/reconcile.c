/* sathachctl reconcile SESSION [--format pdf] [-o DIR] */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"
#include "tools/office/proof.h"
#include "tools/work/reconcile.h"

#include <stdio.h>

enum { SENTENCE = 400, CLOSINGS_MAX = 3 };

static size_t graded(const struct reconcile *r)
{
    return r->state[RESULT_PASSED] + r->state[RESULT_FAILED];
}

/* What it comes to, in the end: a sentence each, with its id. */
struct closing {
    const char *id;
    char text[SENTENCE];
};

/* audit's sentence on the sheet. */
static void say_sheet(const struct grading *g, const struct reconcile *r, char out[SENTENCE])
{
    struct proof p = {0};
    snprintf(out, SENTENCE, "%s", _("No sheet was compared."));
    if (g->opened.sheet->number == 0)
        return;
    proof_sheet(&p, g->opened.sheet, &r->asked);
    if (p.count)
        snprintf(out, SENTENCE, "%s.", p.line[0].text);
    proof_free(&p);
}

static size_t close_up(const struct grading *g, const struct reconcile *r,
                       struct closing out[CLOSINGS_MAX])
{
    size_t n = 2, seats = r->count[RECONCILE_SEAT];
    bool even = reconcile_is_even(r);
    out[0].id = even ? "even" : "uneven";
    snprintf(out[0].text, SENTENCE, "%s",
             even ? _("The papers add up.") : _("The papers do not add up."));
    out[1].id = "sheet";
    say_sheet(g, r, out[1].text);
    if (seats) {
        out[n].id = "seats";
        snprintf(out[n++].text, SENTENCE,
                 _("%zu seats left no manifest: what never came from them is not known."), seats);
    }
    return n;
}

static void show_finding(const struct reconcile_finding *f)
{
    char clean[256];
    if (f->sbd[0])
        printf("  %-4s  SBD %s  ", f->paper, f->sbd);
    else
        printf("  ");
    printf("%s%s%s\n", reconcile_sentence(f->what), f->detail[0] ? ": " : "",
           text_clean(f->detail, clean, sizeof clean));
}

static void show_text(const struct grading *g, const struct reconcile *r)
{
    struct closing closing[CLOSINGS_MAX];
    printf(_("%s: %zu papers = %zu absent + %zu without a paper + %zu unfinished + %zu in conflict "
             "+ %zu irregular + %zu graded\n"),
           g->opened.name, r->roster, r->state[RESULT_ABSENT], r->state[RESULT_NO_PAPER],
           r->state[RESULT_UNFINISHED], r->state[RESULT_CONFLICT], r->state[RESULT_IRREGULAR],
           graded(r));
    if (r->state[RESULT_MOVED] + r->state[RESULT_CANCELLED])
        printf(_("  and %zu moved, %zu cancelled\n"), r->state[RESULT_MOVED],
               r->state[RESULT_CANCELLED]);
    for (size_t i = 0; i < r->findings; i++)
        show_finding(&r->finding[i]);
    for (size_t i = 0, n = close_up(g, r, closing); i < n; i++)
        printf("%s\n", closing[i].text);
}

static void put_findings(struct json *j, const struct reconcile *r)
{
    json_key(j, "findings");
    json_open_array(j);
    for (size_t i = 0; i < r->findings; i++) {
        json_open_object(j);
        json_pair(j, "what", reconcile_word(r->finding[i].what));
        json_pair_bool(j, "uneven", r->finding[i].what < RECONCILE_UNEVEN_END);
        json_pair(j, "paper", r->finding[i].paper);
        json_pair(j, "sbd", r->finding[i].sbd);
        json_pair(j, "detail", r->finding[i].detail);
        json_close(j);
    }
    json_close(j);
}

static void put_closings(struct json *j, const struct grading *g, const struct reconcile *r)
{
    struct closing closing[CLOSINGS_MAX];
    json_key(j, "sentences");
    json_open_array(j);
    for (size_t i = 0, n = close_up(g, r, closing); i < n; i++) {
        json_open_object(j);
        json_pair(j, "id", closing[i].id);
        json_pair(j, "text", closing[i].text);
        json_close(j);
    }
    json_close(j);
}

static enum err_code show_json(const struct grading *g, const struct reconcile *r, const char *file,
                               struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    struct json *j = &a.json;
    json_open_object(j);
    json_pair(j, "session", g->opened.name);
    json_pair_uint(j, "roster", r->roster);
    json_pair_uint(j, "absent", r->state[RESULT_ABSENT]);
    json_pair_uint(j, "no_paper", r->state[RESULT_NO_PAPER]);
    json_pair_uint(j, "unfinished", r->state[RESULT_UNFINISHED]);
    json_pair_uint(j, "conflict", r->state[RESULT_CONFLICT]);
    json_pair_uint(j, "irregular", r->state[RESULT_IRREGULAR]);
    json_pair_uint(j, "graded", graded(r));
    json_pair_uint(j, "moved", r->state[RESULT_MOVED]);
    json_pair_uint(j, "cancelled", r->state[RESULT_CANCELLED]);
    json_pair_bool(j, "adds_up", reconcile_is_even(r));
    put_findings(j, r);
    put_closings(j, g, r);
    if (file)
        json_pair(j, "file", file);
    json_close(j);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct reconcile_reply *r = reply;
    (void)request;
    (void)came;
    if (r->is_made && ctl->json)
        return show_json(&r->grading, &r->reconcile, r->file, e);
    if (r->is_made)
        show_text(&r->grading, &r->reconcile);
    if (r->file)
        printf("%s\n", r->file);
    return ERR_OK;
}

enum err_code cmd_reconcile(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &reconcile_op, argc, argv, show, e);
}
