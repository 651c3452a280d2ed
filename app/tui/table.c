#include "app/tui/table.h"

static void note(struct tui_table *t, const struct tui_rows *rows)
{
    t->has_thing = rows->count > 0;
    if (t->has_thing)
        t->thing = rows->thing(rows->context, t->at);
}

void tui_table_go(struct tui_table *t, const struct tui_rows *rows, size_t row)
{
    t->at = row < rows->count ? row : rows->count ? rows->count - 1 : 0;
    t->is_gone = false;
    note(t, rows);
}

bool tui_table_settle(struct tui_table *t, const struct tui_rows *rows)
{
    size_t above = t->at, below = t->at;
    bool is_new = !t->has_thing;
    if (!is_new && t->at < rows->count && rows->thing(rows->context, t->at) == t->thing)
        return true;
    /* nearest first: a row or two came before it, mostly */
    while (!is_new && (above > 0 || below < rows->count)) {
        if (above > 0 && --above < rows->count && rows->thing(rows->context, above) == t->thing) {
            t->at = above;
            return true;
        }
        if (below < rows->count && rows->thing(rows->context, below) == t->thing) {
            t->at = below;
            return true;
        }
        below += below < rows->count;
    }
    tui_table_go(t, rows, t->at);
    t->is_gone = !is_new;
    return is_new;
}

bool tui_table_key(struct tui_table *t, const struct tui_rows *rows, const struct keypress *key)
{
    size_t page = t->height > 1 ? (size_t)t->height - 1 : 1,
           last = rows->count ? rows->count - 1 : 0, to = t->at;
    switch (key->kind) {
    case KEYPRESS_UP: to -= to > 0; break;
    case KEYPRESS_DOWN: to += to < last; break;
    case KEYPRESS_PAGE_UP: to = to > page ? to - page : 0; break;
    case KEYPRESS_PAGE_DOWN: to = last - to > page ? to + page : last; break;
    case KEYPRESS_HOME: to = 0; break;
    case KEYPRESS_END: to = last; break;
    default: return false;
    }
    tui_table_go(t, rows, to);
    return true;
}

/* The cursor is in sight, and no row is empty while others are out of it. */
static void scroll(struct tui_table *t, size_t count)
{
    size_t height = (size_t)t->height;
    if (t->at < t->first)
        t->first = t->at;
    if (t->at >= t->first + height)
        t->first = t->at - height + 1;
    if (t->first + height > count)
        t->first = count > height ? count - height : 0;
}

void tui_table_draw(struct canvas *v, struct tui_table *t, const struct tui_rows *rows, int row,
                    int col, int height, int cells, bool has_focus)
{
    t->height = height > 1 ? height : 1;
    scroll(t, rows->count);
    for (int k = 0; k < t->height && t->first + (size_t)k < rows->count; k++) {
        size_t i = t->first + (size_t)k;
        bool is_at = has_focus && i == t->at;
        canvas_text(v, row + k, col, 2, CANVAS_PLAIN,
                    is_at ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
        rows->draw(rows->context, v, row + k, col + 2, cells - 4, i,
                   is_at ? CANVAS_FOCUS : CANVAS_PLAIN);
        if (is_at)
            canvas_cursor(v, row + k, col + 2);
    }
    if (t->first > 0)
        canvas_text(v, row, col + cells - 1, 1, CANVAS_DIM, canvas_glyph(v, CANVAS_GLYPH_UP));
    if (t->first + (size_t)t->height < rows->count)
        canvas_text(v, row + t->height - 1, col + cells - 1, 1, CANVAS_DIM,
                    canvas_glyph(v, CANVAS_GLYPH_DOWN));
}
