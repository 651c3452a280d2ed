/* What came of collecting: the sum, and a row for each thing that somebody must see to; Enter leads
 * to where that is done. */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/desk/day_parts.h"
#include "tools/desk/fork.h"
#include "tools/desk/page.h"
#include "tools/desk/reconcile.h"
#include "tools/desk/sessions.h"

#include <stdio.h>
#include <string.h>

enum { MARK = 2, NEED_TEXT = 1024, FILES_TEXT = 4096 };

#define NEXT \
    N_("Nothing here waits for anybody. Next: the other sticks; once all came, D reconciles.")

/* In the order of the rows. */
void day_came_list(struct day *d)
{
    const struct collect_reply *r = &d->came;
    const size_t count[DAY_NEEDS] = {
        [DAY_NEED_CONFLICT] = r->conflict,       [DAY_NEED_UNREAD] = r->unread,
        [DAY_NEED_DAMAGED] = r->damaged,         [DAY_NEED_LEFT] = r->left,
        [DAY_NEED_CLOSED] = r->closed,           [DAY_NEED_MISSING] = r->missing,
        [DAY_NEED_SILENT] = r->silent.count,     [DAY_NEED_OTHERS] = r->others.count,
        [DAY_NEED_PASSED_OVER] = r->passed_over, [DAY_NEED_FILES] = d->told,
    };
    d->needs = 0;
    for (int what = 0; what < DAY_NEEDS; what++)
        if (count[what])
            d->need[d->needs++] = (struct day_need){(enum day_need_what)what, count[what]};
    d->came_rows = (struct tui_table){0};
}

static void list_forks(const struct collect_forks *f, char *out, size_t room)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < f->count && n + sizeof ", 0000, …" < room; i++)
        n += (size_t)snprintf(out + n, room - n, "%s%s", i ? ", " : "",
                              n + 2 * sizeof ", 0000, …" < room ? f->fork[i].paper : "…");
}

static void tell_seats(const struct collect_reply *r, bool is_silent, char *out, size_t room)
{
    const struct collect_reply part = {.silent = is_silent ? r->silent : (struct collect_seats){0},
                                       .others = is_silent ? (struct collect_seats){0} : r->others};
    struct buf text;
    buf_init(&text, 64 * 1024);
    collect_say_seats(&part, &text);
    const char *begin = buf_text(&text);
    if (strncmp(begin, "! ", MARK) == 0)
        begin += MARK;
    snprintf(out, room, "%.*s", (int)strcspn(begin, "\n"), begin);
    buf_free(&text);
}

static void tell_conflict(const struct day *d, size_t n, char *out, size_t room)
{
    char papers[160];
    list_forks(&d->came.forks, papers, sizeof papers);
    if (papers[0])
        snprintf(out, room,
                 P_("%zu file in conflict, two journals of one paper: %s",
                    "%zu files in conflict, two journals of one paper: %s", n),
                 n, papers);
    else
        snprintf(out, room,
                 P_("%zu file in conflict with what came before",
                    "%zu files in conflict with what came before", n),
                 n);
}

static void tell_damaged(size_t n, char *out, size_t room)
{
    snprintf(out, room,
             P_("%zu file is damaged and was set aside: look for another copy of it",
                "%zu files are damaged and were set aside: look for other copies of them", n),
             n);
}

static void tell_left(size_t n, char *out, size_t room)
{
    snprintf(out, room,
             P_("%zu damaged file more was not collected",
                "%zu damaged files more were not collected", n),
             n);
}

static void tell_unread(size_t n, char *out, size_t room)
{
    snprintf(out, room,
             P_("%zu file could not be read: is the stick still in? Collect again",
                "%zu files could not be read: is the stick still in? Collect again", n),
             n);
}

/* A row without its mark, in the language of now. */
static void tell_need(const struct day *d, const struct day_need *x, char out[NEED_TEXT])
{
    size_t n = x->count;
    switch (x->what) {
    case DAY_NEED_CONFLICT: tell_conflict(d, n, out, NEED_TEXT); return;
    case DAY_NEED_UNREAD: tell_unread(n, out, NEED_TEXT); return;
    case DAY_NEED_DAMAGED: tell_damaged(n, out, NEED_TEXT); return;
    case DAY_NEED_LEFT: tell_left(n, out, NEED_TEXT); return;
    case DAY_NEED_CLOSED:
        snprintf(out, NEED_TEXT, _("%zu came to a session after its close: counted for nothing"),
                 n);
        return;
    case DAY_NEED_MISSING:
        snprintf(out, NEED_TEXT,
                 _("%zu missing: a seat's manifest names them, nobody brought them"), n);
        return;
    case DAY_NEED_SILENT: tell_seats(&d->came, true, out, NEED_TEXT); return;
    case DAY_NEED_OTHERS: tell_seats(&d->came, false, out, NEED_TEXT); return;
    case DAY_NEED_PASSED_OVER:
        snprintf(out, NEED_TEXT, _("%zu passed over: no files of ours, or not readable"), n);
        return;
    default:
        snprintf(
            out, NEED_TEXT,
            P_("what was said of %zu file or session", "what was said of %zu files or sessions", n),
            n);
        return;
    }
}

