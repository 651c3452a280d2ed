#include "tools/import/spreadsheet.h"

#include "app/core/i18n.h"
#include "tools/import/markup.h"
#include "tools/import/number_format.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHARED_MAX = 4 * 1024 * 1024, STYLES_MAX = 65536, RUNS_MAX = 4096 };

static bool wanted(const char *name)
{
    size_t n = strlen(name);
    bool xml = n > 5 && (strcmp(name + n - 4, ".xml") == 0 || strcmp(name + n - 5, ".rels") == 0);
    return strcmp(name, "docProps/app.xml") == 0 || (strncmp(name, "xl/", 3) == 0 && xml);
}

bool spreadsheet_is(const void *bytes, size_t len)
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

static enum err_code no_memory(struct err *e)
{
    return err_set(e, ERR_LIMIT, _("out of memory"));
}

/* Room for one more, doubling; false when memory ends or there are most already. */
static bool grow(void **array, size_t count, size_t *room, size_t size, size_t most)
{
    if (count < *room)
        return true;
    size_t more = *room ? *room * 2 : 64;
    void *grown = count < most ? realloc(*array, more * size) : NULL;
    if (!grown)
        return false;
    *array = grown;
    *room = more;
    return true;
}

/* Walks the elements of one name in a part; a part that is not there has none. */
static enum err_code each(struct spreadsheet *w, const char *part, const char *name,
                          enum err_code (*take)(struct spreadsheet *, const xmlNode *,
                                                struct err *),
                          struct err *e)
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
    while ((rc = xml_next(&x, names, &node, e)) == ERR_OK && node &&
           (rc = take(w, node, e)) == ERR_OK)
        ;
    xml_close(&x);
    return rc == ERR_OK ? rc : err_prefix(e, part);
}

/* ---- texts ---- */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* Characters that XML cannot hold stand as _xHHHH_ (ECMA-376, 22.9.2.19): those of one byte are put
 * in their place. */
static void unescape(char *text)
{
    char *to = text;
    for (const char *at = text; *at;) {
        bool escaped = strncmp(at, "_x00", 4) == 0 && hex_digit(at[4]) >= 0 &&
                       hex_digit(at[5]) >= 0 && at[6] == '_';
        int c = escaped ? hex_digit(at[4]) * 16 + hex_digit(at[5]) : 0;
        if (c > 0 && c < 0x80) {
            *to++ = (char)c;
            at += 7;
        } else {
            *to++ = *at++;
        }
    }
    *to = '\0';
}

/* A run's text; raised or lowered text as its own characters. */
static char *run_text(const xmlNode *run)
{
    char *text = xml_text(xml_is(run, "t") ? run : xml_child(run, "t")), raised[256] = "";
    const xmlNode *align = xml_child(xml_child(run, "rPr"), "vertAlign");
    bool up = align && xml_has(align, "val", "superscript"),
         down = align && xml_has(align, "val", "subscript");
    if (text)
        unescape(text);
    if (!text || (!up && !down))
        return text;
    char *out = strdup(markup_raise(text, down, raised, sizeof raised) ? raised : "\x1A");
    free(text);
    return out;
}

/* A line through it, in a font or a run's own formats; NULL: none. */
static bool is_struck(const xmlNode *look)
{
    const xmlNode *strike = look ? xml_child(look, "strike") : NULL;
    return strike && !xml_has(strike, "val", "0") && !xml_has(strike, "val", "false");
}

void spreadsheet_text_free(struct spreadsheet_text *t)
{
    for (size_t i = 0; i < t->runs; i++) {
        free(t->run[i].text);
        free(t->run[i].font);
    }
    free(t->run);
    *t = (struct spreadsheet_text){0};
}

enum err_code spreadsheet_read_text(const xmlNode *node, struct spreadsheet_text *out,
                                    struct err *e)
{
    size_t room = 0;
    *out = (struct spreadsheet_text){0};
    for (const xmlNode *c = node ? node->children : NULL; c; c = c->next) {
        if (!xml_is(c, "t") && !xml_is(c, "r"))
            continue;
        struct spreadsheet_run *grown =
            out->runs == room ? realloc(out->run, (room ? room * 2 : 1) * sizeof *grown) : out->run;
        if (!grown || out->runs == RUNS_MAX) {
            free(grown != out->run ? grown : NULL);
            spreadsheet_text_free(out);
            return err_set(e, ERR_LIMIT,
                           grown ? _("a text of too many pieces") : _("out of memory"));
        }
        room = out->runs == room ? (room ? room * 2 : 1) : room;
        out->run = grown;
        const xmlNode *font = xml_child(xml_child(c, "rPr"), "rFont");
        grown[out->runs] =
            (struct spreadsheet_run){run_text(c), font ? xml_attribute(font, "val") : NULL,
                                     xml_child(c, "rPr") != NULL, is_struck(xml_child(c, "rPr"))};
        if (!grown[out->runs++].text) {
            spreadsheet_text_free(out);
            return no_memory(e);
        }
    }
    return ERR_OK;
}

