#include "tools/desk/banks.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/frame.h"
#include "app/tui/table.h"
#include "tools/desk/banks_look.h"
#include "tools/desk/files.h"
#include "tools/desk/findings.h"
#include "tools/desk/operation.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { MARK = 2, NAME = 22, WHEN = 12, LEAST = 60 /* cells */ };

struct banks {
    struct screen screen;
    struct bank_list_reply list;
    struct tui_table table;
    bool is_seen, has_failed;  /* it was looked at; it could not be, the last time */
    char into[BANK_LIST_NAME]; /* the bank that files are chosen for; "" for a new one */
};

/* ---- rows ---- */

static const struct bank_list_row *row_at(const struct banks *b)
{
    return b->list.rows ? &b->list.row[b->table.at] : NULL;
}

static uint64_t thing_of(void *context, size_t i)
{
    const char *name = ((const struct banks *)context)->list.row[i].name;
    return text_hash(name, strlen(name), TEXT_HASH);
}

static const char *state_of(const struct bank_list_row *x)
{
    return !x->has_folder           ? _("sealed, its questions are elsewhere")
           : !x->is_sealed          ? _("not sealed yet")
           : bank_list_is_edited(x) ? _("edited since it was sealed: seal it again")
                                    : _("sealed");
}

static void tell_day(int64_t when, char *out, size_t room)
{
    time_t t = (time_t)when;
    struct tm tm;
    if (!when || !localtime_r(&t, &tm) || !strftime(out, room, "%d/%m/%Y", &tm))
        out[0] = '\0';
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct bank_list_row *x = &((const struct banks *)context)->list.row[i];
    bool is_due = x->has_folder && (!x->is_sealed || bank_list_is_edited(x));
    char day[32];
    tell_day(x->is_sealed && !bank_list_is_edited(x) ? x->sealed : x->edited, day, sizeof day);
    if (is_due)
        canvas_text(v, row, col, 1, CANVAS_WARNING, "!");
    canvas_text_cut(v, row, col + MARK, NAME - 1, role, x->name);
    canvas_text_cut(v, row, col + MARK + NAME, cells - MARK - NAME - WHEN, role, state_of(x));
    canvas_text_right(v, row, col + cells, CANVAS_DIM, day);
}

static struct tui_rows rows_of(struct banks *b)
{
    return (struct tui_rows){
        .context = b, .count = b->list.rows, .thing = thing_of, .draw = draw_row};
}

static void looked(struct screen *s, struct looks_task *task)
{
    struct banks *b = (struct banks *)s;
    struct banks_look *t = (struct banks_look *)task;
    b->is_seen |= t->rc == ERR_OK;
    b->has_failed = t->rc != ERR_OK;
    if (t->rc == ERR_OK) { /* else what was seen last stays, and why it is not newer is said */
        bank_list_op.forget(&b->list);
        b->list = t->reply;
        t->reply = (struct bank_list_reply){0};
    } else {
        screen_say_error(s, &t->err);
    }
    banks_look_free(task);
    struct tui_rows rows = rows_of(b);
    tui_table_settle(&b->table, &rows);
}

static void refresh(struct screen *s, bool is_language)
{
    if (!is_language)
        banks_look_begin(s);
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_OPEN, KEY_ADD, KEY_NEW, KEY_SHOW, KEY_SEAL, KEY_AGAIN, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("findings"),
                N_("checks the bank: what is wrong in it, by rule, and each question"), 1),
    ACTIONS_LETTER(KEY_ADD, "A", "A", 0, N_("more questions"),
                   N_("brings questions of files into this bank"), 1),
    ACTIONS_LETTER(KEY_NEW, "B", "B", 0, N_("new bank"),
                   N_("brings questions of files into a bank that is made for them"), 1),
    ACTIONS_LETTER(KEY_SHOW, "V", "V", 0, N_("read"),
                   N_("every question with its right answer, to be proofread"), 1),
    ACTIONS_LETTER(KEY_SEAL, "N", "N", 0, N_("seal"),
                   N_("seals the bank for the office; a bank with errors is not sealed"), 1),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("looks at the banks anew"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

/* Why no row stands there. */
static const char *no_row(const struct banks *b)
{
    return b->is_seen      ? _("There is no bank yet. B brings questions of files in.")
           : b->has_failed ? _("The banks could not be looked at. R tries again.")
                           : _("Looking at the office.");
}

/* Only a bank whose questions lie here is checked, filled or sealed here. */
static const struct bank_list_row *clear_row(struct banks *b)
{
    const struct bank_list_row *x = row_at(b);
    if (!x)
        screen_say(&b->screen, CANVAS_WARNING, "! %s", no_row(b));
    else if (!x->has_folder)
        screen_say(&b->screen, CANVAS_WARNING, "! %s: %s", x->name, state_of(x));
    return x && x->has_folder ? x : NULL;
}

static void choose_files(struct banks *b, const char *into)
{
    snprintf(b->into, sizeof b->into, "%s", into);
    files_open(b->screen.desk, FILE_KIND_QUESTIONS, N_("Choose files with questions"));
}

static void seal(struct banks *b, const char *name)
{
    char command[64 + BANK_LIST_NAME];
    snprintf(command, sizeof command, "sathachctl bank seal %s", name);
    operation_open_command(b->screen.desk, command);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct banks *b = (struct banks *)s;
    const struct bank_list_row *x = NULL;
    (void)arg;
    if (action == KEY_OPEN || action == KEY_ADD || action == KEY_SHOW || action == KEY_SEAL)
        x = clear_row(b);
    switch (action) {
    case KEY_OPEN:
        if (x)
            findings_open(s->desk, x->name);
        return;
    case KEY_ADD:
        if (x)
            choose_files(b, x->name);
        return;
    case KEY_NEW: choose_files(b, ""); return;
    case KEY_SHOW:
        if (x)
            findings_read(s->desk, x->name);
        return;
    case KEY_SEAL:
        if (x)
            seal(b, x->name);
        return;
    case KEY_AGAIN: banks_look_begin(s); return;
    default: return;
    }
}

/* The files as a command, to be looked at in its form: where they go, and what goes with them. */
static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct banks *b = (struct banks *)s;
    struct buf command;
    (void)what;
    buf_init(&command, SCREEN_LINE_MAX);
    buf_add_text(&command, "sathachctl bank import");
    for (size_t i = 0; i < count; i++)
        fields_add_word(&command, choice[i]);
    if (b->into[0])
        buf_printf(&command, " --to %s --add", b->into);
    if (!operation_open_command(s->desk, buf_text(&command)))
        screen_say(s, CANVAS_DANGER, "x %s", _("It did not work."));
    buf_free(&command);
}

