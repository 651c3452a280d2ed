/* What stands on every page: a mark of what the paper is not worth. The large one is drawn as an
 * outline, not as text: its letters would stand between the words of the paper for whoever reads or
 * copies them; the small one below is text. */
#include "tools/report/page_internal.h"

static const double MM = PAGE_MM, LEFT = 30 * PAGE_MM, GREY = 0.8; /* 20 % black */

static PangoRectangle extents_of(PangoLayout *layout)
{
    PangoRectangle r;
    pango_layout_get_extents(layout, NULL, &r);
    return r;
}

static double points(int units)
{
    return (double)units / PANGO_SCALE;
}

/* Along the rising diagonal of the sheet, as long as three quarters of its width. */
void page_mark_behind(struct page *p)
{
    static const struct page_style LARGE = {.size = 100, .bold = true};
    if (!p->behind)
        return;
    PangoLayout *layout = page_line(p, &LARGE, p->behind, 0);
    PangoRectangle r = extents_of(layout);
    double height = p->bottom + 20 * MM, wide = points(r.width),
           scale = wide > 0 ? p->sheet_width * 0.95 / wide : 1;
    cairo_save(p->cr);
    cairo_set_source_rgb(p->cr, GREY, GREY, GREY);
    cairo_translate(p->cr, p->sheet_width / 2, height / 2);
    cairo_rotate(p->cr, p->is_landscape ? -0.52 : -0.87);
    cairo_scale(p->cr, scale, scale);
    cairo_move_to(p->cr, -wide / 2, -points(r.height) / 2);
    pango_cairo_layout_path(p->cr, layout);
    cairo_fill(p->cr);
    cairo_restore(p->cr);
    g_object_unref(layout);
}

static void put_line(struct page *p, double x, double y, const struct page_style *style,
                     const char *text, double *width, double *height)
{
    PangoLayout *layout = page_line(p, style, text, 0);
    PangoRectangle r = extents_of(layout);
    cairo_move_to(p->cr, x, y);
    pango_cairo_show_layout(p->cr, layout);
    *width = points(r.width);
    *height = points(r.height);
    g_object_unref(layout);
}

void page_mark_margins(struct page *p)
{
    static const struct page_style SMALL = {.size = 9, .bold = true}, FOOT = {.size = 9},
                                   FRAMED = {.size = 13, .bold = true};
    double wide, high;
    if (p->behind)
        put_line(p, LEFT, p->bottom + 8 * MM, &SMALL, p->behind, &wide, &high);
    if (p->foot)
        put_line(p, LEFT, p->bottom + 3.5 * MM, &FOOT, p->foot, &wide, &high);
    if (!p->corner)
        return;
    put_line(p, LEFT, 8 * MM, &FRAMED, p->corner, &wide, &high);
    cairo_rectangle(p->cr, LEFT - 1.5 * MM, 7.5 * MM, wide + 3 * MM, high + MM);
    cairo_stroke(p->cr);
}
