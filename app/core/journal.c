#include "app/core/journal.h"

#include "app/core/i18n.h"
#include "app/core/wire.h"

#include <sodium.h>
#include <string.h>

enum { CLOCK_TOLERANCE_MS = 1000, TAIL_SLACK_MS = 1000 };

void journal_encode(const struct journal_event *ev, uint8_t out[JOURNAL_EVENT])
{
    memset(out, 0, JOURNAL_EVENT);
    wire_put(out, ev->seq, 4);
    wire_put(out + 4, ev->type, 2);
    wire_put(out + 6, ev->question, 2);
    out[8] = ev->choice;
    wire_put(out + 10, ev->minutes, 2);
    wire_put(out + 12, ev->code, 2);
    wire_put(out + 14, ev->reason, 2);
    wire_put(out + 16, ev->boot_ms, 8);
    wire_put(out + 24, (uint64_t)ev->wall_ms, 8);
    wire_put(out + 32, ev->used_ms, 8);
    memcpy(out + 40, ev->boot_hash, 8);
    memcpy(out + 48, ev->seat_hash, 8);
    memcpy(out + 64, ev->data, sizeof ev->data);
    memcpy(out + 96, ev->proof, sizeof ev->proof);
}

static bool is_known(uint16_t type)
{
    return (type >= JOURNAL_START && type <= JOURNAL_CODE_FAILED) ||
           (type >= JOURNAL_HANDIN && type <= JOURNAL_MISCONDUCT) || type >= JOURNAL_SKIPPABLE;
}

enum err_code journal_decode(const uint8_t in[JOURNAL_EVENT], struct journal_event *out,
                             struct err *e)
{
    static const uint8_t none[JOURNAL_PROOF];
    struct wire w;
    memset(out, 0, sizeof *out);
    wire_init(&w, in, JOURNAL_EVENT);
    out->seq = wire_u32(&w);
    out->type = wire_u16(&w);
    out->question = wire_u16(&w);
    out->choice = wire_u8(&w);
    bool zero = wire_zero(&w, 1);
    out->minutes = wire_u16(&w);
    out->code = wire_u16(&w);
    out->reason = wire_u16(&w);
    out->boot_ms = wire_u64(&w);
    out->wall_ms = (int64_t)wire_u64(&w);
    out->used_ms = wire_u64(&w);
    wire_copy(&w, out->boot_hash, 8);
    wire_copy(&w, out->seat_hash, 8);
    zero = wire_zero(&w, 8) && zero;
    wire_copy(&w, out->data, sizeof out->data);
    wire_copy(&w, out->proof, sizeof out->proof);
    if (out->type != JOURNAL_START && !out->code)
        zero = memcmp(out->proof, none, sizeof none) == 0 && zero;
    if (!zero)
        return err_set(e, ERR_FORMAT, _("event %u: bytes that must be zero are not"), out->seq);
    if (!is_known(out->type))
        return err_set(e, ERR_POLICY,
                       _("event %u: type %u is not known and may not be passed over"), out->seq,
                       out->type);
    return ERR_OK;
}

void journal_chain(uint8_t key[CRYPT_KEY], const uint8_t event[JOURNAL_EVENT],
                   uint8_t mac[JOURNAL_MAC])
{
    uint8_t both[JOURNAL_MAC + CRYPT_KEY];
    crypt_kdf(key, LABEL_JOURNAL, event, JOURNAL_EVENT, both, sizeof both);
    memcpy(mac, both, JOURNAL_MAC);
    memcpy(key, both + JOURNAL_MAC, CRYPT_KEY);
    crypt_wipe(both, sizeof both);
}

void journal_binding(const uint8_t session_hash[CRYPT_HASH], const uint8_t bank_hash[CRYPT_HASH],
                     uint32_t paper, uint8_t out[32])
{
    uint8_t all[2 * CRYPT_HASH + 4];
    memcpy(all, session_hash, CRYPT_HASH);
    memcpy(all + CRYPT_HASH, bank_hash, CRYPT_HASH);
    wire_put(all + 2 * CRYPT_HASH, paper, 4);
    crypt_hash(LABEL_JOURNAL_BINDING, all, sizeof all, out);
}

void journal_head(const uint8_t *records, size_t count, uint8_t out[CRYPT_HASH])
{
    crypt_hash(LABEL_JOURNAL_HEAD, records, count * JOURNAL_RECORD, out);
}

void journal_state_init(struct journal_state *st, uint16_t questions)
{
    memset(st, 0, sizeof *st);
    memset(st->choice, JOURNAL_NO_CHOICE, sizeof st->choice);
    st->questions =
        questions < SESSION_PAPER_QUESTIONS_MAX ? questions : SESSION_PAPER_QUESTIONS_MAX;
}

