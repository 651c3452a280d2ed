#include "app/client/invigilator_box.h"

#include "app/client/delivery.h"
#include "app/client/leaving.h"
#include "app/client/stick_copy.h"
#include "app/client/vouchers.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <time.h>

void invigilator_box_reset(struct client *c)
{
    struct invigilator *box = &c->invigilator;
    leaving_drop(c);
    crypt_secret_free(box->W);
    box->W = NULL;
    box->n = box->reason = 0;
    box->chosen = (struct invigilator_offer){0};
    box->step = INVIGILATOR_VOUCHER;
    box->is_anew = false;
}

static bool is_possible(const struct client *c, enum room_action action, unsigned minutes)
{
    struct exam_intervention ignored;
    switch (action) {
    case ROOM_ACTION_UNLOCK: return c->login.is_locked;
    case ROOM_ACTION_LOCK:
    case ROOM_ACTION_LEAVE: return !c->exam || !disk_trouble_is_in_memory_alone(c->exam);
    case ROOM_ACTION_START_ALL: return !c->exam && !vouchers_start_all(c, &ignored);
    default: return c->exam && exam_allows(c->exam, action, minutes);
    }
}

size_t invigilator_box_offers(const struct client *c,
                              struct invigilator_offer out[INVIGILATOR_OFFERS_MAX])
{
    size_t n = 0;
    for (const struct room_action_row *r = ROOM_ACTION_TABLE; r->word; r++)
        for (unsigned minutes = 0; minutes <= ROOM_ACTION_MINUTES_MAX; minutes++)
            if (room_action_takes_minutes(r->action, minutes) && n < INVIGILATOR_OFFERS_MAX &&
                is_possible(c, r->action, minutes))
                out[n++] = (struct invigilator_offer){r->action, (uint16_t)minutes};
    return n;
}

bool invigilator_box_is_offered(const struct client *c, const struct invigilator_offer *what)
{
    return is_possible(c, what->action, what->minutes);
}

void invigilator_box_offer_text(const struct invigilator_offer *offer, char out[INVIGILATOR_TEXT])
{
    const char *word = _(room_action_row(offer->action)->word);
    if (offer->minutes)
        snprintf(out, INVIGILATOR_TEXT, _("%s: %u minutes"), word, offer->minutes);
    else
        snprintf(out, INVIGILATOR_TEXT, "%s", word);
}

static const char *state_word(const struct client *c)
{
    const struct exam *x = c->exam;
    if (exam_is_ended(x))
        return _("ended");
    if (x->seat.is_contested)
        return c->exchange.is_fork ? _("another journal of it lies in the exchange folder")
                                   : _("handed in at another seat");
    if (!x->seat.needs_code)
        return exam_is_started(x) ? _("running") : _("not begun");
    return exam_needs_start_code(x) ? _("waits: start here") : _("waits: resume");
}

/* Whether time is being used while the invigilator reads this. */
static void clock_text(const struct exam *x, char *out, size_t room)
{
    uint64_t ms;
    enum exam_clock clock = exam_clock(x, &ms);
    unsigned minutes = (unsigned)(ms / 60000);
    out[0] = '\0';
    switch (clock) {
    case EXAM_CLOCK_RUNS: snprintf(out, room, "%s", _("the time runs")); break;
    case EXAM_CLOCK_FREE:
        snprintf(out, room,
                 P_("the time stands still for %u more minute, then the wait counts",
                    "the time stands still for %u more minutes, then the wait counts", minutes),
                 minutes);
        break;
    case EXAM_CLOCK_CHARGED:
        snprintf(
            out, room,
            P_("the wait counts: %u minute by now", "the wait counts: %u minutes by now", minutes),
            minutes);
        break;
    default: snprintf(out, room, "%s", _("the time stands still")); break;
    }
}

static void moment_text(int64_t wall_ms, char *out, size_t room)
{
    struct tm tm;
    time_t at = (time_t)(wall_ms / 1000);
    if (!localtime_r(&at, &tm) || !strftime(out, room, "%d/%m/%Y %H:%M:%S", &tm))
        snprintf(out, room, "?");
}

