/* The rules of the room: each word broken by one millisecond, minute or byte, and its honest
 * neighbour. */
#include "app/core/room_action.h"
#include "tools/office/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE = 60000, QUESTIONS = 4, PAPER = 6, MINUTES = 30 };

static const struct session_caps CAPS = {
    .tick_s = 15, .checkpoint_s = 30, .outage_cap_s = 600, .extra_cap_min = 60};
static const uint8_t UID[VOUCHER_UID] = {1, 2, 3};
static uint8_t W[VOUCHER_COUNT + 1][CRYPT_KEY];

/* A journal being written, at a seat. */
struct desk {
    struct submission m;
    struct journal_event ev; /* the next one */
};

static void hash_seat(const char *name, uint8_t out[8])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, name, strlen(name), hash);
    memcpy(out, hash, 8);
}

static void open_desk(struct desk *d, uint32_t paper, const char *seat)
{
    *d = (struct desk){.m = {.paper = paper}, .ev = {.boot_ms = 1000}};
    buf_init(&d->m.records, 1 << 20);
    journal_state_init(&d->m.state, QUESTIONS);
    hash_seat(seat, d->ev.seat_hash);
}

static void close_desk(struct desk *d)
{
    buf_free(&d->m.records);
}

static struct journal_event *next(struct desk *d, uint16_t type)
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

/* Writes it down; its mac is that of a chain from a key of zeros and all before. */
static void put(struct desk *d)
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

static void pass(struct desk *d, uint64_t ms)
{
    d->ev.boot_ms += ms;
    d->ev.used_ms += ms;
}

static void start(struct desk *d, uint16_t minutes)
{
    next(d, JOURNAL_START)->minutes = minutes;
    put(d);
}

static void answer(struct desk *d)
{
    struct journal_event *ev = next(d, JOURNAL_CHOOSE);
    ev->question = 0;
    ev->choice = 2;
    put(d);
}

/* A voucher's number and its proof for an action, of this paper unless it is the seat's. */
static void prove(struct desk *d, uint16_t n, uint16_t action, uint32_t paper)
{
    struct voucher_use u = {.paper = paper, .n = n, .action = action, .minutes = d->ev.minutes};
    memcpy(u.seat_hash, d->ev.seat_hash, 8);
    d->ev.code = n;
    voucher_proof(W[n], UID, &u, d->ev.proof);
}

static void extend(struct desk *d, uint16_t n, uint16_t minutes)
{
    next(d, JOURNAL_EXTEND)->minutes = minutes;
    prove(d, n, ROOM_ACTION_EXTEND, d->m.paper);
    put(d);
}

static void outage(struct desk *d, uint16_t n, uint16_t action, uint64_t free_ms)
{
    struct journal_event *ev = next(d, JOURNAL_OUTAGE);
    ev->boot_hash[0]++;
    ev->boot_ms = free_ms;
    for (int i = 0; i < 8; i++)
        ev->data[i] = (uint8_t)(free_ms >> (8 * i));
    if (n)
        prove(d, n, action, d->m.paper);
    put(d);
}

static void go_on_here(struct desk *d, const char *seat, uint16_t n)
{
    uint32_t last = (uint32_t)submission_events(&d->m) - 1;
    struct journal_event *ev = next(d, JOURNAL_CONTINUE);
    hash_seat(seat, ev->seat_hash);
    for (int i = 0; i < 4; i++)
        ev->data[i] = (uint8_t)(last >> (8 * i));
    prove(d, n, ROOM_ACTION_START_HERE, d->m.paper);
    put(d);
}

static const struct rules_paper ALONE = {
    .paper = PAPER, .minutes = MINUTES, .seat = "", .caps = &CAPS};

