#include "tools/desk/stack.h"

#include "app/core/i18n.h"
#include "tools/work/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Nobody waits any more for what it looks at. */
static void free_screen(struct screen *s)
{
    if (s && s->desk)
        looks_drop(&s->desk->looks, s);
    screen_free(s);
}

struct screen *stack_top(const struct desk *d)
{
    return d->screens ? d->screen[d->screens - 1] : NULL;
}

bool stack_open(struct desk *d, struct screen *s)
{
    struct screen *top = stack_top(d);
    if (!s || d->screens == STACK_DEPTH) {
        if (top)
            screen_say(top, CANVAS_DANGER, "x %s",
                       s ? _("Too many screens lie above each other; Esc goes back.")
                         : _("The memory is full."));
        free_screen(s);
        return false;
    }
    s->desk = d;
    s->is_left = false;
    d->screen[d->screens++] = s;
    if (s->ops->enter)
        s->ops->enter(s);
    return true;
}

/* ---- drafts ---- */

static struct screen *take_draft(struct desk *d, size_t i)
{
    struct screen *s = d->draft[i];
    memmove(&d->draft[i], &d->draft[i + 1], (--d->drafts - i) * sizeof d->draft[0]);
    return s;
}

static bool is_about(const struct screen *s, const char *about)
{
    return strcmp(s->about, about) == 0;
}

struct screen *stack_take_draft(struct desk *d, const struct screen_ops *ops, const char *about)
{
    return stack_take_draft_that(d, ops, is_about, about);
}

struct screen *stack_take_draft_that(struct desk *d, const struct screen_ops *ops,
                                     bool (*is_it)(const struct screen *s, const char *about),
                                     const char *about)
{
    for (size_t i = d->drafts; i-- > 0;)
        if (d->draft[i]->ops == ops && is_it(d->draft[i], about))
            return take_draft(d, i);
    return NULL;
}

/* False: there were too many, and the oldest went. */
static bool put_aside(struct desk *d, struct screen *s)
{
    bool is_full = d->drafts == STACK_DRAFTS;
    if (is_full) {
        free_screen(d->draft[0]);
        memmove(&d->draft[0], &d->draft[1], --d->drafts * sizeof d->draft[0]);
    }
    s->said[0] = '\0';
    d->draft[d->drafts++] = s;
    return !is_full;
}

/* ---- going back ---- */

void stack_leave(struct screen *s)
{
    s->is_left = true;
}

void stack_finish(struct screen *s)
{
    s->is_left = s->is_finished = true;
}

static struct screen *below(const struct screen *s)
{
    const struct desk *d = s->desk;
    for (size_t i = 1; i < d->screens; i++)
        if (d->screen[i] == s)
            return d->screen[i - 1];
    return NULL;
}

void stack_finish_saying(struct screen *s, enum canvas_role role, const char *text)
{
    struct screen *next = below(s);
    stack_finish(s);
    if (next)
        screen_say(next, role, "%s", text);
}

void stack_choose(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct screen *asker = below(s);
    stack_finish(s);
    if (asker && asker->ops->chosen)
        asker->ops->chosen(asker, what, choice, count);
}

void stack_sweep(struct desk *d)
{
    size_t kept = 0;
    bool is_new = false, is_lost = false;
    for (size_t i = 0; i < d->screens; i++) {
        struct screen *s = d->screen[i];
        bool is_first = i == 0;
        if (!s->is_left || is_first) {
            d->screen[kept++] = s;
            continue;
        }
        is_new = true;
        if (s->ops->keeps_draft && !s->is_finished)
            is_lost |= !put_aside(d, s);
        else
            free_screen(s);
    }
    d->screens = kept;
    struct screen *top = stack_top(d);
    if (is_new && top && top->ops->enter)
        top->ops->enter(top);
    if (is_lost && top)
        screen_say(top, CANVAS_WARNING, "! %s",
                   _("Too many forms were left half filled in: the oldest of them is gone."));
}

/* ---- work ---- */

enum err_code stack_look(struct desk *d, const struct work_op *op, const void *request, void *reply,
                         struct err *e)
{
    if (d->job.is_running || d->lock.job.is_running)
        return err_set(e, ERR_BUSY, "%s", _("Other work is still under way."));
    d->setup.work->tell = NULL;
    d->setup.work->show = NULL;
    return op->run(d->setup.work, request, reply, e);
}

void stack_begin_look(struct desk *d, struct screen *asker, struct looks_task *task)
{
    d->has_new_look |= looks_start(&d->looks, asker, task, clock_boot_ms(&d->setup.clock));
}

void stack_line(const struct work_op *op, const void *request, struct buf *out)
{
    line_write(op, request, out);
}

bool stack_run(struct screen *s, const struct work_op *op, const void *request)
{
    return stack_run_seen(s, op, request, &(struct work_basis){0});
}

bool stack_run_seen(struct screen *s, const struct work_op *op, const void *request,
                    const struct work_basis *seen)
{
    struct desk *d = s->desk;
    struct err e = {0};
    uint64_t now = clock_boot_ms(&d->setup.clock);
    if (d->job.is_running) {
        screen_say(s, CANVAS_WARNING, "! %s", _("Other work is still under way."));
        return false;
    }
    d->setup.work->seen = *seen;
    d->setup.work->read = (struct work_basis){0};
    if (job_start(&d->job, d->setup.work, op, request, now, &e) != ERR_OK) {
        screen_say_error(s, &e);
        return false;
    }
    d->asker = s;
    d->is_quiet = false;
    tui_meter_start(&d->meter, now);
    return true;
}

void stack_forget_ran(struct stack_ran *ran)
{
    free(ran->line);
    free(ran->text);
}

void stack_free(struct desk *d)
{
    job_free(&d->job); /* first: it may still read a screen's request */
    ask_close(&d->ask);
    for (size_t i = d->screens; i-- > 0;)
        free_screen(d->screen[i]);
    for (size_t i = 0; i < d->drafts; i++)
        free_screen(d->draft[i]);
    for (size_t i = 0; i < d->rans; i++)
        stack_forget_ran(&d->ran[i]);
    free(d->ran);
    looks_free(&d->looks);
    watch_free(&d->watch);
    drafts_free(&d->files);
    d->screens = d->drafts = d->rans = 0;
    d->ran = NULL;
}
