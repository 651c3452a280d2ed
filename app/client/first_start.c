#include "app/client/first_start.h"

#include "app/client/flow.h"
#include "app/client/vouchers.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

bool first_start_wants_claim(const struct client *c)
{
    const struct exam *x = c->exam;
    return !exam_is_started(x) && !x->ticket->seat[0] && !x->seat.start.code;
}

static bool begin_with(struct client *c, uint16_t reason)
{
    c->exam->seat.start_reason = reason;
    return true;
}

static bool refuse(struct client *c, const char *text)
{
    exam_note_elsewhere(c->exam);
    flow_say(c, MESSAGE_WARNING, text);
    return false;
}

/* The first folder, in the order of the command line, that answered: it decides. */
static const struct exchange_folder *deciding(const struct exchange *x)
{
    for (size_t i = 0; i < x->folders; i++)
        if (x->folder[i].is_answered && x->folder[i].claim != OUTBOX_CLAIM_NONE)
            return &x->folder[i];
    return NULL;
}

/* Where and when it was begun, for as long as that folder's answer stands. */
static void say_claimed(struct client *c)
{
    const struct exchange_folder *f = deciding(&c->exchange);
    char text[256], at[16] = "";
    struct tm tm;
    if (!f || !f->is_claim_good)
        return;
    time_t when = (time_t)(f->claimed.wall_ms / 1000);
    if (localtime_r(&when, &tm))
        strftime(at, sizeof at, "%H:%M", &tm);
    snprintf(
        text, sizeof text,
        _("This paper was begun at seat %s at %s. Please raise your hand: the invigilator comes. "
          "No time runs at this seat."),
        f->claimed.seat, at);
    flow_say_made(c, MESSAGE_WARNING, text, say_claimed);
}

static bool refuse_claimed(struct client *c, const struct exchange_folder *f)
{
    if (!f->is_claim_good)
        return refuse(c, N_("A strange file stands for the first start of this paper. Please raise "
                            "your hand: the invigilator comes. No time runs at this seat."));
    exam_note_elsewhere(c->exam);
    say_claimed(c);
    return false;
}

static bool is_this_seats(const struct client *c, const struct exchange_folder *f)
{
    return f->claim == OUTBOX_CLAIM_MADE ||
           (f->is_claim_good && strncmp(f->claimed.seat, c->setup.seat, CLAIM_SEAT) == 0);
}

bool first_start_may(struct client *c)
{
    struct exam *x = c->exam;
    const struct exchange_folder *f = deciding(&c->exchange);
    if (x->ticket->seat[0])
        return begin_with(c, EXAM_START_SEAT);
    if (x->seat.start.code)
        return begin_with(c, EXAM_START_FREE);
    if (f)
        return is_this_seats(c, f) ? begin_with(c, EXAM_START_CLAIMED) : refuse_claimed(c, f);
    if (c->setup.session->info.start == SESSION_START_FREE)
        return begin_with(c, EXAM_START_FREE);
    if (vouchers_start_all(c, &x->seat.start))
        return begin_with(c, EXAM_START_FREE);
    return refuse(
        c, N_("This seat cannot tell whether this paper was begun elsewhere. Please raise your "
              "hand: the invigilator comes. No time runs at this seat."));
}
