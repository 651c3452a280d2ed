#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/frame.h"
#include "app/tui/paragraph.h"
#include "tools/desk/look_op.h"
#include "tools/desk/paperwork_parts.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    MARK = 2,
    COPIES_AT = 26,
    MADE_AT = 34,
    PRINTED_AT = 44,
    SIGNED_AT = 54,
    DETAIL = 5,
    SET_ROWS = 3 /* below all of it, the first blank */,
    LEAST = 68
};

/* ---- what a row says ---- */

/* What is signed in the room waits for no signature before the exam begins; for what is filed
 * nothing waits, here and on the first page. */
static bool lacks_signature(const struct paperwork *p, const struct session_papers_row *row)
{
    return row->wants_signature && !row->signed_at && !row->is_filed &&
           (!row->is_room || p->look.is_begun);
}

bool paperwork_waits(const struct paperwork *p, const struct session_papers_row *row)
{
    return row->id[0] && row->made &&
           (row->is_old || row->is_draft || !row->is_here || !row->printed ||
            lacks_signature(p, row));
}

static enum canvas_role role_of(const struct paperwork *p, const struct session_papers_row *row)
{
    if (row->lacks && !row->made)
        return row->is_document ? CANVAS_DANGER : CANVAS_WARNING;
    return paperwork_waits(p, row) ? CANVAS_WARNING : CANVAS_PLAIN;
}

static const char *mark_of(const struct paperwork *p, const struct session_papers_row *row)
{
    enum canvas_role role = role_of(p, row);
    return role == CANVAS_DANGER ? "x" : role == CANVAS_WARNING ? "!" : "";
}

enum { TOLD = 64 };

/* Today the hour, else the day; "" for never. */
static void tell_time(const struct paperwork *p, int64_t when, char out[TOLD])
{
    time_t then = (time_t)when, now = (time_t)(clock_wall_ms(&p->screen.desk->setup.clock) / 1000);
    struct tm a, b;
    out[0] = '\0';
    if (!when || !localtime_r(&then, &a) || !localtime_r(&now, &b))
        return;
    bool is_today = a.tm_year == b.tm_year && a.tm_yday == b.tm_yday;
    if (is_today)
        snprintf(out, TOLD, "%02d:%02d", a.tm_hour, a.tm_min);
    else
        snprintf(out, TOLD, "%02d/%02d", a.tm_mday, a.tm_mon + 1);
}

/* What the columns say, in words where it was not done; of a paper that is not made nothing more.
 */
static void tell_made(const struct paperwork *p, const struct session_papers_row *row,
                      char out[TOLD])
{
    tell_time(p, row->made, out);
    if (!out[0])
        snprintf(out, TOLD, "%s", _("not made"));
}

static void tell_printed(const struct paperwork *p, const struct session_papers_row *row,
                         char out[TOLD])
{
    tell_time(p, row->printed, out);
    if (!out[0] && row->made)
        snprintf(out, TOLD, "%s", _("unprinted"));
}

static void tell_signed(const struct paperwork *p, const struct session_papers_row *row,
                        char out[TOLD])
{
    char at[TOLD];
    tell_time(p, row->signed_at, at);
    out[0] = '\0';
    if (row->signed_at)
        snprintf(out, TOLD, "● %.16s", at);
    else if (!row->wants_signature)
        snprintf(out, TOLD, "-");
    else if (row->made && !lacks_signature(p, row))
        snprintf(out, TOLD, "%s", _("at the exam"));
    else if (row->made)
        snprintf(out, TOLD, "%s", row->printed ? _("unsigned: K then") : _("unsigned"));
}

/* What stands in the way, in words; "" for nothing. */
static const char *trouble_of(const struct paperwork *p, const struct session_papers_row *row)
{
    if (row->lacks && !row->made)
        return _("the settings lack something → Enter");
    if (row->made && row->is_old)
        return session_papers_age(row);
    if (row->made && !row->is_here)
        return _("the file is not as it was made");
    if (row->is_draft)
        return p->look.is_training ? _("a draft: no day") : _("a draft: no number, no day");
    return "";
}

