#include "tools/desk/operations.h"

#include "app/core/i18n.h"
#include "app/tui/beside.h"
#include "app/tui/filter.h"
#include "app/tui/table.h"
#include "tools/desk/files.h"
#include "tools/desk/operation.h"
#include "tools/desk/session.h"
#include "tools/desk/sessions.h"
#include "tools/desk/trust.h"
#include "tools/work/decide.h"
#include "tools/work/key_trust.h"
#include "tools/work/session_new.h"
#include "tools/work/session_slips.h"

#include <stdio.h>
#include <string.h>

enum { NAME_CELLS = 18, BELOW = 4, LEAST = 60 };

struct operations {
    struct screen screen;
    struct tui_filter filter;
    struct tui_table table;
    char line[512];
};

static const struct work_op *op_at(const struct operations *o, size_t i)
{
    return o->screen.desk->setup.op[tui_filter_row(&o->filter, i)];
}

static void name_of(const struct work_op *op, char *out, size_t room)
{
    snprintf(out, room, "%s%s%s", op->name, op->sub ? " " : "", op->sub ? op->sub : "");
}

static uint64_t thing_of(void *context, size_t i)
{
    const struct operations *o = context;
    return tui_filter_row(&o->filter, i);
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct work_op *op = op_at(context, i);
    char name[64];
    name_of(op, name, sizeof name);
    canvas_text_cut(v, row, col, NAME_CELLS - 1, role, name);
    canvas_text_cut(v, row, col + NAME_CELLS, cells - NAME_CELLS, CANVAS_DIM, _(op->help));
}

static struct tui_rows rows_of(struct operations *o)
{
    return (struct tui_rows){
        .context = o, .count = o->filter.count, .thing = thing_of, .draw = draw_row};
}

static const char *text_of(void *context, size_t i)
{
    struct operations *o = context;
    char name[64];
    name_of(o->screen.desk->setup.op[i], name, sizeof name);
    snprintf(o->line, sizeof o->line, "%s %s", name, _(o->screen.desk->setup.op[i]->help));
    return o->line;
}

static void filter(struct operations *o)
{
    size_t count = 0;
    while (o->screen.desk->setup.op[count])
        count++;
    tui_filter_apply(&o->filter, count, text_of, o);
    struct tui_rows rows = rows_of(o);
    tui_table_settle(&o->table, &rows);
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct operations *o = (struct operations *)s;
    struct tui_rows rows = rows_of(o);
    if (tui_table_key(&o->table, &rows, k))
        return true;
    if (!tui_field_key(&o->filter.typed, k))
        return false;
    o->table = (struct tui_table){0}; /* on the first that holds what is typed */
    filter(o);
    return true;
}

/* A session is made on its own screen: it makes what was previewed, and its passphrases stay in
 * secret memory. A decision is signed on its own, too: what was previewed, by its word; and a key
 * is trusted when its last digits were typed. Slips are made where it is asked what the settings
 * lack of them. */
static void open_form(struct screen *s, const struct work_op *op)
{
    if (op == &session_new_op || op == &session_commit_op)
        session_open_form(s->desk);
    else if (op == &decide_op)
        sessions_open(s, SESSIONS_DECIDE);
    else if (op == &session_slips_op)
        sessions_open(s, SESSIONS_SLIPS);
    else if (op == &key_trust_op)
        files_open(s->desk, FILE_KIND_ANY, N_("Choose a public key"));
    else
        operation_open(s->desk, op);
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    if (!sessions_chosen(s, what, choice, count) && count && strcmp(what, "files") == 0)
        trust_open(s->desk, choice[0]);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct operations *o = (struct operations *)s;
    (void)action;
    (void)arg;
    if (o->filter.count)
        open_form(s, op_at(o, o->table.at));
    else
        screen_say(s, CANVAS_WARNING, "! %s", _("No row holds what was typed."));
}

static bool takes_text(const struct screen *s)
{
    (void)s;
    return true;
}

static void head(struct screen *s, struct screen_head *out)
{
    snprintf(out->title, sizeof out->title, "%s", _("Every command"));
    snprintf(out->right, sizeof out->right, "%zu", ((struct operations *)s)->filter.count);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct operations *o = (struct operations *)s;
    struct tui_rows rows = rows_of(o);
    struct tui_beside b = tui_beside(v, row, end - 1, BELOW, LEAST);
    if (o->filter.count)
        tui_beside_say(v, &b, CANVAS_DIM, _(op_at(o, o->table.at)->help));
    tui_table_draw(v, &o->table, &rows, row, 0, b.list_end - row, b.list_cells, true);
    if (o->filter.count == 0)
        canvas_text(v, row, 3, v->cols - 6, CANVAS_DIM, _("No row holds what was typed."));
    int used = canvas_text(v, end, 1, v->cols - 2, CANVAS_PLAIN, _("Type to filter:"));
    canvas_text_cut(v, end, used + 2, v->cols - used - 4, CANVAS_FIELD,
                    o->filter.typed.text[0] ? o->filter.typed.text : "_");
}

static void line(struct screen *s, struct buf *out)
{
    struct operations *o = (struct operations *)s;
    char name[64];
    if (o->filter.count == 0)
        return;
    name_of(op_at(o, o->table.at), name, sizeof name);
    buf_printf(out, "sathachctl %s %s", name, op_at(o, o->table.at)->words);
}

static void tell(struct screen *s, struct buf *out)
{
    struct operations *o = (struct operations *)s;
    if (o->filter.count == 0)
        buf_printf(out, "%s\n", _("No row holds what was typed."));
    for (size_t i = 0; i < o->filter.count; i++) {
        char name[64];
        name_of(op_at(o, i), name, sizeof name);
        buf_printf(out, "%zu. %s: %s\n", i + 1, name, _(op_at(o, i)->help));
    }
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        filter((struct operations *)s);
}

static void forget(struct screen *s)
{
    tui_filter_free(&((struct operations *)s)->filter);
}

enum { KEY_NONE, KEY_OPEN, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"), N_("opens the command as a form"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void focus(struct screen *s, struct screen_focus *out)
{
    struct operations *o = (struct operations *)s;
    *out = (struct screen_focus){
        .table = &o->table, .rows = rows_of(o), .typed = o->filter.typed.text};
}

const struct screen_ops operations_screen = {.name = "operations",
                                             .actions = &TABLE,
                                             .takes_text = takes_text,
                                             .act = act,
                                             .key = key,
                                             .focus = focus,
                                             .head = head,
                                             .draw = draw,
                                             .line = line,
                                             .tell = tell,
                                             .chosen = chosen,
                                             .refresh = refresh,
                                             .free = forget};

void operations_open(struct desk *d)
{
    struct operations *o = screen_new(d, &operations_screen, "", sizeof *o);
    if (o)
        filter(o);
    stack_open(d, o ? &o->screen : NULL);
}
