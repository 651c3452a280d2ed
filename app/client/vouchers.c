#include "app/client/vouchers.h"

#include "app/client/flow.h"
#include "app/core/i18n.h"

#include <string.h>

enum { WRONG_MAX = 5, WAIT_MS = 30000 };

/* Too many in a row: nobody tries them all. */
static void count_wrong(struct client *c)
{
    struct invigilator *box = &c->invigilator;
    room_record_writer_note(c->unlocked.room, ROOM_WRONG_VOUCHER, NULL);
    box->failures++;
    if (box->failures >= WRONG_MAX)
        box->wait_until = flow_now(c) + WAIT_MS;
    if (box->failures == WRONG_MAX && c->exam)
        exam_code_failed(c->exam);
}

static enum err_code refuse_used(struct err *e)
{
    return err_set(e, ERR_POLICY, _("This voucher was used at this seat."));
}

/* Used here, and not for what one voucher does for the whole room. */
static bool is_spent(const struct client *c, uint16_t n)
{
    for (size_t i = 0; i < room_record_writer_count(c->unlocked.room); i++) {
        struct room_record r;
        room_record_writer_at(c->unlocked.room, i, &r);
        const struct room_action_row *row = room_action_row(r.action);
        bool is_done = row && (!row->of_paper || (c->exam && exam_has_code(c->exam, n)));
        if (r.what == ROOM_VOUCHER && r.number == n && is_done && !row->whole_room &&
            r.action != ROOM_ACTION_LEAVE)
            return true;
    }
    return false;
}

enum err_code vouchers_read(struct client *c, const char *typed, struct err *e)
{
    struct invigilator *box = &c->invigilator;
    const struct session_info *i = &c->setup.session->info;
    struct voucher_typed v;
    if (flow_now(c) < box->wait_until)
        return err_set(e, ERR_POLICY, _("Too many wrong vouchers: wait 30 seconds."));
    if (strlen(typed) <= 2) /* the number of a job, typed too late: no attempt at a code */
        return err_set(e, ERR_USAGE, _("A voucher has %d characters."), VOUCHER_CODE);
    if (!box->W && !(box->W = crypt_secret_new(CRYPT_KEY)))
        return err_memory(e);
    enum err_code rc = voucher_parse(typed, &v) ? voucher_open(&v, i->uid, i->seat_cost,
                                                               c->unlocked.verifiers, box->W, e)
                                                : ERR_AUTH;
    if (rc == ERR_AUTH)
        count_wrong(c);
    if (rc == ERR_AUTH && flow_now(c) < box->wait_until)
        err_set(e, rc, _("This is no voucher of this session; too many wrong: wait 30 seconds."));
    else if (rc == ERR_AUTH)
        err_set(e, rc,
                _("This is no voucher of this session. Tries left before a wait of 30 s: "
                  "%d."),
                WRONG_MAX - box->failures);
    if (rc == ERR_OK && is_spent(c, (uint16_t)v.n))
        rc = refuse_used(e);
    if (rc == ERR_OK) {
        box->n = (uint16_t)v.n;
        box->failures = 0;
    }
    crypt_wipe(&v, sizeof v);
    return rc;
}

/* The record of a use, with its proof. */
static struct room_record record_of(const struct client *c, const struct invigilator_offer *what)
{
    struct voucher_use use = {.paper = room_action_row(what->action)->of_paper
                                           ? c->exam->ticket->paper
                                           : VOUCHER_NO_PAPER,
                              .n = c->invigilator.n,
                              .action = (uint16_t)what->action,
                              .minutes = what->minutes};
    struct room_record r = {.what = ROOM_VOUCHER,
                            .number = use.n,
                            .paper = use.paper,
                            .action = use.action,
                            .minutes = use.minutes};
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, c->setup.seat, strlen(c->setup.seat), hash);
    memcpy(use.seat_hash, hash, sizeof use.seat_hash);
    voucher_proof(c->invigilator.W, c->setup.session->info.uid, &use, r.data);
    return r;
}

/* Recorded, and its event stands in the paper's journal. */
static bool is_carried_out(const struct client *c, const struct room_record *r)
{
    return room_action_row(r->action)->of_paper && exam_has_code(c->exam, r->number);
}

enum err_code vouchers_check(const struct client *c, const struct invigilator_offer *what,
                             struct err *e)
{
    const struct room_record r = record_of(c, what);
    enum room_record_use known = room_record_writer_voucher(c->unlocked.room, &r);
    if (known == ROOM_RECORD_USED || (known == ROOM_RECORD_AGAIN && is_carried_out(c, &r)))
        return refuse_used(e);
    return ERR_OK;
}

enum err_code vouchers_use(struct client *c, struct err *e)
{
    const struct room_record r = record_of(c, &c->invigilator.chosen);
    if (vouchers_check(c, &c->invigilator.chosen, e) != ERR_OK)
        return e->code;
    return room_record_writer_use_voucher(c->unlocked.room, &r) == ROOM_RECORD_USED ? refuse_used(e)
                                                                                    : ERR_OK;
}

enum err_code vouchers_take(struct client *c, struct exam_intervention *by, struct err *e)
{
    const struct invigilator *box = &c->invigilator;
    const struct room_record r = record_of(c, &box->chosen);
    if (room_record_writer_answer(c->unlocked.room) == ROOM_RECORD_USED)
        return refuse_used(e);
    *by = (struct exam_intervention){.action = box->chosen.action,
                                     .minutes = box->chosen.minutes,
                                     .reason = box->reason,
                                     .code = box->n};
    memcpy(by->proof, r.data, sizeof by->proof);
    return ERR_OK;
}

bool vouchers_start_all(const struct client *c, struct exam_intervention *by)
{
    for (size_t i = 0; i < room_record_writer_count(c->unlocked.room); i++) {
        struct room_record r;
        room_record_writer_at(c->unlocked.room, i, &r);
        if (r.what != ROOM_VOUCHER || r.action != ROOM_ACTION_START_ALL)
            continue;
        *by = (struct exam_intervention){.action = ROOM_ACTION_START_ALL, .code = r.number};
        memcpy(by->proof, r.data, sizeof by->proof);
        return true;
    }
    return false;
}
