/* The parts of the desk that the first screen opens by a letter. What is not built is no part, and
 * its letter does nothing. */
#ifndef SATHACH_TOOLS_DESK_PARTS_H
#define SATHACH_TOOLS_DESK_PARTS_H

#include "app/core/i18n.h"
#include "tools/desk/banks.h"
#include "tools/desk/day.h"
#include "tools/desk/find.h"
#include "tools/desk/offices.h"
#include "tools/desk/operations.h"
#include "tools/desk/roster.h"
#include "tools/desk/sessions.h"
#include "tools/desk/settings.h"
#include "tools/desk/stats.h"

/* X(id, "letter", label, help, void (*open)(struct desk *)), in the order they are shown. */
#define PARTS(X) \
    X(BANKS, "B", N_("question banks"), \
      N_("the banks: bring questions in, look through what was found, seal"), banks_open) \
    X(ROSTER, "D", N_("roster, new session"), \
      N_("a list of candidates looked through, then a session made of it"), roster_open) \
    X(DAY, "N", N_("exam day: sticks, collect"), \
      N_("what came from the room on sticks and shares; takes it in"), day_open) \
    X(RECONCILE, "X", N_("reconcile, sheet, grade"), \
      N_("whether a session adds up; the signed sheet, decisions, grading, the close"), \
      sessions_open_reconcile) \
    X(PAPERS, "I", N_("papers: made, printed, signed"), \
      N_("the papers of a session: which are made, printed, signed, which are old"), \
      sessions_open_papers) \
    X(STATS, "K", N_("item statistics"), \
      N_("what the answers say of the questions: too easy, too hard, a doubtful key"), stats_open) \
    X(FIND, "T", N_("find a person"), \
      N_("a person looked for in all sessions; the paper of each, question by question"), \
      find_open) \
    X(SETTINGS, "S", N_("settings, keys, backup, log"), \
      N_("what office.ini says, passphrases, keys of others, the backup, the log"), settings_open) \
    X(OPERATIONS, "M", N_("every command as a form"), \
      N_("each command of the office with its options, checked as they are typed"), \
      operations_open) \
    X(OFFICES, "V", N_("another office"), \
      N_("which office this is; another one is opened, a new one made"), offices_open)

#endif
