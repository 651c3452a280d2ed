#include "tools/desk/picture.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/filtering.h"
#include "tools/desk/searching.h"
#include "tools/desk/work_view.h"

#include <stdio.h>

enum { BODY_ABOVE_RULE = 3 /* message and command, and a free row before them */ };

/* ---- the keys ---- */

uint64_t picture_place(const struct desk *d)
{
    const struct screen *top = stack_top(d);
    if (d->lock.is_on)
        return ACTIONS_LOCKED;
    if (d->ask.is_open)
        return ACTIONS_SECRET;
    if (d->job.is_running)
        return ACTIONS_WORK;
    if (d->is_held)
        return ACTIONS_HELD;
    if (filtering_is_typed(top))
        return ACTIONS_FILTER;
    if (searching_is_typed(top))
        return ACTIONS_SEARCH;
    if (top->ops->takes_text && top->ops->takes_text(top))
        return ACTIONS_TEXT;
    return d->screens == 1 ? ACTIONS_FIRST : ACTIONS_ABOVE;
}

uint64_t picture_places(const struct desk *d)
{
    uint64_t place = picture_place(d);
    bool is_list = place & (ACTIONS_FIRST | ACTIONS_ABOVE | ACTIONS_TEXT) &&
                   filtering_is_possible(stack_top(d));
    bool is_read = place & (ACTIONS_FIRST | ACTIONS_ABOVE) && searching_is_possible(stack_top(d));
    return place | (is_list ? ACTIONS_LIST : 0) | (is_read ? ACTIONS_READ : 0) |
           (is_read && searching_is_on(stack_top(d)) ? ACTIONS_SOUGHT : 0);
}

/* A common key that the screen's own row takes, or that only the first screen's foot has room for;
 * it stands under H all the same. */
static bool is_off_foot(const struct tui_foot_key *own, size_t n, int id, uint64_t where)
{
    const struct tui_action *a = &ACTIONS_COMMON.row[id];
    bool is_rare = id == ACTIONS_COMMANDS || id == ACTIONS_LOCK || id == ACTIONS_LEAVE;
    if (is_rare && where & (ACTIONS_ABOVE | ACTIONS_TEXT | ACTIONS_FILTER | ACTIONS_SEARCH))
        return true;
    for (size_t i = 0; i < n; i++)
        if (a->kind != KEYPRESS_CHAR && own[i].action->kind == a->kind)
            return true;
    return false;
}

static size_t add_keys(const struct tui_actions *table, uint64_t where, bool is_english,
                       struct tui_foot_key *key, size_t n)
{
    bool is_common = table == &ACTIONS_COMMON;
    size_t own = n;
    for (int i = 1; i < table->count && n < PICTURE_KEYS; i++) {
        const struct tui_action *a = &table->row[i];
        bool is_shown_above = a->kind == KEYPRESS_CHAR && !a->label[0]; /* in the body */
        if (!(a->where & where) || !a->keys[0] || is_shown_above ||
            (is_common && is_off_foot(key, own, i, where)))
            continue;
        key[n] = (struct tui_foot_key){a, a->keys, a->label[0] ? _(a->label) : ""};
        if (is_common && (i == ACTIONS_LANGUAGE || i == ACTIONS_LANGUAGE_TEXT))
            key[n].label = is_english ? "Tiếng Việt" : "English";
        n++;
    }
    return n;
}

size_t picture_keys_of(const struct tui_actions *own, uint64_t modes, uint64_t place,
                       bool is_english, struct tui_foot_key key[PICTURE_KEYS])
{
    size_t n = 0;
    if (!(place & (ACTIONS_LOCKED | ACTIONS_SECRET | ACTIONS_WORK | ACTIONS_HELD | ACTIONS_FILTER |
                   ACTIONS_SEARCH)))
        n = add_keys(own, modes, is_english, key, n);
    return add_keys(&ACTIONS_COMMON, place, is_english, key, n);
}

size_t picture_keys(const struct desk *d, struct tui_foot_key key[PICTURE_KEYS])
{
    const struct screen *top = stack_top(d);
    size_t kept = 0,
           n = picture_keys_of(top->ops->actions, top->ops->mode ? top->ops->mode(top) : 1,
                               picture_places(d), d->is_english, key);
    bool is_writing = job_writes((struct job *)&d->job); /* it cannot be stopped */
    const char *esc = top->ops->esc ? top->ops->esc(top) : NULL;
    for (size_t i = 0; i < n; i++) {
        if (esc && key[i].action == &ACTIONS_COMMON.row[ACTIONS_BACK])
            key[i].label = _(esc);
        if (!is_writing || key[i].action != &ACTIONS_COMMON.row[ACTIONS_STOP])
            key[kept++] = key[i];
    }
    return kept;
}

/* ---- the picture ---- */

static void draw_head(struct desk *d, struct canvas *v)
{
    struct screen *top = stack_top(d);
    struct screen_head h = {.right_role = CANVAS_HEAD};
    char title[2 * SCREEN_HEAD];
    if (d->lock.is_on) {
        tui_head(v, _("Desk"), "", CANVAS_HEAD, "");
        return;
    }
    top->ops->head(top, &h);
    bool is_first = d->screens == 1 && d->office[0];
    snprintf(title, sizeof title, "%s%s", is_first ? d->office : "", is_first ? " · " : "");
    tui_head(v, title, h.title, h.right_role, h.right);
}

static void draw_line(struct screen *top, struct canvas *v, int row)
{
    struct buf line;
    char clean[1024];
    buf_init(&line, SCREEN_LINE_MAX);
    if (top->ops->line)
        top->ops->line(top, &line);
    if (line.len) {
        int used = canvas_text(v, row, 1, v->cols - 2, CANVAS_DIM, _("Command:"));
        canvas_text_cut(v, row, used + 2, v->cols - used - 3, CANVAS_DIM,
                        text_clean(buf_text(&line), clean, sizeof clean));
    }
    buf_free(&line);
}

static void draw_screen(struct desk *d, struct canvas *v, int rule)
{
    struct screen *top = stack_top(d);
    int row = TUI_HEAD_ROWS, end = rule - BODY_ABOVE_RULE;
    filtering_attach(top);
    bool is_empty = !d->job.is_running && filtering_is_empty(top);
    if (!is_empty)
        draw_line(top, v, rule - 1);
    if (!d->job.is_running) {
        if (is_empty)
            filtering_draw_empty(top, v, row);
        else
            top->ops->draw(top, v, row, end);
        /* the last: one of two lines stands over what the screen has there */
        if (!searching_is_typed(top)) /* which names keys that are letters then */
            tui_message(v, rule - 1, v->cols - 6, top->said_role, top->said);
        return;
    }
    tui_message(v, rule - 1, v->cols - 6, CANVAS_DIM, work_view_said(d));
    if (top->ops->draw_work && !d->ask.is_open)
        top->ops->draw_work(top, v, row, end);
    else
        work_view_draw(d, v, row, end);
}

void picture_draw(struct desk *d, struct canvas *v)
{
    struct tui_foot_key key[PICTURE_KEYS];
    size_t n = picture_keys(d, key);
    int rule = tui_foot_rule(v, key, n);
    draw_head(d, v);
    tui_foot(v, key, n);
    if (d->lock.is_on)
        lock_draw(&d->lock, &d->setup.clock, v, v->rows / 3);
    else
        draw_screen(d, v, rule);
}
