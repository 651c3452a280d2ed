/* The foot of every screen: the message line and the keys that work now. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

/* Above the foot; a long one takes the line above too. */
static void draw_message(struct canvas *v, enum canvas_role role, const char *text)
{
    struct text_line line[2];
    size_t n = text[0] ? text_wrap(text, v->cols - 4, line, 2) : 0;
    n = n > 2 ? 2 : n;
    for (size_t i = 0; i < n; i++)
        canvas_textn(v, v->rows - 2 - (int)(n - i), 2, v->cols - 4, role, line[i].start, line[i].len);
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
    default: return _(a->label);
    }
}

void screens_foot(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n)
{
    static const enum canvas_role TONES[] = {CANVAS_PLAIN, CANVAS_WARNING, CANVAS_DANGER};
    int col = 1;
    draw_message(v, TONES[c->tone], c->message);
    canvas_rule(v, v->rows - 2, 0, v->cols);
    for (size_t i = 0; i < n; i++) {
        const struct action *a = action_get(actions[i]);
        const char *label = foot_label(c, a);
        int width = text_width(a->keys) + 1 + text_width(label);
        struct keypress key;
        if (col + width > v->cols)
            break;
        if (action_key(a->id, &key))
            canvas_zone(v, v->rows - 1, col, width, key);
        col += canvas_text(v, v->rows - 1, col, v->cols - col, CANVAS_KEY, a->keys) + 1;
        col += canvas_text(v, v->rows - 1, col, v->cols - col, CANVAS_PLAIN, label) + 2;
    }
}
