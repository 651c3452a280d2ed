#include "tools/import/word.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "tools/import/grid.h"
#include "tools/import/markup.h"
#include "tools/import/prose.h"
#include "tools/import/published.h"
#include "tools/import/word_lists.h"

#include <stdlib.h>
#include <string.h>

enum { PARAGRAPH_MAX = 256 * 1024 };

static const char DOCUMENT[] = "word/document.xml";

static bool wanted(const char *name)
{
    return strcmp(name, DOCUMENT) == 0 || strcmp(name, "word/numbering.xml") == 0;
}

bool word_is(const void *bytes, size_t len)
{
    struct zip z;
    struct err e;
    bool found = zip_is(bytes, len) && zip_open(&z, bytes, len, wanted, &e) == ERR_OK;
    if (found) {
        found = zip_find(&z, DOCUMENT) != NULL;
        zip_close(&z);
    }
    return found;
}

struct reading {
    struct word_lists lists;
    struct prose prose;
    struct grid grid;
    const struct fields *fields;
    struct intake *in;
    size_t block;      /* paragraphs and table rows so far: where something stands */
};

/* A paragraph's text, and beside each byte whether it is bold or underlined. */
struct paragraph {
    struct buf text, strong;
    const char *bad;   /* why it cannot be plain text */
    bool dropped;      /* colour, italics and the like were left out */
};

static void add(struct paragraph *p, const char *text, bool strong)
{
    buf_add_text(&p->text, text);
    for (size_t n = strlen(text); n; n--)
        buf_add_u8(&p->strong, strong);
}

/* A switch such as <w:b/>: on unless its value says no. */
static bool is_on(const xmlNode *node)
{
    return node && !xml_has(node, "val", "0") && !xml_has(node, "val", "false") && !xml_has(node, "val", "none");
}

/* 1 for raised text, -1 for lowered: by the switch for it, or moved by hand (half points). */
static int raise_of(const xmlNode *pr)
{
    const xmlNode *align = xml_child(pr, "vertAlign"), *position = xml_child(pr, "position");
    char *by = xml_attribute(position, "val");
    long moved = by ? strtol(by, NULL, 10) : 0;
    free(by);
    if (align && xml_has(align, "val", "superscript"))
        return 1;
    if (align && xml_has(align, "val", "subscript"))
        return -1;
    return moved > 0 ? 1 : moved < 0 ? -1 : 0;
}

static void add_run_text(struct paragraph *p, const xmlNode *t, const xmlNode *pr, bool strong)
{
    char *text = xml_text(t), raised[256] = "";
    int raise = raise_of(pr);
    if (!text) {
        p->bad = _("out of memory");
    } else if (raise && text[strspn(text, " ")]) {
        if (markup_raise(text, raise < 0, raised, sizeof raised))
            add(p, raised, strong);
        else
            p->bad = _("raised or lowered text that plain text cannot hold");
    } else {
        add(p, text, strong);
    }
    free(text);
}

static void add_run(struct paragraph *p, const xmlNode *run)
{
    const xmlNode *pr = xml_child(run, "rPr");
    bool strong = is_on(xml_child(pr, "b")) || is_on(xml_child(pr, "u"));
    char *style = xml_attribute(xml_child(pr, "rStyle"), "val");
    strong = strong || (style && strcmp(style, "Strong") == 0);
    p->dropped = p->dropped || xml_child(pr, "i") || xml_child(pr, "color") || xml_child(pr, "highlight");
    free(style);
    for (const xmlNode *c = run->children; c; c = c->next) {
        if (xml_is(c, "t"))
            add_run_text(p, c, pr, strong);
        else if (xml_is(c, "tab"))
            add(p, "\t", strong);
        else if (xml_is(c, "br") || xml_is(c, "cr"))
            add(p, "\n", strong);
        else if (xml_is(c, "noBreakHyphen"))
            add(p, "-", strong);
        else if (xml_is(c, "drawing") || xml_is(c, "pict") || xml_is(c, "object") || xml_is(c, "sym") || xml_is(c, "AlternateContent"))
            p->bad = _("holds a picture, a symbol or a formula");
    }
}

/* Runs of a paragraph, also those inside links, content controls and accepted insertions; deleted text is not there. */
static void add_runs(struct paragraph *p, const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (xml_is(c, "r"))
            add_run(p, c);
        else if (xml_is(c, "oMath") || xml_is(c, "oMathPara"))
            p->bad = _("holds a picture, a symbol or a formula");
        else if (c->type == XML_ELEMENT_NODE && !xml_is(c, "del") && !xml_is(c, "pPr"))
            add_runs(p, c);
    }
}

static void read_paragraph(struct reading *r, const xmlNode *node, struct paragraph *p)
{
    char label[96];
    buf_init(&p->text, PARAGRAPH_MAX);
    buf_init(&p->strong, PARAGRAPH_MAX);
    p->bad = NULL;
    p->dropped = false;
    word_lists_label(&r->lists, node, label, sizeof label);
    add(p, label, false);
    add_runs(p, node);
    if (p->text.failed || p->strong.failed)
        p->bad = _("a paragraph longer than 256 KiB");
}

