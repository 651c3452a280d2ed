/* Pages of the office through pango and cairo: A4, one family of type, margins 20 mm above and
 * below, 30 mm left, 20 mm right. A cursor runs down the page and breaks it by itself; the same
 * calls give the same bytes. Lengths are millimetres, type sizes points. */
#ifndef SATHACH_TOOLS_REPORT_PAGE_H
#define SATHACH_TOOLS_REPORT_PAGE_H

#include "app/core/buf.h"

#define PAGE_FAMILY_USUAL "Liberation Serif"
#define PAGE_FAMILY_MONO "Liberation Mono"
#define PAGE_BODY_WIDTH 160.0 /* between the margins, upright */
#define PAGE_BODY_WIDTH_LANDSCAPE 247.0
enum { PAGE_COLUMNS_MAX = 12 };

enum page_align { PAGE_LEFT, PAGE_CENTER, PAGE_RIGHT, PAGE_JUSTIFY };

struct page_style {
    double size;   /* points */
    double indent; /* of the first line, mm */
    bool bold, italic;
    bool mono; /* in the family info.mono, and no mark in it is taken */
    enum page_align align;
};

struct page_column {
    const char *head;
    double width;
    enum page_align align;
    bool tick; /* an empty box to tick instead of text */
};
struct page_table {
    const struct page_column *column;
    size_t columns;    /* at most PAGE_COLUMNS_MAX */
    double size;       /* points */
    double row_height; /* at least */
    double pad;        /* above and below each text, mm; 0: the usual 1.2 */
};

struct page_info {
    const char *title; /* of the document, in its properties */
    int64_t made;      /* seconds since 1970 UTC, in its properties: never the clock */
    bool is_landscape; /* the first page */
    bool no_numbers;   /* each page is a paper of its own */
    /* The rest must live until page_finish; NULL for none, and for the family PAGE_FAMILY_USUAL. */
    const char *family;       /* of type, installed */
    const char *mono;         /* the family of `this`; with it, **this** is bold, marks not shown */
    const char *behind;       /* on every page: large, slanting and grey behind all, small below */
    const char *foot;         /* on every page: small, in the margin below */
    const char *corner;       /* on every page: framed, in the margin above at the left */
    const char *const *whole; /* names that no line's end breaks; NULL behind the last */
};

struct page;

/* Begins a document whose bytes go behind what stands in out. ERR_IO when a family is not
 * installed. Every *out made here must go through page_finish. */
enum err_code page_new(const struct page_info *info, struct buf *out, struct page **made,
                       struct err *e) ERR_MUST_CHECK;
/* Ends the last page, writes the rest, frees p. */
enum err_code page_finish(struct page *p, struct err *e) ERR_MUST_CHECK;

/* ---- the cursor ---- */
void page_space(struct page *p, double height);
void page_break(struct page *p);
/* A new page that stands upright or lies, from here on. */
void page_break_to(struct page *p, bool landscape);
/* A new page, upright, of a part that counts its pages from 1 again and does not show the first
 * number. */
void page_break_part(struct page *p);
/* Between the margins of the page under way. */
double page_body_width(const struct page *p);
/* Where the cursor stands, from the sheet's top; and back there, for what stands side by side. */
double page_at(const struct page *p);
void page_go(struct page *p, double at);
/* Down to the margin below. */
double page_left(const struct page *p);
/* A new page unless so much is left. */
void page_need(struct page *p, double height);
/* What follows is set between left and left + width, from the left margin. */
void page_frame(struct page *p, double left, double width);
void page_frame_full(struct page *p);

/* ---- what stands on it; text is plain UTF-8, wrapped, never cut ---- */
void page_paragraph(struct page *p, const struct page_style *style, const char *text);
/* How high it is on one page, mm. */
double page_paragraph_height(struct page *p, const struct page_style *style, const char *text);
/* The same with a rule under its last line, in the middle of it and `share` of its width. */
void page_paragraph_ruled(struct page *p, const struct page_style *style, double share,
                          const char *text);
/* How wide a text is on one line. */
double page_text_width(const struct page *p, const struct page_style *style, const char *text);
/* The label, and label_width further right the value in bold. */
void page_pair(struct page *p, double size, double label_width, const char *label,
               const char *value);
/* The same in one style, the label plain: an item of a list. */
void page_item(struct page *p, const struct page_style *style, double label_width,
               const char *label, const char *text);
/* A dashed line over the sheet, to cut along; does not move the cursor. */
void page_cut(struct page *p);

/* ---- lines and marks; left and down are from the frame and the cursor, which does not move
 * ---- */
void page_rule(struct page *p, double left, double width);
/* A rectangle as wide as the frame around what is put between; all on one page. */
void page_box_begin(struct page *p);
void page_box_end(struct page *p);
/* A filled rectangle, grey 0 (black) to 1, and a black dot. */
void page_block(struct page *p, double left, double down, double width, double height, double grey);
void page_dot(struct page *p, double left, double down, double radius);

/* ---- tables: the heads are repeated on each page ---- */
/* table must live until page_table_end. */
void page_table_begin(struct page *p, const struct page_table *table);
/* One cell a column; NULL is "". */
void page_table_row(struct page *p, const char *const *cell);
/* The same, on a page with so much room left under it that what comes next stands there too. */
void page_table_row_with(struct page *p, const char *const *cell, double after);
void page_table_end(struct page *p);
/* How high such a row is on one page, mm; NULL for the heads. */
double page_table_height(const struct page *p, const struct page_table *table,
                         const char *const *cell);

#endif
