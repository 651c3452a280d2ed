#include "tools/import/word_styles.h"

#include "app/core/i18n.h"
#include "tools/import/emphasis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHAIN_MAX = 16 };

static const struct word_look UNSAID = {.on = {-1, -1, -1, -1, -1},
                                        .underline = -1,
                                        .highlight = -1,
                                        .italic = -1,
                                        .raise = -1,
                                        .symbol = -1,
                                        .colour = -1};

/* A switch such as <w:b/>: on unless its value says no. */
static int8_t switch_of(const xmlNode *pr, const char *name)
{
    const xmlNode *node = xml_child(pr, name);
    if (!node)
        return -1;
    return !xml_has(node, "val", "0") && !xml_has(node, "val", "false") &&
           !xml_has(node, "val", "off") && !xml_has(node, "val", "none");
}

/* 1 for raised text, -2 for lowered: by the switch for it, or moved by hand (half points). */
static int8_t raise_of(const xmlNode *pr)
{
    const xmlNode *align = xml_child(pr, "vertAlign"), *position = xml_child(pr, "position");
    char *by = xml_attribute(position, "val");
    long moved = by ? strtol(by, NULL, 10) : 0;
    free(by);
    if (align && xml_has(align, "val", "superscript"))
        return 1;
    if (align && xml_has(align, "val", "subscript"))
        return -2;
    if (position)
        return moved > 0 ? 1 : moved < 0 ? -2 : 0;
    return align ? 0 : -1;
}

static int64_t colour_of(const xmlNode *pr)
{
    const xmlNode *node = xml_child(pr, "color");
    char *value = xml_attribute(node, "val");
    int64_t colour = node ? (int64_t)emphasis_colour(value) : -1;
    free(value);
    return colour;
}

/* A highlighter's colour, or a shade behind the text that is none of white, black-on-white and
 * "auto". */
static int8_t highlight_of(const xmlNode *pr)
{
    const xmlNode *shade = xml_child(pr, "shd");
    int8_t by_pen = switch_of(pr, "highlight");
    char *fill = xml_attribute(shade, "fill");
    int8_t by_shade =
        !shade ? -1 : fill && strcmp(fill, "auto") != 0 && strcasecmp(fill, "ffffff") != 0;
    free(fill);
    if (by_pen == 1 && xml_has(xml_child(pr, "highlight"), "val", "white"))
        by_pen = 0;
    return by_pen == 1 || by_shade == 1 ? 1 : by_pen == 0 || by_shade == 0 ? 0 : -1;
}

static void font_of(const xmlNode *pr, char out[WORD_FONT_MAX])
{
    const xmlNode *fonts = xml_child(pr, "rFonts");
    char *name = xml_attribute(fonts, "hAnsi"); /* shows what is beyond ASCII */
    if (!name)
        name = xml_attribute(fonts, "ascii");
    snprintf(out, WORD_FONT_MAX, "%s", name ? name : "");
    free(name);
}

static int8_t symbol_by_name(const char *font)
{
    static const char *const DINGBATS[] = {"Wingdings",     "Webdings",      "MT Extra",
                                           "ZapfDingbats",  "Zapf Dingbats", "Marlett",
                                           "Monotype Sorts"};
    for (size_t i = 0; i < sizeof DINGBATS / sizeof DINGBATS[0]; i++)
        if (strncasecmp(font, DINGBATS[i], strlen(DINGBATS[i])) == 0) /* "Wingdings 2" too */
            return WORD_DINGBATS;
    return strcasecmp(font, "Symbol") == 0 ? WORD_SYMBOL : WORD_NO_SYMBOL;
}

/* ASCII is shown in the font of ascii, or of its theme. */
static int8_t symbol_of(const xmlNode *pr)
{
    const xmlNode *fonts = xml_child(pr, "rFonts");
    char *name = xml_attribute(fonts, "asciiTheme");
    int8_t symbol = name ? WORD_NO_SYMBOL : -1;
    if (!name && (name = xml_attribute(fonts, "ascii")))
        symbol = symbol_by_name(name);
    free(name);
    return symbol;
}

/* What stands in an element of run properties. */
static struct word_look look_of(const xmlNode *pr)
{
    static const char *const SWITCHES[WORD_SWITCHES] = {"b", "strike", "dstrike", "vanish", "caps"};
    struct word_look look = UNSAID;
    if (!pr)
        return look;
    for (int i = 0; i < WORD_SWITCHES; i++)
        look.on[i] = switch_of(pr, SWITCHES[i]);
    look.underline = switch_of(pr, "u");
    look.italic = switch_of(pr, "i");
    look.highlight = highlight_of(pr);
    look.raise = raise_of(pr);
    look.colour = colour_of(pr);
    look.symbol = symbol_of(pr);
    font_of(pr, look.font);
    return look;
}

/* What `over` says lies over what `under` says. */
static void lay(struct word_look *under, const struct word_look *over)
{
    for (int i = 0; i < WORD_SWITCHES; i++)
        under->on[i] = over->on[i] >= 0 ? over->on[i] : under->on[i];
    under->underline = over->underline >= 0 ? over->underline : under->underline;
    under->italic = over->italic >= 0 ? over->italic : under->italic;
    under->highlight = over->highlight >= 0 ? over->highlight : under->highlight;
    under->raise = over->raise != -1 ? over->raise : under->raise;
    under->symbol = over->symbol >= 0 ? over->symbol : under->symbol;
    under->colour = over->colour >= 0 ? over->colour : under->colour;
    if (over->font[0])
        memcpy(under->font, over->font, sizeof under->font);
}

