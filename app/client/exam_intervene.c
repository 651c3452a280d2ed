/* What the invigilator does to an exam, and how it goes on after a stop. */
#include "app/client/exam_internal.h"

#include "app/core/i18n.h"
#include "app/core/wire.h"

#include <string.h>

/* ---- a stop, and what it costs ---- */

/* How long nothing ran, as far as the machine can bear it out: by the clock since boot when it is
 * the same boot, else, on the same seat, since it came up again. How long it was off, or what
 * passed before another seat took over, only a wall clock could say, and none shortens an attempt;
 * both moments stand in the journal for the minutes. */
static uint64_t outage_ms(const struct exam *x)
{
    uint64_t boot = clock_boot_ms(&x->time.clock);
    if (exam_is_same_boot(x))
        return boot >= x->journal.last_boot_ms ? boot - x->journal.last_boot_ms : 0;
    return exam_is_same_seat(x) ? boot : 0;
}

/* What the session's cap for all outages together leaves. */
static uint64_t outage_left_ms(const struct exam *x)
{
    uint64_t cap = (uint64_t)x->session->info.caps.outage_cap_s * 1000;
    return cap > x->journal.outage_ms ? cap - x->journal.outage_ms : 0;
}

/* What of it is not charged. */
static uint64_t uncharged_ms(const struct exam *x, uint64_t outage)
{
    uint64_t left = outage_left_ms(x);
    return outage < left ? outage : left;
}

uint64_t exam_left_after_resume_ms(const struct exam *x)
{
    uint64_t outage = outage_ms(x);
    return journal_left_ms(&x->journal, x->journal.used_ms + outage - uncharged_ms(x, outage));
}

enum exam_clock exam_clock(const struct exam *x, uint64_t *ms)
{
    *ms = 0;
    if (!exam_is_started(x) || exam_is_ended(x))
        return EXAM_CLOCK_STANDS;
    if (!x->seat.needs_code || exam_is_same_boot(x))
        return EXAM_CLOCK_RUNS;
    if (!exam_is_same_seat(x))
        return EXAM_CLOCK_STANDS;
    uint64_t outage = outage_ms(x), uncharged = uncharged_ms(x, outage);
    if (uncharged < outage) {
        *ms = outage - uncharged;
        return EXAM_CLOCK_CHARGED;
    }
    *ms = outage_left_ms(x) - outage;
    return EXAM_CLOCK_FREE;
}

/* ---- going on ---- */

/* The first event after a reboot or on another seat. What the outage costs is in the used time, so
 * the base starts anew. */
static bool continue_here(struct exam *x, uint16_t type, const struct exam_intervention *by)
{
    struct journal_event ev = exam_event_by(type, by);
    uint64_t outage = outage_ms(x), uncharged = uncharged_ms(x, outage);
    if (type == JOURNAL_OUTAGE) {
        wire_put(ev.data, uncharged, 8);
    } else if (!exam_is_start_cut_off(x)) {
        /* the event that is continued, and the first 28 bytes of its mac */
        uint32_t last = x->journal.count - 1;
        wire_put(ev.data, last, 4);
        memcpy(ev.data + 4, x->chain.records.data + (size_t)last * JOURNAL_RECORD + JOURNAL_EVENT,
               sizeof ev.data - 4);
    }
    x->time.base_used_ms = x->journal.used_ms + outage - uncharged;
    x->time.base_boot_ms = clock_boot_ms(&x->time.clock);
    bool is_in = exam_add(x, &ev);
    x->seat.needs_code = !is_in;
    return is_in;
}

/* What happened to the file stands in the ledger. */
static bool note_mending(struct exam *x)
{
    struct journal_event ev = {.type = JOURNAL_TROUBLE,
                               .question = JOURNAL_NONE,
                               .choice = JOURNAL_NO_CHOICE,
                               .reason = ERR_FORMAT};
    bool is_due = x->disk.is_mended;
    x->disk.is_mended = false;
    return !is_due || exam_add(x, &ev);
}

/* What waits at this seat goes on: after a reboot with a word about the outage. */
static bool go_on(struct exam *x, const struct exam_intervention *by)
{
    exam_forget_k0(x);
    if (!exam_is_same_boot(x))
        return continue_here(x, JOURNAL_OUTAGE, by) && note_mending(x);
    struct journal_event ev = exam_event_by(JOURNAL_RESUME, by);
    x->seat.needs_code = !exam_add(x, &ev);
    return !x->seat.needs_code && note_mending(x);
}

static bool waits_here(const struct exam *x)
{
    return exam_is_started(x) && !exam_is_ended(x) && exam_is_same_seat(x) &&
           !exam_is_start_cut_off(x);
}

