#include "tools/import/rows.h"

#include "app/core/i18n.h"
#include "tools/import/markup.h"
#include "tools/import/xml.h"
#include "tools/import/zip.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHARED_MAX = 4 * 1024 * 1024, STYLES_MAX = 65536, SHEETS_MAX = 256, PATH_BYTES = 512 };

struct workbook {
    struct zip zip;
    bool date1904;
    char **shared; size_t shareds, shared_room;  /* shared strings */
    bool *is_date; size_t styles;                /* by cell format */
    struct { char *name, *path; } sheet[SHEETS_MAX];
    size_t sheets;
};

static bool wanted(const char *name)
{
    size_t n = strlen(name);
    return strncmp(name, "xl/", 3) == 0 && n > 5 && (strcmp(name + n - 4, ".xml") == 0 || strcmp(name + n - 5, ".rels") == 0);
}

bool rows_is_xlsx(const void *bytes, size_t len)
{
    struct zip z;
    struct err e;
    bool found = zip_is(bytes, len) && zip_open(&z, bytes, len, wanted, &e) == ERR_OK;
    if (found) {
        found = zip_find(&z, "xl/workbook.xml") != NULL;
        zip_close(&z);
    }
    return found;
}

bool rows_date(double serial, bool date1904, char out[11])
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!(serial >= 1 && serial < 73415) || (!date1904 && serial >= 60 && serial < 61))
        return false;
    long day = (long)serial;
    int year = date1904 ? 1904 : 1900, month = 0;
    day -= date1904 ? 0 : day > 60 ? 2 : 1; /* days since the year's first; the 29th of February 1900 never was */
    for (;;) {
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (day < (leap ? 366 : 365)) {
            while (day >= DAYS[month] + (month == 1 && leap)) {
                day -= DAYS[month] + (month == 1 && leap);
                month++;
            }
            break;
        }
        day -= leap ? 366 : 365;
        year++;
    }
    return year <= 2100 && snprintf(out, 11, "%02ld/%02d/%04d", day + 1, month + 1, year) == 10;
}

/* Walks the elements of one name in a part; a part that is not there has none. */
static enum err_code each(const struct workbook *w, const char *part, const char *name, enum err_code (*take)(struct workbook *, const xmlNode *, struct err *),
                          struct workbook *to, struct err *e)
{
    const struct zip_entry *z = zip_find(&w->zip, part);
    const char *const names[] = {name, NULL};
    struct xml x;
    xmlNodePtr node;
    if (!z)
        return ERR_OK;
    enum err_code rc = xml_open(&x, z->bytes, z->len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, names, &node, e)) == ERR_OK && node && (rc = take(to, node, e)) == ERR_OK)
        ;
    xml_close(&x);
    return rc == ERR_OK ? rc : err_prefix(e, part);
}

/* A run's text; raised or lowered text as its own characters. What has none becomes U+001A, which no text may hold: the row is rejected for it. */
static char *run_text(const xmlNode *run)
{
    char *text = xml_text(xml_child(run, "t")), raised[256] = "";
    const xmlNode *align = xml_child(xml_child(run, "rPr"), "vertAlign");
    bool up = align && xml_has(align, "val", "superscript"), down = align && xml_has(align, "val", "subscript");
    if (!text || (!up && !down))
        return text;
    char *out = strdup(markup_raise(text, down, raised, sizeof raised) ? raised : "\x1A");
    free(text);
    return out;
}

/* Text of <si> or <is>: its runs without phonetic hints. */
static char *rich_text(const xmlNode *node)
{
    char *all = strdup("");
    for (const xmlNode *c = node ? node->children : NULL; c && all; c = c->next) {
        char *piece = xml_is(c, "t") ? xml_text(c) : xml_is(c, "r") ? run_text(c) : NULL, *joined = NULL;
        if (piece && asprintf(&joined, "%s%s", all, piece) < 0)
            joined = NULL;
        if (joined) {
            free(all);
            all = joined;
        }
        free(piece);
    }
    return all;
}

static enum err_code take_shared(struct workbook *w, const xmlNode *si, struct err *e)
{
    if (w->shareds == w->shared_room) {
        size_t room = w->shared_room ? w->shared_room * 2 : 256;
        char **grown = room <= SHARED_MAX ? realloc(w->shared, room * sizeof *grown) : NULL;
        if (!grown)
            return err_set(e, ERR_LIMIT, _("too many texts"));
        w->shared = grown;
        w->shared_room = room;
    }
    if (!(w->shared[w->shareds] = rich_text(si)))
        return err_set(e, ERR_LIMIT, _("out of memory"));
    w->shareds++;
    return ERR_OK;
}

