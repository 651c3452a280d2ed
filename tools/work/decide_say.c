/* What a decision would change, or changed, as lines for people. */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/decide.h"

static void add_change(const struct decide_reply *d, size_t i, struct buf *out)
{
    const struct result *a = &d->before.row[i], *b = &d->after.row[i];
    const struct session_roster *r = &d->grading.opened.roster;
    enum table_lang lang = d->lang;
    char name[SESSION_TEXT_MAX];
    buf_printf(out, "  %s  %s  %s: ", a->paper, a->sbd,
               text_clean(r->candidate[r->paper[i].candidate].name, name, sizeof name));
    if (a->state != b->state)
        buf_printf(out, "%u %s → %u %s\n", a->total, results_state_text(a->state, lang), b->total,
                   results_state_text(b->state, lang));
    else
        buf_printf(out, "%u → %u\n", a->total, b->total);
}

void decide_say(const void *request, const void *reply, struct buf *out)
{
    const struct decide_reply *d = reply;
    bool is_preview = ((const struct decide_request *)request)->is_preview;
    struct buf text;
    char option[480];
    size_t scores = 0, states = 0;
    if (!d->decision)
        return;
    buf_init(&text, 4096);
    decision_describe(d->decision, NULL, &text);
    buf_printf(out, is_preview ? _("Decision %u would say: %s\n") : _("Decision %u: %s\n"),
               d->decision->number, buf_text(&text));
    buf_free(&text);
    if (d->words[0])
        buf_printf(out, _("  “%s”, on %zu papers\n"), d->words, d->papers);
    for (unsigned i = 0; i < BANK_OPTIONS; i++)
        if (d->lost >> i & 1)
            buf_printf(out, _("  the old key %c does NOT count any more: %s\n"), 'A' + i,
                       text_clean(d->text.option[i], option, sizeof option));
    for (size_t i = 0; i < d->before.count; i++) {
        const struct result *a = &d->before.row[i], *b = &d->after.row[i];
        scores += a->total != b->total;
        states += a->state != b->state;
        if (!decide_is_same(a, b))
            add_change(d, i, out);
    }
    buf_printf(out, _("%zu scores and %zu results change, of %zu papers\n"), scores, states,
               d->before.count);
    if (is_preview)
        buf_printf(out, _("Nothing was written.\n"));
    else if (!decisions_close(&d->grading.decisions))
        buf_printf(out, _("The results in force change with: sathachctl grade %s\n"),
                   d->grading.opened.name);
}
