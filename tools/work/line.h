/* The line that teaches: what was asked for in a form, as a command to be typed. */
#ifndef SATHACH_TOOLS_WORK_LINE_H
#define SATHACH_TOOLS_WORK_LINE_H

#include "app/core/buf.h"
#include "tools/work/work.h"

/* Appends "sathachctl NAME …" with the request's words, each quoted for sh where it must be; what
 * was not said, or is what counts anyway, is left out. The command line reads the same request back
 * from it, but for "./" before a path that begins with "-". Bounded by out's cap. */
void line_write(const struct work_op *op, const void *request, struct buf *out);
/* Appends one word as sh reads it back. */
void line_quote(const char *word, struct buf *out);
/* Puts in what counts where nothing was said. */
void line_unsaid(const struct work_op *op, void *request);

#endif