static void free_paragraph(struct paragraph *p)
{
    buf_free(&p->text);
    buf_free(&p->strong);
}

/* True when every visible byte behind an option's marker is bold or underlined. */
static bool is_strong(const char *line, const uint8_t *strong)
{
    int letter;
    bool any = false;
    for (size_t i = published_marker(line, &letter); line[i]; i++) {
        if (line[i] != ' ' && line[i] != '\t' && !strong[i])
            return false;
        any = any || (line[i] != ' ' && line[i] != '\t');
    }
    return any;
}

/* One line; several options behind tabs in one line are lines of their own. */
static void take_line(struct reading *r, char *line, const uint8_t *strong, const char *bad)
{
    int letter;
    for (char *tab = line; (tab = strchr(tab, '\t')); tab++)
        if (published_marker(tab + 1 + strspn(tab + 1, " \t"), &letter)) {
            *tab = '\0';
            take_line(r, line, strong, bad);
            take_line(r, tab + 1, strong + (tab + 1 - line), bad);
            return;
        }
    size_t lead = strspn(line, " \t");
    prose_line(&r->prose, r->block, line, is_strong(line + lead, strong + lead), bad);
}

static void take_paragraph(struct reading *r, const xmlNode *node)
{
    struct paragraph p;
    read_paragraph(r, node, &p);
    char *text = strdup(buf_text(&p.text)), *rest = text, *line;
    if (text && p.text.len == 0 && p.bad) /* a picture alone */
        prose_line(&r->prose, r->block, "", false, p.bad);
    while (rest && p.text.len && (line = strsep(&rest, "\n")))
        take_line(r, line, p.strong.data + (line - text), p.bad);
    if (p.dropped && r->in->draft.open)
        intake_changed(r->in, INTAKE_MARKUP);
    free(text);
    free_paragraph(&p);
}

/* The cell's paragraphs, joined by line ends. */
static void add_cell(struct reading *r, const xmlNode *node, struct buf *out, const char **bad)
{
    for (const xmlNode *c = node->children; c; c = c->next) {
        struct paragraph p;
        if (!xml_is(c, "p")) {
            if (c->type == XML_ELEMENT_NODE)
                add_cell(r, c, out, bad);
            continue;
        }
        read_paragraph(r, c, &p);
        if (out->len)
            buf_add_u8(out, '\n');
        buf_add(out, p.text.data, p.text.len);
        *bad = p.bad ? p.bad : *bad;
        free_paragraph(&p);
    }
}

static void take_row(struct reading *r, const xmlNode *tr)
{
    char *cell[ROWS_CELLS_MAX] = {0};
    const char *bad = NULL;
    struct row row = {.line = ++r->block, .cell = cell};
    for (xmlNodePtr tc = xml_child(tr, "tc"); tc && row.cells < ROWS_CELLS_MAX; tc = xml_next_sibling(tc, "tc")) {
        struct buf text;
        buf_init(&text, PARAGRAPH_MAX);
        add_cell(r, tc, &text, &bad);
        cell[row.cells] = strdup(buf_text(&text));
        row.cells += cell[row.cells] != NULL;
        buf_free(&text);
    }
    row.why = bad;
    grid_row(&r->grid, &row);
    for (size_t i = 0; i < row.cells; i++)
        free(cell[i]);
}

static void take_table(struct reading *r, const xmlNode *tbl)
{
    prose_end(&r->prose);
    grid_init(&r->grid, r->in, r->fields, false);
    for (xmlNodePtr tr = xml_child(tbl, "tr"); tr; tr = xml_next_sibling(tr, "tr"))
        take_row(r, tr);
    grid_end(&r->grid);
}

enum err_code word_read(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e)
{
    static const char *const NAMES[] = {"p", "tbl", NULL};
    struct reading r = {.in = in, .fields = fields};
    struct zip z;
    struct xml x = {0};
    xmlNodePtr node;
    enum err_code rc = zip_open(&z, bytes, len, wanted, e);
    if (rc != ERR_OK)
        return rc;
    const struct zip_entry *document = zip_find(&z, DOCUMENT);
    rc = document ? word_lists_read(&r.lists, &z, e) : err_set(e, ERR_FORMAT, _("no document in the archive"));
    if (rc == ERR_OK)
        rc = xml_open(&x, document->bytes, document->len, e);
    prose_init(&r.prose, in, fields);
    while (rc == ERR_OK && (rc = xml_next(&x, NAMES, &node, e)) == ERR_OK && node) {
        if (xml_is(node, "tbl")) {
            take_table(&r, node);
        } else {
            r.block++;
            take_paragraph(&r, node);
        }
    }
    prose_finish(&r.prose);
    if (x.reader)
        xml_close(&x);
    word_lists_free(&r.lists);
    zip_close(&z);
    return rc;
}
