/* How many questions a file should hold, by the marks that begin or end one: counted in the bytes,
 * knowing nothing of what the readers made of them, so that a reader that swallows a question is
 * found out (importer_compare). */
#ifndef SATHACH_TOOLS_IMPORT_MARKS_H
#define SATHACH_TOOLS_IMPORT_MARKS_H

#include <stdbool.h>
#include <stddef.h>

/* GIFT, outside of comments: lines that begin with "::", and unescaped "{" behind which an answer
 * block's first sign stands. */
struct marks_gift {
    size_t names, blocks;
};
struct marks_gift marks_gift(const void *bytes, size_t len);
/* Aiken: lines that begin with ANSWER, in capitals or not, and a ":" or a letter by itself behind
 * it. */
size_t marks_aiken(const void *bytes, size_t len);
/* Moodle XML: <question …> but for those of type "category"; QTI: <assessmentItem …>, under both
 * names and any prefix. Comments and CDATA hold none. */
size_t marks_moodle(const void *bytes, size_t len);
size_t marks_qti(const void *bytes, size_t len);
/* CSV: rows with anything in them; a quoted cell may hold line ends. */
size_t marks_csv(const void *bytes, size_t len);
/* Word: paragraphs and lines of document.xml that begin with "Câu" or "Question" and a number, but
 * for hidden and deleted text. */
size_t marks_word(const void *bytes, size_t len);
/* True when a text begins so. */
bool marks_word_begins(const char *text);

#endif
