#include "app/client/flow.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/lang.h"

#include <stdio.h>

enum { GOODBYE_MS = 30000 };

const struct state_ops *flow_ops(const struct client *c)
{
    return c->flow.states[c->state];
}

uint64_t flow_where(const struct client *c)
{
    return CLIENT_WHERE(c->state);
}

uint64_t flow_now(const struct client *c)
{
    return clock_boot_ms(&c->setup.clock);
}

struct exam *flow_paper(const struct client *c)
{
    return c->practice ? c->practice : c->exam;
}

bool flow_is_in_exam(const struct client *c)
{
    return c->exam && exam_is_started(c->exam) && !exam_is_ended(c->exam);
}

/* Practice goes through these, and ends with all others. */
static bool is_practised(enum client_state state)
{
    return state == CLIENT_ANSWERING || state == CLIENT_OVERVIEW || state == CLIENT_HANDIN ||
           state == CLIENT_HELP;
}

void flow_go(struct client *c, enum client_state state)
{
    if (!is_practised(state)) {
        exam_close(c->practice);
        c->practice = NULL;
    }
    c->state = state;
    reading_reset(&c->reading);
    message_clear(&c->message);
    if (flow_ops(c)->takes_text)
        flow_clear_input(c);
    if (flow_ops(c)->enter)
        flow_ops(c)->enter(c);
}

void flow_go_over(struct client *c, enum client_state state)
{
    if (c->state != CLIENT_HELP && c->state != CLIENT_INVIGILATOR)
        c->flow.back = c->state;
    if (c->practice && state == CLIENT_INVIGILATOR) /* whose codes are for the paper itself */
        c->flow.back = CLIENT_RULES;
    flow_go(c, state);
}

void flow_go_back(struct client *c)
{
    flow_go(c, c->flow.back);
}

void flow_say(struct client *c, enum message_tone tone, const char *text)
{
    message_say(&c->message, tone, text);
}

void flow_say_made(struct client *c, enum message_tone tone, const char *text,
                   void (*again)(struct client *c))
{
    flow_say(c, tone, text);
    c->message.again = again;
}

/* Only the Vietnamese catalogue knows which messages there are: English is what they are marked
 * with. */
static bool is_in_catalogue(const struct client *c)
{
    lang_use(true);
    bool is = message_is_in_catalogue(&c->message);
    lang_use(c->flow.lang == CLIENT_VI);
    return is;
}

bool flow_say_again(struct client *c)
{
    struct message *m = &c->message;
    uint64_t stays_until = m->stays_until, ends_at = m->ends_at;
    if (m->again) {
        m->again(c);
        m->stays_until = stays_until;
        m->ends_at = ends_at;
    } else if (is_in_catalogue(c)) {
        message_translate(m);
    } else if (m->tone == MESSAGE_CALM && flow_where(c) & IN_EXAM) { /* what the last key did */
        message_clear(m);
    }
    return m->text[0] != '\0';
}

void flow_say_goodbye(struct client *c, const char *text)
{
    flow_say(c, MESSAGE_CALM, text);
    c->message.ends_at = flow_now(c) + GOODBYE_MS;
}

void flow_dismiss(struct client *c)
{
    message_dismiss(&c->message, flow_now(c));
}

static bool is_letter(const struct keypress *key)
{
    return key->kind == KEYPRESS_CHAR && key->cp != ' ' && !utf8_is_forbidden(key->cp, false) &&
           text_cp_width(key->cp) == 1;
}

void flow_say_unknown(struct client *c, const struct keypress *key)
{
    char text[160], bytes[5] = "";
    bool has_help = action_get(ACTION_HELP)->where & flow_where(c);
    if (!is_letter(key)) {
        flow_say(c, MESSAGE_CALM,
                 has_help ? N_("This key does nothing here. H shows the keys.")
                          : N_("This key does nothing here. The last line shows the keys."));
        return;
    }
    bytes[utf8_encode(key->cp, bytes)] = '\0';
    snprintf(text, sizeof text,
             has_help ? _("The key %s does nothing here. H shows the keys.")
                      : _("The key %s does nothing here. The last line shows the keys."),
             bytes);
    flow_say(c, MESSAGE_CALM, text);
}

void flow_clear_input(struct client *c)
{
    crypt_wipe(&c->input, sizeof c->input);
}

struct tui_field *flow_field(struct client *c)
{
    return &c->input.field[c->input.at];
}
