/* Help, from the action table: what works on the screen it was asked from. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

enum { KEYS_COL = 3, TEXT_COL = 15, LINES_MAX = 200, OF_ONE = 8, FOOT_ROWS = 2 };

/* A line of the page: the keys stand beside the first of an action's. */
struct help_line {
    const char *keys; /* "" beside the others */
    struct text_line text;
    bool is_first; /* of an entry, which stands on one page */
};

static int add_entry(const struct tui_action *a, int cells, struct help_line out[LINES_MAX], int n)
{
    struct text_line line[OF_ONE];
    size_t count = text_wrap(_(a->help), cells, line, OF_ONE);
    for (size_t i = 0; i < count && i < OF_ONE && n < LINES_MAX; i++)
        out[n++] = (struct help_line){i ? "" : a->keys, line[i], i == 0};
    return n;
}

/* The candidate's keys; apart, under a line of its own, the invigilator's. */
static int lay_out(uint64_t where, int cells, struct help_line out[LINES_MAX])
{
    static const struct text_line NOTHING = {"", 0, 0};
    const struct tui_action *staff = action_get(ACTION_INVIGILATOR);
    int n = 0;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct tui_action *a = action_get((enum action_id)id);
        if (a != staff && a->where & where && a->keys[0])
            n = add_entry(a, cells, out, n);
    }
    if (!(staff->where & where) || n + 2 >= LINES_MAX)
        return n;
    int apart = n;
    out[n++] = (struct help_line){"", NOTHING, true};
    text_wrap(_("For the invigilator:"), cells, &out[n].text, 1);
    out[n++].keys = "";
    n = add_entry(staff, cells, out, n);
    if (n > apart + 2)
        out[apart + 2].is_first = false; /* with its heading */
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

/* The line behind the entry that begins at `from`. */
static int end_of_entry(const struct help_line *line, int n, int from)
{
    int end = from + 1;
    while (end < n && !line[end].is_first)
        end++;
    return end;
}

/* The line behind the last entry that is whole on a page from `first` on. */
static int end_of_page(const struct help_line *line, int n, int first, int room)
{
    int end = first, next = first;
    while (next < n && (next = end_of_entry(line, n, next)) - first <= room)
        end = next;
    return end > first ? end : first + room;
}

/* Where the page begins that `wanted` stands on; pages are cut from the first entry on, so that
 * each entry stands on one of them. */
static int page_of(const struct help_line *line, int n, int room, int wanted)
{
    int first = 0, end;
    while ((end = end_of_page(line, n, first, room)) < n && end <= wanted)
        first = end;
    return first;
}

/* The page to show: any step on from the one in sight goes to the next, any step back to one
 * before. */
static int first_of_page(const struct help_line *line, int n, int room,
                         const struct reading *reading)
{
    int wanted = reading->scroll, shown = reading->shown.first_line,
        here = page_of(line, n, room, shown), first = page_of(line, n, room, wanted);
    return wanted > shown && first == here
               ? page_of(line, n, room, end_of_page(line, n, here, room))
               : first;
}

void screens_help(const struct client *c, struct canvas *v)
{
    struct help_line line[LINES_MAX] = {0};
    int top = screens_head(c, v, _("Help: the keys of this screen")) + 1;
    int bottom = v->rows - FOOT_ROWS - 2, room = bottom - top;
    int n = lay_out(CLIENT_WHERE(c->flow.back), v->cols - TEXT_COL - 2, line);
    int first = first_of_page(line, n, room, &c->reading), end = end_of_page(line, n, first, room);
    draw_foot(c, v, first > 0, end < n);
    for (int i = first; i < end && i < n; i++) {
        const struct help_line *l = &line[i];
        int row = top + i - first;
        canvas_text(v, row, KEYS_COL, TEXT_COL - KEYS_COL - 1, CANVAS_KEY, l->keys);
        canvas_textn(v, row, TEXT_COL, v->cols - TEXT_COL, CANVAS_PLAIN, l->text.start,
                     l->text.len);
    }
    if (first > 0)
        canvas_text_right(v, top - 1, v->cols - 2, CANVAS_WARNING, _("↑ more above"));
    if (end < n)
        canvas_text_right(v, bottom, v->cols - 2, CANVAS_WARNING, _("↓ more below"));
    v->first_line = first;
    v->page_lines = end - first;
    canvas_cursor(v, top, KEYS_COL);
}
