/* Columns of the published tables by position. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_TABLE_H
#define SATHACH_TOOLS_IMPORT_PDF_TABLE_H

#include "tools/import/pdf_page.h"

enum pdf_column { PDF_NUMBER, PDF_QUESTION, PDF_ANSWER, PDF_GRADE, PDF_COLUMNS };

/* Where a table's columns are: what its head says, then what its body shows. Tables of the same
 * head share one. */
struct pdf_columns {
    /* the head's words */
    float number0, number1, question0, question1, answer0, answer1, grade0, grade1;
    float left;  /* where text of the question begins at the earliest */
    float right; /* and ends at the latest */
};
/* The head's words of a table whose line `at` names STT: true with *last, the head's last line, and
 * *first, the first. */
bool pdf_table_head(const struct pdf_pages *p, size_t at, struct pdf_columns *c, size_t *first,
                    size_t *last);
/* The same head but for a point. */
bool pdf_columns_same(const struct pdf_columns *a, const struct pdf_columns *b);
/* Looks at a line of the body to learn where the question's text begins and ends. */
void pdf_columns_learn(struct pdf_columns *c, const struct pdf_pages *p, const struct pdf_line *l);
/* The column a word stands in; first: no word of the line stands left of it. */
enum pdf_column pdf_columns_of(const struct pdf_columns *c, const struct pdf_pages *p,
                               const struct pdf_word *w, bool first);

#endif
