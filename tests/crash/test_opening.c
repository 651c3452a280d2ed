/* A log-in on a disk that hangs: the screen never does. It says what it waits for, and whom to
 * call; it can be left for the log-in, the choice, the invigilator's box or for good; and when the
 * disk answers it goes on, or what was left is dropped. */
#include "tests/lib/box.h"
#include "tests/lib/crash/disk.h"
#include "tests/lib/room_rig.h"
#include "tests/lib/scratch.h"

#include "app/client/unlock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

enum { TURNS = 10000 };

static struct rig rig;
static struct room_seat seat;
static struct client *const c = &seat.c;

static void turn(unsigned ms)
{
    rig_pass(&rig, ms);
    room_turn(&seat);
    usleep(1000);
}

static void type_number_and_code(unsigned candidate)
{
    const char number[2] = {(char)('1' + candidate), '\0'};
    room_type(&seat, number);
    room_press(&seat, KEYPRESS_ENTER);
    room_type(&seat, rig.access[candidate]);
    room_press(&seat, KEYPRESS_ENTER);
}

/* Past the room record, for which the disk is waited for first. */
static void log_in_on_hanging_disk(unsigned candidate)
{
    disk_hang();
    type_number_and_code(candidate);
    for (int i = 0; i < TURNS && c->state == CLIENT_LOGIN; i++)
        turn(100);
    assert_int_equal(c->state, CLIENT_OPENING);
}

static void heal_and_wait(enum client_state wanted)
{
    disk_heal();
    for (int i = 0; i < TURNS && c->state != wanted; i++)
        turn(1);
    assert_int_equal(c->state, wanted);
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
        turn(1000);
    assert_int_equal(c->message.tone, MESSAGE_WARNING);
    assert_non_null(strstr(c->message.text, "raise your hand"));
    assert_null(c->exam);
    heal_and_wait(CLIENT_CONFIRM);
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
    for (int i = 0; i < TURNS && !c->exam && i < 200;
         i++) /* nothing comes up under staff's hands */
        turn(1);
    assert_int_equal(c->state, CLIENT_INVIGILATOR);
    room_press(&seat, KEYPRESS_ESC);
    heal_and_wait(CLIENT_CONFIRM);
}

static void esc_goes_back_and_the_next_one_gets_in(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0);
    room_press(&seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_LOGIN);
    assert_int_equal(c->papers.candidate, -1);
    assert_null(c->papers.candidate_key);
    assert_string_equal(c->input.field[0].text, "");
    log_in_on_hanging_disk(1);
    heal_and_wait(CLIENT_PAPERS);
    assert_int_equal(c->papers.candidate, 1);
    assert_int_equal(c->papers.to_sit, 2);
    room_press(&seat, KEYPRESS_ENTER);
    heal_and_wait(CLIENT_CONFIRM);
    assert_string_equal(c->exam->candidate->sbd, "002");
}

/* The thread that hung with it lets the file go. */
static void who_went_back_gets_in_again(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0);
    for (int i = 0; i < 3; i++) {
        room_press(&seat, KEYPRESS_ESC);
        assert_int_equal(c->state, CLIENT_LOGIN);
        log_in_on_hanging_disk(0);
    }
    heal_and_wait(CLIENT_CONFIRM);
    room_press(&seat, KEYPRESS_ENTER);
    assert_int_equal(c->state, CLIENT_RULES);
}

static void esc_in_the_first_seconds_too(void **state)
{
    (void)state;
    disk_hang();
    type_number_and_code(0);
    assert_int_equal(c->state, CLIENT_LOGIN);
    room_press(&seat, KEYPRESS_ESC);
    assert_int_equal(c->papers.candidate, -1);
    disk_heal();
    for (int i = 0; i < 100; i++)
        turn(100);
    assert_int_equal(c->state, CLIENT_LOGIN);
    assert_null(c->exam);
}

static void of_several_papers_esc_goes_back_to_the_choice(void **state)
{
    (void)state;
    type_number_and_code(1);
    heal_and_wait(CLIENT_PAPERS);
    room_press(&seat, KEYPRESS_DOWN);
    disk_hang();
    room_press(&seat, KEYPRESS_ENTER);
    assert_int_equal(c->state, CLIENT_OPENING);
    room_press(&seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_PAPERS);
    room_press(&seat, KEYPRESS_ENTER);
    assert_int_equal(c->state, CLIENT_OPENING);
    heal_and_wait(CLIENT_CONFIRM);
    assert_int_equal(c->exam->ticket->paper, 2);
}

static void a_seat_locked_meanwhile_drops_it(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0);
    unlock_lock(c);
    assert_int_equal(c->state, CLIENT_LOCKED);
    disk_heal();
    for (int i = 0; i < TURNS && c->papers.opening.errand; i++)
        turn(1);
    assert_null(c->papers.opening.errand);
    assert_int_equal(c->state, CLIENT_LOCKED);
    assert_null(c->exam);
}

static void the_program_ends_all_the_same(void **state)
{
    (void)state;
    log_in_on_hanging_disk(0); /* and is ended so */
}

static int up(void **state)
{
    (void)state;
    rig_pass(&rig, 60000);
    scratch_folder(seat.dir, sizeof seat.dir);
    disk_begin(seat.dir);
    room_sit_down(&seat, &rig, "M01", NULL, NULL);
    return 0;
}

static int down(void **state)
{
    (void)state;
    size_t waited = disk_would_have_hung();
    client_free(c);
    waited += disk_would_have_hung();
    disk_heal();
    usleep(100000); /* whoever was left behind touches nothing that is gone */
    room_empty(seat.dir);
    rmdir(seat.dir);
    seat = (struct room_seat){0};
    disk_end();
    return waited ? -1 : 0;
}

static int group_up(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_says_so_and_goes_on_by_itself, up, down),
        cmocka_unit_test_setup_teardown(the_box_opens_over_it, up, down),
        cmocka_unit_test_setup_teardown(esc_goes_back_and_the_next_one_gets_in, up, down),
        cmocka_unit_test_setup_teardown(who_went_back_gets_in_again, up, down),
        cmocka_unit_test_setup_teardown(esc_in_the_first_seconds_too, up, down),
        cmocka_unit_test_setup_teardown(of_several_papers_esc_goes_back_to_the_choice, up, down),
        cmocka_unit_test_setup_teardown(a_seat_locked_meanwhile_drops_it, up, down),
        cmocka_unit_test_setup_teardown(the_program_ends_all_the_same, up, down)};
    return cmocka_run_group_tests_name("opening on a disk that hangs", tests, group_up, group_down);
}
