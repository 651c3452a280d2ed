#include "app/tui/beside.h"

#include "app/tui/paragraph.h"

struct tui_beside tui_beside(struct canvas *v, int row, int end, int below, int least)
{
    struct tui_beside b = {.list_end = end - below,
                           .list_cells = v->cols - 1,
                           .row = end - below + 1,
                           .end = below ? end : 0,
                           .col = 2,
                           .cells = v->cols - 4};
    if (v->cols < TUI_BESIDE_COLS)
        return b;
    int list = v->cols * 3 / 5 > least ? v->cols * 3 / 5 : least;
    for (int i = row; i < end; i++)
        canvas_text(v, i, list, 1, CANVAS_RULE, canvas_glyph(v, CANVAS_GLYPH_BAR));
    return (struct tui_beside){.is_beside = true,
                               .list_end = end,
                               .list_cells = list,
                               .row = row,
                               .end = end,
                               .col = list + 2,
                               .cells = v->cols - list - 3};
}

void tui_beside_say(struct canvas *v, struct tui_beside *b, enum canvas_role role, const char *text)
{
    if (text[0])
        b->row = tui_paragraph_within(v, b->row, b->end, b->col, b->cells, role, text);
}
