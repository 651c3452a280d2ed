#include "tools/desk/office_log.h"

#include "app/core/i18n.h"
#include "app/tui/paragraph.h"
#include "tools/desk/look_op.h"
#include "tools/desk/operation.h"
#include "tools/desk/sticks.h"
#include "tools/work/log_export.h"

#include <stdio.h>

/* ---- what is done with it: a row and a letter each ---- */

/* X(id, "letter", label, help, command) */
#define DEEDS(X) \
    X(PRINT, "P", N_("the code on paper"), N_("a sheet with the mark's code, for a notice board"), \
      "sathachctl log code --format pdf") \
    X(EXPORT, "U", N_("the log onto a stick, into a folder"), \
      N_("the log and its mark, for somebody else to keep"), "sathachctl log export FOLDER") \
    X(CHECK, "V", N_("compare with a code, a mark, a copy"), \
      N_("whether what somebody else holds is a beginning of this log"), "sathachctl log check") \
    X(TAKE, "T", N_("take in what a witness signed"), \
      N_("the cosigned marks on the stick that brings them back"), "sathachctl log take PATH")

enum {
    KEY_NONE,
    KEY_OPEN,
    KEY_AGAIN,
#define KEY_OF(id, letter, label, help, command) KEY_##id,
    DEEDS(KEY_OF)
#undef KEY_OF
        KEYS
};
enum { FIRST_DEED = KEY_AGAIN + 1, DEED_COUNT = KEYS - FIRST_DEED };

#define ROW_OF(id, letter, label, help, command) \
    ACTIONS_LETTER(KEY_##id, letter, letter, 0, "", help, 1),
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"), N_("does what the row says"), 1),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("reads the log anew"), 1),
    DEEDS(ROW_OF)};
#undef ROW_OF
static const struct tui_actions TABLE = {ROWS, KEYS};

static const struct deed {
    const char *letter, *label, *command;
} DEED[DEED_COUNT] = {
#define DEED_OF(id, letter, label, help, command) {letter, label, command},
    DEEDS(DEED_OF)
#undef DEED_OF
};

static void look(struct screen *s)
{
    struct look_op *l = look_op_new(s, &settings_look_op);
    if (l)
        look_op_begin(s, l);
}

static void looked(struct screen *s, struct looks_task *task)
{
    struct office_log *l = (struct office_log *)s;
    struct look_op *seen = look_op_ended(s, task);
    if (seen->rc == ERR_OK)
        l->look = *(struct settings_look_reply *)seen->reply;
    else
        screen_say_error(s, &seen->err);
    l->is_seen |= seen->rc == ERR_OK;
    if (seen->is_again)
        look(s);
    look_op_free(seen);
}

/* What is said of a look that has not come; NULL: it has. */
static const char *wait_of(struct office_log *l)
{
    return look_op_wait(&l->screen, &settings_look_op, l->is_seen);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct office_log *l = (struct office_log *)s;
    (void)arg;
    size_t deed = action == KEY_OPEN ? l->table.at : (size_t)(action - FIRST_DEED);
    if (action == KEY_AGAIN)
        look(s);
    else if (deed == KEY_EXPORT - FIRST_DEED)
        sticks_ask(s, _("the log"));
    else
        operation_open_command(s->desk, DEED[deed].command);
}

/* What would be written there is shown first. */
static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    char folder[PLACES_PATH];
    struct buf command;
    if (!count || !sticks_chosen(s, what, choice[0], folder))
        return;
    buf_init(&command, SCREEN_LINE_MAX);
    stack_line(&log_export_op, &(struct log_export_request){.folder = folder}, &command);
    operation_preview(s->desk, buf_text(&command));
    buf_free(&command);
}

/* ---- rows ---- */

static uint64_t thing_of(void *context, size_t i)
{
    (void)context;
    return i + 1;
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    (void)context;
    canvas_text(v, row, col, 2, CANVAS_KEY, DEED[i].letter);
    canvas_text_cut(v, row, col + 3, cells - 3, role, _(DEED[i].label));
}

