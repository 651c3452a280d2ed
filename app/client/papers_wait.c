/* The disk is asked, and waited for: a moment at once, as a rule long enough, then in a state of
 * its own. */
#include "app/client/papers_internal.h"

#include "app/client/flow.h"
#include "app/core/i18n.h"

enum { AT_ONCE_MS = 300, LATE_MS = 10000 };

static bool is_mine_over(const struct opening *o, int ms)
{
    return o->errand && !o->is_given_up && errand_wait(o->errand, ms);
}

/* One at a time: what was given up may still hold the file, or be about to open it. */
static void clear_given_up(struct opening *o)
{
    if (!o->errand || !o->is_given_up || !errand_wait(o->errand, 0))
        return;
    errand_end(o->errand);
    o->errand = NULL;
    o->is_given_up = false;
}

static void ask(struct client *c)
{
    struct opening *o = &c->papers.opening;
    struct err e = {0};
    enum err_code rc = o->task == OPENING_OWN ? papers_ask_own(c, &o->errand, &e)
                                              : papers_ask_paper(c, &o->errand, &e);
    o->asked_ms = flow_now(c);
    if (rc != ERR_OK)
        papers_refuse(c, &e);
}

static void ask_if_free(struct client *c)
{
    struct opening *o = &c->papers.opening;
    bool is_closing = papers_is_closing(c);
    clear_given_up(o);
    if (o->task && !o->errand && !is_closing)
        ask(c);
}

static void take(struct client *c)
{
    struct opening *o = &c->papers.opening;
    enum opening_task task = o->task;
    void *job = errand_end(o->errand);
    o->errand = NULL;
    o->task = OPENING_NOTHING;
    o->is_late = false;
    if (task == OPENING_OWN)
        papers_take_own(c, job);
    else
        papers_take_paper(c, job);
}

void papers_wait_for(struct client *c, enum opening_task task)
{
    struct opening *o = &c->papers.opening;
    o->task = task;
    ask_if_free(c);
    if (is_mine_over(o, AT_ONCE_MS))
        take(c);
    else if (o->task && c->state != CLIENT_OPENING)
        flow_go(c, CLIENT_OPENING);
}

void papers_go_on(struct client *c)
{
    papers_wait_for(c, OPENING_OWN);
}

void papers_open(struct client *c, uint32_t paper)
{
    c->papers.opening.paper = paper;
    papers_wait_for(c, OPENING_PAPER);
}

void papers_say_waiting(struct client *c)
{
    if (c->papers.opening.is_late)
        flow_say(c, MESSAGE_WARNING,
                 N_("This seat's disk does not answer. Please raise your hand: the invigilator "
                    "comes. When it answers, it goes on here by itself."));
    else
        flow_say(c, MESSAGE_CALM, N_("One moment: the disk of this seat is slow to answer."));
}

/* It has not answered for so long, to whoever asked first, and not let go what was closed. */
static bool is_disk_late(const struct client *c)
{
    const struct opening *o = &c->papers.opening;
    const struct closing *closing = &c->papers.closing;
    return (o->errand && flow_now(c) - o->asked_ms >= LATE_MS && !is_mine_over(o, 0)) ||
           (closing->errand && flow_now(c) - closing->since_ms >= LATE_MS);
}

/* Whatever lies over the waiting, what came of it is taken up when one is back. */
void papers_read_disk(struct client *c)
{
    struct opening *o = &c->papers.opening;
    bool was_late = o->is_late;
    ask_if_free(c);
    if (c->state == CLIENT_OPENING && is_mine_over(o, 0)) {
        take(c);
        return;
    }
    o->is_late = is_disk_late(c);
    if (o->is_late != was_late && c->state == CLIENT_OPENING)
        papers_say_waiting(c);
}

void papers_give_up(struct client *c)
{
    struct opening *o = &c->papers.opening;
    if (o->errand && !o->is_given_up)
        errand_give_up(o->errand);
    o->is_given_up = o->errand != NULL;
    o->task = OPENING_NOTHING;
    exam_close(o->exam);
    o->exam = NULL;
}

void papers_stop_waiting(struct client *c)
{
    papers_give_up(c);
    papers_leave(c);
}

void papers_stop(struct client *c)
{
    papers_give_up(c);
    errand_end(c->papers.opening.errand);
    c->papers.opening.errand = NULL;
    papers_stop_closing(c);
}
