#include "tools/report/page_internal.h"

#include "app/core/text.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM PAGE_MM
static const double MARGIN_LEFT = 30 * MM, MARGIN_TOP = 20 * MM, MARGIN_BOTTOM = 20 * MM;
static const double NUMBER_SIZE = 13, SLACK = 0.01;
static const double CELL_PAD = 1.2 * MM, TICK = 3.2 * MM, SPLIT_MIN = 15 * MM;
static const double RULE_GAP = 0.8; /* mm above and below a rule */

/* ---- text laid out, and drawn line by line ---- */

struct piece {
    PangoLayout *layout;
    PangoLayoutIter *iter;
    double x;
    bool done;
};

/* A line before a name that is kept whole may end early: stretched, its words would stand far
 * apart. */
static bool may_stretch(PangoLayout *layout, const struct page_style *style, double width)
{
    static const double LEAST = 0.9; /* of its room */
    for (GSList *at = pango_layout_get_lines_readonly(layout); at && at->next; at = at->next) {
        PangoLayoutLine *line = at->data, *next = at->next->data;
        PangoRectangle r;
        double room = width - (line->is_paragraph_start ? style->indent * MM : 0);
        pango_layout_line_get_extents(line, NULL, &r);
        if (!next->is_paragraph_start && (double)r.width / PANGO_SCALE < LEAST * room)
            return false;
    }
    return true;
}

static PangoLayout *lay_out(const struct page *p, const struct page_style *style, const char *text,
                            double width)
{
    static const PangoAlignment ALIGN[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT,
                                           PANGO_ALIGN_LEFT};
    PangoLayout *layout = page_line(p, style, text, width);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, ALIGN[style->align]);
    pango_layout_set_indent(layout, (int)(style->indent * MM * PANGO_SCALE));
    pango_layout_set_justify(layout,
                             style->align == PAGE_JUSTIFY && may_stretch(layout, style, width));
    return layout;
}

static void piece_open(const struct page *p, struct piece *b, const struct page_style *style,
                       const char *text, double x, double width)
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

/* Draws the next lines at y as far as they fit into room, the first one in any case when it must.
 * Returns the height used. */
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
        cairo_move_to(p->cr, b->x + (double)r.x / PANGO_SCALE,
                      y + (double)pango_layout_iter_get_baseline(b->iter) / PANGO_SCALE - top);
        pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(b->iter));
        b->done = !pango_layout_iter_next_line(b->iter);
    }
    return used;
}

/* ---- the cursor ---- */

static double left(const struct page *p)
{
    return p->bottom - p->y;
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
    piece_open(p, &b, &(struct page_style){.size = NUMBER_SIZE, .align = PAGE_CENTER}, text,
               MARGIN_LEFT, page_body_width(p) * MM);
    piece_draw(p, &b, MARGIN_TOP / 2, p->sheet_width, true);
    piece_close(&b);
}

static void put_heads(struct page *p);

void page_turn(struct page *p, bool landscape)
{
    double width = (landscape ? 297 : 210) * MM, height = (landscape ? 210 : 297) * MM;
    cairo_pdf_surface_set_size(p->surface, width, height);
    p->is_landscape = landscape;
    p->sheet_width = width;
    p->bottom = height - MARGIN_BOTTOM;
    p->y = p->top = MARGIN_TOP;
}

double page_body_width(const struct page *p)
{
    return p->is_landscape ? PAGE_BODY_WIDTH_LANDSCAPE : PAGE_BODY_WIDTH;
}

static void end_page(struct page *p)
{
    page_mark_margins(p);
    cairo_show_page(p->cr);
}

void page_break_to(struct page *p, bool landscape)
{
    end_page(p);
    page_turn(p, landscape);
    page_mark_behind(p);
    page_frame_full(p);
    p->number++;
    if (p->has_numbers)
        number_page(p);
}

void page_break_part(struct page *p)
{
    end_page(p);
    page_turn(p, false);
    page_mark_behind(p);
    page_frame_full(p);
    p->number = 1;
}

void page_break(struct page *p)
{
    end_page(p);
    page_mark_behind(p);
    p->number++;
    if (p->has_numbers)
        number_page(p);
    p->y = MARGIN_TOP;
    p->top = p->y;
    if (p->table)
        put_heads(p);
    p->top = p->y;
}

double page_left(const struct page *p)
{
    return left(p) / MM;
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
    page_frame(p, 0, page_body_width(p));
}

/* ---- rows: blocks side by side, over as many pages as they need ---- */

