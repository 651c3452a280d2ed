/* What the room console makes of its seats: news and silence, doubles, clocks, each fault told. */
#include "tests/lib/console_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void forty_seats_at_work_are_no_problem(void **state)
{
    (void)state;
    console_all_at_work();
    assert_int_equal(room.problems.count, 0);
    assert_true(console_shows("40 work  0 wait"));
    assert_true(console_shows("Nothing wants your hand"));
    assert_true(console_shows("40 00156 Cường"));
    assert_false(room.has_rung);
}

static void an_expected_seat_that_was_never_seen_is_shown_and_is_no_problem(void **state)
{
    (void)state;
    console_tick();
    assert_int_equal(room.seats.count, CONSOLE_SEATS);
    assert_int_equal(room.problems.count, 0);
    assert_true(console_shows("not open"));
    assert_true(console_shows("0 silent  40 empty"));
}

static void an_old_number_tells_nothing(void **state)
{
    (void)state;
    struct status first = console_at_work(7), second = console_at_work(7);
    assert_true(console_show(&second));
    assert_false(console_show(&first));
    assert_false(console_show(&second));
}

static void a_name_that_is_not_that_of_its_hash_is_not_taken(void **state)
{
    (void)state;
    struct status st = console_at_work(7);
    st.seat_hash[0] ^= 1;
    assert_false(console_show(&st));
}

static void silence_is_told_after_45_seconds_and_on_fat_after_150(void **state)
{
    (void)state;
    struct status usual = console_at_work(1), slow = console_at_work(2);
    console_show(&usual);
    seats_take(&room.seats, &slow, true, boot, console_wall_ms(NULL));
    boot += SEATS_LOST_MS;
    console_tick();
    assert_false(console_has_problem(1, PROBLEM_LOST));
    boot += 1;
    console_tick();
    assert_true(console_has_problem(1, PROBLEM_LOST));
    assert_false(console_has_problem(2, PROBLEM_LOST));
    boot += SEATS_LOST_FAT_MS;
    console_tick();
    assert_true(console_has_problem(2, PROBLEM_LOST));
    assert_true(console_shows("no news for 3 minutes; then 1/30, 1:05 left"));
}

/* A PC that died works on for whoever looks at the wall, until it counts as gone: the wall says how
 * old its news is, and that this is to be waited for. */
static void news_that_is_late_is_told_before_the_seat_counts_as_gone(void **state)
{
    (void)state;
    struct status dead = console_at_work(3), idle = console_at_work(4);
    idle.state = STATUS_OPEN, idle.papers = 0;
    console_show(&dead);
    console_show(&idle);
    boot += SEATS_LATE_MS;
    console_tick();
    assert_true(console_shows("3/30 4'"));
    boot += 5000;
    console_tick();
    assert_int_equal(room.problems.count, 0);
    assert_true(console_shows("3/30 ?25s"));
    assert_true(
        console_shows("News of MAY-03: 25 s ago, overdue. After 45 s it counts as gone: wait."));
    assert_false(console_shows("of MAY-04: "));
    console_press(KEYPRESS_CHAR, 'L');
    assert_true(console_shows("3/30 ?25s"));
    assert_true(
        console_shows("Tin của MAY-03: 25 giây trước, trễ. Quá 45 giây là mất tin: hãy đợi."));
    console_press(KEYPRESS_CHAR, 'L');
    console_look_at(3);
    assert_true(console_shows("25 s ago, overdue. After 45 s it counts as gone: wait."));
    dead = console_at_work(3);
    console_show(&dead);
    console_tick();
    assert_true(console_shows("0 s ago; after 45 s without it counts as gone"));
    boot += SEATS_LOST_MS + 5000;
    console_tick();
    assert_true(console_shows("no news for 50 s; then 3/30, 3:05 left"));
    assert_true(console_shows("50 s ago: it counts as gone. What stands here was true then."));
}

