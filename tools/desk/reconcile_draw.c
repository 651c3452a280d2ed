#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/paragraph.h"
#include "tools/desk/reconcile_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    MARK = 2,
    COUNT_AT = 52,
    KIND_CELLS = COUNT_AT - 6,
    PLACE_AT = 2, /* of a place's row, behind the pointer */
    NAME_AT = COUNT_AT + 3,
    PLACES = 6 /* rows at the least */,
    NAME = 8 /* cells at the least */,
    WHOLE = 4,
    LEAST = NAME_AT + 5
};

/* ---- what stands in a row ---- */

const struct reconcile_kind *reconcile_list_kind(const struct reconcile_list *r)
{
    return r->kinds ? &r->kind[r->rows.at] : NULL;
}

const struct reconcile_finding *reconcile_list_finding(const struct reconcile_list *r,
                                                       const struct reconcile_kind *k, size_t i)
{
    return k->what < RECONCILE_KINDS ? &r->reply->reconcile.finding[k->first + i] : NULL;
}

static enum canvas_role role_of(const struct reconcile_kind *k)
{
    return k->what < RECONCILE_UNEVEN_END                                     ? CANVAS_DANGER
           : k->what == RECONCILE_LIST_GRADE                                  ? CANVAS_WARNING
           : k->what == RECONCILE_ABSENT || k->what == RECONCILE_LIST_DECIDED ? CANVAS_DIM
                                                                              : CANVAS_WARNING;
}

static const char *mark_of(const struct reconcile_kind *k)
{
    enum canvas_role role = role_of(k);
    return role == CANVAS_DANGER ? "x" : role == CANVAS_WARNING ? "!" : "·";
}

static const char *text_of(const struct reconcile_list *r, const struct reconcile_kind *k)
{
    if (k->what == RECONCILE_LIST_DECIDED)
        return _("a decision stands");
    if (k->what != RECONCILE_LIST_GRADE)
        return reconcile_sentence((enum reconcile_what)k->what);
    return reconcile_since_graded(r->reply).is_graded ? _("came after the last grading; G grades")
                                                      : _("not graded yet; G grades");
}

static const char *name_of(const struct reconcile_list *r, const struct reconcile_finding *f,
                           char *out, size_t room)
{
    const struct session_roster *roster = &r->reply->grading.opened.roster;
    uint32_t paper;
    out[0] = '\0';
    if (session_paper_index(f->paper, &paper) && paper < roster->papers)
        text_clean(roster->candidate[roster->paper[paper].candidate].name, out, room);
    return out;
}

/* Of a rule that is broken, in words for people, where and by how much. */
static void tell_detail(const struct reconcile_list *r, const struct reconcile_finding *f,
                        char *out, size_t room)
{
    struct grading_verdict v;
    struct buf text;
    uint32_t paper;
    text_clean(f->detail, out, room);
    if (f->what == RECONCILE_ABSENT || f->what == RECONCILE_NO_PAPER)
        snprintf(out, room, "%s", deeds_sheet_text(reconcile_list_sheet(r, f)));
    if (f->what != RECONCILE_IRREGULAR || !session_paper_index(f->paper, &paper) ||
        paper >= r->reply->grading.opened.roster.papers)
        return;
    buf_init(&text, 4096);
    grading_judge(&r->reply->grading, paper, &v);
    grading_describe(&v, &text);
    if (text.len)
        text_clean(buf_text(&text), out, room);
    buf_free(&text);
}

const struct decision *reconcile_list_close(const struct reconcile_list *r)
{
    return r->reply ? decisions_close(&r->reply->grading.decisions) : NULL;
}

enum deeds_sheet reconcile_list_sheet(const struct reconcile_list *r,
                                      const struct reconcile_finding *f)
{
    const struct office_session *opened = &r->reply->grading.opened;
    uint32_t paper;
    if (opened->session.info.sheet == SESSION_SHEET_NONE || !opened->sheet ||
        !session_paper_index(f->paper, &paper) || paper >= opened->sheet->papers)
        return DEEDS_NO_SHEET;
    const struct sheet_row *row = sheet_row(opened->sheet, paper);
    return !row                          ? DEEDS_NOT_TYPED
           : row->said == SHEET_ABSENT   ? DEEDS_ABSENT
           : row->said == SHEET_UNSIGNED ? DEEDS_UNSIGNED
                                         : DEEDS_SIGNED;
}

