/* session new, session commit: every paper of a session drawn, or committed to before its lot. */
#ifndef SATHACH_TOOLS_WORK_SESSION_NEW_H
#define SATHACH_TOOLS_WORK_SESSION_NEW_H

#include "tools/work/session_plan.h"

/* The passphrases are shown or written to the files of --pass before the session's
 * file stands. The same request and reply for both. */
extern const struct work_op session_new_op, session_commit_op;

#endif