/* The candidate sits at another seat by now: nobody has to see to the first. */
static void a_dead_seat_whose_paper_went_on_elsewhere_is_not_to_do(void **state)
{
    (void)state;
    struct status dead = console_at_work(3);
    console_show(&dead);
    boot += SEATS_LOST_MS + 1;
    console_tick();
    assert_true(console_has_problem(3, PROBLEM_LOST));
    struct status spare = console_at_work(30);
    spare.paper[0].paper = 2, spare.candidate = 2;
    spare.state = STATUS_WAITS_START, spare.paper[0].state = STATUS_PAPER_WAITS;
    console_show(&spare);
    console_tick();
    assert_true(console_has_problem(3, PROBLEM_LOST)); /* it does not go on yet */
    spare = console_at_work(30);
    spare.paper[0].paper = 2, spare.candidate = 2;
    console_show(&spare);
    console_tick();
    assert_int_equal(room.problems.count, 0);
    assert_true(console_shows("1 work  0 wait  0 in  0 blocked  1 silent"));
    spare = console_at_work(30);
    spare.state = STATUS_OPEN, spare.papers = 0; /* the next one may come */
    console_show(&spare);
    console_tick();
    assert_int_equal(room.problems.count, 0);
    dead = console_at_work(3); /* it was not dead */
    console_show(&dead);
    console_tick();
    assert_int_equal(console_seen(3)->aside, SEAT_MISSED);
    boot += SEATS_LOST_MS + 1;
    console_tick();
    assert_true(console_has_problem(3, PROBLEM_LOST));
}

