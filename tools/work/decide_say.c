/* What a decision would change, or changed, as lines for people. */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/decide.h"

enum { OPEN_SAID = 4 };

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

/* ---- why ---- */

/* msgids: of papers with more points than before, with fewer, and of those that come out otherwise
 * with as many; "" where the ruling does none of it. */
static const struct why {
    const char *more, *fewer, *same, *nobody;
} WHY[DECISION_RULINGS] = {
    [DECISION_VOID] = {N_("the question counts as answered right for whoever had it"), "", "",
                       N_("Whoever had the question and is graded has its points already.")},
    [DECISION_TAKE_OUT] = {N_("it was not answered right; the other questions carry its points"),
                           N_("it was answered right and counts no more"), "",
                           N_("Its points, shared by the other questions, come to the same.")},
    [DECISION_ACCEPT] =
        {N_("the option chosen is right by this ruling"),
         N_("it had the points until now; the option chosen is not right by this ruling"), "",
         N_("Nobody who is graded chose an option that becomes right or ceases to "
            "be.")},
    [DECISION_KEY] =
        {N_("the option chosen is right by this ruling"),
         N_("it had the points until now; the option chosen is not right by this ruling"), "",
         N_("Nobody who is graded chose an option that becomes right or ceases to "
            "be.")},
    [DECISION_JOURNAL] = {N_("it is graded by the journal that stands"),
                          N_("it is graded by the journal that stands"),
                          N_("it is graded by the journal that stands"), ""},
    [DECISION_AS_IS] = {N_("it is graded as it stands"), "", N_("it is graded as it stands"), ""},
    [DECISION_ACCEPT_PAPER] = {N_("it is graded all the same"), "", N_("it is graded all the same"),
                               ""},
    [DECISION_ANNUL] = {"", N_("annulled: it has not passed"), N_("annulled: it has not passed"),
                        ""},
    [DECISION_NO_PAPER] = {"", "", N_("somebody was there, and there is no paper to grade"), ""},
    [DECISION_MOVE] = {"", N_("it is graded in the other session"),
                       N_("it is graded in the other session"), ""},
    [DECISION_LOST] = {N_("what was lost is asked for no more"),
                       N_("what was lost is asked for no more"),
                       N_("what was lost is asked for no more"), ""},
    [DECISION_CLOSE] = {"", "", "",
                        N_("A close changes no result: what comes later counts for "
                           "nothing.")},
    [DECISION_CANCEL] = {"", N_("no result of the session stands"),
                         N_("no result of the session stands"), ""},
    [DECISION_UNDO] = {N_("what stood before the decision that is undone holds again"),
                       N_("what stood before the decision that is undone holds again"),
                       N_("what stood before the decision that is undone holds again"), ""}};

static const char *words_of(const char *msgid)
{
    return msgid && msgid[0] ? _(msgid) : _("by this decision");
}

/* What is open when the session is closed: the first of it, for it stands above a word to type. */
static void say_open(const struct reconcile *r, struct buf *out)
{
    size_t open = 0, said = 0;
    for (size_t i = 0; i < r->findings; i++)
        open += r->finding[i].what < RECONCILE_UNEVEN_END;
    if (open)
        buf_printf(
            out,
            P_("%zu thing is open, and stays so:\n", "%zu things are open, and stay so:\n", open),
            open);
    for (size_t i = 0; i < r->findings && said < OPEN_SAID; i++) {
        const struct reconcile_finding *f = &r->finding[i];
        if (f->what >= RECONCILE_UNEVEN_END)
            continue;
        buf_printf(out, "  %s%s%s%s%s\n", f->paper, f->paper[0] ? ": " : "",
                   reconcile_sentence(f->what), f->detail[0] ? ": " : "", f->detail);
        said++;
    }
    if (open > said)
        buf_printf(out, _("  and %zu more: sathachctl reconcile\n"), open - said);
}

void decide_say_why(const struct decide_reply *d, struct buf *out)
{
    const struct why *why = &WHY[d->decision->ruling];
    size_t more = 0, fewer = 0, same = 0;
    for (size_t i = 0; i < d->before.count; i++) {
        const struct result *a = &d->before.row[i], *b = &d->after.row[i];
        more += b->total > a->total;
        fewer += b->total < a->total;
        same += b->total == a->total && !decide_is_same(a, b);
    }
    if (more)
        buf_printf(
            out, P_("%zu paper with more points: %s\n", "%zu papers with more points: %s\n", more),
            more, words_of(why->more));
    if (fewer)
        buf_printf(
            out,
            P_("%zu paper with fewer points: %s\n", "%zu papers with fewer points: %s\n", fewer),
            fewer, words_of(why->fewer));
    if (same)
        buf_printf(
            out,
            P_("%zu paper with another result: %s\n", "%zu papers with another result: %s\n", same),
            same, words_of(why->same));
    say_open(&d->open, out);
    if (more + fewer + same)
        return;
    if (decision_is_on_question(d->decision->ruling) && !d->papers)
        buf_printf(out, "%s\n", _("The question stands on no paper of this session."));
    else
        buf_printf(out, "%s\n",
                   why->nobody[0] ? _(why->nobody) : _("Every paper comes out as it did before."));
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
    decide_say_why(d, out);
    if (is_preview)
        buf_printf(out, _("Nothing was written.\n"));
    else if (!decisions_close(&d->grading.decisions))
        buf_printf(out, _("The results in force change with: sathachctl grade %s\n"),
                   d->grading.opened.name);
}
