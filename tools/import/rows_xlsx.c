#include "tools/import/rows.h"

#include "app/core/i18n.h"
#include "tools/import/encoding.h"
#include "tools/import/rows_merges.h"
#include "tools/import/number_digits.h"
#include "tools/import/number_format.h"
#include "tools/import/spreadsheet.h"
#include "tools/import/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(ROWS_MERGES_CELLS_MAX == (int)ROWS_CELLS_MAX, "merged ranges reach as far as rows");

struct sheet {
    const struct spreadsheet *w;
    const struct spreadsheet_sheet *part;
    rows_take *take;
    void *context;
    struct rows_merges merges;
    bool hidden[ROWS_CELLS_MAX]; /* columns */
    struct encoding_survey survey[ROWS_CELLS_MAX];
    size_t line; /* of the last row */
};
/* A row under way. */
struct row_draft {
    char *cell[ROWS_CELLS_MAX]; /* owned */
    char *why[ROWS_CELLS_MAX];  /* owned */
    struct rows_fact fact[ROWS_CELLS_MAX];
    size_t cells;
};
/* A cell under way. */
struct cell_draft {
    char *text, *why; /* owned */
    struct rows_fact fact;
};

bool rows_is_xlsx(const void *bytes, size_t len)
{
    return spreadsheet_is(bytes, len);
}

bool rows_date(double serial, bool date1904, char out[ROWS_DATE_MAX])
{
    int year, month, day;
    if (!(serial >= 1 && serial < 73415) || (!date1904 && serial >= 60 && serial < 61) ||
        !number_format_day(serial, date1904, &year, &month, &day))
        return false;
    return year <= 2100 &&
           snprintf(out, ROWS_DATE_MAX, "%02d/%02d/%04d", day, month, year) == ROWS_DATE_MAX - 1;
}

/* Why the cell's text is not what is meant: the first reason counts. */
static void doubt(struct cell_draft *c, const char *why)
{
    if (!c->why)
        c->why = strdup(why);
    c->fact.why = c->why;
}

/* LibreOffice gives every percentage that is typed two decimals: 3% is "3.00%" in its files. */
static void shorten_percent(const struct spreadsheet *w, const struct spreadsheet_style *style,
                            char *text)
{
    size_t n = strlen(text);
    if (w->is_libreoffice && strcmp(style->code, "0.00%") == 0 && n > 4 &&
        strcmp(text + n - 4, ".00%") == 0)
        strcpy(text + n - 4, "%");
}

static void read_number(const struct spreadsheet *w, const char *value,
                        const struct spreadsheet_style *style, struct cell_draft *c)
{
    struct number_format_shown shown = {0};
    struct err e = {0};
    char why[ERR_TEXT_MAX], *end;
    double number = strtod(value, &end);
    enum err_code rc = ERR_FORMAT;
    c->fact.kind = ROWS_NUMBER;
    if (*end || end == value) {
        snprintf(why, sizeof why, _("\"%.40s\" is no number"), value);
    } else if (!style->code) {
        snprintf(why, sizeof why,
                 _("its number format %lu differs from machine to machine; choose one that is "
                   "written out"),
                 style->format);
    } else if ((rc = number_format_show(style->code, number, w->date1904, &shown, &e)) != ERR_OK) {
        snprintf(why, sizeof why, "%s", e.text);
    } else if (number_format_hides(style->code, number)) {
        rc = ERR_FORMAT;
        snprintf(why, sizeof why, _("its number format \"%.80s\" hides its value"), style->code);
    }
    if (!*end && end != value)
        number_digits_plain(number, c->fact.number);
    if (rc != ERR_OK) {
        doubt(c, why);
        shown.text[0] = '\0';
    } else {
        shorten_percent(w, style, shown.text);
    }
    if (shown.is_day || shown.is_time)
        c->fact.kind = ROWS_DATE;
    if (shown.is_day && !rows_date(number, w->date1904, c->fact.date))
        c->fact.date[0] = '\0';
    c->fact.is_ambiguous_number =
        shown.drops_zeros && strpbrk(shown.text, ".,") && !strchr(shown.text, 'E');
    c->text = strdup(shown.text);
}

/* A day written as such (the strict form of the format has them): as the serial number of that
 * day. */
