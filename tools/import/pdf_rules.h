/* The ruling lines of a PDF's pages: thin filled boxes and drawn lines that run across, out of what
 * pdftops (poppler-utils) writes. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_RULES_H
#define SATHACH_TOOLS_IMPORT_PDF_RULES_H

#include "app/core/err.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { PDF_RULES_MAX = 4 * 1000 * 1000 };

struct pdf_rule {
    float y, x0, x1; /* points, y from the page's foot as PostScript counts */
    uint32_t page;   /* from 1 */
};
struct pdf_rules {
    struct pdf_rule *rule;
    size_t rules, room; /* page by page, from the top of each; owned */
};
/* Reads PostScript as pdftops writes it. What is no drawing is passed over; ERR_LIMIT over the
 * bounds. The result is freed either way. */
enum err_code pdf_rules_read(FILE *drawing, struct pdf_rules *r, struct err *e) ERR_MUST_CHECK;
void pdf_rules_free(struct pdf_rules *r);
/* The heights (from the page's foot, falling) at which ruling lines cross the page all the way from
 * x0 to x1, in one piece or several: at most `most` of them into y; how many there are comes back.
 * */
size_t pdf_rules_across(const struct pdf_rules *r, uint32_t page, float x0, float x1, float *y,
                        size_t most);

#endif
