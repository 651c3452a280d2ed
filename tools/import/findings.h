/* What readers found wrong: each with its place and reason; none is dropped. */
#ifndef SATHACH_TOOLS_IMPORT_FINDINGS_H
#define SATHACH_TOOLS_IMPORT_FINDINGS_H

#include "app/core/err.h"

#include <stddef.h>
#include <stdio.h>

enum findings_kind { FINDINGS_ERROR, FINDINGS_WARNING };
enum { FINDINGS_NUMBER_MAX = 24 };

/* Where something stands in what was read. */
struct findings_place {
    const char *file;    /* as the user named it */
    size_t page;         /* from 1; 0 when the format has none */
    size_t line;         /* line, row or question in the file, from 1; 0 when there is none */
    const char *number;  /* the question's own number or name in the source; "" or NULL when there is none */
};
struct finding {
    enum findings_kind kind;
    char *file;          /* owned */
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
    char *text;          /* owned, translated */
};
struct findings {
    struct finding *item; /* owned */
    size_t count, room, errors;
};

/* Adds one; when memory ends it is counted all the same. */
void findings_add(struct findings *f, enum findings_kind kind, const char *file, size_t line, const char *fmt, ...) ERR_PRINTF(5, 6);
void findings_add_at(struct findings *f, enum findings_kind kind, const struct findings_place *at, const char *fmt, ...) ERR_PRINTF(4, 5);
/* Forgets the warnings: for a reader whose warnings a check behind it gives again. */
void findings_drop_warnings(struct findings *f);
void findings_free(struct findings *f);
/* "FILE:LINE: error: TEXT" or "FILE: page P, NUMBER: error: TEXT", a line each. */
void findings_print(const struct findings *f, FILE *out);

#endif
