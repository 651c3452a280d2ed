/* Questions in lines of text, as people write them in a word processor: "Câu 1. …", "a. …" to "d. …", "Đáp án: c". */
#ifndef SATHACH_TOOLS_IMPORT_PROSE_H
#define SATHACH_TOOLS_IMPORT_PROSE_H

#include "tools/import/fields.h"
#include "tools/import/intake.h"

struct prose {
    struct intake *in;
    const struct fields *fields;
    bool strong[INTAKE_OPTIONS_MAX]; /* options of the open question that stand in bold or underlined */
    bool answered;                   /* the open question has its "Đáp án" */
    size_t others;                   /* lines that belong to no question */
    size_t first_other;
};
void prose_init(struct prose *p, struct intake *in, const struct fields *fields);
/* One line. strong: all of it (behind an option's marker) is bold or underlined. bad: why it cannot be read as plain text, or NULL. */
void prose_line(struct prose *p, size_t line, const char *text, bool strong, const char *bad);
/* Ends the question that is open; where: what follows it. */
void prose_end(struct prose *p);
/* Behind the last line: says how many belonged to no question. */
void prose_finish(struct prose *p);

#endif
