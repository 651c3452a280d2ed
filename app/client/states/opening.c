/* The disk is slow to answer for the papers of who logged in. */
#include "app/client/papers.h"
#include "app/client/states/states.h"

static void press(struct client *c, const struct press *p)
{
    if (p->action == ACTION_BACK)
        papers_stop_waiting(c);
    else
        papers_say_waiting(c);
}

const struct state_ops STATE_OPENING = {.enter = papers_say_waiting, .key = press};
