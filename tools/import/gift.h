/* GIFT, the text format of Moodle: single choice with exactly four options and one right answer.
 * Grammar: questions are blocks between blank lines, "//" begins a comment line, "$CATEGORY:
 * field/grade/pool" says where the following questions belong. */
#ifndef SATHACH_TOOLS_IMPORT_GIFT_H
#define SATHACH_TOOLS_IMPORT_GIFT_H

#include "app/core/buf.h"
#include "tools/import/importer.h"

/* True when the text begins as GIFT does: a comment, a category, a name, or has an answer block. */
bool gift_is(const void *bytes, size_t len);
/* Reads a whole file. A block with malformed UTF-8 is rejected with the byte's offset; the others
 * are read. */
enum err_code gift_read(const void *bytes, size_t len, struct importer *in,
                        struct err *e) ERR_MUST_CHECK;
/* Appends what a file begins with (that it is UTF-8), a category line, a question: what gift_read
 * reads back to the same. name and note may be NULL. */
void gift_write_begin(struct buf *out);
void gift_write_category(const char *category, struct buf *out);
void gift_write(const struct bank_question *q, unsigned answer, const char *name, const char *note,
                struct buf *out);

#endif
