#include "tools/desk/desk.h"

#include "app/core/i18n.h"
#include "app/tui/frame.h"
#include "app/tui/lang.h"
#include "app/tui/paragraph.h"
#include "tools/desk/start.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* ---- the office ---- */

void desk_init(struct desk *d, const struct desk_setup *setup)
{
    *d = (struct desk){
        .setup = *setup, .place = DESK_START, .is_english = setup->is_english, .pager.text = ""};
    lang_use(!d->is_english);
}

void desk_free(struct desk *d)
{
    waiting_op.forget(&d->waiting);
    tui_filter_free(&d->filter);
    tui_pager_free(&d->pager);
}

void desk_look(struct desk *d)
{
    struct waiting_request nothing = {0};
    struct waiting_reply reply = {0};
    d->trouble = (struct err){0};
    d->looked_ms = clock_boot_ms(&d->setup.clock);
    if (waiting_op.run(d->setup.work, &nothing, &reply, &d->trouble) != ERR_OK) {
        waiting_op.forget(&reply); /* what was seen last stays, and why it is not newer is said */
        return;
    }
    waiting_op.forget(&d->waiting);
    d->waiting = reply;
    start_filter(d);
}

int desk_timeout_ms(const struct desk *d)
{
    uint64_t passed = clock_boot_ms(&d->setup.clock) - d->looked_ms;
    return passed < DESK_LOOK_MS ? (int)(DESK_LOOK_MS - passed) : 0;
}

/* ---- keys ---- */

static void show_help(struct desk *d)
{
    size_t at = 0;
    d->back = d->place;
    for (int i = 1; i < DESK_KEYS; i++) {
        const struct tui_action *a = &DESK_ACTIONS.row[i];
        if (a->where & (uint64_t)d->back && at < sizeof d->page)
            at += (size_t)snprintf(d->page + at, sizeof d->page - at, "%s  %s\n", a->keys,
                                   _(a->help));
    }
    tui_pager_open(&d->pager, d->page);
    d->place = DESK_HELP;
}

static void go_back(struct desk *d)
{
    if (d->place == DESK_FILTER) {
        d->filter.typed.text[0] = '\0';
        start_filter(d);
        d->place = DESK_START;
    } else {
        bool was_detail = d->place == DESK_HELP && d->back == DESK_DETAIL;
        d->place = was_detail ? DESK_DETAIL : DESK_START;
        if (was_detail)
            start_detail(d);
    }
}

static void turn_language(struct desk *d)
{
    d->is_english = !d->is_english;
    lang_use(!d->is_english);
    desk_look(d); /* its texts are made when they are looked for */
    if (d->place == DESK_DETAIL)
        start_detail(d);
    if (d->place == DESK_HELP) {
        d->place = d->back;
        show_help(d);
    }
}

/* False where the key does nothing by the table. */
static bool act(struct desk *d, int id)
{
    switch (id) {
    case DESK_KEY_OPEN: return start_detail(d);
    case DESK_KEY_FILTER: d->place = DESK_FILTER; return true;
    case DESK_KEY_SHOW: d->place = DESK_START; return true;
    case DESK_KEY_AGAIN: desk_look(d); return true;
    case DESK_KEY_BACK: go_back(d); return true;
    case DESK_KEY_HELP: show_help(d); return true;
    case DESK_KEY_LANGUAGE:
    case DESK_KEY_LANGUAGE_TEXT: turn_language(d); return true;
    case DESK_KEY_LEAVE: d->quit = true; return true;
    default: return false;
    }
}

void desk_key(struct desk *d, const struct keypress *key)
{
    unsigned arg;
    bool is_text = d->place == DESK_FILTER;
    int id = tui_action_of_key(&DESK_ACTIONS, key, (uint64_t)d->place, is_text, &arg);
    if (act(d, id))
        return;
    if (d->place == DESK_DETAIL || d->place == DESK_HELP)
        tui_pager_key(&d->pager, key);
    else
        start_key(d, key);
}

/* ---- the picture ---- */

static void draw_head(const struct desk *d, struct canvas *v)
{
    char title[WAITING_OFFICE + 64], now[64];
    time_t t = (time_t)(clock_wall_ms(&d->setup.clock) / 1000);
    struct tm tm;
    if (!localtime_r(&t, &tm) || !strftime(now, sizeof now, "%d/%m/%Y  %H:%M", &tm))
        now[0] = '\0';
    snprintf(title, sizeof title, "%s%s", d->waiting.office, d->waiting.office[0] ? " · " : "");
    tui_head(v, title, _("Desk"), CANVAS_HEAD, now);
}

/* The keys of the place that have room; the rest stands under H. */
static int draw_foot(const struct desk *d, struct canvas *v)
{
    static const enum desk_key IDS[] = {
        DESK_KEY_UP,   DESK_KEY_DOWN,     DESK_KEY_PAGE_DOWN,     DESK_KEY_OPEN,
        DESK_KEY_SHOW, DESK_KEY_FILTER,   DESK_KEY_AGAIN,         DESK_KEY_BACK,
        DESK_KEY_HELP, DESK_KEY_LANGUAGE, DESK_KEY_LANGUAGE_TEXT, DESK_KEY_LEAVE};
    struct tui_foot_key key[DESK_KEYS];
    size_t n = 0;
    for (size_t i = 0; i < sizeof IDS / sizeof IDS[0]; i++) {
        const struct tui_action *a = &DESK_ACTIONS.row[IDS[i]];
        bool is_choice = IDS[i] == DESK_KEY_UP || IDS[i] == DESK_KEY_DOWN;
        bool is_page = d->place == DESK_DETAIL || d->place == DESK_HELP;
        if (!(a->where & (uint64_t)d->place) || (is_choice && is_page)) /* lines, there */
            continue;
        key[n] = (struct tui_foot_key){a, a->keys, _(a->label)};
        if (IDS[i] == DESK_KEY_LANGUAGE || IDS[i] == DESK_KEY_LANGUAGE_TEXT)
            key[n].label = d->is_english ? "Tiếng Việt" : "English";
        if (IDS[i] == DESK_KEY_UP) /* the next key's says it for both */
            key[n].label = "";
        n++;
    }
    int rule = tui_foot_rule(v, key, n);
    tui_foot(v, key, n);
    return rule;
}

void desk_draw(struct desk *d, struct canvas *v)
{
    canvas_clear(v);
    if (v->rows < DESK_ROWS || v->cols < DESK_COLS) {
        canvas_text(v, 0, 0, v->cols, CANVAS_WARNING, _("The window is too small: 80×24."));
        return;
    }
    draw_head(d, v);
    int rule = draw_foot(d, v);
    if (d->place == DESK_DETAIL || d->place == DESK_HELP)
        tui_pager_draw(v, &d->pager, TUI_HEAD_ROWS + 1, 1, rule - TUI_HEAD_ROWS - 1, v->cols - 2);
    else
        start_draw(d, v, TUI_HEAD_ROWS, rule);
}
