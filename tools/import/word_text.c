#include "tools/import/word_text.h"

#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "tools/import/markup.h"
#include "tools/import/normal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Text of one look, in one font. */
struct piece {
    size_t from;
    struct emphasis_sign sign;
    char font[WORD_FONT_MAX];
};
struct pieces {
    struct word_document *document;
    const xmlNode *paragraph;
    struct buf text, list; /* list: of struct piece */
    struct word_text *out;
};

static void bad(struct word_text *t, const char *why)
{
    if (!t->bad[0])
        snprintf(t->bad, sizeof t->bad, "%s", why);
}

static void add(struct pieces *p, const char *text, const struct word_look *look)
{
    struct piece one = {.from = p->text.len};
    one.sign.marks = (uint8_t)((look->on[WORD_BOLD] == 1 ? EMPHASIS_BOLD : 0) |
                               (look->underline == 1 ? EMPHASIS_UNDERLINE : 0) |
                               (look->highlight == 1 ? EMPHASIS_HIGHLIGHT : 0));
    one.sign.colour = look->colour > 0 ? (uint32_t)look->colour : EMPHASIS_PLAIN;
    memcpy(one.font, look->font, sizeof one.font);
    if (!text[0])
        return;
    buf_add_text(&p->text, text);
    buf_add(&p->list, &one, sizeof one);
    if (look->italic == 1 || one.sign.marks || one.sign.colour)
        p->out->changed[IMPORTER_MARKUP] = true;
}

/* What a symbol font shows as something else; Symbol has figures and the commonest signs where
 * ASCII has them. */
static bool is_symbol(const char *text, const struct word_look *look)
{
    const char *same = look->symbol == WORD_SYMBOL ? " 0123456789+=().,:;<>/[]{}%!?|_&#" : " ";
    return look->symbol > WORD_NO_SYMBOL && text[strspn(text, same)];
}

/* The text in capitals, as Word shows it; NULL when memory ends. Frees it. */
static char *capitals(char *text)
{
    size_t len = text ? strlen(text) : 0, at = 0;
    char *out = text ? malloc(len * 2 + 1) : NULL; /* no capital takes more than one and a half of
                                                      its letter's bytes */
    for (size_t i = 0, n; out && i < len; i += n) {
        uint32_t c = 0;
        n = utf8_decode(text + i, len - i, &c);
        n = n ? n : 1;
        at += utf8_encode((uint32_t)utf8proc_toupper((utf8proc_int32_t)c), out + at);
    }
    if (out)
        out[at] = '\0';
    free(text);
    return out;
}

static void add_text(struct pieces *p, const xmlNode *t, const struct word_look *look)
{
    char *text = xml_text(t), raised[256] = "";
    p->out->changed[IMPORTER_BLANKS] |= text && normal_blanks(text);
    if (look->on[WORD_CAPITALS] == 1 && encoding_of_font(look->font, NULL) == ENCODING_UNICODE)
        text = capitals(text);
    if (!text)
        bad(p->out, _("out of memory"));
    else if (is_symbol(text, look))
        bad(p->out, _("holds a sign of a symbol font"));
    else if (look->raise != 1 && look->raise != -2)
        add(p, text, look);
    else if (!text[strspn(text, " ")])
        add(p, text, look);
    else if (markup_raise(text, look->raise == -2, raised, sizeof raised))
        add(p, raised, look);
    else
        bad(p->out, _("raised or lowered text that plain text cannot hold"));
    free(text);
}

static bool holds(const xmlNode *node, const char *name)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (xml_is(c, name) || (c->type == XML_ELEMENT_NODE && holds(c, name)))
            return true;
    return false;
}

/* What is no text, by name. */
static const char *foreign(const xmlNode *c)
{
    static const struct {
        const char *name, *why;
    } THINGS[] = {{"drawing", N_("holds a picture")},
                  {"pict", N_("holds a picture")},
                  {"object", N_("holds an object of another program (a formula or a table)")},
                  {"AlternateContent", N_("holds a drawing")},
                  {"sym", N_("holds a sign of a symbol font")},
                  {"footnoteReference", N_("holds a footnote")},
                  {"endnoteReference", N_("holds an endnote")},
                  {"ruby", N_("holds text over text")},
                  {"oMath", N_("holds a formula")},
                  {"oMathPara", N_("holds a formula")},
                  {"contentPart", N_("holds handwriting")},
                  {"altChunk", N_("holds a document of another kind")},
                  {"subDoc", N_("holds another document")}};
    for (size_t i = 0; i < sizeof THINGS / sizeof THINGS[0]; i++)
        if (xml_is(c, THINGS[i].name))
            return holds(c, "txbxContent") ? _("holds a text box") : _(THINGS[i].why);
    return NULL;
}

