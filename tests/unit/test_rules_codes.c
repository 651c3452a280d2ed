/* The rules of the room on vouchers and orders: what wants one, what one is good for, and how
 * often; each beside its honest neighbour. */
#include "app/core/room_action.h"
#include "tests/lib/rules_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Minutes by a voucher that was none do not count. */
static void minutes_without_a_voucher_are_none(void **state)
{
    (void)state;
    struct rules_rig d;
    rules_rig_open(&d, PAPER, "A");
    rules_rig_start(&d, MINUTES);
    rules_rig_next(&d, JOURNAL_EXTEND)->minutes = 10;
    rules_rig_prove(&d, 7, ROOM_ACTION_EXTEND, PAPER);
    d.ev.proof[31] ^= 1;
    rules_rig_put(&d);
    rules_rig_pass(&d, MINUTES * MINUTE + 1);
    rules_rig_answer(&d);
    assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), "late-answer@2 code@1 ");
    rules_rig_close(&d);
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
            struct rules_rig d;
            rules_rig_open(&d, PAPER, "A");
            rules_rig_start(&d, MINUTES);
            rules_rig_answer(&d);
            rules_rig_next(&d, WANTS[i])->minutes = WANTS[i] == JOURNAL_EXTEND ? 5 : 0;
            if (good)
                rules_rig_prove(&d, 9, ACTION[i], PAPER);
            rules_rig_put(&d);
            assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), good ? "" : "code@2 ");
            rules_rig_close(&d);
        }
}

/* One resume without a number is the seat's own; with one, it must be good. */
static void a_resume_wants_none_but_a_good_one(void **state)
{
    (void)state;
    static const uint16_t ACTION[] = {0, ROOM_ACTION_RESUME, ROOM_ACTION_RESUME_ALL,
                                      ROOM_ACTION_END};
    for (size_t i = 0; i < 4; i++) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        rules_rig_next(&d, JOURNAL_RESUME);
        if (ACTION[i])
            rules_rig_prove(&d, 9, ACTION[i], PAPER);
        rules_rig_put(&d);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), i < 3 ? "" : "code@1 ");
        rules_rig_close(&d);
    }
}

/* A proof is of one paper, seat, action and minutes. */
static void a_proof_is_of_nothing_else(void **state)
{
    (void)state;
    for (int bad = 0; bad < 4; bad++) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        rules_rig_next(&d, JOURNAL_EXTEND)->minutes = bad == 1 ? 15 : 10;
        if (bad == 2)
            rules_rig_hash_seat("B", d.ev.seat_hash);
        rules_rig_prove(&d, 7, bad == 3 ? ROOM_ACTION_RESUME : ROOM_ACTION_EXTEND,
                        PAPER + (bad == 0));
        rules_rig_hash_seat("A", d.ev.seat_hash);
        d.ev.minutes = 10;
        rules_rig_put(&d);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), "code@1 ");
        rules_rig_close(&d);
    }
}

static void an_order_must_have_been_collected(void **state)
{
    (void)state;
    for (int bad = 0; bad < 5; bad++) {
        struct rules_rig d;
        struct rules r = {0};
        struct rules_order *o = calloc(1, sizeof *o);
        assert_non_null(o);
        memset(o->hash, 0xab, sizeof o->hash);
        *o = (struct rules_order){.paper = PAPER + (bad == 1),
                                  .action = bad == 2 ? ROOM_ACTION_RESUME : ROOM_ACTION_EXTEND,
                                  .minutes = bad == 3 ? 15 : 10};
        memset(o->hash, 0xab, sizeof o->hash);
        rules_rig_hash_seat(bad == 4 ? "B" : "A", o->seat);
        r.order = o;
        r.orders = 1;
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        rules_rig_next(&d, JOURNAL_EXTEND)->minutes = 10;
        d.ev.code = JOURNAL_ORDER_FIRST;
        memset(d.ev.proof, 0xab, sizeof d.ev.proof);
        rules_rig_put(&d);
        rules_rig_pass(&d, 40 * MINUTE);
        rules_rig_answer(&d);
        assert_string_equal(
            rules_rig_judge_with(&r, &RULES_RIG_ALONE, (struct rules_rig *const[]){&d}, 1),
            bad ? "late-answer@2 code@1 " : "");
        rules_rig_close(&d);
    }
}

