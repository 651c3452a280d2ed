#include "tools/desk/sessions.h"

#include "app/core/i18n.h"
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

static const struct {
    const char *word;
    void (*open)(struct desk *d, const char *session);
} SCREENS[] = {{SESSIONS_RECONCILE, reconcile_open},
               {SESSIONS_PAPERS, paperwork_open},
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

void sessions_open(struct screen *s, const char *what)
{
    struct work_choices choices = {0};
    struct err e = {0};
    if (fields_sessions(s->desk->setup.work, NULL, &choices, &e) != ERR_OK) {
        screen_say_error(s, &e);
    } else if (choices.count == 0) {
        screen_say(s, CANVAS_WARNING, "! %s", _("There is no session yet."));
    } else if (choices.count == 1) {
        s->ops->chosen(s, what, (const char *const[]){choices.item[0].word}, 1);
    } else {
        choose_open(s->desk, what, _("Which session?"), &choices, "");
        return; /* they are its own now */
    }
    fields_free_choices(&choices);
}

void sessions_open_reconcile(struct desk *d)
{
    sessions_open(stack_top(d), SESSIONS_RECONCILE);
}

void sessions_open_papers(struct desk *d)
{
    sessions_open(stack_top(d), SESSIONS_PAPERS);
}
