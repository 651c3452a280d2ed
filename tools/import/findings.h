/* What readers found wrong: each with file, line and reason; none is dropped. */
#ifndef SATHACH_TOOLS_IMPORT_FINDINGS_H
#define SATHACH_TOOLS_IMPORT_FINDINGS_H

#include "app/core/err.h"

#include <stddef.h>
#include <stdio.h>

enum findings_kind { FINDINGS_ERROR, FINDINGS_WARNING };

struct finding {
    enum findings_kind kind;
    char *file;    /* owned */
    size_t line;   /* from 1; 0 when there is none */
    char *text;    /* owned, translated */
};
struct findings {
    struct finding *item; /* owned */
    size_t count, errors;
};

/* Adds one; when memory ends it is counted all the same. */
void findings_add(struct findings *f, enum findings_kind kind, const char *file, size_t line, const char *fmt, ...) ERR_PRINTF(5, 6);
void findings_free(struct findings *f);
/* "FILE:LINE: error: TEXT", a line each. */
void findings_print(const struct findings *f, FILE *out);

#endif