static bool has_text(const xmlNode *node)
{
    return holds(node, "t") || holds(node, "delText") || holds(node, "drawing") ||
           holds(node, "pict") || holds(node, "oMath");
}

/* What readers do not see, by its words: of a rejected question they may be wanted. */
static void leave_out(struct pieces *p, enum importer_change c, const xmlNode *node)
{
    bool has = has_text(node);
    char *text = has ? xml_text(node) : NULL;
    p->out->changed[c] |= has;
    if (text && text[strspn(text, " \t\r\n")])
        importer_join_left_out(p->out->left_out, text, true);
    free(text);
}

static void add_run(struct pieces *p, const xmlNode *run)
{
    struct word_look look = word_styles_look(&p->document->styles, p->paragraph, run);
    bool hidden = look.on[WORD_HIDDEN] == 1,
         struck = look.on[WORD_STRIKE] == 1 || look.on[WORD_DOUBLE_STRIKE] == 1;
    if (hidden || struck) {
        leave_out(p, hidden ? IMPORTER_HIDDEN : IMPORTER_STRUCK, run);
        return;
    }
    for (const xmlNode *c = run->children; c; c = c->next) {
        if (xml_is(c, "t"))
            add_text(p, c, &look);
        else if (xml_is(c, "tab") || xml_is(c, "ptab"))
            add(p, "\t", &look);
        else if (xml_is(c, "br") || xml_is(c, "cr"))
            add(p, "\n", &look);
        else if (xml_is(c, "noBreakHyphen"))
            add(p, "-", &look);
        else if (c->type == XML_ELEMENT_NODE && foreign(c))
            bad(p->out, foreign(c));
    }
}

/* Runs of a paragraph, also those inside links, content controls and insertions that were not yet
 * accepted; deleted text is not there. */
static void add_runs(struct pieces *p, const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE || xml_is(c, "pPr"))
            continue;
        if (xml_is(c, "r"))
            add_run(p, c);
        else if (xml_is(c, "del") || xml_is(c, "moveFrom"))
            leave_out(p, IMPORTER_DELETED, c);
        else if (foreign(c))
            bad(p->out, foreign(c));
        else
            add_runs(p, c);
    }
}

static void add_label(struct pieces *p)
{
    char label[160];
    const xmlNode *mark = xml_child(xml_child(p->paragraph, "pPr"), "rPr");
    struct word_look look = word_styles_look(&p->document->styles, p->paragraph, NULL);
    if (mark && xml_child(mark, "del"))
        bad(p->out, _("its end is deleted by tracked changes: accept or refuse them first"));
    if (look.on[WORD_HIDDEN] == 1)
        return;
    look.raise = -1;
    word_lists_label(&p->document->lists, &p->document->styles, p->paragraph, label, sizeof label);
    p->out->is_head_converted = label[0] != '\0';
    add(p, label, &look);
}

/* ---- from pieces to a text ---- */

static enum err_code grow(struct word_text *t, size_t more, struct err *e)
{
    char *text = realloc(t->text, t->len + more + 1);
    t->text = text ? text : t->text;
    struct emphasis_sign *sign = text ? realloc(t->sign, (t->len + more + 1) * sizeof *sign) : NULL;
    t->sign = sign ? sign : t->sign;
    return sign ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
}

static enum err_code append(struct word_text *t, const char *text, struct emphasis_sign sign,
                            struct err *e)
{
    size_t n = strlen(text);
    enum err_code rc = grow(t, n, e);
    if (rc != ERR_OK)
        return rc;
    memcpy(t->text + t->len, text, n + 1);
    for (size_t i = 0; i <= n; i++)
        t->sign[t->len + i] = sign;
    t->len += n;
    return ERR_OK;
}

static size_t end_of(const struct pieces *p, size_t piece)
{
    const struct piece *list = (const void *)p->list.data;
    return (piece + 1) * sizeof *list < p->list.len ? list[piece + 1].from : p->text.len;
}

