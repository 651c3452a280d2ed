/* The chain: what stands cannot be altered, left out, moved or added without the key; and the rules
 * of events. */
#include "app/core/journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { EVENTS = 12, QUESTIONS = 5 };

struct sheet {
    uint8_t k0[CRYPT_KEY], key[CRYPT_KEY], binding[32];
    uint8_t records[EVENTS * JOURNAL_RECORD];
    size_t count;
};

static struct journal_event event(uint32_t seq, uint16_t type)
{
    return (struct journal_event){.seq = seq,
                                  .type = type,
                                  .question = JOURNAL_NONE,
                                  .choice = JOURNAL_NO_CHOICE,
                                  .boot_ms = 1000 + seq * 1000u,
                                  .used_ms = seq * 1000u,
                                  .wall_ms = 5,
                                  .boot_hash = "boot",
                                  .seat_hash = "seat"};
}

static void add(struct sheet *s, const struct journal_event *ev)
{
    uint8_t *record = s->records + s->count++ * JOURNAL_RECORD;
    journal_encode(ev, record);
    journal_chain(s->key, record, record + JOURNAL_EVENT);
}

static void add_question(struct sheet *s, uint16_t type, uint16_t question, uint8_t choice)
{
    struct journal_event ev = event((uint32_t)s->count, type);
    ev.question = question;
    ev.choice = choice;
    add(s, &ev);
}

static struct sheet make(void)
{
    struct sheet s = {.k0 = "first key", .binding = "binding"};
    memcpy(s.key, s.k0, CRYPT_KEY);
    struct journal_event ev = event(0, JOURNAL_START);
    ev.minutes = 30;
    memcpy(ev.data, s.binding, 32);
    add(&s, &ev);
    add_question(&s, JOURNAL_CHOOSE, 0, 2);
    add_question(&s, JOURNAL_CHOOSE, 1, 3);
    add_question(&s, JOURNAL_CHOOSE, 0, 1);
    add_question(&s, JOURNAL_MARK, 4, JOURNAL_NO_CHOICE);
    add_question(&s, JOURNAL_CROSS, 2, 3);
    add_question(&s, JOURNAL_CLEAR, 1, JOURNAL_NO_CHOICE);
    add_question(&s, JOURNAL_VIEW, 3, JOURNAL_NO_CHOICE);
    ev = event(8, JOURNAL_TICK);
    add(&s, &ev);
    ev = event(9, JOURNAL_EXTEND);
    ev.minutes = 5;
    ev.code = 7;
    add(&s, &ev);
    ev = event(10, JOURNAL_SKIPPABLE + 900); /* of a later version */
    add(&s, &ev);
    ev = event(11, JOURNAL_HANDIN);
    add(&s, &ev);
    return s;
}

static enum err_code verify(const struct sheet *s, struct journal_state *st, struct err *e)
{
    return journal_verify(
        &(struct journal_records){s->records, s->count, s->k0, s->binding, QUESTIONS}, st, NULL, e);
}

static void events_tell_the_attempt(void **state)
{
    (void)state;
    struct sheet s = make();
    struct journal_state st;
    struct err e = {0};
    uint8_t key[CRYPT_KEY];
    assert_int_equal(
        journal_verify(&(struct journal_records){s.records, s.count, s.k0, s.binding, QUESTIONS},
                       &st, key, &e),
        ERR_OK);
    assert_memory_equal(key, s.key, CRYPT_KEY);
    assert_int_equal(st.choice[0], 1);
    assert_int_equal(st.choice[1], JOURNAL_NO_CHOICE);
    assert_true(st.marked[4]);
    assert_int_equal(st.crossed[2], 8);
    assert_int_equal(st.position, 3);
    assert_int_equal(st.minutes, 30);
    assert_int_equal(st.extended, 5);
    assert_int_equal(st.used_ms, 11000);
    assert_int_equal(st.end, JOURNAL_ENDED_HANDIN);
    assert_true(st.codes_used[0] == UINT64_C(1) << 7);
    assert_true(journal_left_ms(&st, 60000) == 34 * 60000);
    assert_true(journal_left_ms(&st, 35 * 60000) == 0);
}

