#include "tools/report/itemreport_internal.h"

#include "app/core/pool_title.h"
#include "tools/report/itemreport.h"
#include "tools/table/html.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

size_t itemreport_most_of(const struct analysis_group *g)
{
    size_t most = 1;
    for (size_t s = 0; s <= g->whole.points; s++)
        most = g->score[s] > most ? g->score[s] : most;
    return most;
}

void itemreport_svg_histogram(const struct analysis_group *g, struct buf *out)
{
    enum { W = 640, H = 220, LEFT = 36, BOTTOM = 28, TOP = 12 };
    unsigned step = itemreport_step(g), bars = g->whole.points / step + 1;
    double wide = (double)(W - LEFT - 8) / (double)bars, most = (double)itemreport_most_of(g);
    buf_printf(out,
               "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"Phân bố điểm\" "
               "font-size=\"11\" fill=\"#4c5663\">\n",
               W, H, W);
    for (unsigned i = 0; i < bars; i++) {
        size_t n = g->score[i * step];
        double h = (double)n / most * (H - BOTTOM - TOP), x = LEFT + wide * i;
        buf_printf(out,
                   "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" "
                   "fill=\"#2f6f9f\"><title>%u: %zu</title></rect>\n",
                   x + 1, H - BOTTOM - h, wide - 2, h, i * step, n);
        if (i % 5 == 0)
            buf_printf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%u</text>\n",
                       x + wide / 2, H - 10, i * step);
    }
    buf_printf(out,
               "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text><line x1=\"%d\" y1=\"%d\" "
               "x2=\"%d\" y2=\"%d\" stroke=\"#9aa3ad\"/>\n</svg>\n",
               LEFT - 4, TOP + 8, most, LEFT, H - BOTTOM, W - 8, H - BOTTOM);
}

bool itemreport_is_plotted(const struct analysis_question *q)
{
    return q->item.discrimination.is_defined && itemreport_speaks(q->item.n);
}

static void svg_label(struct buf *out, double x, double y, const char *anchor, double v, int digits)
{
    buf_printf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
    itemreport_decimal(v, digits, ",", out);
    buf_add_text(out, "</text>\n");
}

/* Facility to the right, discrimination up, from -1 to 1. */
void itemreport_svg_scatter(const struct analysis *a, struct buf *out)
{
    enum { W = 640, H = 320, LEFT = 40, BOTTOM = 30, TOP = 10, RIGHT = 12 };
    const double wide = W - LEFT - RIGHT, high = H - BOTTOM - TOP;
    buf_printf(out,
               "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"Độ dễ và độ phân "
               "biệt\" font-size=\"11\" fill=\"#4c5663\">\n",
               W, H, W);
    for (int i = 0; i <= 4; i++) {
        double y = TOP + high * i / 4, x = LEFT + wide * i / 4;
        buf_printf(out, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\"/>", LEFT,
                   y, W - RIGHT, y, i == 2 ? "#7b8590" : "#e1e5ea");
        svg_label(out, LEFT - 5, y + 4, "end", 1 - i / 2.0, 1);
        svg_label(out, x, H - 10, "middle", i / 4.0, 2);
    }
    for (size_t i = 0; i < a->questions; i++) {
        const struct analysis_question *q = &a->question[i];
        char pool[POOL_TITLE_MAX];
        if (!itemreport_is_plotted(q))
            continue;
        buf_printf(
            out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" fill-opacity=\".75\"><title>",
            LEFT + wide * q->item.facility, TOP + high * (1 - q->item.discrimination.value) / 2,
            q->flags & (ANALYSIS_NEGATIVE | ANALYSIS_KEY) ? "#b3261e" : "#2f6f9f");
        pool_title_vi(q->pool, NULL, pool, sizeof pool);
        html_text(out, pool);
        buf_printf(out, ", câu %zu</title></circle>\n", q->number);
    }
    buf_add_text(out, "</svg>\n");
}
