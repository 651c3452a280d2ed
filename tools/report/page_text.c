/* A line of text as Pango takes it, and where it may not be broken. */
#include "tools/report/page_internal.h"

#include "app/core/text.h"

#include <string.h>

enum { NUMBER_BYTES = 40 }; /* of a document's number, at most */

char *page_clean(const char *text)
{
    size_t room = strlen(text) * 3 + 1;
    char *out = g_malloc(room), *line = out;
    for (;;) { /* text_clean would take a line's end for a control character too */
        size_t n = strcspn(text, "\n");
        char *part = g_strndup(text, n);
        line += strlen(text_clean(part, line, room - (size_t)(line - out)));
        g_free(part);
        if (text[n] == '\0')
            return out;
        *line++ = '\n';
        text += n + 1;
    }
}

struct text_breaks {
    const struct page *page;
    const struct page_style *style;
    const char *text;
    double width; /* of the lines, points; 0: one line */
    PangoAttrList *attributes;
};

static PangoLayout *plain_line(const struct page *p, const struct page_style *style,
                               const char *text, size_t len)
{
    PangoLayout *layout = pango_layout_new(p->context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, p->family);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, text, (int)len);
    return layout;
}

/* What is wider than a line must be broken somewhere. */
static bool fits(const struct text_breaks *b, const char *piece, size_t len)
{
    PangoRectangle r;
    PangoLayout *layout = plain_line(b->page, b->style, piece, len);
    pango_layout_get_extents(layout, NULL, &r);
    g_object_unref(layout);
    return b->width <= 0 || (double)r.width / PANGO_SCALE <= b->width;
}

static void keep_piece(const struct text_breaks *b, const char *piece, size_t len)
{
    PangoAttribute *a = pango_attr_allow_breaks_new(FALSE);
    a->start_index = (guint)(piece - b->text);
    a->end_index = (guint)(piece - b->text + (ptrdiff_t)len);
    pango_attr_list_insert(b->attributes, a);
}

/* No break inside a name that stands in the text. */
static void keep_name(const struct text_breaks *b, const char *name)
{
    size_t n = strlen(name);
    const char *at = n ? strstr(b->text, name) : NULL;
    if (!at || !fits(b, name, n))
        return;
    for (; at; at = strstr(at + n, name))
        keep_piece(b, at, n);
}

/* Nor in what a document is called by, 175/2024/NĐ-CP. */
static void keep_numbers(const struct text_breaks *b)
{
    for (const char *at = b->text; *at;) {
        size_t n = strcspn(at, " \n");
        if (*at >= '0' && *at <= '9' && n < NUMBER_BYTES && memchr(at, '/', n) && fits(b, at, n))
            keep_piece(b, at, n);
        at += n + (at[n] != '\0');
    }
}

/* A word too long for its line is broken as it stands: a hyphen put in would make another name of
 * it. */
static void set_breaks(PangoLayout *layout, struct text_breaks *b)
{
    b->attributes = pango_attr_list_new();
    pango_attr_list_insert(b->attributes, pango_attr_insert_hyphens_new(FALSE));
    for (const char *const *name = b->page->whole; name && *name; name++)
        keep_name(b, *name);
    keep_numbers(b);
    pango_layout_set_attributes(layout, b->attributes);
    pango_attr_list_unref(b->attributes);
}

PangoLayout *page_line(const struct page *p, const struct page_style *style, const char *text,
                       double width)
{
    char *plain = page_clean(text);
    PangoLayout *layout = plain_line(p, style, plain, strlen(plain));
    set_breaks(layout, &(struct text_breaks){p, style, plain, width, NULL});
    g_free(plain);
    return layout;
}