static void bytes_come_back(void **state)
{
    (void)state;
    struct journal_event ev = event(77, JOURNAL_OUTAGE), back;
    struct err e = {0};
    uint8_t bytes[JOURNAL_EVENT];
    ev.minutes = 300;
    ev.code = 0x1234;
    ev.reason = 0xFEDC;
    ev.wall_ms = -1;
    ev.used_ms = UINT64_MAX;
    memset(ev.data, 0xA5, sizeof ev.data);
    memset(ev.proof, 0x5A, sizeof ev.proof);
    journal_encode(&ev, bytes);
    assert_int_equal(bytes[0], 77);
    assert_int_equal(bytes[12], 0x34);
    assert_int_equal(bytes[64], 0xA5);
    assert_int_equal(journal_decode(bytes, &back, &e), ERR_OK);
    assert_int_equal(back.seq, 77);
    assert_int_equal(back.reason, 0xFEDC);
    assert_true(back.wall_ms == -1 && back.used_ms == UINT64_MAX);
    assert_memory_equal(back.data, ev.data, sizeof ev.data);
    assert_int_equal(bytes[127], 0x5A);
    assert_memory_equal(back.proof, ev.proof, sizeof ev.proof);
    assert_memory_equal(back.boot_hash, ev.boot_hash, 8);
}

static void spare_bytes_are_zero(void **state)
{
    (void)state;
    static const int SPARE[] = {9, 56, 63, 96, 127};
    struct journal_event ev = event(0, JOURNAL_TICK), back;
    struct err e = {0};
    uint8_t bytes[JOURNAL_EVENT];
    for (size_t i = 0; i < sizeof SPARE / sizeof SPARE[0]; i++) {
        journal_encode(&ev, bytes);
        bytes[SPARE[i]] = 1;
        assert_int_equal(journal_decode(bytes, &back, &e), ERR_FORMAT);
    }
    ev.type = 100;
    journal_encode(&ev, bytes);
    assert_int_equal(journal_decode(bytes, &back, &e), ERR_POLICY);
}

static void every_flipped_bit_is_found(void **state)
{
    (void)state;
    struct sheet s = make();
    struct journal_state st;
    struct err e = {0};
    for (size_t at = 0; at < s.count * JOURNAL_RECORD; at++) {
        s.records[at] ^= (uint8_t)(1u << (at % 8));
        char where[32];
        snprintf(where, sizeof where, "event %zu", at / JOURNAL_RECORD);
        assert_int_equal(verify(&s, &st, &e), ERR_AUTH);
        assert_non_null(strstr(e.text, where));
        s.records[at] ^= (uint8_t)(1u << (at % 8));
    }
    assert_int_equal(verify(&s, &st, &e), ERR_OK);
}

static void nothing_is_moved_or_left_out(void **state)
{
    (void)state;
    struct journal_state st;
    struct err e = {0};
    for (size_t i = 0; i + 1 < EVENTS; i++) {
        struct sheet s = make(), t = make();
        memmove(s.records + i * JOURNAL_RECORD, s.records + (i + 1) * JOURNAL_RECORD,
                (EVENTS - 1 - i) * JOURNAL_RECORD);
        s.count--;
        assert_int_equal(verify(&s, &st, &e), ERR_AUTH);
        memcpy(t.records + i * JOURNAL_RECORD, s.records + i * JOURNAL_RECORD, JOURNAL_RECORD);
        assert_int_equal(verify(&t, &st, &e), ERR_AUTH);
    }
}

static void a_cut_tail_is_an_open_journal(void **state)
{
    (void)state;
    struct sheet s = make();
    struct journal_state st;
    struct err e = {0};
    s.count--;
    assert_int_equal(verify(&s, &st, &e), ERR_OK);
    assert_int_equal(st.end, JOURNAL_OPEN);
    s.count = 0;
    assert_int_equal(verify(&s, &st, &e), ERR_FORMAT);
}