void reconcile_list_tell_seat(const struct reconcile_list *r, const char *seat, struct buf *out)
{
    const struct session_roster *roster = &r->reply->grading.opened.roster;
    char paper[8], name[SESSION_TEXT_MAX];
    for (uint32_t i = 0; i < roster->papers; i++) {
        const struct session_candidate *c = &roster->candidate[roster->paper[i].candidate];
        if (strcmp(roster->paper[i].seat, seat) != 0)
            continue;
        session_paper_name(i, paper);
        bool is_here = collection_next(&r->reply->grading.collection, i, NULL) != NULL;
        buf_printf(out, " %s %s  %s  %s\n", is_here ? "●" : "·", paper, c->sbd,
                   text_clean(c->name, name, sizeof name));
    }
}

/* "0031  00142  Phạm Quốc Bảo  MAY-07": what there is of it. */
static void tell_place(const struct reconcile_list *r, const struct reconcile_kind *k, size_t i,
                       char *out, size_t room)
{
    const struct reconcile_finding *f = reconcile_list_finding(r, k, i);
    char name[SESSION_TEXT_MAX], detail[512];
    out[0] = '\0';
    if (f) {
        tell_detail(r, f, detail, sizeof detail);
        const char *part[] = {f->paper, f->sbd, name_of(r, f, name, sizeof name), detail};
        for (size_t p = 0, n = 0; p < sizeof part / sizeof part[0] && n < room; p++)
            if (part[p][0])
                n += (size_t)snprintf(out + n, room - n, "%s%s", n ? "  " : "", part[p]);
    } else if (k->what == RECONCILE_LIST_DECIDED) {
        struct buf text;
        buf_init(&text, 4096);
        const struct decision *d = &r->reply->grading.decisions.item[k->first + i];
        decision_describe(d, r->reply->words[k->first + i], &text);
        snprintf(out, room, "%u  %s%s", d->number, buf_text(&text),
                 decision_is_in_force(d) ? "" : _("  (undone)"));
        buf_free(&text);
    }
}

/* ---- the two lists ---- */

static uint64_t kind_thing(void *context, size_t i)
{
    return (uint64_t)((const struct reconcile_list *)context)->kind[i].what + 1;
}

static void draw_kind(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                      enum canvas_role role)
{
    const struct reconcile_list *r = context;
    const struct reconcile_kind *k = &r->kind[i];
    char count[24], place[512];
    snprintf(count, sizeof count, "%zu", k->count);
    tell_place(r, k, 0, place, sizeof place);
    canvas_text(v, row, col, 1, role_of(k), mark_of(k));
    canvas_text_cut(v, row, col + MARK, KIND_CELLS, role, text_of(r, k));
    canvas_text_right(v, row, col + COUNT_AT, role, count);
    if (cells >= NAME_AT + NAME)
        canvas_text_cut(v, row, col + NAME_AT, cells - NAME_AT, CANVAS_DIM, place);
}

struct tui_rows reconcile_list_rows(struct reconcile_list *r)
{
    return (struct tui_rows){
        .context = r, .count = r->kinds, .thing = kind_thing, .draw = draw_kind};
}

static uint64_t place_thing(void *context, size_t i)
{
    const struct reconcile_list *r = context;
    const struct reconcile_kind *k = reconcile_list_kind(r);
    const struct reconcile_finding *f = reconcile_list_finding(r, k, i);
    if (!f)
        return i + 1;
    return text_hash(f->detail, strlen(f->detail),
                     text_hash(f->paper, strlen(f->paper), TEXT_HASH));
}

