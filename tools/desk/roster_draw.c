#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/paragraph.h"
#include "tools/desk/roster_parts.h"
#include "tools/work/profiles.h"

#include <stdio.h>
#include <string.h>

enum {
    MARK = 2,
    TITLE = 26,
    MEANING = 24,
    PLACE = 19,
    SAMPLES = 12 /* cells at the least */,
    TEXT_ROWS = 4,
    SUM_ROWS = 3,
    LEAST = 60
};

/* ---- rows ---- */

static uint64_t thing_of(void *context, size_t i)
{
    const struct roster_look *r = context;
    const struct finding *x = roster_finding(r, i);
    if (x)
        return text_hash(x->text, strlen(x->text),
                         text_hash(x->number, strlen(x->number), 2 + x->line));
    const struct roster_rewritten *w = roster_rewritten_at(r, i);
    if (w)
        return text_hash(w->written, strlen(w->written), 3 + w->line + (uint64_t)w->meaning);
    const struct roster_tally *t = roster_tally_at(r, i);
    if (t)
        return text_hash(t->field, strlen(t->field), text_hash(t->grade, strlen(t->grade), 5));
    const struct roster_column *c = roster_column_at(r, i);
    return c ? text_hash(c->title, strlen(c->title), 1 + c->at) : 0;
}

struct mark {
    const char *sign;
    enum canvas_role role;
};

/* Of a column: not understood, left out, or nothing to say. */
static struct mark mark_of_column(const struct roster_column *c)
{
    if (c->meaning == ROSTER_UNKNOWN)
        return (struct mark){"!", CANVAS_WARNING};
    if (c->meaning == ROSTER_IGNORE)
        return (struct mark){"-", CANVAS_DIM};
    return (struct mark){" ", CANVAS_PLAIN};
}

static struct mark mark_of_finding(const struct finding *x)
{
    return x->kind == FINDINGS_ERROR ? (struct mark){"x", CANVAS_DANGER}
                                     : (struct mark){"!", CANVAS_WARNING};
}

static void tell_place(const struct finding *x, char *out, size_t room)
{
    out[0] = '\0';
    if (x->number[0] && x->line)
        snprintf(out, room, _("row %zu, %s"), x->line, x->number);
    else if (x->line)
        snprintf(out, room, _("row %zu"), x->line);
}

/* Whose row it is stands before what is wrong, or which pool of the bank. */
static void tell_text(const struct finding *x, char *out, size_t room)
{
    char pool[POOL_TITLE_MAX] = "";
    if (!x->line && x->file && x->file[0] != '/')
        pool_title(x->file, NULL, pool, sizeof pool);
    const char *who = pool[0] ? pool : x->who;
    snprintf(out, room, "%s%s%s", who, who[0] ? ": " : "", x->text);
}

static void tell_samples(const struct roster_column *c, char *out, size_t room)
{
    size_t n = 0;
    out[0] = '\0';
    for (int i = 0; i < ROSTER_SAMPLES && c->sample[i][0] && n < room; i++)
        n += (size_t)snprintf(out + n, room - n, "%s%s", i ? " · " : "", c->sample[i]);
}

/* Else they are said beside the list alone. */
static bool has_samples(int cells)
{
    return cells - MARK - TITLE - MEANING >= SAMPLES;
}

static void draw_column(const struct roster_column *c, struct canvas *v, int row, int col,
                        int cells, enum canvas_role role)
{
    char clean[ROSTER_TITLE_MAX], samples[4 * ROSTER_SAMPLE_MAX];
    tell_samples(c, samples, sizeof samples);
    canvas_text(v, row, col, 1, mark_of_column(c).role, mark_of_column(c).sign);
    canvas_text_cut(v, row, col + MARK, TITLE - 1, role,
                    c->title[0] ? text_clean(c->title, clean, sizeof clean) : c->place);
    canvas_text_cut(v, row, col + MARK + TITLE, MEANING - 1, role, roster_meaning_name(c->meaning));
    if (has_samples(cells))
        canvas_text_cut(v, row, col + MARK + TITLE + MEANING, cells - MARK - TITLE - MEANING,
                        CANVAS_DIM, samples);
}

static void tell_rewritten(const struct roster_rewritten *x, char *place, size_t room,
                           char text[ROSTER_REWRITTEN_MAX])
{
    snprintf(place, room, _("row %zu"), x->line);
    roster_report_rewritten(x, text, ROSTER_REWRITTEN_MAX);
}

static void draw_rewritten(const struct roster_rewritten *x, struct canvas *v, int row, int col,
                           int cells, enum canvas_role role)
{
    char place[64], text[ROSTER_REWRITTEN_MAX];
    tell_rewritten(x, place, sizeof place, text);
    canvas_text(v, row, col, 1, CANVAS_DIM, "·");
    canvas_text_cut(v, row, col + MARK, PLACE - 1, CANVAS_DIM, place);
    canvas_text_cut(v, row, col + MARK + PLACE, cells - MARK - PLACE, role, text);
}