/* Of a paper that was made the same stands beside what was printed of it. */
static const char *lack_of(const struct session_papers_row *row)
{
    return row->lacks && row->made ? _("the settings lack something") : session_papers_remark(row);
}

static uint64_t thing_of(void *context, size_t i)
{
    const char *file = ((const struct paperwork *)context)->look.row[i].file;
    return text_hash(file, strlen(file), TEXT_HASH);
}

static void tell_copies(const struct session_papers_row *row, char out[24])
{
    snprintf(out, 24, row->copies ? "%zu" : "-", row->copies);
}

/* What its number counts: "6 slips, one a person; 7 papers". "" where it is one. */
static void tell_each(const struct paperwork *p, const struct session_papers_row *row, char *out,
                      size_t room)
{
    out[0] = '\0';
    if (row->each == SESSION_PAPERS_PERSON)
        snprintf(out, room,
                 P_("%zu slip, one for each person; %zu papers in all",
                    "%zu slips, one for each person; %zu papers in all", row->copies),
                 row->copies, p->look.papers);
    else if (row->each == SESSION_PAPERS_GRADED && row->copies)
        snprintf(out, room,
                 P_("%zu slip: one for each paper graded, of %zu papers",
                    "%zu slips: one for each paper graded, of %zu papers", row->copies),
                 row->copies, p->look.papers);
    else if (row->each == SESSION_PAPERS_GRADED)
        snprintf(out, room, "%s", _("one for each paper graded: none is graded yet"));
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct paperwork *p = context;
    const struct session_papers_row *x = &p->look.row[i];
    const char *trouble = trouble_of(p, x);
    char text[128];
    canvas_text(v, row, col, 1, role_of(p, x), mark_of(p, x));
    canvas_text_cut(v, row, col + MARK, COPIES_AT - MARK - 1, role, session_papers_title(x));
    tell_copies(x, text);
    canvas_text_right(v, row, col + MADE_AT - 4, role, text);
    bool is_only_trouble = trouble[0] && !x->made;
    if (is_only_trouble) {
        canvas_text_cut(v, row, col + MADE_AT, cells - MADE_AT, role_of(p, x), trouble);
        return;
    }
    tell_made(p, x, text);
    canvas_text(v, row, col + MADE_AT, PRINTED_AT - MADE_AT - 1, role, text);
    if (trouble[0]) {
        canvas_text_cut(v, row, col + PRINTED_AT, cells - PRINTED_AT, CANVAS_WARNING, trouble);
        return;
    }
    tell_printed(p, x, text);
    canvas_text(v, row, col + PRINTED_AT, SIGNED_AT - PRINTED_AT - 1, role, text);
    tell_signed(p, x, text);
    canvas_text_cut(v, row, col + SIGNED_AT, cells - SIGNED_AT, role, text);
}

struct tui_rows paperwork_rows(struct paperwork *p)
{
    return (struct tui_rows){
        .context = p, .count = p->look.rows, .thing = thing_of, .draw = draw_row};
}

/* Where the file is and what it is made as; of one that stands there what shows it. */
static void tell_file(const struct paperwork *p, const struct session_papers_row *row, char *out,
                      size_t room)
{
    int n = row->id[0] ? snprintf(out, room, _("reports/%s/%s · made as %s"), p->screen.about,
                                  row->file, paperwork_format(p, row))
                       : snprintf(out, room, "reports/%s/%s", p->screen.about, row->file);
    if (n > 0 && (size_t)n < room && row->made && row->is_here)
        snprintf(out + n, room - (size_t)n, " · %s",
                 paperwork_can_open() ? _("O looks at it") : _("U takes it along"));
}

/* Number and day of signing as they stand on it; "" for none. */
static void tell_number(const struct session_papers_row *row, char *out, size_t room)
{
    int year, month, day;
    bool has_day = sscanf(row->day, "%d-%d-%d", &year, &month, &day) == 3;
    out[0] = '\0';
    if (row->is_document && has_day && !row->document[0])
        snprintf(out, room, _("number 00, %02d/%02d/%d"), day, month, year);
    else if (row->document[0] && has_day)
        snprintf(out, room, _("number %s, %02d/%02d/%d"), row->document, day, month, year);
    else if (row->document[0])
        snprintf(out, room, _("number %s"), row->document);
}

