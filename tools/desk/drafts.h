/* Files that the desk hands to an operation or an editor: in memory where that can be, 0600, one
 * number after the other, gone when the desk is left. */
#ifndef SATHACH_TOOLS_DESK_DRAFTS_H
#define SATHACH_TOOLS_DESK_DRAFTS_H

#include "app/core/err.h"

enum { DRAFTS_PATH = 256 };

/* Zeroed before its first use. */
struct drafts {
    char folder[DRAFTS_PATH]; /* "": none made yet */
    unsigned count;
};

/* A name for the next one ("question-3.gift"), which does not stand yet. ERR_IO: no folder. */
enum err_code drafts_next(struct drafts *d, char path[DRAFTS_PATH], struct err *e) ERR_MUST_CHECK;
/* Removes them all. */
void drafts_free(struct drafts *d);

#endif
