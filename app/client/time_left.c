#include "app/client/time_left.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { MINUTE_MS = 60000 };

static const struct time_left_step STEPS[] = {
    {30, false, MESSAGE_CALM},
    {10, true, MESSAGE_WARNING},
    {5, true, MESSAGE_WARNING},
    {1, true, MESSAGE_DANGER},
};

const struct time_left_step *time_left_step(unsigned *told, uint64_t left_ms)
{
    const struct time_left_step *last = NULL;
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        if (*told & 1u << i || left_ms > STEPS[i].minutes * (uint64_t)MINUTE_MS)
            continue;
        *told |= 1u << i;
        last = &STEPS[i];
    }
    return last;
}

const struct time_left_step *time_left_told(unsigned told)
{
    const struct time_left_step *last = NULL;
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++)
        if (told & 1u << i)
            last = &STEPS[i];
    return last;
}

/* A second that has begun counts. */
static unsigned seconds_left(const struct client *c)
{
    return c->exam ? (unsigned)((exam_left_ms(c->exam) + 999) / 1000) : 0;
}

/* One that has begun counts, as a second does: all of them are left until the first is over. */
static unsigned minutes_of(unsigned seconds)
{
    return (seconds + 59) / 60;
}

void time_left_text(const struct client *c, char *out, size_t room)
{
    unsigned seconds = seconds_left(c);
    if (seconds > TIME_LEFT_SECONDS_FROM)
        snprintf(out, room, _("%u min"), minutes_of(seconds));
    else
        snprintf(out, room, "%02u:%02u", seconds / 60, seconds % 60);
}

void time_left_minutes_text(const struct client *c, char *out, size_t room)
{
    unsigned all = (unsigned)(c->exam->journal.minutes + c->exam->journal.extended);
    snprintf(out, room, _("%u of %u min"), minutes_of(seconds_left(c)), all);
}

/* The whole minutes the head shows, where it shows them: what is counted here is less. */
static void add_rounded(const struct client *c, unsigned seconds, char *out, size_t room)
{
    size_t used = strlen(out);
    if (!c->setup.lines.is_on && seconds > TIME_LEFT_SECONDS_FROM && seconds % 60 && used < room)
        snprintf(out + used, room - used, _(" The %u min above are rounded up."),
                 minutes_of(seconds));
}

void time_left_words(const struct client *c, char *out, size_t room)
{
    unsigned left = seconds_left(c), minutes = left / 60, seconds = left % 60;
    char m[48], s[48];
    snprintf(m, sizeof m, P_("%u minute", "%u minutes", minutes), minutes);
    snprintf(s, sizeof s, P_("%u second", "%u seconds", seconds), seconds);
    if (minutes && seconds)
        snprintf(out, room, _("Time left: %s and %s."), m, s);
    else
        snprintf(out, room, _("Time left: %s."), minutes ? m : s);
    add_rounded(c, seconds_left(c), out, room);
}

uint64_t time_left_changes_in_ms(const struct client *c)
{
    uint64_t left = exam_left_ms(c->exam); /* what has begun counts until it is over */
    bool is_counted = left <= TIME_LEFT_SECONDS_FROM * UINT64_C(1000);
    uint64_t unit = is_counted ? 1000 : MINUTE_MS;
    return left ? (left - 1) % unit + 1 : 1;
}

void time_left_size_text(const struct client *c, char *out, size_t room)
{
    const struct session_ticket *t = c->exam->ticket;
    unsigned minutes = t->minutes + t->extra_minutes;
    char q[48], m[48];
    snprintf(q, sizeof q, P_("%u question", "%u questions", t->questions), t->questions);
    snprintf(m, sizeof m, P_("%u minute", "%u minutes", minutes), minutes);
    if (t->extra_minutes)
        snprintf(out, room, _("%s, %s, %u of them extra time"), q, m, t->extra_minutes);
    else
        snprintf(out, room, "%s, %s", q, m);
}

void time_left_pass_text(const struct client *c, char *out, size_t room)
{
    const struct exam *x = c->exam;
    unsigned points[PROFILE_PARTS_MAX] = {0}, total = 0;
    for (unsigned part = 0; part < x->ticket->parts; part++)
        total += points[part] = x->variant->part[part].points * x->ticket->part_questions[part];
    int used = snprintf(out, room,
                        P_("You pass with %u of %u point", "You pass with %u of %u points", total),
                        x->variant->pass, total);
    for (unsigned part = 0; part < x->ticket->parts && used > 0 && (size_t)used < room; part++)
        if (x->variant->part[part].pass)
            used += snprintf(out + used, room - (size_t)used, _(", and %u of %u in part %u (%s)"),
                             x->variant->part[part].pass, points[part], part + 1,
                             c->flow.lang == CLIENT_EN ? x->variant->part[part].title_en
                                                       : x->variant->part[part].title_vi);
    if (used > 0 && (size_t)used + 1 < room)
        memcpy(out + used, ".", 2);
}

void time_left_begun_text(const struct client *c, char *out, size_t room)
{
    const struct exam *x = c->exam;
    struct tm tm;
    char moment[32] = "?";
    out[0] = '\0';
    if (!x || !exam_is_started(x))
        return;
    if (!x->seat.needs_code) {
        snprintf(
            out, room,
            _("You have begun this exam: %u of %u answered. All of it is kept; the time runs on."),
            exam_answered(x), x->ticket->questions);
        return;
    }
    time_t at = (time_t)(x->journal.last_wall_ms / 1000);
    if (localtime_r(&at, &tm))
        strftime(moment, sizeof moment, "%d/%m/%Y %H:%M:%S", &tm);
    snprintf(out, room, _("Begun before: %u min %02u s used, %u of %u answered, last sign %s."),
             (unsigned)(x->journal.used_ms / 60000), (unsigned)(x->journal.used_ms / 1000 % 60),
             exam_answered(x), x->ticket->questions, moment);
}
