#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/report/itemreport.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BAR = 10, HISTOGRAM = 40 };

/* "0.71", or "   –" for what is undefined. */
static void put_value(struct buf *out, struct itemstat_value v, int width, int digits)
{
    if (v.is_defined)
        buf_printf(out, "%*.*f", width, digits, v.value);
    else
        buf_printf(out, "%*s–", width - 1, "");
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

static void put_test(struct buf *out, const struct analysis_group *g)
{
    const struct itemstat_test *t = &g->test;
    const struct { const char *name; struct itemstat_value value; } ROW[] = {{_("SD"), t->sd},         {_("skew"), t->skew}, {_("kurtosis"), t->kurtosis},
                                                                             {_("alpha (KR-20)"), t->alpha}, {_("KR-21"), t->kr21}, {_("SEM"), t->sem}};
    char name[80];
    size_t most = 1;
    itemreport_test_name(g, name, sizeof name);
    buf_printf(out, _("%s: %zu attempts, %zu questions each; mean %.2f, median %.1f\n"), name, t->n, t->k, t->mean, t->median);
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        buf_printf(out, "%s%s ", i ? "   " : "  ", ROW[i].name);
        put_value(out, ROW[i].value, 1, 3);
    }
    buf_add_text(out, "\n\n");
    for (size_t s = 0; s <= t->k; s++)
        most = g->score[s] > most ? g->score[s] : most;
    bool begun = false;
    for (size_t s = 0; s <= t->k; s++) {
        begun = begun || g->score[s];
        if (!begun)
            continue;
        buf_printf(out, "  %3zu  ", s);
        put_bar(out, (double)g->score[s] / (double)most, HISTOGRAM);
        buf_printf(out, " %zu\n", g->score[s]);
    }
    buf_add_u8(out, '\n');
}

static void put_question(struct buf *out, const struct analysis_question *q)
{
    char id[2 * CRYPT_HASH + 1];
    crypt_hex(q->qid, CRYPT_HASH, id);
    buf_printf(out, "  %.12s %5zu  %.2f ", id, q->item.n, q->item.facility);
    put_bar(out, q->item.facility, BAR);
    buf_add_u8(out, ' ');
    put_value(out, q->item.discrimination, 6, 2);
    put_value(out, q->item.efficiency, 7, 2);
    buf_printf(out, " %5.0f  ", q->seconds);
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        buf_printf(out, "%c%-5zu", q->options >> o & 1 ? '*' : ' ', q->option[o].count);
    buf_add_text(out, "  ");
    const char *comma = "";
    for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
        if (q->flags >> bit & 1) {
            buf_printf(out, "%s%s", comma, analysis_flag_text(bit));
            comma = ", ";
        }
    buf_add_u8(out, '\n');
}

static void put_pairs(struct buf *out, const struct analysis *a)
{
    if (!a->pairs) {
        buf_add_text(out, _("No two attempts are more alike than chance makes them.\n"));
        return;
    }
    buf_add_text(out, _("Pairs that are more alike than chance makes them; for the council, no verdict:\n"));
    for (size_t i = 0; i < a->pairs; i++) {
        const struct analysis_pair *p = &a->pair[i];
        buf_printf(out, _("  %s: %s (SBD %s) and %s (SBD %s): of %zu questions both had wrong, %zu with the same option, %zu of them within a minute; chance %.1g\n"),
                   p->session, p->a, p->sbd_a, p->b, p->sbd_b, p->wrong, p->same, p->close, p->chance);
    }
}

void itemreport_text(const struct analysis *a, struct buf *out)
{
    for (size_t g = 0; g < a->groups; g++)
        put_test(out, &a->group[g]);
    if (a->groups)
        buf_add_text(out, _("Papers are drawn: a slot holds different questions, and alpha is that of the slots.\n\n"));
    buf_add_text(out, "  ");
    put_padded(out, _("question"), 13);
    put_padded(out, _("had it"), 7);
    put_padded(out, _("facility"), 17);
    put_padded(out, _("discr."), 7);
    put_padded(out, _("effic."), 6);
    put_padded(out, _("secs"), 5);
    buf_printf(out, " %s\n", _("chosen A B C D (* right)"));
    for (size_t i = 0; i < a->questions; i++)
        put_question(out, &a->question[i]);
    buf_add_u8(out, '\n');
    put_pairs(out, a);
}
