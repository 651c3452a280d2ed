#include "tools/import/markup.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "tools/import/markup_list.h"
#include "tools/import/markup_tags.h"
#include "tools/import/xml.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT_MAX = 256 * 1024, GUARDED_MAX = 2 * 1024 * 1024, DEPTH_MAX = 64 };

enum role {
    ROLE_LINES,
    ROLE_LIST,
    ROLE_ITEM,
    ROLE_EMPHASIS,
    ROLE_LINK,
    ROLE_PLAIN,
    ROLE_BREAK,
    ROLE_RAISED,
    ROLE_LOWERED,
    ROLE_UNSEEN,
    ROLE_STRUCK,
    ROLE_PICTURE,
    ROLE_OTHER
};

/* ROLE_UNSEEN stands in no page; ROLE_OTHER, and every name that is not here, cannot be plain
 * text. */
static const struct {
    const char *name;
    enum role role;
} ELEMENTS[] = {{"html", ROLE_PLAIN},
                {"body", ROLE_PLAIN},
                {"p", ROLE_LINES},
                {"div", ROLE_LINES},
                {"li", ROLE_ITEM},
                {"ul", ROLE_LIST},
                {"ol", ROLE_LIST},
                {"br", ROLE_BREAK},
                {"b", ROLE_EMPHASIS},
                {"strong", ROLE_EMPHASIS},
                {"i", ROLE_EMPHASIS},
                {"em", ROLE_EMPHASIS},
                {"u", ROLE_EMPHASIS},
                {"span", ROLE_EMPHASIS},
                {"font", ROLE_EMPHASIS},
                {"a", ROLE_LINK},
                {"small", ROLE_EMPHASIS},
                {"big", ROLE_EMPHASIS},
                {"code", ROLE_EMPHASIS},
                {"h1", ROLE_LINES},
                {"h2", ROLE_LINES},
                {"h3", ROLE_LINES},
                {"h4", ROLE_LINES},
                {"h5", ROLE_LINES},
                {"h6", ROLE_LINES},
                {"pre", ROLE_LINES},
                {"q", ROLE_EMPHASIS},
                {"center", ROLE_LINES},
                {"section", ROLE_LINES},
                {"article", ROLE_LINES},
                {"blockquote", ROLE_LINES},
                {"hr", ROLE_LINES},
                {"dl", ROLE_LINES},
                {"dt", ROLE_LINES},
                {"dd", ROLE_LINES},
                {"tt", ROLE_EMPHASIS},
                {"kbd", ROLE_EMPHASIS},
                {"var", ROLE_EMPHASIS},
                {"samp", ROLE_EMPHASIS},
                {"cite", ROLE_EMPHASIS},
                {"dfn", ROLE_EMPHASIS},
                {"abbr", ROLE_EMPHASIS},
                {"mark", ROLE_EMPHASIS},
                {"ins", ROLE_EMPHASIS},
                {"label", ROLE_PLAIN},
                {"nobr", ROLE_PLAIN},
                {"wbr", ROLE_PLAIN},
                {"o:p", ROLE_PLAIN},
                {"qti-content-body", ROLE_LINES},
                {"contentBody", ROLE_LINES},
                {"sup", ROLE_RAISED},
                {"sub", ROLE_LOWERED},
                {"head", ROLE_UNSEEN},
                {"style", ROLE_UNSEEN},
                {"meta", ROLE_UNSEEN},
                {"link", ROLE_UNSEEN},
                {"s", ROLE_STRUCK},
                {"strike", ROLE_STRUCK},
                {"del", ROLE_STRUCK},
                {"img", ROLE_PICTURE},
                {"image", ROLE_PICTURE},
                {"table", ROLE_OTHER},
                {"tr", ROLE_OTHER},
                {"td", ROLE_OTHER},
                {"th", ROLE_OTHER},
                {"script", ROLE_OTHER},
                {"svg", ROLE_OTHER},
                {"math", ROLE_OTHER},
                {"video", ROLE_OTHER},
                {"audio", ROLE_OTHER},
                {"object", ROLE_OTHER},
                {"embed", ROLE_OTHER},
                {"iframe", ROLE_OTHER},
                {"canvas", ROLE_OTHER},
                {"input", ROLE_OTHER},
                {"select", ROLE_OTHER},
                {"textarea", ROLE_OTHER},
                {"button", ROLE_OTHER},
                {"form", ROLE_OTHER},
                {"ruby", ROLE_OTHER},
                {"map", ROLE_OTHER}};

