/* A log-in on a disk that hangs: the screen never does. It says what it waits for, and whom to
 * call; it can be left for the log-in, the choice, the invigilator's box or for good; and when the
 * disk answers it goes on, or what was left is dropped. */
#include "tests/lib/crash/disk_seat.h"

#include "app/client/unlock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct room_seat *const seat = &disk_seat;
static struct client *const c = &disk_seat.c;

/* Past the room record, for which the disk is waited for first. */
static void log_in_on_hanging_disk(unsigned candidate)
{
    disk_hang();
    disk_seat_type_in(candidate);
    for (int i = 0; i < DISK_SEAT_TURNS && c->state == CLIENT_LOGIN; i++)
        disk_seat_turn(100);
    assert_int_equal(c->state, CLIENT_OPENING);
}

static void press_ctrl(uint32_t letter)
{
    client_key(c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = letter});
}

static void it_says_so_and_goes_on_by_itself(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0);
    assert_int_equal(c->message.tone, MESSAGE_CALM);
    assert_non_null(strstr(c->message.text, "slow to answer"));
    for (int i = 0; i < 11; i++)
        disk_seat_turn(1000);
    assert_int_equal(c->message.tone, MESSAGE_WARNING);
    assert_non_null(strstr(c->message.text, "raise your hand"));
    assert_null(c->exam);
    disk_seat_heal_until(CLIENT_CONFIRM);
    assert_string_equal(c->exam->candidate->sbd, "001");
    assert_string_equal(c->message.text, "");
    assert_int_equal(c->papers.opening.is_late, false);
}

static void the_box_opens_over_it(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0);
    press_ctrl('O');
    assert_int_equal(c->state, CLIENT_INVIGILATOR);
    disk_heal();
    for (int i = 0; i < DISK_SEAT_TURNS && !c->exam && i < 200;
         i++) /* nothing comes up under staff's hands */
        disk_seat_turn(1);
    assert_int_equal(c->state, CLIENT_INVIGILATOR);
    room_press(seat, KEYPRESS_ESC);
    disk_seat_heal_until(CLIENT_CONFIRM);
}

static void esc_goes_back_and_the_next_one_gets_in(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0);
    room_press(seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_LOGIN);
    assert_int_equal(c->papers.candidate, -1);
    assert_null(c->papers.candidate_key);
    assert_string_equal(c->input.field[0].text, "");
    log_in_on_hanging_disk(1);
    disk_seat_heal_until(CLIENT_PAPERS);
    assert_int_equal(c->papers.candidate, 1);
    assert_int_equal(c->papers.to_sit, 2);
    room_press(seat, KEYPRESS_ENTER);
    disk_seat_heal_until(CLIENT_CONFIRM);
    assert_string_equal(c->exam->candidate->sbd, "002");
}

/* The thread that hung with it lets the file go. */
static void who_went_back_gets_in_again(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0);
    for (int i = 0; i < 3; i++) {
        room_press(seat, KEYPRESS_ESC);
        assert_int_equal(c->state, CLIENT_LOGIN);
        log_in_on_hanging_disk(0);
    }
    disk_seat_heal_until(CLIENT_CONFIRM);
    room_press(seat, KEYPRESS_ENTER);
    assert_int_equal(c->state, CLIENT_RULES);
}

static void esc_in_the_first_seconds_too(void **state)
{
    (void)state;
    disk_hang();
    disk_seat_type_in(0);
    assert_int_equal(c->state, CLIENT_LOGIN);
    room_press(seat, KEYPRESS_ESC);
    assert_int_equal(c->papers.candidate, -1);
    disk_heal();
    for (int i = 0; i < 100; i++)
        disk_seat_turn(100);
    assert_int_equal(c->state, CLIENT_LOGIN);
    assert_null(c->exam);
}

static void of_several_papers_esc_goes_back_to_the_choice(void **state)
{
    (void)state;
    disk_seat_type_in(1);
    disk_seat_heal_until(CLIENT_PAPERS);
    room_press(seat, KEYPRESS_DOWN);
    disk_hang();
    room_press(seat, KEYPRESS_ENTER);
    assert_int_equal(c->state, CLIENT_OPENING);
    room_press(seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_PAPERS);
    room_press(seat, KEYPRESS_ENTER);
    assert_int_equal(c->state, CLIENT_OPENING);
    disk_seat_heal_until(CLIENT_CONFIRM);
    assert_int_equal(c->exam->ticket->paper, 2);
}

static void a_seat_locked_meanwhile_drops_it(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0);
    unlock_lock(c);
    assert_int_equal(c->state, CLIENT_LOCKED);
    disk_heal();
    for (int i = 0; i < DISK_SEAT_TURNS && c->papers.opening.errand; i++)
        disk_seat_turn(1);
    assert_null(c->papers.opening.errand);
    assert_int_equal(c->state, CLIENT_LOCKED);
    assert_null(c->exam);
}

static void the_program_ends_all_the_same(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0); /* and is ended so */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_says_so_and_goes_on_by_itself, disk_seat_up,
                                        disk_seat_down),
        cmocka_unit_test_setup_teardown(the_box_opens_over_it, disk_seat_up, disk_seat_down),
        cmocka_unit_test_setup_teardown(esc_goes_back_and_the_next_one_gets_in, disk_seat_up,
                                        disk_seat_down),
        cmocka_unit_test_setup_teardown(who_went_back_gets_in_again, disk_seat_up, disk_seat_down),
        cmocka_unit_test_setup_teardown(esc_in_the_first_seconds_too, disk_seat_up, disk_seat_down),
        cmocka_unit_test_setup_teardown(of_several_papers_esc_goes_back_to_the_choice, disk_seat_up,
                                        disk_seat_down),
        cmocka_unit_test_setup_teardown(a_seat_locked_meanwhile_drops_it, disk_seat_up,
                                        disk_seat_down),
        cmocka_unit_test_setup_teardown(the_program_ends_all_the_same, disk_seat_up,
                                        disk_seat_down)};
    return cmocka_run_group_tests_name("opening on a disk that hangs", tests, disk_seat_group_up,
                                       disk_seat_group_down);
}
