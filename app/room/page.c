#include "app/room/page.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <time.h>

int page_foot(const struct room *r, struct canvas *v, const enum room_action_key *id, size_t n)
{
    struct tui_foot_key key[ROOM_KEYS];
    for (size_t i = 0; i < n; i++) {
        const struct tui_action *a = &ROOM_ACTIONS.row[id[i]];
        key[i] = (struct tui_foot_key){a, a->keys, _(a->label)};
        if (id[i] == ROOM_KEY_LANGUAGE || id[i] == ROOM_KEY_LANGUAGE_TEXT)
            key[i].label = r->is_english ? "Tiếng Việt" : "English";
    }
    int rule = tui_foot_rule(v, key, n);
    tui_foot(v, key, n);
    return rule;
}

bool page_head(const struct room *r, struct canvas *v)
{
    const struct session_info *info = &r->setup.session->info;
    char title[3 * SESSION_TEXT_MAX], hour[16], right[64];
    unsigned power = room_minutes_of_power(r);
    time_t t = (time_t)(r->wall / 1000);
    struct tm tm;
    canvas_clear(v);
    if (v->rows < PAGE_ROWS || v->cols < PAGE_COLS) {
        canvas_text(v, 0, 0, v->cols, CANVAS_WARNING, _("The window is too small: 80×24."));
        return false;
    }
    if (!localtime_r(&t, &tm) || !strftime(hour, sizeof hour, "%H:%M:%S", &tm))
        hour[0] = '\0';
    snprintf(title, sizeof title, "%s%s%s%s%s", info->room, info->room[0] ? " · " : "", info->name,
             info->title[0] ? " · " : "", info->title);
    if (power)
        snprintf(right, sizeof right, _("orders %u' · %s"), power, hour);
    else
        snprintf(right, sizeof right, "%s", hour);
    tui_head(v, title, "", CANVAS_HEAD, right);
    return true;
}

/* The newest one that nobody took. */
static const struct sent *late_order(const struct room *r)
{
    for (size_t i = r->sent.count; i > 0; i--) {
        const struct sent *s = &r->sent.item[i - 1];
        if (sent_is_late(s, seats_find(&r->seats, s->seat), r->now))
            return s;
    }
    return NULL;
}

void page_message(const struct room *r, struct canvas *v, int row, int cells)
{
    char text[ERR_TEXT_MAX] = "";
    const struct sent *late = late_order(r);
    const struct seat_seen *seat = late ? seats_find(&r->seats, late->seat) : NULL;
    unsigned refused = room_refused(r);
    bool is_bad = r->message.code != ERR_OK || !r->said[0];
    if (r->message.code != ERR_OK)
        snprintf(text, sizeof text, "%s", r->message.text);
    else if (r->said[0])
        snprintf(text, sizeof text, "%s", r->said);
    else if (late)
        snprintf(text, sizeof text,
                 _("%s has not taken order %u. Use the next unused voucher of the sheet."),
                 seat ? seat->name : "?", late->number);
    else if (refused)
        snprintf(text, sizeof text,
                 P_("%u status file in the folder is not of this session.",
                    "%u status files in the folder are not of this session.", refused),
                 refused);
    if (!text[0])
        return;
    char framed[ERR_TEXT_MAX + 2];
    snprintf(framed, sizeof framed, " %s ", text);
    canvas_text_cut(v, row, 2, cells, is_bad ? CANVAS_WARNING : CANVAS_SAVED, framed);
}
