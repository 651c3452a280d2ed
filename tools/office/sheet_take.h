/* Marks printed to be signed, and rows of the signed sheet as somebody typed them: from the command
 * line, from lines "SBD;receipt", or from the attendance list with its receipt column filled. What
 * is said of a row is a closed list of words; anything else is an error that names it. */
#ifndef SATHACH_TOOLS_OFFICE_SHEET_TAKE_H
#define SATHACH_TOOLS_OFFICE_SHEET_TAKE_H

#include "tools/office/grading.h"
#include "tools/office/sheet.h"

enum { SHEET_PLACE = 160, SHEET_ENTRIES_MAX = 100000 };

/* One row as typed; texts are not owned. */
struct sheet_entry {
    const char *sbd;         /* "" when the paper alone is named */
    const char *paper;       /* "0007"; "" when the SBD alone is named: all its papers */
    const char *value;       /* a receipt, "absent", "unsigned", "no-code", or as people say it */
    char place[SHEET_PLACE]; /* where it stood, for messages: "so.csv: line 7" */
};

/* Prints a mark: where a paper has an ended journal that none covers, or none was printed yet, a
 * new one over all lines so far, with a line of its own that is sealed before anything is shown;
 * else nothing is written and the last one stands. g->opened.sheet is read again. made: what its
 * line says of its paper besides, "settings=…"; "" for nothing. */
enum err_code sheet_print(struct grading *g, const struct keys_secret *office, const char *made,
                          struct err *e) ERR_MUST_CHECK;
/* The code that a mark was printed with, in fours. */
enum { SHEET_CODE = NOTE_CODE_TEXT };
void sheet_mark_code(const struct sheet *s, size_t mark, char out[SHEET_CODE]);

/* Takes rows and dice over what was typed before, writes the next typed sheet with its line, reads
 * g->opened.sheet again. Nothing is written when nothing is new. results: as they stand now. lot:
 * dice for the last mark; NULL for none.
 * ERR_FORMAT for a word that is none of those, a row of several papers, two words on one paper, or
 * when the sheet has no receipt at all though an asked paper was handed in; ERR_POLICY when no mark
 * was printed, or other dice were typed before; ERR_USAGE for dice that are none. */
struct sheet_typed {
    const struct sheet_entry *entry;
    size_t count;
    const char *lot;
    const char *from; /* the file's name, or the session's, for messages */
};
enum err_code sheet_take(struct grading *g, const struct results *results,
                         const struct sheet_typed *typed, const struct keys_secret *office,
                         struct err *e) ERR_MUST_CHECK;

#endif