struct look {
    double pad, least;             /* around each cell; height at least */
    double after;                  /* room wanted under it, when there is a page that has both */
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
    double wanted = full + look->after;
    bool fits = wanted <= left(p) + SLACK, fits_a_page = wanted <= p->bottom - p->top;
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

double page_paragraph_height(struct page *p, const struct page_style *style, const char *text)
{
    struct piece b;
    piece_open(p, &b, style, text, p->x, p->width);
    double height = piece_height(&b) / MM;
    piece_close(&b);
    return height;
}

void page_paragraph_ruled(struct page *p, const struct page_style *style, double share,
                          const char *text)
{
    PangoLayout *layout = lay_out(p, style, text, p->width);
    PangoRectangle r;
    pango_layout_line_get_extents(
        pango_layout_get_line_readonly(layout, pango_layout_get_line_count(layout) - 1), NULL, &r);
    double width = (double)r.width / PANGO_SCALE / MM * share;
    g_object_unref(layout);
    page_paragraph(p, style, text);
    page_space(p, RULE_GAP);
    page_rule(p, (p->width / MM - width) / 2, width);
    page_space(p, RULE_GAP);
}

double page_text_width(const struct page *p, const struct page_style *style, const char *text)
{
    PangoLayout *layout = page_line(p, style, text, 0);
    PangoRectangle r;
    pango_layout_get_extents(layout, NULL, &r);
    g_object_unref(layout);
    return (double)r.width / PANGO_SCALE / MM;
}

static void put_pair(struct page *p, const struct page_style style[2], double label_width,
                     const char *label, const char *value)
{
    struct piece b[2];
    piece_open(p, &b[0], &style[0], label, p->x, label_width * MM);
    piece_open(p, &b[1], &style[1], value, p->x + label_width * MM, p->width - label_width * MM);
    put_row(p, b, 2, &(struct look){0});
}

void page_pair(struct page *p, double size, double label_width, const char *label,
               const char *value)
{
    put_pair(p, (struct page_style[2]){{.size = size}, {.size = size, .bold = true}}, label_width,
             label, value);
}

void page_item(struct page *p, const struct page_style *style, double label_width,
               const char *label, const char *text)
{
    put_pair(p, (struct page_style[2]){{.size = style->size}, *style}, label_width, label, text);
}

void page_cut(struct page *p)
{
    static const double DASH[] = {4, 4};
    cairo_set_dash(p->cr, DASH, 2, 0);
    cairo_move_to(p->cr, 5 * MM, p->y);
    cairo_line_to(p->cr, p->sheet_width - 5 * MM, p->y);
    cairo_stroke(p->cr);
    cairo_set_dash(p->cr, NULL, 0, 0);
}

/* ---- marks and lines ---- */

double page_at(const struct page *p)
{
    return p->y / MM;
}

void page_go(struct page *p, double at)
{
    p->y = at * MM;
}

void page_rule(struct page *p, double left_mm, double width)
{
    cairo_move_to(p->cr, p->x + left_mm * MM, p->y);
    cairo_rel_line_to(p->cr, width * MM, 0);
    cairo_stroke(p->cr);
}

void page_box_begin(struct page *p)
{
    p->box_y = p->y;
}

void page_box_end(struct page *p)
{
    cairo_rectangle(p->cr, p->x, p->box_y, p->width, p->y - p->box_y);
    cairo_stroke(p->cr);
}

void page_block(struct page *p, double left_mm, double down, double width, double height,
                double grey)
{
    cairo_save(p->cr);
    cairo_set_source_rgb(p->cr, grey, grey, grey);
    cairo_rectangle(p->cr, p->x + left_mm * MM, p->y + down * MM, width * MM, height * MM);
    cairo_fill(p->cr);
    cairo_restore(p->cr);
}

void page_dot(struct page *p, double left_mm, double down, double radius)
{
    cairo_new_path(p->cr);
    cairo_arc(p->cr, p->x + left_mm * MM, p->y + down * MM, radius * MM, 0, 2 * G_PI);
    cairo_fill(p->cr);
}

/* ---- tables ---- */

/* The cells of a row, each in its column; the heads for NULL. */
static void open_cells(const struct page *p, const struct page_table *t, const char *const *cell,
                       struct piece b[PAGE_COLUMNS_MAX])
{
    double x = p->table_x;
    for (size_t i = 0; i < t->columns; i++) {
        struct page_style style = {
            .size = t->size, .bold = !cell, .align = cell ? t->column[i].align : PAGE_CENTER};
        const char *text = !cell ? t->column[i].head : t->column[i].tick || !cell[i] ? "" : cell[i];
        double width = t->column[i].width * MM;
        piece_open(p, &b[i], &style, text, x + CELL_PAD, width - 2 * CELL_PAD);
        x += width;
    }
}

static double pad_of(const struct page_table *t)
{
    return t->pad > 0 ? t->pad * MM : CELL_PAD;
}

double page_table_height(const struct page *p, const struct page_table *table,
                         const char *const *cell)
{
    struct piece b[PAGE_COLUMNS_MAX];
    double high = table->row_height * MM;
    open_cells(p, table, cell, b);
    for (size_t i = 0; i < table->columns; i++) {
        double h = piece_height(&b[i]) + 2 * pad_of(table);
        high = h > high ? h : high;
        piece_close(&b[i]);
    }
    return high / MM;
}

static void put_cells(struct page *p, const struct page_table *t, const char *const *cell,
                      double after)
{
    struct piece b[PAGE_COLUMNS_MAX];
    open_cells(p, t, cell, b);
    put_row(p, b, t->columns,
            &(struct look){.pad = pad_of(t),
                           .least = t->row_height * MM,
                           .after = after * MM,
                           .grid = t,
                           .is_head = !cell});
}

/* Without a table in p meanwhile, or heads taller than a page would call for themselves. */
static void put_heads(struct page *p)
{
    const struct page_table *t = p->table;
    p->table = NULL;
    put_cells(p, t, NULL, 0);
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
    put_cells(p, p->table, cell, 0);
}

void page_table_row_with(struct page *p, const char *const *cell, double after)
{
    put_cells(p, p->table, cell, after);
}

void page_table_end(struct page *p)
{
    p->table = NULL;
}
