#include "app/room/keys.h"

#include "app/room/ask.h"
#include "app/room/give.h"
#include "app/core/room_action.h"
#include "app/core/i18n.h"
#include "app/tui/lang.h"

#include <stdio.h>

enum { PAGE = 10 };

/* ---- moving ---- */

static void move(struct room *r, long by)
{
    size_t count = r->is_on_problems ? r->problems.count : r->seats.count, row = room_row(r);
    if (row >= count)
        room_put_cursor(r, 0);
    else if (by < 0)
        room_put_cursor(r, row >= (size_t)-by ? row - (size_t)-by : 0);
    else
        room_put_cursor(r, row + (size_t)by);
}

/* To the other part, on the same seat where it has it. */
static void change_part(struct room *r)
{
    r->is_on_problems = !r->is_on_problems;
    size_t row = room_row(r);
    if (r->is_on_problems ? row >= r->problems.count : row >= r->seats.count)
        row = 0;
    room_put_cursor(r, row);
}

/* ---- pages ---- */

static void leave_page(struct room *r)
{
    r->place = r->place == ROOM_HELP ? r->help_back : ROOM_WALL;
}

static void open_seat(struct room *r)
{
    if (room_seat_at(r))
        r->place = ROOM_SEAT;
}

static void open_help(struct room *r)
{
    r->help_back = r->place;
    r->help_first = 0;
    r->place = ROOM_HELP;
}

/* The last page is found when it is drawn. */
static void scroll_help(struct room *r, long by)
{
    size_t back = by < 0 ? (size_t)-by : 0;
    if (by > 0)
        r->help_first += (size_t)by;
    else
        r->help_first -= back < r->help_first ? back : r->help_first;
}

/* Before the first paper begins; afterwards nobody has time for it. */
static void open_rehearsal(struct room *r)
{
    if (rehearsal_is_over(&r->seats)) {
        err_set(&r->message, ERR_POLICY, _("A paper has begun: the rehearsal is over."));
        return;
    }
    r->place = ROOM_REHEARSAL;
    r->is_on_problems = false;
    if (room_row(r) >= r->seats.count)
        room_put_cursor(r, 0);
}

static void choose_plug(struct room *r)
{
    const struct seat_seen *seat = room_seat_at(r);
    if (seat && seat->has_status)
        rehearsal_choose(&r->rehearsal, seat);
    else
        err_set(&r->message, ERR_POLICY, _("Choose a seat that is open."));
}

static void write_rehearsal(struct room *r)
{
    if (!authority_is_open(&r->power))
        ask_power(r);
    else if (give_rehearsal(r, &r->message) == ERR_OK)
        room_say(r, _("The sheet stands in the exchange folder, to be printed and signed."));
}

bool keys_can_set_aside(const struct room *r)
{
    const struct seat_seen *seat = room_seat_at(r);
    for (size_t i = 0; seat && i < r->problems.count; i++) {
        const struct problem *p = &r->problems.item[i];
        bool is_meant = !r->is_on_problems || r->place == ROOM_SEAT || p->kind == r->kind;
        if (p->seat == seat && is_meant && problem_can_be_set_aside(p->kind))
            return true;
    }
    return false;
}

static void set_aside(struct room *r)
{
    const struct seat_seen *seat = room_seat_at(r);
    char text[ROOM_SAID];
    if (!keys_can_set_aside(r)) {
        err_set(&r->message, ERR_POLICY,
                _("That is for a seat that is off, and for a doubled name."));
        return;
    }
    seats_set_aside(&r->seats, seat->hash);
    snprintf(text, sizeof text, _("%s: out of the list until it sends again."), seat->name);
    room_say(r, text);
}

static void turn_language(struct room *r)
{
    r->is_english = !r->is_english;
    lang_use(!r->is_english);
}

/* ---- actions ---- */

static bool move_help(struct room *r, enum room_action_key action)
{
    switch (action) {
    case ROOM_KEY_UP: scroll_help(r, -1); return true;
    case ROOM_KEY_DOWN: scroll_help(r, 1); return true;
    case ROOM_KEY_PAGE_UP: scroll_help(r, -PAGE); return true;
    case ROOM_KEY_PAGE_DOWN: scroll_help(r, PAGE); return true;
    default: return false;
    }
}