static void a_voucher_is_good_once(void **state)
{
    (void)state;
    struct rules_rig a, b;
    rules_rig_open(&a, PAPER, "A");
    rules_rig_open(&b, PAPER + 1, "B");
    rules_rig_start(&a, MINUTES);
    rules_rig_start(&b, MINUTES);
    rules_rig_extend(&a, 7, 10);
    rules_rig_extend(&b, 8, 10);
    assert_string_equal(rules_rig_judge_two(&a, &b), ""); /* two vouchers */
    rules_rig_extend(&b, 7, 10);                          /* on another paper */
    assert_string_equal(rules_rig_judge_two(&a, &b), "code-twice@1 ");
    rules_rig_close(&b);
    rules_rig_open(&b, PAPER + 1, "B"); /* a proof of nothing makes the honest one no worse */
    rules_rig_start(&b, MINUTES);
    rules_rig_next(&b, JOURNAL_EXTEND)->minutes = 10;
    b.ev.code = 7;
    rules_rig_put(&b);
    assert_string_equal(rules_rig_judge_two(&a, &b), "");
    rules_rig_extend(&a, 7, 10); /* twice more time by one */
    assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &a), "code-twice@1 ");
    rules_rig_close(&a);
    rules_rig_close(&b);
}

/* What two journals of a paper share counts once; behind where they part it counts. */
static void journals_that_part_are_looked_at_both(void **state)
{
    (void)state;
    struct rules_rig a, b;
    rules_rig_open(&a, PAPER, "A");
    rules_rig_start(&a, MINUTES);
    rules_rig_extend(&a, 7, 10);
    rules_rig_open(&b, PAPER, "A");
    rules_rig_start(&b, MINUTES);
    rules_rig_extend(&b, 7, 10);
    rules_rig_answer(&b);
    assert_string_equal(rules_rig_judge_two(&a, &b), "");
    rules_rig_extend(&a, 9, 5);
    rules_rig_extend(&b, 9, 5); /* the same proof, but a second time */
    assert_string_equal(rules_rig_judge_two(&a, &b), "code-twice@2 ");
    rules_rig_close(&a);
    rules_rig_close(&b);
}

static void one_for_the_whole_room_is_good_at_each_paper_once(void **state)
{
    (void)state;
    struct rules_rig a, b;
    rules_rig_open(&a, PAPER, "A");
    rules_rig_open(&b, PAPER + 1, "B");
    rules_rig_start(&a, MINUTES);
    rules_rig_start(&b, MINUTES);
    rules_rig_outage(&a, 5, ROOM_ACTION_RESUME_ALL, 1000);
    rules_rig_outage(&b, 5, ROOM_ACTION_RESUME_ALL, 1000);
    assert_string_equal(rules_rig_judge_two(&a, &b), "");
    rules_rig_go_on_here(&a, "C", 6);
    rules_rig_outage(&a, 5, ROOM_ACTION_RESUME_ALL,
                     1000); /* at another seat: again on this paper */
    assert_string_equal(rules_rig_judge_two(&a, &b), "code-twice@1 ");
    rules_rig_close(&a);
    rules_rig_close(&b);
}

/* Also by what the seats' room records say. */
static void a_room_record_counts(void **state)
{
    (void)state;
    for (int other = 0; other < 2; other++) {
        struct rules_rig d;
        struct rules r = {0};
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        rules_rig_extend(&d, 7, 10);
        struct rules_use *u = calloc(1, sizeof *u);
        assert_non_null(u);
        struct voucher_use use = {.paper = PAPER,
                                  .n = 7,
                                  .action = other ? ROOM_ACTION_RESUME : ROOM_ACTION_EXTEND,
                                  .minutes = other ? 0 : 10};
        *u = (struct rules_use){
            .paper = PAPER, .number = 7, .action = use.action, .minutes = use.minutes};
        rules_rig_hash_seat("A", u->seat);
        rules_rig_hash_seat("A", use.seat_hash);
        voucher_proof(rules_rig_w[7], RULES_RIG_UID, &use, u->proof);
        r.use = u;
        r.uses = r.use_room = 1;
        assert_string_equal(
            rules_rig_judge_with(&r, &RULES_RIG_ALONE, (struct rules_rig *const[]){&d}, 1),
            other ? "code-twice@1 " : "");
        rules_rig_close(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_without_a_voucher_are_none),
        cmocka_unit_test(each_event_that_wants_a_code_wants_one),
        cmocka_unit_test(a_resume_wants_none_but_a_good_one),
        cmocka_unit_test(a_proof_is_of_nothing_else),
        cmocka_unit_test(an_order_must_have_been_collected),
        cmocka_unit_test(a_voucher_is_good_once),
        cmocka_unit_test(journals_that_part_are_looked_at_both),
        cmocka_unit_test(one_for_the_whole_room_is_good_at_each_paper_once),
        cmocka_unit_test(a_room_record_counts)};
    return cmocka_run_group_tests(tests, rules_rig_up, NULL);
}
