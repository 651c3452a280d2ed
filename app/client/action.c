#include "app/client/action.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdbool.h>
#include <stddef.h>

static const struct action ACTIONS[ACTION_COUNT] = {
#define ACTION_ROW(id, keys, kind, letter, also, ctrl, label, help, where) \
    [ACTION_##id] = {ACTION_##id, #id, keys, kind, letter, also, ctrl, label, help, where},
    ACTION_TABLE(ACTION_ROW)
#undef ACTION_ROW
};

const struct action *action_get(enum action_id id)
{
    return &ACTIONS[id];
}

static bool is_key(const struct action *a, const struct keypress *key)
{
    if (key->kind == KEYPRESS_CTRL)
        return a->ctrl && key->cp == a->ctrl;
    if (key->kind != KEYPRESS_CHAR)
        return a->kind == key->kind;
    uint32_t cp = key->cp >= 'a' && key->cp <= 'z' ? key->cp - 'a' + 'A' : key->cp;
    return cp && (cp == a->letter || cp == a->also);
}

enum action_id action_of_key(const struct keypress *key, unsigned where, unsigned *arg)
{
    *arg = 0;
    if (key->kind == KEYPRESS_CHAR && where & ACTION_IN_TEXT)
        return ACTION_NONE;
    char letter = key->kind == KEYPRESS_CHAR ? text_plain_letter(key->cp) : 0;
    if (letter >= 'A' && letter <= 'D' && where & ACTION_IN_QUESTION) {
        *arg = (unsigned)(letter - 'A');
        return ACTION_CHOOSE;
    }
    if (key->kind == KEYPRESS_CHAR && key->cp >= '0' && key->cp <= '9' && where & ACTIONS[ACTION_JUMP].where) {
        *arg = key->cp - '0';
        return ACTION_JUMP;
    }
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++)
        if (ACTIONS[id].where & where && is_key(&ACTIONS[id], key))
            return (enum action_id)id;
    return ACTION_NONE;
}

bool action_key(enum action_id id, struct keypress *key)
{
    const struct action *a = &ACTIONS[id];
    if (a->kind != KEYPRESS_CHAR)
        *key = (struct keypress){.kind = a->kind};
    else if (a->letter)
        *key = (struct keypress){.kind = KEYPRESS_CHAR, .cp = a->letter};
    else if (a->ctrl)
        *key = (struct keypress){.kind = KEYPRESS_CTRL, .cp = a->ctrl};
    else
        return false;
    return true;
}