/* What is counted first: a title may be long. */
void roster_tell_tally(const struct roster_tally *t, char *out, size_t room)
{
    size_t n = (size_t)snprintf(out, room,
                                P_("%s grade %s: %zu paper", "%s grade %s: %zu papers", t->papers),
                                t->field, t->grade, t->papers);
    if (t->exempt && n < room)
        n += (size_t)snprintf(out + n, room - n, _(", %zu exempt"), t->exempt);
    if (t->extra && n < room)
        n += (size_t)snprintf(out + n, room - n, _(", %zu with extra time"), t->extra);
    if (n < room)
        snprintf(out + n, room - n, " · %s", t->title);
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct roster_look *r = context;
    const struct finding *x = roster_finding(r, i);
    char place[64], text[1024 + FINDINGS_WHO_MAX], clean[1024];
    if (roster_rewritten_at(r, i)) {
        draw_rewritten(roster_rewritten_at(r, i), v, row, col, cells, role);
        return;
    }
    if (roster_tally_at(r, i)) {
        roster_tell_tally(roster_tally_at(r, i), text, sizeof text);
        canvas_text_cut(v, row, col + MARK, cells - MARK, role,
                        text_clean(text, clean, sizeof clean));
        return;
    }
    if (!x) {
        draw_column(roster_column_at(r, i), v, row, col, cells, role);
        return;
    }
    tell_place(x, place, sizeof place);
    canvas_text(v, row, col, 1, mark_of_finding(x).role, mark_of_finding(x).sign);
    canvas_text_cut(v, row, col + MARK, PLACE - 1, CANVAS_DIM, place);
    int at = place[0] ? MARK + PLACE : MARK;
    tell_text(x, text, sizeof text);
    canvas_text_cut(v, row, col + at, cells - at, role, text_clean(text, clean, sizeof clean));
}

struct tui_rows roster_rows(struct roster_look *r)
{
    return (struct tui_rows){
        .context = r, .count = roster_rows_count(r), .thing = thing_of, .draw = draw_row};
}

/* ---- the sums ---- */

static void tell_sums(const struct roster_look *r, struct buf *out)
{
    const struct roster_summary *s = &r->reply.summary;
    char rules[PROFILES_NAME];
    if (s->sheet[0])
        buf_printf(out, _("Sheet %s · "), s->sheet);
    profiles_tell_name(&r->reply.rules, r->rules, r->screen.desk->is_english, rules);
    buf_printf(out, "%s · %s", r->bank, r->reply.rules.id[0] ? rules : file_base(r->rules));
    if (s->papers == 0) /* nothing is counted yet */
        return;
    buf_printf(out, " · ");
    buf_printf(out, _("Exempt %zu · extra time %zu · with a seat in the list %zu of %zu papers"),
               s->exempt, s->extra, s->seats, s->papers);
    if (s->tallies)
        buf_printf(out,
                   P_(" · %zu field and grade, below the columns",
                      " · %zu fields and grades, below the columns", s->tallies),
                   s->tallies);
}

void roster_head(struct screen *s, struct screen_head *out)
{
    const struct roster_look *r = (const struct roster_look *)s;
    const struct roster_summary *x = &r->reply.summary;
    if (!r->is_read) {
        snprintf(out->title, sizeof out->title, "%s", _("Roster"));
        return;
    }
    snprintf(out->title, sizeof out->title, _("Preview of %s"), file_base(r->file));
    out->right_role = r->reply.findings.errors ? CANVAS_DANGER : CANVAS_HEAD;
    if (r->has_no_heading) { /* no row is at fault: none was read */
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s",
                 _("rows not read yet: say first what the columns are"));
    } else if (x->rejected)
        snprintf(out->right, sizeof out->right,
                 _("taken %zu of %zu rows, %zu not · %zu people · %zu errors"), x->taken,
                 x->taken + x->rejected, x->rejected, x->people, r->reply.findings.errors);
    else
        snprintf(out->right, sizeof out->right,
                 _("taken %zu of %zu rows · %zu people · %zu errors"), x->taken, x->taken,
                 x->people, r->reply.findings.errors);
}

/* ---- the row under the cursor in full, and the sums ---- */

static void say_finding(const struct finding *x, struct canvas *v, struct tui_beside *b)
{
    char text[2048], clean[2048];
    tell_place(x, text, sizeof text);
    if (b->is_beside)
        tui_beside_say(v, b, CANVAS_DIM, text);
    tell_text(x, text, sizeof text);
    tui_beside_say(v, b, CANVAS_PLAIN, text_clean(text, clean, sizeof clean));
}

