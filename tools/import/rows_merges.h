/* Merged ranges of a sheet. */
#ifndef SATHACH_TOOLS_IMPORT_ROWS_MERGES_H
#define SATHACH_TOOLS_IMPORT_ROWS_MERGES_H

#include "app/core/err.h"

#include <stddef.h>

enum { ROWS_MERGES_CELLS_MAX = 64 }; /* columns that are looked at: as many as a row may have */

struct rows_merges_range {
    size_t first_line, last_line, first_cell, last_cell; /* lines from 1, cells from 0 */
    char *text; /* of the first cell, once it has been read; owned */
};
struct rows_merges {
    struct rows_merges_range *range; /* by first line; owned */
    size_t count, room;
    size_t next; /* the first that no line has reached yet */
    struct rows_merges_range *at[ROWS_MERGES_CELLS_MAX]; /* the last range that reached each column;
                                                            may have ended */
};

/* Reads the ranges of a sheet's part; a sheet without any costs a look through its bytes. */
enum err_code rows_merges_read(struct rows_merges *m, const char *sheet, size_t len,
                               struct err *e) ERR_MUST_CHECK;
void rows_merges_free(struct rows_merges *m);
/* The sheet's rows have come to this line; lines only grow. */
void rows_merges_move(struct rows_merges *m, size_t line);
/* The range that the cell of that line lies in; NULL for none. */
struct rows_merges_range *rows_merges_find(const struct rows_merges *m, size_t line, size_t cell);
/* Column of a reference such as AB12, from 0, and its row into *line (0 for none); -1 for no
 * reference. */
long rows_merges_reference(const char *reference, size_t *line);

#endif
