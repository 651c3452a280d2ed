#include "app/room/ask.h"

#include "app/core/i18n.h"
#include "app/core/room_action.h"
#include "app/core/text.h"
#include "app/room/give.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is ordered for the whole room, by its number on the screen. */
static const enum room_action WHOLE[] = {ROOM_ACTION_EXTEND, ROOM_ACTION_RESUME, ROOM_ACTION_LOCK,
                                         ROOM_ACTION_LEAVE};
enum { WHOLES = sizeof WHOLE / sizeof WHOLE[0] };
static const char WHOLE_WORD[] = "CA PHONG";

static struct give what_of(const struct room_ask *a)
{
    return (struct give){a->action, a->minutes, a->reason};
}

static const struct seat_seen *seat_of(const struct room *r)
{
    return r->ask.is_whole ? NULL : seats_find(&r->seats, r->ask.seat);
}

bool ask_is_on(const struct room *r)
{
    return r->place == ROOM_ASK;
}

/* ---- where it goes on ---- */

static void go_to(struct room *r, enum room_step step)
{
    r->ask.step = step;
    r->ask.said = (struct err){0};
    crypt_wipe(r->ask.field.text, sizeof r->ask.field.text);
    r->ask.field.is_secret = step == ROOM_ASK_PASSPHRASE;
}

/* The passphrase and who orders are asked once, and again when the key has locked. */
static void go_past_power(struct room *r)
{
    if (!authority_is_open(&r->power))
        go_to(r, ROOM_ASK_PASSPHRASE);
    else if (!r->power.by[0])
        go_to(r, ROOM_ASK_BY);
    else
        go_to(r, r->ask.after);
}

static void begin(struct room *r, const struct room_ask *ask, enum room_step after)
{
    r->ask = *ask;
    r->ask.after = after;
    r->back = r->place;
    r->place = ROOM_ASK;
    r->message = (struct err){0};
    if (after == ROOM_ASK_COUNT)
        go_to(r, after);
    else
        go_past_power(r);
}

static void leave(struct room *r)
{
    crypt_wipe(&r->ask, sizeof r->ask);
    r->place = r->back;
}

void ask_cancel(struct room *r)
{
    bool is_order = r->ask.action != 0 || r->ask.is_whole;
    leave(r);
    if (is_order)
        room_say(r, _("Nothing was sent."));
}

static void end_with(struct room *r, const char *text)
{
    leave(r);
    room_say(r, text);
}

/* ---- what is begun ---- */

static enum room_step first_step(enum room_action action)
{
    return action == ROOM_ACTION_EXTEND ? ROOM_ASK_MINUTES : ROOM_ASK_REASON;
}

void ask_action(struct room *r, enum room_action action)
{
    const struct seat_seen *seat = room_seat_at(r);
    struct room_ask ask = {.action = (uint16_t)action, .paper = ORDER_NO_PAPER};
    const struct give what = what_of(&ask);
    if (!seat) {
        err_set(&r->message, ERR_POLICY, _("Choose a seat first."));
        return;
    }
    if (give_check(r, seat, &what, &r->message) != ERR_OK)
        return;
    const struct status_paper *p = seat_open_paper(seat);
    memcpy(ask.seat, seat->hash, sizeof ask.seat);
    ask.instance = seat->last.instance;
    ask.paper = p ? p->paper : ORDER_NO_PAPER;
    begin(r, &ask, first_step(action));
}

void ask_whole_room(struct room *r)
{
    begin(r, &(struct room_ask){.is_whole = true, .paper = ORDER_NO_PAPER}, ROOM_ASK_ACTION);
}

void ask_note(struct room *r)
{
    begin(r, &(struct room_ask){.paper = ORDER_NO_PAPER}, ROOM_ASK_NOTE);
}

void ask_power(struct room *r)
{
    begin(r, &(struct room_ask){.paper = ORDER_NO_PAPER}, ROOM_ASK_BY);
}

