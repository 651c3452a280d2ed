/* Waiting for the disk, and the receipt. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>

static void centre(struct canvas *v, int row, enum canvas_role role, const char *text)
{
    int width = text_width(text);
    canvas_text(v, row, width < v->cols ? (v->cols - width) / 2 : 0, v->cols, role, text);
}

void screens_closing(const struct client *c, struct canvas *v)
{
    int row = screens_head(c, v, _("Handing in")) + 4;
    centre(v, row, CANVAS_TITLE, _("Your answers are being written to the disk. Please wait."));
    if (c->trouble.code != ERR_OK || c->exam->trouble.code != ERR_OK) {
        centre(v, row + 2, CANVAS_DANGER, _("! The disk refuses. Please call the invigilator; nothing is lost while this screen stands."));
        canvas_text(v, row + 4, 2, v->cols - 4, CANVAS_PLAIN, c->trouble.code != ERR_OK ? c->trouble.text : c->exam->trouble.text);
    }
    canvas_cursor(v, row, (v->cols - 40) / 2);
    screens_foot(c, v, NULL, 0);
}

/* "7 K 3 M    9 Q T X    …": large by air. */
static void spread(const char *receipt, char out[96])
{
    size_t n = 0;
    for (int i = 0; receipt[i] && n + 6 < 96; i++) {
        if (i)
            n += (size_t)snprintf(out + n, 96 - n, "%s", i % 4 ? " " : "    ");
        out[n++] = receipt[i];
    }
    out[n] = '\0';
}

/* What to do now, one step after the other. */
static void draw_steps(const struct client *c, struct canvas *v, int row)
{
    const char *step[] = {_("1. Raise your hand: the invigilator brings the attendance sheet."),
                          _("2. Copy the code onto the sheet and sign. It proves which paper is yours."),
                          client_is_another_begun(c) ? _("3. The time of your other paper runs: press Enter twice, then log in again now.")
                          : c->own_papers > 1 ? _("3. You have another paper: press Enter twice, then log in again as before.") : _("3. Press Enter twice, then leave the seat.")};
    int col = v->cols;
    for (int i = 0; i < 3; i++) {
        int left = (v->cols - text_width(step[i])) / 2;
        col = left < col ? left : col;
    }
    for (int i = 0; i < 3; i++)
        canvas_text(v, row + i, col > 1 ? col : 1, v->cols - 2, CANVAS_PLAIN, step[i]);
}

void screens_receipt(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_LANGUAGE};
    const struct exam *x = c->exam;
    char text[512], large[96];
    int row = v->rows / 2 - 9;
    if (row < 1)
        row = 1;
    centre(v, row, CANVAS_TITLE, c->ended_by_time          ? _("TIME IS UP. YOUR PAPER WAS HANDED IN")
                                 : c->ended_by_invigilator ? _("THE INVIGILATOR HAS ENDED THIS PAPER")
                                                           : _("YOUR PAPER WAS HANDED IN"));
    snprintf(text, sizeof text, _("%s · SBD %s · %u of %u answered"), x->candidate->name, x->candidate->sbd, exam_answered(x), x->ticket->questions);
    centre(v, row + 2, CANVAS_PLAIN, text);
    snprintf(text, sizeof text, _("%s, grade %s"), client_field_title(c, x->about), x->about->grade);
    centre(v, row + 3, CANVAS_PLAIN, text);
    centre(v, row + 5, CANVAS_PLAIN, _("Receipt code"));
    spread(c->receipt, large);
    centre(v, row + 7, CANVAS_CHOSEN, large);
    canvas_cursor(v, row + 7, (v->cols - text_width(large)) / 2);
    centre(v, row + 8, CANVAS_PLAIN, _("The code may have the number 0 and the letter Q, never the letter O."));
    draw_steps(c, v, row + 10);
    if (c->drop_waiting)
        centre(v, row + 16, CANVAS_WARNING, _("It is safe on this seat. A copy for the office is on its way."));
    centre(v, row + 14, CANVAS_WARNING, c->message);
    screens_foot(c, v, KEYS, 2);
}
