#include "tools/desk/offices.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/desk/files.h"
#include "tools/desk/look_op.h"
#include "tools/desk/operation.h"
#include "tools/work/init.h"
#include "tools/work/line.h"
#include "tools/work/restore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARK = 2, NAME = 32 /* cells, with a blank behind */ };

/* ---- what is done besides: a row and a letter each ---- */

/* X(id, "letter", label, help) */
#define DEEDS(X) \
    X(NEW, "M", N_("a new office"), \
      N_("makes an office in an empty folder, with its keys: two passphrases are chosen")) \
    X(RESTORE, "K", N_("one out of a backup"), \
      N_("unpacks a backup into an empty folder, behind a word")) \
    X(OTHER, "V", N_("another folder"), N_("an office that was not opened here before"))

enum {
    KEY_NONE,
    KEY_OPEN,
    KEY_AGAIN,
#define KEY_OF(id, letter, label, help) KEY_##id,
    DEEDS(KEY_OF)
#undef KEY_OF
        KEYS
};
enum { FIRST_DEED = KEY_AGAIN + 1, DEED_COUNT = KEYS - FIRST_DEED };

#define ROW_OF(id, letter, label, help) ACTIONS_LETTER(KEY_##id, letter, letter, 0, "", help, 1),
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"),
                N_("opens the office, or does what the row "
                   "says"),
                1),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("looks at the folders anew"), 1),
    DEEDS(ROW_OF)};
#undef ROW_OF
static const struct tui_actions TABLE = {ROWS, KEYS};

static const struct deed {
    const char *letter, *label;
} DEED[DEED_COUNT] = {
#define DEED_OF(id, letter, label, help) {letter, label},
    DEEDS(DEED_OF)
#undef DEED_OF
};

/* ---- rows ---- */

static const struct offices_row *row_at(const struct offices_list *o, size_t i)
{
    return i < o->seen.rows ? &o->seen.row[i] : NULL;
}

static uint64_t thing_of(void *context, size_t i)
{
    const struct offices_list *o = context;
    const struct offices_row *x = row_at(o, i);
    return x ? text_hash(x->path, strlen(x->path), TEXT_HASH) : i - o->seen.rows + 1;
}

/* What stands behind its name. */
static const char *state_of(const struct offices_row *x)
{
    switch (x->state) {
    case OFFICES_HERE: return x->is_open ? _("open now") : x->name[0] ? "" : _("not named yet");
    case OFFICES_BROKEN: return _("office.ini is to be mended");
    case OFFICES_NONE: return _("no office stands there");
    case OFFICES_GONE: return _("is not there any more");
    default: return _("cannot be looked at");
    }
}

static bool may_open(const struct offices_row *x)
{
    return x->state == OFFICES_HERE || x->state == OFFICES_BROKEN;
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct offices_list *o = context;
    const struct offices_row *x = row_at(o, i);
    char clean[OFFICES_PATH];
    if (!x) {
        canvas_text(v, row, col, 2, CANVAS_KEY, DEED[i - o->seen.rows].letter);
        canvas_text_cut(v, row, col + MARK, cells - MARK, role, _(DEED[i - o->seen.rows].label));
        return;
    }
    bool is_named = x->name[0] && may_open(x);
    if (!may_open(x))
        canvas_text(v, row, col, 1, CANVAS_DANGER, "x");
    else if (x->is_open)
        canvas_text(v, row, col, 1, CANVAS_SAVED, "●");
    text_clean(is_named ? x->name : state_of(x), clean, sizeof clean);
    canvas_text_cut(v, row, col + MARK, NAME - 1, may_open(x) ? role : CANVAS_DANGER, clean);
    text_clean(x->path, clean, sizeof clean);
    canvas_text_cut(v, row, col + MARK + NAME, cells - MARK - NAME, CANVAS_DIM, clean);
}

