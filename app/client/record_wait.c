#include "app/client/record_wait.h"

#include "app/client/flow.h"
#include "app/core/i18n.h"

enum { AT_ONCE_MS = 100, WAIT_MS = 5000 };

void record_wait_then(struct client *c, void (*then)(struct client *c))
{
    if (!c->unlocked.room || room_record_writer_flush(c->unlocked.room, AT_ONCE_MS)) {
        then(c);
        return;
    }
    c->flow.recording.then = then;
    c->flow.recording.in = c->state;
    c->flow.recording.until = flow_now(c) + WAIT_MS;
    flow_say(c, MESSAGE_CALM, N_("One moment: the disk of this seat is slow to answer."));
}

bool record_wait_is_on(const struct client *c)
{
    return c->flow.recording.until != 0;
}

void record_wait_drop(struct client *c)
{
    c->flow.recording = (struct recording){0};
}

void record_wait_read(struct client *c)
{
    bool is_settled = c->unlocked.room && room_record_writer_is_settled(c->unlocked.room);
    if (!c->flow.recording.until || (!is_settled && flow_now(c) < c->flow.recording.until))
        return;
    void (*then)(struct client *) =
        c->state == c->flow.recording.in ? c->flow.recording.then : NULL;
    c->flow.recording.until = 0;
    if (then && c->message.tone == MESSAGE_CALM)
        message_clear(&c->message);
    if (then)
        then(c);
}
