#include "app/client/message.h"

#include "app/core/text.h"

void message_say(struct message *m, enum message_tone tone, const char *text)
{
    text_clean(text, m->text, sizeof m->text);
    m->tone = tone;
    m->stays_until = m->ends_at = 0;
}

void message_clear(struct message *m)
{
    m->text[0] = '\0';
    m->tone = MESSAGE_CALM;
}

void message_dismiss(struct message *m, uint64_t now)
{
    if (now >= m->stays_until)
        message_clear(m);
}

void message_expire(struct message *m, uint64_t now)
{
    if (!m->ends_at || now < m->ends_at)
        return;
    m->ends_at = 0;
    m->text[0] = '\0';
}
