/* A row of the published tables: number, question with its options on lines of their own (a. b. c. d.), answer letter, grade. */
#ifndef SATHACH_TOOLS_IMPORT_PUBLISHED_H
#define SATHACH_TOOLS_IMPORT_PUBLISHED_H

#include "tools/import/intake.h"

/* Length of an option's marker at the start of a line ("b. ", "B) "), and its letter from 0; 0 for none. */
size_t published_marker(const char *line, int *letter);
/* Takes the lines of a question's cell (separated by \n) into the question that is open: text, then options in order. joined: the lines are only where
 * a page broke them, and are joined by blanks. */
void published_question(struct intake *in, const char *cell, bool joined);
/* The answer's cell: one letter, with or without sign or "Đáp án". */
void published_answer(struct intake *in, const char *cell);
/* The grade's cell: I, II or III, and the same as in the category the intake stands in, where that names one. */
void published_grade(struct intake *in, const char *cell);

#endif
