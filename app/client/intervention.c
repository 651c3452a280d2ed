#include "app/client/intervention.h"

#include "app/client/arrival.h"
#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/client/papers.h"
#include "app/client/seat_manifest.h"
#include "app/client/unlock.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>

bool intervention_wants_look(enum room_action action)
{
    return action == ROOM_ACTION_START_HERE || action == ROOM_ACTION_RESUME ||
           action == ROOM_ACTION_RESUME_ALL;
}

bool intervention_is_blind(const struct client *c, enum room_action action)
{
    enum exchange_sight sight = c->exchange.look.sight;
    bool is_unseen = action == ROOM_ACTION_START_HERE && c->exam && !exam_is_started(c->exam) &&
                     (sight == EXCHANGE_SILENT || sight == EXCHANGE_CROWDED);
    return is_unseen || (c->exam && c->exam->seat.is_contested);
}

/* The invigilator's to read, whose box stands over the log-in then. */
static void go_to_box(struct client *c)
{
    papers_log_out(c);
    flow_go_over(c, CLIENT_INVIGILATOR);
}

static void say_not_left(struct client *c, const struct err *why)
{
    char text[sizeof c->message.text], words[DISK_WORDS];
    go_to_box(c);
    snprintf(text, sizeof text,
             _("This seat was not left: %s. Nothing of it is lost: leave it running and call the "
               "office. (%s)"),
             disk_trouble_why(why), text_clean(why->text, words, sizeof words));
    flow_say(c, MESSAGE_DANGER, text);
}

/* What stands here is written down. */
static void end(struct client *c, const struct err *why)
{
    if (why->code != ERR_OK) {
        say_not_left(c, why);
        return;
    }
    room_record_writer_note(c->unlocked.room, ROOM_LEFT, NULL);
    exchange_put_all(c);
    c->flow.quit = c->flow.is_left = true;
    unlock_lock(c);
}

/* The room is left: what has no end goes out, and the program ends. */
static void leave(struct client *c)
{
    papers_close(c);
    seat_manifest_begin(c, MANIFEST_LEFT, end);
    if (!seat_manifest_is_on(c))
        return;
    go_to_box(c);
    flow_say(c, MESSAGE_CALM,
             N_("One moment: this seat is left when its disk, which is slow to answer, has "
                "everything."));
}

static void open_log_in(struct client *c)
{
    c->login.is_locked = false;
    c->login.failures = 0;
    flow_say(c, MESSAGE_CALM, N_("Log-in is open again."));
}

/* Begun elsewhere it goes on, with a word on how much came along; not begun it waits for the
 * rules. */
static void go_to_paper(struct client *c)
{
    char text[ARRIVAL_TEXT];
    if (exam_is_started(c->exam)) {
        papers_enter_questions(c);
        arrival_welcome(c, false);
        return;
    }
    flow_go(c, CLIENT_RULES);
    if (arrival_text(c, text))
        arrival_welcome(c, false);
}

void intervention_show(struct client *c, const struct invigilator_offer *what)
{
    char text[96];
    switch (what->action) {
    case ROOM_ACTION_EXTEND:
        snprintf(text, sizeof text, _("%u minutes were added."), what->minutes);
        flow_say(c, MESSAGE_CALM, text);
        c->papers.ending.minutes_told = 0;
        break;
    case ROOM_ACTION_RESUME:
    case ROOM_ACTION_RESUME_ALL:
        papers_enter_questions(c);
        arrival_welcome(c, false);
        break;
    case ROOM_ACTION_END: c->papers.ending.by_invigilator = true; break;
    default: go_to_paper(c); break;
    }
}

void intervention_on_seat(struct client *c, enum room_action action)
{
    switch (action) {
    case ROOM_ACTION_UNLOCK: open_log_in(c); break;
    case ROOM_ACTION_LOCK: unlock_lock(c); break;
    case ROOM_ACTION_LEAVE: leave(c); break;
    default: flow_say(c, MESSAGE_CALM, N_("Papers may begin at this seat.")); break;
    }
}
