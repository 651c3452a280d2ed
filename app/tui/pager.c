#include "app/tui/pager.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/filter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void go_to(struct tui_pager *p, size_t line)
{
    if (p->lines)
        p->top = start_of(p, line < last_top(p) ? line : last_top(p));
}

/* ---- what is looked for ---- */

/* Goes to the first line from byte `from` on that holds it, behind the last to the first of all.
 * is_typed: it is typed just now, and a line that holds its words side by side goes before those
 * that hold them apart. */
static void find(struct tui_pager *p, size_t from, bool is_typed)
{
    struct tui_search *s = &p->search;
    size_t len;
    int best = 0; /* nearer ones are better, and in sight of `from` on */
    s->nth = s->count = 0;
    for (size_t at = 0; s->typed.text[0] && p->text[at]; at += len + (p->text[at + len] == '\n')) {
        len = strcspn(p->text + at, "\n");
        char *line = strndup(p->text + at, len);
        bool holds = line && tui_filter_matches(s->typed.text, line);
        bool is_whole = holds && is_typed && tui_filter_matches_as_typed(s->typed.text, line);
        int worth = holds ? 1 + (at >= from) + 2 * is_whole : 0;
        free(line);
        s->count += holds;
        if (worth <= best)
            continue;
        best = worth;
        s->at = at;
        s->nth = s->count;
    }
    if (s->count && p->lines)
        go_to(p, line_of(p, s->at));
}

static void open_search(struct tui_pager *p)
{
    if (!p->search.is_open) /* words of its own, not behind those of the search before */
        p->search = (struct tui_search){.from = p->top};
    p->search.is_open = true;
}

/* False: nothing was looked for. */
static bool end_search(struct tui_pager *p)
{
    bool was_on = p->search.is_open || p->search.typed.text[0];
    p->search = (struct tui_search){0};
    return was_on;
}

static bool search_key(struct tui_pager *p, const struct keypress *key)
{
    if (key->kind == KEYPRESS_ESC)
        return end_search(p);
    if (key->kind == KEYPRESS_ENTER) {
        p->search.is_open = false;
        return true;
    }
    if (!tui_field_key(&p->search.typed, key))
        return false;
    find(p, p->search.from, true);
    return true;
}

static bool char_key(struct tui_pager *p, const struct keypress *key)
{
    bool is_next = (key->cp == 'n' || key->cp == 'N') && p->search.typed.text[0];
    if (key->cp == '/')
        open_search(p);
    else if (is_next)
        find(p, p->search.count ? p->search.at + 1 : 0, false);
    return is_next || key->cp == '/';
}

bool tui_pager_key(struct tui_pager *p, const struct keypress *key)
{
    size_t page = p->height > 1 ? (size_t)p->height - 1 : 1, last = last_top(p),
           to = p->lines ? line_of(p, p->top) : 0;
    if (p->search.is_open && search_key(p, key))
        return true;
    switch (key->kind) {
    case KEYPRESS_CHAR: return char_key(p, key);
    case KEYPRESS_ESC: return end_search(p);
    case KEYPRESS_UP: to -= to > 0; break;
    case KEYPRESS_DOWN: to++; break;
    case KEYPRESS_PAGE_UP: to = to > page ? to - page : 0; break;
    case KEYPRESS_PAGE_DOWN: to += page; break;
    case KEYPRESS_HOME: to = 0; break;
    case KEYPRESS_END: to = last; break;
    default: return false;
    }
    go_to(p, to);
    return true;
}

void tui_pager_place(const struct tui_pager *p, size_t *line, size_t *lines)
{
    *lines = p->lines;
    *line = p->lines ? line_of(p, p->top) + 1 : 0;
}

/* "/hanh_ … 2/5". */
static void draw_search(struct canvas *v, const struct tui_pager *p, int row, int col, int cells)
{
    const struct tui_search *s = &p->search;
    char count[64] = "";
    if (s->count)
        snprintf(count, sizeof count, "%zu/%zu", s->nth, s->count);
    else if (s->typed.text[0])
        snprintf(count, sizeof count, "%s", _("found nowhere"));
    int room = cells - text_width(count) - 4;
    canvas_text(v, row, col, 1, CANVAS_KEY, "/");
    int used = canvas_text(v, row, col + 1, room, CANVAS_FIELD, s->typed.text);
    if (s->is_open) {
        canvas_text(v, row, col + 1 + used, 1, CANVAS_FIELD, "_");
        canvas_cursor(v, row, col + 1 + used);
        tui_filter_draw_hint(v, row, col + used + 3, col + cells - 3 - text_width(count),
                             s->typed.text);
    }
    canvas_text_right(v, row, col + cells - 1, s->count ? CANVAS_DIM : CANVAS_WARNING, count);
}

/* The line that was found, in all its rows. */
static bool is_found(const struct tui_pager *p, size_t line)
{
    size_t at = start_of(p, line), from = p->search.at;
    return p->search.count && at >= from && at <= from + strcspn(p->text + from, "\n");
}

static void draw_lines(struct canvas *v, const struct tui_pager *p, int row, int col, size_t first)
{
    for (int k = 0; k < p->height && first + (size_t)k < p->lines; k++) {
        const struct text_line *x = &p->line[first + (size_t)k];
        bool is_at = is_found(p, first + (size_t)k);
        canvas_textn(v, row + k, col, p->cells, is_at ? CANVAS_FOCUS : CANVAS_PLAIN, x->start,
                     x->len);
        if (is_at && start_of(p, first + (size_t)k) == p->search.at && !p->search.is_open)
            canvas_cursor(v, row + k, col);
    }
}

void tui_pager_draw(struct canvas *v, struct tui_pager *p, int row, int col, int height, int cells)
{
    int room = cells - 2; /* the arrows */
    bool is_sought = p->search.is_open || p->search.typed.text[0];
    if (!p->line || p->cells != room)
        wrap(p, room);
    if (is_sought)
        height--;
    p->height = height;
    size_t first = p->lines ? line_of(p, p->top) : 0;
    first = first < last_top(p) ? first : last_top(p);
    canvas_cursor(v, row + is_sought, col); /* where reading begins */
    if (is_sought)
        draw_search(v, p, row++, col, cells);
    draw_lines(v, p, row, col, first);
    if (first > 0)
        canvas_text(v, row, col + cells - 1, 1, CANVAS_DIM, canvas_glyph(v, CANVAS_GLYPH_UP));
    if (first + (size_t)height < p->lines)
        canvas_text(v, row + height - 1, col + cells - 1, 1, CANVAS_DIM,
                    canvas_glyph(v, CANVAS_GLYPH_DOWN));
}