static const struct word_style *find(const struct word_styles *s, const char *id)
{
    for (size_t i = 0; id && i < s->count; i++)
        if (strcmp(s->style[i].id, id) == 0)
            return &s->style[i];
    return NULL;
}

/* A style with all that it is based on. */
static struct word_look chain(const struct word_styles *s, const struct word_style *style)
{
    const struct word_style *link[CHAIN_MAX];
    size_t links = 0;
    for (; style && links < CHAIN_MAX; style = find(s, style->based_on[0] ? style->based_on : NULL))
        link[links++] = style;
    struct word_look look = UNSAID;
    while (links)
        lay(&look, &link[--links]->look);
    return look;
}

static void copy(const xmlNode *node, const char *attribute, char *out, size_t room)
{
    char *text = xml_attribute(node, attribute);
    snprintf(out, room, "%s", text ? text : "");
    free(text);
}

static long number_of(const xmlNode *node)
{
    char *text = xml_attribute(node, "val");
    long n = text ? strtol(text, NULL, 10) : 0;
    free(text);
    return n;
}

static enum err_code add_style(struct word_styles *s, const xmlNode *node, struct err *e)
{
    struct word_style one = {.look = look_of(xml_child(node, "rPr"))}, *grown = NULL;
    const xmlNode *list = xml_child(xml_child(node, "pPr"), "numPr");
    copy(node, "styleId", one.id, sizeof one.id);
    copy(xml_child(node, "basedOn"), "val", one.based_on, sizeof one.based_on);
    one.is_paragraph = xml_has(node, "type", "paragraph");
    one.is_default = xml_has(node, "default", "1") || xml_has(node, "default", "true");
    one.num = number_of(xml_child(list, "numId"));
    one.level = number_of(xml_child(list, "ilvl"));
    if (s->count < WORD_STYLES_MAX)
        grown = realloc(s->style, (s->count + 1) * sizeof *grown);
    if (!grown)
        return err_set(e, ERR_LIMIT, _("too many styles"));
    s->style = grown;
    grown[s->count++] = one;
    return ERR_OK;
}

enum err_code word_styles_read(struct word_styles *s, const struct zip *z, struct err *e)
{
    static const char *const NAMES[] = {"docDefaults", "style", NULL};
    const struct zip_entry *part = zip_find(z, "word/styles.xml");
    struct xml x;
    xmlNodePtr node;
    *s = (struct word_styles){.defaults = UNSAID};
    if (!part)
        return ERR_OK;
    enum err_code rc = xml_open(&x, part->bytes, part->len, e);
    if (rc != ERR_OK)
        return rc;
    while (rc == ERR_OK && (rc = xml_next(&x, NAMES, &node, e)) == ERR_OK && node) {
        if (xml_is(node, "style"))
            rc = add_style(s, node, e);
        else
            s->defaults = look_of(xml_child(xml_child(node, "rPrDefault"), "rPr"));
    }
    xml_close(&x);
    return rc;
}

void word_styles_free(struct word_styles *s)
{
    free(s->style);
    *s = (struct word_styles){0};
}

/* The style that a paragraph or a run names; of a paragraph that names none, the document's
 * default. */
static const struct word_style *style_of(const struct word_styles *s, const xmlNode *pr,
                                         const char *name, bool paragraph)
{
    char *id = xml_attribute(xml_child(pr, name), "val");
    const struct word_style *style = find(s, id);
    for (size_t i = 0; !id && paragraph && i < s->count; i++)
        if (s->style[i].is_paragraph && s->style[i].is_default)
            style = &s->style[i];
    free(id);
    return style;
}

void word_styles_list(const struct word_styles *s, const xmlNode *paragraph, long *num, long *level)
{
    const struct word_style *style = style_of(s, xml_child(paragraph, "pPr"), "pStyle", true);
    *num = *level = 0;
    for (int links = 0; style && links < CHAIN_MAX && !*num; links++) {
        *num = style->num;
        *level = style->level;
        style = style->based_on[0] ? find(s, style->based_on) : NULL;
    }
}

static bool by_name(const xmlNode *rpr, const char *style)
{
    const xmlNode *named = xml_child(rpr, "rStyle");
    return named && xml_has(named, "val", style);
}

struct word_look word_styles_look(const struct word_styles *s, const xmlNode *paragraph,
                                  const xmlNode *run)
{
    const xmlNode *ppr = xml_child(paragraph, "pPr"), *rpr = xml_child(run ? run : ppr, "rPr");
    struct word_look look = s->defaults, by_paragraph = chain(s, style_of(s, ppr, "pStyle", true)),
                     by_run = chain(s, style_of(s, rpr, "rStyle", false)), own = look_of(rpr);
    lay(&look, &by_paragraph);
    lay(&look, &by_run);
    for (int i = 0; i < WORD_SWITCHES; i++)
        look.on[i] = s->defaults.on[i] == 1 || (by_paragraph.on[i] == 1) != (by_run.on[i] == 1);
    lay(&look, &own);
    if (look.highlight == -1)
        look.highlight = highlight_of(ppr); /* the whole paragraph is shaded */
    if (by_name(rpr, "Strong") && !find(s, "Strong"))
        look.on[WORD_BOLD] = 1;
    look.on[WORD_HIDDEN] =
        look.on[WORD_HIDDEN] == 1 || (look.colour == WORD_WHITE && look.highlight != 1);
    return look;
}