void invigilator_box_about(const struct client *c, char who[INVIGILATOR_TEXT],
                           char state[INVIGILATOR_TEXT])
{
    const struct exam *x = c->exam;
    char number[8], moment[32], clock[96];
    state[0] = '\0';
    if (!x) {
        snprintf(who, INVIGILATOR_TEXT, _("Seat %s: no paper is open"), c->setup.seat);
        if (c->login.is_locked)
            snprintf(state, INVIGILATOR_TEXT,
                     _("The log-in is blocked after %d wrong attempts: a voucher for \"%s\"."),
                     LOGIN_FAILURES_MAX, _(room_action_row(ROOM_ACTION_UNLOCK)->word));
        return;
    }
    session_paper_name(x->ticket->paper, number);
    snprintf(who, INVIGILATOR_TEXT, _("Seat %s · %s · SBD %s · paper %s"), c->setup.seat,
             x->candidate->name, x->candidate->sbd, number);
    uint64_t used = exam_used_ms(x);
    moment_text(x->journal.last_wall_ms, moment, sizeof moment);
    clock_text(x, clock, sizeof clock);
    if (exam_is_ended(x))
        snprintf(state, INVIGILATOR_TEXT, _("%s · %u min %02u s used · last sign %s"),
                 state_word(c), (unsigned)(used / 60000), (unsigned)(used / 1000 % 60), moment);
    else if (exam_is_started(x))
        snprintf(state, INVIGILATOR_TEXT, _("%s · %u min %02u s used, %s · last sign %s"),
                 state_word(c), (unsigned)(used / 60000), (unsigned)(used / 1000 % 60), clock,
                 moment);
    else
        snprintf(state, INVIGILATOR_TEXT, "%s", state_word(c));
}

/* What stands before it cannot be taken back: of a paper its candidate number, else the seat. */
static bool is_of_paper(const struct client *c)
{
    return room_action_row(c->invigilator.chosen.action)->of_paper;
}

static const char *anew_question(const struct client *c)
{
    if (!c->exam || !c->exam->seat.is_contested)
        return _("It was not looked at whether this paper was begun elsewhere. 1: look again. 2: "
                 "begin anew; then the candidate number is asked for.");
    if (c->exchange.is_fork)
        return _(
            "Another journal of this paper lies in the exchange folder. 1: look again. 2: go on "
            "here all the same, the council will decide; then the candidate number is asked "
            "for.");
    return _("This paper was handed in at another seat. 1: look again. 2: go on here all the same, "
             "the council will decide; then the candidate number is asked for.");
}

static void leave_question(const struct client *c, char out[INVIGILATOR_TEXT])
{
    char places[LEAVING_TEXT];
    leaving_places_text(c, places);
    if (places[0])
        snprintf(out, INVIGILATOR_TEXT,
                 _("Copy and leave the seat %s? All of it is copied first and read back, to: %s. "
                   "Type the seat's name once more."),
                 c->setup.seat, places);
    else
        snprintf(out, INVIGILATOR_TEXT,
                 _("Copy and leave the seat %s? There is neither a stick nor an exchange folder to "
                   "copy to: plug a stick in. Type the seat's name once more."),
                 c->setup.seat);
}

static void leaving_question(const struct client *c, char out[INVIGILATOR_TEXT])
{
    switch (c->flow.leaving.step) {
    case LEAVING_COPIED:
        snprintf(out, INVIGILATOR_TEXT, "%s",
                 _("Enter: this seat is left. Esc: it is not, and stays open."));
        break;
    case LEAVING_UNCOPIED:
        snprintf(
            out, INVIGILATOR_TEXT,
            c->flow.leaving.places
                ? _("1, Enter: copies once more, to another stick too. To leave without a "
                    "copy type %s.")
                : _("There is neither a stick nor an exchange folder. Plug a stick in, then 1, "
                    "Enter. To leave without a copy type %s."),
            LEAVING_WORD);
        break;
    default:
        snprintf(out, INVIGILATOR_TEXT, "%s", _("This seat is left once all of it is copied."));
        break;
    }
}

