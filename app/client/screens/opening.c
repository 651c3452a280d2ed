/* The disk is slow to answer for the papers of who logged in. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"

void screens_opening(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_BACK, ACTION_LANGUAGE, ACTION_INVIGILATOR};
    int row = screens_head(c, v, c->unlocked.roster.candidate[c->papers.candidate].name) + 2;
    canvas_text(v, row, 4, v->cols - 8, CANVAS_TITLE, _("Opening your paper"));
    canvas_cursor(v, row, 4);
    screens_message(c, v, row + 2, 4, SCREENS_READING - 4);
    screens_foot(c, v, KEYS, 3);
}