/* "late-answer@3 code@1 ", of these journals the first. */
static const char *judge_with(struct rules *r, const struct rules_paper *p, struct desk *const *d,
                              size_t count)
{
    static char text[256];
    struct rules_verdict v;
    struct err e = {0};
    for (size_t i = 0; i < count; i++)
        assert_int_equal(rules_add_journal(r, &d[i]->m, &e), ERR_OK);
    assert_int_equal(rules_match(r, UID, (const uint8_t(*)[CRYPT_KEY])W, &e), ERR_OK);
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

static const char *judge(const struct rules_paper *p, struct desk *d)
{
    struct rules r = {0};
    return judge_with(&r, p, &d, 1);
}

static const char *judge_two(struct desk *a, struct desk *b)
{
    struct rules r = {0};
    return judge_with(&r, &ALONE, (struct desk *const[]){a, b}, 2);
}

static void minutes_are_those_of_variant_and_roster(void **state)
{
    (void)state;
    for (uint16_t m = MINUTES - 1; m <= MINUTES + 1; m++) {
        struct desk d;
        open_desk(&d, PAPER, "A");
        start(&d, m);
        assert_string_equal(judge(&ALONE, &d), m == MINUTES ? "" : "minutes@0 ");
        close_desk(&d);
    }
}

static void an_answer_is_late_by_a_millisecond(void **state)
{
    (void)state;
    for (uint64_t over = 0; over < 2; over++)
        for (int extended = 0; extended < 2; extended++) {
            struct desk d;
            open_desk(&d, PAPER, "A");
            start(&d, MINUTES);
            if (extended)
                extend(&d, 7, 10);
            pass(&d, (uint64_t)(MINUTES + 10 * extended) * MINUTE + over);
            answer(&d);
            assert_string_equal(judge(&ALONE, &d), !over       ? ""
                                                   : !extended ? "late-answer@1 "
                                                               : "late-answer@2 ");
            close_desk(&d);
        }
}

/* The same to the millisecond for an answer taken back; a mark counts for nothing. */
static void clearing_is_late_too_and_a_mark_never(void **state)
{
    (void)state;
    for (int late = 0; late < 2; late++) {
        struct desk d;
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        answer(&d);
        pass(&d, MINUTES * MINUTE + 1);
        next(&d, late ? JOURNAL_CLEAR : JOURNAL_MARK)->question = 0;
        put(&d);
        assert_string_equal(judge(&ALONE, &d), late ? "late-answer@2 " : "");
        close_desk(&d);
    }
}

/* Minutes by a voucher that was none do not count. */
static void minutes_without_a_voucher_are_none(void **state)
{
    (void)state;
    struct desk d;
    open_desk(&d, PAPER, "A");
    start(&d, MINUTES);
    next(&d, JOURNAL_EXTEND)->minutes = 10;
    prove(&d, 7, ROOM_ACTION_EXTEND, PAPER);
    d.ev.proof[31] ^= 1;
    put(&d);
    pass(&d, MINUTES * MINUTE + 1);
    answer(&d);
    assert_string_equal(judge(&ALONE, &d), "late-answer@2 code@1 ");
    close_desk(&d);
}

static void outages_have_a_cap(void **state)
{
    (void)state;
    for (uint64_t over = 0; over < 2; over++) {
        struct desk d;
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        outage(&d, 3, ROOM_ACTION_RESUME, 300000);
        outage(&d, 4, ROOM_ACTION_RESUME, 301000 + over);
        assert_string_equal(judge(&ALONE, &d), over ? "outage-cap@2 " : "");
        close_desk(&d);
    }
}

static void more_time_has_a_cap(void **state)
{
    (void)state;
    for (uint16_t last = 5; last <= 10; last = (uint16_t)(last + 5)) {
        struct desk d;
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        for (uint16_t n = 1; n <= 3; n++)
            extend(&d, n, 15);
        extend(&d, 4, 10);
        extend(&d, 5, last);
        assert_string_equal(judge(&ALONE, &d), last > 5 ? "extra-cap@5 " : "");
        close_desk(&d);
    }
}

static void each_event_that_wants_a_code_wants_one(void **state)
{
    (void)state;
    static const uint16_t WANTS[] = {JOURNAL_EXTEND, JOURNAL_OUTAGE, JOURNAL_CONTINUE,
                                     JOURNAL_MISCONDUCT},
                          ACTION[] = {ROOM_ACTION_EXTEND, ROOM_ACTION_RESUME,
                                      ROOM_ACTION_START_HERE, ROOM_ACTION_END};
    for (size_t i = 0; i < 4; i++)
        for (int good = 0; good < 2; good++) {
            struct desk d;
            open_desk(&d, PAPER, "A");
            start(&d, MINUTES);
            answer(&d);
            next(&d, WANTS[i])->minutes = WANTS[i] == JOURNAL_EXTEND ? 5 : 0;
            if (good)
                prove(&d, 9, ACTION[i], PAPER);
            put(&d);
            assert_string_equal(judge(&ALONE, &d), good ? "" : "code@2 ");
            close_desk(&d);
        }
}

/* One resume without a number is the seat's own; with one, it must be good. */
static void a_resume_wants_none_but_a_good_one(void **state)
{
    (void)state;
    static const uint16_t ACTION[] = {0, ROOM_ACTION_RESUME, ROOM_ACTION_RESUME_ALL,
                                      ROOM_ACTION_END};
    for (size_t i = 0; i < 4; i++) {
        struct desk d;
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        next(&d, JOURNAL_RESUME);
        if (ACTION[i])
            prove(&d, 9, ACTION[i], PAPER);
        put(&d);
        assert_string_equal(judge(&ALONE, &d), i < 3 ? "" : "code@1 ");
        close_desk(&d);
    }
}

/* A proof is of one paper, seat, action and minutes. */
static void a_proof_is_of_nothing_else(void **state)
{
    (void)state;
    for (int bad = 0; bad < 4; bad++) {
        struct desk d;
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        next(&d, JOURNAL_EXTEND)->minutes = bad == 1 ? 15 : 10;
        if (bad == 2)
            hash_seat("B", d.ev.seat_hash);
        prove(&d, 7, bad == 3 ? ROOM_ACTION_RESUME : ROOM_ACTION_EXTEND, PAPER + (bad == 0));
        hash_seat("A", d.ev.seat_hash);
        d.ev.minutes = 10;
        put(&d);
        assert_string_equal(judge(&ALONE, &d), "code@1 ");
        close_desk(&d);
    }
}

static void an_order_must_have_been_collected(void **state)
{
    (void)state;
    for (int bad = 0; bad < 5; bad++) {
        struct desk d;
        struct rules r = {0};
        struct rules_order *o = calloc(1, sizeof *o);
        assert_non_null(o);
        memset(o->hash, 0xab, sizeof o->hash);
        *o = (struct rules_order){.paper = PAPER + (bad == 1),
                                  .action = bad == 2 ? ROOM_ACTION_RESUME : ROOM_ACTION_EXTEND,
                                  .minutes = bad == 3 ? 15 : 10};
        memset(o->hash, 0xab, sizeof o->hash);
        hash_seat(bad == 4 ? "B" : "A", o->seat);
        r.order = o;
        r.orders = 1;
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        next(&d, JOURNAL_EXTEND)->minutes = 10;
        d.ev.code = JOURNAL_ORDER_FIRST;
        memset(d.ev.proof, 0xab, sizeof d.ev.proof);
        put(&d);
        pass(&d, 40 * MINUTE);
        answer(&d);
        assert_string_equal(judge_with(&r, &ALONE, (struct desk *const[]){&d}, 1),
                            bad ? "late-answer@2 code@1 " : "");
        close_desk(&d);
    }
}

static void a_voucher_is_good_once(void **state)
{
    (void)state;
    struct desk a, b;
    open_desk(&a, PAPER, "A");
    open_desk(&b, PAPER + 1, "B");
    start(&a, MINUTES);
    start(&b, MINUTES);
    extend(&a, 7, 10);
    extend(&b, 8, 10);
    assert_string_equal(judge_two(&a, &b), ""); /* two vouchers */
    extend(&b, 7, 10);                          /* on another paper */
    assert_string_equal(judge_two(&a, &b), "code-twice@1 ");
    close_desk(&b);
    open_desk(&b, PAPER + 1, "B"); /* a proof of nothing makes the honest one no worse */
    start(&b, MINUTES);
    next(&b, JOURNAL_EXTEND)->minutes = 10;
    b.ev.code = 7;
    put(&b);
    assert_string_equal(judge_two(&a, &b), "");
    extend(&a, 7, 10); /* twice more time by one */
    assert_string_equal(judge(&ALONE, &a), "code-twice@1 ");
    close_desk(&a);
    close_desk(&b);
}

/* What two journals of a paper share counts once; behind where they part it counts. */
static void journals_that_part_are_looked_at_both(void **state)
{
    (void)state;
    struct desk a, b;
    open_desk(&a, PAPER, "A");
    start(&a, MINUTES);
    extend(&a, 7, 10);
    open_desk(&b, PAPER, "A");
    start(&b, MINUTES);
    extend(&b, 7, 10);
    answer(&b);
    assert_string_equal(judge_two(&a, &b), "");
    extend(&a, 9, 5);
    extend(&b, 9, 5); /* the same proof, but a second time */
    assert_string_equal(judge_two(&a, &b), "code-twice@2 ");
    close_desk(&a);
    close_desk(&b);
}

static void one_for_the_whole_room_is_good_at_each_paper_once(void **state)
{
    (void)state;
    struct desk a, b;
    open_desk(&a, PAPER, "A");
    open_desk(&b, PAPER + 1, "B");
    start(&a, MINUTES);
    start(&b, MINUTES);
    outage(&a, 5, ROOM_ACTION_RESUME_ALL, 1000);
    outage(&b, 5, ROOM_ACTION_RESUME_ALL, 1000);
    assert_string_equal(judge_two(&a, &b), "");
    go_on_here(&a, "C", 6);
    outage(&a, 5, ROOM_ACTION_RESUME_ALL, 1000); /* at another seat: again on this paper */
    assert_string_equal(judge_two(&a, &b), "code-twice@1 ");
    close_desk(&a);
    close_desk(&b);
}

/* Also by what the seats' room records say. */
static void a_room_record_counts(void **state)
{
    (void)state;
    for (int other = 0; other < 2; other++) {
        struct desk d;
        struct rules r = {0};
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        extend(&d, 7, 10);
        struct rules_use *u = calloc(1, sizeof *u);
        assert_non_null(u);
        struct voucher_use use = {.paper = PAPER,
                                  .n = 7,
                                  .action = other ? ROOM_ACTION_RESUME : ROOM_ACTION_EXTEND,
                                  .minutes = other ? 0 : 10};
        *u = (struct rules_use){
            .paper = PAPER, .number = 7, .action = use.action, .minutes = use.minutes};
        hash_seat("A", u->seat);
        hash_seat("A", use.seat_hash);
        voucher_proof(W[7], UID, &use, u->proof);
        r.use = u;
        r.uses = r.use_room = 1;
        assert_string_equal(judge_with(&r, &ALONE, (struct desk *const[]){&d}, 1),
                            other ? "code-twice@1 " : "");
        close_desk(&d);
    }
}

static void it_begins_at_the_rosters_seat(void **state)
{
    (void)state;
    const struct rules_paper at_a = {
        .paper = PAPER, .minutes = MINUTES, .seat = "A", .caps = &CAPS};
    for (int with = 0; with < 3; with++) {
        struct desk d;
        open_desk(&d, PAPER, with == 2 ? "A" : "B");
        start(&d, MINUTES);
        if (with == 1)
            go_on_here(&d, "B", 4);
        answer(&d);
        assert_string_equal(judge(&at_a, &d), with ? "" : "seat@0 ");
        close_desk(&d);
    }
}

static void begun_blind_wants_a_code_or_a_free_start(void **state)
{
    (void)state;
    const struct rules_paper free_start = {
        .paper = PAPER, .minutes = MINUTES, .seat = "", .caps = &CAPS, .is_free = true};
    for (uint16_t reason = 1; reason <= 2; reason++) {
        struct desk d;
        open_desk(&d, PAPER, "B");
        next(&d, JOURNAL_START)->minutes = MINUTES;
        d.ev.reason = reason;
        put(&d);
        assert_string_equal(judge(&ALONE, &d), reason == 2 ? "seat@0 " : "");
        assert_string_equal(judge(&free_start, &d), "");
        go_on_here(&d, "B", 4);
        assert_string_equal(judge(&ALONE, &d), "");
        close_desk(&d);
    }
}

static void a_seat_changes_by_going_on_alone(void **state)
{
    (void)state;
    struct desk d;
    open_desk(&d, PAPER, "A");
    start(&d, MINUTES);
    go_on_here(&d, "B", 4);
    answer(&d);
    assert_string_equal(judge(&ALONE, &d), "");
    next(&d, JOURNAL_OUTAGE);
    hash_seat("C", d.ev.seat_hash);
    prove(&d, 5, ROOM_ACTION_RESUME, PAPER);
    put(&d);
    assert_string_equal(judge(&ALONE, &d), "seat@3 ");
    close_desk(&d);
}

static void what_no_seat_writes_ends_the_sequence(void **state)
{
    (void)state;
    for (int bad = 0; bad < 2; bad++) {
        struct desk d;
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        answer(&d);
        next(&d, JOURNAL_CHOOSE)->question = (uint16_t)(QUESTIONS - 1 + bad);
        d.ev.choice = 0;
        put(&d);
        answer(&d);
        assert_string_equal(judge(&ALONE, &d), bad ? "sequence@2 " : "");
        assert_int_equal(d.m.state.count, bad ? 2 : 4);
        close_desk(&d);
    }
}

static void who_left_comes_back_with_a_code(void **state)
{
    (void)state;
    for (int how = 0; how < 4; how++) { /* without; with; at another seat; another journal's head */
        struct desk d;
        struct rules r = {0};
        struct rules_leave *l = calloc(1, sizeof *l);
        assert_non_null(l);
        open_desk(&d, PAPER, "A");
        start(&d, MINUTES);
        answer(&d);
        *l = (struct rules_leave){.paper = PAPER, .events = 2};
        hash_seat(how == 2 ? "B" : "A", l->seat);
        journal_head(d.m.records.data, 2, l->head);
        l->head[0] = (uint8_t)(l->head[0] ^ (how == 3));
        r.leave = l;
        r.leaves = 1;
        next(&d, JOURNAL_RESUME);
        if (how == 1)
            prove(&d, 6, ROOM_ACTION_RESUME, PAPER);
        put(&d);
        assert_string_equal(judge_with(&r, &ALONE, (struct desk *const[]){&d}, 1),
                            how ? "" : "after-leave@2 ");
        close_desk(&d);
    }
}

static void figures_stand_in_the_sentence(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 1024);
    rules_describe(RULES_LATE,
                   &(struct rules_breach){.has_event = true,
                                          .has_span = true,
                                          .event = 211,
                                          .is = 31 * MINUTE + 2000,
                                          .allowed = 30 * MINUTE},
                   &text);
    assert_string_equal(buf_text(&text), "late-answer at event 211, 31:02 of 30:00");
    buf_clear(&text);
    rules_describe(
        RULES_MINUTES,
        &(struct rules_breach){.has_event = true, .has_minutes = true, .is = 600, .allowed = 30},
        &text);
    assert_string_equal(buf_text(&text), "minutes at event 0, 600 of 30 minutes");
    buf_clear(&text);
    rules_describe(RULES_SHEET, &(struct rules_breach){0}, &text);
    assert_string_equal(buf_text(&text), "sheet");
    buf_free(&text);
}

