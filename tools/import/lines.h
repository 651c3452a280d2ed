/* Lines of a text file as people's programs write them: with or without a byte order mark; ended by
 * LF, CR LF or CR alone. */
#ifndef SATHACH_TOOLS_IMPORT_LINES_H
#define SATHACH_TOOLS_IMPORT_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct lines {
    const char *text; /* not owned; may hold NUL bytes */
    size_t len, at;
    size_t number; /* of the line last given, from 1 */
};
void lines_init(struct lines *l, const void *text, size_t len);
/* The next line without its end: true; false when none is left. It points into the text. */
bool lines_next(struct lines *l, const char **line, size_t *len);
/* True when the bytes are UTF-8 without NUL; else *at is the offset of the first bad one. */
bool lines_are_text(const char *bytes, size_t len, size_t *at);

#endif
