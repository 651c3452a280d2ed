#include "tools/desk/settling.h"

#include "app/core/i18n.h"
#include "tools/desk/filtering.h"
#include "tools/desk/watching.h"

#include <poll.h>
#include <stdlib.h>

/* ---- the office ---- */

/* Who could open it again, and when it locks itself: as office.ini says now. */
struct office_task {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    struct key_open_desk of;
    enum err_code rc;
};

static void run_office(struct looks_task *task)
{
    struct office_task *t = (struct office_task *)task;
    struct err ignored = {0};
    t->rc = key_open_look(&t->work, &t->of, &ignored);
}

static void free_office(struct looks_task *task)
{
    free(task);
}

void settling_look_at_office(struct desk *d)
{
    struct office_task *t = calloc(1, sizeof *t);
    if (!t)
        return; /* what was known stays */
    t->task = (struct looks_task){.subject = "", .run = run_office, .free = free_office};
    t->work.folder = d->setup.work->folder;
    stack_begin_look(d, NULL, &t->task);
}

static bool take_office(struct desk *d, struct looks_task *task)
{
    const struct office_task *t = (struct office_task *)task;
    if (task->run != run_office)
        return false;
    if (t->rc == ERR_OK)
        d->lock.of = t->of;
    free(task);
    return true;
}

/* ---- the cursor, while rows come and go by themselves ---- */

static struct tui_table *table_of(struct screen *s)
{
    struct screen_focus focus = {0};
    if (s->ops->focus)
        s->ops->focus(s, &focus);
    return focus.table;
}

static struct tui_table *hold_cursor(struct desk *d)
{
    struct tui_table *table = table_of(stack_top(d));
    if (table)
        table->is_gone = false;
    return table;
}

/* What the cursor stood on may be among those that went: it stands on the neighbour then, which the
 * next key was not meant for. */
static void check_cursor(struct desk *d, struct screen *top, const struct tui_table *table)
{
    if (!table || stack_top(d) != top || table != table_of(top) || !table->is_gone)
        return;
    d->bereft = top;
    screen_say(top, CANVAS_WARNING, "! %s",
               _("What stood under the cursor is gone; the cursor is on another row."));
}

/* ---- looks that came ---- */

static void tell_watched(struct desk *d)
{
    struct screen *top = stack_top(d);
    d->silent = looks_silent(&d->looks, clock_boot_ms(&d->setup.clock));
    if (top->ops->watched)
        top->ops->watched(top);
}

static bool deliver_looks(struct desk *d)
{
    struct screen *asker = NULL;
    struct looks_task *task;
    bool is_watched = false;
    while ((task = looks_take(&d->looks, &asker)))
        if (asker)
            (task->came ? task->came : asker->ops->looked)(asker, task);
        else if (watch_take(d, task))
            is_watched = true;
        else if (!take_office(d, task))
            task->free(task); /* nobody asks any more */
    return is_watched;
}

bool settling_is_looking(const struct desk *d)
{
    return looks_timeout_ms(&d->looks, clock_boot_ms(&d->setup.clock)) >= 0;
}

/* What a key asked for may change the rows: whoever pressed it looks at them. */
static void take_looks(struct desk *d)
{
    struct screen *top = stack_top(d);
    struct tui_table *table = hold_cursor(d);
    bool is_watched = d->silent != looks_silent(&d->looks, clock_boot_ms(&d->setup.clock));
    is_watched |= deliver_looks(d);
    if (is_watched)
        tell_watched(d);
    if (!d->has_asked)
        check_cursor(d, top, table);
    stack_sweep(d);
    d->has_asked &= settling_is_looking(d);
}

void settling_now(struct desk *d)
{
    int fds[LOOKS_MAX], n = 1;
    struct pollfd p[LOOKS_MAX];
    take_looks(d);
    while (d->has_new_look && n > 0 && settling_is_looking(d)) {
        looks_fds(&d->looks, fds);
        for (int i = 0; i < LOOKS_MAX; i++)
            p[i] = (struct pollfd){fds[i], POLLIN, 0};
        n = poll(p, LOOKS_MAX, LOOKS_GRACE_MS);
        take_looks(d);
    }
    d->has_new_look = false;
}

void settling_refresh(struct desk *d)
{
    struct screen *top = stack_top(d);
    struct tui_table *table = hold_cursor(d);
    if (top->ops->refresh)
        top->ops->refresh(top, false);
    filtering_again(top);
    check_cursor(d, top, table);
}
