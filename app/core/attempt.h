/* The attempt on the seat's disk: one SQLite file a paper, append-only `event` rows, nothing else
 * is truth. One connection, used by one thread. WAL + synchronous=FULL + locking_mode=EXCLUSIVE on
 * a local file system; TRUNCATE + EXTRA elsewhere. */
#ifndef SATHACH_CORE_ATTEMPT_H
#define SATHACH_CORE_ATTEMPT_H

#include "app/core/buf.h"
#include "app/core/journal.h"

struct attempt; /* owns the connection */

enum { ATTEMPT_APPLICATION_ID = 0x53544831 /* "STH1" */, ATTEMPT_USER_VERSION = 2 };

/* "DIR/SESSION.PAPER.attempt" into out (malloc'd). */
char *attempt_path(const char *dir, const struct session *s, uint32_t paper);
/* Opens or creates (0600), its folder too where the one above stands. ERR_BUSY when another process
 * holds it, ERR_FORMAT when it is no attempt file or of a newer version. All pragmas are read
 * back. */
enum err_code attempt_open(const char *path, struct attempt **out, struct err *e) ERR_MUST_CHECK;
void attempt_close(struct attempt *a);
/* Its path, the attempt's own. */
const char *attempt_file(const struct attempt *a);
/* After an error of the disk: closes the connection without touching the file, opens it anew, and
 * brings what is there into the main file by fresh writes. Nothing may be appended before it
 * succeeds. */
enum err_code attempt_reopen(struct attempt *a, struct err *e) ERR_MUST_CHECK;
/* True after an error that asks for attempt_reopen (all but a full disk and a busy file). */
bool attempt_is_broken(const struct attempt *a);
/* Whether what is written goes to the file that has the attempt's name, and its log likewise: its
 * folder may have been moved, removed, replaced or mounted over, and SQLite writes on. ERR_IO when
 * it does not: nothing that was appended counts, and attempt_reopen begins a new file, in a new
 * folder where there is none. */
enum err_code attempt_check_place(struct attempt *a, struct err *e) ERR_MUST_CHECK;
/* True from such an error up to an attempt_reopen that succeeds. */
bool attempt_is_lost(const struct attempt *a);
/* False on network, FUSE and FAT file systems: the seat warns. */
bool attempt_is_local(const struct attempt *a);
/* All records in order into out (replaced): count × JOURNAL_RECORD bytes. Gaps are ERR_FORMAT. */
enum err_code attempt_read(struct attempt *a, struct buf *out, struct err *e) ERR_MUST_CHECK;
/* Opens the file, reads them all and closes it. */
enum err_code attempt_load(const char *path, struct buf *out, struct err *e) ERR_MUST_CHECK;
/* Appends one record; on ERR_OK it is on the disk, in the file of the attempt's name
 * (attempt_check_place). A full disk has the ballast thrown off once. */
enum err_code attempt_append(struct attempt *a, uint32_t seq, const uint8_t record[JOURNAL_RECORD],
                             struct err *e) ERR_MUST_CHECK;
/* Throws the ballast off, brings the WAL into the file, checks integrity. */
enum err_code attempt_finish(struct attempt *a, struct err *e) ERR_MUST_CHECK;
/* Gives a damaged file, its log with it, another name ("X.attempt.damaged-1", …), for it is never
 * deleted: a new one may be opened under the old name. moved (malloc'd, may be NULL) is the new
 * name. */
enum err_code attempt_set_aside(const char *path, char **moved, struct err *e) ERR_MUST_CHECK;
/* Whatever can still be read of a file set aside, from event 0 up to the first that is missing:
 * appended to out. Chain and rules are for the caller to verify. Nothing readable is no error. */
void attempt_salvage(const char *path, struct buf *out);

#endif
