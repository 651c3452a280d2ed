/* The foot of every screen: what is said, and the keys that work now. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"

enum { KEYS_MAX = 20 };

/* What Enter does here, where it is more than going on. */
static const char *accept_label(const struct client *c)
{
    switch (c->state) {
    case CLIENT_LOCKED: return _("unlock");
    case CLIENT_HANDIN: return _("hand in");
    case CLIENT_OVERVIEW: return _("to the question");
    case CLIENT_RECEIPT: return _("finish");
    case CLIENT_PAPERS: return c->papers.to_sit ? _("go on") : _("finish");
    default: return _("go on");
    }
}

/* A key as it is called here: the table's words, or better ones. */
static struct tui_foot_key name_key(const struct client *c, enum action_id id)
{
    const struct tui_action *a = action_get(id);
    struct tui_foot_key key = {a, a->keys, _(a->label)};
    if ((id == ACTION_LANGUAGE || id == ACTION_LANGUAGE_TEXT) && c->flow.lang == CLIENT_VI)
        key.label = "English";
    else if (id == ACTION_ACCEPT)
        key.label = accept_label(c);
    else if (id == ACTION_BACK && c->state == CLIENT_OVERVIEW)
        key.label = _("return");
    else if (id == ACTION_PREVIOUS || id == ACTION_NEXT) {
        key.keys = id == ACTION_PREVIOUS ? "←" : "→";
        key.label = id == ACTION_PREVIOUS ? "" : _("question");
    }
    return key;
}

/* These show the message where the eyes are. */
static bool has_own_message(enum client_state state)
{
    return state == CLIENT_LOCKED || state == CLIENT_LOGIN || state == CLIENT_HANDIN ||
           state == CLIENT_OPENING || state == CLIENT_RECEIPT || state == CLIENT_ANSWERING;
}

int screens_foot(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n)
{
    struct tui_foot_key key[KEYS_MAX] = {0};
    n = n < KEYS_MAX ? n : KEYS_MAX;
    for (size_t i = 0; i < n; i++)
        key[i] = name_key(c, actions[i]);
    int rule = tui_foot_rule(v, key, n);
    if (!has_own_message(c->state))
        tui_message(v, rule, v->cols - 4, screens_message_role(c), c->message.text);
    tui_foot(v, key, n);
    return rule;
}
