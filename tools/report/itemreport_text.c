#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "tools/report/itemreport.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BAR = 10, HISTOGRAM = 40, VALUE = 6, INTERVAL = 11, NUMBER = 32 };

static void put_decimal(struct buf *out, double v, int digits)
{
    /* TRANSLATORS: a number as your readers write it: with its second sign they get all numbers */
    const char sign[] = {_("0.5")[1], '\0'};
    itemreport_decimal(v, digits, sign, out);
}

/* "0.71", "–" for what cannot be said. */
static void put_value(struct buf *out, struct itemstat_value v, size_t attempts, int digits)
{
    if (v.is_defined && itemreport_speaks(attempts))
        put_decimal(out, v.value, digits);
    else
        buf_add_text(out, "–");
}

/* "0.55…0.83". */
static void put_interval(struct buf *out, struct confidence c, size_t attempts)
{
    if (!c.is_defined || !itemreport_speaks(attempts))
        return;
    put_decimal(out, c.low, 2);
    buf_add_text(out, "…");
    put_decimal(out, c.high, 2);
}

/* A share of the cells, in eighths. */
static void put_bar(struct buf *out, double share, int cells)
{
    static const char *const EIGHTHS[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int eighths = (int)lround(share * cells * 8), full = eighths / 8, rest = eighths % 8;
    for (int i = 0; i < full; i++)
        buf_add_text(out, "█");
    buf_add_text(out, EIGHTHS[rest]);
    for (int i = full + (rest > 0); i < cells; i++)
        buf_add_u8(out, ' ');
}

/* The alphabet of messages differs in width; columns do not. */
static void put_padded(struct buf *out, const char *text, int cells)
{
    buf_add_text(out, text);
    for (int i = text_width(text); i < cells; i++)
        buf_add_u8(out, ' ');
}

static void put_left(struct buf *out, const char *text, int cells)
{
    for (int i = text_width(text); i < cells; i++)
        buf_add_u8(out, ' ');
    buf_add_text(out, text);
}

/* ---- tests ---- */

static void put_title(struct buf *out, const struct analysis *a, const struct analysis_group *g)
{
    buf_printf(out, _("Field %s, grade %s (%s)"), g->field, g->grade, g->profile->id);
    if (g->is_exempt)
        buf_printf(out, ", %s", _("exempt from the professional part"));
    if (a->banks > 1)
        buf_printf(out, _(", bank of session %s"), a->bank[g->bank].session);
}

static void put_figures(struct buf *out, const struct analysis_figures *f, const char *indent)
{
    const struct itemstat_test *t = &f->test;
    const struct {
        const char *name;
        struct itemstat_value value;
        int digits;
    } ROW[] = {{_("mean"), {t->mean, true}, 2},
               {_("median"), {t->median, true}, 1},
               {_("SD"), t->sd, 2},
               {_("skew"), t->skew, 2},
               {_("kurtosis"), t->kurtosis, 2},
               {_("SEM"), t->sem, 2},
               {_("alpha"), analysis_alpha(f), 2}};
    if (!itemreport_speaks(t->n))
        return;
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        buf_printf(out, "%s%s ", i ? "   " : indent, ROW[i].name);
        put_value(out, ROW[i].value, t->n, ROW[i].digits);
    }
    buf_add_text(out, " (");
    put_interval(out, f->alpha, t->n);
    buf_add_text(out, ")\n");
}

/* A profile's texts have two languages of their own, beside gettext's. */
static const char *part_title(const struct profile_part *part)
{
    /* TRANSLATORS: the language in which a profile's titles are read, "en" or "vi" */
    bool is_english = strcmp(_("en"), "en") == 0;
    return is_english && part->title_en[0] ? part->title_en : part->title_vi;
}

static void put_histogram(struct buf *out, const struct analysis_group *g)
{
    size_t most = 1;
    bool begun = false;
    for (size_t s = 0; s <= g->whole.points; s++)
        most = g->score[s] > most ? g->score[s] : most;
    for (size_t s = 0; s <= g->whole.points; s += itemreport_step(g)) {
        begun = begun || g->score[s];
        if (!begun)
            continue;
        buf_printf(out, "  %3zu  ", s);
        put_bar(out, (double)g->score[s] / (double)most, HISTOGRAM);
        buf_printf(out, " %zu\n", g->score[s]);
    }
}

