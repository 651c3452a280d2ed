#include "tools/report/pdf.h"

#include "app/core/i18n.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>

#define MM (72.0 / 25.4)
static const double WIDTH = 210 * MM, HEIGHT = 297 * MM, LEFT = 30 * MM, RIGHT = 20 * MM, TOP = 20 * MM, BOTTOM = 20 * MM;

struct pdf {
    struct buf bytes;
    cairo_surface_t *surface;
    cairo_t *cr;
    double y;
    unsigned page;
};

static cairo_status_t take(void *closure, const unsigned char *data, unsigned len)
{
    struct pdf *p = closure;
    buf_add(&p->bytes, data, len);
    return p->bytes.failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

struct pdf *pdf_new(void)
{
    struct pdf *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    buf_init(&p->bytes, 256 * 1024 * 1024);
    p->surface = cairo_pdf_surface_create_for_stream(take, p, WIDTH, HEIGHT);
    /* no clock in it: the same text gives the same bytes */
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_MOD_DATE, "2000-01-01T00:00:00Z");
    p->cr = cairo_create(p->surface);
    p->y = TOP;
    p->page = 1;
    return p;
}

static PangoLayout *lay_out(struct pdf *p, double points, const char *markup)
{
    PangoLayout *layout = pango_cairo_create_layout(p->cr);
    PangoFontDescription *font = pango_font_description_from_string("Liberation Serif");
    pango_font_description_set_absolute_size(font, points * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)((WIDTH - LEFT - RIGHT) * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_markup(layout, markup, -1);
    return layout;
}

static void number_page(struct pdf *p)
{
    char text[16];
    snprintf(text, sizeof text, "%u", p->page);
    PangoLayout *layout = lay_out(p, 12, text);
    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    cairo_move_to(p->cr, LEFT, TOP / 2);
    pango_cairo_show_layout(p->cr, layout);
    g_object_unref(layout);
}

static void new_page(struct pdf *p)
{
    cairo_show_page(p->cr);
    p->page++;
    p->y = TOP;
    number_page(p);
}

void pdf_need(struct pdf *p, double points)
{
    if (p->y + points > HEIGHT - BOTTOM && p->y > TOP)
        new_page(p);
}

void pdf_paragraph(struct pdf *p, double points, const char *markup)
{
    int width, height;
    PangoLayout *layout = lay_out(p, points, markup);
    pango_layout_get_pixel_size(layout, &width, &height);
    pdf_need(p, height);
    cairo_move_to(p->cr, LEFT, p->y);
    pango_cairo_show_layout(p->cr, layout);
    p->y += height;
    g_object_unref(layout);
}

void pdf_space(struct pdf *p, double points)
{
    p->y += points;
}

void pdf_cut(struct pdf *p)
{
    double dash[] = {4, 4};
    cairo_set_line_width(p->cr, 0.5);
    cairo_set_dash(p->cr, dash, 2, 0);
    cairo_move_to(p->cr, LEFT / 2, p->y);
    cairo_line_to(p->cr, WIDTH - RIGHT / 2, p->y);
    cairo_stroke(p->cr);
    p->y += 12;
}

enum err_code pdf_finish(struct pdf *p, struct buf *out, struct err *e)
{
    cairo_show_page(p->cr);
    cairo_destroy(p->cr);
    cairo_surface_finish(p->surface);
    cairo_status_t status = cairo_surface_status(p->surface);
    cairo_surface_destroy(p->surface);
    buf_add(out, p->bytes.data, p->bytes.len);
    enum err_code rc = status == CAIRO_STATUS_SUCCESS ? buf_check(out, "PDF", e) : err_set(e, ERR_LIMIT, "PDF: %s", cairo_status_to_string(status));
    buf_free(&p->bytes);
    free(p);
    return rc;
}
