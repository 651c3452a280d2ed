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

/* What it was given for stands there still: without it nobody has anything to do about it. */
static bool is_wanted(const struct sent *s, const struct seat_seen *seat)
{
    const struct status_paper *p = seat_open_paper(seat);
    if (seat->aside != SEAT_MISSED || seat->last.state == STATUS_LEFT)
        return false;
    return s->paper == ORDER_NO_PAPER ||
           (p && p->paper == s->paper && p->state != STATUS_PAPER_ENDED);
}

/* The newest one that nobody took; on the page of a seat, of that seat. */
static const struct sent *late_order(const struct room *r)
{
    const struct seat_seen *here = r->place == ROOM_SEAT ? room_seat_at(r) : NULL;
    for (size_t i = r->sent.count; i > 0; i--) {
        const struct sent *s = &r->sent.item[i - 1];
        const struct seat_seen *seat = seats_find(&r->seats, s->seat);
        if (seat && (!here || seat == here) && sent_is_late(s, seat, r->now) && is_wanted(s, seat))
            return s;
    }
    return NULL;
}

/* A seat whose news are late while a paper runs there; NULL for none. */
static const struct seat_seen *late_seat(const struct room *r)
{
    for (size_t i = 0; r->place == ROOM_WALL && i < r->seats.count; i++) {
        const struct seat_seen *seat = &r->seats.seat[i];
        if (seat->last.state == STATUS_RUNNING && seat_is_late(seat, r->now))
            return seat;
    }
    return NULL;
}

static void say_late(const struct room *r, const struct seat_seen *seat, char out[ERR_TEXT_MAX])
{
    char news[160];
    seat_news_text(seat, r->now, news, sizeof news);
    snprintf(out, ERR_TEXT_MAX, _("News of %s: %s"), seat->name, news);
}

void page_message(const struct room *r, struct canvas *v, int row, int cells)
{
    char text[ERR_TEXT_MAX] = "";
    const struct sent *late = late_order(r);
    const struct seat_seen *slow = late_seat(r);
    unsigned refused = room_refused(r);
    bool is_bad = r->message.code != ERR_OK || !r->said[0];
    if (r->message.code != ERR_OK)
        snprintf(text, sizeof text, "%s", r->message.text);
    else if (r->said[0])
        snprintf(text, sizeof text, "%s", r->said);
    else if (late)
        snprintf(text, sizeof text,
                 _("%s has not taken order %u. Use the next unused voucher of the sheet."),
                 seats_find(&r->seats, late->seat)->name, late->number);
    else if (refused)
        snprintf(text, sizeof text,
                 P_("%u status file in the folder is not of this session.",
                    "%u status files in the folder are not of this session.", refused),
                 refused);
    else if (slow)
        say_late(r, slow, text);
    if (!text[0])
        return;
    char framed[ERR_TEXT_MAX + 2];
    snprintf(framed, sizeof framed, " %s ", text);
    canvas_text_cut(v, row, 2, cells, is_bad ? CANVAS_WARNING : CANVAS_SAVED, framed);
}