static void another_key_or_binding_is_refused(void **state)
{
    (void)state;
    struct sheet s = make();
    struct journal_state st;
    struct err e = {0};
    s.binding[31] ^= 1;
    assert_int_equal(verify(&s, &st, &e), ERR_AUTH);
    s.binding[31] ^= 1;
    s.k0[0] ^= 1;
    assert_int_equal(verify(&s, &st, &e), ERR_AUTH);
}

/* The state after START. */
static struct journal_state started(void)
{
    struct journal_state st;
    struct err e = {0};
    struct journal_event ev = event(0, JOURNAL_START);
    ev.minutes = 30;
    journal_state_init(&st, QUESTIONS);
    assert_int_equal(journal_apply(&st, &ev, &e), ERR_OK);
    return st;
}

static void refuse(struct journal_event ev)
{
    struct journal_state st = started(), before = st;
    struct err e = {0};
    assert_int_equal(journal_apply(&st, &ev, &e), ERR_FORMAT);
    assert_true(e.text[0] != '\0');
    assert_memory_equal(&st, &before, sizeof st);
}

static void rules_of_order_and_range(void **state)
{
    (void)state;
    refuse(event(2, JOURNAL_TICK));
    refuse(event(0, JOURNAL_TICK));
    refuse(event(1, JOURNAL_START));
    refuse(event(1, JOURNAL_CHOOSE));
    refuse(event(1, JOURNAL_VIEW));
    struct journal_event ev = event(1, JOURNAL_CHOOSE);
    ev.question = QUESTIONS;
    ev.choice = 0;
    refuse(ev);
    ev.question = 0;
    ev.choice = 4;
    refuse(ev);
    ev = event(1, JOURNAL_TICK);
    ev.question = 1;
    refuse(ev);
    refuse(event(1, JOURNAL_EXTEND)); /* no minutes */
    struct journal_state st;
    struct err e = {0};
    journal_state_init(&st, QUESTIONS);
    ev = event(0, JOURNAL_CHOOSE);
    assert_int_equal(journal_apply(&st, &ev, &e), ERR_FORMAT);
}

static void rules_of_time(void **state)
{
    (void)state;
    struct journal_event ev = event(1, JOURNAL_TICK);
    ev.used_ms = 2001; /* one second went by: one more is tolerated */
    refuse(ev);
    ev = event(1, JOURNAL_TICK);
    ev.boot_ms = 999;
    refuse(ev);
    ev = event(1, JOURNAL_TICK);
    ev.boot_hash[0] ^= 1;
    refuse(ev);
    ev = event(1, JOURNAL_RESUME);
    ev.seat_hash[0] ^= 1;
    refuse(ev);
    struct journal_state st = started();
    struct err e = {0};
    ev = event(1, JOURNAL_TICK);
    assert_int_equal(journal_apply(&st, &ev, &e), ERR_OK);
    ev = event(2, JOURNAL_TICK);
    ev.used_ms = 0;
    assert_int_equal(journal_apply(&st, &ev, &e), ERR_FORMAT);
}

static void an_outage_is_told(void **state)
{
    (void)state;
    struct journal_state st = started();
    struct err e = {0};
    struct journal_event ev = event(1, JOURNAL_OUTAGE);
    ev.boot_hash[0] ^= 1;
    ev.boot_ms = 1500;
    ev.code = 30;
    ev.data[1] = 1; /* 256 ms */
    assert_int_equal(journal_apply(&st, &ev, &e), ERR_OK);
    assert_int_equal(st.outage_ms, 256);
    ev.seq = 2;
    ev.boot_hash[0] ^= 1;
    assert_int_equal(journal_apply(&st, &ev, &e), ERR_OK); /* used again: the office judges it */
}

