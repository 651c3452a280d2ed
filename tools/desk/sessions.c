#include "tools/desk/sessions.h"

#include "app/core/i18n.h"
#include "tools/desk/choices.h"
#include "tools/desk/choose.h"
#include "tools/desk/decide.h"
#include "tools/desk/paperwork.h"
#include "tools/desk/reconcile.h"
#include "tools/work/fields.h"

#include <string.h>

static void open_decision(struct desk *d, const char *session)
{
    decide_open(d, session, "");
}

/* What the settings lack of what they print is asked there. */
static void open_slips(struct desk *d, const char *session)
{
    paperwork_open_at(d, session, "access-slips");
}

static const struct {
    const char *word;
    void (*open)(struct desk *d, const char *session);
} SCREENS[] = {{SESSIONS_RECONCILE, reconcile_open},
               {SESSIONS_PAPERS, paperwork_open},
               {SESSIONS_SLIPS, open_slips},
               {SESSIONS_DECIDE, open_decision}};

bool sessions_chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    for (size_t i = 0; count && i < sizeof SCREENS / sizeof SCREENS[0]; i++)
        if (strcmp(SCREENS[i].word, what) == 0) {
            SCREENS[i].open(s->desk, choice[0]);
            return true;
        }
    return false;
}

/* ---- which there are ---- */

bool sessions_are_none(struct screen *s, const struct work_choices *choices)
{
    if (choices->count == 0)
        screen_say(s, CANVAS_WARNING, "! %s", _("There is no session yet."));
    return choices->count == 0;
}

static void take(struct screen *s, const char *what, struct work_choices *choices)
{
    if (sessions_are_none(s, choices))
        return;
    if (choices->count == 1)
        s->ops->chosen(s, what, (const char *const[]){choices->item[0].word}, 1);
    else
        choose_open(s->desk, what, _("Which session?"), choices, ""); /* its own now */
}

void sessions_open(struct screen *s, const char *what)
{
    choices_look(s, SESSIONS_LOOK, fields_sessions, what, take);
}

void sessions_open_reconcile(struct desk *d)
{
    sessions_open(stack_top(d), SESSIONS_RECONCILE);
}

void sessions_open_papers(struct desk *d)
{
    sessions_open(stack_top(d), SESSIONS_PAPERS);
}
