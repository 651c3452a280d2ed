/* Rows of a table without ruling lines: the lines of one page cut so that each row's number stands
 * at the same part of its height (the middle, or the foot), rows begin where the gaps between lines
 * are those between rows, and options run a, b, c, d. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_FIT_H
#define SATHACH_TOOLS_IMPORT_PDF_FIT_H

#include "tools/import/pdf_page.h"

enum { PDF_FIT_LINES = 400, PDF_FIT_MARKS = 400 };
#define PDF_FIT_NONE UINT32_MAX

enum { PDF_FIT_PARTS = 3 };

struct pdf_fit_list {
    float *value;
    size_t count, room; /* owned */
};
/* What the pages of a document have in common. It is learned in rounds over all pages, one for the
 * gaps and one for each place where numbers may stand, then used in a last one. */
enum pdf_fit_stage { PDF_FIT_GAPS, PDF_FIT_TOP, PDF_FIT_MIDDLE, PDF_FIT_FOOT, PDF_FIT_USE };
struct pdf_fit_lore {
    enum pdf_fit_stage stage;
    bool needed;               /* some page had to be cut by fit */
    struct pdf_fit_list gap;   /* above lines that begin no option */
    size_t rows;               /* numbers on those pages */
    bool has_gaps;             /* rows stand further apart than lines: */
    float least;               /* by at least this much */
    float cost[PDF_FIT_PARTS]; /* of all pages, numbers at the top, in the middle and at the foot */
    struct pdf_fit_list off[PDF_FIT_PARTS], sure[PDF_FIT_PARTS]; /* points by which numbers stand
                                                                    lower than that; of rows that
                                                                    can have no other lines */
    float height;                                                /* of a line */
    int part;                                                    /* which of them it is */
    float offset; /* how much lower they stand on the whole */
};
/* Goes on to the next stage with what the last one has shown. */
void pdf_fit_settle(struct pdf_fit_lore *lore);
void pdf_fit_forget(struct pdf_fit_lore *lore);

struct pdf_fit_row {
    uint32_t begin; /* the line it begins with; PDF_FIT_NONE: it began on the page before */
    bool doubtful;  /* another cut would do nearly as well, or its number does not stand where
                             others' do */
    int letter;     /* the last option that begins in it, from 0; -1 for none */
};
struct pdf_fit {
    /* text of questions */
    uint32_t line[PDF_FIT_LINES];
    float top[PDF_FIT_LINES], bottom[PDF_FIT_LINES];
    int letter[PDF_FIT_LINES]; /* the option that begins there, from 0; -1 for other
                                              lines */
    size_t lines;
    /* numbers, answers and grades; those that stand at one height are one row's */
    uint32_t mark[PDF_FIT_MARKS];
    size_t mark_row[PDF_FIT_MARKS]; /* the row of each */
    size_t marks;
    float at[PDF_FIT_MARKS];       /* the heights at which they stand */
    size_t of_mark[PDF_FIT_MARKS]; /* the height of each mark */
    size_t heights;
    float height; /* of a line of text */
    struct pdf_fit_row row[PDF_FIT_MARKS + 2];
    size_t rows;
};
/* Adds a line of the page, from the top. text: its first word of a question, mark: its first word
 * of a number, answer or grade; NULL for none. letter: the option that begins in it, -1 for none.
 * False when it is full. */
bool pdf_fit_add(struct pdf_fit *s, uint32_t line, const struct pdf_word *text,
                 const struct pdf_word *mark, int letter);
/* Cuts; at the first stage it only looks, and there are no rows. open: a row of the page before may
 * go on here; has_number: it had its number there; letter: its last option. */
enum err_code pdf_fit_cut(struct pdf_fit *s, struct pdf_fit_lore *lore, bool open, bool has_number,
                          int letter, struct err *e) ERR_MUST_CHECK;

#endif