static struct tui_rows rows_of(struct office_log *l)
{
    return (struct tui_rows){
        .context = l, .count = DEED_COUNT, .thing = thing_of, .draw = draw_row};
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct office_log *l = (struct office_log *)s;
    out->table = &l->table;
    out->rows = rows_of(l);
}

/* ---- what is seen ---- */

static void tell_witness(const struct office_log *l, char *out, size_t room)
{
    if (l->look.unwitnessed[0])
        snprintf(out, room, "x %s", l->look.unwitnessed);
    else if (l->look.witnessed)
        snprintf(out, room, _("A witness signed the first %llu lines."),
                 (unsigned long long)l->look.witnessed);
    else
        snprintf(out, room, "%s", _("No witness has signed it yet."));
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct office_log *l = (struct office_log *)s;
    struct tui_rows rows = rows_of(l);
    char text[SETTINGS_LOOK_WHY + 8];
    const char *wait = wait_of(l);
    if (wait)
        row = tui_paragraph(v, row + 1, 2, v->cols - 4, l->is_seen ? CANVAS_DANGER : CANVAS_DIM,
                            wait);
    if (!l->is_seen) {
        row++;
    } else if (!l->look.lines) {
        row = tui_paragraph(v, row + 1, 2, v->cols - 4, CANVAS_DANGER, l->look.why) + 1;
    } else {
        snprintf(text, sizeof text, _("Code of the mark: %zu · %s"), l->look.lines, l->look.code);
        row = tui_paragraph(v, row + 1, 2, v->cols - 4, CANVAS_TITLE, text);
        tell_witness(l, text, sizeof text);
        row = tui_paragraph(v, row, 2, v->cols - 4,
                            l->look.unwitnessed[0] ? CANVAS_DANGER : CANVAS_PLAIN, text);
        row = tui_paragraph(v, row + 1, 2, v->cols - 4, CANVAS_DIM,
                            _("Whoever writes the code down today can say later whether these "
                              "lines were changed.")) +
              1;
    }
    tui_table_draw(v, &l->table, &rows, row, 0, end - row, v->cols - 1, true);
}

static void tell(struct screen *s, struct buf *out)
{
    struct office_log *l = (struct office_log *)s;
    const char *wait = wait_of(l);
    char text[SETTINGS_LOOK_WHY + 8];
    if (wait)
        buf_printf(out, "%s\n", wait);
    if (l->look.lines) {
        tell_witness(l, text, sizeof text);
        buf_printf(out, _("Code of the mark: %zu · %s"), l->look.lines, l->look.code);
        buf_printf(out, "\n%s\n", text);
    } else if (l->is_seen) {
        buf_printf(out, "x %s\n", l->look.why);
    }
    for (size_t i = 0; i < DEED_COUNT; i++)
        buf_printf(out, "%zu. %s: %s\n", i + 1, DEED[i].letter, _(DEED[i].label));
}

static void head(struct screen *s, struct screen_head *out)
{
    const struct office_log *l = (const struct office_log *)s;
    snprintf(out->title, sizeof out->title, "%s", _("Log of the office"));
    if (l->look.lines) /* none: it is not read yet, or is not whole */
        snprintf(out->right, sizeof out->right, P_("%zu line", "%zu lines", l->look.lines),
                 l->look.lines);
}

static void line(struct screen *s, struct buf *out)
{
    buf_add_text(out, DEED[((struct office_log *)s)->table.at].command);
}

static void forget(struct screen *s)
{
    (void)s; /* it owns nothing */
}

const struct screen_ops office_log_screen = {.name = "office-log",
                                             .actions = &TABLE,
                                             .enter = look,
                                             .act = act,
                                             .focus = focus,
                                             .head = head,
                                             .draw = draw,
                                             .line = line,
                                             .tell = tell,
                                             .looked = looked,
                                             .chosen = chosen,
                                             .free = forget};

void office_log_open(struct desk *d)
{
    struct office_log *l = screen_new(d, &office_log_screen, "", sizeof *l);
    stack_open(d, l ? &l->screen : NULL);
}
