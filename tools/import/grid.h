/* Questions in rows of a table: columns found by their headings, Vietnamese or English. The options
 * stand in columns of their own (A, B, C, D), all in one column beside the question, or, as
 * published, inside the question's cell.
 *
 * Of sheets: a hidden row is rejected by its row, a hidden sheet passed over and counted, a hidden
 * column read and named once; a cell that is not what is meant (an error value, a formula without
 * its value, a number format that is not understood) rejects its question by the cell; so does a
 * field's number that may have lost a zero (3.1 or
 * 3.10), and a day that is shown with its month first. Columns with a heading that is not known are
 * named once. */
#ifndef SATHACH_TOOLS_IMPORT_GRID_H
#define SATHACH_TOOLS_IMPORT_GRID_H

#include "tools/import/fields.h"
#include "tools/import/importer.h"
#include "tools/import/rows.h"

enum grid_column {
    GRID_NUMBER,
    GRID_STEM,
    GRID_OPTIONS,
    GRID_A,
    GRID_B,
    GRID_C,
    GRID_D,
    GRID_E,
    GRID_ANSWER,
    GRID_GRADE,
    GRID_FIELD,
    GRID_POOL,
    GRID_CATEGORY,
    GRID_NOTE,
    GRID_NAME,
    GRID_COLUMNS
};
enum { GRID_ENCODINGS_MAX = 4 };
struct grid {
    struct importer *in;
    const struct fields *fields;
    int place[GRID_COLUMNS]; /* cell of each column, -1 when there is none */
    bool has_headings;
    bool is_numbered;                 /* the options are headed 1 to 4, not A to D */
    size_t width;                     /* cells of the headings' row */
    char sheet[128];                  /* the headings are this sheet's */
    size_t first_line;                /* of the sheet */
    char left_out[IMPORTER_LEFT_OUT]; /* its words, cleared so, too */
    bool changed[IMPORTER_CHANGES];   /* what was left out of the row that comes next; cleared by
                                       it */
    size_t hidden_rows;               /* on hidden sheets, passed over */
    /* from old encodings */
    struct {
        const char *encoding;
        size_t cells;
    } converted[GRID_ENCODINGS_MAX];
    bool guarded; /* cells may begin with the ' that keeps spreadsheets from
                                  calculating */
};
void grid_init(struct grid *g, struct importer *in, const struct fields *fields, bool guarded);
/* One row: headings, a repeated heading, a title above the headings, or a question. It is a
 * rows_take with a struct grid for its context. */
void grid_row(void *grid, const struct row *row);
/* Behind the last row of a sheet: one without headings is rejected by name. */
void grid_end(struct grid *g);
/* True when the row's cells are headings of a table of questions. */
bool grid_is_headings(const struct row *row);

/* The readers of files that are such tables. */
bool grid_is_csv(const void *bytes, size_t len);
enum err_code grid_read_csv(const void *bytes, size_t len, const struct fields *fields,
                            struct importer *in, struct err *e) ERR_MUST_CHECK;
enum err_code grid_read_xlsx(const void *bytes, size_t len, const struct fields *fields,
                             struct importer *in, struct err *e) ERR_MUST_CHECK;

#endif