/* Number formats 14–22 and 45–47 are dates and times; others say so by d, m, y outside quotes and brackets (ECMA-376, 18.8.30). */
static bool is_date_format(const char *code)
{
    bool quoted = false, bracket = false;
    for (; *code; code++) {
        if (*code == '"')
            quoted = !quoted;
        else if (*code == '[')
            bracket = true;
        else if (*code == ']')
            bracket = false;
        else if (*code == '\\' && code[1])
            code++;
        else if (!quoted && !bracket && strchr("dyDY", *code))
            return true;
    }
    return false;
}

static bool is_date_id(const xmlNode *styles, long id)
{
    if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47))
        return true;
    for (xmlNodePtr f = xml_child(xml_child(styles, "numFmts"), "numFmt"); f; f = xml_next_sibling(f, "numFmt")) {
        char *own = xml_attribute(f, "numFmtId"), *code = xml_attribute(f, "formatCode");
        bool found = own && strtol(own, NULL, 10) == id, date = code && is_date_format(code);
        free(own);
        free(code);
        if (found)
            return date;
    }
    return false;
}

static enum err_code take_styles(struct workbook *w, const xmlNode *styles, struct err *e)
{
    for (xmlNodePtr xf = xml_child(xml_child(styles, "cellXfs"), "xf"); xf; xf = xml_next_sibling(xf, "xf")) {
        bool *grown = w->styles < STYLES_MAX ? realloc(w->is_date, (w->styles + 1) * sizeof *grown) : NULL;
        char *id = xml_attribute(xf, "numFmtId");
        if (grown) {
            w->is_date = grown;
            grown[w->styles++] = is_date_id(styles, id ? strtol(id, NULL, 10) : 0);
        }
        free(id);
        if (!grown)
            return err_set(e, ERR_LIMIT, _("too many formats"));
    }
    return ERR_OK;
}

static enum err_code take_sheet(struct workbook *w, const xmlNode *sheet, struct err *e)
{
    if (w->sheets == SHEETS_MAX)
        return err_set(e, ERR_LIMIT, _("too many sheets"));
    w->sheet[w->sheets].name = xml_attribute(sheet, "name");
    w->sheet[w->sheets++].path = xml_attribute(sheet, "id"); /* of the relation; take_relation puts the path */
    return ERR_OK;
}

static enum err_code take_properties(struct workbook *w, const xmlNode *pr, struct err *e)
{
    (void)e;
    w->date1904 = xml_has(pr, "date1904", "1") || xml_has(pr, "date1904", "true");
    return ERR_OK;
}

static enum err_code take_relation(struct workbook *w, const xmlNode *rel, struct err *e)
{
    char *id = xml_attribute(rel, "Id"), *target = xml_attribute(rel, "Target"), *path = NULL;
    enum err_code rc = ERR_OK;
    for (size_t i = 0; id && target && i < w->sheets; i++) {
        if (!w->sheet[i].path || strcmp(w->sheet[i].path, id) != 0)
            continue;
        if (xml_has(rel, "TargetMode", "External"))
            rc = err_set(e, ERR_FORMAT, _("a sheet lies outside the workbook"));
        else if (asprintf(&path, "%s%s", target[0] == '/' ? "" : "xl/", target[0] == '/' ? target + 1 : target) < 0)
            rc = err_set(e, ERR_LIMIT, _("out of memory"));
        if (rc == ERR_OK) {
            free(w->sheet[i].path);
            w->sheet[i].path = path;
        }
        break;
    }
    free(id);
    free(target);
    return rc;
}

/* Column of a reference such as AB12, from 0; -1 for none. */
static long column_of(const char *ref)
{
    long c = 0;
    size_t n = 0;
    for (; ref && ref[n] >= 'A' && ref[n] <= 'Z' && n < 4; n++)
        c = c * 26 + ref[n] - 'A' + 1;
    return n ? c - 1 : -1;
}

static char *cell_text(const struct workbook *w, const xmlNode *c)
{
    char *type = xml_attribute(c, "t"), *style = xml_attribute(c, "s"), *value = xml_text(xml_child(c, "v")), *out = NULL, date[11];
    long s = style ? strtol(style, NULL, 10) : 0;
    if (type && strcmp(type, "s") == 0) {
        size_t i = value ? strtoul(value, NULL, 10) : 0;
        out = strdup(value && value[0] && i < w->shareds ? w->shared[i] : "");
    } else if (type && strcmp(type, "inlineStr") == 0) {
        out = rich_text(xml_child(c, "is"));
    } else if ((!type || strcmp(type, "n") == 0) && value && value[0] && s >= 0 && (size_t)s < w->styles && w->is_date[s] &&
               rows_date(strtod(value, NULL), w->date1904, date)) {
        out = strdup(date);
    } else {
        out = value;
        value = NULL;
    }
    free(type);
    free(style);
    free(value);
    return out;
}

