#include "tools/office/rules.h"

#include "app/core/i18n.h"
#include "app/core/room_action.h"
#include "tools/office/ledger.h"

#include <stdio.h>
#include <string.h>

enum {
    TOLERANCE_MS = 1000,
    MS_A_MINUTE = 60000,
    START_BLIND = 2 /* START.reason: none could tell */
};

const char *rules_word(enum rules_word w)
{
    static const char *const WORD[RULES_WORDS] = {
#define RULES_ROW(id, word) [id] = word,
        RULES_TABLE(RULES_ROW)
#undef RULES_ROW
    };
    return WORD[w];
}

bool rules_are_broken(const struct rules_verdict *v)
{
    for (enum rules_word w = 0; w < RULES_WORDS; w++)
        if (v->of[w].is_broken)
            return true;
    return false;
}

/* "31:02"; with its milliseconds where the other one would read the same. */
static const char *write_span(uint64_t ms, char out[LEDGER_SPAN], uint64_t other)
{
    ledger_span(ms, out);
    if (ms / 1000 == other / 1000) {
        size_t n = strlen(out);
        snprintf(out + n, LEDGER_SPAN - n, ".%03u", (unsigned)(ms % 1000));
    }
    return out;
}

void rules_describe(enum rules_word w, const struct rules_breach *b, struct buf *out)
{
    char is[LEDGER_SPAN], allowed[LEDGER_SPAN];
    buf_add_text(out, _(rules_word(w)));
    if (b->has_event)
        buf_printf(out, _(" at event %u"), b->event);
    if (b->has_span)
        buf_printf(out, _(", %s of %s"), write_span(b->is, is, b->allowed),
                   write_span(b->allowed, allowed, b->is));
    if (b->has_minutes)
        buf_printf(out, _(", %llu of %llu minutes"), (unsigned long long)b->is,
                   (unsigned long long)b->allowed);
}

/* ---- one journal ---- */

struct judging {
    const struct rules *rules;
    const struct rules_paper *paper;
    const struct submission *m;
    struct rules_verdict *out;
    uint64_t allowed_ms, outage_ms, added_minutes;
    uint8_t seat[8]; /* of the event before */
    bool is_wrong_start, has_code_at_1;
};

/* The first breach of a word counts. */
static void breach(struct judging *j, enum rules_word w, const struct rules_breach *found)
{
    struct rules_breach *b = &j->out->of[w];
    if (b->is_broken)
        return;
    *b = *found;
    b->is_broken = b->has_event = true;
}

static void breach_at(struct judging *j, enum rules_word w, uint32_t event)
{
    breach(j, w, &(struct rules_breach){.event = event});
}

static void breach_span(struct judging *j, enum rules_word w, uint32_t event, uint64_t is,
                        uint64_t allowed)
{
    breach(j, w,
           &(struct rules_breach){.event = event, .has_span = true, .is = is, .allowed = allowed});
}

static void breach_minutes(struct judging *j, enum rules_word w, uint32_t event, uint64_t is,
                           uint64_t allowed)
{
    breach(
        j, w,
        &(struct rules_breach){.event = event, .has_minutes = true, .is = is, .allowed = allowed});
}

static void hash_seat(const char *name, uint8_t out[8])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, name, strlen(name), hash);
    memcpy(out, hash, 8);
}

/* The action that an event stands for; 0: it needs no voucher and no order. */
static uint16_t action_of(uint16_t type)
{
    switch (type) {
    case JOURNAL_EXTEND: return ROOM_ACTION_EXTEND;
    case JOURNAL_OUTAGE:
    case JOURNAL_RESUME: return ROOM_ACTION_RESUME;
    case JOURNAL_CONTINUE: return ROOM_ACTION_START_HERE;
    case JOURNAL_MISCONDUCT: return ROOM_ACTION_END;
    default: return 0;
    }
}

static bool is_collected(const struct rules *r, uint32_t paper, const struct journal_event *ev)
{
    for (size_t i = 0; i < r->orders; i++) {
        const struct rules_order *o = &r->order[i];
        if (memcmp(o->hash, ev->proof, CRYPT_HASH) == 0)
            return o->paper == paper && memcmp(o->seat, ev->seat_hash, 8) == 0 &&
                   o->action == action_of(ev->type) &&
                   o->minutes == (ev->type == JOURNAL_EXTEND ? ev->minutes : 0);
    }
    return false;
}

/* True when a good voucher or a collected order stands behind an event with a code. */
static bool keeps_code(const struct judging *j, const struct journal_event *ev, const uint8_t *mac)
{
    if (ev->code >= JOURNAL_ORDER_FIRST)
        return is_collected(j->rules, j->paper->paper, ev);
    const struct rules_use *u = rules_find_use(j->rules, mac);
    return u && u->action;
}