bool journal_is_answer(uint16_t type)
{
    return type == JOURNAL_CHOOSE || type == JOURNAL_CLEAR;
}

static bool wants_question(uint16_t type)
{
    return journal_is_answer(type) || (type >= JOURNAL_MARK && type <= JOURNAL_VIEW);
}

static bool wants_choice(uint16_t type)
{
    return type == JOURNAL_CHOOSE || type == JOURNAL_CROSS || type == JOURNAL_UNCROSS;
}

/* Order and ranges, before anything is taken in. */
static enum err_code check_event(const struct journal_state *st, const struct journal_event *ev,
                                 struct err *e)
{
    if (ev->seq != st->count)
        return err_set(e, ERR_FORMAT, _("event %u stands where event %u belongs"), ev->seq,
                       st->count);
    if ((ev->seq == 0) != (ev->type == JOURNAL_START))
        return err_set(e, ERR_FORMAT, _("event %u: only the first event starts, and it must"),
                       ev->seq);
    if (st->end != JOURNAL_OPEN)
        return err_set(e, ERR_FORMAT, _("event %u stands behind the end"), ev->seq);
    if (st->count >= JOURNAL_EVENTS_MAX)
        return err_set(e, ERR_FORMAT, _("event %u: a journal holds at most %d events"), ev->seq,
                       JOURNAL_EVENTS_MAX);
    if (wants_question(ev->type) ? ev->question >= st->questions
                                 : ev->question != JOURNAL_NONE && ev->type < JOURNAL_SKIPPABLE)
        return err_set(e, ERR_FORMAT, _("event %u: question %u is out of range"), ev->seq,
                       ev->question);
    if (wants_choice(ev->type) ? ev->choice >= BANK_OPTIONS
                               : ev->choice != JOURNAL_NO_CHOICE && ev->type < JOURNAL_SKIPPABLE)
        return err_set(e, ERR_FORMAT, _("event %u: choice %u is out of range"), ev->seq,
                       ev->choice);
    if ((ev->type == JOURNAL_START || ev->type == JOURNAL_EXTEND) && ev->minutes == 0)
        return err_set(e, ERR_FORMAT, _("event %u: no minutes"), ev->seq);
    return ERR_OK;
}

static bool takes_code(uint16_t type)
{
    return type == JOURNAL_RESUME || type == JOURNAL_OUTAGE || type == JOURNAL_EXTEND ||
           type == JOURNAL_CONTINUE || type == JOURNAL_MISCONDUCT || type >= JOURNAL_SKIPPABLE;
}

/* That it is a number of a voucher or an order, at an event that may have one. */
static enum err_code check_code(const struct journal_event *ev, struct err *e)
{
    if (ev->code >= JOURNAL_CODES ||
        (ev->code > JOURNAL_VOUCHERS && ev->code < JOURNAL_ORDER_FIRST))
        return err_set(e, ERR_FORMAT, _("event %u: code number %u is out of range"), ev->seq,
                       ev->code);
    if (ev->code && !takes_code(ev->type))
        return err_set(e, ERR_FORMAT, _("event %u: a code where none belongs"), ev->seq);
    return ERR_OK;
}

static uint64_t data_u64(const struct journal_event *ev)
{
    struct wire w;
    wire_init(&w, ev->data, sizeof ev->data);
    return wire_u64(&w);
}

/* Another boot or seat: it must be said, and no more is charged than a clock since boot bears out:
 * what passed on one host, or since the same seat came up again. */
static enum err_code check_outage(const struct journal_state *st, const struct journal_event *ev,
                                  struct err *e)
{
    bool same_boot = memcmp(ev->boot_hash, st->boot_hash, 8) == 0,
         same_seat = memcmp(ev->seat_hash, st->seat_hash, 8) == 0;
    if (ev->type != JOURNAL_OUTAGE && ev->type != JOURNAL_CONTINUE)
        return err_set(e, ERR_FORMAT,
                       _("event %u: another boot or seat without a word about the outage"),
                       ev->seq);
    uint64_t known = same_boot && ev->boot_ms >= st->last_boot_ms ? ev->boot_ms - st->last_boot_ms
                     : !same_boot && same_seat                    ? ev->boot_ms
                                                                  : 0;
    uint64_t charged = ev->used_ms - st->used_ms,
             free_ms = ev->type == JOURNAL_OUTAGE ? data_u64(ev) : 0;
    if (free_ms > known + CLOCK_TOLERANCE_MS || charged > known + CLOCK_TOLERANCE_MS ||
        charged + free_ms > known + CLOCK_TOLERANCE_MS)
        return err_set(
            e, ERR_FORMAT,
            _("event %u: the time charged for the outage does not fit the clock since boot"),
            ev->seq);
    return ERR_OK;
}

