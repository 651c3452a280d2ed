#include "app/client/arrival.h"
#include "app/client/invigilator_box.h"
#include "app/client/leaving.h"
#include "app/client/seat_trouble.h"
#include "app/client/screens/screens.h"
#include "app/client/stick_copy.h"
#include "app/core/i18n.h"

#include <stdio.h>

/* "1  more time: 5 minutes", a line each, in columns when there are many. */
static int draw_choices(const struct client *c, struct canvas *v, int row)
{
    char text[INVIGILATOR_TEXT + 8];
    const struct invigilator *box = &c->invigilator;
    struct invigilator_offer offer[INVIGILATOR_OFFERS_MAX];
    size_t offers = box->step == INVIGILATOR_ACTION ? invigilator_box_offers(c, offer) : 0;
    for (size_t i = 0; i < offers; i++) {
        char what[INVIGILATOR_TEXT];
        invigilator_box_offer_text(&offer[i], what);
        snprintf(text, sizeof text, "%zu  %s", i + 1, what);
        canvas_text(v, row++, 6, v->cols - 8, CANVAS_PLAIN, text);
    }
    for (const struct room_reason_row *r = ROOM_REASON_TABLE;
         box->step == INVIGILATOR_REASON && r->word; r++) {
        snprintf(text, sizeof text, "%d  %s", (int)r->reason, _(r->word));
        canvas_text(v, row++, 6, v->cols - 8, CANVAS_PLAIN, text);
    }
    return row;
}

/* A paper that the disk does not take: what is wrong, and how it comes out of memory. */
static int draw_memory(const struct client *c, struct canvas *v, int row)
{
    char text[INVIGILATOR_TEXT];
    if (!invigilator_box_memory_text(c, text))
        return row;
    return tui_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_DANGER, text);
}

/* Before a voucher is typed: what the box is, and the sticks that are plugged in. */
static int draw_first(const struct client *c, struct canvas *v, int row)
{
    char text[INVIGILATOR_TEXT];
    row = tui_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_PLAIN,
                        _("For the invigilator; candidates press Esc to go back."));
    row = draw_memory(c, v, row);
    for (size_t i = 0; i < stick_copy_offers(c); i++) {
        invigilator_box_stick_text(c, i, text);
        row = tui_paragraph(v, row + (i == 0), 4, SCREENS_READING - 4, CANVAS_PLAIN, text);
    }
    if (c->setup.test.unfit.code != ERR_OK) {
        snprintf(text, sizeof text, _("! Self-test: %s"), c->setup.test.unfit.text);
        row = tui_paragraph(v, row + 1, 4, SCREENS_READING - 4, CANVAS_DANGER, text);
    }
    if (seat_trouble_text(c, text, sizeof text)) {
        row = tui_paragraph(v, row + 1, 4, SCREENS_READING - 4, CANVAS_WARNING, text);
    } else if (c->exchange.waiting && c->exchange.trouble.code != ERR_OK) {
        snprintf(text, sizeof text, _("! Not in the exchange folder yet: %s"),
                 c->exchange.trouble.text);
        row = tui_paragraph(v, row + 1, 4, SCREENS_READING - 4, CANVAS_WARNING, text);
    }
    if (!c->exam && seat_trouble_not_held(c))
        row = tui_paragraph(v, row + 1, 4, SCREENS_READING - 4, CANVAS_WARNING,
                            seat_trouble_not_held(c));
    return row + 1;
}

/* What became of the copy, a line each place. */
static int draw_leaving(const struct client *c, struct canvas *v, int row)
{
    char text[LEAVING_TEXT];
    for (size_t i = 0; leaving_line(c, i, text); i++)
        row = tui_paragraph(v, row, 4, SCREENS_READING - 4,
                            text[0] == '!' ? CANVAS_DANGER : CANVAS_PLAIN, text);
    return row + 1;
}

void screens_invigilator(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_BACK};
    char came[ARRIVAL_TEXT];
    char who[INVIGILATOR_TEXT], state[INVIGILATOR_TEXT], chosen[INVIGILATOR_TEXT],
        question[INVIGILATOR_TEXT];
    int row = screens_head(c, v, _("Invigilator")) + 1;
    invigilator_box_about(c, who, state);
    invigilator_box_chosen(c, chosen);
    invigilator_box_question(c, question);
    row = tui_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_TITLE, who);
    if (state[0])
        row = tui_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_WARNING, state);
    if (arrival_text(c, came))
        row = tui_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_WARNING, came);
    row++;
    if (leaving_is_on(c))
        row = draw_leaving(c, v, row);
    else if (c->invigilator.step == INVIGILATOR_VOUCHER)
        row = draw_first(c, v, row);
    else
        row = tui_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_PLAIN, chosen) + 1;
    row = tui_paragraph(v, row, 4, SCREENS_READING - 4, CANVAS_PLAIN, question);
    row = draw_choices(c, v, row);
    screens_foot(c, v, KEYS, leaving_is_busy(c) ? 0 : 2);
    if (!leaving_is_on(c) || c->flow.leaving.step == LEAVING_UNCOPIED)
        tui_field_draw(v, row + 1, 2, invigilator_box_label(c), &c->input.field[0], true);
}
