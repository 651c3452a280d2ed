#include "app/room/problems.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

bool problem_is_urgent(enum problem_kind kind)
{
    return kind <= PROBLEM_LOST;
}

bool problem_can_be_set_aside(enum problem_kind kind)
{
    return kind == PROBLEM_DOUBLED || kind == PROBLEM_LOST || kind == PROBLEM_SILENT;
}

/* ---- finding ---- */

static void add(struct problems *p, enum problem_kind kind, const struct seat_seen *seat,
                const struct seat_seen *with, int64_t off_ms)
{
    if (p->count == PROBLEMS_MAX)
        p->is_cut = true;
    else
        p->item[p->count++] = (struct problem){kind, seat, with, off_ms};
}

static bool is_running(const struct seat_seen *seat)
{
    const struct status_paper *open = seat_open_paper(seat);
    return open && open->state == STATUS_PAPER_RUNNING;
}

static bool has_trouble(const struct seat_seen *seat, enum status_trouble_of of)
{
    for (size_t i = 0; i < seat->last.troubles; i++)
        if (seat->last.trouble[i].of == of)
            return true;
    return false;
}

/* Of a seat of which nothing is heard its state is not known: only that is said. */
static void look_at_silent(struct problems *p, const struct seat_seen *seat)
{
    if (seat->aside == SEAT_MISSED)
        add(p, is_running(seat) ? PROBLEM_LOST : PROBLEM_SILENT, seat, NULL, 0);
}

static void look_at_state(struct problems *p, const struct seat_seen *seat)
{
    const unsigned flags = seat->last.flags;
    if (flags & STATUS_FORK)
        add(p, PROBLEM_FORK, seat, NULL, 0);
    if ((flags & STATUS_DISK) || has_trouble(seat, STATUS_TROUBLE_DISK))
        add(p, PROBLEM_DISK, seat, NULL, 0);
    if (seat->last.state == STATUS_WAITS_RESUME)
        add(p, PROBLEM_WAITS_RESUME, seat, NULL, 0);
    if (seat->last.state == STATUS_WAITS_START)
        add(p, PROBLEM_WAITS_START, seat, NULL, 0);
    if (seat->last.state == STATUS_BLOCKED)
        add(p, PROBLEM_BLOCKED, seat, NULL, 0);
    if (has_trouble(seat, STATUS_TROUBLE_SELFTEST))
        add(p, PROBLEM_UNFIT, seat, NULL, 0);
    if ((flags & STATUS_EXCHANGE_LATE) || has_trouble(seat, STATUS_TROUBLE_EXCHANGE))
        add(p, PROBLEM_LATE, seat, NULL, 0);
    if (flags & STATUS_MENDED)
        add(p, PROBLEM_MENDED, seat, NULL, 0);
    if (seat->last.forged)
        add(p, PROBLEM_FORGED, seat, NULL, 0);
}

static void look_at_seat(struct problems *p, const struct seats *s, const struct seat_seen *seat,
                         uint64_t now)
{
    int64_t off = 0;
    const struct seat_seen *other = seats_other_of_paper(s, seat, now);
    if (seat->is_doubled)
        add(p, PROBLEM_DOUBLED, seat, NULL, 0);
    if (seat_is_lost(seat, now)) {
        look_at_silent(p, seat);
        return;
    }
    if (other && seat->last.state != STATUS_ENDED)
        add(p, PROBLEM_TWO_SEATS, seat, other, 0);
    look_at_state(p, seat);
    if (seats_is_clock_off(s, seat, now, &off))
        add(p, PROBLEM_CLOCK, seat, NULL, off);
    else if ((seat->last.flags & STATUS_CLOCK_JUMP) || has_trouble(seat, STATUS_TROUBLE_CLOCK))
        add(p, PROBLEM_CLOCK, seat, NULL, 0);
    if (seats_is_other_build(s, seat))
        add(p, PROBLEM_BUILD, seat, NULL, 0);
}

/* Seats stand in one array, so their order is that of their places. */
static int compare(const void *a, const void *b)
{
    const struct problem *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->seat > y->seat) - (x->seat < y->seat);
}