static enum canvas_role role_of(const struct day_need *x)
{
    return x->what <= DAY_NEED_UNREAD  ? CANVAS_DANGER
           : x->what == DAY_NEED_FILES ? CANVAS_DIM
                                       : CANVAS_WARNING;
}

static const char *mark_of(const struct day_need *x)
{
    return x->what <= DAY_NEED_UNREAD ? "x" : x->what == DAY_NEED_FILES ? "·" : "!";
}

/* ---- where a row leads ---- */

static void open_files(struct day *d)
{
    struct buf line;
    buf_init(&line, SCREEN_LINE_MAX);
    d->screen.ops->line(&d->screen, &line);
    page_open(d->screen.desk, _("Exam day: what came"), buf_text(&d->page), buf_text(&line));
    buf_free(&line);
}

static void open_forks(struct day *d)
{
    const struct collect_forks *f = &d->came.forks;
    if (f->count == 1)
        fork_open(d->screen.desk, f->fork[0].session, f->fork[0].paper);
    else if (f->count)
        reconcile_open(d->screen.desk, f->fork[0].session);
    else
        open_files(d);
}

void day_came_open(struct day *d)
{
    switch (d->need[d->came_rows.at].what) {
    case DAY_NEED_CONFLICT: open_forks(d); return;
    case DAY_NEED_UNREAD: day_list_back(d); return;
    case DAY_NEED_SILENT: reconcile_open(d->screen.desk, d->came.silent.seat[0].session); return;
    case DAY_NEED_CLOSED:
    case DAY_NEED_MISSING: sessions_open(&d->screen, SESSIONS_RECONCILE); return;
    default: open_files(d); return;
    }
}

/* ---- what is seen ---- */

static uint64_t thing_of(void *context, size_t i)
{
    return (uint64_t)((const struct day *)context)->need[i].what + 1;
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct day *d = context;
    char text[NEED_TEXT];
    tell_need(d, &d->need[i], text);
    canvas_text(v, row, col, 1, role_of(&d->need[i]), mark_of(&d->need[i]));
    canvas_text_cut(v, row, col + MARK, cells - MARK, role, text);
}

struct tui_rows day_came_rows(struct day *d)
{
    return (struct tui_rows){.context = d, .count = d->needs, .thing = thing_of, .draw = draw_row};
}

/* The row under the cursor whole, where it was cut; then as much of the files' lines as there is
 * room for. */
void day_came_draw(struct day *d, struct canvas *v, int row, int end)
{
    struct tui_rows rows = day_came_rows(d);
    struct buf sum;
    char text[NEED_TEXT];
    buf_init(&sum, FILES_TEXT);
    day_page_sum(&d->came, &sum);
    snprintf(text, sizeof text, "%.*s", (int)strcspn(buf_text(&sum), "\n"), buf_text(&sum));
    row = tui_paragraph_within(v, row + 1, end, 2, v->cols - 4, CANVAS_PLAIN, text) + 1;
    buf_free(&sum);
    if (!d->needs) {
        tui_paragraph_within(v, row, end, 2, v->cols - 4, CANVAS_SAVED, _(NEXT));
        return;
    }
    int height = (int)d->needs < end - row - 3 ? (int)d->needs : end - row - 3;
    tui_table_draw(v, &d->came_rows, &rows, row, 0, height, v->cols - 1, true);
    row += height + 1;
    tell_need(d, &d->need[d->came_rows.at], text);
    if (text_width(text) > v->cols - 3 - 2 * MARK)
        row = tui_paragraph_within(v, row, end, 4, v->cols - 6, CANVAS_PLAIN, text) + 1;
    const char *lines = buf_text(&d->lines);
    tui_paragraph_within(v, row, end, 4, v->cols - 6, CANVAS_DIM, lines + strspn(lines, "\n"));
}

void day_came_tell(const struct day *d, bool is_numbered, struct buf *out)
{
    char text[NEED_TEXT];
    day_page_sum(&d->came, out);
    if (!d->needs)
        buf_printf(out, "%s\n", _(NEXT));
    for (size_t i = 0; i < d->needs; i++) {
        if (!is_numbered && d->need[i].what == DAY_NEED_FILES)
            continue;
        tell_need(d, &d->need[i], text);
        if (is_numbered)
            buf_printf(out, "%zu. ", i + 1);
        buf_printf(out, "%s %s\n", mark_of(&d->need[i]), text);
    }
}
