#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/desk/sheet_parts.h"

#include <stdio.h>
#include <string.h>

enum { MARK = 2, PAPER = 6, SBD = 9, CODE = 21, SAID = 21, CODE_SHOWN = 24 };

/* ---- a row ---- */

/* What stands in it, or is being typed there. */
static const struct sheet_cell *cell_of(const struct sheet_list *s, size_t i, bool *is_open)
{
    *is_open = i == s->table.at && s->mode == SHEET_ROWS && sheet_type_is_open(s);
    return *is_open ? &s->pending : &s->cell[i];
}

static void write_code(const struct sheet_list *s, size_t i, char out[CODE_SHOWN])
{
    bool is_open;
    const struct sheet_cell *c = cell_of(s, i, &is_open);
    out[0] = '\0';
    if (c->receipt[0])
        code_group(c->receipt, 4, out, CODE_SHOWN);
    else if (c->is_said)
        snprintf(out, CODE_SHOWN, "%s",
                 c->said == SHEET_ABSENT    ? "-"
                 : c->said == SHEET_NO_CODE ? "+"
                                            : "/");
}

struct said {
    const char *mark;
    enum canvas_role role;
    char text[64];
};

static void tell_match(const struct sheet_look_row *row, const struct sheet_cell *c,
                       struct said *out)
{
    size_t journal;
    switch (sheet_look_compare(row, c->said, c->receipt, &journal)) {
    case SHEET_LOOK_NOT_HERE:
        snprintf(out->text, sizeof out->text, "%s", _("not collected yet"));
        return;
    case SHEET_LOOK_OTHER:
        *out = (struct said){.mark = "x", .role = CANVAS_DANGER};
        snprintf(out->text, sizeof out->text, "%s", _("x other, as on sheet"));
        return;
    case SHEET_LOOK_SAME: break;
    }
    out->role = c->said == SHEET_RECEIPT ? CANVAS_SAVED : CANVAS_DIM;
    if (c->said != SHEET_RECEIPT)
        snprintf(out->text, sizeof out->text, "· %s",
                 c->said == SHEET_ABSENT    ? _("absent")
                 : c->said == SHEET_NO_CODE ? _("signed, no code")
                                            : _("not signed"));
    else if (row->journals > 1)
        snprintf(out->text, sizeof out->text, _("● of journal %c"), (char)('A' + journal));
    else
        snprintf(out->text, sizeof out->text, "● %s", _("matches"));
}

static void tell_row(const struct sheet_list *s, size_t i, struct said *out)
{
    const struct sheet_look_row *row = &s->look->row[i];
    bool is_open;
    const struct sheet_cell *c = cell_of(s, i, &is_open);
    *out = (struct said){.mark = "", .role = CANVAS_DIM};
    if (is_open && !c->is_said)
        snprintf(out->text, sizeof out->text,
                 P_("%zu letter more", "%zu letters more", CODE_RECEIPT - s->typed),
                 CODE_RECEIPT - s->typed);
    else if (c->is_said)
        tell_match(row, c, out);
    else if (sheet_look_is_added(row->why))
        snprintf(out->text, sizeof out->text, "(%s)", sheet_why_text(row->why));
}

static uint64_t thing_of(void *context, size_t i)
{
    uint32_t paper = 0;
    return session_paper_index(((const struct sheet_list *)context)->look->row[i].paper, &paper)
               ? paper + 1u
               : 0;
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct sheet_list *s = context;
    const struct sheet_look_row *x = &s->look->row[i];
    int code = col + cells - CODE - SAID;
    char text[CODE_SHOWN], name[SESSION_TEXT_MAX];
    struct said said;
    tell_row(s, i, &said);
    write_code(s, i, text);
    canvas_text(v, row, col, 1, said.role, said.mark);
    canvas_text_cut(v, row, col + MARK, PAPER - 1, role, x->paper);
    canvas_text_cut(v, row, col + MARK + PAPER, SBD - 1, role, x->sbd);
    canvas_text_cut(v, row, col + MARK + PAPER + SBD, code - col - MARK - PAPER - SBD - 1, role,
                    text_clean(x->name, name, sizeof name));
    canvas_text(v, row, code, CODE - 1, CANVAS_FIELD, text);
    canvas_text_cut(v, row, code + CODE, SAID, said.role, said.text);
    if (i == s->table.at && s->mode == SHEET_ROWS)
        canvas_cursor(v, row, code + (int)strlen(text));
}

struct tui_rows sheet_list_rows(struct sheet_list *s)
{
    return (struct tui_rows){
        .context = s, .count = s->look ? s->look->rows : 0, .thing = thing_of, .draw = draw_row};
}