static enum err_code read_shared(struct spreadsheet *w, const xmlNode *si, struct err *e)
{
    if (!grow((void **)&w->shared, w->shareds, &w->shared_room, sizeof *w->shared, SHARED_MAX))
        return err_set(e, ERR_LIMIT, _("too many texts"));
    enum err_code rc = spreadsheet_read_text(si, &w->shared[w->shareds], e);
    w->shareds += rc == ERR_OK;
    return rc;
}

/* ---- formats and fonts ---- */

static unsigned long number_attribute(const xmlNode *node, const char *name)
{
    char *text = xml_attribute(node, name);
    unsigned long n = text && isdigit((unsigned char)text[0]) ? strtoul(text, NULL, 10) : 0;
    free(text);
    return n;
}

static enum err_code read_formats(struct spreadsheet *w, const xmlNode *formats, struct err *e)
{
    for (xmlNodePtr f = xml_child(formats, "numFmt"); f; f = xml_next_sibling(f, "numFmt")) {
        if (!grow((void **)&w->format, w->formats, &w->format_room, sizeof *w->format, STYLES_MAX))
            return err_set(e, ERR_LIMIT, _("too many formats"));
        w->format[w->formats] = (struct spreadsheet_format){number_attribute(f, "numFmtId"),
                                                            xml_attribute(f, "formatCode")};
        w->formats++;
    }
    return ERR_OK;
}