struct sheet {
    const struct workbook *w;
    const char *name;
    rows_take *take;
    void *context;
    size_t line;
};

static enum err_code take_row(struct sheet *s, const xmlNode *node, struct err *e)
{
    char *cell[ROWS_CELLS_MAX] = {0}, *number = xml_attribute(node, "r");
    long at = -1;
    bool empty = true;
    enum err_code rc = ERR_OK;
    s->line = number ? strtoul(number, NULL, 10) : s->line + 1;
    struct row row = {.sheet = s->name, .line = s->line, .cell = cell};
    for (xmlNodePtr c = xml_child(node, "c"); rc == ERR_OK && c; c = xml_next_sibling(c, "c")) {
        char *ref = xml_attribute(c, "r"), *text = cell_text(s->w, c);
        at = ref ? column_of(ref) : at + 1;
        bool blank = !text || !text[strspn(text, " \t\r\n")];
        if (at >= 0 && at < ROWS_CELLS_MAX && !cell[at]) {
            cell[at] = text;
            text = NULL;
            row.cells = (size_t)at + 1 > row.cells ? (size_t)at + 1 : row.cells;
        } else if (!blank) {
            rc = err_set(e, ERR_LIMIT, _("row %zu has more than 64 cells"), s->line);
        }
        empty = empty && blank;
        free(text);
        free(ref);
    }
    for (size_t i = 0; rc == ERR_OK && i < row.cells; i++)
        if (!cell[i] && !(cell[i] = strdup("")))
            rc = err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && !empty)
        s->take(s->context, &row);
    for (size_t i = 0; i < ROWS_CELLS_MAX; i++)
        free(cell[i]);
    free(number);
    return rc;
}

static enum err_code read_sheet(const struct workbook *w, size_t i, rows_take *take, void *context, struct err *e)
{
    static const char *const NAMES[] = {"row", NULL};
    const struct zip_entry *z = w->sheet[i].path ? zip_find(&w->zip, w->sheet[i].path) : NULL;
    struct sheet s = {w, w->sheet[i].name ? w->sheet[i].name : "", take, context, 0};
    struct xml x;
    xmlNodePtr row;
    if (!z)
        return err_set(e, ERR_FORMAT, _("the workbook does not hold its sheet \"%s\""), s.name);
    enum err_code rc = xml_open(&x, z->bytes, z->len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &row, e)) == ERR_OK && row && (rc = take_row(&s, row, e)) == ERR_OK)
        ;
    xml_close(&x);
    return rc == ERR_OK ? rc : err_prefix(e, s.name);
}

static void free_workbook(struct workbook *w)
{
    for (size_t i = 0; i < w->shareds; i++)
        free(w->shared[i]);
    for (size_t i = 0; i < w->sheets; i++) {
        free(w->sheet[i].name);
        free(w->sheet[i].path);
    }
    free(w->shared);
    free(w->is_date);
    zip_close(&w->zip);
    free(w);
}

enum err_code rows_read_xlsx(const void *bytes, size_t len, rows_take *take, void *context, struct err *e)
{
    struct workbook *w = calloc(1, sizeof *w);
    if (!w)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = zip_open(&w->zip, bytes, len, wanted, e);
    if (rc == ERR_OK)
        rc = each(w, "xl/sharedStrings.xml", "si", take_shared, w, e);
    if (rc == ERR_OK)
        rc = each(w, "xl/styles.xml", "styleSheet", take_styles, w, e);
    if (rc == ERR_OK)
        rc = each(w, "xl/workbook.xml", "workbookPr", take_properties, w, e);
    if (rc == ERR_OK)
        rc = each(w, "xl/workbook.xml", "sheet", take_sheet, w, e);
    if (rc == ERR_OK)
        rc = each(w, "xl/_rels/workbook.xml.rels", "Relationship", take_relation, w, e);
    if (rc == ERR_OK && w->sheets == 0)
        rc = err_set(e, ERR_FORMAT, _("no sheet in the workbook"));
    for (size_t i = 0; rc == ERR_OK && i < w->sheets; i++)
        rc = read_sheet(w, i, take, context, e);
    free_workbook(w);
    return rc;
}
