#include "tools/import/roster_head.h"

#include "app/core/i18n.h"
#include "tools/import/normal.h"
#include "tools/import/roster_headings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same_key(const char *a, const char *b)
{
    char *x = normal_key(a), *y = normal_key(b);
    bool same = x && y && x[0] && strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

/* ---- what one column means ---- */

/* The meaning a person gave one of the titles, ROSTER_UNKNOWN for none. */
static enum roster_meaning mapped(const struct roster_mappings *o, const char *title,
                                  const char *lower)
{
    for (size_t i = 0; i < o->count; i++)
        if (same_key(o->item[i].title, title) || (lower[0] && same_key(o->item[i].title, lower)))
            return o->item[i].meaning;
    return ROSTER_UNKNOWN;
}

/* The heading that a cell of the second row stands under: its own column's, or the one to the left
 * that spans it. */
static const char *above(const struct roster_row *top, size_t at)
{
    for (size_t i = at + 1; i-- > 0;)
        if (roster_cell_text(top, i)[0])
            return roster_cell_text(top, i);
    return "";
}

static void read_column(const struct roster_row *top, const struct roster_row *second, size_t at,
                        const struct roster_mappings *o, struct roster_head *h)
{
    const char *lower = second ? roster_cell_text(second, at) : "",
               *upper = lower[0] ? above(top, at) : roster_cell_text(top, at);
    struct roster_column *c = &h->column[at];
    *c = (struct roster_column){.at = at, .meaning = ROSTER_UNKNOWN};
    snprintf(c->title, sizeof c->title, "%.120s%s%.120s", upper, lower[0] && upper[0] ? " / " : "",
             lower);
    c->is_hidden = (at < top->cells && top->cell[at].is_column_hidden) ||
                   (second && at < second->cells && second->cell[at].is_column_hidden);
    if (!c->title[0])
        return;
    c->meaning = mapped(o, c->title, lower);
    h->is_mapped[at] = c->meaning != ROSTER_UNKNOWN;
    if (c->meaning != ROSTER_UNKNOWN)
        return;
    c->meaning = !lower[0]  ? roster_heading(upper)
                 : upper[0] ? roster_heading_below(upper, lower)
                            : roster_heading(lower);
    /* a remark such as (dd/mm/yyyy) may have a row of its own */
    if (c->meaning == ROSTER_UNKNOWN && lower[0] && roster_cell_text(top, at)[0]) {
        char both[ROSTER_TITLE_MAX];
        snprintf(both, sizeof both, "%.120s %.120s", upper, lower);
        c->meaning = roster_heading(both);
    }
}

static void find_places(struct roster_head *h)
{
    for (int m = 0; m < ROSTER_MEANINGS; m++)
        h->place[m] = -1;
    for (size_t i = h->columns; i-- > 0;)
        if (h->column[i].meaning < ROSTER_MEANINGS)
            h->place[h->column[i].meaning] = (long)i;
}

/* ---- what columns mean beside each other ---- */

static void change(struct roster_head *h, enum roster_meaning from, enum roster_meaning to,
                   const char *word)
{
    for (size_t i = 0; i < h->columns; i++) {
        if (h->column[i].meaning != from || h->is_mapped[i])
            continue;
        char *key = word ? normal_key(h->column[i].title) : NULL;
        if (!word || (key && normal_key_has(key, word)))
            h->column[i].meaning = to;
        free(key);
    }
    find_places(h);
}

/* Năm beside Tháng is a year, Nam beside Nữ a man; Tên alone is the whole name. */
static void settle(struct roster_head *h)
{
    find_places(h);
    if (h->place[ROSTER_BIRTH_MONTH] >= 0) {
        change(h, ROSTER_BIRTH_MALE, ROSTER_BIRTH_YEAR, NULL);
        change(h, ROSTER_BIRTH, ROSTER_BIRTH_YEAR, "nam sinh");
        change(h, ROSTER_BIRTH, ROSTER_BIRTH_DAY, "ngay sinh");
    }
    if (h->place[ROSTER_NAME] < 0 && h->place[ROSTER_FAMILY] < 0)
        change(h, ROSTER_GIVEN, ROSTER_NAME, NULL);
}

static void build(const struct roster_sheets *s, size_t row, size_t rows,
                  const struct roster_mappings *o, struct roster_head *h)
{
    const struct roster_row *top = &s->row[row], *second = rows == 2 ? &s->row[row + 1] : NULL;
    memset(h, 0, sizeof *h);
    h->first = row;
    h->rows = rows;
    h->sheet = top->sheet;
    h->columns = second && second->cells > top->cells ? second->cells : top->cells;
    for (size_t i = 0; i < h->columns; i++)
        read_column(top, second, i, o, h);
    settle(h);
}

static bool has_name(const struct roster_head *h)
{
    return h->place[ROSTER_NAME] >= 0 || h->place[ROSTER_FAMILY] >= 0;
}

static bool has_field(const struct roster_head *h)
{
    return h->place[ROSTER_FIELD] >= 0 || h->place[ROSTER_FIELD_CODE] >= 0;
}

/* True when the head has all that a roster needs. */
static bool is_complete(const struct roster_head *h)
{
    return h->place[ROSTER_SBD] >= 0 && has_name(h) && has_field(h) && h->place[ROSTER_GRADE] >= 0;
}

/* How many of the four a roster needs. */
static int score(const struct roster_head *h)
{
    return (h->place[ROSTER_SBD] >= 0) + has_name(h) + has_field(h) + (h->place[ROSTER_GRADE] >= 0);
}

/* True when the row may be the lower half of headings: every text in it means something under the
 * one above it, or stands where above there is none. */
static bool is_second(const struct roster_sheets *s, size_t row, const struct roster_mappings *o)
{
    const struct roster_row *top = row + 1 < s->rows ? &s->row[row] : NULL,
                            *r = top ? &s->row[row + 1] : NULL;
    struct roster_head h;
    bool known = false;
    if (!r || r->sheet != top->sheet || r->is_hidden || r->why)
        return false;
    build(s, row, 2, o, &h);
    for (size_t i = 0; i < r->cells; i++) {
        const char *text = roster_cell_text(r, i);
        if (!text[0])
            continue;
        if (text[strspn(text, "0123456789().")] == '\0')
            return false;
        if (h.column[i].meaning == ROSTER_UNKNOWN && roster_cell_text(top, i)[0])
            return false;
        known = known || h.column[i].meaning != ROSTER_UNKNOWN;
    }
    return known;
}

bool roster_head_stands_at(const struct roster_sheets *s, size_t row,
                           const struct roster_mappings *o, struct roster_head *out)
{
    build(s, row, 1, o, out);
    if (s->row[row].why || roster_row_filled(&s->row[row]) == 0)
        return false;
    bool alone = is_complete(out), known = false;
    for (size_t i = 0; i < out->columns; i++)
        known = known || out->column[i].meaning != ROSTER_UNKNOWN;
    if (!known || !is_second(s, row, o)) /* a row that names nothing needs no lower half */
        return alone;
    struct roster_head both, next;
    build(s, row, 2, o, &both);
    build(s, row + 1, 1, o, &next);
    /* headings of their own below a title are no lower half */
    if (!is_complete(&both) || (!alone && is_complete(&next) && score(out) == 0))
        return alone;
    *out = both;
    return true;
}

/* The first head on sheets that are shown, or on hidden ones; best: how much of one was seen. */
static bool find_on(const struct roster_sheets *s, bool hidden, const struct roster_mappings *o,
                    struct roster_head *out, int *best)
{
    struct roster_head h;
    for (size_t i = 0; i < s->rows; i++) {
        if (s->row[i].is_sheet_hidden != hidden)
            continue;
        bool whole = roster_head_stands_at(s, i, o, &h);
        if (whole || score(&h) > *best) {
            *out = h;
            *best = score(&h);
        }
        if (whole)
            return true;
    }
    return false;
}

bool roster_head_find(const struct roster_sheets *s, const struct roster_mappings *o,
                      struct roster_head *out)
{
    int best = 1;
    memset(out, 0, sizeof *out);
    return find_on(s, false, o, out, &best) || find_on(s, true, o, out, &best);
}

void roster_head_lacks(const struct roster_head *h, char *out, size_t room)
{
    const struct {
        enum roster_meaning meaning;
        bool has;
    } NEEDS[] = {{ROSTER_SBD, h->place[ROSTER_SBD] >= 0},
                 {ROSTER_NAME, has_name(h)},
                 {ROSTER_FIELD, has_field(h)},
                 {ROSTER_GRADE, h->place[ROSTER_GRADE] >= 0}};
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof NEEDS / sizeof NEEDS[0] && n < room; i++)
        if (!NEEDS[i].has)
            n += (size_t)snprintf(out + n, room - n, "%s%s (%s)", n ? "; " : "",
                                  roster_meaning_name(NEEDS[i].meaning),
                                  roster_heading_accepted(NEEDS[i].meaning));
}

