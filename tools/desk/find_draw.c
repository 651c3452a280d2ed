#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/paragraph.h"
#include "tools/desk/find_parts.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Columns: cells with the blank behind; the name has what is left over. */
enum {
    SESSION = 8,
    DAY = 9,
    SBD = 6,
    BIRTH = 11,
    FIELD = 9,
    RESULT = 13,
    IDENTITY = 13,
    NAME = 16, /* at the least: else day and field, too, are said beside the list alone */
    WIDE = SESSION + DAY + SBD + NAME + BIRTH + FIELD + RESULT,
    WIDEST = WIDE + IDENTITY, /* from here on the identity number has a column of its own */
    BELOW = 7,                /* rows under the list */
    LEAST = 62
};

static int name_cells(int cells)
{
    return cells - SESSION - SBD - BIRTH - RESULT - (cells >= WIDE ? DAY + FIELD : 0) -
           (cells >= WIDEST ? IDENTITY : 0);
}

/* What a row says of its paper, a text a column. */
struct row_text {
    char day[40], field[96], result[96];
};

static void write_row(const struct find_list *f, const struct find_row *x, struct row_text *out)
{
    enum table_lang lang = f->screen.desk->is_english ? TABLE_EN : TABLE_VI;
    const struct result result = {.state = x->state};
    time_t opens = (time_t)x->opens;
    struct tm tm;
    snprintf(out->day, sizeof out->day, "–");
    if (opens && localtime_r(&opens, &tm))
        snprintf(out->day, sizeof out->day, "%02d/%02d/%02d", tm.tm_mday, tm.tm_mon + 1,
                 tm.tm_year % 100);
    snprintf(out->field, sizeof out->field, "%.40s %.40s", x->field, x->grade);
    if (!x->has_result)
        snprintf(out->result, sizeof out->result, "–");
    else if (results_is_graded(&result))
        snprintf(out->result, sizeof out->result, "%u %s", x->total,
                 results_state_text(x->state, lang));
    else
        snprintf(out->result, sizeof out->result, "%s",
                 results_state_text_at(x->state, x->is_over, lang));
}

static int draw_cell(struct canvas *v, int row, int col, int cells, enum canvas_role role,
                     const char *text)
{
    char clean[1024];
    canvas_text_cut(v, row, col, cells - 1, role, text_clean(text, clean, sizeof clean));
    return col + cells;
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct find_list *f = context;
    const struct find_row *x = find_list_row(f, i);
    struct row_text t;
    write_row(f, x, &t);
    int name = name_cells(cells);
    col = draw_cell(v, row, col, SESSION, role, x->session);
    if (cells >= WIDE)
        col = draw_cell(v, row, col, DAY, role, t.day);
    col = draw_cell(v, row, col, SBD, role, x->sbd);
    col = draw_cell(v, row, col, name, role, x->name);
    col = draw_cell(v, row, col, BIRTH, role, x->birth);
    if (cells >= WIDEST)
        col = draw_cell(v, row, col, IDENTITY, role, x->identity);
    if (cells >= WIDE)
        col = draw_cell(v, row, col, FIELD, role, t.field);
    draw_cell(v, row, col, RESULT, role, t.result);
    canvas_also(v, x->unit);
}

static void draw_titles(struct canvas *v, int row, int col, int cells)
{
    col = draw_cell(v, row, col, SESSION, CANVAS_DIM, _("Session"));
    if (cells >= WIDE)
        col = draw_cell(v, row, col, DAY, CANVAS_DIM, _("day"));
    col = draw_cell(v, row, col, SBD, CANVAS_DIM, "SBD");
    col = draw_cell(v, row, col, name_cells(cells), CANVAS_DIM, _("Full name"));
    col = draw_cell(v, row, col, BIRTH, CANVAS_DIM, _("born"));
    if (cells >= WIDEST)
        col = draw_cell(v, row, col, IDENTITY, CANVAS_DIM, _("ID number"));
    if (cells >= WIDE)
        col = draw_cell(v, row, col, FIELD, CANVAS_DIM, _("field"));
    draw_cell(v, row, col, RESULT, CANVAS_DIM, _("result"));
}

static uint64_t thing_of(void *context, size_t i)
{
    const struct find_row *x = find_list_row(context, i);
    return text_hash(x->paper, strlen(x->paper),
                     text_hash(x->session, strlen(x->session), TEXT_HASH));
}

struct tui_rows find_list_rows(struct find_list *f)
{
    return (struct tui_rows){.context = f, .count = f->count, .thing = thing_of, .draw = draw_row};
}

/* ---- what is said of them ---- */

/* What has no column: paper, identity, unit, seat, receipt. */
static void tell_row(const struct find_row *x, char *out, size_t room)
{
    char receipt[CODE_RECEIPT_SHOWN] = "–";
    if (x->receipt[0])
        code_group(x->receipt, 4, receipt, sizeof receipt);
    snprintf(out, room, _("Paper %s · ID number %s · seat %.64s · receipt %s · %.300s"), x->paper,
             x->identity[0] ? x->identity : "–", x->seat[0] ? x->seat : "–", receipt,
             x->unit[0] ? x->unit : "–");
}

static bool is_cut(const char *text, int cells)
{
    return text_width(text) > cells - 1; /* a blank stands behind it */
}

