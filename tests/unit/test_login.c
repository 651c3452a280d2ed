/* The log-in: number and code in their order, wrong ones counted, and what is said meanwhile. */
#include "tests/lib/box.h"
#include "tests/lib/seat_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The number comes first: with its field empty, Enter stays there and says so, and nothing typed
 * can run together. */
static void the_number_comes_first(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_type("1 ");
    seat_rig_type_code(rig.access[0]); /* both in one line: no attempt is lost */
    assert_int_equal(c.state, CLIENT_CONFIRM);
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.input.field[0].text[0] | c.input.field[1].text[0], 0);
    seat_rig_press_char(' '); /* would not be seen */
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.input.at, 0);
    assert_true(c.message.text[0]);
    seat_rig_press(KEYPRESS_TAB);
    seat_rig_type_code(rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.input.at, 0);
    assert_int_equal(c.login.failures, 0);
    seat_rig_type("001");
    seat_rig_press(KEYPRESS_ENTER);
    assert_false(c.message.text[0]);
    assert_int_equal(c.input.at, 1);
    assert_int_equal(c.state, CLIENT_LOGIN); /* the code is there already, yet it is looked at
                                                before it goes */
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

static void wrong_logins_lock_the_seat(void **state)
{
    (void)state;
    char first[sizeof c.message.text];
    seat_rig_unlock();
    seat_rig_log_in("999", rig.access[0]); /* no such number */
    memcpy(first, c.message.text, sizeof first);
    char *count = strstr(first, "left: 4");
    assert_non_null(count);
    count[strlen("left: ")] = '3';
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_log_in("001", rig.access[1]); /* another's code: the same words */
    assert_string_equal(first, c.message.text);
    for (int i = 0; i < 3; i++) {
        assert_false(c.login.is_locked);
        seat_rig_press(KEYPRESS_ESC);
        seat_rig_log_in("001", "2222222222");
    }
    assert_true(c.login.is_locked);
    seat_rig_press_ctrl('O');
    seat_rig_press(KEYPRESS_ESC);
    /* before anything is typed */
    assert_non_null(strstr(c.message.text, "waits for the invigilator"));
    seat_rig_log_in("001", rig.access[0]); /* right, too late */
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_null(c.exam);
    assert_true(seat_rig_invigilator(ROOM_ACTION_UNLOCK, 0, 1));
    assert_false(c.login.is_locked);
    assert_int_equal(c.state, CLIENT_LOGIN);
    seat_rig_log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

/* The seat does not forget with the program what counts against guessing. */
static void wrong_logins_and_the_lock_outlive_the_program(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_log_in("001", "2222222222");
    client_free(&c);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    seat_rig_log_in("001", "2222222222");
    assert_non_null(strstr(c.message.text, "left: 3"));
    for (int i = 0; i < 3; i++) {
        seat_rig_press(KEYPRESS_ESC);
        seat_rig_log_in("001", "2222222222");
    }
    assert_true(c.login.is_locked);
    client_free(&c);
    rig_reboot(&rig, MINUTE, 20000);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_LOGIN);
    client_free(&c);
    seat_rig_open("M02", NULL, false); /* another seat is another record */
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

static void the_wait_after_wrong_vouchers_outlives_the_program(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_press_ctrl('O');
    for (int i = 0; i < 5; i++)
        seat_rig_type_code("2222222222");
    client_free(&c);
    rig_pass(&rig, 10000);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    box_voucher(&c, &rig, 1);
    assert_int_equal(c.invigilator.step, INVIGILATOR_VOUCHER);
    assert_non_null(strstr(c.message.text, "wait 30 seconds"));
    rig_pass(&rig, 20001);
    box_voucher(&c, &rig, 1);
    assert_int_equal(c.invigilator.step, INVIGILATOR_ACTION);
}

static void a_right_login_counts_anew(void **state)
{
    (void)state;
    seat_rig_unlock();
    for (int i = 0; i < 4; i++) {
        seat_rig_log_in("001", "2222222222");
        seat_rig_press(KEYPRESS_ESC);
    }
    seat_rig_log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.login.failures, 0);
}

/* As a front end does it: what takes its time is told before the key is done. */
static bool announces(enum keypress_kind kind)
{
    message_clear(&c.message);
    return client_announce(&c, &(struct keypress){.kind = kind});
}

/* Only where number and code are looked at, and not before the code is there. */
static void the_check_is_announced(void **state)
{
    (void)state;
    assert_false(announces(KEYPRESS_ENTER)); /* locked */
    seat_rig_unlock();
    assert_false(announces(KEYPRESS_ENTER));
    seat_rig_type("001");
    assert_false(announces(KEYPRESS_ENTER));
    seat_rig_press(KEYPRESS_ENTER);
    assert_false(announces(KEYPRESS_ENTER));
    seat_rig_type("2222222222");
    assert_false(announces(KEYPRESS_TAB));
    assert_string_equal(c.message.text, "");
    assert_true(announces(KEYPRESS_ENTER));
    assert_string_equal(c.message.text, "Checking number and code…");
    seat_rig_press(KEYPRESS_ENTER); /* what comes of it stands in its place */
    assert_non_null(strstr(c.message.text, "is not right"));
    for (int i = 0; i < LOGIN_FAILURES_MAX; i++)
        seat_rig_log_in("001", "2222222222");
    assert_true(c.login.is_locked);
    seat_rig_type("001");
    seat_rig_press(KEYPRESS_TAB);
    seat_rig_type("2222222222");
    assert_false(announces(KEYPRESS_ENTER)); /* nothing is checked any more */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_number_comes_first, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(wrong_logins_lock_the_seat, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(wrong_logins_and_the_lock_outlive_the_program, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(the_wait_after_wrong_vouchers_outlives_the_program,
                                        seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(a_right_login_counts_anew, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(the_check_is_announced, seat_rig_up, seat_rig_down),
    };
    return cmocka_run_group_tests_name("log-in", tests, seat_rig_group_up, seat_rig_group_down);
}