/* Time only grows, and on one boot not faster than its clock. */
static enum err_code check_time(const struct journal_state *st, const struct journal_event *ev,
                                struct err *e)
{
    if (st->count == 0)
        return ev->used_ms == 0
                   ? ERR_OK
                   : err_set(e, ERR_FORMAT, _("event 0: time was used before the start"));
    if (ev->used_ms < st->used_ms)
        return err_set(e, ERR_FORMAT, _("event %u: the time used shrinks"), ev->seq);
    if (memcmp(ev->boot_hash, st->boot_hash, 8) != 0 ||
        memcmp(ev->seat_hash, st->seat_hash, 8) != 0)
        return check_outage(st, ev, e);
    if (ev->boot_ms < st->last_boot_ms)
        return err_set(e, ERR_FORMAT, _("event %u: the clock since boot runs backwards"), ev->seq);
    uint64_t passed = ev->boot_ms - st->last_boot_ms, used = ev->used_ms - st->used_ms;
    if (used > passed + CLOCK_TOLERANCE_MS || passed > used + CLOCK_TOLERANCE_MS)
        return err_set(e, ERR_FORMAT,
                       _("event %u: the time used does not fit the clock since boot"), ev->seq);
    return ERR_OK;
}

/* A CONTINUE that goes on from nothing: begun anew. */
static bool names_nothing(const struct journal_event *ev)
{
    static const uint8_t NOTHING[sizeof ev->data];
    return memcmp(ev->data, NOTHING, sizeof NOTHING) == 0;
}

static void read_in(struct journal_state *st, const struct journal_event *ev)
{
    uint16_t q = ev->question;
    switch (ev->type) {
    case JOURNAL_START: st->minutes = ev->minutes; break;
    case JOURNAL_CHOOSE: st->choice[q] = ev->choice; break;
    case JOURNAL_CLEAR: st->choice[q] = JOURNAL_NO_CHOICE; break;
    case JOURNAL_OUTAGE: st->outage_ms += data_u64(ev); break;
    case JOURNAL_CONTINUE:
        if (names_nothing(ev))
            st->is_anew |= ev->seq == 1;
        else
            st->moves++;
        break;
    case JOURNAL_EXTEND: st->extended += ev->minutes; break;
    case JOURNAL_HANDIN: st->end = JOURNAL_ENDED_HANDIN; break;
    case JOURNAL_TIMEOUT: st->end = JOURNAL_ENDED_TIMEOUT; break;
    case JOURNAL_MISCONDUCT: st->end = JOURNAL_ENDED_MISCONDUCT; break;
    case JOURNAL_MARK: st->marked[q] = true; break;
    case JOURNAL_UNMARK: st->marked[q] = false; break;
    case JOURNAL_CROSS: st->crossed[q] = (uint8_t)(st->crossed[q] | 1u << ev->choice); break;
    case JOURNAL_UNCROSS: st->crossed[q] = (uint8_t)(st->crossed[q] & ~(1u << ev->choice)); break;
    default: break;
    }
    if (wants_question(ev->type))
        st->position = q;
    if (ev->code)
        st->codes_used[ev->code / 64] |= UINT64_C(1) << ev->code % 64;
    st->count++;
    st->used_ms = ev->used_ms;
    st->last_boot_ms = ev->boot_ms;
    st->last_wall_ms = ev->wall_ms;
    memcpy(st->boot_hash, ev->boot_hash, 8);
    memcpy(st->seat_hash, ev->seat_hash, 8);
}

enum err_code journal_apply(struct journal_state *st, const struct journal_event *ev, struct err *e)
{
    enum err_code rc = check_event(st, ev, e);
    if (rc == ERR_OK)
        rc = check_code(ev, e);
    if (rc == ERR_OK)
        rc = check_time(st, ev, e);
    if (rc == ERR_OK)
        read_in(st, ev);
    return rc;
}

