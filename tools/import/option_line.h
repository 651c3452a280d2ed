/* A line with an option: "a. …", "B) …", "C/ …", with a star or a tick before the letter, behind it
 * or at the end, as people mark the right one. */
#ifndef SATHACH_TOOLS_IMPORT_OPTION_LINE_H
#define SATHACH_TOOLS_IMPORT_OPTION_LINE_H

#include "tools/import/emphasis.h"

struct option_line {
    int letter; /* from 0 */
    struct emphasis look;
    char *text; /* without letter and star; owned */
};
/* True when the line is one. sign: of each byte. ERR_LIMIT-like want of memory gives a NULL
 * text. */
bool option_line_read(const char *line, const struct emphasis_sign *sign, struct option_line *out);
/* The same for an option's text without a letter, as in a column of its own. */
void option_line_bare(const char *text, const struct emphasis_sign *sign, struct option_line *out);

#endif
