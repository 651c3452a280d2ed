#include "tools/desk/screens.h"

#include "tools/desk/banks.h"
#include "tools/desk/choose.h"
#include "tools/desk/commands_run.h"
#include "tools/desk/day.h"
#include "tools/desk/decide.h"
#include "tools/desk/deeds.h"
#include "tools/desk/files.h"
#include "tools/desk/find.h"
#include "tools/desk/findings.h"
#include "tools/desk/fork.h"
#include "tools/desk/help_page.h"
#include "tools/desk/made.h"
#include "tools/desk/office_log.h"
#include "tools/desk/offices.h"
#include "tools/desk/operation.h"
#include "tools/desk/operations.h"
#include "tools/desk/page.h"
#include "tools/desk/paper.h"
#include "tools/desk/paperwork.h"
#include "tools/desk/question.h"
#include "tools/desk/reconcile.h"
#include "tools/desk/roster.h"
#include "tools/desk/rules.h"
#include "tools/desk/session.h"
#include "tools/desk/settings.h"
#include "tools/desk/sheet.h"
#include "tools/desk/start.h"
#include "tools/desk/stats.h"
#include "tools/desk/trust.h"

static const struct screen_ops *const ALL[] = {
    &start_screen,   &operations_screen,   &operation_screen, &choose_screen,    &files_screen,
    &banks_screen,   &findings_screen,     &question_screen,  &roster_screen,    &rules_screen,
    &session_screen, &made_screen,         &day_screen,       &reconcile_screen, &fork_screen,
    &deeds_screen,   &sheet_screen,        &decide_screen,    &paperwork_screen, &find_screen,
    &paper_screen,   &stats_screen,        &settings_screen,  &trust_screen,     &office_log_screen,
    &page_screen,    &commands_run_screen, &help_page_screen, &offices_screen,
};

const struct screen_ops *const *screens_all(size_t *count)
{
    *count = sizeof ALL / sizeof ALL[0];
    return ALL;
}
