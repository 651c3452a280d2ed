#include "app/client/intervention.h"

#include "app/client/arrival.h"
#include "app/client/flow.h"
#include "app/client/leaving.h"
#include "app/client/papers.h"
#include "app/client/unlock.h"
#include "app/core/i18n.h"

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

void intervention_on_seat(struct client *c, enum room_action action, bool is_ordered)
{
    switch (action) {
    case ROOM_ACTION_UNLOCK: open_log_in(c); break;
    case ROOM_ACTION_LOCK: unlock_lock(c); break;
    case ROOM_ACTION_LEAVE: leaving_begin(c, is_ordered); break;
    default: flow_say(c, MESSAGE_CALM, N_("Papers may begin at this seat.")); break;
    }
}
