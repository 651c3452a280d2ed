#include "app/client/message.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

/* "" would ask for the catalogue's head. */
void message_translate(struct message *m)
{
    text_clean(m->said[0] ? _(m->said) : "", m->text, sizeof m->text);
}

void message_say(struct message *m, enum message_tone tone, const char *text)
{
    text_clean(text, m->said, sizeof m->said);
    message_translate(m);
    m->tone = tone;
    m->again = NULL;
    m->stays_until = m->ends_at = 0;
}

bool message_is_in_catalogue(const struct message *m)
{
    return m->said[0] && _(m->said) != m->said;
}

void message_clear(struct message *m)
{
    m->text[0] = m->said[0] = '\0';
    m->tone = MESSAGE_CALM;
    m->again = NULL;
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
    m->text[0] = m->said[0] = '\0';
    m->again = NULL;
}