static int by_id(const void *a, const void *b)
{
    const struct spreadsheet_format *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* By halving: a file may have as many formats as styles. */
static const char *find_format(struct spreadsheet *w, unsigned long id)
{
    size_t low = 0, high = w->formats;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        w->steps++;
        if (w->format[middle].id == id)
            return w->format[middle].code;
        if (w->format[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return number_format_builtin(id);
}

static enum err_code read_fonts(struct spreadsheet *w, const xmlNode *fonts, struct err *e)
{
    for (xmlNodePtr f = xml_child(fonts, "font"); f; f = xml_next_sibling(f, "font")) {
        const xmlNode *name = xml_child(f, "name");
        if (!grow((void **)&w->font, w->fonts, &w->font_room, sizeof *w->font, STYLES_MAX))
            return err_set(e, ERR_LIMIT, _("too many formats"));
        w->font[w->fonts++] =
            (struct spreadsheet_font){name ? xml_attribute(name, "val") : NULL, is_struck(f)};
    }
    return ERR_OK;
}

static enum err_code read_styles(struct spreadsheet *w, const xmlNode *sheet, struct err *e)
{
    enum err_code rc = read_formats(w, xml_child(sheet, "numFmts"), e);
    if (rc == ERR_OK)
        rc = read_fonts(w, xml_child(sheet, "fonts"), e);
    if (rc == ERR_OK && w->formats)
        qsort(w->format, w->formats, sizeof *w->format, by_id);
    for (xmlNodePtr xf = xml_child(xml_child(sheet, "cellXfs"), "xf"); rc == ERR_OK && xf;
         xf = xml_next_sibling(xf, "xf")) {
        if (!grow((void **)&w->style, w->styles, &w->style_room, sizeof *w->style, STYLES_MAX))
            return err_set(e, ERR_LIMIT, _("too many formats"));
        unsigned long id = number_attribute(xf, "numFmtId"), font = number_attribute(xf, "fontId");
        const struct spreadsheet_font none = {0}, *own = font < w->fonts ? &w->font[font] : &none;
        w->style[w->styles++] =
            (struct spreadsheet_style){find_format(w, id), id, own->name, own->is_struck};
    }
    return rc;
}

struct spreadsheet_style spreadsheet_style(const struct spreadsheet *w, unsigned long number)
{
    if (number < w->styles)
        return w->style[number];
    return w->styles ? w->style[0] : (struct spreadsheet_style){.code = "General"};
}

/* ---- sheets ---- */

static enum err_code read_sheet(struct spreadsheet *w, const xmlNode *sheet, struct err *e)
{
    if (w->sheets == SPREADSHEET_SHEETS_MAX)
        return err_set(e, ERR_LIMIT, _("too many sheets"));
    struct spreadsheet_sheet *s = &w->sheet[w->sheets++];
    s->is_hidden = xml_has(sheet, "state", "hidden") || xml_has(sheet, "state", "veryHidden");
    s->name = xml_attribute(sheet, "name");
    s->path = xml_attribute(sheet, "id"); /* of the relation; read_relation puts the path */
    return ERR_OK;
}

static enum err_code read_properties(struct spreadsheet *w, const xmlNode *pr, struct err *e)
{
    (void)e;
    w->date1904 = xml_has(pr, "date1904", "1") || xml_has(pr, "date1904", "true");
    return ERR_OK;
}

static enum err_code read_application(struct spreadsheet *w, const xmlNode *application,
                                      struct err *e)
{
    char *name = xml_text(application);
    w->is_libreoffice = name && strncmp(name, "LibreOffice", 11) == 0;
    free(name);
    (void)e;
    return ERR_OK;
}

static enum err_code put_path(struct spreadsheet_sheet *s, const xmlNode *rel, const char *target,
                              struct err *e)
{
    char *path = NULL;
    bool rooted = target[0] == '/';
    if (xml_has(rel, "TargetMode", "External"))
        return err_set(e, ERR_FORMAT, _("a sheet lies outside the workbook"));
    if (asprintf(&path, "%s%s", rooted ? "" : "xl/", rooted ? target + 1 : target) < 0)
        return no_memory(e);
    free(s->path);
    s->path = path;
    return ERR_OK;
}

static enum err_code read_relation(struct spreadsheet *w, const xmlNode *rel, struct err *e)
{
    char *id = xml_attribute(rel, "Id"), *target = xml_attribute(rel, "Target");
    enum err_code rc = ERR_OK;
    for (size_t i = 0; id && target && i < w->sheets; i++)
        if (w->sheet[i].path && strcmp(w->sheet[i].path, id) == 0) {
            rc = put_path(&w->sheet[i], rel, target, e);
            break;
        }
    free(id);
    free(target);
    return rc;
}

void spreadsheet_close(struct spreadsheet *w)
{
    for (size_t i = 0; w && i < w->shareds; i++)
        spreadsheet_text_free(&w->shared[i]);
    for (size_t i = 0; w && i < w->sheets; i++) {
        free(w->sheet[i].name);
        free(w->sheet[i].path);
    }
    for (size_t i = 0; w && i < w->formats; i++)
        free(w->format[i].code);
    for (size_t i = 0; w && i < w->fonts; i++)
        free(w->font[i].name);
    if (!w)
        return;
    free(w->shared);
    free(w->format);
    free(w->font);
    free(w->style);
    zip_close(&w->zip);
    free(w);
}

enum err_code spreadsheet_open(const void *bytes, size_t len, struct spreadsheet **out,
                               struct err *e)
{
    static const struct {
        const char *part, *element;
        enum err_code (*take)(struct spreadsheet *, const xmlNode *, struct err *);
    } PARTS[] = {{"docProps/app.xml", "Application", read_application},
                 {"xl/sharedStrings.xml", "si", read_shared},
                 {"xl/styles.xml", "styleSheet", read_styles},
                 {"xl/workbook.xml", "workbookPr", read_properties},
                 {"xl/workbook.xml", "sheet", read_sheet},
                 {"xl/_rels/workbook.xml.rels", "Relationship", read_relation}};
    struct spreadsheet *w = calloc(1, sizeof *w);
    *out = NULL;
    if (!w)
        return no_memory(e);
    enum err_code rc = zip_open(&w->zip, bytes, len, wanted, e);
    for (size_t i = 0; rc == ERR_OK && i < sizeof PARTS / sizeof PARTS[0]; i++)
        rc = each(w, PARTS[i].part, PARTS[i].element, PARTS[i].take, e);
    if (rc == ERR_OK && w->sheets == 0)
        rc = err_set(e, ERR_FORMAT, _("no sheet in the workbook"));
    if (rc != ERR_OK) {
        spreadsheet_close(w);
        return rc;
    }
    *out = w;
    return ERR_OK;
}