struct sheet_counts sheet_list_count(const struct sheet_list *s)
{
    struct sheet_counts n = {0};
    for (size_t i = 0; s->look && i < s->look->rows; i++) {
        size_t journal;
        const struct sheet_cell *c = &s->cell[i];
        if (!c->is_said)
            continue;
        enum sheet_look_match m =
            sheet_look_compare(&s->look->row[i], c->said, c->receipt, &journal);
        n.said++;
        n.same += m == SHEET_LOOK_SAME;
        n.other += m == SHEET_LOOK_OTHER;
    }
    return n;
}

/* ---- the body ---- */

static void write_question(const struct sheet_list *s, char *out, size_t room)
{
    snprintf(
        out, room,
        P_("Is this part all collected? The paper with the mark fixes what the office's log holds "
           "by now, and is signed before the papers are graded (on the day of the exam: in the "
           "room). Enter makes it, Ctrl-P then prints it; meanwhile at most %zu row is typed.",
           "Is this part all collected? The paper with the mark fixes what the office's log holds "
           "by now, and is signed before the papers are graded (on the day of the exam: in the "
           "room). Enter makes it, Ctrl-P then prints it; meanwhile at most %zu rows are typed.",
           s->look->then),
        s->look->then);
}

/* What is due first, else why no code of a paper stands here. */
static void draw_note(const struct sheet_list *s, struct canvas *v, int row)
{
    char text[SCREEN_SAID];
    snprintf(text, sizeof text,
             _("● The mark's paper is made, %s: Ctrl-P prints it. Meanwhile the rows may be typed; "
               "it is signed before the papers are graded."),
             s->mark);
    if (s->mark[0])
        tui_paragraph_within(v, row, row + 2, 2, v->cols - 4, CANVAS_SAVED, text);
    else
        tui_paragraph_within(v, row, row + 2, 2, v->cols - 4, CANVAS_DIM,
                             _("The code of a collected paper is not shown here: the signed sheet "
                               "is a witness of its own."));
}

static const char *nothing_of(const struct sheet_list *s)
{
    return !s->look                              ? screen_unseen()
           : s->look->rule == SESSION_SHEET_NONE ? _("This session has no signed sheet to compare.")
                                                 : _("No row is asked.");
}

static void draw_find(const struct sheet_list *s, struct canvas *v, int row)
{
    int used = canvas_text(v, row, 2, v->cols - 4, CANVAS_PLAIN, _("SBD, name or paper:"));
    canvas_text(v, row, used + 3, v->cols - used - 5, CANVAS_FIELD, s->find.text);
    canvas_cursor(v, row, used + 3 + (int)strlen(s->find.text));
}

void sheet_list_draw(struct screen *screen, struct canvas *v, int row, int end)
{
    struct sheet_list *s = (struct sheet_list *)screen;
    struct tui_rows rows = sheet_list_rows(s);
    char text[512];
    if (s->mode == SHEET_NOTHING) {
        tui_paragraph_within(v, row + 1, end, 2, v->cols - 4, CANVAS_DIM, nothing_of(s));
        return;
    }
    if (s->mode == SHEET_ASKS) {
        write_question(s, text, sizeof text);
        canvas_cursor(v, row + 1, 2);
        tui_paragraph(v, row + 1, 2, v->cols - 4, CANVAS_PLAIN, text);
        return;
    }
    int code = v->cols - 1 - CODE - SAID;
    canvas_text(v, row, 4, PAPER, CANVAS_DIM, _("Paper"));
    canvas_text(v, row, 4 + PAPER, SBD, CANVAS_DIM, "SBD");
    canvas_text(v, row, 4 + PAPER + SBD, 20, CANVAS_DIM, _("Name"));
    canvas_text(v, row, code, CODE, CANVAS_DIM, _("Code on the sheet"));
    canvas_text(v, row, code + CODE, SAID, CANVAS_DIM, _("against the paper"));
    tui_table_draw(v, &s->table, &rows, row + 1, 0, end - row - 4, v->cols - 1,
                   s->mode == SHEET_ROWS);
    if (s->mode == SHEET_FIND)
        draw_find(s, v, end - 2);
    else
        draw_note(s, v, end - 2);
}

void sheet_list_tell(struct screen *screen, struct buf *out)
{
    const struct sheet_list *s = (const struct sheet_list *)screen;
    char text[512], code[CODE_SHOWN], name[SESSION_TEXT_MAX];
    if (s->mode == SHEET_NOTHING)
        buf_printf(out, "%s\n", nothing_of(s));
    if (s->mode == SHEET_ASKS) {
        write_question(s, text, sizeof text);
        buf_printf(out, "%s\n", text);
    }
    for (size_t i = 0; s->mode >= SHEET_ROWS && i < s->look->rows; i++) {
        const struct sheet_look_row *x = &s->look->row[i];
        struct said said;
        tell_row(s, i, &said);
        write_code(s, i, code);
        buf_printf(out, "%zu. %s, SBD %s, %s: %s%s%s\n", i + 1, x->paper, x->sbd,
                   text_clean(x->name, name, sizeof name), code,
                   code[0] && said.text[0] ? "; " : "", said.text);
    }
}
