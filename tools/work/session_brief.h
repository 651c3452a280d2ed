/* What a session's file says of itself to everybody: whether it is a rehearsal. */
#ifndef SATHACH_TOOLS_WORK_SESSION_BRIEF_H
#define SATHACH_TOOLS_WORK_SESSION_BRIEF_H

#include "tools/office/workspace.h"

/* office_pk: whose signature counts, NULL: it is not asked. False, and nothing is said, where the
 * file cannot be read. */
bool session_brief_is_training(const struct workspace *w, const char *name,
                               const uint8_t *office_pk);

#endif