/* ---- columns without a heading ---- */

/* Rows below the headings where both columns have something; sexes: where the second is Nam or Nữ.
 */
static size_t filled_together(const struct roster_sheets *s, const struct roster_head *h, size_t a,
                              size_t b, size_t *sexes, size_t *first)
{
    size_t n = 0;
    if (sexes)
        *sexes = 0;
    for (size_t i = h->first + h->rows; i < s->rows; i++) {
        const struct roster_row *r = &s->row[i];
        if (r->sheet != h->sheet || !roster_cell_text(r, a)[0] || !roster_cell_text(r, b)[0])
            continue;
        if (n++ == 0)
            *first = i;
        if (sexes)
            *sexes +=
                same_key(roster_cell_text(r, b), "nam") || same_key(roster_cell_text(r, b), "nữ");
    }
    return n;
}

void roster_head_join_names(const struct roster_sheets *s, struct roster_head *h)
{
    long name = h->place[ROSTER_FAMILY] >= 0 ? h->place[ROSTER_FAMILY] : h->place[ROSTER_NAME];
    size_t sexes, first = 0, at = (size_t)name + 1;
    if (name < 0 || h->place[ROSTER_GIVEN] >= 0 || at >= ROWS_CELLS_MAX ||
        (at < h->columns && h->column[at].title[0]))
        return;
    size_t n = filled_together(s, h, (size_t)name, at, &sexes, &first);
    if (n == 0 || (n > 1 && sexes == n)) /* Nam, Nữ all the way down is no name */
        return;
    for (; h->columns <= at; h->columns++)
        h->column[h->columns] = (struct roster_column){.at = h->columns, .meaning = ROSTER_UNKNOWN};
    h->column[at].meaning = ROSTER_GIVEN;
    find_places(h);
}

