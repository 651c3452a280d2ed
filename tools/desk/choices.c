#include "tools/desk/choices.h"

#include "app/core/i18n.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct choices_task {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    work_choose *list;
    char word[CHOICES_WORD];
    void (*take)(struct screen *s, const char *word, struct work_choices *choices);
    struct work_choices choices;
    enum err_code rc;
    struct err err;
};

static void run(struct looks_task *task)
{
    struct choices_task *t = (struct choices_task *)task;
    t->rc = t->list(&t->work, NULL, &t->choices, &t->err);
}

static void free_task(struct looks_task *task)
{
    fields_free_choices(&((struct choices_task *)task)->choices);
    free(task);
}

/* One that was left may stand above it still: it goes with the key under way. */
static bool is_on_top(const struct screen *s)
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
    struct choices_task *t = (struct choices_task *)task;
    if (strcmp(s->said, _("Looking at the office.")) == 0)
        s->said[0] = '\0';
    if (is_on_top(s) && t->rc != ERR_OK)
        screen_say_error(s, &t->err);
    else if (is_on_top(s))
        t->take(s, t->word, &t->choices);
    free_task(task);
}

void choices_look(struct screen *s, const char *subject, work_choose *list, const char *word,
                  void (*take)(struct screen *s, const char *word, struct work_choices *choices))
{
    const struct work *work = s->desk->setup.work;
    struct choices_task *t = calloc(1, sizeof *t);
    if (!t) {
        screen_say(s, CANVAS_DANGER, "x %s", _("The memory is full."));
        return;
    }
    t->task = (struct looks_task){.subject = subject, .run = run, .free = free_task, .came = came};
    t->work.folder = work->folder;
    t->work.lang = work->lang;
    t->list = list;
    t->take = take;
    snprintf(t->word, sizeof t->word, "%s", word);
    screen_say(s, CANVAS_DIM, "%s", _("Looking at the office."));
    stack_begin_look(s->desk, s, &t->task);
}
