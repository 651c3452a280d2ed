/* Words of a PDF by place: pages, lines, and which lines are the tables' heads. Lengths are points,
 * from the page's upper left corner. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_PAGE_H
#define SATHACH_TOOLS_IMPORT_PDF_PAGE_H

#include "app/core/buf.h"

#include <stdio.h>

enum { PDF_WORDS_MAX = 8 * 1000 * 1000, PDF_PAGES_MAX = 20000, PDF_TEXT_MAX = 256 * 1024 * 1024 };

struct pdf_word {
    float x0, x1, y0, y1;
    uint32_t text; /* offset of its NUL-terminated text */
};
struct pdf_line {
    uint32_t word, words; /* its words, left to right */
    uint32_t page;        /* from 1 */
    float y0, y1;
    bool furniture; /* a page number, a running head or foot */
};
struct pdf_pages {
    struct buf text;
    struct pdf_word *word;
    size_t words, word_room;
    struct pdf_line *line;
    size_t lines, line_room;
    size_t *page_word;
    size_t pages, page_room; /* first word of each page */
    float *height;
    size_t heights, height_room; /* of each page */
};
/* Reads "pdftotext -bbox". ERR_FORMAT when it is no such output, ERR_LIMIT over the bounds. Words
 * without text are left out. */
enum err_code pdf_pages_read(FILE *boxes, struct pdf_pages *p, struct err *e) ERR_MUST_CHECK;
/* Groups words into lines and marks page numbers and what repeats at the top or the foot of most
 * pages. */
enum err_code pdf_pages_lines(struct pdf_pages *p, struct err *e) ERR_MUST_CHECK;
void pdf_pages_free(struct pdf_pages *p);
const char *pdf_word_text(const struct pdf_pages *p, const struct pdf_word *w);
/* 1 when w is raised and smaller than the word it stands close behind (m²), -1 when lowered (H₂O),
 * 0 for ordinary words. */
int pdf_word_raise(const struct pdf_word *base, const struct pdf_word *w);
/* True when there is no blank between two words of a line. */
bool pdf_word_touches(const struct pdf_word *before, const struct pdf_word *w);
/* The words first to last − 1 of a line with blanks between, malloc'd. */
char *pdf_line_text(const struct pdf_pages *p, const struct pdf_line *l);

#endif
