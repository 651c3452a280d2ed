#include "app/room/page.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <time.h>

int page_foot(const struct room *r, struct canvas *v, const enum room_action_key *id, size_t n)
{
    struct tui_foot_key key[ROOM_KEYS];
    for (size_t i = 0; i < n; i++) {
        const struct tui_action *a = &ROOM_ACTIONS.row[id[i]];
        key[i] = (struct tui_foot_key){a, a->keys, _(a->label)};
        if (id[i] == ROOM_KEY_LANGUAGE || id[i] == ROOM_KEY_LANGUAGE_TEXT)
            key[i].label = r->is_english ? "Tiếng Việt" : "English";
    }
    int rule = tui_foot_rule(v, key, n);
    tui_foot(v, key, n);
    return rule;
}

bool page_head(const struct room *r, struct canvas *v)
{
    const struct session_info *info = &r->setup.session->info;
    char title[3 * SESSION_TEXT_MAX], hour[16];
    time_t t = (time_t)(r->wall / 1000);
    struct tm tm;
    canvas_clear(v);
    if (v->rows < PAGE_ROWS || v->cols < PAGE_COLS) {
        canvas_text(v, 0, 0, v->cols, CANVAS_WARNING, _("The window is too small: 80×24."));
        return false;
    }
    if (!localtime_r(&t, &tm) || !strftime(hour, sizeof hour, "%H:%M:%S", &tm))
        hour[0] = '\0';
    snprintf(title, sizeof title, "%s%s%s%s%s", info->room, info->room[0] ? " · " : "", info->name,
             info->title[0] ? " · " : "", info->title);
    tui_head(v, title, "", CANVAS_HEAD, hour);
    return true;
}