void ask_count(struct room *r)
{
    begin(r, &(struct room_ask){.paper = ORDER_NO_PAPER}, ROOM_ASK_COUNT);
}

/* ---- what is answered ---- */

static void read_passphrase(struct room *r, const char *typed)
{
    if (room_unlock_orders(r, typed, &r->ask.said) == ERR_OK)
        go_past_power(r);
}

static void read_by(struct room *r, const char *typed)
{
    snprintf(r->power.by, sizeof r->power.by, "%s", typed);
    if (r->ask.after == ROOM_ASK_BY)
        end_with(r, _("The order key is open. It locks after five minutes without a key."));
    else
        go_to(r, r->ask.after);
}

static void say_number(struct room *r)
{
    err_set(&r->ask.said, ERR_USAGE, _("Type one of the numbers that stand here."));
}

static size_t number_of(const char *typed)
{
    return typed[0] >= '1' && typed[0] <= '9' && !typed[1] ? (size_t)(typed[0] - '0') : 0;
}

static void read_action(struct room *r, const char *typed)
{
    size_t n = number_of(typed);
    if (n == 0 || n > WHOLES) {
        say_number(r);
        return;
    }
    r->ask.action = (uint16_t)WHOLE[n - 1];
    const struct give what = what_of(&r->ask);
    if (give_count(r, &what) == 0) {
        r->ask.action = 0;
        err_set(&r->ask.said, ERR_POLICY, _("there is no seat now for which this makes sense"));
        return;
    }
    go_to(r, first_step(WHOLE[n - 1]));
}

static void read_minutes(struct room *r, const char *typed)
{
    unsigned minutes = (unsigned)strtoul(typed, NULL, 10);
    struct give what = what_of(&r->ask);
    const struct seat_seen *seat = seat_of(r);
    if (!minutes || !room_action_takes_minutes(r->ask.action, minutes)) {
        err_set(&r->ask.said, ERR_USAGE, _("5, 10 or 15 minutes"));
        return;
    }
    what.minutes = (uint16_t)minutes;
    if (seat && give_check(r, seat, &what, &r->ask.said) != ERR_OK)
        return;
    r->ask.minutes = (uint16_t)minutes;
    go_to(r, ROOM_ASK_REASON);
}

static void read_reason(struct room *r, const char *typed)
{
    size_t n = number_of(typed);
    const struct room_action_row *row = room_action_row(r->ask.action);
    if (n == 0 || !room_reason_word((unsigned)n)) {
        say_number(r);
        return;
    }
    r->ask.reason = (uint16_t)n;
    go_to(r, r->ask.is_whole || row->wants_name ? ROOM_ASK_WORD : ROOM_ASK_SEND);
}

/* The word that stands for the whole room, the candidate or the seat. */
static const char *wanted_word(const struct room *r)
{
    const struct seat_seen *seat = seat_of(r);
    const struct session_candidate *who = seat ? room_candidate(r, seat) : NULL;
    if (r->ask.is_whole)
        return WHOLE_WORD;
    if (room_action_row(r->ask.action)->of_paper)
        return who ? who->sbd : "";
    return seat ? seat->name : "";
}

static bool is_same_word(const char *typed, const char *wanted)
{
    char one[SESSION_SBD_KEY], other[SESSION_SBD_KEY];
    return wanted[0] && session_sbd_key(typed, one) && session_sbd_key(wanted, other) &&
           strcmp(one, other) == 0;
}

static void read_word(struct room *r, const char *typed)
{
    if (is_same_word(typed, wanted_word(r)))
        go_to(r, ROOM_ASK_SEND);
    else
        err_set(&r->ask.said, ERR_USAGE, _("That is not what stands above. Nothing was sent."));
}

/* What it was chosen for: the same start of the program, the same paper. */
static bool is_still_there(const struct room *r)
{
    const struct seat_seen *seat = seat_of(r);
    if (r->ask.is_whole)
        return true;
    if (!seat)
        return false;
    const struct status_paper *p = seat_open_paper(seat);
    bool of_paper = room_action_row(r->ask.action)->of_paper;
    return of_paper ? p && p->paper == r->ask.paper : seat->last.instance == r->ask.instance;
}