struct walk {
    struct buf out;
    struct markup_lost *lost;
    struct markup_list list; /* the one whose items are read */
    size_t number_end;       /* where an item's number ends: its text begins in the same line */
    bool lines;              /* in <pre>, whose line ends are its own */
    struct err *e;
};

bool markup_raise(const char *text, bool lowered, char *out, size_t room)
{
    static const char *const RAISED[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶",
                                         "⁷", "⁸", "⁹", "⁺", "⁻", "ⁿ", "°"};
    static const char *const LOWERED[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆",
                                          "₇", "₈", "₉", "₊", "₋", "ₙ", NULL};
    static const char SIGNS[] = "0123456789+-no";
    size_t used = strlen(out);
    for (; *text; text++) {
        const char *at = strchr(SIGNS, *text),
                   *sign = at ? (lowered ? LOWERED : RAISED)[at - SIGNS] : NULL;
        if (!sign || used + strlen(sign) >= room)
            return false;
        strcpy(out + used, sign);
        used += strlen(sign);
    }
    return true;
}

static void end_line(struct walk *w)
{
    if (w->out.len && w->out.len == w->number_end)
        return;
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
        if (w->lines && *text == '\n')
            add_break(w);
        else if (!blank)
            buf_add_u8(&w->out, (uint8_t)*text);
        else if (w->out.len && w->out.data[w->out.len - 1] != ' ' &&
                 w->out.data[w->out.len - 1] != '\n')
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
    enum err_code rc =
        can ? ERR_OK
            : err_set(w->e, ERR_FORMAT,
                      _("raised or lowered text that plain text cannot hold (\"%.40s\")"),
                      text ? (const char *)text : "");
    xmlFree(text);
    if (rc != ERR_OK)
        return rc;
    buf_add_text(&w->out, raised);
    return ERR_OK;
}

static enum role role_of(const char *name)
{
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof ELEMENTS[0]; i++)
        if (strcasecmp(name, ELEMENTS[i].name) == 0)
            return ELEMENTS[i].role;
    return ROLE_OTHER;
}

bool markup_is_in(const char *text)
{
    const struct markup_ends ends = markup_ends(text);
    char name[32];
    for (const char *s = text; (s = strpbrk(s, "<&")); s++) {
        if (*s == '&' && markup_reference(s))
            return true;
        if (*s != '<' || !markup_tag(s, &ends, name, sizeof name))
            continue;
        for (size_t i = 0; i < sizeof ELEMENTS / sizeof ELEMENTS[0]; i++)
            if (!name[0] || strcasecmp(name, ELEMENTS[i].name) == 0)
                return true;
    }
    return false;
}

/* True when the element's style holds the property with one of the values; blanks count for
 * nothing. */
static bool has_style(const xmlNode *node, const char *const *rules)
{
    char *style = xml_attribute(node, "style"), *to = style;
    bool found = false;
    for (const char *s = style; s && *s; s++)
        if (*s != ' ' && *s != '\t' && *s != '\n' && *s != '\r')
            *to++ = (char)tolower((unsigned char)*s);
    if (to)
        *to = '\0';
    for (; style && !found && *rules; rules++)
        found = strstr(style, *rules) != NULL;
    free(style);
    return found;
}

static bool is_hidden(const xmlNode *node)
{
    static const char *const RULES[] = {"display:none",
                                        "visibility:hidden",
                                        "font-size:0;",
                                        "font-size:0px",
                                        "font-size:0pt",
                                        "mso-hide:all",
                                        NULL};
    static const char *const CLASSES[] = {"accesshide", "sr-only", "visually-hidden", "d-none"};
    char *hidden = xml_attribute(node, "hidden"), *names = xml_attribute(node, "class");
    bool is = hidden || has_style(node, RULES);
    for (size_t i = 0; names && !is && i < sizeof CLASSES / sizeof CLASSES[0]; i++)
        is = strstr(names, CLASSES[i]) != NULL;
    free(hidden);
    free(names);
    return is;
}

static bool is_struck(const xmlNode *node)
{
    static const char *const RULES[] = {"text-decoration:line-through",
                                        "text-decoration-line:line-through", NULL};
    return has_style(node, RULES);
}

static enum err_code refuse(struct walk *w, const xmlNode *node, enum role role)
{
    char *src = role == ROLE_PICTURE ? xml_attribute(node, "src") : NULL;
    const char *slash = src ? strrchr(src, '/') : NULL;
    enum err_code rc;
    if (role == ROLE_STRUCK)
        rc = err_set(w->e, ERR_FORMAT, _("struck-out text (<%s>), which plain text cannot show"),
                     (const char *)node->name);
    else if (role == ROLE_PICTURE && src && strncmp(src, "data:", 5) != 0)
        rc =
            err_set(w->e, ERR_FORMAT, _("a picture (<%s> \"%.80s\"), which plain text cannot hold"),
                    (const char *)node->name, slash ? slash + 1 : src);
    else if (role == ROLE_PICTURE)
        rc = err_set(w->e, ERR_FORMAT, _("a picture (<%s>), which plain text cannot hold"),
                     (const char *)node->name);
    else
        rc = err_set(w->e, ERR_FORMAT, _("<%s> cannot be plain text"), (const char *)node->name);
    free(src);
    return rc;
}

