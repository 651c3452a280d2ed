/* A row of the published tables: number, question with its options on lines of their own (a. b. c.
 * d.), answer letter, grade. */
#ifndef SATHACH_TOOLS_IMPORT_PUBLISHED_H
#define SATHACH_TOOLS_IMPORT_PUBLISHED_H

#include "tools/import/importer.h"

/* Length of an option's marker at the start of a line ("b. ", "B) "), and its letter from 0; 0 for
 * none. */
size_t published_marker(const char *line, int *letter);
/* Takes the lines of a question's cell (separated by \n) into the question that is open: text, then
 * options in order. joined: the lines are only where a page broke them, and are joined by blanks.
 * */
void published_question(struct importer *in, const char *cell, bool joined);
/* Takes a cell that holds the options alone, a line each or all in one line: "A. … B. … C. … D. …".
 * Nothing may stand before the first. A line is parted before a marker only when each letter from a
 * to d is marked once, in order. */
void published_options(struct importer *in, const char *cell);
/* The answer's cell: one letter, with or without sign or "Đáp án"; or an option's text, with or
 * without its letter. The options of the question that is open have been taken. What fits two
 * options rejects the question. */
void published_answer(struct importer *in, const char *cell);
/* The same where the options are numbered, not lettered: 2 is the second one, unless another's text
 * is 2. */
void published_answer_number(struct importer *in, const char *cell);
/* The grade's cell: I, II or III, and the same as in the category the importer stands in, where
 * that names one. */
void published_grade(struct importer *in, const char *cell);

#endif
