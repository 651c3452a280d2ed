#include "tools/report/page.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FAMILY "Liberation Serif"
#define MM (72.0 / 25.4)
static const double WIDTH = 210 * MM, HEIGHT = 297 * MM, MARGIN_LEFT = 30 * MM, MARGIN_TOP = 20 * MM, BOTTOM = 277 * MM;
static const double NUMBER_SIZE = 13, LINE_WIDTH = 0.5, SLACK = 0.01;
static const double CELL_PAD = 1.2 * MM, TICK = 3.2 * MM, SPLIT_MIN = 15 * MM;

struct page {
    struct buf *out;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoContext *context;
    double y, top;         /* points from the sheet's top; where the page's own content begins */
    double x, width;       /* frame */
    unsigned number;
    const struct page_table *table;
    double table_x;
};

static cairo_status_t take(void *closure, const unsigned char *data, unsigned len)
{
    struct page *p = closure;
    buf_add(p->out, data, len);
    return p->out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* ---- text laid out, and drawn line by line ---- */

struct piece {
    PangoLayout *layout;
    PangoLayoutIter *iter;
    double x;
    bool done;
};

/* Pango takes well-formed text only; what no text may hold becomes U+FFFD. Freed with g_free. */
static char *clean(const char *text)
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

static PangoLayout *lay_out(const struct page *p, const struct page_style *style, const char *text, double width)
{
    static const PangoAlignment ALIGN[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT, PANGO_ALIGN_LEFT};
    PangoLayout *layout = pango_layout_new(p->context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, FAMILY);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, ALIGN[style->align]);
    pango_layout_set_justify(layout, style->align == PAGE_JUSTIFY);
    char *plain = clean(text);
    pango_layout_set_text(layout, plain, -1);
    g_free(plain);
    return layout;
}

static void piece_open(const struct page *p, struct piece *b, const struct page_style *style, const char *text, double x, double width)
{
    b->layout = lay_out(p, style, text, width);
    b->iter = pango_layout_get_iter(b->layout);
    b->x = x;
    b->done = false;
}

static void piece_close(struct piece *b)
{
    pango_layout_iter_free(b->iter);
    g_object_unref(b->layout);
}

static double piece_height(const struct piece *b)
{
    PangoRectangle r;
    pango_layout_get_extents(b->layout, NULL, &r);
    return (double)r.height / PANGO_SCALE;
}

/* Draws the next lines at y as far as they fit into room, the first one in any case when it must. Returns the height used. */
static double piece_draw(struct page *p, struct piece *b, double y, double room, bool must)
{
    double used = 0, top = 0;
    for (bool is_first = true; !b->done; is_first = false) {
        PangoRectangle r;
        pango_layout_iter_get_line_extents(b->iter, NULL, &r);
        if (is_first)
            top = (double)r.y / PANGO_SCALE;
        double bottom = (double)(r.y + r.height) / PANGO_SCALE - top;
        if (bottom > room + SLACK && !(must && is_first))
            break;
        used = bottom;
        cairo_move_to(p->cr, b->x + (double)r.x / PANGO_SCALE, y + (double)pango_layout_iter_get_baseline(b->iter) / PANGO_SCALE - top);
        pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(b->iter));
        b->done = !pango_layout_iter_next_line(b->iter);
    }
    return used;
}

/* ---- the cursor ---- */

static double left(const struct page *p)
{
    return BOTTOM - p->y;
}

static bool is_fresh(const struct page *p)
{
    return p->y <= p->top + SLACK;
}

void page_space(struct page *p, double height)
{
    p->y += height * MM;
}

static void number_page(struct page *p)
{
    char text[16];
    struct piece b;
    snprintf(text, sizeof text, "%u", p->number);
    piece_open(p, &b, &(struct page_style){.size = NUMBER_SIZE, .align = PAGE_CENTER}, text, MARGIN_LEFT, PAGE_BODY_WIDTH * MM);
    piece_draw(p, &b, MARGIN_TOP / 2, WIDTH, true);
    piece_close(&b);
}

static void put_heads(struct page *p);

void page_break(struct page *p)
{
    cairo_show_page(p->cr);
    p->number++;
    number_page(p);
    p->y = MARGIN_TOP;
    p->top = p->y;
    if (p->table)
        put_heads(p);
    p->top = p->y;
}

void page_need(struct page *p, double height)
{
    if (height * MM > left(p) + SLACK && !is_fresh(p))
        page_break(p);
}

void page_frame(struct page *p, double left_mm, double width)
{
    p->x = MARGIN_LEFT + left_mm * MM;
    p->width = width * MM;
}

void page_frame_full(struct page *p)
{
    page_frame(p, 0, PAGE_BODY_WIDTH);
}

/* ---- rows: blocks side by side, over as many pages as they need ---- */

struct look {
    double pad, least;             /* around each cell; height at least */
    const struct page_table *grid; /* its borders; NULL for none */
    bool is_head;
};

static void draw_tick(struct page *p, double x, double width, double height)
{
    cairo_rectangle(p->cr, x + (width - TICK) / 2, p->y + (height - TICK) / 2, TICK, TICK);
    cairo_stroke(p->cr);
}

static void draw_grid(struct page *p, const struct look *look, double height)
{
    double x = p->table_x;
    for (size_t i = 0; i < look->grid->columns; i++) {
        double width = look->grid->column[i].width * MM;
        cairo_rectangle(p->cr, x, p->y, width, height);
        cairo_stroke(p->cr);
        if (look->grid->column[i].tick && !look->is_head)
            draw_tick(p, x, width, height);
        x += width;
    }
}

