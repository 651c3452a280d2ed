/* What the papers and lists of one session are made from: the signed results, what the session says of itself, and the office's particulars. Each
 * paper or list of tools/report/ has one function that takes this and appends a file's bytes; the same source gives the same bytes. */
#ifndef SATHACH_TOOLS_REPORT_SOURCE_H
#define SATHACH_TOOLS_REPORT_SOURCE_H

#include "app/core/session.h"
#include "tools/office/grading.h"
#include "tools/office/workspace.h"

struct report_source {
    const struct workspace *workspace;  /* the office's name, the body above it, signer, place, number */
    const char *name;                   /* of the session in the workspace: "ca-1" */
    const struct session_info *session; /* title, room, opens and closes, profile */
    const struct results *results;      /* in the roster's order, with the basis they stand on; NULL for lists that need none */
    const struct grading *grading;      /* the opened session, its journals and decisions; NULL for lists made from the results alone */
    long paper;                         /* index of the one paper asked for, -1 for all */
};

#endif