static void read_iso_day(const struct spreadsheet *w, const char *value,
                         const struct spreadsheet_style *style, struct cell_draft *c)
{
    static const int BEFORE[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int y, m, d, hour = 0, minute = 0, second = 0;
    char number[40];
    if (sscanf(value, "%4d-%2d-%2dT%2d:%2d:%2d", &y, &m, &d, &hour, &minute, &second) < 3 ||
        y < 1901 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31) {
        doubt(c, _("a day that is not understood"));
        c->text = strdup(value);
        return;
    }
    bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    long day = (y - 1900) * 365L + (y - 1901) / 4 - (y - 1901) / 100 + (y - 1601) / 400 +
               BEFORE[m - 1] + (m > 2 && leap) + d + 1;
    snprintf(number, sizeof number, "%.10f",
             (double)(day - (w->date1904 ? 1462 : 0)) +
                 (hour * 3600 + minute * 60 + second) / 86400.0);
    struct spreadsheet_style as_day = *style;
    as_day.code = !style->code || strcmp(style->code, "General") == 0 ? "dd/mm/yyyy" : style->code;
    read_number(w, number, &as_day, c);
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

/* Runs joined, each converted from the encoding of its font. */
static enum err_code join_runs(const struct spreadsheet_text *t, const char *font,
                               struct encoding_survey *survey, struct cell_draft *c, struct err *e)
{
    char why[256];
    enum err_code rc = ERR_OK;
    bool cell_struck = c->fact.is_struck;
    c->fact.is_struck = false;
    for (size_t i = 0; i < t->runs && rc == ERR_OK; i++) {
        struct encoding_reading read;
        bool line = t->run[i].has_look ? t->run[i].is_struck : cell_struck;
        c->fact.is_struck = c->fact.is_struck || (line && !is_blank(t->run[i].text));
        char *joined = NULL;
        const char *own = t->run[i].font ? t->run[i].font : font;
        if ((rc = encoding_read(survey, own, t->run[i].text, &read, e)) != ERR_OK)
            break;
        if (read.verdict == ENCODING_CONVERT)
            c->fact.encoding = encoding_name(read.from);
        if (read.verdict == ENCODING_REFUSE) {
            snprintf(why, sizeof why,
                     _("the text \"%.60s\" may be %s or Unicode: type it again in a Unicode font"),
                     t->run[i].text, encoding_name(read.from));
            doubt(c, why);
        }
        if (asprintf(&joined, "%s%s", c->text ? c->text : "",
                     read.text ? read.text : t->run[i].text) < 0)
            joined = NULL;
        free(read.text);
        free(c->text);
        c->text = joined;
        if (!joined)
            rc = err_set(e, ERR_LIMIT, _("out of memory"));
    }
    if (rc == ERR_OK && !c->text && !(c->text = strdup("")))
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    return rc;
}

static enum err_code read_text(const struct spreadsheet_text *t,
                               const struct spreadsheet_style *style,
                               struct encoding_survey *survey, struct cell_draft *c, struct err *e)
{
    char *shown;
    enum err_code rc = join_runs(t, style->font, survey, c, e);
    c->fact.kind = c->text && c->text[0] ? ROWS_TEXT : ROWS_EMPTY;
    if (rc != ERR_OK || !style->code || !c->text[0])
        return rc;
    if ((rc = number_format_text(style->code, c->text, &shown, e)) != ERR_OK)
        return rc;
    if (!shown[0])
        doubt(c, _("its format hides its text"));
    free(c->text);
    c->text = shown;
    return ERR_OK;
}

static enum err_code read_plain_text(char *value, const struct spreadsheet_style *style,
                                     struct encoding_survey *survey, struct cell_draft *c,
                                     struct err *e)
{
    struct spreadsheet_run run = {.text = value};
    return read_text(&(struct spreadsheet_text){.run = &run, .runs = 1}, style, survey, c, e);
}

static void read_error(const char *value, struct cell_draft *c)
{
    char why[128];
    c->fact.kind = ROWS_ERROR;
    c->text = strdup(value);
    snprintf(why, sizeof why, _("the error value %.20s"), value);
    doubt(c, why);
}

/* The kinds of cells: ECMA-376, 18.18.11. */
static enum err_code read_value(const struct spreadsheet *w, const xmlNode *node, const char *type,
                                char *value, struct encoding_survey *survey, struct cell_draft *c,
                                struct err *e)
{
    char *number = xml_attribute(node, "s");
    struct spreadsheet_style style = spreadsheet_style(w, number ? strtoul(number, NULL, 10) : 0);
    c->fact.is_struck = style.is_struck;
    struct spreadsheet_text text;
    enum err_code rc = ERR_OK;
    free(number);
    if (strcmp(type, "s") == 0) {
        size_t i = strtoul(value, NULL, 10);
        rc = read_text(value[0] && i < w->shareds ? &w->shared[i] : &(struct spreadsheet_text){0},
                       &style, survey, c, e);
    } else if (strcmp(type, "inlineStr") == 0) {
        if ((rc = spreadsheet_read_text(xml_child(node, "is"), &text, e)) != ERR_OK)
            return rc;
        rc = read_text(&text, &style, survey, c, e);
        spreadsheet_text_free(&text);
    } else if (strcmp(type, "str") == 0) {
        rc = read_plain_text(value, &style, survey, c, e);
    } else if (!value[0]) {
        c->text = strdup("");
        if (xml_child(node, "f"))
            doubt(c, _("a formula without its value: open the file in Excel and save it"));
    } else if (strcmp(type, "n") == 0) {
        read_number(w, value, &style, c);
    } else if (strcmp(type, "d") == 0) {
        read_iso_day(w, value, &style, c);
    } else if (strcmp(type, "b") == 0) {
        c->fact.kind = ROWS_BOOLEAN;
        c->text = strdup(value[0] == '0' ? "FALSE" : "TRUE");
    } else if (strcmp(type, "e") == 0) {
        read_error(value, c);
    } else {
        doubt(c, _("a cell of a kind that is not known"));
        c->text = strdup("");
    }
    c->fact.is_struck = c->fact.is_struck && c->text && !is_blank(c->text);
    return rc == ERR_OK && !c->text ? err_set(e, ERR_LIMIT, _("out of memory")) : rc;
}

static enum err_code read_cell(const struct spreadsheet *w, const xmlNode *node,
                               struct encoding_survey *survey, struct cell_draft *c, struct err *e)
{
    char *type = xml_attribute(node, "t"), *value = xml_text(xml_child(node, "v"));
    enum err_code rc = value
                           ? read_value(w, node, type && type[0] ? type : "n", value, survey, c, e)
                           : err_set(e, ERR_LIMIT, _("out of memory"));
    free(type);
    free(value);
    return rc;
}

/* Columns from min to max are hidden, or wide 0. */
static void read_columns(struct sheet *s, const xmlNode *col)
{
    char *from = xml_attribute(col, "min"), *to = xml_attribute(col, "max");
    size_t first = from ? strtoul(from, NULL, 10) : 0, last = to ? strtoul(to, NULL, 10) : 0;
    bool hidden =
        xml_has(col, "hidden", "1") || xml_has(col, "hidden", "true") || xml_has(col, "width", "0");
    for (size_t i = first; i && i <= last && i <= ROWS_CELLS_MAX; i++)
        s->hidden[i - 1] = hidden;
    free(from);
    free(to);
}

/* Puts a cell in its place; one past the room, or in a place that is taken, must be empty. */
static enum err_code place(struct sheet *s, struct row_draft *r, long at, struct cell_draft *c,
                           struct err *e)
{
    if (at >= 0 && at < ROWS_CELLS_MAX && !r->cell[at]) {
        r->cell[at] = c->text;
        r->why[at] = c->why;
        r->fact[at] = c->fact;
        r->cells = (size_t)at + 1 > r->cells ? (size_t)at + 1 : r->cells;
        return ERR_OK;
    }
    bool blank = is_blank(c->text) && !c->why;
    free(c->text);
    free(c->why);
    return blank ? ERR_OK : err_set(e, ERR_LIMIT, _("row %zu has more than 64 cells"), s->line);
}

/* Empty cells for those that are not there, up to the end of merged ranges; facts of place. */
static enum err_code complete(struct sheet *s, struct row_draft *r, struct err *e)
{
    for (size_t i = 0; i < ROWS_CELLS_MAX; i++) {
        struct rows_merges_range *m = rows_merges_find(&s->merges, s->line, i);
        r->cells = m && i + 1 > r->cells ? i + 1 : r->cells;
    }
    for (size_t i = 0; i < r->cells; i++) {
        struct rows_merges_range *m = rows_merges_find(&s->merges, s->line, i);
        struct rows_fact *f = &r->fact[i];
        if (!r->cell[i] && !(r->cell[i] = strdup("")))
            return err_set(e, ERR_LIMIT, _("out of memory"));
        f->is_column_hidden = s->hidden[i];
        f->first_cell = m ? m->first_cell : i;
        f->last_cell = m ? m->last_cell : i;
        f->first_line = m ? m->first_line : s->line;
        f->last_line = m ? m->last_line : s->line;
        if (m && i == m->first_cell && s->line == m->first_line && !m->text)
            m->text = strdup(r->cell[i]);
        else if (m)
            f->merged = m->text ? m->text : "";
    }
    return ERR_OK;
}

static bool is_empty(const struct row_draft *r)
{
    for (size_t i = 0; i < r->cells; i++)
        if (r->fact[i].why || (r->cell[i] && !is_blank(r->cell[i])))
            return false;
    return true;
}

static enum err_code read_cells(struct sheet *s, const xmlNode *node, struct row_draft *r,
                                struct err *e)
{
    struct encoding_survey spare = {0};
    long at = -1;
    enum err_code rc = ERR_OK;
    for (xmlNodePtr c = xml_child(node, "c"); rc == ERR_OK && c; c = xml_next_sibling(c, "c")) {
        char *reference = xml_attribute(c, "r");
        size_t line;
        struct cell_draft draft = {0};
        at = reference ? rows_merges_reference(reference, &line) : at + 1;
        free(reference);
        rc =
            read_cell(s->w, c, at >= 0 && at < ROWS_CELLS_MAX ? &s->survey[at] : &spare, &draft, e);
        if (rc == ERR_OK) {
            rc = place(s, r, at, &draft, e);
        } else {
            free(draft.text);
            free(draft.why);
        }
    }
    return rc;
}

static enum err_code read_row(struct sheet *s, const xmlNode *node, struct err *e)
{
    struct row_draft r = {0};
    char *number = xml_attribute(node, "r");
    size_t line = number ? strtoul(number, NULL, 10) : s->line + 1;
    free(number);
    if (line <= s->line)
        return err_set(e, ERR_FORMAT, _("row %zu stands behind row %zu"), line, s->line);
    s->line = line;
    rows_merges_move(&s->merges, line);
    enum err_code rc = read_cells(s, node, &r, e);
    bool empty = is_empty(&r);
    if (rc == ERR_OK && (!empty || s->merges.count))
        rc = complete(s, &r, e);
    if (rc == ERR_OK && !empty) {
        struct row row = {.sheet = s->part->name ? s->part->name : "",
                          .is_sheet_hidden = s->part->is_hidden,
                          .line = line,
                          .cell = r.cell,
                          .fact = r.fact,
                          .cells = r.cells};
        row.is_hidden = xml_has(node, "hidden", "1") || xml_has(node, "hidden", "true") ||
                        xml_has(node, "ht", "0");
        s->take(s->context, &row);
    }
    for (size_t i = 0; i < ROWS_CELLS_MAX; i++) {
        free(r.cell[i]);
        free(r.why[i]);
    }
    return rc;
}

static enum err_code read_rows(struct sheet *s, const struct zip_entry *z, struct err *e)
{
    static const char *const NAMES[] = {"row", "col", NULL};
    struct xml x;
    xmlNodePtr node;
    enum err_code rc = xml_open(&x, z->bytes, z->len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &node, e)) == ERR_OK && node && rc == ERR_OK) {
        if (xml_is(node, "col"))
            read_columns(s, node);
        else if ((rc = read_row(s, node, e)) != ERR_OK)
            break;
    }
    xml_close(&x);
    return rc;
}

