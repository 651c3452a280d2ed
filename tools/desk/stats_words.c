/* What the figures of the statistics say, in words. */
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "tools/desk/stats_parts.h"

#include <stdio.h>
#include <string.h>

enum { HISTOGRAM = 40 /* cells of the longest bar */, ID_HEX = 6, NUMBER = 32 };

void stats_decimal(double v, bool is_defined, int digits, char *out, size_t room)
{
    if (!is_defined) {
        snprintf(out, room, "–");
        return;
    }
    snprintf(out, room, "%.*f", digits, v);
    char *sign = strpbrk(out, ".,");
    if (sign)
        /* TRANSLATORS: a number as your readers write it: with its second sign they get all numbers
         */
        *sign = _("0.5")[1];
}

char stats_mark(const struct analysis_question *q)
{
    if (q->flags & (ANALYSIS_KEY | ANALYSIS_NEGATIVE))
        return 'x';
    return q->flags & ~(unsigned)ANALYSIS_DECIDED ? '!' : ' ';
}

/* ---- flags ---- */

/* Of the wrong options the one most chose. */
static unsigned strongest_wrong(const struct analysis_question *q)
{
    unsigned best = BANK_OPTIONS;
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (!(q->options >> o & 1) &&
            (best == BANK_OPTIONS || q->option[o].count > q->option[best].count))
            best = o;
    return best;
}

static void add_letters(uint8_t options, struct buf *out)
{
    const char *between = "";
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (options >> o & 1) {
            buf_printf(out, "%s%c", between, 'A' + (int)o);
            between = ", ";
        }
}

static void add_key(const struct analysis_question *q, struct buf *out)
{
    unsigned o = strongest_wrong(q);
    struct buf key;
    if (o == BANK_OPTIONS)
        return;
    buf_init(&key, NUMBER);
    add_letters(q->options, &key);
    bool is_often = q->option[o].count > q->right;
    buf_printf(out,
               is_often ? _("More chose %c (%zu of %zu) than the key %s: look at the key.")
                        : _("Better candidates chose %c (%zu of %zu), not the key %s: look at the "
                            "key."),
               'A' + (int)o, q->option[o].count, q->item.n, buf_text(&key));
    buf_free(&key);
}

/* Wrong options that next to nobody chose. */
static uint8_t dead_options(const struct analysis_question *q)
{
    uint8_t dead = 0;
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (!(q->options >> o & 1) && 100 * q->option[o].count < ANALYSIS_DEAD_PERCENT * q->item.n)
            dead |= (uint8_t)(1u << o);
    return dead;
}

static void add_sentence(const struct analysis_question *q, unsigned flag, struct buf *out)
{
    char number[NUMBER];
    stats_decimal(100 * q->item.facility, true, 0, number, sizeof number);
    switch (flag) {
    case ANALYSIS_KEY: add_key(q, out); return;
    case ANALYSIS_NEGATIVE:
        buf_add_text(out, _("Good candidates got it wrong more often than weak ones."));
        return;
    case ANALYSIS_EASY:
        buf_printf(out, _("Nearly everybody had it right (%s %%)."), number);
        return;
    case ANALYSIS_HARD:
        buf_printf(out, _("Fewer had it right than by guessing (%s %%)."), number);
        return;
    case ANALYSIS_DUBIOUS:
        buf_add_text(out, _("It hardly tells good candidates from weak ones."));
        return;
    case ANALYSIS_DEAD:
        buf_add_text(out, _("Next to nobody chose "));
        add_letters(dead_options(q), out);
        buf_add_text(out, ".");
        return;
    default: buf_add_text(out, _("There is a decision on it.")); return;
    }
}

void stats_describe(const struct analysis_question *q, struct buf *out)
{
    static const unsigned ORDER[] = {ANALYSIS_KEY,    ANALYSIS_NEGATIVE, ANALYSIS_HARD,
                                     ANALYSIS_EASY,   ANALYSIS_DUBIOUS,  ANALYSIS_DEAD,
                                     ANALYSIS_DECIDED};
    if (!stats_speaks(q))
        buf_printf(out, _("Fewer than %d papers had it: counts alone say nothing yet."),
                   ANALYSIS_SPEAKS);
    bool is_first = stats_speaks(q);
    for (size_t i = 0; i < sizeof ORDER / sizeof ORDER[0]; i++) {
        if (!(q->flags & ORDER[i]))
            continue;
        buf_add_text(out, is_first ? "" : " ");
        add_sentence(q, ORDER[i], out);
        is_first = false;
    }
}

/* ---- one question ---- */

static void add_interval(struct confidence c, bool speaks, struct buf *out)
{
    char low[NUMBER], high[NUMBER];
    if (!c.is_defined || !speaks)
        return;
    stats_decimal(c.low, true, 2, low, sizeof low);
    stats_decimal(c.high, true, 2, high, sizeof high);
    buf_printf(out, " (%s…%s)", low, high);
}

