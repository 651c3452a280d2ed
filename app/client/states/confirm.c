/* Is this you? From here an exam is begun, or goes on. */
#include "app/client/arrival.h"
#include "app/client/exchange.h"
#include "app/client/papers.h"
#include "app/client/states/states.h"
#include "app/core/i18n.h"

static void accept(struct client *c);

static void say_code_is_needed(struct client *c)
{
    bool is_elsewhere_ended = c->exam->seat.is_contested && !c->exchange.is_fork;
    flow_say(
        c, MESSAGE_WARNING,
        is_elsewhere_ended
            ? _("This paper was handed in at another seat. Please call the invigilator.")
        : exam_needs_start_code(c->exam)
            ? _("This paper belongs to another seat. Please call the invigilator (Ctrl-O: start "
                "here).")
            : _("This paper was interrupted. Please call the invigilator (Ctrl-O: resume)."));
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
    arrival_welcome(c, _("The time ran on."));
}

static void go_to_rules(struct client *c)
{
    flow_go(c, CLIENT_RULES);
    papers_warn_of_another(c);
    if (!c->exam->disk.is_local)
        flow_say(c, MESSAGE_WARNING,
                 _("Answers go to a network or removable disk here; the invigilator should know."));
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

static void press(struct client *c, const struct press *p)
{
    flow_dismiss(c);
    if (p->action == ACTION_BACK)
        papers_leave(c);
    else if (p->action == ACTION_ACCEPT)
        accept(c);
    else
        flow_say_unknown(c, p->key);
}

const struct state_ops STATE_CONFIRM = {.key = press};
