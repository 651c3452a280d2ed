/* The headings of a roster's table: where they stand, in one row or two, and what each column
 * means. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_HEAD_H
#define SATHACH_TOOLS_IMPORT_ROSTER_HEAD_H

#include "tools/import/findings.h"
#include "tools/import/roster_meaning.h"
#include "tools/import/roster_sheets.h"

struct roster_head {
    size_t first, rows; /* index of the first heading row; 1 or 2 of them */
    size_t sheet;
    struct roster_column column[ROWS_CELLS_MAX];
    size_t columns;              /* by their place; those without a heading have the title "" */
    long place[ROSTER_MEANINGS]; /* index of the first column of a meaning, -1 for none */
    bool is_mapped[ROWS_CELLS_MAX];
};

/* The first row or pair of rows, of sheets that are shown before hidden ones, that names number,
 * name, field and grade. False when there is none: out is then the nearest one (columns 0 when no
 * row names two of them). */
bool roster_head_find(const struct roster_sheets *s, const struct roster_mappings *o,
                      struct roster_head *out);
/* True when rows of this index on are headings of a whole roster; rows of 2 when they need the next
 * one. */
bool roster_head_stands_at(const struct roster_sheets *s, size_t row,
                           const struct roster_mappings *o, struct roster_head *out);
/* What a roster needs and the head lacks, with the accepted headings. */
void roster_head_lacks(const struct roster_head *h, char *out, size_t room);
/* A column without a heading right of the name, filled where names are, holds the given name. */
void roster_head_join_names(const struct roster_sheets *s, struct roster_head *h);
/* Findings on the columns: two of one meaning, a heading that may be a wanted one, one that nobody
 * knows, texts without a heading, hidden columns, a mapping that found no heading. by_keys: what to
 * do is told by the desk's keys, not by --column. */
void roster_head_judge(const struct roster_sheets *s, const struct roster_head *h,
                       const struct roster_mappings *o, bool by_keys, const char *file,
                       struct findings *f);

#endif
