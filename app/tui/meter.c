#include "app/tui/meter.h"

#include "app/core/i18n.h"

#include <stdio.h>

enum { BAR_CELLS = 46, TOLD_AFTER_MS = 2000 /* before, nobody knows how long it takes */ };

void tui_meter_start(struct tui_meter *m, uint64_t now_ms)
{
    *m = (struct tui_meter){.started_ms = now_ms};
}

bool tui_meter_set(struct tui_meter *m, size_t done, size_t all, uint64_t now_ms)
{
    m->done = done < all ? done : all;
    m->all = all;
    bool is_late = now_ms - m->started_ms >= TUI_METER_AFTER_MS;
    bool is_due = !m->shown_ms || now_ms - m->shown_ms >= TUI_METER_EVERY_MS || done >= all;
    if (!is_late || !is_due)
        return false;
    m->shown_ms = now_ms;
    return true;
}

bool tui_meter_is_shown(const struct tui_meter *m)
{
    return m->shown_ms != 0;
}

unsigned tui_meter_left_s(const struct tui_meter *m, uint64_t now_ms)
{
    uint64_t took = now_ms - m->started_ms;
    if (took < TOLD_AFTER_MS || m->done == 0 || m->done >= m->all)
        return 0;
    double left = (double)took * (double)(m->all - m->done) / (double)m->done;
    return (unsigned)((left + 999) / 1000);
}

void tui_meter_draw(struct canvas *v, int row, int col, int cells, const struct tui_meter *m,
                    uint64_t now_ms)
{
    int bar = cells < BAR_CELLS ? cells : BAR_CELLS;
    unsigned left = tui_meter_left_s(m, now_ms);
    double part = m->all ? (double)m->done / (double)m->all : 0;
    char text[64];
    if (!tui_meter_is_shown(m))
        return;
    for (int i = 0; i < bar; i++)
        canvas_text(
            v, row, col + i, 1, CANVAS_PLAIN,
            canvas_glyph(v, i < (int)(part * bar) ? CANVAS_GLYPH_FULL : CANVAS_GLYPH_LIGHT));
    snprintf(text, sizeof text, "%3d %%", (int)(part * 100));
    int used = canvas_text(v, row, col + bar + 1, cells - bar - 1, CANVAS_PLAIN, text);
    if (left) {
        snprintf(text, sizeof text, _("about %u seconds left"), left);
        canvas_text(v, row, col + bar + used + 5, cells - bar - used - 5, CANVAS_DIM, text);
    }
}