/* Of a row what a column has no room for, read whole; "" where it has room. */
static void tell_cut(const struct find_row *x, const struct row_text *t, int cells, char *out,
                     size_t room)
{
    bool is_wide = cells >= WIDE;
    bool is = is_cut(x->session, SESSION) || is_cut(x->sbd, SBD) ||
              is_cut(x->name, name_cells(cells)) || is_cut(x->birth, BIRTH) ||
              is_cut(t->result, RESULT) || !is_wide || is_cut(t->day, DAY) ||
              is_cut(t->field, FIELD);
    snprintf(out, room, "%s", "");
    if (is)
        snprintf(out, room, "%.200s · SBD %.60s · %.40s · %.60s · %s · %s · %s", x->name, x->sbd,
                 x->birth, x->session, t->day, t->field, t->result);
}

/* "3 papers, 2 sessions, 2 persons (other identity or day of birth)." */
static void tell_sum(const struct find_list *f, char *out, size_t room)
{
    const struct find_reply *r = f->reply;
    char papers[64], sessions[64], persons[64];
    snprintf(papers, sizeof papers, P_("%zu paper", "%zu papers", f->count), f->count);
    snprintf(sessions, sizeof sessions, P_("%zu session", "%zu sessions", r->sessions),
             r->sessions);
    snprintf(persons, sizeof persons, P_("%zu person", "%zu persons", r->persons), r->persons);
    if (f->is_one)
        snprintf(out, room, _("%s of this person, of %zu that were found."), papers, r->rows);
    else
        snprintf(out, room, _("%s, %s, %s. Marks and capitals do not matter."), papers, sessions,
                 persons);
}

/* Who is in what could not be opened nobody knows; "" where all was looked through. */
static void tell_broken(const struct find_list *f, char *out, size_t room)
{
    size_t broken = f->reply->broken;
    out[0] = '\0';
    if (broken)
        snprintf(out, room,
                 P_("! %zu session could not be looked through: who is in it does not stand here.",
                    "! %zu sessions could not be looked through: who is in them does not stand "
                    "here.",
                    broken),
                 broken);
}

/* The row under the cursor, and the sum of all. */
static void say_row(const struct find_list *f, struct canvas *v, struct tui_beside *b)
{
    char text[1024], clean[1024];
    const struct find_row *x = f->count ? find_list_row(f, f->table.at) : NULL;
    struct row_text t;
    if (x && b->is_beside) {
        write_row(f, x, &t);
        tui_beside_say(v, b, CANVAS_TITLE, text_clean(x->name, clean, sizeof clean));
        snprintf(text, sizeof text, "SBD %s · %s\n%s · %s · %s\n%s", x->sbd, x->birth, x->session,
                 t.day, t.field, t.result);
        tui_beside_say(v, b, CANVAS_PLAIN, text);
    } else if (x) {
        write_row(f, x, &t);
        tell_cut(x, &t, b->list_cells - 4, text, sizeof text);
        tui_beside_say(v, b, CANVAS_PLAIN, text_clean(text, clean, sizeof clean));
    }
    if (x) {
        tell_row(x, text, sizeof text);
        tui_beside_say(v, b, CANVAS_PLAIN, text_clean(text, clean, sizeof clean));
    }
    tell_broken(f, text, sizeof text);
    b->row = b->is_beside ? b->row + 1 : b->end - 1 - (text[0] != '\0');
    tui_beside_say(v, b, CANVAS_WARNING, text);
    tell_sum(f, text, sizeof text);
    tui_beside_say(v, b, CANVAS_DIM, text);
}

static void draw_field(struct find_list *f, struct canvas *v, int row, bool has_focus)
{
    int col = 2 + canvas_text(v, row, 1, v->cols / 2, CANVAS_PLAIN, _("Find:"));
    tui_input_draw(v, row, col, v->cols - col - 2, &f->input, has_focus);
}

void find_list_draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct find_list *f = (struct find_list *)s;
    struct tui_rows rows = find_list_rows(f);
    if (find_list_mode(f) == FIND_ASKS) {
        tui_paragraph(v, row + 2, 3, v->cols - 6, CANVAS_DIM,
                      _("A part of the name, without marks if you like; or an SBD, an identity "
                        "number, the code of a receipt. Enter looks through all sessions."));
    } else {
        struct tui_beside said = tui_beside(v, row + 2, end, BELOW, LEAST);
        draw_titles(v, row + 2, 2, said.list_cells - 4);
        tui_table_draw(v, &f->table, &rows, row + 3, 0, said.list_end - row - 3, said.list_cells,
                       true);
        say_row(f, v, &said);
    }
    draw_field(f, v, row, !s->filter.is_open); /* last: the cursor stands in what is typed */
}

void find_list_tell(struct screen *s, struct buf *out)
{
    struct find_list *f = (struct find_list *)s;
    char text[1024];
    buf_printf(out, "%s %s\n", _("Find:"), f->text);
    if (find_list_mode(f) == FIND_ASKS)
        return;
    for (size_t i = 0; i < f->count; i++) {
        const struct find_row *x = find_list_row(f, i);
        struct row_text t;
        write_row(f, x, &t);
        buf_printf(out, "%zu. %s · %s · SBD %s · %s · %s · %s · %s\n", i + 1, x->session, t.day,
                   x->sbd, x->name, x->birth, t.field, t.result);
    }
    tell_sum(f, text, sizeof text);
    buf_printf(out, "%s\n", text);
    tell_broken(f, text, sizeof text);
    buf_printf(out, "%s%s", text, text[0] ? "\n" : "");
    if (f->count) {
        tell_row(find_list_row(f, f->table.at), text, sizeof text);
        buf_printf(out, "%s\n", text);
    }
}
