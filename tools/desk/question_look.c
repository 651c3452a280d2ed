/* The look at a question's file, on a thread of its own: the office may lie on a share that
 * hangs. */
#include "app/core/i18n.h"
#include "tools/desk/question_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void run(struct looks_task *task)
{
    struct question_look *t = (struct question_look *)task;
    const struct bank_edit_request place = {.bank = t->bank, .place = t->place};
    const struct bank_repair_request number = {.bank = t->bank, .number = t->number};
    t->rc = t->number[0] ? bank_repair_look_op.run(&t->work, &number, &t->kept, &t->err)
                         : bank_edit_look_op.run(&t->work, &place, &t->reply, &t->err);
}

void question_free_look(struct looks_task *task)
{
    struct question_look *t = (struct question_look *)task;
    bank_edit_look_op.forget(&t->reply);
    bank_repair_look_op.forget(&t->kept);
    free(t->stem);
    free(t);
}

struct question_look *question_make_look(const char *bank, const char *place, const char *number)
{
    struct question_look *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->task = (struct looks_task){.subject = "question", .run = run, .free = question_free_look};
    snprintf(t->bank, sizeof t->bank, "%s", bank);
    snprintf(t->place, sizeof t->place, "%s", place);
    snprintf(t->number, sizeof t->number, "%s", number);
    return t;
}

void question_begin_look(struct screen *asker, struct question_look *t,
                         void (*came)(struct screen *asker, struct looks_task *task))
{
    struct desk *d = asker->desk;
    if (!t) {
        screen_say(asker, CANVAS_DANGER, "x %s", _("The memory is full."));
        return;
    }
    t->task.came = came;
    t->work.folder = d->setup.work->folder;
    t->work.lang = d->setup.work->lang;
    screen_say(asker, CANVAS_DIM, "%s", _("The question is being read."));
    stack_begin_look(d, asker, &t->task);
}
