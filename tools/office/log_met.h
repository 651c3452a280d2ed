/* Marks of this log met again elsewhere: on a seat's acknowledgement, a stick, a witness's copy, a
 * backup. Each is a witness for nothing: what it covers can no longer be written anew here without
 * being found. One that is no beginning of the log here is kept
 * as log/met/HASH, and from then on every command stops at it. */
#ifndef SATHACH_TOOLS_OFFICE_LOG_MET_H
#define SATHACH_TOOLS_OFFICE_LOG_MET_H

#include "tools/office/log.h"

enum log_met {
    LOG_MET_OTHER,  /* no mark of this log that this office signed: says nothing */
    LOG_MET_PREFIX, /* a beginning of the log here */
    LOG_MET_LOST,   /* of lines that a renewal gave up: told once, not kept */
    LOG_MET_AHEAD   /* it covers lines that are missing or replaced here */
};
/* Judges a note of `len` bytes found at `where`. LOG_MET_AHEAD comes with ERR_POLICY, after the
 * mark was kept. */
enum err_code log_meet(const struct log *l, const char *where, const void *note, size_t len,
                       enum log_met *out, struct err *e) ERR_MUST_CHECK;
/* Keeps a mark that is no beginning of this log as log/met/HASH, so that it is never forgotten. */
enum err_code log_met_keep(const struct workspace *w, const void *note, size_t len,
                           struct err *e) ERR_MUST_CHECK;
/* True for a mark that this office signed and that is a beginning of the log; nothing is kept. */
bool log_met_is_prefix(const struct log *l, const char *note, size_t len);
/* That every mark met so far (log/met/) is a beginning of the log here: ERR_POLICY when one tells
 * of lines that are missing. Whoever opens the log asks this before building on it. */
enum err_code log_met_check(const struct log *l, struct err *e) ERR_MUST_CHECK;

#endif