static void judge_code(struct judging *j, const struct journal_event *ev, const uint8_t *mac)
{
    bool wants = action_of(ev->type) && ev->type != JOURNAL_RESUME;
    if (ev->code ? !keeps_code(j, ev, mac) : wants)
        breach_at(j, RULES_CODE, ev->seq);
    const struct rules_use *u = ev->code ? rules_find_use(j->rules, mac) : NULL;
    if (u && u->is_twice)
        breach_at(j, RULES_CODE_TWICE, ev->seq);
}

static void judge_start(struct judging *j, const struct journal_event *ev)
{
    uint8_t seat[8];
    const struct rules_paper *p = j->paper;
    j->allowed_ms = (uint64_t)p->minutes * MS_A_MINUTE;
    hash_seat(p->seat, seat);
    j->is_wrong_start = (p->seat[0] && memcmp(seat, ev->seat_hash, 8) != 0) ||
                        (ev->reason == START_BLIND && !p->is_free);
    if (ev->minutes != p->minutes)
        breach_minutes(j, RULES_MINUTES, ev->seq, ev->minutes, p->minutes);
}

static void judge_time(struct judging *j, const struct journal_event *ev, const uint8_t *mac)
{
    const struct session_caps *caps = j->paper->caps;
    uint64_t cap = (uint64_t)caps->outage_cap_s * 1000;
    if ((ev->type == JOURNAL_CHOOSE || ev->type == JOURNAL_CLEAR) && ev->used_ms > j->allowed_ms)
        breach_span(j, RULES_LATE, ev->seq, ev->used_ms, j->allowed_ms);
    j->outage_ms += ledger_uncharged_ms(ev);
    if (ev->type == JOURNAL_OUTAGE && j->outage_ms > cap + TOLERANCE_MS)
        breach_span(j, RULES_OUTAGE_CAP, ev->seq, j->outage_ms, cap);
    if (ev->type != JOURNAL_EXTEND)
        return;
    j->added_minutes += ev->minutes;
    if (ev->code && keeps_code(j, ev, mac))
        j->allowed_ms += (uint64_t)ev->minutes * MS_A_MINUTE;
    if (j->added_minutes > caps->extra_cap_min)
        breach_minutes(j, RULES_EXTRA_CAP, ev->seq, j->added_minutes, caps->extra_cap_min);
}

static void judge_seat(struct judging *j, const struct journal_event *ev)
{
    bool continues = ev->type == JOURNAL_CONTINUE;
    if (ev->seq == 1 && continues && ev->code)
        j->has_code_at_1 = true;
    if (ev->seq && !continues && memcmp(ev->seat_hash, j->seat, 8) != 0)
        breach_at(j, RULES_SEAT, ev->seq);
    memcpy(j->seat, ev->seat_hash, 8);
}

/* What a seat that was left says: event n there is the first of somebody who went on. */
static void judge_leaves(struct judging *j)
{
    size_t events = submission_events(j->m);
    for (size_t i = 0; i < j->rules->leaves; i++) {
        const struct rules_leave *l = &j->rules->leave[i];
        struct journal_event ev;
        struct err ignored;
        uint8_t head[CRYPT_HASH];
        if (l->paper != j->paper->paper || l->events >= events)
            continue;
        journal_head(j->m->records.data, l->events, head);
        if (memcmp(head, l->head, CRYPT_HASH) == 0 &&
            journal_decode(j->m->records.data + (size_t)l->events * JOURNAL_RECORD, &ev,
                           &ignored) == ERR_OK &&
            memcmp(ev.seat_hash, l->seat, 8) == 0 && !ev.code)
            breach_at(j, RULES_AFTER_LEAVE, l->events);
    }
}

void rules_judge(const struct rules *r, const struct rules_paper *p, const struct submission *m,
                 struct rules_verdict *out)
{
    *out = (struct rules_verdict){0};
    struct judging j = {.rules = r, .paper = p, .m = m, .out = out};
    for (uint32_t i = 0; i < m->state.count; i++) {
        const uint8_t *record = m->records.data + (size_t)i * JOURNAL_RECORD;
        struct journal_event ev;
        struct err ignored;
        if (journal_decode(record, &ev, &ignored) != ERR_OK)
            break;
        if (i == 0)
            judge_start(&j, &ev);
        judge_code(&j, &ev, record + JOURNAL_EVENT);
        judge_time(&j, &ev, record + JOURNAL_EVENT);
        judge_seat(&j, &ev);
    }
    if (j.is_wrong_start && !j.has_code_at_1)
        breach_at(&j, RULES_SEAT, 0);
    if (m->state.count < submission_events(m))
        breach_at(&j, RULES_SEQUENCE, m->state.count);
    judge_leaves(&j);
}

void rules_judge_paper(const struct rules *r, const struct office_session *s,
                       const struct submission *m, struct rules_verdict *out)
{
    const struct session_paper *x = &s->roster.paper[m->paper];
    const struct rules_paper p = {
        .paper = m->paper,
        .minutes = (uint32_t)office_session_variant(s, m->paper)->minutes + x->extra_minutes,
        .seat = x->seat,
        .caps = &s->session.info.caps,
        .is_free = s->session.info.start == SESSION_START_FREE};
    rules_judge(r, &p, m, out);
}
