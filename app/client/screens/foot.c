/* The foot of every screen: the message line and the keys that work now. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

enum { FOOT_LINES = 2 };

void screens_notice(const struct client *c, struct canvas *v, int rule, int cells_above)
{
    static const enum canvas_role TONES[] = {CANVAS_PLAIN, CANVAS_WARNING, CANVAS_DANGER};
    const char *text = c->message;
    struct text_line line[2];
    size_t n = text[0] ? text_wrap(text, v->cols - 4, line, 2) : 0;
    if (n > 1)
        n = text_wrap(text, cells_above, line, 2);
    n = n > 2 ? 2 : n;
    for (size_t i = 0; i < n; i++)
        canvas_textn(v, rule - (int)(n - i), 2, v->cols - 4, TONES[c->tone], line[i].start, line[i].len);
}

/* What a key does here, where it is more than its general name. */
static const char *foot_label(const struct client *c, const struct action *a)
{
    if (a->id == ACTION_LANGUAGE || a->id == ACTION_LANGUAGE_TEXT)
        return c->lang == CLIENT_VI ? "English" : _(a->label);
    if (a->id != ACTION_ACCEPT)
        return _(a->label);
    switch (c->state) {
    case CLIENT_LOCKED: return _("unlock");
    case CLIENT_HANDIN: return _("hand in");
    case CLIENT_OVERVIEW: return _("to the question");
    case CLIENT_RECEIPT: return _("finish");
    case CLIENT_PAPERS: return c->own_papers ? _(a->label) : _("finish");
    default: return _(a->label);
    }
}

/* In the overview G goes on to the hand-in too, for whoever has few keys. */
static const char *foot_keys(const struct client *c, const struct action *a)
{
    return a->id == ACTION_HANDIN && c->state == CLIENT_OVERVIEW ? "S/G" : a->keys;
}

/* The keys from row on; none is cut, the second line takes what the first has no room for. Draws only when asked; returns the lines used. */
static int draw_keys(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n, int row, bool is_drawn)
{
    int col = 1, lines = 1;
    for (size_t i = 0; i < n; i++) {
        const struct action *a = action_get(actions[i]);
        const char *label = foot_label(c, a), *keys = foot_keys(c, a);
        int width = text_width(keys) + 1 + text_width(label);
        struct keypress key;
        if (col + width > v->cols) {
            if (lines == FOOT_LINES)
                break;
            col = 1;
            lines++;
        }
        int at = row + lines - 1;
        if (is_drawn && action_key(a->id, &key))
            canvas_zone(v, at, col, width, key);
        if (is_drawn) {
            int used = canvas_text(v, at, col, v->cols - col, CANVAS_KEY, keys);
            canvas_text(v, at, col + used + 1, v->cols - col - used - 1, CANVAS_PLAIN, label);
        }
        col += width + 2;
    }
    return lines;
}

int screens_foot(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n)
{
    int rule = v->rows - 1 - draw_keys(c, v, actions, n, 0, false);
    bool is_said_above = c->state == CLIENT_LOCKED || c->state == CLIENT_LOGIN || c->state == CLIENT_HANDIN || c->state == CLIENT_RECEIPT ||
                         c->state == CLIENT_ANSWERING;
    if (!is_said_above)
        screens_notice(c, v, rule, v->cols - 4);
    canvas_rule(v, rule, 0, v->cols);
    draw_keys(c, v, actions, n, rule + 1, true);
    return rule;
}
