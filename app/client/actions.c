#include "app/client/actions.h"

#include "app/core/i18n.h"

static const struct tui_action ROWS[ACTION_COUNT] = {
#define ACTION_ROW(id, ...) [ACTION_##id] = {#id, __VA_ARGS__},
    ACTION_TABLE(ACTION_ROW)
#undef ACTION_ROW
};

const struct tui_actions ACTIONS = {ROWS, ACTION_COUNT};

const struct tui_action *action_get(enum action_id id)
{
    return &ROWS[id];
}
