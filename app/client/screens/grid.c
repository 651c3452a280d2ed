/* The numbers of all questions with what stands behind each: in the overview, and beside the question. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"

#include <stdio.h>

/* One number of the grid: "12 B!" in six cells, the current one in brackets. */
static void draw_number(const struct client *c, struct canvas *v, int row, int col, unsigned q, bool focus)
{
    const struct exam *x = c->exam;
    int choice = exam_choice(x, q);
    bool current = q == c->question;
    char text[24];
    snprintf(text, sizeof text, "%s%2u %s%s%s", current ? "[" : " ", q + 1, choice < 0 ? canvas_glyph(v, CANVAS_GLYPH_EMPTY) : "",
             choice < 0 ? "" : (const char[]){(char)('A' + choice), '\0'}, x->journal.marked[q] ? "!" : current ? "" : " ");
    enum canvas_role role = current ? CANVAS_CURRENT : x->journal.marked[q] ? CANVAS_MARKED : choice >= 0 ? CANVAS_ANSWERED : CANVAS_PLAIN;
    int used = canvas_text(v, row, col, 7, role, text);
    canvas_zone(v, row, col, 7, (struct keypress){.kind = KEYPRESS_GOTO, .cp = q});
    if (current)
        canvas_text(v, row, col + used, 1, role, "]");
    if (current && focus)
        canvas_cursor(v, row, col + 1);
}

int screens_grid(const struct client *c, struct canvas *v, int row, int col, int per_row, bool focus)
{
    const struct exam *x = c->exam;
    unsigned q = 0;
    for (unsigned part = 0; part < x->ticket->parts; part++) {
        const struct profile_part *p = &x->variant->part[part];
        unsigned n = x->ticket->part_questions[part], answered = 0;
        for (unsigned i = 0; i < n; i++)
            answered += exam_choice(x, q + i) >= 0;
        char text[256];
        if (per_row < 10) {
            snprintf(text, sizeof text, _("Part %u  %u/%u answered"), part + 1, answered, n);
            canvas_text(v, row, col, per_row * 7, CANVAS_TITLE, text);
        } else {
            snprintf(text, sizeof text, _("Part %u: %s"), part + 1, c->lang == CLIENT_EN ? p->title_en : p->title_vi);
            canvas_text(v, row, col, per_row * 7 - 16, CANVAS_TITLE, text);
            snprintf(text, sizeof text, _("%u/%u answered"), answered, n);
            canvas_text_right(v, row, col + per_row * 7, CANVAS_PLAIN, text);
        }
        row++;
        for (unsigned i = 0; i < n; i++, q++)
            draw_number(c, v, row + (int)i / per_row, col + (int)i % per_row * 7, q, focus);
        row += ((int)n + per_row - 1) / per_row + 1;
    }
    return row;
}
