/* The parts of the desk that the first screen opens by a letter. What is not built is no part, and
 * its letter does nothing. */
#ifndef SATHACH_TOOLS_DESK_PARTS_H
#define SATHACH_TOOLS_DESK_PARTS_H

#include "app/core/i18n.h"
#include "tools/desk/banks.h"
#include "tools/desk/operations.h"
#include "tools/desk/roster.h"

/* X(id, "letter", label, help, void (*open)(struct desk *)), in the order they are shown. */
#define PARTS(X) \
    X(BANKS, "B", N_("question banks"), \
      N_("the banks: bring questions in, look through what was found, seal"), banks_open) \
    X(ROSTER, "D", N_("roster, new session"), \
      N_("a list of candidates looked through, then a session made of it"), roster_open) \
    X(OPERATIONS, "M", N_("every command as a form"), \
      N_("each command of the office with its options, checked as they are typed"), \
      operations_open)

#endif
