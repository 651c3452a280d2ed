#include "tools/desk/start.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/frame.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { MARK = 2, ABOUT = 13, WHEN = 11 /* cells */ };

static const struct waiting_row *row_at(const struct desk *d, size_t i)
{
    return &d->waiting.row[tui_filter_row(&d->filter, i)];
}

/* ---- the rows ---- */

/* The same thing waits as long as it is about the same and of the same kind. */
static uint64_t thing_of(void *context, size_t i)
{
    const struct waiting_row *x = row_at(context, i);
    uint64_t hash = 14695981039346656037u + (uint64_t)x->kind; /* FNV-1a */
    for (const char *p = x->about; *p; p++)
        hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    return hash;
}

static void tell_day(const struct desk *d, int64_t when, char *out, size_t room)
{
    time_t then = (time_t)when, now = (time_t)(clock_wall_ms(&d->setup.clock) / 1000), yesterday;
    struct tm a, b, c;
    yesterday = now - 24 * 60 * 60;
    out[0] = '\0';
    if (!when || !localtime_r(&then, &a) || !localtime_r(&now, &b) || !localtime_r(&yesterday, &c))
        return;
    if (a.tm_year == b.tm_year && a.tm_yday == b.tm_yday)
        snprintf(out, room, "%s", _("today"));
    else if (a.tm_year == c.tm_year && a.tm_yday == c.tm_yday)
        snprintf(out, room, "%s", _("yesterday"));
    else
        snprintf(out, room, "%02d/%02d/%d", a.tm_mday, a.tm_mon + 1, a.tm_year + 1900);
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    static const struct {
        const char *sign;
        enum canvas_role role;
    } MARKS[] = {{"x", CANVAS_DANGER}, {"!", CANVAS_WARNING}, {"·", CANVAS_DIM}};
    const struct desk *d = context;
    const struct waiting_row *x = row_at(d, i);
    char day[32], clean[2 * WAITING_TEXT];
    tell_day(d, x->since, day, sizeof day);
    canvas_text(v, row, col, 1, MARKS[x->mark].role,
                x->mark == WAITING_TOLD ? canvas_glyph(v, CANVAS_GLYPH_EMPTY)
                                        : MARKS[x->mark].sign);
    canvas_text_cut(v, row, col + MARK, ABOUT - 1, role, x->about[0] ? x->about : _("office"));
    canvas_text_cut(v, row, col + MARK + ABOUT, cells - MARK - ABOUT - WHEN, role,
                    text_clean(x->text, clean, sizeof clean));
    canvas_text_right(v, row, col + cells, CANVAS_DIM, day);
}

static struct tui_rows rows_of(struct desk *d)
{
    return (struct tui_rows){
        .context = d, .count = d->filter.count, .thing = thing_of, .draw = draw_row};
}

static const char *text_of(void *context, size_t i)
{
    struct desk *d = context;
    const struct waiting_row *x = &d->waiting.row[i];
    snprintf(d->line, sizeof d->line, "%s %s", x->about, x->text);
    return d->line;
}

void start_filter(struct desk *d)
{
    tui_filter_apply(&d->filter, d->waiting.rows, text_of, d);
    struct tui_rows rows = rows_of(d);
    tui_table_settle(&d->table, &rows);
}

/* ---- keys ---- */

bool start_detail(struct desk *d)
{
    char day[32];
    if (d->filter.count == 0)
        return false;
    const struct waiting_row *x = row_at(d, d->table.at);
    tell_day(d, x->since, day, sizeof day);
    snprintf(d->page, sizeof d->page, "%s\n\n%s%s%s\n%s%s%s%s",
             x->about[0] ? x->about : _("office"), x->text, day[0] ? " · " : "", day,
             x->command[0] ? "\n" : "",
             x->command[0] ? _("The command that does it, to be typed when you have left here "
                               "(Ctrl-Q) or in another window:")
                           : "",
             x->command[0] ? "\n\n    " : "", x->command);
    tui_pager_open(&d->pager, d->page);
    d->place = DESK_DETAIL;
    return true;
}

void start_key(struct desk *d, const struct keypress *key)
{
    struct tui_rows rows = rows_of(d);
    if (tui_table_key(&d->table, &rows, key))
        return;
    if (d->place == DESK_FILTER && tui_field_key(&d->filter.typed, key))
        start_filter(d);
}

/* ---- the picture ---- */

static void draw_filter(const struct desk *d, struct canvas *v, int row)
{
    bool is_typed = d->place == DESK_FILTER;
    if (!is_typed && !d->filter.typed.text[0])
        return;
    canvas_text(v, row, 1, 1, CANVAS_KEY, "/");
    int used = canvas_text(v, row, 2, v->cols / 2, CANVAS_FIELD, d->filter.typed.text);
    if (is_typed)
        canvas_text(v, row, 2 + used, 1, CANVAS_FIELD, "_");
}

void start_draw(struct desk *d, struct canvas *v, int row, int rule)
{
    struct tui_rows rows = rows_of(d);
    char said[WAITING_TEXT];
    int end = rule - 3; /* message and command below the rows, and a free one before */
    snprintf(said, sizeof said, _("Waiting: %zu"), d->waiting.rows);
    canvas_text(v, row, 1, v->cols - 2, CANVAS_TITLE, said);
    draw_filter(d, v, end);
    tui_table_draw(v, &d->table, &rows, row + 1, 0, end - row - 1, v->cols - 1, true);
    if (d->trouble.code != ERR_OK)
        tui_message(v, rule - 1, v->cols - 6, CANVAS_DANGER, d->trouble.text);
    else if (d->waiting.rows == 0)
        tui_message(v, rule - 1, v->cols - 6, CANVAS_SAVED, _("Nothing waits."));
    else if (d->filter.count == 0)
        tui_message(v, rule - 1, v->cols - 6, CANVAS_WARNING,
                    _("No row holds what was typed; Esc shows all."));
    if (d->filter.count && row_at(d, d->table.at)->command[0]) {
        int used = canvas_text(v, rule - 1, 1, v->cols - 2, CANVAS_DIM, _("Command:"));
        canvas_text_cut(v, rule - 1, used + 2, v->cols - used - 3, CANVAS_DIM,
                        row_at(d, d->table.at)->command);
    }
    if (d->place == DESK_FILTER) /* where it is typed */
        canvas_cursor(v, end, 2 + text_width(d->filter.typed.text));
}
