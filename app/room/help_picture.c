/* Help: the keys of where it was asked for, and what the marks there mean; it scrolls. */
#include "app/room/page.h"
#include "app/room/pictures.h"

#include "app/core/i18n.h"

#include <stdio.h>

enum { KEYS_COL = 3, TEXT_COL = 12, LINES_MAX = ROOM_KEYS + 8 };

struct help_line {
    const char *keys, *text; /* "": none */
};

/* One line for all keys that move. */
static bool is_told_by_another(int key)
{
    return key == ROOM_KEY_DOWN || key == ROOM_KEY_LEFT || key == ROOM_KEY_RIGHT ||
           key == ROOM_KEY_PAGE_DOWN;
}

static size_t add_keys(enum room_place place, struct help_line out[LINES_MAX], size_t n)
{
    for (int i = ROOM_KEY_NONE + 1; i < ROOM_KEYS && n < LINES_MAX; i++) {
        const struct tui_action *a = &ROOM_ACTIONS.row[i];
        if ((a->where & place) && !is_told_by_another(i))
            out[n++] = (struct help_line){a->keys, _(a->help)};
    }
    return n;
}

static size_t add_marks(enum room_place place, struct help_line out[LINES_MAX], size_t n)
{
    static const struct {
        unsigned places;
        const char *text;
    } MARKS[] = {
        {ROOM_WALL | ROOM_SEAT, N_("x  somebody cannot go on, or answers are in danger")},
        {ROOM_WALL | ROOM_SEAT, N_("!  to be looked at")},
        {ROOM_WALL, N_("●  the paper has ended")},
        {ROOM_WALL, N_("?25s  the last news is so old; after 45 s (FAT: 150) it counts as gone")},
        {ROOM_WALL, N_("?  no news; what stands there was true before")},
        {ROOM_WALL | ROOM_SEAT,
         N_("What is shown here is for sight. The office judges by the journals.")},
        {ROOM_REHEARSAL, N_("[x]  found good; [ ]  not yet")},
        {ROOM_LOCKED, N_("With it the console watches; orders want a passphrase of their own.")},
        {ROOM_ASK, N_("Nothing is sent but by the last Enter.")}};
    if (n < LINES_MAX)
        out[n++] = (struct help_line){"", ""};
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0] && n < LINES_MAX; i++)
        if (MARKS[i].places & place)
            out[n++] = (struct help_line){"", _(MARKS[i].text)};
    return n;
}

/* On a rule; "": nothing. */
static void draw_more(struct canvas *v, int rule, const char *text)
{
    char framed[64];
    snprintf(framed, sizeof framed, text[0] ? " %s " : "%s", text);
    canvas_text_right(v, rule, v->cols - 2, CANVAS_WARNING, framed);
}

void pictures_help(struct room *r, struct canvas *v)
{
    enum room_action_key key[] = {ROOM_KEY_BACK, ROOM_KEY_LANGUAGE, ROOM_KEY_PAGE_DOWN};
    struct help_line line[LINES_MAX];
    size_t n = add_marks(r->help_back, line, add_keys(r->help_back, line, 0));
    if (!page_head(r, v))
        return;
    bool is_long = n + TUI_HEAD_ROWS + TUI_FOOT_LINES > (size_t)v->rows;
    int top = TUI_HEAD_ROWS, bottom = page_foot(r, v, key, is_long ? 3 : 2);
    size_t rows = (size_t)(bottom - top);
    if (r->help_first + rows > n)
        r->help_first = n > rows ? n - rows : 0;
    if (r->help_first + rows >= n)
        key[2] = ROOM_KEY_PAGE_UP;
    page_foot(r, v, key, is_long ? 3 : 2);
    for (size_t i = 0; i < rows && r->help_first + i < n; i++) {
        const struct help_line *l = &line[r->help_first + i];
        int at = top + (int)i, col = l->keys[0] ? TEXT_COL : KEYS_COL;
        canvas_text(v, at, KEYS_COL, TEXT_COL - KEYS_COL, CANVAS_KEY, l->keys);
        canvas_text_cut(v, at, col, v->cols - col - 1, CANVAS_PLAIN, l->text);
    }
    draw_more(v, top - 1, r->help_first > 0 ? _("↑ more above") : "");
    draw_more(v, bottom, r->help_first + rows < n ? _("↓ more below") : "");
    canvas_cursor(v, top, KEYS_COL);
}
