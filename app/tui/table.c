#include "app/tui/table.h"

#include "app/core/text.h"

#include <stdio.h>

enum { ROW_TEXT = 1024 /* bytes of a row that are looked through */ };

static void note(struct tui_table *t, const struct tui_rows *rows)
{
    t->has_thing = rows->count > 0;
    if (t->has_thing)
        t->thing = rows->thing(rows->context, t->at);
}

/* ---- those shown ---- */

bool tui_table_is_filtered(const struct tui_table *t)
{
    return t->filter && (t->filter->is_open || t->filter->typed.text[0]);
}

static bool is_narrowed(const struct tui_table *t)
{
    return t->filter && t->filter->typed.text[0] && t->filter->row;
}

size_t tui_table_shown(const struct tui_table *t, const struct tui_rows *rows)
{
    return is_narrowed(t) && t->filter->count < rows->count ? t->filter->count : rows->count;
}

size_t tui_table_row(const struct tui_table *t, size_t place)
{
    return is_narrowed(t) ? tui_filter_row(t->filter, place) : place;
}

size_t tui_table_place(const struct tui_table *t)
{
    return is_narrowed(t) ? tui_filter_place(t->filter, t->at) : t->at;
}

/* A row as it is drawn, for the filter. */
struct heard {
    const struct tui_rows *rows;
    char text[ROW_TEXT];
};

static const char *text_of(void *context, size_t row)
{
    struct heard *h = context;
    struct canvas v = canvas_listener(h->text, sizeof h->text);
    h->rows->draw(h->rows->context, &v, 0, 0, v.cols, row, CANVAS_PLAIN);
    return h->text;
}

bool tui_table_filter(struct tui_table *t, const struct tui_rows *rows)
{
    struct heard h = {.rows = rows};
    if (!t->filter || !t->filter->typed.text[0])
        return true;
    if (!tui_filter_apply(t->filter, rows->count, text_of, &h) || t->filter->count == 0)
        return t->filter->count == rows->count;
    size_t place = tui_table_place(t);
    if (place < t->filter->count && tui_table_row(t, place) == t->at)
        return true;
    t->at = tui_table_row(t, place < t->filter->count ? place : t->filter->count - 1);
    note(t, rows);
    return false;
}

static void end_filter(struct tui_table *t)
{
    t->filter->is_open = false;
    t->filter->typed.text[0] = '\0';
    tui_filter_free(t->filter);
}

/* ---- the cursor ---- */

void tui_table_go(struct tui_table *t, const struct tui_rows *rows, size_t row)
{
    t->at = row < rows->count ? row : rows->count ? rows->count - 1 : 0;
    t->is_gone = false;
    note(t, rows);
    size_t place = tui_table_place(t);
    if (is_narrowed(t) && (place == t->filter->count || tui_table_row(t, place) != t->at))
        end_filter(t);
}