static void send(struct room *r)
{
    const struct give what = what_of(&r->ask);
    char text[ASK_TEXT];
    size_t before = r->sent.count;
    if (!is_still_there(r)) {
        leave(r);
        err_set(&r->message, ERR_POLICY,
                _("What this was chosen for is gone from the seat. Nothing was sent."));
        return;
    }
    if (give_order(r, seat_of(r), &what, &r->ask.said) != ERR_OK)
        return;
    unsigned n = (unsigned)(r->sent.count - before);
    snprintf(text, sizeof text,
             P_("%u order is on its way. The seats look every 5 seconds.",
                "%u orders are on their way. The seats look every 5 seconds.", n),
             n);
    end_with(r, text);
}

static void read_note(struct room *r, const char *typed)
{
    if (give_note(r, typed, &r->ask.said) == ERR_OK)
        end_with(r, _("Written into the room log."));
}

static void read_count(struct room *r, const char *typed)
{
    unsigned n = (unsigned)strtoul(typed, NULL, 10);
    if (n == 0 || n > SEATS_MAX) {
        say_number(r);
        return;
    }
    r->rehearsal.expected = n;
    leave(r);
}

void ask_answer(struct room *r, const char *typed)
{
    static void (*const READ[])(struct room *,
                                const char *) = {[ROOM_ASK_PASSPHRASE] = read_passphrase,
                                                 [ROOM_ASK_BY] = read_by,
                                                 [ROOM_ASK_ACTION] = read_action,
                                                 [ROOM_ASK_MINUTES] = read_minutes,
                                                 [ROOM_ASK_REASON] = read_reason,
                                                 [ROOM_ASK_WORD] = read_word,
                                                 [ROOM_ASK_NOTE] = read_note,
                                                 [ROOM_ASK_COUNT] = read_count};
    char copy[TUI_FIELD_TEXT];
    snprintf(copy, sizeof copy, "%s", typed);
    crypt_wipe(r->ask.field.text, sizeof r->ask.field.text);
    r->ask.said = (struct err){0};
    if (r->ask.step == ROOM_ASK_SEND)
        send(r);
    else if (copy[0])
        READ[r->ask.step](r, copy);
    crypt_wipe(copy, sizeof copy);
}

/* ---- what is asked ---- */

/* "1 power cut · 2 seat broken …" */
static void list_reasons(char *out, size_t room)
{
    size_t n = (size_t)snprintf(out, room, "%s", _("Why? Type the number."));
    for (const struct room_reason_row *row = ROOM_REASON_TABLE; row->word && n < room; row++)
        n += (size_t)snprintf(out + n, room - n, "\n%d  %s", (int)row->reason, _(row->word));
}

static void list_actions(const struct room *r, char *out, size_t room)
{
    size_t n = (size_t)snprintf(out, room, "%s", _("What for the whole room? Type the number."));
    for (size_t i = 0; i < WHOLES && n < room; i++) {
        const struct give what = {.action = (uint16_t)WHOLE[i]};
        unsigned count = give_count(r, &what);
        n += (size_t)snprintf(out + n, room - n,
                              P_("\n%zu  %s: %u seat", "\n%zu  %s: %u seats", count), i + 1,
                              _(room_action_row(WHOLE[i])->word), count);
    }
}

static void word_question(const struct room *r, char *out, size_t room)
{
    const struct seat_seen *seat = seat_of(r);
    const struct session_candidate *who = seat ? room_candidate(r, seat) : NULL;
    const struct give what = what_of(&r->ask);
    unsigned count = r->ask.is_whole ? give_count(r, &what) : 0;
    if (r->ask.is_whole)
        snprintf(
            out, room,
            P_("It goes to %u seat. Type CA PHONG.", "It goes to %u seats. Type CA PHONG.", count),
            count);
    else if (room_action_row(r->ask.action)->of_paper)
        snprintf(out, room,
                 _("This ends the paper of %s, and nothing takes it back. Type the SBD."),
                 who ? who->name : "?");
    else
        snprintf(out, room, _("Type the name of the seat %s."), seat ? seat->name : "?");
}

