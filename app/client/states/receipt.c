/* The receipt: its code is copied onto the attendance sheet. */
#include "app/client/delivery.h"
#include "app/client/papers.h"
#include "app/client/states/states.h"
#include "app/core/i18n.h"
#include "app/tui/lang.h"

enum { PICTURE_MS = 30000 };

static void leave(struct client *c)
{
    const char *goodbye =
        c->papers.ending.by_invigilator ? N_("The invigilator has ended this paper.")
        : papers_is_another_begun(c)
            ? N_("This paper is handed in. The time of your other paper runs: log in again now.")
        : c->papers.to_sit > 1
            ? N_("This paper is handed in. Log in again for your other paper.")
            : N_("All is handed in. You may leave the seat. To see the receipt code again, log "
                 "in with your number and access code.");
    bool is_vietnamese = c->flow.lang == CLIENT_VI;
    papers_log_out(c); /* the next candidate's language is the seat's own, the goodbye is not */
    lang_use(is_vietnamese);
    flow_say_goodbye(c, goodbye);
    lang_use(c->flow.lang == CLIENT_VI);
}

/* The Enter that handed in is easily pressed twice, and the code is not shown again without a
 * log-in: it is asked for first. Who has gone on typing in thought is called back, and is asked
 * anew. */
static void press(struct client *c, const struct press *p)
{
    bool was_asked = c->papers.ending.is_copy_asked;
    c->papers.ending.is_copy_asked = p->action == ACTION_ACCEPT;
    if (p->action == ACTION_REDRAW)
        return;
    if (p->action != ACTION_ACCEPT)
        flow_say(c, MESSAGE_WARNING, N_("This is your receipt. Copy the code, then press Enter."));
    else if (was_asked)
        leave(c);
    else
        flow_say(c, MESSAGE_WARNING,
                 c->setup.lines.is_on
                     ? N_("Is the receipt code copied? Enter once more finishes; r says it again.")
                     : N_("Have you copied the receipt code? Press Enter once more to finish."));
}

static int timeout_ms(const struct client *c)
{
    (void)c;
    return PICTURE_MS;
}

/* A disk that failed is tried again while there is time. */
static void tick(struct client *c)
{
    if (c->papers.ending.place != DELIVERY_HERE)
        delivery_try(c, 0);
}

const struct state_ops STATE_RECEIPT = {.key = press, .tick = tick, .timeout_ms = timeout_ms};
