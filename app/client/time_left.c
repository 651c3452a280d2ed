/* The time left as it is shown and told; the arithmetic is journal_left_ms's. */
#include "app/client/client.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <time.h>

/* A second that has begun counts. */
static unsigned seconds_left(const struct client *c)
{
    return c->exam ? (unsigned)((exam_left_ms(c->exam) + 999) / 1000) : 0;
}

void client_time_text(const struct client *c, char *out, size_t room)
{
    unsigned seconds = seconds_left(c);
    if (seconds > CLIENT_SECONDS_FROM) /* whole minutes, as the words have them */
        snprintf(out, room, _("%u min"), seconds / 60);
    else
        snprintf(out, room, "%02u:%02u", seconds / 60, seconds % 60);
}

void client_time_words(const struct client *c, char *out, size_t room)
{
    unsigned left = seconds_left(c), minutes = left / 60, seconds = left % 60;
    char m[48], s[48];
    snprintf(m, sizeof m, P_("%u minute", "%u minutes", minutes), minutes);
    snprintf(s, sizeof s, P_("%u second", "%u seconds", seconds), seconds);
    if (minutes && seconds)
        snprintf(out, room, _("Time left: %s and %s."), m, s);
    else
        snprintf(out, room, _("Time left: %s."), minutes ? m : s);
}

void client_size_text(const struct client *c, char *out, size_t room)
{
    const struct session_ticket *t = c->exam->ticket;
    unsigned minutes = t->minutes + t->extra_minutes;
    if (t->extra_minutes)
        snprintf(out, room, _("%u questions, %u minutes, %u of them extra time"), t->questions, minutes, t->extra_minutes);
    else
        snprintf(out, room, _("%u questions, %u minutes"), t->questions, minutes);
}

void client_begun_text(const struct client *c, char *out, size_t room)
{
    const struct exam *x = c->exam;
    struct tm tm;
    char moment[32] = "?";
    out[0] = '\0';
    if (!x || !exam_is_started(x))
        return;
    if (!x->needs_resume_code) {
        snprintf(out, room, _("You have begun this exam: %u of %u answered. All of it is kept; the time runs on."), exam_answered(x),
                 x->ticket->questions);
        return;
    }
    time_t at = (time_t)(x->journal.last_wall_ms / 1000);
    if (localtime_r(&at, &tm))
        strftime(moment, sizeof moment, "%d/%m/%Y %H:%M:%S", &tm);
    snprintf(out, room, _("Begun before: %u min %02u s used, %u of %u answered, last sign %s."), (unsigned)(x->journal.used_ms / 60000),
             (unsigned)(x->journal.used_ms / 1000 % 60), exam_answered(x), x->ticket->questions, moment);
}
