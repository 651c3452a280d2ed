#include "app/client/arrival.h"

#include "app/client/flow.h"
#include "app/client/time_left.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* The time of the day; the day too where it is another one. */
static void moment_text(const struct client *c, int64_t wall_ms, char out[32])
{
    struct tm tm, today;
    time_t at = (time_t)(wall_ms / 1000), now = (time_t)(clock_wall_ms(&c->setup.clock) / 1000);
    bool good = localtime_r(&at, &tm) && localtime_r(&now, &today);
    bool is_today = good && tm.tm_yday == today.tm_yday && tm.tm_year == today.tm_year;
    if (!good || !strftime(out, 32, is_today ? "%H:%M:%S" : "%d/%m/%Y %H:%M:%S", &tm))
        snprintf(out, 32, "?");
}

/* Another seat's claim, where nothing of the paper was found. */
static const struct claim *claim_of_another(const struct client *c)
{
    for (size_t i = 0; i < c->exchange.folders; i++) {
        const struct exchange_folder *f = &c->exchange.folder[i];
        if (f->claim == OUTBOX_CLAIM_STANDS && f->is_claim_good &&
            strncmp(f->claimed.seat, c->setup.seat, CLAIM_SEAT) != 0)
            return &f->claimed;
    }
    return NULL;
}

bool arrival_text(const struct client *c, char out[ARRIVAL_TEXT])
{
    const struct exam *x = c->exam;
    const struct claim *other = x && !exam_is_started(x) ? claim_of_another(c) : NULL;
    char moment[32];
    out[0] = '\0';
    if (other) {
        moment_text(c, other->wall_ms, moment);
        snprintf(out, ARRIVAL_TEXT,
                 _("Begun at seat %s at %s; no copy of it is here: it would begin without any "
                   "answer."),
                 other->seat, moment);
    } else if (x && x->arrival.from != EXAM_ARRIVAL_NONE) {
        moment_text(c, x->arrival.wall_ms, moment);
        snprintf(out, ARRIVAL_TEXT,
                 x->arrival.from == EXAM_ARRIVAL_COPY
                     ? P_("From the copy of %s: %u question answered. What was answered after that "
                          "is to be chosen again.",
                          "From the copy of %s: %u questions answered. What was answered after "
                          "that is to be chosen again.",
                          x->arrival.answered)
                     : P_("From the damaged file, up to %s: %u question answered. What was "
                          "answered after that is to be chosen again.",
                          "From the damaged file, up to %s: %u questions answered. What was "
                          "answered after that is to be chosen again.",
                          x->arrival.answered),
                 moment, x->arrival.answered);
    }
    return out[0] != '\0';
}

void arrival_begun_text(const struct client *c, char out[ARRIVAL_TEXT])
{
    char came[ARRIVAL_TEXT];
    out[0] = '\0';
    if (!arrival_text(c, came) || (c->exam && c->exam->seat.needs_code))
        time_left_begun_text(c, out, ARRIVAL_TEXT);
}

/* What stood here. */
static void own_text(const struct client *c, char out[ARRIVAL_TEXT])
{
    unsigned n = exam_answered(c->exam);
    char moment[32];
    int64_t wall_ms;
    if (n == 0 || !exam_last_answer(c->exam, &wall_ms)) {
        snprintf(out, ARRIVAL_TEXT, "%s", _("Welcome back: no question is answered yet."));
        return;
    }
    moment_text(c, wall_ms, moment);
    snprintf(out, ARRIVAL_TEXT,
             P_("Welcome back: %u question answered, at %s.",
                "Welcome back: %u questions answered, the last at %s.", n),
             n, moment);
}

static void welcome(struct client *c)
{
    char text[ARRIVAL_TEXT];
    bool has_come = arrival_text(c, text);
    if (!has_come)
        own_text(c, text);
    flow_say_made(c, has_come ? MESSAGE_WARNING : MESSAGE_CALM, text, welcome);
}

static void welcome_in_time(struct client *c)
{
    char text[ARRIVAL_TEXT], whole[ARRIVAL_TEXT + 64];
    if (arrival_text(c, text)) {
        welcome(c);
        return;
    }
    own_text(c, text);
    snprintf(whole, sizeof whole, "%s %s", text, _("The time ran on."));
    flow_say_made(c, MESSAGE_CALM, whole, welcome_in_time);
}

void arrival_welcome(struct client *c, bool has_time_run)
{
    if (has_time_run)
        welcome_in_time(c);
    else
        welcome(c);
}
