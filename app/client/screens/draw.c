/* The choice of the screen. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"

#include <stdio.h>

static void draw_too_small(const struct client *c, struct canvas *v)
{
    int row = tui_paragraph(v, 0, 0, v->cols, CANVAS_WARNING,
                            _("Please make the window at least 80×24. Nothing is lost."));
    row = tui_paragraph(v, row, 0, v->cols, CANVAS_PLAIN, _("Keys do nothing until then."));
    if (flow_is_in_exam(c)) {
        char time[32], left[64];
        time_left_text(c, time, sizeof time);
        snprintf(left, sizeof left, _("Time left %s"), time);
        canvas_text(v, row, 0, v->cols, CANVAS_PLAIN, left);
    }
}

bool screens_is_too_small(const struct canvas *v)
{
    return v->rows < SCREENS_ROWS_MIN || v->cols < SCREENS_COLS_MIN;
}

void screens_draw(const struct client *c, struct canvas *v)
{
    static void (*const DRAW[CLIENT_STATES])(const struct client *, struct canvas *) = {
        [CLIENT_LOCKED] = screens_locked,          [CLIENT_LOGIN] = screens_login,
        [CLIENT_OPENING] = screens_opening,        [CLIENT_PAPERS] = screens_papers,
        [CLIENT_CONFIRM] = screens_confirm,        [CLIENT_RULES] = screens_rules,
        [CLIENT_ANSWERING] = screens_question,     [CLIENT_OVERVIEW] = screens_overview,
        [CLIENT_HANDIN] = screens_handin,          [CLIENT_CLOSING] = screens_closing,
        [CLIENT_RECEIPT] = screens_receipt,        [CLIENT_HELP] = screens_help,
        [CLIENT_INVIGILATOR] = screens_invigilator};
    canvas_clear(v);
    if (screens_is_too_small(v)) {
        draw_too_small(c, v);
        return;
    }
    canvas_column(v, SCREENS_COLUMN);
    DRAW[c->state](c, v);
    canvas_whole(v);
}
