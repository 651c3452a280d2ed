/* The wall: what wants somebody's hand above, all seats by name below. */
#include "app/room/keys.h"
#include "app/room/page.h"
#include "app/room/pictures.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

enum {
    PROBLEM_ROWS = 4,
    CELL = 26 /* columns of a seat on the wall */
};

/* ---- the counts ---- */

static void draw_folders(const struct room *r, struct canvas *v, int row)
{
    bool is_bad = r->folders == 0;
    for (size_t i = 0; i < r->folders; i++)
        is_bad |= r->folder[i].trouble.code != ERR_OK;
    canvas_text_right(v, row, v->cols - 1, is_bad ? CANVAS_DANGER : CANVAS_SAVED,
                      is_bad ? _("folder x") : _("folder ●"));
}

static void draw_counts(const struct room *r, struct canvas *v, int row)
{
    struct seats_count n;
    char text[160];
    seats_count(&r->seats, r->now, &n);
    snprintf(text, sizeof text, _("To do: %zu"), r->problems.count);
    int at = 1 + canvas_text(v, row, 1, v->cols - 2,
                             r->problems.count ? CANVAS_WARNING : CANVAS_SAVED, text);
    snprintf(text, sizeof text, _("%u work  %u wait  %u in  %u blocked  %u silent  %u empty"),
             n.running, n.waiting, n.ended, n.blocked, n.lost, n.empty);
    canvas_text(v, row, at + 3, v->cols - at - 14, CANVAS_PLAIN, text);
    draw_folders(r, v, row);
}

/* ---- problems ---- */