static struct tui_rows rows_of(struct offices_list *o)
{
    return (struct tui_rows){
        .context = o, .count = o->seen.rows + DEED_COUNT, .thing = thing_of, .draw = draw_row};
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct offices_list *o = (struct offices_list *)s;
    out->table = &o->table;
    out->rows = rows_of(o);
}

/* ---- looking at them ---- */

static void look(struct screen *s)
{
    struct offices_list *o = (struct offices_list *)s;
    struct look_op *l = look_op_new(s, &offices_op);
    if (!l)
        return;
    struct offices_request *q = l->request;
    snprintf(q->file, sizeof q->file, "%s", s->desk->setup.offices);
    snprintf(q->folder, sizeof q->folder, "%s", o->folder);
    if (!s->desk->setup.is_homeless)
        snprintf(q->now, sizeof q->now, "%s", s->desk->lock.of.folder);
    look_op_begin(s, l);
}

static void open_office(struct offices_list *o, const struct offices_row *x)
{
    struct desk *d = o->screen.desk;
    if (!may_open(x)) {
        screen_say(&o->screen, CANVAS_DANGER, "x %s: %s%s%s", x->path, state_of(x),
                   x->why[0] ? ": " : "", x->why);
        return;
    }
    if (x->is_open)
        screen_say(&o->screen, CANVAS_DIM, "%s", _("This office is open now; Esc leads back."));
    else
        snprintf(d->next_office, sizeof d->next_office, "%s", x->path);
}

static void looked(struct screen *s, struct looks_task *task)
{
    struct offices_list *o = (struct offices_list *)s;
    struct look_op *l = look_op_ended(s, task);
    o->seen = *(struct offices_reply *)l->reply;
    o->is_seen = true;
    o->has_failed = l->rc != ERR_OK;
    if (l->rc != ERR_OK)
        screen_say_error(s, &l->err);
    struct tui_rows rows = rows_of(o);
    tui_table_settle(&o->table, &rows);
    bool is_again = l->is_again;
    look_op_free(l);
    if (is_again) {
        look(s);
        return;
    }
    if (o->folder[0])
        tui_table_go(&o->table, &rows, 0);
    if (o->opens && o->seen.rows)
        open_office(o, &o->seen.row[0]);
    o->opens = false;
}

/* A folder that was chosen, or that an operation made: the first row. */
static void keep(struct offices_list *o, const char *folder, bool opens)
{
    char *whole = realpath(folder, NULL);
    snprintf(o->folder, sizeof o->folder, "%s", whole ? whole : folder);
    free(whole);
    o->opens = opens;
}

void offices_take_made(struct desk *d, const struct job *job)
{
    const struct init_request *made = job->op == &init_op ? job->request : NULL;
    const struct restore_request *back = job->op == &restore_op ? job->request : NULL;
    const char *folder = made ? made->folder : back && !back->is_drill ? back->into : NULL;
    if (!folder)
        return;
    for (size_t i = 0; i < d->screens; i++)
        if (d->screen[i]->ops == &offices_screen)
            keep((struct offices_list *)d->screen[i], folder, false);
    if (d->setup.note_office)
        d->setup.note_office(d->setup.open_context, folder);
}

/* ---- keys ---- */

static void act_on(struct offices_list *o, int action)
{
    struct desk *d = o->screen.desk;
    if (action == KEY_NEW)
        operation_ask(d, "sathachctl init", N_("A new office: its folder, then its passphrases"),
                      NULL);
    else if (action == KEY_RESTORE)
        operation_ask(d, "sathachctl restore",
                      N_("An office out of a backup: the file, and the empty folder it goes into"),
                      NULL);
    else
        files_open_target(d, N_("The office's folder"));
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct offices_list *o = (struct offices_list *)s;
    const struct offices_row *x = row_at(o, o->table.at);
    (void)arg;
    if (action == KEY_AGAIN)
        look(s);
    else if (action == KEY_OPEN && x)
        open_office(o, x);
    else
        act_on(o, action == KEY_OPEN ? FIRST_DEED + (int)(o->table.at - o->seen.rows) : action);
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    (void)what;
    if (count)
        keep((struct offices_list *)s, choice[0], true);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        look(s);
}

