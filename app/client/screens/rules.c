/* The rules, shown before the time starts. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_FOR_AIR = 30 };

/* One rule, its lines beside its point; returns the row behind it, and a blank where there is room:
 * what is said and the keys below it want their own rows. */
static int draw_point(struct canvas *v, int row, int width, const char *text)
{
    int gap = v->rows < ROWS_FOR_AIR ? 0 : 1;
    static const char POINT[] = "• ";
    bool has_point = strncmp(text, POINT, sizeof POINT - 1) == 0;
    if (has_point)
        canvas_text(v, row, 4, 2, CANVAS_PLAIN, POINT);
    return tui_paragraph(v, row, 6, width - 2, CANVAS_PLAIN,
                         text + (has_point ? sizeof POINT - 1 : 0)) +
           gap;
}

void screens_rules(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_START, ACTION_PRACTICE, ACTION_BACK, ACTION_HELP,
                                          ACTION_LANGUAGE};
    const struct exam *x = c->exam;
    char text[TIME_LEFT_PASS], size[128];
    int width = v->cols - 8 < SCREENS_READING ? v->cols - 8 : SCREENS_READING;
    char grade[64];
    int row = screens_head(c, v, _("Before you begin"));
    screens_grade_text(x->about, grade, sizeof grade);
    canvas_text_pair(v, row++, 4, width, CANVAS_TITLE, papers_field_title(c, x->about), grade);
    time_left_size_text(c, size, sizeof size);
    snprintf(text, sizeof text,
             _("%s. Each question has one right answer; none given counts as wrong."), size);
    row = tui_paragraph(v, row, 4, width, CANVAS_PLAIN, text);
    time_left_pass_text(c, text, sizeof text);
    row = tui_paragraph(v, row, 4, width, CANVAS_PLAIN, text) + 1;
    row = draw_point(v, row, width,
                     _("• Choose with the keys A, B, C, D. An answer is stored when you choose it; "
                       "you may change it until you hand in."));
    row = draw_point(v, row, width,
                     _("• The left and right arrows change the question; so does a number and "
                       "Enter. U: the next "
                       "unanswered one. G: all questions, and the hand-in."));
    row = draw_point(v, row, width,
                     _("• When the time is up, what is stored is handed in by itself. If the "
                       "machine stops, your answers are kept."));
    row = draw_point(v, row, width,
                     _("• No phones, no papers, no talking. If something is wrong, raise your "
                       "hand; do not leave the seat."));
    row += v->rows < ROWS_FOR_AIR;
    int used = canvas_text(v, row, 4, v->cols - 8, CANVAS_TITLE, _("B begins: the time starts."));
    canvas_zone(v, row, 4, used, (struct keypress){.kind = KEYPRESS_CHAR, .cp = 'B'});
    canvas_cursor(v, row, 4);
    used = canvas_text(v, row + 1, 4, v->cols - 8, CANVAS_TITLE,
                       _("N tries the keys first, without time."));
    canvas_zone(v, row + 1, 4, used, (struct keypress){.kind = KEYPRESS_CHAR, .cp = 'N'});
    screens_foot(c, v, KEYS, 5);
}
