#include "app/client/action.h"

#include "app/core/i18n.h"

#include <stdbool.h>
#include <stddef.h>

static const struct action ACTIONS[ACTION_COUNT] = {
#define ACTION_ROW(id, keys, label, help, where) [ACTION_##id] = {ACTION_##id, #id, keys, label, help, where},
    ACTION_TABLE(ACTION_ROW)
#undef ACTION_ROW
};

const struct action *action_get(enum action_id id)
{
    return &ACTIONS[id];
}

/* A–D, also as an input method left on makes them: Â Ă for AA AW, Đ for DD. */
static int choice_of(uint32_t cp)
{
    switch (cp) {
    case 'a': case 'A': case 0xC2: case 0xE2: case 0x102: case 0x103: return 0;
    case 'b': case 'B': return 1;
    case 'c': case 'C': return 2;
    case 'd': case 'D': case 0x110: case 0x111: return 3;
    default: return -1;
    }
}

static enum action_id of_letter(uint32_t cp, unsigned where)
{
    if (cp >= 'a' && cp <= 'z')
        cp -= 'a' - 'A';
    switch (cp) {
    case 'P': return ACTION_PREVIOUS;
    case 'N': return where & ACTION_IN_RULES ? ACTION_TRYOUT : ACTION_NEXT;
    case 'U': return ACTION_NEXT_EMPTY;
    case 'M': return ACTION_MARK;
    case 'X': return ACTION_CROSS;
    case 'G': return where & ACTION_IN_OVERVIEW ? ACTION_HANDIN : ACTION_OVERVIEW;
    case 'K': return ACTION_NEXT_MARKED;
    case 'S': return ACTION_HANDIN;
    case 'T': return ACTION_TIME;
    case 'H': case '?': return ACTION_HELP;
    case 'L': return ACTION_LANGUAGE;
    case 'B': return ACTION_START;
    case ' ': return ACTION_CHOOSE_FOCUS;
    default: return ACTION_NONE;
    }
}

static enum action_id of_control(const struct keypress *key, unsigned where)
{
    switch (key->kind) {
    case KEYPRESS_ENTER: return where & ACTION_IN_QUESTION ? ACTION_CHOOSE_FOCUS : ACTION_ACCEPT;
    case KEYPRESS_ESC: return ACTION_BACK;
    case KEYPRESS_DELETE: return ACTION_CLEAR;
    case KEYPRESS_UP: return ACTION_FOCUS_UP;
    case KEYPRESS_DOWN: return ACTION_FOCUS_DOWN;
    case KEYPRESS_LEFT: return ACTION_PREVIOUS;
    case KEYPRESS_RIGHT: return ACTION_NEXT;
    case KEYPRESS_PAGE_UP: return ACTION_SCROLL_UP;
    case KEYPRESS_PAGE_DOWN: return ACTION_SCROLL_DOWN;
    case KEYPRESS_F12: return ACTION_INVIGILATOR;
    case KEYPRESS_CTRL:
        return key->cp == 'O' ? ACTION_INVIGILATOR : key->cp == 'L' ? ACTION_REDRAW : key->cp == 'Q' ? ACTION_QUIT : ACTION_NONE;
    default: return ACTION_NONE;
    }
}

enum action_id action_of_key(const struct keypress *key, unsigned where, unsigned *arg)
{
    enum action_id id = ACTION_NONE;
    *arg = 0;
    if (key->kind != KEYPRESS_CHAR) {
        id = of_control(key, where);
    } else if (!(where & ACTION_IN_TEXT)) {
        int choice = choice_of(key->cp);
        if (choice >= 0 && where & ACTION_IN_QUESTION) {
            *arg = (unsigned)choice;
            id = ACTION_CHOOSE;
        } else if (key->cp >= '0' && key->cp <= '9') {
            *arg = key->cp - '0';
            id = ACTION_JUMP;
        } else {
            id = of_letter(key->cp, where);
        }
    }
    return id != ACTION_NONE && ACTIONS[id].where & where ? id : ACTION_NONE;
}

bool action_key(enum action_id id, struct keypress *key)
{
    static const enum keypress_kind KIND[ACTION_COUNT] = {
        [ACTION_FOCUS_UP] = KEYPRESS_UP,     [ACTION_FOCUS_DOWN] = KEYPRESS_DOWN,       [ACTION_CHOOSE_FOCUS] = KEYPRESS_ENTER,
        [ACTION_PREVIOUS] = KEYPRESS_LEFT,   [ACTION_NEXT] = KEYPRESS_RIGHT,            [ACTION_CLEAR] = KEYPRESS_DELETE,
        [ACTION_SCROLL_UP] = KEYPRESS_PAGE_UP, [ACTION_SCROLL_DOWN] = KEYPRESS_PAGE_DOWN, [ACTION_ACCEPT] = KEYPRESS_ENTER,
        [ACTION_BACK] = KEYPRESS_ESC,        [ACTION_INVIGILATOR] = KEYPRESS_F12};
    const char *keys = ACTIONS[id].keys;
    if (id == ACTION_CHOOSE || id == ACTION_JUMP)
        return false;
    if (KIND[id] != KEYPRESS_CHAR)
        *key = (struct keypress){.kind = KIND[id]};
    else if (keys[1] == '\0')
        *key = (struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)keys[0]};
    else
        *key = (struct keypress){.kind = KEYPRESS_CTRL, .cp = (unsigned char)keys[5]}; /* "Ctrl-L" */
    return true;
}
