/* The choice among several papers; or nothing left to sit, and the receipts of those handed in. */
#include "app/client/papers.h"
#include "app/client/states/states.h"
#include "app/core/i18n.h"
#include "app/tui/list.h"

static void accept(struct client *c)
{
    if (c->papers.to_sit == 0) {
        papers_log_out(c);
        flow_say_goodbye(c, N_("All is handed in. You may leave the seat."));
        return;
    }
    papers_open(c, c->papers.own[c->papers.at].paper);
}

static void press(struct client *c, const struct press *p)
{
    if (tui_list_key(&c->papers.at, c->papers.to_sit, p->key))
        return;
    if (p->action == ACTION_ACCEPT)
        accept(c);
    else if (p->action == ACTION_BACK)
        papers_log_out(c);
    else
        flow_say_unknown(c, p->key);
}

const struct state_ops STATE_PAPERS = {.key = press};
