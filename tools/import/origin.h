/* Where a question of a bank came from: its number in the file that it was imported from, kept as a
 * comment line right above it in the bank's folder (app/core/FORMATS.md). It is no part of the
 * question: neither of its identity nor of what is sealed. */
#ifndef SATHACH_TOOLS_IMPORT_ORIGIN_H
#define SATHACH_TOOLS_IMPORT_ORIGIN_H

#include "app/core/buf.h"
#include "tools/import/findings.h"

#include <stdbool.h>

enum { ORIGIN_FILE = 256, ORIGIN_SAID = 480 };
enum { ORIGIN_HIDDEN = 1, ORIGIN_STRUCK = 2, ORIGIN_DELETED = 4 };

struct origin {
    char file[ORIGIN_FILE]; /* its name alone */
    size_t page, line;      /* from 1; 0 for none */
    char number[FINDINGS_NUMBER_MAX];
    unsigned
        left_out; /* bits: text that its source hides, strikes out or has deleted is not in it */
};

/* Of a place in a file that is read. */
void origin_of(const struct findings_place *at, unsigned left_out, struct origin *out);
/* True when the line, without its end, is such a comment, and what it says is read. */
bool origin_read(const char *line, size_t len, struct origin *out);
/* Appends the comment and its line's end. */
void origin_write(const struct origin *o, struct buf *out);
/* As people find it, translated: "number 11 (PHẦN II), a.docx", else "a.docx, paragraph 67". */
void origin_tell(const struct origin *o, char *out, size_t room);
/* The same without the file, and what was left out of the question, a sentence; "" for nothing. */
void origin_tell_spot(const struct origin *o, char *out, size_t room);
const char *origin_left_out(const struct origin *o, char *out, size_t room);

#endif
