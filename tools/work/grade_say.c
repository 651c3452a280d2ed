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

static void add_open(const struct grading *g, const struct results *r, struct buf *out)
{
    for (size_t i = 0; i < r->count; i++) {
        if (r->row[i].state == RESULT_NO_PAPER && !results_has_note(&r->row[i], "decided"))
            buf_printf(out,
                       _("  paper %s (SBD %s): somebody was there, no paper came; the council: "
                         "sathachctl decide %s paper %s no-paper\n"),
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
    const struct session_roster *roster = &s->grading.opened.roster;
    for (size_t i = 0; s->has_before && i < s->results.count && i < s->before.count; i++) {
        const struct result *a = &s->before.row[i], *b = &s->results.row[i];
        char name[SESSION_TEXT_MAX];
        if (!grade_is_changed(s, i))
            continue;
        buf_printf(
            out, "  %s  %s  %s: %u %s → %u %s\n", b->paper, b->sbd,
            text_clean(roster->candidate[roster->paper[i].candidate].name, name, sizeof name),
            a->total, results_state_text(a->state, lang), b->total,
            results_state_text(b->state, lang));
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

void grade_say(const void *request, const void *reply, struct buf *out)
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
        add_open(&s->grading, &s->results, out);
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
