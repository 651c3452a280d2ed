/* Numbers of the office's documents, as the log knows them: a number stands once in a year for each
 * symbol, so what went out for one session or as one kind of paper does not go out for another. The
 * numbers themselves come from the office's book, not from here. */
#ifndef SATHACH_TOOLS_OFFICE_DOCUMENT_NUMBER_H
#define SATHACH_TOOLS_OFFICE_DOCUMENT_NUMBER_H

#include "tools/office/log.h"

enum { DOCUMENT_NUMBER_MORE = 160 };

/* What the log's line of such a document says: "number=05/TB-SXD day=2026-01-08". */
void document_number_more(const char *number, int64_t day, char out[DOCUMENT_NUMBER_MORE]);
/* ERR_POLICY names the session, file and line that had this number in the year of this day: another
 * than these. The same document printed again is fine. */
enum err_code document_number_check(const struct log *l, const char *session, const char *file,
                                    const char *number, int64_t day, struct err *e) ERR_MUST_CHECK;

#endif
