/* Where a question stands in a file of a bank's folder: "4.1.gift:11", as bank check names it. */
#ifndef SATHACH_TOOLS_WORK_BANK_PLACE_H
#define SATHACH_TOOLS_WORK_BANK_PLACE_H

#include "app/core/bank.h"
#include "app/core/buf.h"
#include "app/core/err.h"
#include "tools/import/origin.h"
#include "tools/office/workspace.h"

#include <stdbool.h>
#include <stddef.h>

struct bank_place {
    const char *bytes;
    size_t line, from, to; /* the line asked for; the question found, without the blanks behind */
    size_t pieces;         /* questions in the file */
    size_t begins;         /* the line in which the one that was found begins */
    bool is_found;
    struct origin origin;     /* where it came from, as the line above it says; file "": not said */
    char pool[BANK_NAME_MAX]; /* of the category above it: "4.1/II/chuyen-mon"; "" for none */
};

/* ERR_USAGE: no place. path: of the file, owned by the caller. */
enum err_code bank_place_parse(const struct workspace *w, const char *bank, const char *place,
                               char **path, size_t *line, struct err *e) ERR_MUST_CHECK;
/* The question that the line is part of. */
struct bank_place bank_place_find(const struct buf *file, size_t line);
/* True when the line is empty: a question may stand there. at: where it begins. */
bool bank_place_is_free(const struct buf *file, size_t line, size_t *at);

#endif
