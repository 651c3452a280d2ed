/* What cannot be done at a seat is told in words for who stands there: a candidate what to do, and
 * staff, in their box, also what the office asks for. Never a file's name or the system's reason
 * alone. */
#include "tests/lib/box.h"
#include "tests/lib/crash/disk_seat.h"

#include "app/client/seat_trouble.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>

static struct rig *const rig = &disk_rig;
static struct room_seat *const seat = &disk_seat;
static struct client *const c = &disk_seat.c;

static void starts_with(const char *wanted)
{
    if (strncmp(c->message.text, wanted, strlen(wanted)) != 0)
        fail_msg("%s", c->message.text);
}

static void a_paper_that_does_not_open(void **state)
{
    (void)state;
    char text[512];
    disk_break(DISK_WRITES, EIO);
    room_type(seat, "001");
    room_press(seat, KEYPRESS_ENTER);
    room_type(seat, rig->access[0]);
    room_press(seat, KEYPRESS_ENTER);
    box_wait_for_record(c);
    assert_int_equal(c->state, CLIENT_LOGIN);
    assert_string_equal(c->message.text, "The exam cannot be opened on this seat: the disk "
                                         "reports a fault. Please call the invigilator.");
    assert_true(seat_trouble_text(c, text, sizeof text));
    assert_non_null(strstr(text, "rig.0001.attempt"));
    disk_heal();
    room_log_in(seat, "001", rig->access[0]);
    assert_false(seat_trouble_text(c, text, sizeof text));
}

static void a_seat_that_cannot_be_left(void **state)
{
    (void)state;
    disk_break(DISK_WRITES, ENOSPC);
    assert_true(box_use(c, rig, ROOM_ACTION_LEAVE, 0, 3));
    assert_false(c->flow.quit);
    assert_int_equal(c->state, CLIENT_INVIGILATOR);
    starts_with("This seat was not left: the disk is full. Nothing of it is lost: leave it running "
                "and call the office. (");
    room_press(seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_LOGIN);
    assert_string_equal(c->message.text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_paper_that_does_not_open, disk_seat_up, disk_seat_down),
        cmocka_unit_test_setup_teardown(a_seat_that_cannot_be_left, disk_seat_up, disk_seat_down)};
    return cmocka_run_group_tests_name("refusals", tests, disk_seat_group_up, disk_seat_group_down);
}
