/* Is this you? From here an exam is begun, or goes on. */
#include "app/client/arrival.h"
#include "app/client/exchange.h"
#include "app/client/papers.h"
#include "app/client/states/states.h"
#include "app/core/i18n.h"

#include <stdio.h>

enum { MINUTE_MS = 60000 };

static void accept(struct client *c);

static const char *why_it_waits(const struct client *c)
{
    const struct exam *x = c->exam;
    if (x->seat.is_contested)
        return c->exchange.is_fork ? _("This paper was begun at two seats.")
                                   : _("This paper was handed in at another seat.");
    if (!exam_is_started(x))
        return _("This paper belongs to another seat.");
    return exam_needs_start_code(x) ? _("This paper was begun at another seat.")
                                    : _("This paper was interrupted.");
}

static void what_it_costs(const struct exam *x, char *out, size_t room)
{
    uint64_t ms;
    enum exam_clock clock = exam_clock(x, &ms);
    unsigned minutes = ms < MINUTE_MS ? 1 : (unsigned)(ms / MINUTE_MS);
    if (clock == EXAM_CLOCK_STANDS)
        snprintf(out, room, "%s", _("No time runs at this seat."));
    else if (clock == EXAM_CLOCK_FREE)
        snprintf(out, room,
                 P_("The time does not run while you wait, for %u minute at most.",
                    "The time does not run while you wait, for %u minutes at most.", minutes),
                 minutes);
    else
        snprintf(out, room, "%s", _("The time runs while you wait."));
}

/* To the candidate: what to do, and whether that costs time. What the invigilator does stands in
 * the box and on the sheet. */
static void say_code_is_needed(struct client *c)
{
    char text[384], time[128];
    what_it_costs(c->exam, time, sizeof time);
    snprintf(text, sizeof text, "%s %s %s", why_it_waits(c),
             _("Please raise your hand: the invigilator comes."), time);
    flow_say_made(c, MESSAGE_WARNING, text, say_code_is_needed);
}

/* After a look: what was found may have changed everything. */
static void resume(struct client *c)
{
    if (c->message.tone != MESSAGE_CALM)
        return;
    if (c->exam->seat.needs_code || !exam_is_started(c->exam)) {
        accept(c);
        return;
    }
    exam_resume(c->exam);
    papers_enter_questions(c);
    arrival_welcome(c, true);
}

static void go_to_rules(struct client *c)
{
    flow_go(c, CLIENT_RULES);
    papers_warn_of_another(c);
    if (!c->exam->disk.is_local)
        flow_say(
            c, MESSAGE_WARNING,
            N_("Answers go to a network or removable disk here; the invigilator should know."));
}

/* Whoever pressed Enter during the look need not do it again, unless something was said. */
static void accept_then(struct client *c)
{
    if (c->message.tone == MESSAGE_CALM)
        accept(c);
}

static void accept(struct client *c)
{
    if (exchange_is_looking(c))
        exchange_wait(c, accept_then);
    else if (exam_is_ended(c->exam))
        flow_go(c, CLIENT_CLOSING);
    else if (c->exam->seat.needs_code)
        say_code_is_needed(c);
    else if (exam_is_started(c->exam))
        exchange_look(c, resume, false);
    else
        go_to_rules(c);
}

/* One Enter more does not wipe out why it waits. */
static bool is_told_to_wait(const struct client *c)
{
    return c->exam->seat.needs_code && c->message.tone != MESSAGE_CALM;
}

static void press(struct client *c, const struct press *p)
{
    if (p->action == ACTION_ACCEPT && is_told_to_wait(c))
        return;
    flow_dismiss(c);
    if (p->action == ACTION_BACK)
        papers_leave(c);
    else if (p->action == ACTION_ACCEPT)
        accept(c);
    else
        flow_say_unknown(c, p->key);
}

const struct state_ops STATE_CONFIRM = {.key = press};