/* Where the thing is now; false: nowhere. */
static bool find_thing(struct tui_table *t, const struct tui_rows *rows)
{
    size_t above = t->at, below = t->at;
    if (t->at < rows->count && rows->thing(rows->context, t->at) == t->thing)
        return true;
    /* nearest first: a row or two came before it, mostly */
    while (above > 0 || below < rows->count) {
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
    return false;
}

bool tui_table_settle(struct tui_table *t, const struct tui_rows *rows)
{
    bool is_new = !t->has_thing, is_there = !is_new && find_thing(t, rows);
    if (!is_there) {
        t->at = t->at < rows->count ? t->at : rows->count ? rows->count - 1 : 0;
        note(t, rows);
    }
    bool is_shown = tui_table_filter(t, rows); /* its text may have changed */
    bool is = is_new || (is_there && is_shown);
    if (!is || is_new)
        t->is_gone = !is;
    return is;
}

/* ---- keys ---- */

/* What is typed into the filter. */
static bool filter_key(struct tui_table *t, const struct tui_rows *rows, const struct keypress *key)
{
    switch (key->kind) {
    case KEYPRESS_ESC: end_filter(t); return true;
    case KEYPRESS_ENTER: t->filter->is_open = false; return true;
    default: break;
    }
    if (!tui_field_key(&t->filter->typed, key))
        return false;
    tui_table_filter(t, rows);
    t->is_gone = false;
    return true;
}

/* The digit makes the number behind it longer, or begins another where no row has that one. */
static void digit_key(struct tui_table *t, const struct tui_rows *rows, unsigned digit)
{
    size_t shown = tui_table_shown(t, rows), number = t->number * 10 + digit;
    if (number > shown)
        number = digit;
    t->number = number;
    if (number == 0 || number > shown)
        return;
    tui_table_go(t, rows, tui_table_row(t, number - 1));
}

static bool char_key(struct tui_table *t, const struct tui_rows *rows, const struct keypress *key)
{
    bool is_digit = key->cp >= '0' && key->cp <= '9';
    if (!t->takes_chars || rows->count == 0 || (!is_digit && (key->cp != '/' || !t->filter)))
        return false;
    if (is_digit)
        digit_key(t, rows, key->cp - '0');
    else
        t->filter->is_open = true;
    return true;
}

static bool move_key(struct tui_table *t, const struct tui_rows *rows, enum keypress_kind kind)
{
    size_t shown = tui_table_shown(t, rows), page = t->height > 1 ? (size_t)t->height - 1 : 1,
           last = shown ? shown - 1 : 0, to = tui_table_place(t);
    switch (kind) {
    case KEYPRESS_UP: to -= to > 0; break;
    case KEYPRESS_DOWN: to += to < last; break;
    case KEYPRESS_PAGE_UP: to = to > page ? to - page : 0; break;
    case KEYPRESS_PAGE_DOWN: to = to < last && last - to > page ? to + page : last; break;
    case KEYPRESS_HOME: to = 0; break;
    case KEYPRESS_END: to = last; break;
    default: return false;
    }
    if (shown)
        tui_table_go(t, rows, tui_table_row(t, to));
    return true;
}

bool tui_table_key(struct tui_table *t, const struct tui_rows *rows, const struct keypress *key)
{
    bool is_typed = t->filter && t->filter->is_open && filter_key(t, rows, key);
    if (!is_typed && key->kind == KEYPRESS_CHAR)
        return char_key(t, rows, key);
    t->number = 0;
    if (!is_typed && key->kind == KEYPRESS_ESC && tui_table_is_filtered(t)) {
        end_filter(t);
        return true;
    }
    return is_typed || move_key(t, rows, key->kind);
}

/* ---- the picture ---- */

/* The cursor is in sight, and no row is empty while others are out of it. */
static void scroll(struct tui_table *t, size_t count)
{
    size_t height = (size_t)t->height, place = tui_table_place(t);
    if (place < t->first)
        t->first = place;
    if (place >= t->first + height)
        t->first = place - height + 1;
    if (t->first + height > count)
        t->first = count > height ? count - height : 0;
}

/* "/hanh_ … 12/88". */
static void draw_filter(struct canvas *v, const struct tui_table *t, const struct tui_rows *rows,
                        int row, int col, int cells)
{
    char count[64];
    size_t shown = tui_table_shown(t, rows);
    int used = snprintf(count, sizeof count, "%zu/%zu", shown, rows->count);
    canvas_text(v, row, col + 1, 1, CANVAS_KEY, "/");
    used = canvas_text(v, row, col + 2, cells - used - 4, CANVAS_FIELD, t->filter->typed.text);
    if (t->filter->is_open) {
        canvas_text(v, row, col + 2 + used, 1, CANVAS_FIELD, "_");
        canvas_cursor(v, row, col + 2 + used);
        tui_filter_draw_hint(v, row, col + used + 4, col + cells - 3 - text_width(count),
                             t->filter->typed.text);
    }
    canvas_text_right(v, row, col + cells - 1, shown ? CANVAS_DIM : CANVAS_WARNING, count);
}

static void draw_arrow(struct canvas *v, int row, int col, enum canvas_glyph glyph)
{
    canvas_text(v, row, col, 1, CANVAS_DIM, canvas_glyph(v, glyph));
}

void tui_table_draw(struct canvas *v, struct tui_table *t, const struct tui_rows *rows, int row,
                    int col, int height, int cells, bool has_focus)
{
    bool is_typed = t->filter && t->filter->is_open;
    size_t shown = tui_table_shown(t, rows);
    if (tui_table_is_filtered(t)) {
        draw_filter(v, t, rows, row++, col, cells);
        height--;
    }
    t->height = height > 1 ? height : 1;
    scroll(t, shown);
    for (int k = 0; k < t->height && t->first + (size_t)k < shown; k++) {
        size_t i = tui_table_row(t, t->first + (size_t)k);
        bool is_at = has_focus && i == t->at;
        canvas_text(v, row + k, col, 2, CANVAS_PLAIN,
                    is_at ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
        rows->draw(rows->context, v, row + k, col + 2, cells - 4, i,
                   is_at ? CANVAS_FOCUS : CANVAS_PLAIN);
        if (i == t->at)
            t->cursor_row = row + k;
        if (is_at && !is_typed)
            canvas_cursor(v, row + k, col + 2);
    }
    if (t->first > 0)
        draw_arrow(v, row, col + cells - 1, CANVAS_GLYPH_UP);
    if (t->first + (size_t)t->height < shown)
        draw_arrow(v, row + t->height - 1, col + cells - 1, CANVAS_GLYPH_DOWN);
}
