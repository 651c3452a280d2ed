/* Help, from the action table: what works on the screen it was asked from. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

enum { KEYS_COL = 3, TEXT_COL = 15, LINES_MAX = 200, OF_ONE = 8, FOOT_ROWS = 2 };

/* A line of the page: the keys stand beside the first of an action's. */
struct help_line {
    const char *keys; /* "" beside the others */
    struct text_line text;
};

static int lay_out(uint64_t where, int cells, struct help_line out[LINES_MAX])
{
    int n = 0;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct tui_action *a = action_get((enum action_id)id);
        struct text_line line[OF_ONE];
        if (!(a->where & where) || !a->keys[0])
            continue;
        size_t count = text_wrap(_(a->help), cells, line, OF_ONE);
        for (size_t i = 0; i < count && i < OF_ONE && n < LINES_MAX; i++)
            out[n++] = (struct help_line){i ? "" : a->keys, line[i]};
    }
    return n;
}

/* Only the keys that do something now. */
static void draw_foot(const struct client *c, struct canvas *v, bool is_above, bool is_below)
{
    enum action_id keys[4] = {ACTION_BACK};
    size_t n = 1;
    if (is_below)
        keys[n++] = ACTION_SCROLL_DOWN;
    if (is_above)
        keys[n++] = ACTION_SCROLL_UP;
    keys[n++] = ACTION_LANGUAGE;
    screens_foot(c, v, keys, n);
}

void screens_help(const struct client *c, struct canvas *v)
{
    struct help_line line[LINES_MAX];
    int top = screens_head(c, v, _("Help: the keys of this screen")) + 1;
    int bottom = v->rows - FOOT_ROWS - 2, room = bottom - top;
    int n = lay_out(CLIENT_WHERE(c->flow.back), v->cols - TEXT_COL - 2, line);
    int most = n > room ? n - room : 0, first = c->reading.scroll < most ? c->reading.scroll : most;
    draw_foot(c, v, first > 0, first < most);
    for (int i = 0; i < room && first + i < n; i++) {
        const struct help_line *l = &line[first + i];
        canvas_text(v, top + i, KEYS_COL, TEXT_COL - KEYS_COL - 1, CANVAS_KEY, l->keys);
        canvas_textn(v, top + i, TEXT_COL, v->cols - TEXT_COL, CANVAS_PLAIN, l->text.start,
                     l->text.len);
    }
    if (first > 0)
        canvas_text_right(v, top - 1, v->cols - 2, CANVAS_WARNING, _("↑ more above"));
    if (first < most)
        canvas_text_right(v, bottom, v->cols - 2, CANVAS_WARNING, _("↓ more below"));
    v->first_line = first;
    v->page_lines = room > 1 ? room - 1 : 1;
    canvas_cursor(v, top, line[first].keys[0] ? KEYS_COL : TEXT_COL);
}
