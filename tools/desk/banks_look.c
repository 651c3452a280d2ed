#include "tools/desk/banks_look.h"

#include <stdlib.h>

static void run(struct looks_task *task)
{
    struct banks_look *t = (struct banks_look *)task;
    struct bank_list_request nothing = {0};
    t->rc = bank_list_op.run(&t->work, &nothing, &t->reply, &t->err);
}

void banks_look_free(struct looks_task *task)
{
    struct banks_look *t = (struct banks_look *)task;
    bank_list_op.forget(&t->reply);
    free(t);
}

void banks_look_begin(struct screen *asker)
{
    struct desk *d = asker->desk;
    struct banks_look *t = calloc(1, sizeof *t);
    if (!t)
        return; /* what was seen last stays */
    t->task = (struct looks_task){.subject = "banks", .run = run, .free = banks_look_free};
    t->work.folder = d->setup.work->folder;
    t->work.lang = d->setup.work->lang;
    stack_begin_look(d, asker, &t->task);
}

bool banks_look_is_silent(const struct screen *asker)
{
    const struct desk *d = asker->desk;
    return looks_state(&d->looks, asker, "banks", clock_boot_ms(&d->setup.clock)) == LOOKS_SILENT;
}
