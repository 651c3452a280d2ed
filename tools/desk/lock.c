#include "tools/desk/lock.h"

#include "app/core/i18n.h"
#include "app/tui/paragraph.h"
#include "tools/work/ring.h"

#include <stdio.h>
#include <string.h>

enum err_code lock_init(struct lock *l, struct err *e)
{
    *l = (struct lock){.is_wiped = true};
    return job_init(&l->job, e);
}

void lock_free(struct lock *l)
{
    job_free(&l->job);
    ask_close(&l->ask);
}

static void wipe(struct lock *l, struct work *work)
{
    ring_wipe(work->ring);
    l->is_wiped = true;
}

bool lock_close(struct lock *l, struct work *work, bool is_working)
{
    if (l->is_on)
        return true;
    l->work_goes_on = is_working;
    l->is_wiped = false;
    if (!is_working)
        wipe(l, work);
    if (!l->of.role[0] || !ask_open(&l->ask, l->of.role, false))
        return false;
    l->is_on = true;
    return true;
}

static uint64_t wait_left_ms(const struct lock *l, const struct clock_source *clock)
{
    uint64_t now = clock_boot_ms(clock);
    return now < l->until_ms ? l->until_ms - now : 0;
}

static void try(struct lock *l, struct work *work, const struct clock_source *clock)
{
    struct err e = {0};
    l->request.role = l->of.role;
    if (job_start(&l->job, work, &key_open_op, &l->request, clock_boot_ms(clock), &e) == ERR_OK)
        l->is_trying = true;
    else
        ask_wrong(&l->ask, e.text);
}

void lock_work_ended(struct lock *l, struct work *work, const struct clock_source *clock)
{
    l->work_goes_on = false;
    if (!l->is_wiped)
        wipe(l, work);
    if (l->is_on && l->is_given && !l->is_trying)
        try(l, work, clock);
}

void lock_key(struct lock *l, struct work *work, const struct clock_source *clock,
              const struct keypress *key)
{
    if (l->is_trying || l->is_given || wait_left_ms(l, clock) > 0)
        return;
    switch (ask_key(&l->ask, key)) {
    case ASK_OPEN: return;
    case ASK_REFUSED: ask_wrong(&l->ask, ""); return;
    case ASK_GIVEN: break;
    }
    if (l->work_goes_on)
        l->is_given = true;
    else
        try(l, work, clock);
}

static void end_try(struct lock *l, const struct clock_source *clock)
{
    job_finish(&l->job);
    l->is_trying = l->is_given = false;
    if (l->job.rc == ERR_OK) {
        ask_close(&l->ask);
        l->is_on = false;
        l->wrong = 0;
        l->until_ms = 0;
    } else if (l->job.rc == ERR_AUTH) {
        if (++l->wrong >= LOCK_WRONG_MAX)
            l->until_ms = clock_boot_ms(clock) + LOCK_WAIT_MS;
        ask_wrong(&l->ask, _("That is not the passphrase."));
    } else {
        ask_wrong(&l->ask, l->job.err.text);
    }
    job_clear(&l->job);
}

void lock_ready(struct lock *l, const struct clock_source *clock)
{
    char role[JOB_ROLE];
    bool confirms;
    job_drain(&l->job);
    if (!l->is_trying)
        return;
    if (job_is_asking(&l->job, role, &confirms))
        job_answer(&l->job, ask_text(&l->ask));
    if (job_has_ended(&l->job))
        end_try(l, clock);
}

int lock_timeout_ms(const struct lock *l, const struct clock_source *clock)
{
    uint64_t left = l->is_on ? wait_left_ms(l, clock) : 0;
    return left > 1000 ? 1000 : left > 0 ? (int)left : -1;
}

void lock_said(const struct lock *l, const struct clock_source *clock, char *out, size_t room)
{
    uint64_t left = l->is_on ? wait_left_ms(l, clock) : 0;
    out[0] = '\0';
    if (left > 0)
        snprintf(out, room, _("Too many wrong ones: %u seconds until the next."),
                 (unsigned)((left + 999) / 1000));
    else if (l->is_on && l->is_trying)
        snprintf(out, room, "%s", _("It is being tried."));
    else if (l->is_on && l->work_goes_on)
        snprintf(out, room, "%s", _("Work under way goes on."));
}

void lock_draw(const struct lock *l, const struct clock_source *clock, struct canvas *v, int row)
{
    char label[160], said[160];
    bool is_waiting = wait_left_ms(l, clock) > 0;
    snprintf(label, sizeof label, _("Locked. %s:"), ask_role(l->of.role));
    row = ask_draw(v, row, 3, v->cols - 6, &l->ask, label);
    lock_said(l, clock, said, sizeof said);
    if (said[0])
        tui_paragraph(v, row + 1, 3, v->cols - 6, is_waiting ? CANVAS_WARNING : CANVAS_DIM, said);
}
