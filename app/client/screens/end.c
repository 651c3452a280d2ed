/* Waiting for the disk, and the receipt. */
#include "app/client/delivery.h"
#include "app/client/save_state.h"
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>

enum { RESULTS_LINES = 5 /* the longest at 80 columns */ };

/* What is wrong, and for the invigilator what to do about it. */
static void draw_trouble(const struct client *c, struct canvas *v, int row)
{
    char text[256];
    int col = (v->cols - SCREENS_READING) / 2;
    delivery_sentence(c, text, sizeof text);
    row = tui_paragraph(v, row, col, SCREENS_READING, CANVAS_DANGER, text) + 1;
    if (c->exchange.folders)
        row = tui_paragraph(v, row, col, SCREENS_READING, CANVAS_PLAIN,
                            _("The answers go to the exchange folder out of memory; once they "
                              "stand there the receipt comes.")) +
              1;
    tui_paragraph(v, row, col, SCREENS_READING, CANVAS_PLAIN,
                  _("For the invigilator: plug in a stick, press Ctrl-O, type the stick's number. "
                    "The answers are copied there out of memory, and the receipt comes."));
}

void screens_closing(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_INVIGILATOR};
    int row = screens_head(c, v, _("Handing in")) + 4;
    tui_centre(v, row, CANVAS_TITLE, _("Your answers are being written to the disk. Please wait."));
    if (delivery_trouble(c) != DISK_FINE)
        draw_trouble(c, v, row + 2);
    canvas_cursor(v, row, (v->cols - 40) / 2);
    screens_foot(c, v, KEYS, 1);
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

/* When and where the results are told, in the middle; false when the session does not say. */
static bool draw_results(const struct client *c, struct canvas *v, int row)
{
    char text[PAPERS_RESULTS], one[PAPERS_RESULTS];
    struct text_line line[RESULTS_LINES];
    if (!papers_results_text(c, text))
        return false;
    size_t n = text_wrap(text, v->cols - 4, line, RESULTS_LINES);
    for (size_t i = 0; i < n && i < RESULTS_LINES; i++) {
        snprintf(one, sizeof one, "%.*s", (int)line[i].len, line[i].start);
        tui_centre(v, row + (int)i, CANVAS_PLAIN, one);
    }
    return true;
}

/* What to do now, one step after the other. */
static void draw_steps(const struct client *c, struct canvas *v, int row)
{
    const char *step[] = {
        _("1. Raise your hand: the invigilator brings the attendance sheet."),
        _("2. Copy the code onto the sheet and sign. It proves which paper is yours."),
        c->papers.ending.by_invigilator
            ? _("3. Press Enter twice, then do as the invigilator says.")
        : papers_is_another_begun(c)
            ? _("3. The time of your other paper runs: press Enter twice, then log in again now.")
        : c->papers.to_sit > 1
            ? _("3. You have another paper: press Enter twice, then log in again as before.")
            : _("3. Press Enter twice, then leave the seat.")};
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
    bool has_results = papers_results_text(c, text);
    int more = has_results ? RESULTS_LINES : 0, row = v->rows / 2 - 9 - more / 2;
    if (row < 1)
        row = 1;
    tui_centre(v, row, CANVAS_TITLE,
               c->papers.ending.by_time          ? _("TIME IS UP. YOUR PAPER WAS HANDED IN")
               : c->papers.ending.by_invigilator ? _("THE INVIGILATOR HAS ENDED THIS PAPER")
                                                 : _("YOUR PAPER WAS HANDED IN"));
    snprintf(text, sizeof text, _(" · SBD %s · %u of %u answered"), x->candidate->sbd,
             exam_answered(x), x->ticket->questions);
    tui_centre_pair(v, row + 2, CANVAS_PLAIN, x->candidate->name, text);
    screens_grade_text(x->about, text, sizeof text);
    tui_centre_pair(v, row + 3, CANVAS_PLAIN, papers_field_title(c, x->about), text);
    tui_centre(v, row + 5, CANVAS_PLAIN, _("Receipt code"));
    spread(c->papers.ending.receipt, large);
    tui_centre(v, row + 7, CANVAS_CHOSEN, large);
    canvas_cursor(v, row + 7, (v->cols - text_width(large)) / 2);
    tui_centre(v, row + 8, CANVAS_PLAIN,
               _("The code may have the number 0 and the letter Q, never the letter O."));
    draw_steps(c, v, row + 10);
    draw_results(c, v, row + 14);
    row += more;
    bool is_complete;
    const char *where = save_state_handed_in(c, &is_complete);
    tui_centre(v, row + 16, is_complete ? CANVAS_SAVED : CANVAS_WARNING, where);
    tui_centre(v, row + 14, CANVAS_WARNING, c->message.text);
    screens_foot(c, v, KEYS, 2);
}