void ask_question(const struct room *r, char out[ASK_TEXT])
{
    switch (r->ask.step) {
    case ROOM_ASK_PASSPHRASE:
        snprintf(out, ASK_TEXT, "%s",
                 _("The order passphrase, from the invigilator's envelope. Without it this console "
                   "only watches."));
        break;
    case ROOM_ASK_BY: snprintf(out, ASK_TEXT, "%s", _("Who orders? Your name.")); break;
    case ROOM_ASK_ACTION: list_actions(r, out, ASK_TEXT); break;
    case ROOM_ASK_MINUTES:
        snprintf(out, ASK_TEXT, "%s", _("How many minutes? 5, 10 or 15."));
        break;
    case ROOM_ASK_REASON: list_reasons(out, ASK_TEXT); break;
    case ROOM_ASK_WORD: word_question(r, out, ASK_TEXT); break;
    case ROOM_ASK_NOTE:
        snprintf(out, ASK_TEXT, "%s", _("What is to stand in the room log?"));
        break;
    case ROOM_ASK_COUNT: snprintf(out, ASK_TEXT, "%s", _("How many seats are expected?")); break;
    default:
        snprintf(out, ASK_TEXT, "%s",
                 r->is_settled ? _("Enter sends it. What was sent cannot be called back. Esc: "
                                   "nothing is sent.")
                               : _("One moment: looking for earlier orders of this console. Then "
                                   "Enter sends it. Esc: nothing is sent."));
        break;
    }
}

const char *ask_label(const struct room *r)
{
    switch (r->ask.step) {
    case ROOM_ASK_PASSPHRASE: return _("Order passphrase");
    case ROOM_ASK_BY: return _("Name");
    case ROOM_ASK_MINUTES: return _("Minutes");
    case ROOM_ASK_WORD:
        return r->ask.is_whole                            ? "CA PHONG"
               : room_action_row(r->ask.action)->of_paper ? _("Candidate number (SBD)")
                                                          : _("Seat's name");
    case ROOM_ASK_NOTE: return _("Room log");
    case ROOM_ASK_SEND: return "";
    default: return _("Number");
    }
}

void ask_chosen(const struct room *r, char out[ASK_TEXT])
{
    const struct room_ask *a = &r->ask;
    const struct seat_seen *seat = seat_of(r);
    const struct session_candidate *who = seat ? room_candidate(r, seat) : NULL;
    char minutes[48] = "", paper[8];
    size_t n;
    out[0] = '\0';
    if (!a->action)
        return;
    if (a->minutes)
        snprintf(minutes, sizeof minutes, P_(" %u minute", " %u minutes", a->minutes), a->minutes);
    n = (size_t)snprintf(out, ASK_TEXT, "%s%s · %s", _(room_action_row(a->action)->word), minutes,
                         a->is_whole ? _("the whole room")
                         : seat      ? seat->name
                                     : "?");
    if (!a->is_whole && a->paper != ORDER_NO_PAPER && n < ASK_TEXT) {
        session_paper_name(a->paper, paper);
        n += (size_t)snprintf(out + n, ASK_TEXT - n, _(" · %s, SBD %s · paper %s"),
                              who ? who->name : "?", who ? who->sbd : "?", paper);
    }
    if (a->reason && n < ASK_TEXT)
        n += (size_t)snprintf(out + n, ASK_TEXT - n, " · %s", room_reason_word(a->reason));
    if (r->power.by[0] && n < ASK_TEXT)
        snprintf(out + n, ASK_TEXT - n, " · %s", r->power.by);
}