static void keep_link(struct walk *w, const xmlNode *node)
{
    char *href = xml_attribute(node, "href");
    if (href && href[0] && href[0] != '#' && !w->lost->link[0])
        snprintf(w->lost->link, sizeof w->lost->link, "%s", href);
    free(href);
}

/* An element that stands in lines of its own. */
static enum err_code walk_lines(struct walk *w, const xmlNode *node, enum role role, int depth)
{
    const struct walk outer = {.list = w->list, .lines = w->lines};
    end_line(w);
    if (role == ROLE_ITEM && markup_list_item(&w->list, node, &w->out))
        w->number_end = w->out.len;
    if (role == ROLE_LIST)
        markup_list_begin(&w->list, node);
    w->lines = w->lines || strcasecmp((const char *)node->name, "pre") == 0;
    enum err_code rc = walk_children(w, node, depth);
    if (role == ROLE_LIST)
        w->list = outer.list;
    w->lines = outer.lines;
    if (rc == ERR_OK)
        end_line(w);
    return rc;
}

static enum err_code walk_element(struct walk *w, const xmlNode *node, int depth)
{
    enum role role = role_of((const char *)node->name);
    if (role == ROLE_UNSEEN)
        return ERR_OK;
    if (is_hidden(node)) {
        w->lost->hidden = true;
        return ERR_OK;
    }
    if (is_struck(node))
        role = ROLE_STRUCK;
    if (role >= ROLE_STRUCK)
        return refuse(w, node, role);
    if (role == ROLE_RAISED || role == ROLE_LOWERED)
        return add_raised(w, node, role == ROLE_LOWERED);
    w->lost->emphasis = w->lost->emphasis || role == ROLE_EMPHASIS || role == ROLE_LINK;
    if (role == ROLE_LINK)
        keep_link(w, node);
    if (role == ROLE_BREAK)
        add_break(w);
    return role <= ROLE_ITEM ? walk_lines(w, node, role, depth) : walk_children(w, node, depth);
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

static enum err_code finish(struct walk *w, enum err_code rc, char **out)
{
    while (w->out.len &&
           (w->out.data[w->out.len - 1] == ' ' || w->out.data[w->out.len - 1] == '\n'))
        w->out.len--;
    if (rc == ERR_OK)
        rc = buf_check(&w->out, _("text"), w->e);
    *out = rc == ERR_OK ? strdup(buf_text(&w->out)) : NULL;
    if (rc == ERR_OK && !*out)
        rc = err_set(w->e, ERR_LIMIT, _("out of memory"));
    buf_free(&w->out);
    return rc;
}

enum err_code markup_node_text(const xmlNode *node, char **out, struct markup_lost *lost,
                               struct err *e)
{
    struct walk w = {.e = e, .lost = lost};
    buf_init(&w.out, TEXT_MAX);
    return finish(&w, node ? walk_children(&w, node, 0) : ERR_OK, out);
}

enum err_code markup_to_text(const char *html, bool keep_lines, char **out,
                             struct markup_lost *lost, struct err *e)
{
    struct walk w = {.e = e, .lost = lost};
    struct buf guarded;
    *out = NULL;
    buf_init(&guarded, GUARDED_MAX);
    buf_init(&w.out, TEXT_MAX);
    markup_guard(html, keep_lines, &guarded);
    enum err_code rc = strlen(html) > TEXT_MAX
                           ? err_set(e, ERR_LIMIT, _("a text longer than 256 KiB"))
                           : buf_check(&guarded, _("text"), e);
    int options =
        HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD;
    htmlDocPtr doc =
        rc == ERR_OK && guarded.len
            ? htmlReadMemory(buf_text(&guarded), (int)guarded.len, NULL, "UTF-8", options)
            : NULL;
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (rc == ERR_OK && guarded.len && !doc)
        rc = err_set(e, ERR_FORMAT, _("the markup cannot be read"));
    if (rc == ERR_OK && root)
        rc = walk_node(&w, root, 0);
    xmlFreeDoc(doc);
    buf_free(&guarded);
    return finish(&w, rc, out);
}
