#include "tools/desk/sessions.h"

#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/desk/decide.h"
#include "tools/desk/paperwork.h"
#include "tools/desk/reconcile.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
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

/* ---- which there are, looked at on a thread of its own: the folder may hang ---- */

enum { WHAT_MAX = 32 };
struct sessions_task {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    char what[WHAT_MAX];
    void (*take)(struct screen *s, struct work_choices *choices); /* NULL: `what` is told to s */
    struct work_choices choices;
    enum err_code rc;
    struct err err;
};

static void run(struct looks_task *task)
{
    struct sessions_task *t = (struct sessions_task *)task;
    t->rc = fields_sessions(&t->work, NULL, &t->choices, &t->err);
}

static void free_task(struct looks_task *task)
{
    fields_free_choices(&((struct sessions_task *)task)->choices);
    free(task);
}

static void tell(struct screen *s, struct sessions_task *t)
{
    struct work_choices *choices = &t->choices;
    if (t->rc != ERR_OK)
        screen_say_error(s, &t->err);
    else if (choices->count == 0)
        screen_say(s, CANVAS_WARNING, "! %s", _("There is no session yet."));
    else if (t->take)
        t->take(s, choices);
    else if (choices->count == 1)
        s->ops->chosen(s, t->what, (const char *const[]){choices->item[0].word}, 1);
    else
        choose_open(s->desk, t->what, _("Which session?"), choices, ""); /* its own now */
}

/* Whoever went on meanwhile is not taken elsewhere. */
static void came(struct screen *s, struct looks_task *task)
{
    if (strcmp(s->said, _("Looking at the office.")) == 0)
        s->said[0] = '\0';
    if (stack_top(s->desk) == s && !s->desk->lock.is_on)
        tell(s, (struct sessions_task *)task);
    free_task(task);
}

static void begin(struct screen *s, const char *what,
                  void (*take)(struct screen *s, struct work_choices *choices))
{
    struct sessions_task *t = calloc(1, sizeof *t);
    if (!t) {
        screen_say(s, CANVAS_DANGER, "x %s", _("The memory is full."));
        return;
    }
    t->task =
        (struct looks_task){.subject = "sessions", .run = run, .free = free_task, .came = came};
    t->work.folder = s->desk->setup.work->folder;
    t->take = take;
    snprintf(t->what, sizeof t->what, "%s", what);
    screen_say(s, CANVAS_DIM, "%s", _("Looking at the office."));
    stack_begin_look(s->desk, s, &t->task);
}

void sessions_open(struct screen *s, const char *what)
{
    begin(s, what, NULL);
}

void sessions_find(struct screen *s, void (*take)(struct screen *s, struct work_choices *choices))
{
    begin(s, "", take);
}

void sessions_open_reconcile(struct desk *d)
{
    sessions_open(stack_top(d), SESSIONS_RECONCILE);
}

void sessions_open_papers(struct desk *d)
{
    sessions_open(stack_top(d), SESSIONS_PAPERS);
}
