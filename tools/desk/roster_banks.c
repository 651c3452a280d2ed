/* Which banks there are to choose from, looked at on a thread of its own: the office's folder may
 * hang (looks.h). */
#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/desk/roster_parts.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct banks_task {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    bool is_first;    /* the only bank that there is needs no question */
    struct work_choices banks;
    enum err_code rc;
    struct err err;
};

static void run(struct looks_task *task)
{
    struct banks_task *t = (struct banks_task *)task;
    t->rc = fields_banks(&t->work, NULL, &t->banks, &t->err);
}

static void free_task(struct looks_task *task)
{
    fields_free_choices(&((struct banks_task *)task)->banks);
    free(task);
}

static void tell(struct roster_look *r, struct banks_task *t)
{
    struct work_choices *banks = &t->banks;
    if (t->rc != ERR_OK)
        screen_say_error(&r->screen, &t->err);
    else if (banks->count == 0)
        screen_say(&r->screen, CANVAS_WARNING, "! %s",
                   _("There is no question bank yet: B on the first screen makes one."));
    else if (banks->count > 1 || !t->is_first)
        choose_open(r->screen.desk, "bank", _("Choose the question bank"), banks, r->bank);
    else {
        snprintf(r->bank, sizeof r->bank, "%s", banks->item[0].word);
        roster_go_on(r);
    }
}

/* Where the list was chosen that screen may stand above it still, though it was left. */
static bool is_seen(const struct screen *s)
{
    const struct desk *d = s->desk;
    size_t at = d->screens;
    while (at > 1 && d->screen[at - 1]->is_left)
        at--;
    return d->screen[at - 1] == s && !d->lock.is_on;
}

/* Whoever went on meanwhile is not taken elsewhere. */
static void came(struct screen *s, struct looks_task *task)
{
    if (strcmp(s->said, _("Looking at the office.")) == 0)
        s->said[0] = '\0';
    if (is_seen(s))
        tell((struct roster_look *)s, (struct banks_task *)task);
    free_task(task);
}

void roster_ask_bank(struct roster_look *r, bool is_first)
{
    struct desk *d = r->screen.desk;
    struct banks_task *t = calloc(1, sizeof *t);
    if (!t) {
        screen_say(&r->screen, CANVAS_DANGER, "x %s", _("The memory is full."));
        return;
    }
    t->task =
        (struct looks_task){.subject = ROSTER_BANKS, .run = run, .free = free_task, .came = came};
    t->work.folder = d->setup.work->folder;
    t->work.lang = d->setup.work->lang;
    t->is_first = is_first;
    screen_say(&r->screen, CANVAS_DIM, "%s", _("Looking at the office."));
    stack_begin_look(d, &r->screen, &t->task);
}
