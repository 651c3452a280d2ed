/* What the papers and lists of one session are made from: the signed results, what the session says
 * of itself, and the office's particulars. Each paper or list of tools/report/ has one function
 * that takes this and appends a file's bytes; the same source gives the same bytes. */
#ifndef SATHACH_TOOLS_REPORT_SOURCE_H
#define SATHACH_TOOLS_REPORT_SOURCE_H

#include "app/core/session.h"
#include "tools/office/grading.h"
#include "tools/office/workspace.h"

enum { REPORT_FILE_MAX = 64 * 1024 * 1024 }; /* bytes of a list or paper */

struct report_source {
    const struct workspace *workspace;  /* the office's name, the body above it, signer, place,
                                           number */
    const char *name;                   /* of the session in the workspace: "ca-1" */
    const struct session_info *session; /* title, room, opens and closes, profile */
    const struct results
        *results; /* in the roster's order, with the basis they stand on; NULL for lists that need
                    none */
    const struct office_session
        *opened; /* its roster and people: who sat; NULL for lists that name nobody */
    const struct grading
        *grading; /* the opened session with its bank, its journals and decisions; NULL for lists
                    made from the results alone */
    int64_t held; /* seconds since 1970, of the day that its papers were begun on, for a session
                          without a day of its own; 0: not known */
    long paper;   /* index of the one paper asked for, -1 for all */
    /* Of a document, asked for, never taken from the clock or the exam's day: */
    unsigned number;    /* 0: not given, left to be written */
    int64_t day;        /* of signing, seconds since 1970; 0: not given, left to be written */
    bool is_electronic; /* its appendices leave number and day open (Decree 30/2020, Appendix I,
                           part I, III.1.c) */
    const struct legal_bases *bases; /* of the regime; NULL for none */
};

#endif
