/* The stable words of the files (notes of results, broken rules, remarks on questions) as people
 * read them on papers, sheets and pages: one table, so that each has one Vietnamese word. Programs
 * read the stable ones, in results.tsv, JSON and open data. */
#ifndef SATHACH_TOOLS_REPORT_STABLE_WORDS_H
#define SATHACH_TOOLS_REPORT_STABLE_WORDS_H

#include "app/core/buf.h"
#include "tools/table/table.h"

#include <stdbool.h>

/* Who reads a table: people want words of their language, programs the stable ones. */
enum stable_words_reader { STABLE_WORDS_PEOPLE, STABLE_WORDS_PROGRAMS };

/* One word in a language; NULL for one that the table has not. */
const char *stable_words_text(const char *word, enum table_lang lang);
/* Appends words that stand with blanks between, commas between; one that the table has not, as it
 * is. */
void stable_words_put(const char *words, enum table_lang lang, struct buf *out);

#endif
