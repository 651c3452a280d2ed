/* Tables of a Word document: of questions (rows as in grid.h, the right option by its letter or by
 * how it is marked), of an answer key, or only there to put options side by side. */
#ifndef SATHACH_TOOLS_IMPORT_WORD_TABLE_H
#define SATHACH_TOOLS_IMPORT_WORD_TABLE_H

#include "tools/import/answer_key.h"
#include "tools/import/fields.h"
#include "tools/import/rows.h"
#include "tools/import/word_text.h"

enum { WORD_ROWS_MAX = 200 * 1000 };

struct word_row {
    struct word_text *cell;
    size_t cells; /* owned; a cell over several columns is followed by empty
                                             ones */
    bool is_hidden;
};
struct word_table {
    struct word_row *row;
    size_t rows, room; /* owned */
    size_t first;      /* the block of the first row; each row is one */
};
/* Reads all cells; a table in a cell is read as its lines. Freed either way. */
enum err_code word_table_read(struct word_document *d, const xmlNode *tbl, size_t first,
                              struct word_table *t, struct err *e) ERR_MUST_CHECK;
void word_table_free(struct word_table *t);
/* True when it is an answer key, which goes into key; *odd: why not, where it looks like one
 * (answer_key_table). */
bool word_table_is_key(const struct word_table *t, struct answer_key *key, const char **odd);
/* True when it has the headings of questions. */
bool word_table_has_questions(const struct word_table *t);
/* True when it has no headings and a cell begins as a question or an option does. */
bool word_table_is_layout(const struct word_table *t);
/* Paragraphs in it that begin with "Câu" and a number. */
size_t word_table_marks(const struct word_table *t);
/* Takes its rows as questions. */
void word_table_questions(const struct word_table *t, struct answer_key *key,
                          const struct fields *fields, struct importer *in);

#endif