static void who_saw_to_a_silent_seat_takes_it_off_the_list(void **state)
{
    (void)state;
    struct status off = console_at_work(8), blocked = console_at_work(9);
    off.state = STATUS_OPEN, off.papers = 0;
    console_show(&off);
    console_tick();
    boot += SEATS_LOST_MS + 1;
    blocked.state = STATUS_BLOCKED;
    console_show(&blocked);
    console_tick();
    console_press(KEYPRESS_DOWN, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-09");
    assert_false(console_shows("V seen to"));
    console_press(KEYPRESS_CHAR, 'V');
    assert_true(console_shows("That is for a seat that is off"));
    console_press(KEYPRESS_DOWN, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-08");
    assert_true(console_shows("V seen to"));
    console_press(KEYPRESS_CHAR, 'V');
    console_tick();
    assert_true(console_shows("MAY-08: out of the list until it sends again."));
    assert_false(console_has_problem(8, PROBLEM_SILENT));
    off = console_at_work(8);
    off.state = STATUS_OPEN, off.papers = 0;
    console_show(&off);
    boot += SEATS_LOST_MS + 1;
    console_tick();
    assert_true(console_has_problem(8, PROBLEM_SILENT));
}

static void before_its_start_a_paper_has_no_minutes(void **state)
{
    (void)state;
    struct status st = console_at_work(6);
    st.state = STATUS_RULES;
    st.paper[0].state = STATUS_PAPER_NEW;
    st.paper[0].minutes = 0, st.paper[0].answered = 0, st.paper[0].left_s = 1800;
    console_show(&st);
    console_tick();
    assert_true(console_shows("06 00122 Hạnh    not yet"));
    console_look_at(6);
    assert_true(console_shows("not begun at this seat; 30:00 are left for it"));
    assert_false(console_shows("of 0 minutes"));
}

static void who_left_or_locked_is_not_missed(void **state)
{
    (void)state;
    struct status left = console_at_work(1), locked = console_at_work(2);
    left.state = STATUS_LEFT;
    locked.state = STATUS_LOCKED;
    console_show(&left);
    console_show(&locked);
    boot += 10 * SEATS_LOST_FAT_MS;
    console_tick();
    assert_int_equal(room.problems.count, 0);
    assert_true(console_shows("locked"));
}

static void a_restart_is_none_but_an_instance_that_comes_back_is_a_double(void **state)
{
    (void)state;
    struct status first = console_at_work(5), other = console_at_work(5);
    other.instance = 999;
    other.number = 1;
    console_show(&first);
    console_show(&other);
    console_tick();
    assert_false(console_has_problem(5, PROBLEM_DOUBLED));
    struct status again = console_at_work(5);
    console_show(&again);
    console_tick();
    assert_true(console_has_problem(5, PROBLEM_DOUBLED));
    seats_set_aside(&room.seats, first.seat_hash);
    console_tick();
    assert_false(console_has_problem(5, PROBLEM_DOUBLED));
}

static void one_paper_live_at_two_seats_is_told_at_both(void **state)
{
    (void)state;
    console_all_at_work();
    struct status twin = console_at_work(19);
    twin.paper[0].paper = 6; /* that of seat 7 */
    console_show(&twin);
    console_tick();
    assert_true(console_has_problem(19, PROBLEM_TWO_SEATS));
    assert_true(console_has_problem(7, PROBLEM_TWO_SEATS));
    assert_true(console_shows("the same paper 0007 as MAY-07"));
    boot += SEATS_LOST_MS + 1; /* nothing more is known of either */
    console_tick();
    assert_false(console_has_problem(7, PROBLEM_TWO_SEATS));
}

static void a_clock_is_held_against_the_median_of_the_room(void **state)
{
    (void)state;
    console_all_at_work();
    struct status late = console_at_work(9), within = console_at_work(10);
    late.wall_ms -= SEATS_CLOCK_MS + 1;
    within.wall_ms += SEATS_CLOCK_MS;
    console_show(&late);
    console_show(&within);
    console_tick();
    assert_true(console_has_problem(9, PROBLEM_CLOCK));
    assert_false(console_has_problem(10, PROBLEM_CLOCK));
    assert_true(console_shows("clock -120 s off the room's"));
}

static void of_two_seats_no_clock_is_the_wrong_one(void **state)
{
    (void)state;
    struct status one = console_at_work(1), other = console_at_work(2);
    other.wall_ms += 10 * SEATS_CLOCK_MS;
    console_show(&one);
    console_show(&other);
    console_tick();
    assert_int_equal(room.problems.count, 0);
}

static void another_build_is_told(void **state)
{
    (void)state;
    console_all_at_work();
    struct status st = console_at_work(3);
    st.build[0] = 2;
    console_show(&st);
    console_tick();
    assert_true(console_has_problem(3, PROBLEM_BUILD));
    assert_int_equal(room.problems.count, 1);
}

/* ---- each state and flag ---- */

static void each_fault_is_told_once_and_rings_once(void **state)
{
    (void)state;
    static const struct {
        enum status_state state;
        uint16_t flags;
        enum problem_kind kind;
    } FAULT[] = {{STATUS_RUNNING, STATUS_DISK, PROBLEM_DISK},
                 {STATUS_RUNNING, STATUS_FORK, PROBLEM_FORK},
                 {STATUS_RUNNING, STATUS_EXCHANGE_LATE, PROBLEM_LATE},
                 {STATUS_RUNNING, STATUS_MENDED, PROBLEM_MENDED},
                 {STATUS_RUNNING, STATUS_CLOCK_JUMP, PROBLEM_CLOCK},
                 {STATUS_WAITS_RESUME, 0, PROBLEM_WAITS_RESUME},
                 {STATUS_WAITS_START, 0, PROBLEM_WAITS_START},
                 {STATUS_BLOCKED, 0, PROBLEM_BLOCKED}};
    for (size_t i = 0; i < sizeof FAULT / sizeof FAULT[0]; i++) {
        struct status st = console_at_work(4);
        st.state = (uint8_t)FAULT[i].state;
        st.flags = FAULT[i].flags;
        console_show(&st);
        room.has_rung = false;
        console_tick();
        assert_int_equal(room.problems.count, 1);
        assert_true(console_has_problem(4, FAULT[i].kind));
        assert_int_equal(room.has_rung, problem_is_urgent(FAULT[i].kind));
        room.has_rung = false;
        console_tick();
        assert_false(room.has_rung);
    }
    struct status st = console_at_work(4);
    console_show(&st);
    console_tick();
    assert_int_equal(room.problems.count, 0);
}

static void the_worst_stands_first(void **state)
{
    (void)state;
    console_all_at_work();
    struct status mended = console_at_work(1), blocked = console_at_work(39);
    mended.flags = STATUS_MENDED;
    blocked.state = STATUS_BLOCKED;
    blocked.wrong_logins = 5;
    console_show(&mended);
    console_show(&blocked);
    console_tick();
    assert_int_equal(room.problems.item[0].kind, PROBLEM_BLOCKED);
    assert_int_equal(room.problems.item[1].kind, PROBLEM_MENDED);
    assert_true(console_shows("x MAY-39"));
    assert_true(console_shows("! MAY-01"));
    assert_true(console_shows("5 wrong log-ins"));
}

static void a_status_that_is_not_ours_is_counted_and_changes_nothing(void **state)
{
    (void)state;
    room.S = crypt_secret_new(CRYPT_KEY);
    assert_non_null(room.S);
    room_take(&room, "junk", 4, false);
    assert_int_equal(room.refused, 1);
    console_tick();
    assert_int_equal(room.problems.count, 0);
}

/* A file in the folder that is none of this session's, and orders that a seat did not obey. */
static void what_is_none_of_this_session_is_shown(void **state)
{
    (void)state;
    struct status st = console_at_work(7);
    st.forged = 2;
    console_show(&st);
    room.S = crypt_secret_new(CRYPT_KEY);
    assert_non_null(room.S);
    room_take(&room, "junk", 4, false);
    room_end_look(&room, 0);
    console_tick();
    assert_true(console_has_problem(7, PROBLEM_FORGED));
    assert_true(console_shows("1 status file in the folder is not of this session."));
    room_end_look(&room, 0);
    assert_int_equal(room_refused(&room), 0);
}

/* No folder: the statuses that were seen grow old, and the sheet is named. */
static void without_a_folder_the_sheet_of_vouchers_is_named(void **state)
{
    (void)state;
    room.folders = 0;
    console_tick();
    assert_true(console_shows("No seat sends anything. Use the sheet of vouchers."));
    assert_true(console_shows("folder x"));
    room_folder_is(&room, 0, &(struct err){.code = ERR_IO});
    assert_true(console_shows("folder x"));
    room_folder_is(&room, 0, &(struct err){0});
    assert_true(console_shows("folder ●"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, console_up, console_down)
        TEST(forty_seats_at_work_are_no_problem),
        TEST(an_expected_seat_that_was_never_seen_is_shown_and_is_no_problem),
        TEST(an_old_number_tells_nothing),
        TEST(a_name_that_is_not_that_of_its_hash_is_not_taken),
        TEST(silence_is_told_after_45_seconds_and_on_fat_after_150),
        TEST(news_that_is_late_is_told_before_the_seat_counts_as_gone),
        TEST(a_dead_seat_whose_paper_went_on_elsewhere_is_not_to_do),
        TEST(who_saw_to_a_silent_seat_takes_it_off_the_list),
        TEST(before_its_start_a_paper_has_no_minutes),
        TEST(who_left_or_locked_is_not_missed),
        TEST(a_restart_is_none_but_an_instance_that_comes_back_is_a_double),
        TEST(one_paper_live_at_two_seats_is_told_at_both),
        TEST(a_clock_is_held_against_the_median_of_the_room),
        TEST(of_two_seats_no_clock_is_the_wrong_one),
        TEST(another_build_is_told),
        TEST(each_fault_is_told_once_and_rings_once),
        TEST(the_worst_stands_first),
        TEST(a_status_that_is_not_ours_is_counted_and_changes_nothing),
        TEST(what_is_none_of_this_session_is_shown),
        TEST(without_a_folder_the_sheet_of_vouchers_is_named)};
    return cmocka_run_group_tests(tests, console_group_up, console_group_down);
}
