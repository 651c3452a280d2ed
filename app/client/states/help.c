/* The keys, over the screen they are asked from. */
#include "app/client/states/states.h"

static void press(struct client *c, const struct press *p)
{
    if (p->action == ACTION_ACCEPT || p->action == ACTION_BACK)
        flow_go_back(c);
    else if (p->key->kind == KEYPRESS_UP)
        reading_scroll(&c->reading, -1);
    else if (p->key->kind == KEYPRESS_DOWN)
        reading_scroll(&c->reading, 1);
    else
        flow_say_unknown(c, p->key);
}

const struct state_ops STATE_HELP = {.key = press};
