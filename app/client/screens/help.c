/* Help, from the action table; and the invigilator's box. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"

#include <stdio.h>

enum { HELP_PAGE = 6 }; /* actions a page */

/* One action's lines at row (may be off the screen); returns the row behind it. */
static int draw_action(struct canvas *v, const struct action *a, int row, int top, int bottom)
{
    int width = v->cols - 20 < 76 ? v->cols - 20 : 76;
    bool visible = row >= top && row < bottom;
    if (visible)
        canvas_text(v, row, 3, 10, CANVAS_KEY, a->keys);
    return visible ? screens_paragraph(v, row, 15, width, CANVAS_PLAIN, _(a->help)) : row + 1;
}

void screens_help(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_BACK, ACTION_SCROLL_DOWN, ACTION_SCROLL_UP, ACTION_LANGUAGE};
    int top = screens_head(c, v, _("Help: the keys")) + 1, bottom = v->rows - 3;
    unsigned where = c->back == CLIENT_RULES ? ACTION_IN_RULES | ACTION_IN_QUESTION : c->back == CLIENT_OVERVIEW ? ACTION_IN_OVERVIEW : ACTION_IN_QUESTION;
    int skip = c->scroll, row = top, shown = 0;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT && row < bottom; id++) {
        const struct action *a = action_get((enum action_id)id);
        if (!(a->where & where) || a->id == ACTION_ACCEPT)
            continue;
        shown++;
        if (skip-- > 0)
            continue;
        row = draw_action(v, a, row, top, bottom);
    }
    v->first_line = c->scroll < shown ? c->scroll : shown > 0 ? shown - 1 : 0;
    v->page_lines = HELP_PAGE;
    if (skip < 0 && row >= bottom)
        canvas_text_right(v, bottom, v->cols - 2, CANVAS_PLAIN, _("more: PgDn or ↓"));
    canvas_cursor(v, top, 3);
    screens_foot(c, v, KEYS, 4);
}

void screens_invigilator(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_BACK};
    int row = screens_head(c, v, _("Invigilator")) + 2;
    row = screens_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_PLAIN,
                            _("For the invigilator; candidates press Esc to go back. Type a one-time code from the sheet: for this paper (more minutes, resume, start here, end) or for the room (unlock "
                              "log-in, resume, lock, leave). Each is used once."));
    char begun[256];
    client_begun_text(c, begun, sizeof begun);
    if (begun[0] && c->exam->needs_resume_code) {
        row = screens_paragraph(v, row + 1, 4, SCREENS_READING - 4, CANVAS_WARNING,
                                exam_needs_start_code(c->exam) ? _("This paper was begun at another seat: it needs its code to start here.")
                                                               : _("This paper was interrupted: its resume code is needed."));
        row = screens_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_WARNING, begun);
    }
    for (size_t i = 0; i < c->sticks; i++) {
        char text[STICKS_PATH + 96];
        snprintf(text, sizeof text, _("%zu, Enter: copies all papers of this session to %s"), i + 1, c->stick[i]);
        row = screens_paragraph(v, row + (i == 0), 4, SCREENS_READING - 4, CANVAS_PLAIN, text);
    }
    if (c->drop_waiting && c->drop_trouble.code != ERR_OK)
        row = screens_paragraph(v, row + 1, 4, SCREENS_READING - 4, CANVAS_WARNING, c->drop_trouble.text);
    screens_foot(c, v, KEYS, 2);
    screens_field(v, row + 2, 2, _("One-time code"), &c->field[0], true);
}
