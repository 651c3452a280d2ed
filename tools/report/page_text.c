/* A line of text as Pango takes it, and where it may not be broken. */
#include "tools/report/page_internal.h"

#include "app/core/text.h"

#include <string.h>

enum { NUMBER_BYTES = 40 }; /* of a document's number, or a command kept whole, at most */
static const double MONO_SCALE = 0.85; /* its letters are wider than those beside it */

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
    pango_font_description_set_family_static(font, style->mono ? p->mono : p->family);
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

/* Nor between a word of a day and its number: "ngày" does not end a line, 05 begins none. The whole
 * day is not kept: it would leave a third of a line blank. */
static void keep_days(const struct text_breaks *b)
{
    static const char *const WORD[] = {"ngày ", "tháng ", "năm "};
    for (size_t i = 0; i < G_N_ELEMENTS(WORD); i++)
        for (const char *at = b->text; (at = strstr(at, WORD[i])); at += strlen(WORD[i])) {
            size_t word = strlen(WORD[i]), n = strspn(at + word, "0123456789.");
            if (n && fits(b, at, word + n))
                keep_piece(b, at, word + n);
        }
}

/* What a computer takes is not parted: --linear would be by its hyphens. */
static void set_mono(const struct text_breaks *b, const char *piece, size_t len)
{
    struct page_style style = *b->style;
    struct text_breaks narrower = *b;
    PangoAttribute *looks[] = {pango_attr_family_new(b->page->mono),
                               pango_attr_scale_new(MONO_SCALE)};
    for (size_t i = 0; i < G_N_ELEMENTS(looks); i++) {
        looks[i]->start_index = (guint)(piece - b->text);
        looks[i]->end_index = looks[i]->start_index + (guint)len;
        pango_attr_list_insert(b->attributes, looks[i]);
    }
    style.mono = true;
    narrower.style = &style;
    if (len < NUMBER_BYTES && fits(&narrower, piece, len))
        keep_piece(b, piece, len);
}

static void set_bold(const struct text_breaks *b, const char *piece, size_t len)
{
    PangoAttribute *a = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
    a->start_index = (guint)(piece - b->text);
    a->end_index = a->start_index + (guint)len;
    pango_attr_list_insert(b->attributes, a);
}

/* Takes the marks out of text, b's own, and puts what they mean among the attributes. */
static void take_marks(const struct text_breaks *b, char *text)
{
    char *to = text, *bold = NULL, *mono = NULL;
    for (const char *from = text; *from;) {
        bool is_bold = !mono && strncmp(from, "**", 2) == 0;
        char **open = is_bold ? &bold : *from == '`' ? &mono : NULL;
        if (!open) {
            *to++ = *from++;
            continue;
        }
        if (*open && is_bold)
            set_bold(b, *open, (size_t)(to - *open));
        else if (*open)
            set_mono(b, *open, (size_t)(to - *open));
        *open = *open ? NULL : to;
        from += is_bold ? 2 : 1;
    }
    *to = '\0';
}

/* A word too long for its line is broken as it stands: a hyphen put in would make another name of
 * it. */
static void set_breaks(struct text_breaks *b)
{
    pango_attr_list_insert(b->attributes, pango_attr_insert_hyphens_new(FALSE));
    for (const char *const *name = b->page->whole; name && *name; name++)
        keep_name(b, *name);
    keep_numbers(b);
    keep_days(b);
}

PangoLayout *page_line(const struct page *p, const struct page_style *style, const char *text,
                       double width)
{
    char *plain = page_clean(text);
    struct text_breaks b = {p, style, plain, width, pango_attr_list_new()};
    if (p->mono && !style->mono)
        take_marks(&b, plain);
    PangoLayout *layout = plain_line(p, style, plain, strlen(plain));
    set_breaks(&b);
    pango_layout_set_attributes(layout, b.attributes);
    pango_attr_list_unref(b.attributes);
    g_free(plain);
    return layout;
}