enum err_code problems_find(struct problems *p, const struct seats *s, uint64_t now, struct err *e)
{
    if (!p->item && !(p->item = calloc(PROBLEMS_MAX, sizeof *p->item)))
        return err_memory(e);
    p->count = 0;
    p->is_cut = false;
    for (size_t i = 0; i < s->count; i++)
        if (s->seat[i].has_status)
            look_at_seat(p, s, &s->seat[i], now);
    if (p->count)
        qsort(p->item, p->count, sizeof *p->item, compare);
    return ERR_OK;
}

void problems_free(struct problems *p)
{
    free(p->item);
    *p = (struct problems){0};
}

/* ---- saying ---- */

/* "08:00": the wall hour of a time of the console's boot clock. */
static void hour_of(uint64_t at, uint64_t now, int64_t wall, char out[8])
{
    time_t t = (time_t)((wall - (int64_t)(now - at)) / 1000);
    struct tm tm;
    if (!localtime_r(&t, &tm) || strftime(out, 8, "%H:%M", &tm) == 0)
        snprintf(out, 8, "--:--");
}

static void describe_progress(const struct seat_seen *seat, struct buf *out)
{
    const struct status_paper *paper = seat_open_paper(seat);
    if (paper)
        buf_printf(out, ", %u/%u", paper->answered, paper->questions);
}

static void describe_silence(const struct problem *p, uint64_t now, struct buf *out)
{
    const struct status_paper *paper = seat_open_paper(p->seat);
    unsigned long long s = seat_silent_ms(p->seat, now) / 1000, minutes = s / 60;
    if (minutes)
        buf_printf(out, P_("no news for %llu minute", "no news for %llu minutes", minutes),
                   minutes);
    else
        buf_printf(out, _("no news for %llu s"), s);
    if (p->kind == PROBLEM_LOST && paper)
        buf_printf(out, _("; then %u/%u, %u:%02u left"), paper->answered, paper->questions,
                   paper->left_s / 60, paper->left_s % 60);
}

static void describe_clock(const struct problem *p, struct buf *out)
{
    if (p->off_ms)
        buf_printf(out, _("clock %+lld s off the room's"), (long long)(p->off_ms / 1000));
    else
        buf_add_text(out, _("its clock jumped"));
}

void problem_describe(const struct problem *p, uint64_t now, int64_t wall, struct buf *out)
{
    char hour[8], paper[8] = "";
    const struct status_paper *open = seat_open_paper(p->seat);
    hour_of(p->seat->state_ms, now, wall, hour);
    if (open)
        session_paper_name(open->paper, paper);
    switch (p->kind) {
    case PROBLEM_TWO_SEATS:
        buf_printf(out, _("the same paper %s as %s, heard of %llu s ago"), paper, p->with->name,
                   (unsigned long long)seat_silent_ms(p->with, now) / 1000);
        break;
    case PROBLEM_DOUBLED: buf_add_text(out, _("two seats have this name")); break;
    case PROBLEM_FORK: buf_add_text(out, _("the paper went on from an older copy")); break;
    case PROBLEM_DISK: buf_add_text(out, _("its disk takes no answers")); break;
    case PROBLEM_WAITS_RESUME:
        buf_printf(out, _("started again, waits to resume since %s"), hour);
        describe_progress(p->seat, out);
        break;
    case PROBLEM_WAITS_START: buf_printf(out, _("waits to start here since %s"), hour); break;
    case PROBLEM_BLOCKED:
        buf_printf(out, _("%u wrong log-ins, %s"), p->seat->last.wrong_logins, hour);
        break;
    case PROBLEM_LOST:
    case PROBLEM_SILENT: describe_silence(p, now, out); break;
    case PROBLEM_UNFIT: buf_add_text(out, _("its self-test found a fault")); break;
    case PROBLEM_CLOCK: describe_clock(p, out); break;
    case PROBLEM_LATE: buf_add_text(out, _("its copies do not arrive")); break;
    case PROBLEM_MENDED: buf_add_text(out, _("its journal was mended after a crash")); break;
    case PROBLEM_FORGED:
        buf_printf(out,
                   P_("%u order in the folder that is forged or foreign: not obeyed",
                      "%u orders in the folder that are forged or foreign: not obeyed",
                      p->seat->last.forged),
                   p->seat->last.forged);
        break;
    case PROBLEM_BUILD:
        buf_add_text(out, _("another version of the program than at most seats"));
        break;
    default: break;
    }
}