static void draw_place(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                       enum canvas_role role)
{
    const struct reconcile_list *r = context;
    char place[512];
    tell_place(r, reconcile_list_kind(r), i, place, sizeof place);
    canvas_text_cut(v, row, col, cells, role, place);
}

/* What came since is no list of things. */
static size_t places_of(const struct reconcile_kind *k)
{
    return k && k->what != RECONCILE_LIST_GRADE ? k->count : 0;
}

struct tui_rows reconcile_list_places(struct reconcile_list *r)
{
    return (struct tui_rows){.context = r,
                             .count = places_of(reconcile_list_kind(r)),
                             .thing = place_thing,
                             .draw = draw_place};
}

/* ---- the body ---- */

static void add_state(char *out, size_t room, size_t count, const char *text)
{
    size_t n = strlen(out);
    snprintf(out + n, room - n, n ? " + %zu %s" : "%zu %s", count, text);
}

/* "110 papers = 104 graded + 6 absent": states without a paper are left out. */
static void tell_sum(const struct reconcile *r, char *out, size_t room)
{
    const struct {
        size_t count;
        const char *text;
    } part[] = {{r->state[RESULT_PASSED] + r->state[RESULT_FAILED], _("to be graded")},
                {r->state[RESULT_ABSENT], _("absent")},
                {r->state[RESULT_NO_PAPER], _("without a paper")},
                {r->state[RESULT_UNFINISHED], _("not handed in")},
                {r->state[RESULT_CONFLICT], _("in conflict")},
                {r->state[RESULT_IRREGULAR], _("irregular")},
                {r->state[RESULT_MOVED], _("moved")},
                {r->state[RESULT_CANCELLED], _("cancelled")}};
    char sum[400] = "";
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        if (part[i].count)
            add_state(sum, sizeof sum, part[i].count, part[i].text);
    snprintf(out, room, P_("%zu paper = %s", "%zu papers = %s", r->roster), r->roster, sum);
}

bool reconcile_list_is_early(const struct reconcile_list *r)
{
    int64_t opens = r->reply ? r->reply->grading.opened.session.info.opens : 0;
    return opens > clock_wall_ms(&r->screen.desk->setup.clock) / 1000;
}