/* ---- findings ---- */

struct judging {
    const struct roster_sheets *s;
    const struct roster_head *h;
    const char *file;
    struct findings *f;
    bool by_keys;
};

static struct findings_place place_of(const struct judging *j, const struct roster_row *r,
                                      size_t at, char room[ROWS_PLACE_MAX])
{
    return (struct findings_place){
        .file = j->file, .line = r->line, .number = roster_cell_place(j->s, r, at, room)};
}

static void judge_twice(const struct judging *j, const struct roster_column *c)
{
    static const enum roster_meaning MANY[] = {ROSTER_NUMBER, ROSTER_IGNORE, ROSTER_UNKNOWN};
    char room[ROWS_PLACE_MAX];
    for (size_t i = 0; i < sizeof MANY / sizeof MANY[0]; i++)
        if (c->meaning == MANY[i])
            return;
    bool whole = c->meaning == ROSTER_NAME || c->meaning == ROSTER_BIRTH;
    for (size_t i = 0; i < j->h->columns; i++) {
        const struct roster_column *d = &j->h->column[i];
        bool part = (c->meaning == ROSTER_NAME && (d->meaning == ROSTER_FAMILY ||
                                                   (d->meaning == ROSTER_GIVEN && d->title[0]))) ||
                    (c->meaning == ROSTER_BIRTH && d->meaning > ROSTER_BIRTH &&
                     d->meaning <= ROSTER_BIRTH_YEAR);
        if ((i > c->at && d->meaning == c->meaning) || (whole && part)) {
            struct findings_place at = place_of(j, &j->s->row[j->h->first], i, room);
            findings_add_at(
                j->f, FINDINGS_ERROR, &at,
                j->by_keys ? _("two columns say the same (%s): \"%s\" and \"%s\"; keep one: "
                               "Space leaves a column out")
                           : _("two columns say the same (%s): \"%s\" and \"%s\"; keep one, or "
                               "explain one with --column"),
                roster_meaning_name(c->meaning), c->title, d->title);
        }
    }
}

