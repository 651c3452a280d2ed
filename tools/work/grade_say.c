/* What grading came to, as lines for people. */
#include "app/core/code.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/grade.h"

enum { IRREGULAR_MAX = 4096 };

/* The journals that diverge, as a decision names them. */
static void add_fork(const struct grading *g, uint32_t paper, struct buf *out)
{
    for (const struct submission *m = NULL; (m = collection_next(&g->collection, paper, m));) {
        char head[17], receipt[CODE_RECEIPT_SHOWN];
        crypt_hex(m->head, 8, head);
        code_receipt_shown(m->head, receipt);
        buf_printf(out,
                   m->state.end == JOURNAL_OPEN
                       ? _("    journal %s, receipt %s: %zu events, not handed in\n")
                       : _("    journal %s, receipt %s: %zu events, handed in\n"),
                   head, receipt, submission_events(m));
    }
}

static const char *name_of(const struct grading *g, size_t paper, char out[SESSION_TEXT_MAX])
{
    const struct session_roster *roster = &g->opened.roster;
    return text_clean(roster->candidate[roster->paper[paper].candidate].name, out,
                      SESSION_TEXT_MAX);
}

static void tell_waiting(const struct grading *g, const struct result *x, uint32_t paper,
                         struct buf *out)
{
    struct grading_verdict v;
    switch (x->state) {
    case RESULT_NO_PAPER:
        buf_printf(out, "%s\n",
                   _("was there, no paper came. Still to come: collect it, then grade again. Never "
                     "to come: the council rules (X, then Q)."));
        return;
    case RESULT_CONFLICT:
        buf_printf(out, "%s\n",
                   _("journals diverge; the council decides (X, then Enter on the row)"));
        add_fork(g, paper, out);
        return;
    case RESULT_IRREGULAR:
        grading_judge(g, paper, &v);
        grading_describe(&v, out);
        buf_printf(out, "%s\n", _("; the council decides (X, then Q)"));
        return;
    default:
        buf_printf(out, "%s\n", _("begun and not handed in; the council decides (X, then Q)"));
        return;
    }
}

/* As the desk has it: by name, and by keys. What can still come is nothing to rule on. */
static void add_waiting(const struct grading *g, const struct results *r, struct buf *out)
{
    char name[SESSION_TEXT_MAX];
    for (size_t i = 0; i < r->count; i++) {
        const struct result *x = &r->row[i];
        if (!results_is_waiting(x))
            continue;
        buf_printf(out, "  %s  %s  %s: ", x->paper, x->sbd, name_of(g, i, name));
        tell_waiting(g, x, (uint32_t)i, out);
    }
    if (results_count_waiting(r))
        buf_printf(out, "  %s\n",
                   _("The others are graded all the same. What waits is told as waiting, until "
                     "it is collected or ruled on and the session is graded again."));
}

/* Who came out how, by name. */
static void add_names(const struct graded_session *s, enum table_lang lang, struct buf *out)
{
    static const enum result_state TOLD[] = {RESULT_FAILED, RESULT_PASSED, RESULT_ABSENT};
    size_t n[RESULT_STATES];
    char name[SESSION_TEXT_MAX];
    results_count(&s->results, n);
    for (size_t k = 0; k < sizeof TOLD / sizeof TOLD[0]; k++) {
        if (n[TOLD[k]])
            buf_printf(out, "\n%s: %zu\n", results_state_text(TOLD[k], lang), n[TOLD[k]]);
        for (size_t i = 0; i < s->results.count; i++) {
            const struct result *x = &s->results.row[i];
            if (x->state != TOLD[k])
                continue;
            buf_printf(out, "  %s  %s  %s", x->paper, x->sbd, name_of(&s->grading, i, name));
            if (results_is_graded(x))
                buf_printf(out, "  %u", x->total);
            buf_add_text(out, "\n");
        }
    }
}

