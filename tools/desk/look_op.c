#include "tools/desk/look_op.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- on the thread ---- */

static void run(struct looks_task *task)
{
    struct look_op *l = (struct look_op *)task;
    l->rc = l->op->run(&l->work, l->request, l->reply, &l->err);
}

static void free_task(struct looks_task *task)
{
    struct look_op *l = (struct look_op *)task;
    if (l->reply && l->op->forget)
        l->op->forget(l->reply);
    free(l->request);
    free(l->reply);
    free(l);
}

/* ---- the screen's side ---- */

/* An operation that has no command of its own has a name that another one has too. */
void look_op_name(const struct work_op *op, char out[LOOK_OP_SUBJECT])
{
    snprintf(out, LOOK_OP_SUBJECT, "%s %p", op->name, (const void *)op);
}

struct look_op *look_op_new(struct screen *s, const struct work_op *op)
{
    const struct work *work = s->desk->setup.work;
    struct look_op *l = calloc(1, sizeof *l);
    if (!l)
        return NULL;
    look_op_name(op, l->subject);
    l->task = (struct looks_task){.subject = l->subject, .run = run, .free = free_task};
    l->op = op;
    l->work.folder = work->folder;
    l->work.lang = work->lang;
    l->work.machine = work->machine;
    snprintf(l->about, sizeof l->about, "%s", s->about);
    l->request = calloc(1, op->request);
    l->reply = calloc(1, op->reply);
    if (l->request && l->reply)
        return l;
    look_op_free(l);
    return NULL;
}

static enum looks_state state_of(const struct screen *s, const struct work_op *op)
{
    const struct desk *d = s->desk;
    char subject[LOOK_OP_SUBJECT];
    look_op_name(op, subject);
    return looks_state(&d->looks, s, subject, clock_boot_ms(&d->setup.clock));
}

void look_op_begin(struct screen *s, struct look_op *l)
{
    for (size_t i = 0; state_of(s, l->op) != LOOKS_NONE && i < SCREEN_LOOKS; i++)
        if (!s->again[i] || s->again[i] == l->op) {
            s->again[i] = l->op;
            break;
        }
    stack_begin_look(s->desk, s, &l->task);
}

struct look_op *look_op_ended(struct screen *s, struct looks_task *task)
{
    struct look_op *l = (struct look_op *)task;
    for (size_t i = 0; i < SCREEN_LOOKS; i++)
        if (s->again[i] == l->op) {
            s->again[i] = NULL;
            l->is_again = true;
        }
    return l;
}

bool look_op_is_under_way(const struct screen *s, const struct work_op *op)
{
    return state_of(s, op) != LOOKS_NONE;
}

bool look_op_is_silent(const struct screen *s, const struct work_op *op)
{
    return state_of(s, op) == LOOKS_SILENT;
}

const char *look_op_wait(const struct screen *s, const struct work_op *op, bool is_seen)
{
    enum looks_state state = state_of(s, op);
    if (state == LOOKS_SILENT)
        return _("The office's folder does not answer; what was seen last stands here.");
    return is_seen                    ? NULL
           : state == LOOKS_UNDER_WAY ? _("Looking at the office.")
                                      : _("The office could not be looked at.");
}

void look_op_free(struct look_op *l)
{
    if (l)
        free_task(&l->task);
}