static void judge_unknown(const struct judging *j, const struct roster_column *c)
{
    enum roster_meaning near;
    char room[ROWS_PLACE_MAX];
    struct findings_place at = place_of(j, &j->s->row[j->h->first], c->at, room);
    bool is_near = roster_heading_is_near(c->title, &near);
    if (is_near && j->by_keys)
        findings_add_at(j->f, FINDINGS_ERROR, &at,
                        _("the heading \"%s\" is not known; is it the %s? Accepted headings: %s. "
                          "Enter on it gives it a meaning, Space leaves it out"),
                        c->title, roster_meaning_name(near), roster_heading_accepted(near));
    else if (is_near)
        findings_add_at(j->f, FINDINGS_ERROR, &at,
                        _("the heading \"%s\" is not known; is it the %s? Accepted headings: %s; "
                          "or give it a meaning: --column '%s=%s' (or =ignore)"),
                        c->title, roster_meaning_name(near), roster_heading_accepted(near),
                        c->title, roster_meaning_word(near));
    else
        findings_add_at(j->f, FINDINGS_WARNING, &at,
                        j->by_keys
                            ? _("the column \"%s\" is not known and not read; Enter on it gives "
                                "it a meaning, Space leaves it out")
                            : _("the column \"%s\" is not known and not read"),
                        c->title);
}

/* Texts beside people in a column that nobody has named. Inside the table it may be half of its
 * neighbour; right of it a clerk's own notes. */
static void judge_untitled(const struct judging *j, size_t at, bool inside)
{
    char room[ROWS_PLACE_MAX];
    size_t first = 0;
    size_t n = filled_together(j->s, j->h, (size_t)j->h->place[ROSTER_SBD], at, NULL, &first);
    if (n == 0)
        return;
    const struct roster_row *r = &j->s->row[first];
    struct findings_place place = place_of(j, r, at, room);
    if (inside)
        findings_add_at(j->f, FINDINGS_ERROR, &place,
                        _("a column without a heading has texts in %zu rows, the first is \"%s\"; "
                          "give it a heading or empty it"),
                        n, roster_cell_text(r, at));
    else
        findings_add_at(j->f, FINDINGS_WARNING, &place,
                        _("right of the table a column without a heading has texts in %zu rows, "
                          "the first is \"%s\"; they are not read"),
                        n, roster_cell_text(r, at));
}

static size_t widest(const struct roster_sheets *s, size_t sheet)
{
    size_t most = 0;
    for (size_t i = 0; i < s->rows; i++)
        if (s->row[i].sheet == sheet && s->row[i].cells > most)
            most = s->row[i].cells;
    return most;
}

static void judge_mappings(const struct judging *j, const struct roster_mappings *o)
{
    for (size_t i = 0; i < o->count; i++) {
        bool used = false;
        for (size_t c = 0; c < j->h->columns; c++) {
            const char *slash = strstr(j->h->column[c].title, " / ");
            used = used || same_key(j->h->column[c].title, o->item[i].title) ||
                   (slash && same_key(slash + 3, o->item[i].title));
        }
        if (!used && !o->item[i].is_remembered)
            findings_add(j->f, FINDINGS_ERROR, j->file, j->s->row[j->h->first].line,
                         j->by_keys
                             ? _("a meaning was given to the heading \"%s\", which the roster "
                                 "does not have: Ctrl-Z takes it back")
                             : _("--column: the roster has no heading \"%s\""),
                         o->item[i].title);
    }
}

static void judge_hidden(const struct judging *j, const struct roster_column *c)
{
    char room[ROWS_PLACE_MAX];
    struct findings_place at = place_of(j, &j->s->row[j->h->first], c->at, room);
    if (c->is_hidden && c->meaning < ROSTER_NUMBER)
        findings_add_at(j->f, FINDINGS_WARNING, &at,
                        _("the column \"%s\" is hidden in the sheet; it is read like the others"),
                        c->title);
}

void roster_head_judge(const struct roster_sheets *s, const struct roster_head *h,
                       const struct roster_mappings *o, bool by_keys, const char *file,
                       struct findings *f)
{
    const struct judging j = {s, h, file, f, by_keys};
    size_t last = 0, wide = widest(s, h->sheet);
    for (size_t i = 0; i < h->columns; i++)
        if (h->column[i].title[0])
            last = i;
    for (size_t i = 0; i < wide; i++) {
        const struct roster_column *c = i < h->columns ? &h->column[i] : NULL;
        if (c)
            judge_twice(&j, c);
        if (c && c->title[0] && c->meaning == ROSTER_UNKNOWN)
            judge_unknown(&j, c);
        else if (!c || (!c->title[0] && c->meaning == ROSTER_UNKNOWN))
            judge_untitled(&j, i, i < last);
        if (c)
            judge_hidden(&j, c);
    }
    judge_mappings(&j, o);
}
