/* sathach --purge: takes a session's local copies away, for the invigilator, once each of them
 * stands elsewhere. */
#ifndef SATHACH_CLIENT_PURGE_H
#define SATHACH_CLIENT_PURGE_H

#include "app/core/session.h"

/* Whoever holds S may purge: unlocked by the caller. `copy`: folders with what was taken from here
 * and with the office's acknowledgement, SESSION.ack (copies of them at most, NULL: no more). An
 * attempt goes, with all that belongs to it, when the office has acknowledged all its events; by
 * is_forced also when the answers file of all its events stands in one of the folders with the
 * bytes it has here, as another file. Then answers files by the same rule, and manifests, orders
 * and room logs that stand there. What has not gone, what the disk does not let go and what was set
 * aside stays and is told through `tell` (a line each). The room record stays. ERR_NO when
 * something else did. */
enum err_code purge_run(const struct session *s, const char *dir, const char *const *copy,
                        size_t copies, bool is_forced, void (*tell)(const char *line),
                        struct err *e) ERR_MUST_CHECK;

#endif