static void draw_problem(const struct room *r, struct canvas *v, int row, const struct problem *p,
                         bool is_here)
{
    struct buf text;
    const struct session_candidate *who = room_candidate(r, p->seat);
    bool is_urgent = problem_is_urgent(p->kind);
    enum canvas_role role = is_urgent ? CANVAS_DANGER : CANVAS_WARNING;
    buf_init(&text, 512);
    problem_describe(p, r->now, r->wall, &text);
    canvas_text(v, row, 0, 1, CANVAS_FOCUS, is_here ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
    canvas_text(v, row, 1, 1, role, is_urgent ? "x" : "!");
    canvas_text_cut(v, row, 3, 14, is_here ? CANVAS_FOCUS : CANVAS_PLAIN, p->seat->name);
    canvas_text_cut(v, row, 18, 9, CANVAS_PLAIN, who ? who->sbd : "");
    canvas_text_cut(v, row, 28, v->cols - 29, is_here ? CANVAS_FOCUS : CANVAS_PLAIN,
                    buf_text(&text));
    buf_free(&text);
    if (is_here)
        canvas_cursor(v, row, 0);
}

/* The first row of `rows` in sight of `count`, so that `at` is among them. */
static size_t scroll(size_t first, size_t at, size_t count, size_t rows)
{
    if (count <= rows)
        return 0;
    if (first + rows > count)
        first = count - rows;
    if (at < first)
        return at;
    return at < count && at >= first + rows ? at + 1 - rows : first;
}

static void draw_problems(struct room *r, struct canvas *v, int top)
{
    size_t at = r->is_on_problems ? room_row(r) : r->problems.count;
    r->first_problem = scroll(r->first_problem, at, r->problems.count, PROBLEM_ROWS);
    for (size_t i = 0; i < PROBLEM_ROWS && r->first_problem + i < r->problems.count; i++) {
        size_t row = r->first_problem + i;
        draw_problem(r, v, top + (int)i, &r->problems.item[row], row == at);
    }
    if (r->problems.count == 0 && r->folders)
        canvas_text(v, top, 3, v->cols - 4, CANVAS_DIM, _("Nothing wants your hand."));
    if (r->folders == 0)
        canvas_text(v, top, 3, v->cols - 4, CANVAS_WARNING,
                    _("No seat sends anything. Use the sheet of vouchers."));
    size_t below = r->problems.count - r->first_problem;
    if (below > PROBLEM_ROWS) {
        char more[48];
        snprintf(more, sizeof more, _("↓ %zu more"), below - PROBLEM_ROWS);
        canvas_text_right(v, top + PROBLEM_ROWS - 1, v->cols - 1, CANVAS_WARNING, more);
    }
}

/* ---- the wall ---- */

/* "12" of "MAY-12"; a name without digits at its end is shown by its beginning. */
static const char *short_name(const char *name)
{
    size_t n = strlen(name), from = n;
    while (from && name[from - 1] >= '0' && name[from - 1] <= '9')
        from--;
    return from < n ? name + (n - from > 3 ? n - 3 : from) : name;
}

/* The last word of a Vietnamese name is what people are called. */
static const char *given_name(const char *name)
{
    const char *space = strrchr(name, ' ');
    return space ? space + 1 : name;
}

static const struct problem *worst_of(const struct room *r, const struct seat_seen *seat)
{
    for (size_t i = 0; i < r->problems.count; i++)
        if (r->problems.item[i].seat == seat)
            return &r->problems.item[i];
    return NULL;
}

static void words_of(const struct room *r, const struct seat_seen *seat, char *out, size_t room)
{
    const struct status_paper *p = seat_open_paper(seat);
    bool is_lost = seat_is_lost(seat, r->now);
    switch (seat->last.state) {
    case STATUS_BLOCKED: snprintf(out, room, "%s", _("blocked")); return;
    case STATUS_LOCKED: snprintf(out, room, "%s", _("locked")); return;
    case STATUS_LEFT: snprintf(out, room, "%s", _("left")); return;
    default: break;
    }
    if (!p)
        snprintf(out, room, "%s", is_lost ? "?" : _("open"));
    else if (is_lost)
        snprintf(out, room, "%u/%u ?", p->answered, p->questions);
    else if (seat_is_late(seat, r->now) && p->state == STATUS_PAPER_RUNNING)
        snprintf(out, room, "%u/%u ?%us", p->answered, p->questions,
                 (unsigned)(seat_silent_ms(seat, r->now) / 1000));
    else if (p->state == STATUS_PAPER_NEW)
        snprintf(out, room, "%s", _("not yet"));
    else if (p->state == STATUS_PAPER_ENDED)
        snprintf(out, room, _("%u/%u in"), p->answered, p->questions);
    else if (p->state == STATUS_PAPER_WAITS)
        snprintf(out, room, _("%u/%u waits"), p->answered, p->questions);
    else
        snprintf(out, room, "%u/%u %u'", p->answered, p->questions, (p->left_s + 59) / 60);
}

static enum canvas_role mark_of(const struct room *r, const struct seat_seen *seat,
                                const char **out)
{
    const struct problem *p = worst_of(r, seat);
    const struct status_paper *open = seat->has_status ? seat_open_paper(seat) : NULL;
    *out = " ";
    if (p) {
        *out = problem_is_urgent(p->kind) ? "x" : "!";
        return problem_is_urgent(p->kind) ? CANVAS_DANGER : CANVAS_WARNING;
    }
    if (open && open->state == STATUS_PAPER_ENDED)
        *out = "●";
    return CANVAS_SAVED;
}

static void draw_cell(const struct room *r, struct canvas *v, int row, int col, int cells,
                      const struct seat_seen *seat, bool is_here)
{
    const struct session_candidate *who = room_candidate(r, seat);
    char words[48] = "";
    const char *mark;
    enum canvas_role role = mark_of(r, seat, &mark);
    enum canvas_role text = is_here ? CANVAS_FOCUS : seat->has_status ? CANVAS_PLAIN : CANVAS_DIM;
    canvas_text(v, row, col, 1, is_here ? CANVAS_FOCUS : role,
                is_here ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : mark);
    canvas_text_cut(v, row, col + 1, 3, text, short_name(seat->name));
    if (seat->has_status)
        words_of(r, seat, words, sizeof words);
    else
        snprintf(words, sizeof words, "%s", _("not open"));
    int end = col + cells - 1, width = text_width(words);
    canvas_text_cut(v, row, col + 4, 5, text, who ? who->sbd : "-----");
    canvas_text_cut(v, row, col + 10, end - width - col - 11, text,
                    who ? given_name(who->name) : "");
    canvas_text_right(v, row, end, text, words);
    if (is_here)
        canvas_cursor(v, row, col);
}

static void draw_seats(struct room *r, struct canvas *v, int top, int bottom)
{
    size_t rows = (size_t)(bottom - top), columns = v->cols >= 4 * CELL + 2 ? 4 : 3;
    size_t at = r->is_on_problems ? r->seats.count : room_row(r), per = rows * columns;
    int cells = (v->cols - 2) / (int)columns;
    r->column = rows;
    if (at < r->seats.count)
        r->first_seat = at / per * per;
    if (r->first_seat >= r->seats.count)
        r->first_seat = 0;
    for (size_t i = 0; i < per && r->first_seat + i < r->seats.count; i++) {
        size_t seat = r->first_seat + i;
        draw_cell(r, v, top + (int)(i % rows), 1 + (int)(i / rows) * cells, cells,
                  &r->seats.seat[seat], seat == at);
    }
    if (r->seats.count == 0)
        canvas_text(v, top, 3, v->cols - 4, CANVAS_DIM, _("No seat was seen yet."));
}

static size_t seats_of_page(const struct room *r, const struct canvas *v)
{
    return r->column * (v->cols >= 4 * CELL + 2 ? 4 : 3);
}

static bool has_pages(const struct room *r, const struct canvas *v)
{
    return r->seats.count > seats_of_page(r, v);
}

static void draw_page(const struct room *r, struct canvas *v, int rule)
{
    size_t per = seats_of_page(r, v);
    char text[64];
    if (!has_pages(r, v))
        return;
    snprintf(text, sizeof text, _(" seats %zu–%zu of %zu "), r->first_seat + 1,
             r->first_seat + per < r->seats.count ? r->first_seat + per : r->seats.count,
             r->seats.count);
    canvas_text_right(v, rule, v->cols - 2, CANVAS_DIM, text);
}

void pictures_wall(struct room *r, struct canvas *v)
{
    enum room_action_key key[] = {ROOM_KEY_OPEN,  ROOM_KEY_EXTEND, ROOM_KEY_WHOLE, ROOM_KEY_NOTE,
                                  ROOM_KEY_POWER, ROOM_KEY_HELP,   ROOM_KEY_ASIDE};
    size_t keys = sizeof key / sizeof key[0] - !keys_can_set_aside(r);
    if (!rehearsal_is_over(&r->seats))
        key[1] = ROOM_KEY_REHEARSAL;
    if (!page_head(r, v))
        return;
    int top = TUI_HEAD_ROWS, rule = page_foot(r, v, key, keys);
    draw_counts(r, v, top);
    draw_problems(r, v, top + 1);
    canvas_rule_across(v, top + 1 + PROBLEM_ROWS);
    draw_seats(r, v, top + 2 + PROBLEM_ROWS, rule);
    draw_page(r, v, top + 1 + PROBLEM_ROWS);
    page_message(r, v, top + 1 + PROBLEM_ROWS, has_pages(r, v) ? v->cols - 28 : v->cols - 4);
}