int main(void)
{
    for (size_t n = 0; n <= VOUCHER_COUNT; n++)
        memset(W[n], (int)n, CRYPT_KEY);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_are_those_of_variant_and_roster),
        cmocka_unit_test(an_answer_is_late_by_a_millisecond),
        cmocka_unit_test(clearing_is_late_too_and_a_mark_never),
        cmocka_unit_test(minutes_without_a_voucher_are_none),
        cmocka_unit_test(outages_have_a_cap),
        cmocka_unit_test(more_time_has_a_cap),
        cmocka_unit_test(each_event_that_wants_a_code_wants_one),
        cmocka_unit_test(a_resume_wants_none_but_a_good_one),
        cmocka_unit_test(a_proof_is_of_nothing_else),
        cmocka_unit_test(an_order_must_have_been_collected),
        cmocka_unit_test(a_voucher_is_good_once),
        cmocka_unit_test(journals_that_part_are_looked_at_both),
        cmocka_unit_test(one_for_the_whole_room_is_good_at_each_paper_once),
        cmocka_unit_test(a_room_record_counts),
        cmocka_unit_test(it_begins_at_the_rosters_seat),
        cmocka_unit_test(begun_blind_wants_a_code_or_a_free_start),
        cmocka_unit_test(a_seat_changes_by_going_on_alone),
        cmocka_unit_test(what_no_seat_writes_ends_the_sequence),
        cmocka_unit_test(who_left_comes_back_with_a_code),
        cmocka_unit_test(figures_stand_in_the_sentence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