/* Before the exam, of the session and none of its papers: whether the room's set is on a stick. */
static void tell_set(const struct paperwork *p, char *out, size_t room)
{
    char at[TOLD];
    out[0] = '\0';
    if (!p->look.rows || p->look.is_begun)
        return;
    tell_time(p, p->look.packed, at);
    if (p->look.packed)
        snprintf(out, room, _("The room's set was copied out: %s."), at);
    else
        snprintf(out, room, "%s",
                 _("The room's set (bank, session, key): no copy of it is noted. It is copied "
                   "elsewhere: N on the first screen, then U there. U here takes one paper."));
}

/* Below the pass list, which is signed last: the close is next, and is no paper. */
static const char *close_of(const struct paperwork *p, const struct session_papers_row *row)
{
    if (strcmp(row->id, "passlist") != 0 || !row->signed_at || row->is_old)
        return "";
    return p->look.is_closed
               ? _("The session is closed.")
               : _("Signed. Next X on the first page says whether the session adds up; "
                   "there Z closes it.");
}

/* ---- the screen ---- */

void paperwork_head(struct screen *s, struct screen_head *out)
{
    const struct paperwork *p = (const struct paperwork *)s;
    char at[TOLD];
    snprintf(out->title, sizeof out->title, _("Papers · %s"), s->about);
    screen_head_training(out, p->look.is_training);
    if (p->mode == PAPERWORK_NO_PRINTER)
        return;
    if (p->mode != PAPERWORK_LIST) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s", _("NOTHING WRITTEN YET"));
    } else if (p->look.graded) {
        tell_time(p, p->look.graded, at);
        snprintf(out->right, sizeof out->right, _("results of %s, basis %.8s"), at, p->look.basis);
    } else if (p->is_seen) {
        snprintf(out->right, sizeof out->right, "%s", _("not graded yet"));
    }
}

static void draw_titles(struct canvas *v, int row, int cells)
{
    static const struct {
        int at;
        const char *title;
    } TITLES[] = {{MARK, N_("paper")},
                  {MADE_AT, N_("made")},
                  {PRINTED_AT, N_("printed")},
                  {SIGNED_AT, N_("signed")}};
    for (size_t i = 0; i < sizeof TITLES / sizeof TITLES[0]; i++)
        canvas_text_cut(v, row, 2 + TITLES[i].at, cells - 2 - TITLES[i].at, CANVAS_DIM,
                        _(TITLES[i].title));
    canvas_text_right(v, row, 2 + MADE_AT - 4, CANVAS_DIM, _("copies"));
}

/* What is said of a look that has not come; NULL: it has. */
static const char *wait_of(const struct paperwork *p)
{
    return look_op_wait(&p->screen, &session_papers_op, p->is_seen);
}

/* What a column has no word for, or one that wants its title above it. */
static const char *in_words(const char *text)
{
    bool is_open = !text[0] || strcmp(text, _("unsigned")) == 0;
    return is_open ? _("not so far") : strcmp(text, "-") == 0 ? _("not needed") : text;
}

/* Beside the list its row in full, whose columns there are narrow. */
static void say_row(const struct paperwork *p, const struct session_papers_row *x, struct canvas *v,
                    struct tui_beside *b)
{
    char made[TOLD], printed[TOLD], has_signature[TOLD], text[512];
    tell_time(p, x->made, made);
    tell_time(p, x->printed, printed);
    tell_signed(p, x, has_signature);
    tui_beside_say(v, b, CANVAS_TITLE, session_papers_title(x));
    tui_beside_say(v, b, role_of(p, x), trouble_of(p, x));
    snprintf(text, sizeof text, "%s: %s\n%s: %s\n%s: %s", _("made"), in_words(made), _("printed"),
             in_words(printed), _("signed"), in_words(has_signature));
    tui_beside_say(v, b, CANVAS_PLAIN, text);
    b->row++;
}