/* A number as a text of its own, for a sentence; room as a buf. */
static const char *shown(double v, struct buf *room)
{
    buf_clear(room);
    put_decimal(room, v, 2);
    return buf_text(room);
}

static void put_spread(struct buf *out, const struct analysis_group *g)
{
    const struct analysis_spread *s = &g->spread;
    struct buf sd, high;
    if (!s->is_defined) {
        buf_printf(out,
                   _("  draw: %zu papers; a pool has fewer than %d attempts, too few to say how "
                     "hard its papers are\n"),
                   s->papers, ANALYSIS_SPEAKS);
        return;
    }
    buf_init(&sd, NUMBER);
    buf_init(&high, NUMBER);
    buf_printf(out,
               _("  draw: the questions drawn make papers differ by %s points (SD; at most %s); "
                 "papers: %zu, clearly apart: %zu\n"),
               shown(s->sd, &sd), shown(s->sd_high, &high), s->papers, s->apart);
    buf_free(&sd);
    buf_free(&high);
}

static void put_apart(struct buf *out, const struct analysis *a, size_t group)
{
    struct buf cell[4];
    for (size_t k = 0; k < 4; k++)
        buf_init(&cell[k], NUMBER);
    for (size_t i = 0; i < a->draws; i++) {
        const struct analysis_draw *d = &a->draw[i];
        if (d->group != group || !d->bounds.is_defined ||
            (d->bounds.low <= 0 && d->bounds.high >= 0))
            continue;
        buf_printf(
            out, _("    %s, paper %s: %s points beyond what its pools give (%s…%s), which is %s\n"),
            d->session, d->paper, shown(d->more, &cell[0]), shown(d->bounds.low, &cell[1]),
            shown(d->bounds.high, &cell[2]), shown(d->pools, &cell[3]));
    }
    for (size_t k = 0; k < 4; k++)
        buf_free(&cell[k]);
}

static void put_test(struct buf *out, const struct analysis *a, size_t group)
{
    const struct analysis_group *g = &a->group[group];
    put_title(out, a, g);
    buf_printf(out, _(": %zu attempts, %zu questions each, %u points\n"), g->whole.test.n,
               g->whole.test.k, g->whole.points);
    if (!itemreport_speaks(g->whole.test.n))
        buf_printf(
            out, _("  fewer than %d attempts: they are counted, nothing is concluded from them\n"),
            ANALYSIS_SPEAKS);
    put_figures(out, &g->whole, "  ");
    for (unsigned p = 0;
         itemreport_speaks(g->whole.test.n) && g->variant->parts > 1 && p < g->variant->parts;
         p++) {
        const struct profile_part *part = &g->variant->part[p];
        buf_printf(out, _("  part “%s”: %zu questions, %u points\n"), part_title(part),
                   g->part[p].test.k, g->part[p].points);
        put_figures(out, &g->part[p], "    ");
    }
    if (g->whole.test.n) {
        buf_add_u8(out, '\n');
        put_histogram(out, g);
        buf_add_u8(out, '\n');
    }
    put_spread(out, g);
    put_apart(out, a, group);
    buf_add_u8(out, '\n');
}

/* ---- questions ---- */

/* A value or an interval in a column of its own. */
static void put_column(struct buf *out, struct buf *cell, int cells)
{
    buf_add_u8(out, ' ');
    put_left(out, cell->len ? buf_text(cell) : "", cells);
}

static void put_question_value(struct buf *out, struct itemstat_value v, size_t n, int digits)
{
    struct buf cell;
    buf_init(&cell, NUMBER);
    put_value(&cell, v, n, digits);
    put_column(out, &cell, VALUE);
    buf_free(&cell);
}

