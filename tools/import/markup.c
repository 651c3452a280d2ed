#include "tools/import/markup.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT_MAX = 256 * 1024, DEPTH_MAX = 64 };

enum role { ROLE_LINES, ROLE_EMPHASIS, ROLE_PLAIN, ROLE_BREAK, ROLE_RAISED, ROLE_LOWERED };

static const struct { const char *name; enum role role; } ELEMENTS[] = {
    {"html", ROLE_PLAIN}, {"body", ROLE_PLAIN}, {"p", ROLE_LINES}, {"div", ROLE_LINES}, {"li", ROLE_LINES}, {"ul", ROLE_LINES}, {"ol", ROLE_LINES},
    {"br", ROLE_BREAK}, {"b", ROLE_EMPHASIS}, {"strong", ROLE_EMPHASIS}, {"i", ROLE_EMPHASIS}, {"em", ROLE_EMPHASIS}, {"u", ROLE_EMPHASIS},
    {"span", ROLE_EMPHASIS}, {"font", ROLE_EMPHASIS}, {"a", ROLE_EMPHASIS}, {"small", ROLE_EMPHASIS}, {"big", ROLE_EMPHASIS}, {"code", ROLE_EMPHASIS},
    {"h1", ROLE_LINES}, {"h2", ROLE_LINES}, {"h3", ROLE_LINES}, {"h4", ROLE_LINES}, {"pre", ROLE_LINES}, {"q", ROLE_EMPHASIS}, {"center", ROLE_LINES},
    {"sup", ROLE_RAISED}, {"sub", ROLE_LOWERED}};

struct walk {
    struct buf out;
    bool dropped;
    struct err *e;
};

bool markup_raise(const char *text, bool lowered, char *out, size_t room)
{
    static const char *const RAISED[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "ⁿ", "°"};
    static const char *const LOWERED[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋", "ₙ", NULL};
    static const char SIGNS[] = "0123456789+-no";
    size_t used = strlen(out);
    for (; *text; text++) {
        const char *at = strchr(SIGNS, *text), *sign = at ? (lowered ? LOWERED : RAISED)[at - SIGNS] : NULL;
        if (!sign || used + strlen(sign) >= room)
            return false;
        strcpy(out + used, sign);
        used += strlen(sign);
    }
    return true;
}

static void end_line(struct walk *w)
{
    while (w->out.len && (w->out.data[w->out.len - 1] == ' '))
        w->out.len--;
    if (w->out.len && w->out.data[w->out.len - 1] != '\n')
        buf_add_u8(&w->out, '\n');
}

/* Every <br> is a line's end: two of them leave an empty line. */
static void add_break(struct walk *w)
{
    while (w->out.len && w->out.data[w->out.len - 1] == ' ')
        w->out.len--;
    if (w->out.len)
        buf_add_u8(&w->out, '\n');
}

/* Blanks and line ends of the source are one blank, as a browser shows them. */
static void add_text(struct walk *w, const char *text)
{
    for (; *text; text++) {
        bool blank = *text == ' ' || *text == '\t' || *text == '\n' || *text == '\r';
        if (!blank)
            buf_add_u8(&w->out, (uint8_t)*text);
        else if (w->out.len && w->out.data[w->out.len - 1] != ' ' && w->out.data[w->out.len - 1] != '\n')
            buf_add_u8(&w->out, ' ');
    }
}

static enum err_code walk_node(struct walk *w, const xmlNode *node, int depth);

static enum err_code walk_children(struct walk *w, const xmlNode *node, int depth)
{
    enum err_code rc = ERR_OK;
    for (const xmlNode *c = node->children; rc == ERR_OK && c; c = c->next)
        rc = walk_node(w, c, depth + 1);
    return rc;
}

static enum err_code add_raised(struct walk *w, const xmlNode *node, bool lowered)
{
    xmlChar *text = xmlNodeGetContent(node);
    char raised[128] = "";
    bool can = text && markup_raise((const char *)text, lowered, raised, sizeof raised);
    xmlFree(text);
    if (!can)
        return err_set(w->e, ERR_FORMAT, _("raised or lowered text that plain text cannot hold"));
    buf_add_text(&w->out, raised);
    return ERR_OK;
}

static enum err_code walk_element(struct walk *w, const xmlNode *node, int depth)
{
    size_t i = 0;
    while (i < sizeof ELEMENTS / sizeof ELEMENTS[0] && strcasecmp((const char *)node->name, ELEMENTS[i].name) != 0)
        i++;
    if (i == sizeof ELEMENTS / sizeof ELEMENTS[0])
        return err_set(w->e, ERR_FORMAT, _("<%s> cannot be plain text"), (const char *)node->name);
    enum role role = ELEMENTS[i].role;
    enum err_code rc = ERR_OK;
    w->dropped = w->dropped || role == ROLE_EMPHASIS;
    if (role == ROLE_RAISED || role == ROLE_LOWERED)
        return add_raised(w, node, role == ROLE_LOWERED);
    if (role == ROLE_LINES)
        end_line(w);
    else if (role == ROLE_BREAK)
        add_break(w);
    rc = walk_children(w, node, depth);
    if (rc == ERR_OK && role == ROLE_LINES)
        end_line(w);
    return rc;
}

static enum err_code walk_node(struct walk *w, const xmlNode *node, int depth)
{
    if (depth > DEPTH_MAX)
        return err_set(w->e, ERR_FORMAT, _("markup nested too deep"));
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        add_text(w, node->content ? (const char *)node->content : "");
    else if (node->type == XML_ELEMENT_NODE)
        return walk_element(w, node, depth);
    return ERR_OK;
}

static enum err_code finish(struct walk *w, enum err_code rc, char **out, bool *dropped)
{
    while (w->out.len && (w->out.data[w->out.len - 1] == ' ' || w->out.data[w->out.len - 1] == '\n'))
        w->out.len--;
    if (rc == ERR_OK)
        rc = buf_check(&w->out, _("text"), w->e);
    *out = rc == ERR_OK ? strdup(buf_text(&w->out)) : NULL;
    if (rc == ERR_OK && !*out)
        rc = err_set(w->e, ERR_LIMIT, _("out of memory"));
    *dropped = *dropped || w->dropped;
    buf_free(&w->out);
    return rc;
}

enum err_code markup_node_text(const xmlNode *node, char **out, bool *dropped, struct err *e)
{
    struct walk w = {.e = e};
    buf_init(&w.out, TEXT_MAX);
    return finish(&w, node ? walk_children(&w, node, 0) : ERR_OK, out, dropped);
}

enum err_code markup_to_text(const char *html, char **out, bool *dropped, struct err *e)
{
    struct walk w = {.e = e};
    size_t len = strlen(html);
    buf_init(&w.out, TEXT_MAX);
    *out = NULL;
    if (len > TEXT_MAX)
        return err_set(e, ERR_LIMIT, _("a text longer than 256 KiB"));
    htmlDocPtr doc = len ? htmlReadMemory(html, (int)len, NULL, "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD)
                         : NULL;
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    enum err_code rc = len && !doc ? err_set(e, ERR_FORMAT, _("the markup cannot be read")) : ERR_OK;
    if (rc == ERR_OK && root)
        rc = walk_node(&w, root, 0);
    xmlFreeDoc(doc);
    return finish(&w, rc, out, dropped);
}
