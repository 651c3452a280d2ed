/* The exam has ended: its answers go to the disk and to the exchange folder, however often it
 * takes. The invigilator's box opens here too, for a stick where the disk fails. */
#include "app/client/delivery.h"
#include "app/client/states/states.h"

enum { WAIT_MS = 100, SOON_MS = 1000, PICTURE_MS = 200 };

/* A disk that is well takes no longer than a moment: nobody is told to wait for that. */
static void go_on(struct client *c)
{
    bool is_soon = flow_now(c) - c->papers.ending.since_ms < SOON_MS;
    if (delivery_try(c, is_soon ? WAIT_MS : 0))
        flow_go(c, CLIENT_RECEIPT);
}

static void enter(struct client *c)
{
    if (c->papers.ending.since_ms == 0)
        delivery_begin(c);
    go_on(c);
}

static void press(struct client *c, const struct press *p)
{
    (void)p;
    go_on(c);
}

static int timeout_ms(const struct client *c)
{
    (void)c;
    return PICTURE_MS;
}

const struct state_ops STATE_CLOSING = {
    .enter = enter, .key = press, .tick = go_on, .timeout_ms = timeout_ms};
