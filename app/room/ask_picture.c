/* What is asked before an order, and the rehearsal. */
#include "app/room/ask.h"
#include "app/room/page.h"
#include "app/room/pictures.h"

#include "app/core/i18n.h"
#include "app/tui/paragraph.h"

#include <stdio.h>

enum { LABEL_COL = 3, FOUND_COL = 60 };

static const char *title_of(const struct room *r)
{
    switch (r->ask.step) {
    case ROOM_ASK_PASSPHRASE:
    case ROOM_ASK_BY: return _("The power to order");
    case ROOM_ASK_NOTE: return _("Room log");
    case ROOM_ASK_COUNT: return _("Rehearsal");
    default: return r->ask.is_whole ? _("An order to the whole room") : _("An order");
    }
}

void pictures_ask(struct room *r, struct canvas *v)
{
    static const enum room_action_key KEYS[] = {ROOM_KEY_TAKE, ROOM_KEY_BACK,
                                                ROOM_KEY_LANGUAGE_TEXT, ROOM_KEY_HELP_TEXT};
    char text[ASK_TEXT];
    int cells = v->cols - 2 * LABEL_COL;
    if (!page_head(r, v))
        return;
    page_foot(r, v, KEYS, sizeof KEYS / sizeof KEYS[0]);
    canvas_text(v, TUI_HEAD_ROWS, LABEL_COL, cells, CANVAS_TITLE, title_of(r));
    int at = TUI_HEAD_ROWS + 2;
    ask_chosen(r, text);
    if (text[0])
        at = 1 + tui_paragraph(v, at, LABEL_COL, cells, CANVAS_CHOSEN, text);
    ask_question(r, text);
    at = 1 + tui_paragraph(v, at, LABEL_COL, cells, CANVAS_PLAIN, text);
    if (r->ask.step == ROOM_ASK_SEND)
        canvas_cursor(v, at - 2, LABEL_COL);
    else
        tui_field_draw(v, at++, LABEL_COL, ask_label(r), &r->ask.field, true);
    tui_paragraph(v, at + 1, LABEL_COL, cells, CANVAS_DANGER, r->ask.said.text);
}

/* ---- the rehearsal ---- */

static void draw_check(const struct room *r, struct canvas *v, int row, enum rehearsal_check check)
{
    char found[96];
    bool is_good = rehearsal_is_good(&r->rehearsal, &r->seats, r->now, check);
    rehearsal_found(&r->rehearsal, &r->seats, r->now, check, found, sizeof found);
    canvas_text(v, row, LABEL_COL, 3, is_good ? CANVAS_SAVED : CANVAS_WARNING,
                is_good ? "[x]" : "[ ]");
    canvas_text_cut(v, row, LABEL_COL + 4, FOUND_COL - LABEL_COL - 5, CANVAS_PLAIN,
                    rehearsal_word(check));
    canvas_text_cut(v, row, FOUND_COL, v->cols - FOUND_COL - 1, CANVAS_PLAIN, found);
}

static const char *plug_text(const struct room *r)
{
    const struct rehearsal *p = &r->rehearsal;
    return p->is_back     ? _("It is back. Another plug may be chosen, or write the sheet.")
           : p->is_gone   ? _("It is gone. Switch it on again and unlock it; the time runs.")
           : p->is_chosen ? _("Now pull its plug.")
                          : _("Choose a seat, Enter, then pull its plug.");
}

void pictures_rehearsal(struct room *r, struct canvas *v)
{
    enum room_action_key key[] = {ROOM_KEY_PLUG, ROOM_KEY_SHEET, ROOM_KEY_EXPECTED, ROOM_KEY_BACK,
                                  ROOM_KEY_HELP};
    const struct seat_seen *at = room_seat_at(r);
    char text[160];
    if (!page_head(r, v))
        return;
    int rule = page_foot(r, v, key, sizeof key / sizeof key[0]), row = TUI_HEAD_ROWS + 2;
    canvas_text(v, TUI_HEAD_ROWS, LABEL_COL, v->cols - LABEL_COL, CANVAS_TITLE, _("Rehearsal"));
    for (int i = 0; i < REHEARSAL_CHECKS; i++)
        draw_check(r, v, row++, (enum rehearsal_check)i);
    snprintf(text, sizeof text, _("Seat %s (arrows: another)"), at ? at->name : "-");
    canvas_text_cut(v, ++row, LABEL_COL, v->cols - LABEL_COL, CANVAS_FOCUS, text);
    canvas_cursor(v, row, LABEL_COL);
    tui_paragraph(v, row + 2, LABEL_COL, v->cols - 2 * LABEL_COL, CANVAS_PLAIN, plug_text(r));
    page_message(r, v, rule - 1, v->cols - 4);
}