/* ---- what is seen ---- */

static const char *about(const struct offices_list *o)
{
    if (!o->screen.desk->setup.is_homeless)
        return _("Enter opens another one in the place of this one; a folder's own office opens, "
                 "too, when sathachctl is typed in it.");
    if (o->has_failed)
        return _("No office stands in this folder or above it. Which ones were opened here before "
                 "could not be read.");
    return o->seen.rows
               ? _("No office stands in this folder or above it. Open one of these, or:")
               : _("No office stands in this folder or above it, and none was opened here before.");
}

static void head(struct screen *s, struct screen_head *out)
{
    (void)s;
    snprintf(out->title, sizeof out->title, "%s", _("Open an office"));
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct offices_list *o = (struct offices_list *)s;
    struct tui_rows rows = rows_of(o);
    const struct offices_row *x = row_at(o, o->table.at);
    const char *wait = look_op_wait(s, &offices_op, o->is_seen);
    char clean[OFFICES_PATH];
    row = tui_paragraph(v, row + 1, 2, v->cols - 4, wait ? CANVAS_DIM : CANVAS_PLAIN,
                        wait ? wait : about(o)) +
          1;
    int below = x ? 3 : 0; /* a path that its row cuts is read whole there */
    tui_table_draw(v, &o->table, &rows, row, 0, end - row - below, v->cols - 1, true);
    if (x)
        tui_paragraph_within(v, end - below + 1, end, 2, v->cols - 4, CANVAS_DIM,
                             text_clean(x->path, clean, sizeof clean));
}

static void tell(struct screen *s, struct buf *out)
{
    struct offices_list *o = (struct offices_list *)s;
    const char *wait = look_op_wait(s, &offices_op, o->is_seen);
    buf_printf(out, "%s\n", wait ? wait : about(o));
    for (size_t i = 0; i < o->seen.rows; i++) {
        const struct offices_row *x = &o->seen.row[i];
        const char *state = state_of(x);
        buf_printf(out, "%zu. %s%s%s%s%s\n", i + 1, x->path, x->name[0] ? ": " : "", x->name,
                   state[0] ? ": " : "", state);
    }
    for (size_t i = 0; i < DEED_COUNT; i++)
        buf_printf(out, "%zu. %s: %s\n", o->seen.rows + i + 1, DEED[i].letter, _(DEED[i].label));
}

static void line(struct screen *s, struct buf *out)
{
    const struct offices_list *o = (const struct offices_list *)s;
    const struct offices_row *x = row_at(o, o->table.at);
    if (x) {
        buf_add_text(out, "sathachctl -C ");
        line_quote(x->path, out);
    } else if (o->table.at == o->seen.rows) {
        buf_add_text(out, "sathachctl init DIR");
    } else if (o->table.at == o->seen.rows + 1) {
        buf_add_text(out, "sathachctl restore FILE --into DIR");
    }
}

static void forget(struct screen *s)
{
    (void)s; /* it owns nothing */
}

const struct screen_ops offices_screen = {.name = "offices",
                                          .actions = &TABLE,
                                          .marks = N_("x: it cannot be opened; ●: it is open now"),
                                          .enter = look,
                                          .act = act,
                                          .focus = focus,
                                          .head = head,
                                          .draw = draw,
                                          .line = line,
                                          .tell = tell,
                                          .looked = looked,
                                          .chosen = chosen,
                                          .refresh = refresh,
                                          .free = forget};

void offices_open(struct desk *d)
{
    struct offices_list *o = screen_new(d, &offices_screen, "", sizeof *o);
    stack_open(d, o ? &o->screen : NULL);
}