static void tell_hours(const struct reconcile_list *r, char *out, size_t room)
{
    time_t opens = (time_t)r->reply->grading.opened.session.info.opens;
    struct tm tm = {0};
    localtime_r(&opens, &tm);
    snprintf(out, room,
             _("The exam has not begun: it opens on %02d/%02d/%d at %02d:%02d. Nothing is due here "
               "before."),
             tm.tm_mday, tm.tm_mon + 1, tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
}

static void tell_closed(const struct decision *d, char *out, size_t room)
{
    char when[RECONCILE_WHEN], by[256];
    reconcile_when(d, when);
    snprintf(out, room, _("Closed on %s by decision %u: %s"), when, d->number,
             text_clean(d->by, by, sizeof by));
}

/* How far the session is, and what is next for it; "" where the rows say it. */
static enum canvas_role tell_state(const struct reconcile_list *r, char *out, size_t room)
{
    const struct decision *closed = reconcile_list_close(r);
    out[0] = '\0';
    if (closed) {
        tell_closed(closed, out, room);
        return CANVAS_SAVED;
    }
    if (reconcile_list_is_early(r)) {
        tell_hours(r, out, room);
        return CANVAS_WARNING;
    }
    if (!r->reply->forbids[0] && reconcile_is_even(&r->reply->reconcile))
        snprintf(out, room, "%s",
                 _("It adds up and is graded: once its papers are signed, Z closes it."));
    return CANVAS_SAVED;
}

/* The places of the row stand beside the rows, and below both the one under the cursor, whole. */
static void draw_beside(struct reconcile_list *r, struct canvas *v, int row, int end)
{
    struct tui_rows rows = reconcile_list_rows(r), places = reconcile_list_places(r);
    struct tui_beside said = tui_beside(v, row, end - WHOLE, 0, LEAST);
    const struct reconcile_kind *k = reconcile_list_kind(r);
    char text[512];
    int height = said.end - row, whole = said.end + 1;
    tui_table_draw(v, &r->rows, &rows, row, 0, height, said.list_cells, !r->is_below);
    if (k && text_width(text_of(r, k)) > KIND_CELLS)
        whole = tui_paragraph_within(v, whole, end, 2, v->cols - 4, CANVAS_TITLE, text_of(r, k));
    if (!places.count)
        return;
    tui_table_draw(v, &r->places, &places, row, said.col - 1, height, said.cells + 1, r->is_below);
    tell_place(r, reconcile_list_kind(r), r->places.at, text, sizeof text);
    tui_paragraph_within(v, whole, end, 2, v->cols - 4, CANVAS_PLAIN, text);
}

/* Of both lists what the rows under the cursors have no room for: the kind's words between them,
 * those of the place below. */
static void draw_below(struct reconcile_list *r, struct canvas *v, int row, int end)
{
    struct tui_rows rows = reconcile_list_rows(r), places = reconcile_list_places(r);
    const struct reconcile_kind *k = reconcile_list_kind(r);
    char text[512] = "";
    int height = end - row - PLACES, cells = v->cols - 6;
    if ((int)r->kinds < height)
        height = (int)r->kinds;
    int below = row + height + 1, last = end;
    if (k && text_width(text_of(r, k)) > KIND_CELLS)
        below = tui_paragraph_within(v, below, end, 4, cells, CANVAS_TITLE, text_of(r, k));
    if (places.count)
        tell_place(r, k, r->places.at, text, sizeof text);
    if (text_width(text) > cells - PLACE_AT) {
        struct text_line line[1];
        last = end - (int)text_wrap(text, cells, line, 1);
        if (last <= below)
            last = below + 1;
        tui_paragraph_within(v, last, end, 4, cells, CANVAS_PLAIN, text);
    }
    if (places.count)
        tui_table_draw(v, &r->places, &places, below, 4, last - below, cells, r->is_below);
    tui_table_draw(v, &r->rows, &rows, row, 0, height, v->cols - 1, !r->is_below);
    if (r->is_below)
        canvas_cursor(v, below + (int)(r->places.at - r->places.first), 4);
}

void reconcile_list_draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct reconcile_list *r = (struct reconcile_list *)s;
    enum canvas_role role;
    char sum[512];
    if (!r->reply) {
        canvas_text(v, row + 1, 3, v->cols - 6, CANVAS_DIM, screen_unseen());
        return;
    }
    tell_sum(&r->reply->reconcile, sum, sizeof sum);
    row = tui_paragraph_within(v, row, end, 2, v->cols - 4, CANVAS_PLAIN, sum);
    role = tell_state(r, sum, sizeof sum);
    row = sum[0] ? tui_paragraph_within(v, row, end, 2, v->cols - 4, role, sum) : row + 1;
    if (v->cols >= TUI_BESIDE_COLS)
        draw_beside(r, v, row, end);
    else
        draw_below(r, v, row, end);
}

void reconcile_list_tell(struct screen *s, struct buf *out)
{
    const struct reconcile_list *r = (const struct reconcile_list *)s;
    const struct reconcile_kind *under = reconcile_list_kind(r);
    char text[512];
    if (!r->reply) {
        buf_printf(out, "%s\n", screen_unseen());
        return;
    }
    tell_sum(&r->reply->reconcile, text, sizeof text);
    buf_printf(out, "%s\n", text);
    tell_state(r, text, sizeof text);
    if (text[0])
        buf_printf(out, "%s\n", text);
    for (size_t i = 0; i < r->kinds; i++)
        if (!r->is_below || i == r->rows.at) {
            if (!r->is_below)
                buf_printf(out, "%zu. ", i + 1);
            buf_printf(out, "%s %s: %zu\n", mark_of(&r->kind[i]), text_of(r, &r->kind[i]),
                       r->kind[i].count);
        }
    for (size_t i = 0; r->is_below && i < places_of(under); i++) {
        tell_place(r, under, i, text, sizeof text);
        buf_printf(out, "%zu. %s\n", i + 1, text);
    }
}