/* A voucher's number or an order's, and only where somebody with either can have been at work. */
static void a_code_is_a_number_in_its_place(void **state)
{
    static const struct {
        uint16_t type, code;
        enum err_code want;
    } CASE[] = {{JOURNAL_RESUME, 1, ERR_OK},       {JOURNAL_RESUME, 120, ERR_OK},
                {JOURNAL_RESUME, 121, ERR_FORMAT}, {JOURNAL_RESUME, 127, ERR_FORMAT},
                {JOURNAL_RESUME, 128, ERR_OK},     {JOURNAL_RESUME, 255, ERR_OK},
                {JOURNAL_RESUME, 256, ERR_FORMAT}, {JOURNAL_TICK, 1, ERR_FORMAT},
                {JOURNAL_HANDIN, 1, ERR_FORMAT},   {JOURNAL_SKIPPABLE + 900, 1, ERR_OK}};
    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        struct journal_state st = started();
        struct journal_event ev = event(1, CASE[i].type);
        struct err e = {0};
        ev.code = CASE[i].code;
        assert_int_equal(journal_apply(&st, &ev, &e), CASE[i].want);
    }
}

/* Whoever has the key wrote it, whatever it breaks: that is not the same as an altered one. */
static void a_journal_that_breaks_a_rule_is_told_from_an_altered_one(void **state)
{
    struct sheet s = make();
    struct journal_state st;
    struct err e = {0};
    (void)state;
    s.count = EVENTS - 2;
    memcpy(s.key, s.k0, CRYPT_KEY);
    for (size_t i = 0; i < s.count; i++) {
        uint8_t *record = s.records + i * JOURNAL_RECORD;
        if (i == 3)
            record[4] = 100; /* a type nobody knows */
        journal_chain(s.key, record, record + JOURNAL_EVENT);
    }
    assert_int_equal(verify(&s, &st, &e), ERR_POLICY);
    assert_int_equal(st.count, 3);
    assert_int_equal(st.choice[1], 3);
    s.records[7 * JOURNAL_RECORD + JOURNAL_EVENT] ^=
        1; /* behind it the chain counts as before it */
    assert_int_equal(verify(&s, &st, &e), ERR_AUTH);
    assert_non_null(strstr(e.text, "event 7"));
}

/* What is charged and what is not add up to what a clock since boot bears out. */
static void an_outage_charges_what_is_borne_out(void **state)
{
    (void)state;
    static const struct {
        uint64_t up_ms, charged, uncharged;
        bool other_seat;
        enum err_code want;
    } CASE[] = {
        {600000, 0, 600000, false, ERR_OK},     {600000, 500000, 100000, false, ERR_OK},
        {600000, 602000, 0, false, ERR_FORMAT}, {600000, 400000, 400000, false, ERR_FORMAT},
        {600000, 0, 700000, false, ERR_FORMAT}, {600000, 0, 0, true, ERR_OK},
        {600000, 60000, 0, true, ERR_FORMAT},   {600000, 0, 60000, true, ERR_FORMAT},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        struct journal_state st = started();
        struct err e = {0};
        struct journal_event ev = event(1, JOURNAL_OUTAGE);
        ev.boot_hash[0] ^= 1;
        ev.seat_hash[0] ^= CASE[i].other_seat;
        ev.boot_ms = CASE[i].up_ms;
        ev.used_ms = st.used_ms + CASE[i].charged;
        ev.code = 30;
        for (int k = 0; k < 8; k++)
            ev.data[k] = (uint8_t)(CASE[i].uncharged >> (8 * k));
        assert_int_equal(journal_apply(&st, &ev, &e), CASE[i].want);
    }
}

static void nothing_follows_the_end(void **state)
{
    (void)state;
    static const uint16_t ENDS[] = {JOURNAL_HANDIN, JOURNAL_TIMEOUT, JOURNAL_MISCONDUCT};
    for (size_t i = 0; i < 3; i++) {
        struct journal_state st = started();
        struct err e = {0};
        struct journal_event ev = event(1, ENDS[i]);
        assert_int_equal(journal_apply(&st, &ev, &e), ERR_OK);
        ev = event(2, JOURNAL_TICK);
        assert_int_equal(journal_apply(&st, &ev, &e), ERR_FORMAT);
    }
}

static void count_up(uint8_t *out, size_t len, uint8_t first)
{
    for (size_t i = 0; i < len; i++)
        out[i] = (uint8_t)(first + i);
}

