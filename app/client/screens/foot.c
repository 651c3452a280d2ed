/* The foot of every screen: the message line and the keys that work now. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

enum { FOOT_LINES = 2 };

/* Above the foot; a long one takes the line above too. */
static void draw_message(struct canvas *v, int rule, enum canvas_role role, const char *text)
{
    struct text_line line[2];
    size_t n = text[0] ? text_wrap(text, v->cols - 4, line, 2) : 0;
    n = n > 2 ? 2 : n;
    for (size_t i = 0; i < n; i++)
        canvas_textn(v, rule - (int)(n - i), 2, v->cols - 4, role, line[i].start, line[i].len);
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

/* The keys from row on; none is cut, the second line takes what the first has no room for. Draws only when asked; returns the lines used. */
static int draw_keys(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n, int row, bool is_drawn)
{
    int col = 1, lines = 1;
    for (size_t i = 0; i < n; i++) {
        const struct action *a = action_get(actions[i]);
        const char *label = foot_label(c, a);
        int width = text_width(a->keys) + 1 + text_width(label);
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
            int used = canvas_text(v, at, col, v->cols - col, CANVAS_KEY, a->keys);
            canvas_text(v, at, col + used + 1, v->cols - col - used - 1, CANVAS_PLAIN, label);
        }
        col += width + 2;
    }
    return lines;
}

int screens_foot(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n)
{
    static const enum canvas_role TONES[] = {CANVAS_PLAIN, CANVAS_WARNING, CANVAS_DANGER};
    int rule = v->rows - 1 - draw_keys(c, v, actions, n, 0, false);
    draw_message(v, rule, TONES[c->tone], c->message);
    canvas_rule(v, rule, 0, v->cols);
    draw_keys(c, v, actions, n, rule + 1, true);
    return rule;
}