/* ---- what is seen ---- */

static void head(struct screen *s, struct screen_head *out)
{
    const struct banks *b = (const struct banks *)s;
    snprintf(out->title, sizeof out->title, "%s", _("Question banks"));
    if (b->is_seen)
        snprintf(out->right, sizeof out->right, P_("%zu bank", "%zu banks", b->list.rows),
                 b->list.rows);
}

/* Where it lies, and when it was worked on: beside the list alone, whose row has one day. */
static void say_bank(const struct bank_list_row *x, struct canvas *v, struct tui_beside *said)
{
    char day[32], text[BANK_LIST_NAME + 128];
    tui_beside_say(v, said, CANVAS_TITLE, x->name);
    tui_beside_say(v, said, CANVAS_PLAIN, state_of(x));
    if (x->has_folder) {
        tell_day(x->edited, day, sizeof day);
        snprintf(text, sizeof text, _("Questions: banks/%s, last changed on %s"), x->name, day);
        tui_beside_say(v, said, CANVAS_DIM, text);
    }
    if (x->is_sealed) {
        tell_day(x->sealed, day, sizeof day);
        snprintf(text, sizeof text, _("Sealed: banks/%s.bank, of %s"), x->name, day);
        tui_beside_say(v, said, CANVAS_DIM, text);
    }
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct banks *b = (struct banks *)s;
    struct tui_rows rows = rows_of(b);
    struct tui_beside said = tui_beside(v, row, end, 0, LEAST);
    if (row_at(b))
        say_bank(row_at(b), v, &said);
    tui_table_draw(v, &b->table, &rows, row, 0, said.list_end - row, said.list_cells, true);
    if (b->list.rows == 0)
        canvas_text(v, row, 3, v->cols - 6, CANVAS_DIM, no_row(b));
    if (banks_look_is_silent(s))
        tui_message(v, end, v->cols - 6, CANVAS_DANGER,
                    _("The office's folder does not answer; what was seen last stands here."));
}

static void line(struct screen *s, struct buf *out)
{
    const struct bank_list_row *x = row_at((struct banks *)s);
    if (x && x->has_folder)
        buf_printf(out, "sathachctl bank check %s", x->name);
}

static void tell(struct screen *s, struct buf *out)
{
    const struct banks *b = (const struct banks *)s;
    if (banks_look_is_silent(s))
        buf_printf(out, "x %s\n",
                   _("The office's folder does not answer; what was seen last stands here."));
    else if (b->list.rows == 0)
        buf_printf(out, "%s\n", no_row(b));
    for (size_t i = 0; i < b->list.rows; i++)
        buf_printf(out, "%zu. %s: %s\n", i + 1, b->list.row[i].name, state_of(&b->list.row[i]));
}

static void forget(struct screen *s)
{
    bank_list_op.forget(&((struct banks *)s)->list);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct banks *b = (struct banks *)s;
    out->table = &b->table;
    out->rows = rows_of(b);
}

const struct screen_ops banks_screen = {.name = "banks",
                                        .actions = &TABLE,
                                        .enter = banks_look_begin,
                                        .act = act,
                                        .focus = focus,
                                        .head = head,
                                        .draw = draw,
                                        .line = line,
                                        .tell = tell,
                                        .chosen = chosen,
                                        .looked = looked,
                                        .refresh = refresh,
                                        .free = forget};

void banks_open(struct desk *d)
{
    struct banks *b = screen_new(d, &banks_screen, "", sizeof *b);
    stack_open(d, b ? &b->screen : NULL);
}