/* The vector of FORMATS.md: an answer given and taken back, another that stays. */
static void a_journal_is_that_of_its_vector(void **state)
{
    static const struct {
        uint16_t type, question;
        uint8_t choice;
        uint32_t used_ms;
        uint16_t minutes, code, reason;
        uint8_t proof; /* its first byte; 0: none */
    } EVENT[] = {{JOURNAL_START, JOURNAL_NONE, JOURNAL_NO_CHOICE, 0, 30, 0, 0, 0xc0},
                 {JOURNAL_CHOOSE, 0, 2, 5000, 0, 0, 0, 0},
                 {JOURNAL_CHOOSE, 1, 1, 9000, 0, 0, 0, 0},
                 {JOURNAL_CLEAR, 0, JOURNAL_NO_CHOICE, 12000, 0, 0, 0, 0},
                 {JOURNAL_EXTEND, JOURNAL_NONE, JOURNAL_NO_CHOICE, 15000, 10, 17, 4, 0xe0},
                 {JOURNAL_HANDIN, JOURNAL_NONE, JOURNAL_NO_CHOICE, 20000, 0, 0, 0, 0}};
    struct sheet s = {.count = 0};
    struct journal_state st;
    uint8_t session[CRYPT_HASH], bank[CRYPT_HASH], head[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1], receipt[CODE_RECEIPT + 1];
    struct err e = {0};
    (void)state;
    count_up(s.k0, CRYPT_KEY, 0);
    memcpy(s.key, s.k0, CRYPT_KEY);
    count_up(session, CRYPT_HASH, 0x20);
    count_up(bank, CRYPT_HASH, 0x40);
    journal_binding(session, bank, 6, s.binding);
    for (uint32_t i = 0; i < sizeof EVENT / sizeof EVENT[0]; i++) {
        struct journal_event ev = {.seq = i,
                                   .type = EVENT[i].type,
                                   .question = EVENT[i].question,
                                   .choice = EVENT[i].choice,
                                   .minutes = EVENT[i].minutes,
                                   .code = EVENT[i].code,
                                   .reason = EVENT[i].reason,
                                   .used_ms = EVENT[i].used_ms,
                                   .boot_ms = 1000 + EVENT[i].used_ms,
                                   .wall_ms = 1767225600000 + (int64_t)EVENT[i].used_ms};
        count_up(ev.boot_hash, 8, 0xa0);
        count_up(ev.seat_hash, 8, 0xb0);
        if (EVENT[i].proof)
            count_up(ev.proof, sizeof ev.proof, EVENT[i].proof);
        if (i == 0)
            memcpy(ev.data, s.binding, sizeof ev.data);
        add(&s, &ev);
    }
    journal_head(s.records, s.count, head);
    crypt_hex(head, CRYPT_HASH, hex);
    assert_string_equal(hex, "df49174d64dd645ea5514c393c6d8d17a5e9a378fdd8e2d09c560d842cac40af");
    code_receipt(head, receipt);
    assert_string_equal(receipt, "VX4HEKB4VNJ5X9AH");
    assert_int_equal(
        journal_verify(&(struct journal_records){s.records, s.count, s.k0, s.binding, 2}, &st, NULL,
                       &e),
        ERR_OK);
    assert_int_equal(st.choice[0], JOURNAL_NO_CHOICE);
    assert_int_equal(st.choice[1], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_tell_the_attempt),
        cmocka_unit_test(bytes_come_back),
        cmocka_unit_test(spare_bytes_are_zero),
        cmocka_unit_test(every_flipped_bit_is_found),
        cmocka_unit_test(nothing_is_moved_or_left_out),
        cmocka_unit_test(a_cut_tail_is_an_open_journal),
        cmocka_unit_test(another_key_or_binding_is_refused),
        cmocka_unit_test(rules_of_order_and_range),
        cmocka_unit_test(rules_of_time),
        cmocka_unit_test(an_outage_is_told),
        cmocka_unit_test(a_code_is_a_number_in_its_place),
        cmocka_unit_test(a_journal_that_breaks_a_rule_is_told_from_an_altered_one),
        cmocka_unit_test(an_outage_charges_what_is_borne_out),
        cmocka_unit_test(nothing_follows_the_end),
        cmocka_unit_test(a_journal_is_that_of_its_vector)};
    return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