/* Pieces from .. to − 1 are of one font: judged together, converted piece by piece. */
static enum err_code convert(struct pieces *p, size_t from, size_t to, struct err *e)
{
    const struct piece *list = (const void *)p->list.data;
    const char *font = list[from].font[0] ? list[from].font : NULL;
    struct encoding_reading reading = {0};
    struct encoding_survey apart = {0}; /* what an old font says holds for no other */
    bool is_capital, is_old = encoding_of_font(font, &is_capital) != ENCODING_UNICODE;
    char *whole =
        strndup((const char *)p->text.data + list[from].from, end_of(p, to - 1) - list[from].from);
    enum err_code rc =
        whole ? encoding_read(is_old ? &apart : &p->document->survey, font, whole, &reading, e)
              : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && reading.verdict == ENCODING_REFUSE) {
        char why[200];
        snprintf(why, sizeof why,
                 _("the text may be in the old encoding %s, and only a person can tell"),
                 encoding_name(reading.from));
        bad(p->out, why);
    }
    p->out->changed[IMPORTER_ENCODING] |= reading.verdict == ENCODING_CONVERT;
    p->out->is_head_converted |= from == 0 && reading.verdict == ENCODING_CONVERT;
    for (size_t i = from; rc == ERR_OK && i < to; i++) {
        char *piece =
            strndup((const char *)p->text.data + list[i].from, end_of(p, i) - list[i].from);
        char *done = piece && reading.verdict == ENCODING_CONVERT
                         ? encoding_convert(reading.from, piece, is_capital)
                         : NULL;
        rc = piece ? append(p->out, done ? done : piece, list[i].sign, e)
                   : err_set(e, ERR_LIMIT, _("out of memory"));
        free(done);
        free(piece);
    }
    free(reading.text);
    free(whole);
    return rc;
}

/* Fonts of Unicode are one: a sign out of another of them does not part a text. */
static bool is_same_font(const char *a, const char *b)
{
    bool old = encoding_of_font(a, NULL) != ENCODING_UNICODE ||
               encoding_of_font(b, NULL) != ENCODING_UNICODE;
    return !old || strcmp(a, b) == 0;
}

static enum err_code assemble(struct pieces *p, struct err *e)
{
    const struct piece *list = (const void *)p->list.data;
    size_t count = p->list.len / sizeof *list;
    enum err_code rc = append(p->out, "", (struct emphasis_sign){0}, e);
    if (p->text.failed || p->list.failed) {
        bad(p->out, _("a paragraph longer than 256 KiB"));
        return rc;
    }
    for (size_t from = 0, to; rc == ERR_OK && from < count; from = to) {
        for (to = from + 1; to < count && is_same_font(list[from].font, list[to].font); to++)
            ;
        rc = convert(p, from, to, e);
    }
    return rc;
}

enum err_code word_text_read(struct word_document *d, const xmlNode *paragraph,
                             struct word_text *out, struct err *e)
{
    struct pieces p = {.document = d, .paragraph = paragraph, .out = out};
    *out = (struct word_text){0};
    buf_init(&p.text, WORD_TEXT_MAX);
    buf_init(&p.list, WORD_TEXT_MAX * sizeof(struct piece) / 4);
    add_label(&p);
    add_runs(&p, paragraph);
    enum err_code rc = assemble(&p, e);
    buf_free(&p.text);
    buf_free(&p.list);
    return rc;
}

void word_text_free(struct word_text *t)
{
    free(t->text);
    free(t->sign);
    *t = (struct word_text){0};
}

enum err_code word_text_join(struct word_text *t, const struct word_text *more, struct err *e)
{
    enum err_code rc = append(t, t->text && t->len ? "\n" : "", (struct emphasis_sign){0}, e);
    if (rc == ERR_OK)
        rc = grow(t, more->len, e);
    if (rc != ERR_OK)
        return rc;
    memcpy(t->text + t->len, more->text, more->len + 1);
    memcpy(t->sign + t->len, more->sign, (more->len + 1) * sizeof *t->sign);
    t->len += more->len;
    bad(t, more->bad);
    importer_join_left_out(t->left_out, more->left_out, false);
    for (int c = 0; c < IMPORTER_CHANGES; c++)
        t->changed[c] |= more->changed[c];
    return ERR_OK;
}
