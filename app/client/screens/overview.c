/* All questions at a glance, and the hand-in. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

enum { LIST_ROOM = 220 /* some three lines; more do not fit beside the rest */ };

/* "14, 19, 25" of the questions for which `want` holds; cut with … when there are many. */
static unsigned list_questions(const struct exam *x, bool marked, char *out, size_t room)
{
    unsigned n = 0;
    size_t used = 0;
    out[0] = '\0';
    for (unsigned q = 0; q < x->ticket->questions; q++) {
        if (marked ? !x->journal.marked[q] : exam_choice(x, q) >= 0)
            continue;
        n++;
        if (used + 12 < room)
            used += (size_t)snprintf(out + used, room - used, "%s%u", used ? ", " : "", q + 1);
        else if (used + 4 < room && strcmp(out + used - 3, "...") != 0)
            used += (size_t)snprintf(out + used, room - used, "...");
    }
    return n;
}

static int draw_counts(const struct exam *x, struct canvas *v, int row)
{
    char list[LIST_ROOM], text[LIST_ROOM + 96];
    int cells = v->cols - 6 < SCREENS_READING ? v->cols - 6 : SCREENS_READING;
    unsigned empty = list_questions(x, false, list, sizeof list);
    snprintf(text, sizeof text, empty ? _("Not answered, %u: %s") : _("All questions are answered."), empty, list);
    row = screens_paragraph(v, row, 3, cells, empty ? CANVAS_WARNING : CANVAS_PLAIN, text);
    unsigned marked = list_questions(x, true, list, sizeof list);
    if (marked) {
        snprintf(text, sizeof text, _("Marked, %u: %s"), marked, list);
        row = screens_paragraph(v, row, 3, cells, CANVAS_MARKED, text);
        canvas_text(v, row++, 3, v->cols - 6, CANVAS_PLAIN, _("Marked questions are graded like all others."));
    }
    return row;
}

void screens_overview(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_NEXT_EMPTY, ACTION_NEXT_MARKED, ACTION_HANDIN, ACTION_BACK, ACTION_HELP, ACTION_LANGUAGE};
    int row = screens_head(c, v, _("Overview of your answers")) + 2;
    screens_about(c, v, row - 2);
    int after = screens_grid(c, v, row, 3, 10, true), col = v->cursor_col, at = v->cursor_row;
    int below = draw_counts(c->exam, v, after + 1);
    if (below < v->rows - 6)
        screens_paragraph(v, below + 1, 3, v->cols - 6, CANVAS_PLAIN, _("A–D answered   · not answered   ! marked   [ ] you are here"));
    if (below < v->rows - 7)
        screens_paragraph(v, below + 2, 3, v->cols - 6, CANVAS_PLAIN, _("Choose a question with the arrows or its number, then Enter."));
    int rule = screens_foot(c, v, KEYS, sizeof KEYS / sizeof KEYS[0]);
    screens_jump(c, v, rule - 1, 2, v->cols - 4);
    canvas_cursor(v, at, col);
}

void screens_handin(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_BACK, ACTION_LANGUAGE_TEXT};
    const struct exam *x = c->exam;
    char text[160];
    int row = screens_head(c, v, _("Hand in")) + 2;
    screens_about(c, v, row - 2);
    unsigned answered = exam_answered(x);
    snprintf(text, sizeof text, exam_is_all_saved(x) ? _("%u questions answered, all of them saved.") : _("%u questions answered, still saving."),
             answered);
    canvas_text(v, row, 3, v->cols - 6, CANVAS_TITLE, text);
    row = draw_counts(x, v, row + 2);
    canvas_text(v, row + 1, 3, v->cols - 6, CANVAS_PLAIN, _("After handing in nothing can be changed."));
    const char *ask = _("Type NOP (Vietnamese for \"hand in\"), then Enter."), *word = strstr(ask, "NOP");
    canvas_text(v, row + 3, 3, v->cols - 6, CANVAS_PLAIN, ask);
    for (int i = 0; word && i < 3; i++) { /* whoever has only a mouse spells it on the word */
        char before[160];
        snprintf(before, sizeof before, "%.*s", (int)(word - ask), ask);
        canvas_zone(v, row + 3, 3 + text_width(before) + i, 1, (struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)word[i]});
    }
    screens_foot(c, v, KEYS, 3);
    screens_message(c, v, row + 7, 3, SCREENS_READING - 3);
    screens_field(v, row + 5, 1, _("The word"), &c->field[0], true);
}
