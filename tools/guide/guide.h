/* A guide for people as pages: texts in the closed part of Markdown that blocks.h tells, one behind
 * the other, each from a page of its own. The same texts give the same bytes. */
#ifndef SATHACH_TOOLS_GUIDE_GUIDE_H
#define SATHACH_TOOLS_GUIDE_GUIDE_H

#include "app/core/buf.h"

struct guide {
    const char *title;       /* of the document, in its properties */
    double size;             /* of its type, points */
    const char *const *file; /* paths of the texts */
    size_t files;
};

/* The PDF behind what stands in out. ERR_FORMAT names file and line. */
enum err_code guide_make(const struct guide *g, struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