static enum err_code read_sheet(const struct spreadsheet *w, const struct spreadsheet_sheet *part,
                                rows_take *take, void *context, struct err *e)
{
    const struct zip_entry *z = part->path ? zip_find(&w->zip, part->path) : NULL;
    const char *name = part->name ? part->name : "";
    if (!z)
        return err_set(e, ERR_FORMAT, _("the workbook does not hold its sheet \"%s\""), name);
    struct sheet *s = calloc(1, sizeof *s);
    if (!s)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    s->w = w;
    s->part = part;
    s->take = take;
    s->context = context;
    enum err_code rc = rows_merges_read(&s->merges, z->bytes, z->len, e);
    if (rc == ERR_OK)
        rc = read_rows(s, z, e);
    rows_merges_free(&s->merges);
    free(s);
    return rc == ERR_OK ? rc : err_prefix(e, name);
}

enum err_code rows_read_xlsx(const void *bytes, size_t len, rows_take *take, void *context,
                             struct err *e)
{
    struct spreadsheet *w;
    enum err_code rc = spreadsheet_open(bytes, len, &w, e);
    for (size_t i = 0; rc == ERR_OK && i < w->sheets; i++)
        rc = read_sheet(w, &w->sheet[i], take, context, e);
    if (w)
        spreadsheet_close(w);
    return rc;
}
