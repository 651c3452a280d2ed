#include "tools/report/page_internal.h"

#include "app/core/i18n.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double LINE_WIDTH = 0.5;

static cairo_status_t take(void *closure, const unsigned char *data, unsigned len)
{
    struct page *p = closure;
    buf_add(p->out, data, len);
    return p->out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void set_properties(cairo_surface_t *surface, const struct page_info *info)
{
    char when[40] = "1970-01-01T00:00:00Z";
    time_t made = (time_t)info->made;
    struct tm tm;
    if (gmtime_r(&made, &tm))
        strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &tm);
    char *title = page_clean(info->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    g_free(title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "sathach");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, when);
}

/* A font map of its own, no hinting, Vietnamese in any locale: nothing of the machine's settings
 * shows in the bytes. */
static PangoContext *make_context(void)
{
    PangoFontMap *map = pango_cairo_font_map_new();
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    g_object_unref(map);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE); /* a whole unit is a point here:
                                                                letters would stand unevenly */
    pango_context_set_language(context, pango_language_from_string("vi"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

/* Fontconfig would silently take another face, with other widths and perhaps without the
 * letters. */
static bool has_family(PangoContext *context, const char *family)
{
    PangoFontDescription *wanted = pango_font_description_new(), *got = NULL;
    pango_font_description_set_family_static(wanted, family);
    pango_font_description_set_size(wanted, 12 * PANGO_SCALE);
    PangoFont *font = pango_context_load_font(context, wanted);
    if (font)
        got = pango_font_describe(font);
    bool found = got && g_strcmp0(pango_font_description_get_family(got), family) == 0;
    pango_font_description_free(wanted);
    pango_font_description_free(got);
    g_clear_object(&font);
    return found;
}

static enum err_code want_family(PangoContext *context, const char *family, struct err *e)
{
    if (has_family(context, family))
        return ERR_OK;
    if (strcmp(family, PAGE_FAMILY_USUAL) == 0 || strcmp(family, PAGE_FAMILY_MONO) == 0)
        return err_set(e, ERR_IO,
                       _("the typeface %s is missing; install the package fonts-liberation2"),
                       family);
    return err_set(e, ERR_IO,
                   _("the typeface %s is missing; office.ini, [office] font= "
                     "names it; %s comes with the package fonts-liberation2"),
                   family, PAGE_FAMILY_USUAL);
}

enum err_code page_new(const struct page_info *info, struct buf *out, struct page **made,
                       struct err *e)
{
    struct page *p = calloc(1, sizeof *p);
    *made = NULL;
    if (!p)
        return err_memory(e);
    p->context = make_context();
    p->family = info->family ? info->family : PAGE_FAMILY_USUAL;
    p->mono = info->mono;
    enum err_code rc = want_family(p->context, p->family, e);
    if (rc == ERR_OK && p->mono)
        rc = want_family(p->context, p->mono, e);
    if (rc != ERR_OK) {
        g_object_unref(p->context);
        free(p);
        return rc;
    }
    p->behind = info->behind;
    p->foot = info->foot;
    p->corner = info->corner;
    p->whole = info->whole;
    p->out = out;
    p->surface = cairo_pdf_surface_create_for_stream(take, p, 210 * PAGE_MM, 297 * PAGE_MM);
    set_properties(p->surface, info);
    p->cr = cairo_create(p->surface);
    cairo_set_line_width(p->cr, LINE_WIDTH);
    page_turn(p, info->is_landscape);
    p->has_numbers = !info->no_numbers;
    p->number = 1;
    page_frame_full(p);
    page_mark_behind(p);
    *made = p;
    return ERR_OK;
}

enum err_code page_finish(struct page *p, struct err *e)
{
    page_mark_margins(p);
    cairo_show_page(p->cr);
    cairo_destroy(p->cr);
    cairo_surface_finish(p->surface);
    cairo_status_t status = cairo_surface_status(p->surface);
    cairo_surface_destroy(p->surface);
    g_object_unref(p->context);
    enum err_code rc = buf_check(p->out, "PDF", e);
    if (rc == ERR_OK && status != CAIRO_STATUS_SUCCESS)
        rc = err_set(e, ERR_LIMIT, "PDF: %s", cairo_status_to_string(status));
    free(p);
    return rc;
}
