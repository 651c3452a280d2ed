#include "tools/desk/start_parts.h"

#include "app/core/i18n.h"
#include "tools/desk/findings.h"
#include "tools/desk/fork.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/paperwork.h"
#include "tools/desk/parts.h"
#include "tools/desk/reconcile.h"
#include "tools/desk/settings.h"
#include "tools/desk/sheet.h"
#include "tools/work/settings_look.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* ---- keys as data: its own, and a letter for each part ---- */

enum {
    KEY_NONE,
    KEY_UP,
    KEY_DOWN,
    KEY_OPEN,
    KEY_AGAIN,
    KEY_EDITOR,
#define KEY_OF_PART(id, letter, label, help, open) KEY_PART_##id,
    PARTS(KEY_OF_PART)
#undef KEY_OF_PART
        KEYS
};

#define ROW_OF_PART(id, letter, label, help, open) \
    ACTIONS_LETTER(KEY_PART_##id, letter, letter, 0, "", help, START_LIST),
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_UP, "↑", UP, "", N_("the row above"), START_LIST),
    ACTIONS_KEY(KEY_DOWN, "↓", DOWN, N_("choose"), N_("the row below"), START_LIST),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"),
                N_("leads to what ends it: the command as a form, filled in"), START_LIST),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"),
                   N_("looks at the office anew, as it does by itself"), START_LIST),
    ACTIONS_LETTER(KEY_EDITOR, "E", "E", 0, N_("mend office.ini"),
                   N_("office.ini itself in the editor that VISUAL or EDITOR names, else nano"),
                   START_BROKEN),
    PARTS(ROW_OF_PART)};
#undef ROW_OF_PART
static const struct tui_actions TABLE = {ROWS, KEYS};

