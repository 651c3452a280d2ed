/* The rules of the room on time and seats: each word broken by one millisecond, minute or byte, and
 * its honest neighbour. */
#include "app/core/room_action.h"
#include "tests/lib/rules_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void minutes_are_those_of_variant_and_roster(void **state)
{
    (void)state;
    for (uint16_t m = MINUTES - 1; m <= MINUTES + 1; m++) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, m);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d),
                            m == MINUTES ? "" : "minutes@0 ");
        rules_rig_close(&d);
    }
}

static void an_answer_is_late_by_a_millisecond(void **state)
{
    (void)state;
    for (uint64_t over = 0; over < 2; over++)
        for (int extended = 0; extended < 2; extended++) {
            struct rules_rig d;
            rules_rig_open(&d, PAPER, "A");
            rules_rig_start(&d, MINUTES);
            if (extended)
                rules_rig_extend(&d, 7, 10);
            rules_rig_pass(&d, (uint64_t)(MINUTES + 10 * extended) * MINUTE + over);
            rules_rig_answer(&d);
            assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), !over ? ""
                                                                       : !extended
                                                                           ? "late-answer@1 "
                                                                           : "late-answer@2 ");
            rules_rig_close(&d);
        }
}

/* The same to the millisecond for an answer taken back; a mark counts for nothing. */
static void clearing_is_late_too_and_a_mark_never(void **state)
{
    (void)state;
    for (int late = 0; late < 2; late++) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        rules_rig_answer(&d);
        rules_rig_pass(&d, MINUTES * MINUTE + 1);
        rules_rig_next(&d, late ? JOURNAL_CLEAR : JOURNAL_MARK)->question = 0;
        rules_rig_put(&d);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), late ? "late-answer@2 " : "");
        rules_rig_close(&d);
    }
}

static void outages_have_a_cap(void **state)
{
    (void)state;
    for (uint64_t over = 0; over < 2; over++) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        rules_rig_outage(&d, 3, ROOM_ACTION_RESUME, 300000);
        rules_rig_outage(&d, 4, ROOM_ACTION_RESUME, 301000 + over);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), over ? "outage-cap@2 " : "");
        rules_rig_close(&d);
    }
}

static void more_time_has_a_cap(void **state)
{
    (void)state;
    for (uint16_t last = 5; last <= 10; last = (uint16_t)(last + 5)) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        for (uint16_t n = 1; n <= 3; n++)
            rules_rig_extend(&d, n, 15);
        rules_rig_extend(&d, 4, 10);
        rules_rig_extend(&d, 5, last);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), last > 5 ? "extra-cap@5 " : "");
        rules_rig_close(&d);
    }
}

static void it_begins_at_the_rosters_seat(void **state)
{
    (void)state;
    const struct rules_paper at_a = {
        .paper = PAPER, .minutes = MINUTES, .seat = "A", .caps = &RULES_RIG_CAPS};
    for (int with = 0; with < 3; with++) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, with == 2 ? "A" : "B");
        rules_rig_start(&d, MINUTES);
        if (with == 1)
            rules_rig_go_on_here(&d, "B", 4);
        rules_rig_answer(&d);
        assert_string_equal(rules_rig_judge(&at_a, &d), with ? "" : "seat@0 ");
        rules_rig_close(&d);
    }
}

static void begun_blind_wants_a_code_or_a_free_start(void **state)
{
    (void)state;
    const struct rules_paper free_start = {
        .paper = PAPER, .minutes = MINUTES, .seat = "", .caps = &RULES_RIG_CAPS, .is_free = true};
    for (uint16_t reason = 1; reason <= 2; reason++) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, "B");
        rules_rig_next(&d, JOURNAL_START)->minutes = MINUTES;
        d.ev.reason = reason;
        rules_rig_put(&d);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), reason == 2 ? "seat@0 " : "");
        assert_string_equal(rules_rig_judge(&free_start, &d), "");
        rules_rig_go_on_here(&d, "B", 4);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), "");
        rules_rig_close(&d);
    }
}

static void a_seat_changes_by_going_on_alone(void **state)
{
    (void)state;
    struct rules_rig d;
    rules_rig_open(&d, PAPER, "A");
    rules_rig_start(&d, MINUTES);
    rules_rig_go_on_here(&d, "B", 4);
    rules_rig_answer(&d);
    assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), "");
    rules_rig_next(&d, JOURNAL_OUTAGE);
    rules_rig_hash_seat("C", d.ev.seat_hash);
    rules_rig_prove(&d, 5, ROOM_ACTION_RESUME, PAPER);
    rules_rig_put(&d);
    assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), "seat@3 ");
    rules_rig_close(&d);
}

static void what_no_seat_writes_ends_the_sequence(void **state)
{
    (void)state;
    for (int bad = 0; bad < 2; bad++) {
        struct rules_rig d;
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        rules_rig_answer(&d);
        rules_rig_next(&d, JOURNAL_CHOOSE)->question = (uint16_t)(QUESTIONS - 1 + bad);
        d.ev.choice = 0;
        rules_rig_put(&d);
        rules_rig_answer(&d);
        assert_string_equal(rules_rig_judge(&RULES_RIG_ALONE, &d), bad ? "sequence@2 " : "");
        assert_int_equal(d.m.state.count, bad ? 2 : 4);
        rules_rig_close(&d);
    }
}

static void who_left_comes_back_with_a_code(void **state)
{
    (void)state;
    for (int how = 0; how < 4; how++) { /* without; with; at another seat; another journal's head */
        struct rules_rig d;
        struct rules r = {0};
        struct rules_leave *l = calloc(1, sizeof *l);
        assert_non_null(l);
        rules_rig_open(&d, PAPER, "A");
        rules_rig_start(&d, MINUTES);
        rules_rig_answer(&d);
        *l = (struct rules_leave){.paper = PAPER, .events = 2};
        rules_rig_hash_seat(how == 2 ? "B" : "A", l->seat);
        journal_head(d.m.records.data, 2, l->head);
        l->head[0] = (uint8_t)(l->head[0] ^ (how == 3));
        r.leave = l;
        r.leaves = 1;
        rules_rig_next(&d, JOURNAL_RESUME);
        if (how == 1)
            rules_rig_prove(&d, 6, ROOM_ACTION_RESUME, PAPER);
        rules_rig_put(&d);
        assert_string_equal(
            rules_rig_judge_with(&r, &RULES_RIG_ALONE, (struct rules_rig *const[]){&d}, 1),
            how ? "" : "after-leave@2 ");
        rules_rig_close(&d);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(minutes_are_those_of_variant_and_roster),
                                       cmocka_unit_test(an_answer_is_late_by_a_millisecond),
                                       cmocka_unit_test(clearing_is_late_too_and_a_mark_never),
                                       cmocka_unit_test(outages_have_a_cap),
                                       cmocka_unit_test(more_time_has_a_cap),
                                       cmocka_unit_test(it_begins_at_the_rosters_seat),
                                       cmocka_unit_test(begun_blind_wants_a_code_or_a_free_start),
                                       cmocka_unit_test(a_seat_changes_by_going_on_alone),
                                       cmocka_unit_test(what_no_seat_writes_ends_the_sequence),
                                       cmocka_unit_test(who_left_comes_back_with_a_code),
                                       cmocka_unit_test(figures_stand_in_the_sentence)};
    return cmocka_run_group_tests(tests, rules_rig_up, NULL);
}
