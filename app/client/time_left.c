/* The time left as it is shown and told; the arithmetic is journal_left_ms's. */
#include "app/client/client.h"

#include "app/core/i18n.h"

#include <stdio.h>

/* A second that has begun counts. */
static unsigned seconds_left(const struct client *c)
{
    return c->exam ? (unsigned)((exam_left_ms(c->exam) + 999) / 1000) : 0;
}

void client_time_text(const struct client *c, char *out, size_t room)
{
    unsigned seconds = seconds_left(c);
    if (seconds > CLIENT_SECONDS_FROM)
        snprintf(out, room, _("%u min"), (seconds + 59) / 60);
    else
        snprintf(out, room, "%02u:%02u", seconds / 60, seconds % 60);
}

void client_time_words(const struct client *c, char *out, size_t room)
{
    unsigned seconds = seconds_left(c);
    snprintf(out, room, _("Time left: %u minutes and %u seconds."), seconds / 60, seconds % 60);
}