static void open_part(struct desk *d, int action)
{
#define OPEN_PART(id, letter, label, help, open) \
    if (action == KEY_PART_##id) \
        open(d);
    PARTS(OPEN_PART)
#undef OPEN_PART
}

/* ---- rows ---- */

static void look(struct screen *screen)
{
    start_look((struct start *)screen);
}

static void refresh(struct screen *screen, bool is_language)
{
    (void)is_language;
    look(screen);
}

void start_tell_day(const struct start *s, const struct waiting_row *x, char *out, size_t room)
{
    time_t then = (time_t)x->since,
           now = (time_t)(clock_wall_ms(&s->screen.desk->setup.clock) / 1000), yesterday;
    struct tm a, b, c;
    yesterday = now - 24 * 60 * 60;
    out[0] = '\0';
    if (!x->since || !localtime_r(&then, &a) || !localtime_r(&now, &b) ||
        !localtime_r(&yesterday, &c))
        return;
    if (x->kind == WAITING_STICK)
        snprintf(out, room, "%s", _("now"));
    else if (a.tm_year == b.tm_year && a.tm_yday == b.tm_yday)
        snprintf(out, room, "%s", _("today"));
    else if (a.tm_year == c.tm_year && a.tm_yday == c.tm_yday)
        snprintf(out, room, "%s", _("yesterday"));
    else
        snprintf(out, room, "%02d/%02d/%d", a.tm_mday, a.tm_mon + 1, a.tm_year + 1900);
}

/* ---- keys ---- */

/* Where sticks and folders are in sight; which key copies is said. */
static void open_to_pack(struct desk *d, const char *session)
{
    day_open(d);
    screen_say(stack_top(d), CANVAS_DIM,
               _("Plug in a stick, or V names a folder; then U copies the room's set of %s "
                 "there."),
               session);
}

static void open_row(struct start *s)
{
    if (s->waiting.rows == 0)
        return;
    const struct waiting_row *x = &s->waiting.row[s->table.at];
    if (x->kind == WAITING_UNSEALED || x->kind == WAITING_EDITED)
        findings_open(s->screen.desk, x->about);
    else if (x->kind == WAITING_STICK)
        day_open_at(s->screen.desk, start_stick(s, x));
    else if (x->kind == WAITING_PACK)
        open_to_pack(s->screen.desk, x->about);
    else if (x->kind == WAITING_COLLECT)
        day_open(s->screen.desk);
    else if (x->kind == WAITING_MARK || x->kind == WAITING_SHEET)
        sheet_open(s->screen.desk, x->about);
    else if (x->kind == WAITING_FORK)
        fork_open(s->screen.desk, x->about, x->paper);
    else if (x->kind == WAITING_DECIDE)
        reconcile_open(s->screen.desk, x->about);
    else if (x->kind == WAITING_CLOSE)
        reconcile_open_to_close(s->screen.desk, x->about);
    else if (x->kind == WAITING_SETTINGS)
        settings_open(s->screen.desk);
    else if (x->kind == WAITING_LISTS || x->kind == WAITING_SLIPS || x->kind == WAITING_PAPERS ||
             x->kind == WAITING_PRINT_MARK)
        paperwork_open_at(s->screen.desk, x->about, x->file);
    else if (!x->command[0] || !operation_open_command(s->screen.desk, x->command))
        page_open(s->screen.desk, x->about[0] ? x->about : _("office"), x->text, x->command);
}

/* The person's own editor, on the file that cannot be read; then all is read again. */
static void open_editor(struct start *s)
{
    struct desk *d = s->screen.desk;
    struct settings_look_request nothing = {0};
    struct settings_look_reply look = {0};
    struct err e = {0};
    if (stack_look(d, &settings_look_op, &nothing, &look, &e) != ERR_OK)
        screen_say_error(&s->screen, &e);
    else if (!d->setup.edit || !look.file[0])
        screen_say(&s->screen, CANVAS_WARNING, "! %s", _("There is no editor here."));
    else if (d->setup.edit(d->setup.edit_context, look.file, &e) != ERR_OK)
        screen_say_error(&s->screen, &e);
    if (settings_look_op.forget)
        settings_look_op.forget(&look);
    d->looked_ms -= START_LOOK_MS; /* who may lock the desk, too, at once */
    start_look(s);
}

static void act(struct screen *screen, int action, unsigned arg)
{
    struct start *s = (struct start *)screen;
    struct tui_rows rows = start_rows(s);
    (void)arg;
    switch (action) {
    case KEY_UP: tui_table_key(&s->table, &rows, &(struct keypress){.kind = KEYPRESS_UP}); return;
    case KEY_DOWN:
        tui_table_key(&s->table, &rows, &(struct keypress){.kind = KEYPRESS_DOWN});
        return;
    case KEY_OPEN: open_row(s); return;
    case KEY_AGAIN: look(screen); return;
    case KEY_EDITOR: open_editor(s); return;
    default: open_part(screen->desk, action); return;
    }
}

static void chosen(struct screen *screen, const char *what, const char *const *choice, size_t count)
{
    sessions_chosen(screen, what, choice, count);
}

static uint64_t mode(const struct screen *s)
{
    const struct start *x = (const struct start *)s;
    return x->trouble.code == ERR_FORMAT ? START_LIST | START_BROKEN : START_LIST;
}

static void head(struct screen *screen, struct screen_head *out)
{
    const struct desk *d = screen->desk;
    time_t t = (time_t)(clock_wall_ms(&d->setup.clock) / 1000);
    struct tm tm;
    if (!localtime_r(&t, &tm) || !strftime(out->right, sizeof out->right, "%d/%m/%Y  %H:%M", &tm))
        out->right[0] = '\0';
    snprintf(out->title, sizeof out->title, "%s", _("Desk"));
}

static void line(struct screen *screen, struct buf *out)
{
    struct start *s = (struct start *)screen;
    if (s->waiting.rows)
        buf_add_text(out, s->waiting.row[s->table.at].command);
}

static void forget(struct screen *screen)
{
    waiting_op.forget(&((struct start *)screen)->waiting);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct start *x = (struct start *)s;
    out->table = &x->table;
    out->rows = start_rows(x);
}

const struct screen_ops start_screen = {.name = "start",
                                        .actions = &TABLE,
                                        .enter = look,
                                        .mode = mode,
                                        .act = act,
                                        .focus = focus,
                                        .head = head,
                                        .draw = start_draw,
                                        .line = line,
                                        .tell = start_tell,
                                        .chosen = chosen,
                                        .refresh = refresh,
                                        .looked = start_looked,
                                        .watched = start_watched,
                                        .free = forget};

void start_open(struct desk *d)
{
    struct start *s = screen_new(d, &start_screen, "", sizeof *s);
    d->open_papers = paperwork_open;
    d->print_paper = paperwork_open_to_print;
    d->open_sheet = sheet_open;
    d->open_day = day_open;
    d->open_settings = settings_open;
    stack_open(d, s ? &s->screen : NULL);
}
