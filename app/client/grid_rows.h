/* The numbers of all questions in rows, part by part: which question stands above which. The screen
 * draws these rows, the arrows of the overview walk along them. */
#ifndef SATHACH_CLIENT_GRID_ROWS_H
#define SATHACH_CLIENT_GRID_ROWS_H

#include "app/client/exam.h"

enum {
    GRID_PER_ROW = 10,    /* of the overview */
    GRID_PER_ROW_MIN = 5, /* beside a question */
    GRID_ROWS_MAX = SESSION_PAPER_QUESTIONS_MAX / GRID_PER_ROW_MIN + 4 * PROFILE_PARTS_MAX
};

/* The head of a part, how many of it are answered where the head has no room for that, questions,
 * or a blank between two parts. */
struct grid_row {
    enum { GRID_PART, GRID_COUNTS, GRID_QUESTIONS, GRID_BLANK } kind;
    unsigned part;
    unsigned first, count; /* of questions; count 0 for other rows */
};

/* All rows of a paper with per_row questions in each; returns how many. */
int grid_rows(const struct exam *x, unsigned per_row, struct grid_row out[GRID_ROWS_MAX]);
/* The row that question q stands in. */
int grid_row_of(const struct grid_row *row, int n, unsigned q);
/* The question above (by -1) or below (1) q, in the same column or the last before it; q itself at
 * an edge. */
unsigned grid_step(const struct exam *x, unsigned q, int by);

#endif