bool exam_resume(struct exam *x)
{
    return waits_here(x) && !x->seat.needs_code && go_on(x, NULL);
}

/* ---- vouchers and orders ---- */

bool exam_allows(const struct exam *x, enum room_action action, unsigned minutes)
{
    switch (action) {
    case ROOM_ACTION_EXTEND:
        return exam_is_running(x) &&
               x->journal.extended + minutes <= x->session->info.caps.extra_cap_min;
    case ROOM_ACTION_END: return exam_is_running(x);
    case ROOM_ACTION_RESUME:
    case ROOM_ACTION_RESUME_ALL: return waits_here(x) && x->seat.needs_code;
    case ROOM_ACTION_START_HERE: return exam_needs_start_code(x) && !exam_is_ended(x);
    case ROOM_ACTION_START_ALL: return x->seat.needs_code && !exam_is_started(x);
    default: return false; /* of the seat */
    }
}

/* Why not, in words. */
static enum err_code not_now(const struct exam *x, enum room_action action, struct err *e)
{
    switch (action) {
    case ROOM_ACTION_EXTEND:
        if (exam_is_running(x))
            return err_set(e, ERR_POLICY, _("No more minutes may be added."));
        break;
    case ROOM_ACTION_RESUME:
    case ROOM_ACTION_RESUME_ALL:
        if (exam_is_started(x) && exam_needs_start_code(x))
            return err_set(e, ERR_POLICY,
                           _("This paper was begun at another seat: it wants \"start here\"."));
        return err_set(e, ERR_POLICY, _("Nothing waits to be resumed."));
    case ROOM_ACTION_START_HERE:
    case ROOM_ACTION_START_ALL:
        return err_set(e, ERR_POLICY, _("This paper starts here by itself."));
    default: break;
    }
    return err_set(e, ERR_POLICY, _("The exam is not under way."));
}

/* Begun elsewhere it goes on here; not begun it waits for the rules. */
static bool start_here(struct exam *x, const struct exam_intervention *by)
{
    exam_forget_k0(x);
    if (exam_is_start_cut_off(x) && exam_is_same_boot(x)) { /* the clock ran on */
        struct journal_event here = exam_event_by(JOURNAL_CONTINUE, by);
        x->seat.needs_code = !exam_add(x, &here);
        return !x->seat.needs_code && note_mending(x);
    }
    if (exam_is_started(x))
        return continue_here(x, JOURNAL_CONTINUE, by);
    x->seat.start = *by;
    x->seat.needs_code = false;
    return true;
}

static bool record(struct exam *x, uint16_t type, const struct exam_intervention *by)
{
    struct journal_event ev = exam_event_by(type, by);
    return exam_add(x, &ev);
}

enum err_code exam_intervene(struct exam *x, const struct exam_intervention *by, struct err *e)
{
    bool is_done = false;
    if (exam_has_code(x, by->code))
        return err_set(e, ERR_POLICY, _("This voucher was used for this paper."));
    if (!exam_allows(x, by->action, by->minutes))
        return not_now(x, by->action, e);
    switch (by->action) {
    case ROOM_ACTION_EXTEND: is_done = record(x, JOURNAL_EXTEND, by); break;
    case ROOM_ACTION_END: is_done = record(x, JOURNAL_MISCONDUCT, by); break;
    case ROOM_ACTION_RESUME:
    case ROOM_ACTION_RESUME_ALL: is_done = go_on(x, by); break;
    default: is_done = start_here(x, by); break;
    }
    return is_done ? ERR_OK : err_set(e, ERR_POLICY, _("The exam is not under way."));
}

bool exam_has_code(const struct exam *x, unsigned code)
{
    return code < JOURNAL_CODES &&
           (code == x->seat.start.code || x->journal.codes_used[code / 64] >> code % 64 & 1);
}

bool exam_has_order(const struct exam *x, const uint8_t hash[JOURNAL_PROOF])
{
    for (uint32_t i = 0; i < x->journal.count; i++) {
        struct journal_event ev;
        struct err ignored;
        if (journal_decode(x->chain.records.data + (size_t)i * JOURNAL_RECORD, &ev, &ignored) ==
                ERR_OK &&
            ev.code >= JOURNAL_ORDER_FIRST && memcmp(ev.proof, hash, sizeof ev.proof) == 0)
            return true;
    }
    return false;
}

uint16_t exam_order_code(const struct exam *x)
{
    for (uint16_t code = JOURNAL_ORDER_FIRST; code < JOURNAL_CODES; code++)
        if (!exam_has_code(x, code))
            return code;
    return 0;
}
