/* Which of the "<" and "&" in a text are markup. */
#ifndef SATHACH_TOOLS_IMPORT_MARKUP_TAGS_H
#define SATHACH_TOOLS_IMPORT_MARKUP_TAGS_H

#include "app/core/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the last ends of a text stand, so that nothing is looked for in vain again and again. */
struct markup_ends {
    const char *comment, *tag; /* its last "-->" and ">"; NULL when there is none */
};
struct markup_ends markup_ends(const char *text);
/* Bytes of the tag or comment that begins at s (a "<"): 0 when it is none, for want of its ">" or
 * because what stands in it is no attribute: the sign is text then. name: the element's name into
 * it, "" for a comment. */
size_t markup_tag(const char *s, const struct markup_ends *ends, char *name, size_t room);
/* Bytes of the character reference that begins at s (a "&"), with its semicolon; 0 when it is
 * none. */
size_t markup_reference(const char *s);
/* Appends the text with the signs that are no markup written as character references. keep_lines: a
 * line end beside no tag becomes <br>. */
void markup_guard(const char *html, bool keep_lines, struct buf *out);

#endif
