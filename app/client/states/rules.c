/* The rules, before the time starts. */
#include "app/client/exchange.h"
#include "app/client/first_start.h"
#include "app/client/papers.h"
#include "app/client/practice.h"
#include "app/client/states/states.h"
#include "app/core/i18n.h"

/* After a look, which may have found it elsewhere. */
static void start(struct client *c)
{
    bool is_elsewhere = exam_is_started(c->exam) || c->exam->seat.needs_code;
    if (is_elsewhere) {
        flow_say(c, MESSAGE_WARNING,
                 N_("This paper was begun at another seat meanwhile. Please raise your hand: the "
                    "invigilator comes. No time runs at this seat."));
        return;
    }
    if (!first_start_may(c))
        return;
    exam_start(c->exam);
    c->reading.question = 0;
    papers_enter_questions(c);
    c->flow.begun_ms = flow_now(c);
}

static void press(struct client *c, const struct press *p)
{
    bool is_another = papers_is_another_begun(c), is_asked = c->papers.is_begin_asked;
    c->papers.is_begin_asked = false;
    if (p->action == ACTION_BACK && is_another) {
        papers_leave(c);
    } else if (p->action == ACTION_BACK) {
        flow_go(c, CLIENT_CONFIRM);
    } else if (p->action == ACTION_PRACTICE) {
        practice_begin(c);
    } else if (p->key->kind ==
               KEYPRESS_ENTER) { /* a second one from the screen before never starts the time */
        flow_say(c, MESSAGE_CALM,
                 N_("Not begun yet. Press the letter B to begin; then the time runs."));
    } else if (p->action == ACTION_START && is_another &&
               !is_asked) { /* two clocks at once are nobody's wish */
        c->papers.is_begin_asked = true;
        flow_say(
            c, MESSAGE_DANGER,
            N_("Your other paper is still running. Press B once more only to begin this one as "
               "well; Esc goes back."));
    } else if (p->action == ACTION_START) {
        exchange_look(c, start, first_start_wants_claim(c));
    }
}

const struct state_ops STATE_RULES = {.key = press};