/* Nobody acts on another paper, or seat, than is meant. */
static void name_question(const struct client *c, char out[INVIGILATOR_TEXT])
{
    const struct exam *x = c->exam;
    char number[8] = "";
    if (x)
        session_paper_name(x->ticket->paper, number);
    switch (c->invigilator.chosen.action) {
    case ROOM_ACTION_LOCK:
        snprintf(out, INVIGILATOR_TEXT, _("Lock the seat %s? Type its name once more."),
                 c->setup.seat);
        break;
    case ROOM_ACTION_LEAVE: leave_question(c, out); break;
    case ROOM_ACTION_END:
        snprintf(out, INVIGILATOR_TEXT, _("End %s %s, paper %s? Type the SBD once more."),
                 x ? x->candidate->sbd : "", x ? x->candidate->name : "", number);
        break;
    default:
        snprintf(out, INVIGILATOR_TEXT,
                 x && x->seat.is_contested
                     ? _("Go on here with %s %s, paper %s, though it stands elsewhere too? Type "
                         "the SBD once more.")
                     : _("Begin %s %s, paper %s, anew? Type the SBD once more."),
                 x ? x->candidate->sbd : "", x ? x->candidate->name : "", number);
        break;
    }
}

static const char *question(const struct client *c)
{
    switch (c->invigilator.step) {
    case INVIGILATOR_ACTION: return _("What is it for? Type the number.");
    case INVIGILATOR_REASON: return _("Why? Type the number.");
    case INVIGILATOR_SHOWN: return _("Used at another seat? Enter: use it here too. Esc: not.");
    case INVIGILATOR_ANEW: return anew_question(c);
    default:
        return _("Type the next unused voucher of the sheet; for the whole room, the same one.");
    }
}

void invigilator_box_question(const struct client *c, char out[INVIGILATOR_TEXT])
{
    if (leaving_is_on(c))
        leaving_question(c, out);
    else if (c->invigilator.step == INVIGILATOR_NAME)
        name_question(c, out);
    else
        snprintf(out, INVIGILATOR_TEXT, "%s", question(c));
}

const char *invigilator_box_label(const struct client *c)
{
    if (leaving_is_on(c))
        return c->flow.leaving.step == LEAVING_UNCOPIED ? _("1, or the word")
               : leaving_is_busy(c)                     ? ""
                                                        : _("Enter");
    switch (c->invigilator.step) {
    case INVIGILATOR_ACTION:
    case INVIGILATOR_ANEW: return _("Number");
    case INVIGILATOR_REASON: return _("Reason");
    case INVIGILATOR_NAME: return is_of_paper(c) ? _("Candidate number (SBD)") : _("Seat's name");
    default: return _("Voucher");
    }
}

void invigilator_box_chosen(const struct client *c, char out[INVIGILATOR_TEXT])
{
    const struct invigilator *box = &c->invigilator;
    char what[INVIGILATOR_TEXT] = "";
    out[0] = '\0';
    if (box->step == INVIGILATOR_VOUCHER)
        return;
    if (box->step > INVIGILATOR_ACTION)
        invigilator_box_offer_text(&box->chosen, what);
    snprintf(out, INVIGILATOR_TEXT, _("Voucher %u%s%s%s%s"), box->n, what[0] ? " · " : "", what,
             box->reason ? " · " : "", box->reason ? room_reason_word(box->reason) : "");
}

void invigilator_box_stick_text(const struct client *c, size_t i, char out[INVIGILATOR_TEXT])
{
    char name[LEAVING_NAME];
    stick_copy_name(c->invigilator.plugged.stick[i], name);
    snprintf(out, INVIGILATOR_TEXT,
             stick_copy_is_of_paper(c) ? _("%zu, Enter: copies this paper out of memory to %s")
                                       : _("%zu, Enter: copies all papers of this session to %s"),
             i + 1, name);
}

bool invigilator_box_memory_text(const struct client *c, char out[INVIGILATOR_TEXT])
{
    out[0] = '\0';
    if (!stick_copy_is_of_paper(c))
        return false;
    snprintf(
        out, INVIGILATOR_TEXT,
        c->invigilator.plugged.sticks
            ? _("! This paper is in memory alone: %s. Copy it to a stick before anything else.")
            : _("! This paper is in memory alone: %s. Plug in a stick; its number will stand "
                "here."),
        disk_trouble_clause(exam_is_ended(c->exam) ? delivery_trouble(c)
                                                   : disk_trouble_of(c->exam)));
    return true;
}