/* One piece of a row, down to the page's end. True when all of it stands. */
static bool put_piece(struct page *p, struct piece *b, size_t n, const struct look *look)
{
    double room = left(p) - 2 * look->pad, used = 0;
    bool must = is_fresh(p), done = true;
    for (size_t i = 0; i < n; i++) {
        double h = piece_draw(p, &b[i], p->y + look->pad, room, must);
        used = h > used ? h : used;
        done = done && b[i].done;
    }
    double height = used + 2 * look->pad;
    if (height < look->least)
        height = look->least;
    if (look->grid)
        draw_grid(p, look, height);
    p->y += height;
    return done;
}

static void put_row(struct page *p, struct piece *b, size_t n, const struct look *look)
{
    double full = look->least;
    for (size_t i = 0; i < n; i++) {
        double h = piece_height(&b[i]) + 2 * look->pad;
        full = h > full ? h : full;
    }
    bool fits = full <= left(p) + SLACK, fits_a_page = full <= BOTTOM - p->top;
    if (!fits && !is_fresh(p) && (fits_a_page || left(p) < SPLIT_MIN))
        page_break(p);
    while (!put_piece(p, b, n, look))
        page_break(p);
    for (size_t i = 0; i < n; i++)
        piece_close(&b[i]);
}

void page_paragraph(struct page *p, const struct page_style *style, const char *text)
{
    struct piece b;
    piece_open(p, &b, style, text, p->x, p->width);
    put_row(p, &b, 1, &(struct look){0});
}

void page_pair(struct page *p, double size, double label_width, const char *label, const char *value)
{
    struct piece b[2];
    piece_open(p, &b[0], &(struct page_style){.size = size}, label, p->x, label_width * MM);
    piece_open(p, &b[1], &(struct page_style){.size = size, .bold = true}, value, p->x + label_width * MM, p->width - label_width * MM);
    put_row(p, b, 2, &(struct look){0});
}

void page_cut(struct page *p)
{
    static const double DASH[] = {4, 4};
    cairo_set_dash(p->cr, DASH, 2, 0);
    cairo_move_to(p->cr, 5 * MM, p->y);
    cairo_line_to(p->cr, WIDTH - 5 * MM, p->y);
    cairo_stroke(p->cr);
    cairo_set_dash(p->cr, NULL, 0, 0);
}

/* ---- tables ---- */

static void put_cells(struct page *p, const struct page_table *t, const char *const *cell, bool is_head)
{
    struct piece b[PAGE_COLUMNS_MAX];
    double x = p->table_x;
    for (size_t i = 0; i < t->columns; i++) {
        struct page_style style = {.size = t->size, .bold = is_head, .align = is_head ? PAGE_CENTER : t->column[i].align};
        const char *text = is_head ? t->column[i].head : t->column[i].tick || !cell[i] ? "" : cell[i];
        double width = t->column[i].width * MM;
        piece_open(p, &b[i], &style, text, x + CELL_PAD, width - 2 * CELL_PAD);
        x += width;
    }
    put_row(p, b, t->columns, &(struct look){.pad = CELL_PAD, .least = t->row_height * MM, .grid = t, .is_head = is_head});
}

/* Without a table in p meanwhile, or heads taller than a page would call for themselves. */
static void put_heads(struct page *p)
{
    const struct page_table *t = p->table;
    p->table = NULL;
    put_cells(p, t, NULL, true);
    p->table = t;
}

void page_table_begin(struct page *p, const struct page_table *table)
{
    page_need(p, 3 * table->row_height + 5);
    p->table = table;
    p->table_x = p->x;
    put_heads(p);
}

void page_table_row(struct page *p, const char *const *cell)
{
    put_cells(p, p->table, cell, false);
}

void page_table_end(struct page *p)
{
    p->table = NULL;
}

/* ---- the document ---- */

static void set_properties(cairo_surface_t *surface, const struct page_info *info)
{
    char when[40] = "1970-01-01T00:00:00Z";
    time_t made = (time_t)info->made;
    struct tm tm;
    if (gmtime_r(&made, &tm))
        strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &tm);
    char *title = clean(info->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    g_free(title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "sathach");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, when);
}

/* A font map of its own, no hinting, Vietnamese in any locale: nothing of the machine's settings shows in the bytes. */
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
    pango_context_set_language(context, pango_language_from_string("vi"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

/* Fontconfig would silently take another face, with other widths and perhaps without the letters. */
static bool has_family(PangoContext *context)
{
    PangoFontDescription *wanted = pango_font_description_from_string(FAMILY " 12"), *got = NULL;
    PangoFont *font = pango_context_load_font(context, wanted);
    if (font)
        got = pango_font_describe(font);
    bool found = got && g_strcmp0(pango_font_description_get_family(got), FAMILY) == 0;
    pango_font_description_free(wanted);
    pango_font_description_free(got);
    g_clear_object(&font);
    return found;
}

enum err_code page_new(const struct page_info *info, struct buf *out, struct page **made, struct err *e)
{
    struct page *p = calloc(1, sizeof *p);
    *made = NULL;
    if (!p)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    p->context = make_context();
    if (!has_family(p->context)) {
        g_object_unref(p->context);
        free(p);
        return err_set(e, ERR_IO, _("the typeface %s is missing; install the package fonts-liberation2"), FAMILY);
    }
    p->out = out;
    p->surface = cairo_pdf_surface_create_for_stream(take, p, WIDTH, HEIGHT);
    set_properties(p->surface, info);
    p->cr = cairo_create(p->surface);
    cairo_set_line_width(p->cr, LINE_WIDTH);
    p->y = p->top = MARGIN_TOP;
    p->number = 1;
    page_frame_full(p);
    *made = p;
    return ERR_OK;
}

enum err_code page_finish(struct page *p, struct err *e)
{
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