static void add_figures(const struct analysis_question *q, struct buf *out)
{
    char number[NUMBER];
    bool speaks = stats_speaks(q);
    buf_printf(out, _("Drawn on %zu papers, had by %zu, right by %zu"), q->drawn, q->item.n,
               q->right);
    stats_decimal(q->item.facility, speaks, 2, number, sizeof number);
    buf_printf(out, "\n%s %s", _("Facility"), number);
    add_interval(q->facility, speaks, out);
    stats_decimal(q->item.discrimination.value, speaks && q->item.discrimination.is_defined, 2,
                  number, sizeof number);
    buf_printf(out, "\n%s %s", _("Tells apart"), number);
    add_interval(q->discrimination, speaks, out);
    stats_decimal(q->seconds, true, 0, number, sizeof number);
    buf_printf(out, _("\nOn the screen for %s seconds on average\n"), number);
}

static void add_option(const struct analysis_question *q, const struct bank_question *text,
                       unsigned o, struct buf *out)
{
    char r[NUMBER];
    bool speaks = stats_speaks(q);
    stats_decimal(q->option[o].r.value, speaks && q->option[o].r.is_defined, 2, r, sizeof r);
    buf_printf(out, "%s %c  %s\n", q->options >> o & 1 ? "*" : " ", 'A' + (int)o,
               text->stem ? text->option[o] : "…");
    buf_printf(out, _("       chosen by %zu, correlation with the rest %s\n"), q->option[o].count,
               r);
}

void stats_write_question(const struct stats_look *s, size_t i, struct buf *out)
{
    const struct analysis_question *q = stats_question(s, i);
    const struct bank_question *text = stats_text(s, i);
    char id[2 * ID_HEX + 1], pool[POOL_TITLE_MAX];
    crypt_hex(q->qid, ID_HEX, id);
    pool_title(q->pool, NULL, pool, sizeof pool);
    buf_printf(out, _("%s  %s, number %zu of %zu\n\n"), id, pool, q->number, q->pool_size);
    buf_printf(out, "%s\n\n", text->stem ? text->stem : q->words);
    buf_printf(out, "%s\n", _("Letters as in the bank, and as decisions name them:"));
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        add_option(q, text, o, out);
    buf_printf(out, _("       left empty by %zu\n\n"), q->option[BANK_OPTIONS].count);
    stats_describe(q, out);
    buf_add_text(out, "\n\n");
    add_figures(q, out);
}

/* ---- pairs and tests ---- */

void stats_write_pairs(const struct analysis *a, struct buf *out)
{
    char chance[NUMBER];
    if (a->pairs == 0)
        buf_add_text(out, _("No two papers are more alike than chance makes them."));
    for (size_t i = 0; i < a->pairs; i++) {
        const struct analysis_pair *p = &a->pair[i];
        stats_decimal(p->chance, true, 6, chance, sizeof chance);
        buf_printf(out, _("%s  paper %s (SBD %s) and paper %s (SBD %s)\n"), p->session, p->a,
                   p->sbd_a, p->b, p->sbd_b);
        buf_printf(out,
                   _("  of %zu questions that both had, %zu wrong for both, %zu of them with the "
                     "same option\n"),
                   p->shared, p->wrong, p->same);
        buf_printf(out, _("  %zu chosen within a minute of each other; by chance %s\n\n"), p->close,
                   chance);
    }
}

static void add_bar(size_t count, size_t most, struct buf *out)
{
    size_t cells = most ? (count * HISTOGRAM + most - 1) / most : 0;
    for (size_t i = 0; i < cells; i++)
        buf_add_text(out, "█");
    buf_printf(out, "%s%zu\n", cells ? " " : "", count);
}

static void add_scores(const struct analysis_group *g, struct buf *out)
{
    size_t most = 0, first = g->whole.points;
    for (size_t p = 0; p <= g->whole.points; p++) {
        most = g->score[p] > most ? g->score[p] : most;
        first = g->score[p] && p < first ? p : first;
    }
    for (size_t p = first; p <= g->whole.points && most; p++) {
        buf_printf(out, "  %3zu  ", p);
        add_bar(g->score[p], most, out);
    }
}

static void add_test(const struct analysis_group *g, struct buf *out)
{
    const struct itemstat_test *t = &g->whole.test;
    bool speaks = t->n >= ANALYSIS_SPEAKS;
    struct itemstat_value alpha = analysis_alpha(&g->whole);
    char mean[NUMBER], sd[NUMBER], a[NUMBER];
    stats_decimal(t->mean, speaks, 2, mean, sizeof mean);
    stats_decimal(t->sd.value, speaks && t->sd.is_defined, 2, sd, sizeof sd);
    stats_decimal(alpha.value, speaks && alpha.is_defined, 2, a, sizeof a);
    buf_printf(out, "%s %s · %s%s\n", g->field, g->grade, g->profile->id,
               g->is_exempt ? _(" · exempt") : "");
    buf_printf(out, _("%zu papers, mean %s of %u, SD %s, alpha %s\n"), t->n, mean, g->whole.points,
               sd, a);
}

void stats_write_tests(const struct analysis *a, struct buf *out)
{
    for (size_t i = 0; i < a->groups; i++) {
        buf_add_text(out, i ? "\n" : "");
        add_test(&a->group[i], out);
        add_scores(&a->group[i], out);
    }
}
