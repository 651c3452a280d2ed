/* Files that stand in the workspace without a line in the log: left by a command that was
 * interrupted between the file and its line, or put there by hand. Each is verified as if it came
 * now; what is authentic gets a line that says found=1, what is not
 * stays nobody's. A session counts only where its name has no line yet. */
#ifndef SATHACH_TOOLS_OFFICE_FOUND_H
#define SATHACH_TOOLS_OFFICE_FOUND_H

#include "tools/office/log.h"

/* Adds the lines to w->log (sealed by the caller); *count: how many. Opens only sessions that have
 * such files. */
enum err_code found_log(const struct workspace *w, const struct keys_secret *office, size_t *count,
                        struct err *e) ERR_MUST_CHECK;

#endif