static void add_open(const struct grading *g, const struct results *r, struct buf *out)
{
    for (size_t i = 0; i < r->count; i++) {
        if (r->row[i].state == RESULT_NO_PAPER && !results_has_note(&r->row[i], "decided"))
            buf_printf(
                out,
                _("  paper %s (SBD %s): was there, no paper came. Still to come: collect it, "
                  "then grade again. Never to come: the council rules, sathachctl decide %s "
                  "paper %s no-paper\n"),
                r->row[i].paper, r->row[i].sbd, g->opened.name, r->row[i].paper);
        if (r->row[i].state == RESULT_IRREGULAR) {
            struct buf text;
            buf_init(&text, IRREGULAR_MAX);
            grade_tell_irregular(g, &r->row[i], (uint32_t)i, &text);
            buf_printf(out, "  %s\n", buf_text(&text));
            buf_free(&text);
        }
        if (r->row[i].state == RESULT_UNFINISHED)
            buf_printf(out, _("  paper %s (SBD %s): begun and not handed in; not graded\n"),
                       r->row[i].paper, r->row[i].sbd);
        if (r->row[i].state == RESULT_CONFLICT) {
            buf_printf(out,
                       _("  paper %s (SBD %s): journals diverge; the council decides: sathachctl "
                         "decide %s paper %s journal …\n"),
                       r->row[i].paper, r->row[i].sbd, g->opened.name, r->row[i].paper);
            add_fork(g, (uint32_t)i, out);
        }
    }
}

/* Only those that were graded before: of a first grading all would stand here. */
static void add_changes(const struct graded_session *s, enum table_lang lang, struct buf *out)
{
    for (size_t i = 0; s->has_before && i < s->results.count && i < s->before.count; i++) {
        const struct result *a = &s->before.row[i], *b = &s->results.row[i];
        char name[SESSION_TEXT_MAX];
        if (!grade_is_changed(s, i))
            continue;
        buf_printf(out, "  %s  %s  %s: %u %s → %u %s\n", b->paper, b->sbd,
                   name_of(&s->grading, i, name), a->total, results_state_text(a->state, lang),
                   b->total, results_state_text(b->state, lang));
    }
}

/* States that few sessions have: with them the papers add up. */
static void add_others(const size_t n[RESULT_STATES], enum table_lang lang, struct buf *out)
{
    static const enum result_state OTHERS[] = {RESULT_NO_PAPER, RESULT_IRREGULAR, RESULT_CANCELLED,
                                               RESULT_MOVED};
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (n[OTHERS[i]])
            buf_printf(out, "  %s: %zu\n", results_state_text(OTHERS[i], lang), n[OTHERS[i]]);
}

static void say(const void *request, const void *reply, bool is_at_desk, struct buf *out)
{
    const struct grade_request *q = request;
    const struct grade_reply *r = reply;
    for (size_t i = 0; i < r->count; i++) {
        const struct graded_session *s = &r->graded[i];
        size_t n[RESULT_STATES];
        results_count(&s->results, n);
        buf_printf(out,
                   _("%s: %zu papers: %zu passed, %zu failed, %zu absent, %zu unfinished, %zu in "
                     "conflict\n"),
                   s->grading.opened.name, s->results.count, n[RESULT_PASSED], n[RESULT_FAILED],
                   n[RESULT_ABSENT], n[RESULT_UNFINISHED], n[RESULT_CONFLICT]);
        add_others(n, r->lang, out);
        (is_at_desk ? add_waiting : add_open)(&s->grading, &s->results, out);
        if (!q->is_preview && is_at_desk)
            add_names(s, r->lang, out);
        if (!q->is_preview)
            continue;
        if (s->mark_waits)
            buf_add_text(out, _("! The paper with the mark is not printed yet: it is signed before "
                                "the papers are graded.\n"));
        add_changes(s, r->lang, out);
        if (s->has_before)
            buf_printf(out, _("  %zu papers come out otherwise than now. Nothing was written.\n"),
                       grade_changes(s));
        else
            buf_add_text(out, _("  It is graded for the first time. Nothing was written.\n"));
    }
}

void grade_say(const void *request, const void *reply, struct buf *out)
{
    say(request, reply, false, out);
}

void grade_say_at_desk(const void *request, const void *reply, struct buf *out)
{
    say(request, reply, true, out);
}