static void say_under(const struct paperwork *p, struct canvas *v, struct tui_beside *b)
{
    const struct session_papers_row *under = paperwork_row(p);
    char text[512];
    if (!under)
        return;
    if (b->is_beside)
        say_row(p, under, v, b);
    tell_each(p, under, text, sizeof text);
    tui_beside_say(v, b, CANVAS_DIM, text);
    tell_file(p, under, text, sizeof text);
    /* beside the list a narrow place: the folder is the session's */
    tui_beside_say(v, b, CANVAS_DIM, b->is_beside ? under->file : text);
    tell_number(under, text, sizeof text);
    tui_beside_say(v, b, CANVAS_DIM, text);
    tui_beside_say(v, b, CANVAS_WARNING, lack_of(under));
    tui_beside_say(v, b, CANVAS_DIM, close_of(p, under)[0] ? "" : session_papers_signature(under));
    tui_beside_say(v, b, CANVAS_SAVED, close_of(p, under));
}

void paperwork_draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct paperwork *p = (struct paperwork *)s;
    struct tui_rows rows = paperwork_rows(p);
    if (p->mode != PAPERWORK_LIST) {
        tui_pager_draw(v, &p->pager, row + 1, 1, end - row - 1, v->cols - 2);
        return;
    }
    char set[256];
    tell_set(p, set, sizeof set);
    struct tui_beside said = tui_beside(v, row, end - (set[0] ? SET_ROWS : 0), DETAIL, LEAST);
    draw_titles(v, row, said.list_cells);
    canvas_cursor(v, row, 2);
    if (wait_of(p))
        tui_message(v, end, v->cols - 6, p->is_seen ? CANVAS_DANGER : CANVAS_DIM, wait_of(p));
    else
        say_under(p, v, &said);
    if (set[0])
        tui_paragraph_within(v, end - SET_ROWS + 1, end, 2, v->cols - 4,
                             p->look.packed ? CANVAS_DIM : CANVAS_WARNING, set);
    tui_table_draw(v, &p->rows, &rows, row + 1, 0, said.list_end - row - 1, said.list_cells, true);
}

void paperwork_tell(struct screen *s, struct buf *out)
{
    const struct paperwork *p = (const struct paperwork *)s;
    char made[TOLD], printed[TOLD], has_signature[TOLD], number[128], copies[24], each[128],
        set[256];
    if (p->mode != PAPERWORK_LIST) {
        buf_printf(out, "%s\n", p->pager.text);
        return;
    }
    if (wait_of(p))
        buf_printf(out, "%s\n", wait_of(p));
    for (size_t i = 0; i < p->look.rows; i++) {
        const struct session_papers_row *x = &p->look.row[i];
        const char *trouble = trouble_of(p, x), *lack = lack_of(x);
        tell_time(p, x->made, made);
        tell_time(p, x->printed, printed);
        tell_signed(p, x, has_signature);
        tell_number(x, number, sizeof number);
        tell_copies(x, copies);
        tell_each(p, x, each, sizeof each);
        buf_printf(out, "%zu. %s%s%s, %s: %s%s%s%s, %s: %s, %s: %s, %s: %s%s%s%s%s%s%s\n", i + 1,
                   mark_of(p, x), mark_of(p, x)[0] ? " " : "", session_papers_title(x), _("copies"),
                   copies, each[0] ? " (" : "", each, each[0] ? ")" : "", _("made"), in_words(made),
                   _("printed"), in_words(printed), _("signed"), in_words(has_signature),
                   number[0] ? " · " : "", number, trouble[0] ? " · " : "", trouble,
                   lack[0] ? " · " : "", lack);
    }
    tell_set(p, set, sizeof set);
    if (set[0])
        buf_printf(out, "%s\n", set);
    if (paperwork_row(p) && session_papers_signature(paperwork_row(p))[0])
        buf_printf(out, "%s: %s\n", session_papers_title(paperwork_row(p)),
                   session_papers_signature(paperwork_row(p)));
    for (size_t i = 0; i < p->look.rows; i++)
        if (close_of(p, &p->look.row[i])[0])
            buf_printf(out, "%s\n", close_of(p, &p->look.row[i]));
}