static bool move_by(struct room *r, enum room_action_key action)
{
    long column = r->column ? (long)r->column : 1;
    if (r->place == ROOM_HELP)
        return move_help(r, action);
    switch (action) {
    case ROOM_KEY_UP: move(r, -1); return true;
    case ROOM_KEY_DOWN: move(r, 1); return true;
    case ROOM_KEY_LEFT: move(r, r->is_on_problems ? -1 : -column); return true;
    case ROOM_KEY_RIGHT: move(r, r->is_on_problems ? 1 : column); return true;
    case ROOM_KEY_PAGE_UP: move(r, -PAGE); return true;
    case ROOM_KEY_PAGE_DOWN: move(r, PAGE); return true;
    case ROOM_KEY_OTHER: change_part(r); return true;
    default: return false;
    }
}

static bool order(struct room *r, enum room_action_key action)
{
    switch (action) {
    case ROOM_KEY_EXTEND: ask_action(r, ROOM_ACTION_EXTEND); return true;
    case ROOM_KEY_RESUME: ask_action(r, ROOM_ACTION_RESUME); return true;
    case ROOM_KEY_START: ask_action(r, ROOM_ACTION_START_HERE); return true;
    case ROOM_KEY_OPEN_LOGIN: ask_action(r, ROOM_ACTION_UNLOCK); return true;
    case ROOM_KEY_LOCK: ask_action(r, ROOM_ACTION_LOCK); return true;
    case ROOM_KEY_COPY: ask_action(r, ROOM_ACTION_LEAVE); return true;
    case ROOM_KEY_END: ask_action(r, ROOM_ACTION_END); return true;
    case ROOM_KEY_WHOLE: ask_whole_room(r); return true;
    case ROOM_KEY_NOTE: ask_note(r); return true;
    case ROOM_KEY_POWER: ask_power(r); return true;
    default: return false;
    }
}

bool keys_do(struct room *r, enum room_action_key action)
{
    if (move_by(r, action) || order(r, action))
        return true;
    switch (action) {
    case ROOM_KEY_OPEN: open_seat(r); break;
    case ROOM_KEY_BACK: leave_page(r); break;
    case ROOM_KEY_HELP:
    case ROOM_KEY_HELP_TEXT: open_help(r); break;
    case ROOM_KEY_ASIDE: set_aside(r); break;
    case ROOM_KEY_REHEARSAL: open_rehearsal(r); break;
    case ROOM_KEY_PLUG: choose_plug(r); break;
    case ROOM_KEY_EXPECTED: ask_count(r); break;
    case ROOM_KEY_SHEET: write_rehearsal(r); break;
    case ROOM_KEY_LANGUAGE:
    case ROOM_KEY_LANGUAGE_TEXT: turn_language(r); break;
    case ROOM_KEY_LEAVE: r->quit = true; break;
    default: return false;
    }
    return true;
}

static void press_in_field(struct room *r, const struct keypress *key)
{
    if (key->kind == KEYPRESS_ESC)
        ask_cancel(r);
    else if (key->kind == KEYPRESS_ENTER)
        ask_answer(r, r->ask.field.text);
    else if (r->ask.step != ROOM_ASK_SEND)
        (void)tui_field_key(&r->ask.field, key);
}

void keys_press(struct room *r, const struct keypress *key)
{
    unsigned arg;
    bool takes_text = r->place == ROOM_LOCKED || ask_is_on(r);
    r->key_ms = clock_boot_ms(&r->setup.clock);
    r->message = (struct err){0};
    r->said[0] = '\0';
    enum room_action_key action =
        (enum room_action_key)tui_action_of_key(&ROOM_ACTIONS, key, r->place, takes_text, &arg);
    if (action == ROOM_KEY_UNLOCK)
        room_type_passphrase(r);
    else if (r->place == ROOM_LOCKED && tui_field_key(&r->field, key))
        return;
    else if (action && !ask_is_on(r))
        (void)keys_do(r, action);
    else if (action == ROOM_KEY_LANGUAGE_TEXT || action == ROOM_KEY_HELP_TEXT ||
             action == ROOM_KEY_LEAVE)
        (void)keys_do(r, action);
    else if (ask_is_on(r))
        press_in_field(r, key);
}