static void say_row(const struct roster_look *r, struct canvas *v, struct tui_beside *b)
{
    char clean[2048], samples[4 * ROSTER_SAMPLE_MAX];
    const struct finding *x = roster_finding(r, r->table.at);
    const struct roster_rewritten *w = roster_rewritten_at(r, r->table.at);
    if (x)
        say_finding(x, v, b);
    else if (w) {
        roster_report_rewritten(w, clean, sizeof clean);
        tui_beside_say(v, b, CANVAS_PLAIN, clean);
    }
    const struct roster_column *c = roster_column_at(r, r->table.at);
    if (roster_tally_at(r, r->table.at)) {
        roster_tell_tally(roster_tally_at(r, r->table.at), clean, sizeof clean);
        tui_beside_say(v, b, CANVAS_PLAIN, clean);
    }
    if (x || !c)
        return;
    tell_samples(c, samples, sizeof samples);
    const char *in_it = samples[0] ? samples : _("nothing");
    if (c->meaning == ROSTER_UNKNOWN)
        snprintf(clean, sizeof clean,
                 _("The column \"%s\" is not understood. Enter gives it a meaning, Space leaves "
                   "it out. In it: %s"),
                 c->title, in_it);
    else
        snprintf(clean, sizeof clean, _("Column \"%s\", taken for: %s. In it: %s"), c->title,
                 roster_meaning_name(c->meaning), in_it);
    tui_beside_say(v, b, CANVAS_PLAIN, clean);
}

/* What comes first. */
static const char *next_of(const struct roster_look *r)
{
    return !r->file[0]    ? _("F chooses the list of candidates: Excel (.xlsx) or CSV.")
           : !r->bank[0]  ? _("B chooses the question bank.")
           : !r->rules[0] ? _("Y chooses the rules.")
                          : _("R reads the list.");
}

/* Of the row that stands first below them. */
static void draw_titles(const struct roster_look *r, struct canvas *v, int row, int cells)
{
    bool is_finding = roster_finding(r, r->table.first) != NULL;
    if (is_finding || roster_rewritten_at(r, r->table.first)) {
        canvas_text(v, row, 4, PLACE - 1, CANVAS_DIM, _("where"));
        canvas_text_cut(v, row, 4 + PLACE, cells - 4 - PLACE, CANVAS_DIM,
                        is_finding ? _("to be mended; the columns stand below")
                                   : _("taken otherwise than written; the columns stand below"));
        return;
    }
    if (roster_tally_at(r, r->table.first)) {
        canvas_text(v, row, 4, cells - 4, CANVAS_DIM, _("papers by field and grade"));
        return;
    }
    canvas_text(v, row, 4, TITLE - 1, CANVAS_DIM, _("Column of the file"));
    canvas_text(v, row, 4 + TITLE, MEANING - 1, CANVAS_DIM, _("taken for"));
    if (has_samples(cells - 4))
        canvas_text(v, row, 4 + TITLE + MEANING, SAMPLES, CANVAS_DIM, _("in it"));
}

void roster_draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct roster_look *r = (struct roster_look *)s;
    struct tui_rows rows = roster_rows(r);
    struct buf sums;
    if (!r->is_read) {
        tui_paragraph(v, row + 1, 3, v->cols - 6, CANVAS_DIM, next_of(r));
        return;
    }
    struct tui_beside said = tui_beside(v, row, end - SUM_ROWS, TEXT_ROWS, LEAST);
    tui_table_draw(v, &r->table, &rows, row + 1, 0, said.list_end - row - 1, said.list_cells, true);
    draw_titles(r, v, row, said.list_cells); /* what stands first is known once it is drawn */
    buf_init(&sums, 8192);
    tell_sums(r, &sums);
    say_row(r, v, &said);
    tui_paragraph_within(v, end - SUM_ROWS, end, 2, v->cols - 4, CANVAS_DIM, buf_text(&sums));
    buf_free(&sums);
}

void roster_tell(struct screen *s, struct buf *out)
{
    const struct roster_look *r = (const struct roster_look *)s;
    if (!r->is_read) {
        buf_printf(out, "%s\n", next_of(r));
        return;
    }
    for (size_t i = 0; i < roster_rows_count(r); i++) {
        const struct finding *x = roster_finding(r, i);
        const struct roster_rewritten *w = roster_rewritten_at(r, i);
        char text[4 * ROSTER_SAMPLE_MAX], said[1024 + FINDINGS_WHO_MAX];
        if (roster_tally_at(r, i)) {
            roster_tell_tally(roster_tally_at(r, i), said, sizeof said);
            buf_printf(out, "%zu. %s\n", i + 1, said);
            continue;
        }
        if (w) {
            tell_rewritten(w, text, sizeof text, said);
            buf_printf(out, "%zu. · %s: %s\n", i + 1, text, said);
            continue;
        }
        if (x) {
            tell_place(x, text, sizeof text);
            tell_text(x, said, sizeof said);
            buf_printf(out, "%zu. %s %s%s%s\n", i + 1, mark_of_finding(x).sign, text,
                       text[0] ? ": " : "", said);
            continue;
        }
        const struct roster_column *c = roster_column_at(r, i);
        tell_samples(c, text, sizeof text);
        buf_printf(out, "%zu. %s: %s (%s)\n", i + 1, c->title[0] ? c->title : c->place,
                   roster_meaning_name(c->meaning), text);
    }
    tell_sums(r, out);
    buf_add_text(out, "\n");
}
