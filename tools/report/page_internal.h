/* What the files of page.h share. All lengths in points from the sheet's upper left corner. */
#ifndef SATHACH_TOOLS_REPORT_PAGE_INTERNAL_H
#define SATHACH_TOOLS_REPORT_PAGE_INTERNAL_H

#include "tools/report/page.h"

#include <pango/pangocairo.h>

#define PAGE_MM (72.0 / 25.4)

struct page {
    struct buf *out;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoContext *context;
    double sheet_width, bottom; /* of the page under way */
    double y, top;              /* the cursor; where the page's own content begins */
    double x, width;            /* frame */
    unsigned number;
    const char *family, *mono, *behind, *foot, *corner;
    const char *const *whole;
    bool is_landscape, has_numbers;
    const struct page_table *table;
    double table_x;
    double box_y; /* where an open box begins */
};

/* page_text.c. Pango takes well-formed text only; what no text may hold becomes U+FFFD. Freed with
 * g_free. */
char *page_clean(const char *text);
/* Sets the size of the page under way. */
void page_turn(struct page *p, bool landscape);
/* Text in this style, on one line; broken into lines of `width` points later (0: not), it keeps
 * whole what may not be broken and fits into one. Freed with g_object_unref. */
PangoLayout *page_line(const struct page *p, const struct page_style *style, const char *text,
                       double width);

/* page_marks.c: what stands on every page. Behind, before anything else is put on it; then, before
 * it is shown. Neither moves the cursor. */
void page_mark_behind(struct page *p);
void page_mark_margins(struct page *p);

#endif
