/* Tables whose numbers, answers and grades do not stand beside the first line of their rows, but in
 * the middle of their height or at its foot. Rows are cut at the ruling lines between them, and
 * each takes the number that stands between its lines. Where no
 * lines are drawn they are cut where three things
 * agree: where the number stands in the row's height, the gaps between rows, and the options'
 * order; a row for which another cut would do nearly as well is
 * doubtful. A row broken over pages has one number, on whichever page it stands. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_CUT_H
#define SATHACH_TOOLS_IMPORT_PDF_CUT_H

#include "tools/import/pdf_fit.h"
#include "tools/import/pdf_rules.h"
#include "tools/import/pdf_table.h"

#include <stdbool.h>

#define PDF_CUT_NONE UINT32_MAX

enum pdf_cut_begin { PDF_CUT_INSIDE, PDF_CUT_BEGINS, PDF_CUT_DOUBTFUL };

/* Of each line of the document. */
struct pdf_cut {
    uint8_t *begins; /* enum pdf_cut_begin: a row begins here, and it is certain where it
                             begins and ends, or not */
    uint32_t *first; /* of a line that begins a row: the first line with words of its number,
                             answer or grade; PDF_CUT_NONE for none */
    uint32_t *next;  /* of a line with such words: the row's next one */
    /* the row that is under way at a page's end */
    uint32_t carried; /* the line it begins with; PDF_CUT_NONE for none */
    unsigned columns; /* bits of the columns of which it has words: 1 << enum pdf_column */
    int letter;       /* the last option that has begun in it, from 0; -1 before the first */
    struct pdf_fit_lore lore;
};
enum err_code pdf_cut_init(struct pdf_cut *cut, size_t lines, struct err *e) ERR_MUST_CHECK;
void pdf_cut_free(struct pdf_cut *cut);
/* Forgets all rows but not what was learned. Pages are gone through from the first to the last;
 * while pdf_cut_again says so, another time. */
bool pdf_cut_again(struct pdf_cut *cut, size_t lines);
/* A heading ends the row under way. */
void pdf_cut_heading(struct pdf_cut *cut);
/* Cuts lines from .. to − 1, the body of a table on one page. rules may be NULL. ERR_LIMIT when
 * there are more lines than a page can have. */
enum err_code pdf_cut_page(struct pdf_cut *cut, const struct pdf_pages *p,
                           const struct pdf_columns *c, const struct pdf_rules *rules, size_t from,
                           size_t to, struct err *e) ERR_MUST_CHECK;

#endif
