#include "tools/desk/rules.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "app/tui/table.h"
#include "tools/desk/files.h"
#include "tools/work/profiles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAME = 16, SINCE = 18 /* cells */, ROWS_SHOWN = 6, WORDS_MAX = 8192 };

struct rules_choice {
    struct screen screen;
    struct profiles_list list;
    struct tui_table table;
    size_t exempt;
};

static const struct profiles_item *item_here(const struct rules_choice *r)
{
    return r->list.count ? &r->list.item[r->table.at] : NULL;
}

static const char *title_of(const struct rules_choice *r, size_t i)
{
    const struct profile *p = &r->list.item[i].profile;
    return r->screen.desk->is_english ? p->title_en : p->title_vi;
}

/* ---- rows ---- */

static uint64_t thing_of(void *context, size_t i)
{
    (void)context;
    return i; /* they only grow */
}

/* "from 30/12/2024"; "" where its file does not say. */
static void tell_since(const struct profiles_item *x, char *out, size_t room)
{
    out[0] = '\0';
    if (x->from[0])
        snprintf(out, room, _("from %.2s/%.2s/%.4s"), x->from + 8, x->from + 5, x->from);
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct rules_choice *r = context;
    char clean[2 * PROFILE_NAME_MAX];
    canvas_text_cut(v, row, col, NAME - 1, role,
                    text_clean(r->list.item[i].profile.id, clean, sizeof clean));
    canvas_text_cut(v, row, col + NAME, cells - NAME - SINCE, role,
                    text_clean(title_of(r, i), clean, sizeof clean));
    tell_since(&r->list.item[i], clean, sizeof clean);
    canvas_text_right(v, row, col + cells, CANVAS_DIM, clean);
}

static struct tui_rows rows_of(struct rules_choice *r)
{
    return (struct tui_rows){
        .context = r, .count = r->list.count, .thing = thing_of, .draw = draw_row};
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_TAKE, KEY_FILE, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_TAKE, "Enter", ENTER, N_("choose"), N_("takes the row under the cursor"), 1),
    ACTIONS_LETTER(KEY_FILE, "V", "V", 0, N_("a file of rules"),
                   N_("rules of a file of your own, put into the list"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static bool is_refused(const struct rules_choice *r, const struct profiles_item *x)
{
    return r->exempt && !x->profile.exempt.parts;
}

static void say_refused(struct rules_choice *r)
{
    screen_say(&r->screen, CANVAS_DANGER,
               P_("x %zu person of the list is exempt: these rules know no exemption",
                  "x %zu people of the list are exempt: these rules know no exemption", r->exempt),
               r->exempt);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct rules_choice *r = (struct rules_choice *)s;
    const struct profiles_item *x = item_here(r);
    (void)arg;
    if (action == KEY_FILE) {
        files_open(s->desk, FILE_KIND_ANY, N_("Choose a file of rules"));
    } else if (x && is_refused(r, x)) {
        say_refused(r);
    } else if (x) {
        const char *path = x->path;
        stack_choose(s, "rules", &path, 1);
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct rules_choice *r = (struct rules_choice *)s;
    struct tui_rows rows = rows_of(r);
    return tui_table_key(&r->table, &rows, k);
}

static void go_to(struct rules_choice *r, size_t at)
{
    struct tui_rows rows = rows_of(r);
    tui_table_go(&r->table, &rows, at);
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct rules_choice *r = (struct rules_choice *)s;
    struct err e = {0};
    size_t at;
    (void)what;
    (void)count;
    if (profiles_add(&r->list, choice[0], &at, &e) == ERR_OK)
        go_to(r, at);
    else
        screen_say_error(s, &e);
}

/* ---- what is seen ---- */

static void head(struct screen *s, struct screen_head *out)
{
    const struct rules_choice *r = (const struct rules_choice *)s;
    snprintf(out->title, sizeof out->title, "%s", _("Choose the rules"));
    snprintf(out->right, sizeof out->right, "%zu", r->list.count);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct rules_choice *r = (struct rules_choice *)s;
    struct tui_rows rows = rows_of(r);
    const struct profiles_item *x = item_here(r);
    struct buf words;
    (void)end;
    tui_table_draw(v, &r->table, &rows, row, 0, ROWS_SHOWN, v->cols - 1, true);
    if (!x) {
        canvas_text(v, row, 3, v->cols - 6, CANVAS_DIM, _("No rules came with the program: V."));
        return;
    }
    buf_init(&words, WORDS_MAX);
    buf_printf(&words, "%s\n", title_of(r, r->table.at)); /* whole: its row may be too short */
    profiles_say(&x->profile, s->desk->is_english, &words);
    tui_paragraph(v, row + ROWS_SHOWN + 1, 1, v->cols - 2, CANVAS_PLAIN, buf_text(&words));
    buf_free(&words);
}

static void tell(struct screen *s, struct buf *out)
{
    const struct rules_choice *r = (const struct rules_choice *)s;
    const struct profiles_item *x = item_here(r);
    char since[64];
    for (size_t i = 0; i < r->list.count; i++) {
        tell_since(&r->list.item[i], since, sizeof since);
        buf_printf(out, "%zu. %s: %s%s%s\n", i + 1, r->list.item[i].profile.id, title_of(r, i),
                   since[0] ? " · " : "", since);
    }
    if (x)
        profiles_say(&x->profile, s->desk->is_english, out);
}

static void forget(struct screen *s)
{
    profiles_free(&((struct rules_choice *)s)->list);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct rules_choice *r = (struct rules_choice *)s;
    out->table = &r->table;
    out->rows = rows_of(r);
}

const struct screen_ops rules_screen = {.name = "rules",
                                        .actions = &TABLE,
                                        .act = act,
                                        .key = key,
                                        .focus = focus,
                                        .head = head,
                                        .draw = draw,
                                        .tell = tell,
                                        .chosen = chosen,
                                        .free = forget};

/* The rules in force today, as their files say. */
static size_t find_in_force(const struct rules_choice *r)
{
    time_t now = (time_t)(clock_wall_ms(&r->screen.desk->setup.clock) / 1000);
    struct tm tm;
    char day[64];
    size_t at = 0;
    if (!localtime_r(&now, &tm) || !strftime(day, sizeof day, "%Y-%m-%d", &tm) ||
        !profiles_in_force(&r->list, day, &at))
        return 0; /* the person chooses */
    return at;
}

void rules_open(struct desk *d, size_t exempt, const char *now)
{
    struct rules_choice *r = screen_new(d, &rules_screen, "", sizeof *r);
    struct err e = {0};
    size_t at = 0;
    bool is_known = false;
    if (r && profiles_find(d->setup.work, &r->list, &e) == ERR_OK)
        is_known = now[0] && profiles_add(&r->list, now, &at, &e) == ERR_OK;
    if (is_known)
        go_to(r, at);
    else if (r)
        go_to(r, find_in_force(r));
    if (r)
        r->exempt = exempt;
    if (stack_open(d, r ? &r->screen : NULL) && e.code != ERR_OK)
        screen_say_error(&r->screen, &e);
}
