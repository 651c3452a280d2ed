/* Questions in rows of a table: columns found by their headings, Vietnamese or English. Either option columns (A, B, C, D) beside the question, or the
 * published shape with the options inside the question's cell. */
#ifndef SATHACH_TOOLS_IMPORT_GRID_H
#define SATHACH_TOOLS_IMPORT_GRID_H

#include "tools/import/fields.h"
#include "tools/import/intake.h"
#include "tools/import/rows.h"

enum grid_column {
    GRID_NUMBER, GRID_STEM, GRID_A, GRID_B, GRID_C, GRID_D, GRID_E, GRID_ANSWER, GRID_GRADE, GRID_FIELD, GRID_POOL, GRID_CATEGORY, GRID_NOTE, GRID_NAME,
    GRID_COLUMNS
};
struct grid {
    struct intake *in;
    const struct fields *fields;
    int place[GRID_COLUMNS];   /* cell of each column, -1 when there is none */
    bool has_headings;
    char sheet[128];           /* the headings are this sheet's */
    size_t first_line;         /* of the sheet */
    bool guarded;              /* cells may begin with the ' that keeps spreadsheets from calculating */
};
void grid_init(struct grid *g, struct intake *in, const struct fields *fields, bool guarded);
/* One row: headings, a repeated heading, a title above the headings, or a question. It is a rows_take with a struct grid for its context. */
void grid_row(void *grid, const struct row *row);
/* Behind the last row of a sheet: one without headings is rejected by name. */
void grid_end(struct grid *g);
/* True when the row's cells are headings of a table of questions. */
bool grid_is_headings(const struct row *row);

/* The readers of files that are such tables. */
bool grid_is_csv(const void *bytes, size_t len);
enum err_code grid_read_csv(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e) ERR_MUST_CHECK;
enum err_code grid_read_xlsx(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e) ERR_MUST_CHECK;

#endif
