#include "tools/desk/filtering.h"

#include "app/core/i18n.h"
#include "app/tui/frame.h"

#include <stdlib.h>
#include <string.h>

static struct screen_focus focus_of(struct screen *s)
{
    struct screen_focus f = {0};
    if (s->ops->focus)
        s->ops->focus(s, &f);
    return f;
}

static bool is_on(const struct screen *s)
{
    return s->filter.is_open || s->filter.typed.text[0];
}

static void forget(struct screen *s)
{
    s->filter.is_open = false;
    s->filter.typed.text[0] = '\0';
    tui_filter_free(&s->filter);
}

/* Letters are not text there, or the screen leaves it `/`. */
static bool takes_chars(const struct screen *s, const struct screen_focus *f)
{
    return f->table && (f->has_filter || !s->ops->takes_text || !s->ops->takes_text(s));
}

void filtering_attach(struct screen *s)
{
    struct screen_focus f = focus_of(s);
    if (s->filtered && is_on(s) && s->filtered->filter != &s->filter)
        forget(s); /* its list was begun anew */
    if (!f.table)
        return;
    f.table->takes_chars = takes_chars(s, &f);
    if (f.table == s->filtered || (is_on(s) && s->filtered) || !f.table->takes_chars) {
        if (f.table == s->filtered)
            f.table->filter = &s->filter;
        return;
    }
    if (s->filtered)
        s->filtered->filter = NULL;
    s->filtered = f.table;
    f.table->filter = &s->filter;
}

bool filtering_is_possible(const struct screen *s)
{
    struct screen_focus f = {0};
    if (s->ops->focus)
        s->ops->focus((struct screen *)s, &f);
    return takes_chars(s, &f) && f.rows.count > 0;
}

bool filtering_is_typed(const struct screen *s)
{
    return s->filter.is_open;
}

bool filtering_is_empty(struct screen *s)
{
    struct screen_focus f = {0};
    if (!s->filter.typed.text[0] || !s->filter.row || s->filter.count)
        return false;
    f = focus_of(s);
    return f.table && f.table == s->filtered && f.rows.count > 0;
}

bool filtering_end(struct screen *s)
{
    struct screen_focus f = focus_of(s);
    if (!is_on(s) || f.table != s->filtered)
        return false;
    forget(s);
    return true;
}

void filtering_again(struct screen *s)
{
    struct screen_focus f = {0};
    if (!is_on(s))
        return;
    f = focus_of(s);
    if (f.table && f.table == s->filtered)
        tui_table_filter(f.table, &f.rows);
}

void filtering_say_number(struct screen *s)
{
    struct screen_focus f = focus_of(s);
    if (f.table && f.table->number && f.rows.count && !s->said[0])
        screen_say(s, CANVAS_DIM, _("Row %zu of %zu."), tui_table_place(f.table) + 1,
                   tui_table_shown(f.table, &f.rows));
}

/* ---- in lines ---- */

static size_t row_of(const char *line, size_t *digits)
{
    *digits = strspn(line, "0123456789");
    bool is_row = *digits && strncmp(line + *digits, ". ", 2) == 0;
    return is_row ? strtoul(line, NULL, 10) : 0;
}

void filtering_tell(struct screen *s, const char *body, struct buf *out)
{
    struct screen_focus f = focus_of(s);
    bool is_narrow = f.table && f.table == s->filtered && is_on(s);
    if (filtering_is_empty(s)) {
        buf_printf(out, "%s\n", _("No row holds what was typed."));
        if (f.elsewhere)
            buf_printf(out, "%s\n", f.elsewhere);
        return;
    }
    for (const char *p = body; *p;) {
        size_t digits, len = strcspn(p, "\n"), row = is_narrow ? row_of(p, &digits) : 0;
        size_t place = row ? tui_filter_place(&s->filter, row - 1) : 0;
        bool is_shown = !row || row > f.rows.count ||
                        (place < s->filter.count && tui_filter_row(&s->filter, place) == row - 1);
        if (is_shown && row && row <= f.rows.count)
            buf_printf(out, "%zu%.*s\n", place + 1, (int)(len - digits), p + digits);
        else if (is_shown)
            buf_printf(out, "%.*s\n", (int)len, p);
        p += len + (p[len] == '\n');
    }
}

void filtering_draw_empty(struct screen *s, struct canvas *v, int row)
{
    struct screen_focus f = focus_of(s);
    tui_table_draw(v, f.table, &f.rows, row, 0, 2, v->cols - 1, true);
    tui_message(v, row + 3, v->cols - 6, CANVAS_WARNING,
                _("No row holds what was typed; Esc shows all."));
    if (f.elsewhere)
        canvas_text_cut(v, row + 4, 3, v->cols - 6, CANVAS_DIM, f.elsewhere);
}
