/* The form of an operation: above it what Ctrl-S does, below it what its row is for. */
#include "app/core/i18n.h"
#include "app/tui/paragraph.h"
#include "tools/desk/operation_parts.h"
#include "tools/work/fields.h"

#include <stdio.h>

enum { HINT_ROWS = 4 };

/* What the row under the cursor is for, below the form. */
static void draw_hint(const struct operation *o, struct canvas *v, int row)
{
    int cursor_row = v->cursor_row, cursor_col = v->cursor_col;
    struct buf hint;
    buf_init(&hint, SCREEN_LINE_MAX);
    fields_say_labels(o->op, operation_hint(o), &hint);
    if (o->form.rows && o->form.row[o->form.at].has_list)
        buf_printf(&hint, ". %s", _("Enter shows the list; it may be typed, too."));
    if (o->form.rows && o->form.row[o->form.at].kind == TUI_FORM_CHOICE &&
        o->row[o->form.at].field->kind == WORK_FILE)
        buf_printf(&hint, ". %s", _("Ctrl-F takes another file."));
    tui_paragraph(v, row, 3, v->cols - 6, CANVAS_DIM, buf_text(&hint));
    buf_free(&hint);
    canvas_cursor(v, cursor_row, cursor_col);
}

/* What Ctrl-S does on this form, as it is filled in now. */
static const char *what_happens(const struct operation *o)
{
    return work_op_writes(o->op, o->request)
               ? _("Ctrl-S shows what would be done; nothing is written before you agree.")
               : _("Ctrl-S looks; nothing is written.");
}

/* Above the form. Returns the row below. */
static int draw_top(const struct operation *o, struct canvas *v, int row)
{
    char text[SCREEN_SAID];
    canvas_text_cut(v, row++, 2, v->cols - 3, CANVAS_DIM, what_happens(o));
    if (o->op->needs)
        row = tui_paragraph(v, row, 2, v->cols - 4, CANVAS_DIM, _(o->op->needs));
    snprintf(text, sizeof text, _("Signed by: %s (as the settings have it)"), o->signer);
    return o->signer[0] ? tui_paragraph(v, row, 2, v->cols - 4, CANVAS_PLAIN, text) : row;
}

void operation_draw_form(struct operation *o, struct canvas *v, int row, int end)
{
    operation_say_meanings(o);
    int top = draw_top(o, v, row);
    tui_form_draw(v, &o->form, top, 0, end - top - HINT_ROWS, v->cols - 1);
    draw_hint(o, v, end - HINT_ROWS + 1);
}