/* One record of the chain, and what event 0 binds: what only the key's holder can make. */
static enum err_code check_record(const struct journal_records *j, size_t i, uint8_t key[CRYPT_KEY],
                                  struct err *e)
{
    enum { DATA = 64 };
    const uint8_t *record = j->records + i * JOURNAL_RECORD;
    uint8_t mac[JOURNAL_MAC];
    journal_chain(key, record, mac);
    if (sodium_memcmp(mac, record + JOURNAL_EVENT, JOURNAL_MAC) != 0)
        return err_set(e, ERR_AUTH, _("event %zu was altered, or the journal is not this paper's"),
                       i);
    if (i == 0 && memcmp(record + DATA, j->binding, 32) != 0)
        return err_set(e, ERR_AUTH, _("event 0 binds another session, bank or paper"));
    return ERR_OK;
}

static enum err_code take_in(struct journal_state *st, const uint8_t *record, struct err *e)
{
    struct journal_event ev;
    enum err_code rc = journal_decode(record, &ev, e);
    return rc == ERR_OK ? journal_apply(st, &ev, e) : rc;
}

enum err_code journal_verify(const struct journal_records *j, struct journal_state *st,
                             uint8_t *key_out, struct err *e)
{
    uint8_t key[CRYPT_KEY];
    enum err_code authentic = ERR_OK, rc = ERR_OK;
    journal_state_init(st, j->questions);
    if (j->count == 0 || j->count > JOURNAL_EVENTS_MAX)
        return err_set(e, ERR_FORMAT, _("a journal of %zu events"), j->count);
    memcpy(key, j->k0, sizeof key);
    for (size_t i = 0; authentic == ERR_OK && i < j->count; i++) {
        struct err broken = {0};
        authentic = check_record(j, i, key, &broken);
        if (authentic != ERR_OK)
            *e = broken;
        else if (rc == ERR_OK)
            rc = take_in(st, j->records + i * JOURNAL_RECORD, e);
    }
    rc = authentic != ERR_OK ? authentic : rc;
    if (rc == ERR_OK && key_out)
        memcpy(key_out, key, CRYPT_KEY);
    crypt_wipe(key, sizeof key);
    return rc;
}

uint64_t journal_left_ms(const struct journal_state *st, uint64_t used_ms)
{
    uint64_t all = ((uint64_t)st->minutes + st->extended) * 60000;
    return used_ms >= all ? 0 : all - used_ms;
}

size_t journal_shared(const uint8_t *a, size_t count_a, const uint8_t *b, size_t count_b)
{
    size_t shared = 0;
    while (shared < count_a && shared < count_b &&
           memcmp(a + shared * JOURNAL_RECORD, b + shared * JOURNAL_RECORD, JOURNAL_RECORD) == 0)
        shared++;
    return shared;
}

enum journal_relation journal_compare(const uint8_t *a, size_t count_a, const uint8_t *b,
                                      size_t count_b)
{
    size_t shared = journal_shared(a, count_a, b, count_b);
    if (shared < count_a && shared < count_b)
        return JOURNAL_FORK;
    return count_a == count_b ? JOURNAL_SAME : JOURNAL_PREFIX;
}

bool journal_continues(const uint8_t *records, size_t count, size_t shared)
{
    struct journal_event ev, last;
    struct err ignored;
    struct wire w;
    if (shared == 0 || shared >= count ||
        journal_decode(records + shared * JOURNAL_RECORD, &ev, &ignored) != ERR_OK ||
        journal_decode(records + (shared - 1) * JOURNAL_RECORD, &last, &ignored) != ERR_OK)
        return false;
    wire_init(&w, ev.data, sizeof ev.data);
    return ev.type == JOURNAL_CONTINUE &&
           memcmp(ev.seat_hash, last.seat_hash, sizeof ev.seat_hash) != 0 &&
           wire_u32(&w) == shared - 1 &&
           memcmp(ev.data + 4, records + (shared - 1) * JOURNAL_RECORD + JOURNAL_EVENT,
                  sizeof ev.data - 4) == 0;
}

static bool is_end(uint16_t type)
{
    return type == JOURNAL_HANDIN || type == JOURNAL_TIMEOUT || type == JOURNAL_MISCONDUCT;
}

bool journal_is_short_tail(const uint8_t *records, size_t count, size_t shared,
                           const struct session_caps *caps)
{
    struct journal_event last, ev = {0};
    struct err ignored;
    if (shared == 0 || shared > count ||
        journal_decode(records + (shared - 1) * JOURNAL_RECORD, &last, &ignored) != ERR_OK)
        return false;
    for (size_t i = shared; i < count; i++)
        if (journal_decode(records + i * JOURNAL_RECORD, &ev, &ignored) != ERR_OK ||
            is_end(ev.type))
            return false;
    return shared == count ||
           ev.used_ms - last.used_ms <= (uint64_t)caps->checkpoint_s * 1000 + TAIL_SLACK_MS;
}
