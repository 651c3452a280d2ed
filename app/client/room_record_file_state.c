/* What the room record tells: vouchers used, locks, waits. */
#include "app/client/room_record_file.h"
#include "app/core/room_action.h"

#include <string.h>

/* Used so before, by a record at `at`. */
static enum room_record_use judge(const struct room_record_list *list, size_t at,
                                  const struct room_record *before, const struct room_record *use)
{
    bool is_same = before->action == use->action && before->minutes == use->minutes &&
                   before->paper == use->paper &&
                   memcmp(before->data, use->data, sizeof use->data) == 0;
    bool is_of_paper = use->paper != (uint32_t)ROOM_RECORD_NO_PAPER;
    if (before->action == ROOM_ACTION_RESUME_ALL && use->action == ROOM_ACTION_RESUME_ALL &&
        before->paper != use->paper)
        return ROOM_RECORD_FRESH;
    if (is_same && is_of_paper)
        return ROOM_RECORD_AGAIN; /* its journal tells whether it was done */
    if (!is_same || use->action != ROOM_ACTION_LEAVE)
        return ROOM_RECORD_USED;
    for (size_t i = at + 1; i < list->count; i++) {
        struct room_record r;
        list->at(list->context, i, &r);
        if (r.what == ROOM_LEFT)
            return ROOM_RECORD_USED;
    }
    return ROOM_RECORD_AGAIN; /* it was to be left, and was not */
}

enum room_record_use room_record_list_voucher(const struct room_record_list *list,
                                              const struct room_record *use)
{
    enum room_record_use worst = ROOM_RECORD_FRESH;
    for (size_t i = 0; i < list->count; i++) {
        struct room_record r;
        list->at(list->context, i, &r);
        enum room_record_use one = r.what == ROOM_VOUCHER && r.number == use->number
                                       ? judge(list, i, &r, use)
                                       : ROOM_RECORD_FRESH;
        worst = one > worst ? one : worst;
    }
    return worst;
}

static bool is_done(const struct room_record *r, enum room_action action)
{
    return r->action == action &&
           (r->what == ROOM_VOUCHER || (r->what == ROOM_ORDER && r->number == 0));
}

/* The 30 s begin anew on another boot, for nothing tells how long the machine was off. */
static uint64_t wait_until(const struct clock_source *clock, const struct room_record *wrong)
{
    bool is_same_boot = memcmp(wrong->boot_hash, clock->boot_hash, sizeof wrong->boot_hash) == 0;
    uint64_t now = clock_boot_ms(clock),
             from = is_same_boot && wrong->boot_ms <= now ? wrong->boot_ms : now;
    return from + ROOM_RECORD_WAIT_MS;
}

void room_record_list_state(const struct room_record_list *list, const struct clock_source *clock,
                            struct room_record_state *out)
{
    *out = (struct room_record_state){0};
    for (size_t i = 0; i < list->count; i++) {
        struct room_record r;
        list->at(list->context, i, &r);
        out->wrong_logins += r.what == ROOM_WRONG_LOGIN;
        out->wrong_vouchers += r.what == ROOM_WRONG_VOUCHER;
        out->is_login_locked |= r.what == ROOM_LOGIN_LOCKED;
        out->is_locked =
            (out->is_locked || is_done(&r, ROOM_ACTION_LOCK)) && r.what != ROOM_UNLOCKED;
        if (r.what == ROOM_LOGIN || is_done(&r, ROOM_ACTION_UNLOCK))
            out->wrong_logins = 0;
        if (is_done(&r, ROOM_ACTION_UNLOCK))
            out->is_login_locked = false;
        if (r.what == ROOM_VOUCHER)
            out->wrong_vouchers = 0;
        if (r.what == ROOM_WRONG_VOUCHER && out->wrong_vouchers >= ROOM_RECORD_FAILURES)
            out->wait_until_ms = wait_until(clock, &r);
        else if (r.what == ROOM_VOUCHER)
            out->wait_until_ms = 0;
    }
    if (out->wait_until_ms <= clock_boot_ms(clock))
        out->wait_until_ms = 0;
}

/* ---- of a file ---- */

static void at_file(const void *context, size_t i, struct room_record *out)
{
    room_record_file_at(context, i, out);
}

static struct room_record_list list_of(const struct room_record_file *f)
{
    return (struct room_record_list){f, room_record_file_count(f), at_file};
}

enum room_record_use room_record_file_voucher(const struct room_record_file *f,
                                              const struct room_record *use)
{
    const struct room_record_list list = list_of(f);
    return room_record_list_voucher(&list, use);
}

void room_record_file_state(const struct room_record_file *f, const struct clock_source *clock,
                            struct room_record_state *out)
{
    const struct room_record_list list = list_of(f);
    room_record_list_state(&list, clock, out);
}
