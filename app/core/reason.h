/* Why the system or SQLite refused, in the words people know: never the text of a library, which
 * speaks English only and of other things. */
#ifndef SATHACH_CORE_REASON_H
#define SATHACH_CORE_REASON_H

enum { REASON_MAX = 160 };

/* Words for a value of errno, translated; one without words of its own is named by its number.
 * Returns out. */
const char *reason_errno(int errnum, char out[REASON_MAX]);
/* Words for a result code of SQLite, primary or extended, in the same way. */
const char *reason_sqlite(int rc, char out[REASON_MAX]);

#endif
