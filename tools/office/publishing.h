/* results.tsv and basis.tsv of a session, signed. What a decision or a later journal puts out of
 * force is not lost: it stays beside them, as results-HASH.tsv
 * (the first 16 characters of its hash) with a signature of its own. */
#ifndef SATHACH_TOOLS_OFFICE_PUBLISHING_H
#define SATHACH_TOOLS_OFFICE_PUBLISHING_H

#include "tools/office/grading.h"

/* The results in force, verified; ERR_USAGE when the session is not graded. hash (may be NULL): of
 * the file, hexadecimal. */
enum err_code publishing_read(const struct workspace *w, const struct keys_public *office,
                              const char *session, struct results *out, char hash[DECISION_HEX],
                              struct err *e) ERR_MUST_CHECK;
/* Writes both. The results that stood there are kept when a row of them that was passed or failed
 * is not the same any more. */
enum err_code publishing_write(const struct grading *g, const struct results *r,
                               const struct keys_secret *office, struct err *e) ERR_MUST_CHECK;
/* The signed basis against what the files say now. ERR_AUTH names the line. */
enum err_code publishing_check_basis(const struct grading *g, const struct keys_public *office,
                                     struct err *e) ERR_MUST_CHECK;

#endif
