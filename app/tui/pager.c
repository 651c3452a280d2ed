#include "app/tui/pager.h"

#include "app/core/text.h"

#include <stdlib.h>

void tui_pager_open(struct tui_pager *p, const char *text)
{
    tui_pager_free(p);
    p->text = text;
}

void tui_pager_free(struct tui_pager *p)
{
    free(p->line);
    *p = (struct tui_pager){.text = ""};
}

/* Without memory nothing is shown. */
static void wrap(struct tui_pager *p, int cells)
{
    struct text_line none;
    size_t n = text_wrap(p->text, cells, &none, 0);
    free(p->line);
    p->line = malloc((n + 1) * sizeof *p->line);
    p->lines = p->line ? text_wrap(p->text, cells, p->line, n) : 0;
    p->cells = cells;
}

static size_t start_of(const struct tui_pager *p, size_t line)
{
    return (size_t)(p->line[line].start - p->text);
}

static size_t line_of(const struct tui_pager *p, size_t at)
{
    size_t low = 0, high = p->lines;
    while (low + 1 < high) {
        size_t mid = (low + high) / 2;
        if (start_of(p, mid) <= at)
            low = mid;
        else
            high = mid;
    }
    return low;
}

/* The line that is first on the last page. */
static size_t last_top(const struct tui_pager *p)
{
    return p->lines > (size_t)p->height ? p->lines - (size_t)p->height : 0;
}

bool tui_pager_key(struct tui_pager *p, const struct keypress *key)
{
    size_t page = p->height > 1 ? (size_t)p->height - 1 : 1, last = last_top(p),
           to = p->lines ? line_of(p, p->top) : 0;
    switch (key->kind) {
    case KEYPRESS_UP: to -= to > 0; break;
    case KEYPRESS_DOWN: to++; break;
    case KEYPRESS_PAGE_UP: to = to > page ? to - page : 0; break;
    case KEYPRESS_PAGE_DOWN: to += page; break;
    case KEYPRESS_HOME: to = 0; break;
    case KEYPRESS_END: to = last; break;
    default: return false;
    }
    if (p->lines)
        p->top = start_of(p, to < last ? to : last);
    return true;
}

void tui_pager_place(const struct tui_pager *p, size_t *line, size_t *lines)
{
    *lines = p->lines;
    *line = p->lines ? line_of(p, p->top) + 1 : 0;
}

void tui_pager_draw(struct canvas *v, struct tui_pager *p, int row, int col, int height, int cells)
{
    int room = cells - 2; /* the arrows */
    if (!p->line || p->cells != room)
        wrap(p, room);
    p->height = height;
    size_t first = p->lines ? line_of(p, p->top) : 0;
    first = first < last_top(p) ? first : last_top(p);
    for (int k = 0; k < height && first + (size_t)k < p->lines; k++) {
        const struct text_line *x = &p->line[first + (size_t)k];
        canvas_textn(v, row + k, col, room, CANVAS_PLAIN, x->start, x->len);
    }
    canvas_cursor(v, row, col); /* where reading begins */
    if (first > 0)
        canvas_text(v, row, col + cells - 1, 1, CANVAS_DIM, canvas_glyph(v, CANVAS_GLYPH_UP));
    if (first + (size_t)height < p->lines)
        canvas_text(v, row + height - 1, col + cells - 1, 1, CANVAS_DIM,
                    canvas_glyph(v, CANVAS_GLYPH_DOWN));
}
