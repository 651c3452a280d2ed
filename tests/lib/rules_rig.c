#include "tests/lib/rules_rig.h"

#include "app/core/room_action.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

const struct session_caps RULES_RIG_CAPS = {
    .tick_s = 15, .checkpoint_s = 30, .outage_cap_s = 600, .extra_cap_min = 60};
const uint8_t RULES_RIG_UID[VOUCHER_UID] = {1, 2, 3};
const struct rules_paper RULES_RIG_ALONE = {
    .paper = PAPER, .minutes = MINUTES, .seat = "", .caps = &RULES_RIG_CAPS};
uint8_t rules_rig_w[VOUCHER_COUNT + 1][CRYPT_KEY];

int rules_rig_up(void **state)
{
    (void)state;
    for (size_t n = 0; n <= VOUCHER_COUNT; n++)
        memset(rules_rig_w[n], (int)n, CRYPT_KEY);
    return 0;
}

void rules_rig_hash_seat(const char *name, uint8_t out[8])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, name, strlen(name), hash);
    memcpy(out, hash, 8);
}

void rules_rig_open(struct rules_rig *d, uint32_t paper, const char *seat)
{
    *d = (struct rules_rig){.m = {.paper = paper}, .ev = {.boot_ms = 1000}};
    buf_init(&d->m.records, 1 << 20);
    journal_state_init(&d->m.state, QUESTIONS);
    rules_rig_hash_seat(seat, d->ev.seat_hash);
}

void rules_rig_close(struct rules_rig *d)
{
    buf_free(&d->m.records);
}

struct journal_event *rules_rig_next(struct rules_rig *d, uint16_t type)
{
    uint64_t boot = d->ev.boot_ms, used = d->ev.used_ms;
    struct journal_event fresh = {.type = type,
                                  .seq = (uint32_t)submission_events(&d->m),
                                  .question = JOURNAL_NONE,
                                  .choice = JOURNAL_NO_CHOICE,
                                  .boot_ms = boot,
                                  .used_ms = used};
    memcpy(fresh.seat_hash, d->ev.seat_hash, 8);
    memcpy(fresh.boot_hash, d->ev.boot_hash, 8);
    d->ev = fresh;
    return &d->ev;
}

void rules_rig_put(struct rules_rig *d)
{
    uint8_t record[JOURNAL_RECORD], key[CRYPT_KEY] = {0};
    struct err ignored;
    journal_encode(&d->ev, record);
    for (size_t i = 0; i < submission_events(&d->m); i++) {
        uint8_t mac[JOURNAL_MAC];
        journal_chain(key, d->m.records.data + i * JOURNAL_RECORD, mac);
    }
    key[0] = (uint8_t)(key[0] ^ d->m.paper);
    journal_chain(key, record, record + JOURNAL_EVENT);
    bool is_whole = d->m.state.count == submission_events(&d->m);
    buf_add(&d->m.records, record, sizeof record);
    if (is_whole && journal_apply(&d->m.state, &d->ev, &ignored) != ERR_OK)
        return;
}

void rules_rig_pass(struct rules_rig *d, uint64_t ms)
{
    d->ev.boot_ms += ms;
    d->ev.used_ms += ms;
}

void rules_rig_start(struct rules_rig *d, uint16_t minutes)
{
    rules_rig_next(d, JOURNAL_START)->minutes = minutes;
    rules_rig_put(d);
}

void rules_rig_answer(struct rules_rig *d)
{
    struct journal_event *ev = rules_rig_next(d, JOURNAL_CHOOSE);
    ev->question = 0;
    ev->choice = 2;
    rules_rig_put(d);
}

void rules_rig_prove(struct rules_rig *d, uint16_t n, uint16_t action, uint32_t paper)
{
    struct voucher_use u = {.paper = paper, .n = n, .action = action, .minutes = d->ev.minutes};
    memcpy(u.seat_hash, d->ev.seat_hash, 8);
    d->ev.code = n;
    voucher_proof(rules_rig_w[n], RULES_RIG_UID, &u, d->ev.proof);
}

void rules_rig_extend(struct rules_rig *d, uint16_t n, uint16_t minutes)
{
    rules_rig_next(d, JOURNAL_EXTEND)->minutes = minutes;
    rules_rig_prove(d, n, ROOM_ACTION_EXTEND, d->m.paper);
    rules_rig_put(d);
}

void rules_rig_outage(struct rules_rig *d, uint16_t n, uint16_t action, uint64_t free_ms)
{
    struct journal_event *ev = rules_rig_next(d, JOURNAL_OUTAGE);
    ev->boot_hash[0]++;
    ev->boot_ms = free_ms;
    for (int i = 0; i < 8; i++)
        ev->data[i] = (uint8_t)(free_ms >> (8 * i));
    if (n)
        rules_rig_prove(d, n, action, d->m.paper);
    rules_rig_put(d);
}

void rules_rig_go_on_here(struct rules_rig *d, const char *seat, uint16_t n)
{
    uint32_t last = (uint32_t)submission_events(&d->m) - 1;
    struct journal_event *ev = rules_rig_next(d, JOURNAL_CONTINUE);
    rules_rig_hash_seat(seat, ev->seat_hash);
    for (int i = 0; i < 4; i++)
        ev->data[i] = (uint8_t)(last >> (8 * i));
    rules_rig_prove(d, n, ROOM_ACTION_START_HERE, d->m.paper);
    rules_rig_put(d);
}

const char *rules_rig_judge_with(struct rules *r, const struct rules_paper *p,
                                 struct rules_rig *const *d, size_t count)
{
    static char text[256];
    struct rules_verdict v;
    struct err e = {0};
    for (size_t i = 0; i < count; i++)
        assert_int_equal(rules_add_journal(r, &d[i]->m, &e), ERR_OK);
    assert_int_equal(rules_match(r, RULES_RIG_UID, (const uint8_t(*)[CRYPT_KEY])rules_rig_w, &e),
                     ERR_OK);
    rules_judge(r, p, &d[0]->m, &v);
    text[0] = '\0';
    for (enum rules_word w = 0; w < RULES_WORDS; w++)
        if (v.of[w].is_broken)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s@%u ", rules_word(w),
                     v.of[w].event);
    assert_int_equal(rules_are_broken(&v), text[0] != '\0');
    rules_free(r);
    return text;
}

const char *rules_rig_judge(const struct rules_paper *p, struct rules_rig *d)
{
    struct rules r = {0};
    return rules_rig_judge_with(&r, p, &d, 1);
}

const char *rules_rig_judge_two(struct rules_rig *a, struct rules_rig *b)
{
    struct rules r = {0};
    return rules_rig_judge_with(&r, &RULES_RIG_ALONE, (struct rules_rig *const[]){a, b}, 2);
}