static void put_question_interval(struct buf *out, struct confidence c, size_t n)
{
    struct buf cell;
    buf_init(&cell, 2 * NUMBER);
    put_interval(&cell, c, n);
    put_column(out, &cell, INTERVAL);
    buf_free(&cell);
}

/* Two lines: what it is called, and its figures, led by what `decide` knows it by. */
static void put_question(struct buf *out, const struct analysis_question *q)
{
    char id[2 * CRYPT_HASH + 1], pool[POOL_TITLE_MAX];
    const struct itemstat_item *x = &q->item;
    crypt_hex(q->qid, CRYPT_HASH, id);
    pool_title(q->pool ? q->pool : "", NULL, pool, sizeof pool);
    buf_printf(out, _("  %s, question %zu: %s\n"), pool, q->number, q->words);
    buf_printf(out, "    %.12s %6zu ", id, x->n);
    put_bar(out, itemreport_speaks(x->n) ? x->facility : 0, BAR);
    put_question_value(out, (struct itemstat_value){x->facility, x->n > 0}, x->n, 2);
    put_question_interval(out, q->facility, x->n);
    put_question_value(out, x->discrimination, x->n, 2);
    put_question_interval(out, q->discrimination, x->n);
    put_question_value(out, x->efficiency, x->n, 2);
    put_question_value(out, (struct itemstat_value){q->seconds, true}, x->n, 0);
    buf_add_text(out, "  ");
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        buf_printf(out, "%c%-5zu", q->options >> o & 1 ? '*' : ' ', q->option[o].count);
    const char *comma = "  ";
    for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
        if (q->flags >> bit & 1) {
            buf_printf(out, "%s%s", comma, analysis_flag_text(bit));
            comma = ", ";
        }
    buf_add_u8(out, '\n');
}

static void put_heads(struct buf *out)
{
    buf_add_text(out, "    ");
    put_padded(out, _("question"), 13);
    put_left(out, _("had it"), 6);
    buf_add_u8(out, ' ');
    put_padded(out, _("facility"), BAR + VALUE + INTERVAL + 3);
    put_padded(out, _("discr."), VALUE + INTERVAL + 1);
    put_left(out, _("effic."), VALUE + 1);
    put_left(out, _("secs"), VALUE + 1);
    buf_printf(out, "   %s\n", _("chosen A B C D (* right)"));
}

/* ---- pairs ---- */

static void put_pairs(struct buf *out, const struct analysis *a)
{
    if (!a->pairs) {
        buf_add_text(out, _("No two attempts are more alike than chance makes them.\n"));
        return;
    }
    buf_add_text(
        out, _("Pairs that are more alike than chance makes them; for the council, no verdict:\n"));
    for (size_t i = 0; i < a->pairs; i++) {
        const struct analysis_pair *p = &a->pair[i];
        buf_printf(out,
                   _("  %s: %s (SBD %s) and %s (SBD %s): of %zu questions both had wrong, %zu with "
                     "the same option, %zu of them within a "
                     "minute; chance %.0e\n"),
                   p->session, p->a, p->sbd_a, p->b, p->sbd_b, p->wrong, p->same, p->close,
                   p->chance);
    }
}

void itemreport_text(const struct analysis *a, struct buf *out)
{
    if (a->banks > 1)
        buf_add_text(out, _("The sessions were drawn from different banks; only sessions of one "
                            "bank are pooled.\n\n"));
    for (size_t g = 0; g < a->groups; g++)
        put_test(out, a, g);
    if (a->groups)
        buf_add_text(
            out, _("Alpha: how alike another paper, drawn in the same way, would rank the "
                   "candidates; as each paper holds other\n"
                   "questions, their difficulty is taken out first. In brackets what a "
                   "figure can still be (95 %): an interval of\n"
                   "alpha that holds 0 says nothing: then – stands. A flag stands only where the "
                   "whole interval lies beyond its limit.\n\n"));
    put_heads(out);
    for (size_t i = 0; i < a->questions; i++)
        put_question(out, &a->question[i]);
    buf_add_u8(out, '\n');
    put_pairs(out, a);
}
