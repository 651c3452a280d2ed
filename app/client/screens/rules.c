/* The rules, shown before the time starts. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

/* One rule, its lines beside its point; returns the row behind it and a blank. */
static int draw_point(struct canvas *v, int row, int width, const char *text)
{
    static const char POINT[] = "• ";
    bool has_point = strncmp(text, POINT, sizeof POINT - 1) == 0;
    if (has_point)
        canvas_text(v, row, 4, 2, CANVAS_PLAIN, POINT);
    return screens_paragraph(v, row, 6, width - 2, CANVAS_PLAIN, text + (has_point ? sizeof POINT - 1 : 0)) + 1;
}

/* "You pass with 21 of 30 points, and 7 of 10 in part 1." */
static void pass_text(const struct exam *x, char *out, size_t room)
{
    unsigned points[PROFILE_PARTS_MAX] = {0}, total = 0;
    for (unsigned part = 0; part < x->ticket->parts; part++)
        total += points[part] = x->variant->part[part].points * x->ticket->part_questions[part];
    int used = snprintf(out, room, _("You pass with %u of %u points"), x->variant->pass, total);
    for (unsigned part = 0; part < x->ticket->parts && used > 0 && (size_t)used < room; part++)
        if (x->variant->part[part].pass)
            used += snprintf(out + used, room - (size_t)used, _(", and %u of %u in part %u"), x->variant->part[part].pass, points[part], part + 1);
    if (used > 0 && (size_t)used + 1 < room)
        memcpy(out + used, ".", 2);
}

void screens_rules(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_START, ACTION_TRYOUT, ACTION_BACK, ACTION_HELP, ACTION_LANGUAGE};
    const struct exam *x = c->exam;
    char text[256];
    int width = v->cols - 8 < SCREENS_READING ? v->cols - 8 : SCREENS_READING;
    int row = screens_head(c, v, _("Before you begin")) + 1;
    screens_about(c, v, row - 1);
    snprintf(text, sizeof text, _("%u questions, %u minutes. Each question has one right answer."), x->ticket->questions,
             x->ticket->minutes + x->ticket->extra_minutes);
    row = screens_paragraph(v, row, 4, width, CANVAS_TITLE, text);
    pass_text(x, text, sizeof text);
    row = screens_paragraph(v, row, 4, width, CANVAS_PLAIN, text) + 1;
    row = draw_point(v, row, width, _("• Choose with the keys A, B, C, D. An answer is stored when you choose it; you may change it until you hand in."));
    row = draw_point(v, row, width, _("• Move with the left and right arrows, or type a number and Enter. U goes to the next unanswered question. G shows all questions; you hand in from there."));
    row = draw_point(v, row, width, _("• When the time is up, what is stored is handed in by itself. If the machine stops, your answers are kept."));
    row = draw_point(v, row, width, _("• No phones, no papers, no talking. If something is wrong, raise your hand; do not leave the seat."));
    int used = canvas_text(v, row, 4, v->cols - 8, CANVAS_TITLE, _("B begins: the time starts."));
    canvas_zone(v, row, 4, used, (struct keypress){.kind = KEYPRESS_CHAR, .cp = 'B'});
    canvas_cursor(v, row, 4);
    used = canvas_text(v, row + 1, 4, v->cols - 8, CANVAS_TITLE, _("N tries the keys first, without time."));
    canvas_zone(v, row + 1, 4, used, (struct keypress){.kind = KEYPRESS_CHAR, .cp = 'N'});
    screens_foot(c, v, KEYS, 5);
}
