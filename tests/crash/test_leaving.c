/* A seat that is left, locked or copied while its disk hangs: the screen never does. It says what
 * it waits for, takes no other key meanwhile, and says after some seconds that nothing was done;
 * when the disk answers before, it is done. No answer is lost by it. */
#include "tests/lib/box.h"
#include "tests/lib/crash/disk_seat.h"
#include "tests/lib/scratch.h"
#include "tests/lib/stick_rig.h"

#include "app/client/invigilator_box.h"
#include "app/client/leaving.h"
#include "app/client/papers.h"
#include "app/client/record_wait.h"
#include "app/client/seat_manifest.h"
#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { STEPS_MS = 1, ANSWERS = 3 };

static struct rig *const rig = &disk_rig;
static struct room_seat *const seat = &disk_seat;
static struct client *const c = &disk_seat.c;
static char folder[SCRATCH_PATH];
static struct stick_rig sticks;
static char *const stick = sticks.stick;

static void starts_with(const char *wanted)
{
    if (strncmp(c->message.text, wanted, strlen(wanted)) != 0)
        fail_msg("%s", c->message.text);
}

/* The voucher is used: its record waits for the disk, some seconds of the seat's clock. */
static void ask_for(enum room_action action, unsigned voucher)
{
    assert_true(box_ask(c, rig, action, 0, voucher));
    for (int i = 0; i < DISK_SEAT_TURNS && record_wait_is_on(c); i++)
        disk_seat_turn(100);
    assert_false(record_wait_is_on(c));
}

static void wait_for_manifest(void)
{
    for (int i = 0; i < DISK_SEAT_TURNS && seat_manifest_is_on(c); i++)
        disk_seat_turn(STEPS_MS);
    assert_false(seat_manifest_is_on(c));
}

static void wait_for_copy(void)
{
    wait_for_manifest();
    for (int i = 0; i < DISK_SEAT_TURNS && c->invigilator.by_hand.outbox; i++)
        disk_seat_turn(STEPS_MS);
    assert_null(c->invigilator.by_hand.outbox);
}

static void plug_stick_in(void)
{
    stick_rig_plug(&sticks, c);
    client_key(c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    assert_int_equal(c->invigilator.plugged.sticks, 1);
}

static void leaving_says_what_it_waits_for(void **state)
{
    (void)state;
    disk_hang();
    ask_for(ROOM_ACTION_LEAVE, 3);
    starts_with("One moment: this seat is left when its disk, which is slow to answer, has");
    assert_int_equal(c->state, CLIENT_INVIGILATOR);
    room_press(seat, KEYPRESS_ESC); /* the voucher is used: nothing takes that back */
    assert_int_equal(c->state, CLIENT_INVIGILATOR);
    disk_heal();
    wait_for_manifest();
    assert_false(c->flow.quit); /* there is nothing to copy to: that takes a word */
    box_leave(c);
    assert_true(c->flow.quit);
    assert_true(c->flow.is_left);
    assert_int_equal(room_count_files(seat->dir, ".manifest"), 1);
}

static void a_seat_that_never_answers_is_not_left(void **state)
{
    (void)state;
    disk_hang();
    ask_for(ROOM_ACTION_LEAVE, 3);
    wait_for_manifest();
    starts_with("This seat was not left: the disk does not answer. Nothing of it is lost");
    assert_false(c->flow.quit);
    room_press(seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_LOGIN);
    disk_heal();
    for (int i = 0; i < 100; i++)
        disk_seat_turn(STEPS_MS);
    assert_false(c->flow.quit); /* what hung comes too late for it */
    assert_int_equal(room_count_files(seat->dir, ".manifest"), 0);
    assert_true(box_use(c, rig, ROOM_ACTION_LEAVE, 0, 4));
    assert_true(c->flow.quit);
}

static void a_copy_says_what_it_waits_for(void **state)
{
    (void)state;
    plug_stick_in();
    disk_hang();
    room_type(seat, "1");
    room_press(seat, KEYPRESS_ENTER);
    starts_with("One moment: it is copied when the disk of this seat, which is slow to answer");
    room_press(seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_INVIGILATOR);
    disk_heal();
    wait_for_copy();
    starts_with("1 files were copied and read back.");
    assert_int_equal(room_count_files(stick, ".manifest"), 1);
}

static void a_seat_that_never_answers_is_not_copied(void **state)
{
    (void)state;
    plug_stick_in();
    disk_hang();
    room_type(seat, "1");
    room_press(seat, KEYPRESS_ENTER);
    wait_for_copy();
    starts_with("Nothing was copied: the disk does not answer.");
    disk_heal();
    room_type(seat, "1");
    room_press(seat, KEYPRESS_ENTER);
    wait_for_copy();
    starts_with("1 files were copied and read back.");
    assert_int_equal(room_count_files(stick, ".manifest"), 1);
}

/* Two never write at once. */
static void one_that_nobody_wants_is_waited_for_by_the_next(void **state)
{
    (void)state;
    plug_stick_in();
    disk_hang();
    for (int i = 0; i < 2; i++) {
        room_type(seat, "1");
        room_press(seat, KEYPRESS_ENTER);
        assert_int_equal(c->flow.manifest.step, i == 0 ? MANIFEST_READS : MANIFEST_WAITS);
        seat_manifest_drop(c);
    }
    room_type(seat, "1");
    room_press(seat, KEYPRESS_ENTER);
    assert_int_equal(c->flow.manifest.step, MANIFEST_WAITS);
    disk_heal();
    wait_for_copy();
    starts_with("1 files were copied and read back.");
    assert_int_equal(room_count_files(seat->dir, ".manifest"), 1);
}

static void a_copy_onto_a_stick_that_hangs_is_given_up(void **state)
{
    (void)state;
    plug_stick_in();
    disk_end();
    disk_begin(stick);
    disk_hang();
    room_type(seat, "1");
    room_press(seat, KEYPRESS_ENTER);
    wait_for_manifest();
    for (int i = 0; i < DISK_SEAT_TURNS && c->invigilator.by_hand.outbox; i++)
        disk_seat_turn(100);
    starts_with("The copy is not complete: the stick does not answer.");
    disk_heal();
}

/* ---- onto the stick ---- */

static void turn_until_over(unsigned ms)
{
    for (int i = 0; i < DISK_SEAT_TURNS && leaving_is_busy(c); i++)
        disk_seat_turn(ms);
    assert_false(leaving_is_busy(c));
}

/* From here on it is the stick that can be made to fail. */
static void watch_the_stick(void)
{
    disk_end();
    disk_begin(stick);
}

static void shows(size_t at, const char *wanted)
{
    char line[LEAVING_TEXT];
    assert_true(leaving_line(c, at, line));
    assert_string_equal(line, wanted);
}

static char told[4][LEAVING_TEXT];
static size_t tolds;
static void note_told(const char *line)
{
    snprintf(told[tolds++ % 4], LEAVING_TEXT, "%s", line);
}

static void a_stick_gets_everything_before_the_seat_is_left(void **state)
{
    (void)state;
    plug_stick_in();
    ask_for(ROOM_ACTION_LEAVE, 3);
    turn_until_over(STEPS_MS);
    shows(0, "USB a: 1 file, copied and read back. It may be pulled.");
    assert_int_equal(room_count_files(stick, ".manifest"), 1);
    assert_false(c->flow.quit);
    room_type(seat, "x"); /* only Enter leaves */
    assert_false(c->flow.quit);
    room_press(seat, KEYPRESS_ENTER);
    assert_true(c->flow.is_left);
    tolds = 0;
    leaving_tell(c, note_told);
    assert_int_equal(tolds, 1);
    assert_string_equal(told[0], "USB a: 1 file, copied and read back. It may be pulled.");
}

static void it_can_be_put_off_with_the_stick_copied(void **state)
{
    (void)state;
    plug_stick_in();
    ask_for(ROOM_ACTION_LEAVE, 3);
    turn_until_over(STEPS_MS);
    room_press(seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_LOGIN);
    starts_with("This seat was not left.");
    assert_true(box_use(c, rig, ROOM_ACTION_LEAVE, 0, 3)); /* the same voucher */
    assert_true(c->flow.is_left);
    assert_int_equal(room_count_files(stick, ".manifest"), 2);
}

static void without_a_place_it_takes_a_word(void **state)
{
    (void)state;
    char text[INVIGILATOR_TEXT];
    ask_for(ROOM_ACTION_LEAVE, 3);
    turn_until_over(STEPS_MS);
    invigilator_box_question(c, text);
    assert_non_null(strstr(text, "There is neither a stick nor an exchange folder."));
    room_press(seat, KEYPRESS_ENTER);
    room_type(seat, "2");
    room_press(seat, KEYPRESS_ENTER);
    assert_false(c->flow.quit);
    room_type(seat, "khong chep");
    room_press(seat, KEYPRESS_ENTER);
    assert_true(c->flow.is_left);
    tolds = 0;
    leaving_tell(c, note_told);
    assert_int_equal(tolds, 1);
    assert_string_equal(told[0],
                        "! This seat was left without a copy. Everything still stands on it.");
}

/* What was not whole before is, with the stick as it is now. */
static void copy_once_more_and_leave(void)
{
    room_type(seat, "1");
    room_press(seat, KEYPRESS_ENTER);
    turn_until_over(STEPS_MS);
    shows(0, "USB a: 1 file, copied and read back. It may be pulled.");
    room_press(seat, KEYPRESS_ENTER);
    assert_true(c->flow.is_left);
}

static void a_stick_plugged_in_then_is_copied_to(void **state)
{
    (void)state;
    ask_for(ROOM_ACTION_LEAVE, 3);
    turn_until_over(STEPS_MS);
    assert_int_equal(c->flow.leaving.step, LEAVING_UNCOPIED);
    stick_rig_plug(&sticks, c);
    for (int i = 0; i < DISK_SEAT_TURNS && c->invigilator.plugged.sticks == 0; i++)
        disk_seat_turn(STEPS_MS);
    copy_once_more_and_leave();
}

/* Nothing is said to be copied that is not. */
static void is_refused(const char *line)
{
    ask_for(ROOM_ACTION_LEAVE, 3);
    turn_until_over(100);
    assert_int_equal(c->flow.leaving.step, LEAVING_UNCOPIED);
    shows(0, line);
    starts_with("There is no whole copy. All of it still stands on this seat");
    room_press(seat, KEYPRESS_ENTER);
    assert_false(c->flow.quit);
    assert_int_equal(disk_would_have_hung(), 0);
    disk_heal();
    copy_once_more_and_leave();
}

static void a_full_stick(void **state)
{
    (void)state;
    plug_stick_in();
    watch_the_stick();
    disk_fill(0);
    is_refused("! USB a: 0 of 1 files, the stick is full");
}

static void a_stick_that_hangs(void **state)
{
    (void)state;
    plug_stick_in();
    watch_the_stick();
    disk_hang();
    is_refused("! USB a: 0 of 1 files, the stick does not answer");
}

static void a_stick_that_gives_back_other_bytes(void **state)
{
    (void)state;
    plug_stick_in();
    watch_the_stick();
    disk_rot(true);
    is_refused("! USB a: 0 of 1 files, the stick does not take it");
}

static void a_stick_that_is_pulled(void **state)
{
    (void)state;
    char moved[96];
    plug_stick_in();
    snprintf(moved, sizeof moved, "%s.moved", stick);
    assert_int_equal(rename(stick, moved), 0);
    ask_for(ROOM_ACTION_LEAVE, 3);
    for (int i = 0; i < DISK_SEAT_TURNS && leaving_is_busy(c); i++)
        disk_seat_turn(100);
    assert_int_equal(c->flow.leaving.step, LEAVING_UNCOPIED);
    assert_int_equal(rename(moved, stick), 0);
    assert_false(c->flow.quit);
}

/* It was there when the copy began. */
static void a_stick_that_is_pulled_meanwhile(void **state)
{
    (void)state;
    plug_stick_in();
    watch_the_stick();
    disk_break(DISK_WRITES | DISK_SYNCS, ENODEV);
    is_refused("! USB a: 0 of 1 files, the stick is gone");
}

static void a_folder_that_has_all_will_do(void **state)
{
    (void)state;
    char line[LEAVING_TEXT], wanted[LEAVING_TEXT];
    client_free(c);
    room_sit_down(seat, rig, "M01", folder, NULL);
    plug_stick_in();
    watch_the_stick();
    disk_fill(0);
    ask_for(ROOM_ACTION_LEAVE, 3);
    turn_until_over(100);
    assert_int_equal(c->flow.leaving.step, LEAVING_COPIED);
    shows(0, "! USB a: 0 of 1 files, the stick is full");
    snprintf(wanted, sizeof wanted, "exchange folder %s: 1 file, copied and read back.", folder);
    shows(1, wanted);
    assert_false(leaving_line(c, 2, line));
    disk_heal();
    room_press(seat, KEYPRESS_ENTER);
    assert_true(c->flow.is_left);
    assert_int_equal(room_count_files(folder, ".manifest"), 1);
}

/* Nobody sits there: it goes on by itself, but not without a copy. */
static void by_an_order_no_key_is_wanted(void **state)
{
    (void)state;
    leaving_begin(c, true);
    turn_until_over(STEPS_MS);
    assert_int_equal(c->flow.leaving.step, LEAVING_UNCOPIED);
    client_free(c);
    room_sit_down(seat, rig, "M01", folder, NULL);
    leaving_begin(c, true);
    turn_until_over(STEPS_MS);
    assert_true(c->flow.is_left);
    assert_int_equal(room_count_files(folder, ".manifest"), 2);
}

static void locking_waits_for_no_disk(void **state)
{
    (void)state;
    disk_hang();
    ask_for(ROOM_ACTION_LOCK, 5);
    assert_int_equal(c->state, CLIENT_LOCKED);
}

/* ---- of a paper that runs ---- */

static void begin_with_folder(void)
{
    client_free(c);
    room_sit_down(seat, rig, "M01", folder, NULL);
    room_log_in(seat, "001", rig->access[0]);
    room_begin(seat);
    room_answer(seat, 0, ANSWERS, "b");
    room_settle(seat);
}

/* Its answers stand in the exchange folder and not on the disk. */
static void answer_into_folder_alone(void)
{
    disk_hang();
    room_answer(seat, ANSWERS, 2 * ANSWERS, "c");
    for (int i = 0; i < DISK_SEAT_TURNS && !exam_is_all_copied(c->exam); i++)
        disk_seat_turn(100);
    assert_true(exam_is_all_copied(c->exam));
    assert_false(exam_is_all_saved(c->exam));
}

/* What the seat's manifest says of the paper. */
static uint32_t events_told(void)
{
    struct manifest m;
    struct buf bytes;
    struct err e = {0};
    uint32_t events = 0;
    DIR *d = opendir(seat->dir);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        char *path = file_join(seat->dir, entry->d_name);
        buf_init(&bytes, MANIFEST_FILE_MAX);
        if (manifest_is_file_name(entry->d_name)) {
            assert_int_equal(file_read(path, MANIFEST_FILE_MAX, &bytes, &e), ERR_OK);
            assert_int_equal(manifest_open(bytes.data, bytes.len, &rig->session, rig->key,
                                           rig->office.S, &m, &e),
                             ERR_OK);
            events = m.entries ? m.entry[0].events : 0;
            manifest_free(&m);
        }
        buf_free(&bytes);
        free(path);
    }
    if (d)
        closedir(d);
    return events;
}

static void what_was_on_its_way_is_among_what_is_left(void **state)
{
    (void)state;
    begin_with_folder();
    answer_into_folder_alone();
    uint32_t events = c->exam->journal.count;
    ask_for(ROOM_ACTION_LEAVE, 6);
    assert_null(c->exam);
    for (int i = 0; i < DISK_SEAT_TURNS && seat_manifest_is_on(c); i++)
        disk_seat_turn(100);
    starts_with("This seat was not left: the disk does not answer. Nothing of it is lost");
    assert_int_equal(disk_would_have_hung(), 0);
    disk_heal();
    assert_true(box_use(c, rig, ROOM_ACTION_LEAVE, 0, 7));
    assert_true(c->flow.quit);
    assert_int_equal(events_told(), events);
    assert_int_equal(room_count_files(seat->dir, ".answers"), 1);
}

/* The candidate comes back to this seat: it waits until the file is let go, and has all. */
static void who_comes_back_has_all_answers(void **state)
{
    (void)state;
    begin_with_folder();
    answer_into_folder_alone();
    uint32_t events = c->exam->journal.count;
    ask_for(ROOM_ACTION_LEAVE, 8);
    assert_null(c->exam);
    for (int i = 0; i < DISK_SEAT_TURNS && seat_manifest_is_on(c); i++)
        disk_seat_turn(100);
    room_press(seat, KEYPRESS_ESC);
    assert_int_equal(c->state, CLIENT_LOGIN);
    disk_seat_type_in(0);
    for (int i = 0; i < DISK_SEAT_TURNS && c->state == CLIENT_LOGIN; i++)
        disk_seat_turn(100);
    assert_int_equal(c->state, CLIENT_OPENING);
    for (int i = 0; i < 110; i++)
        disk_seat_turn(100);
    assert_non_null(strstr(c->message.text, "raise your hand"));
    disk_seat_heal_until(CLIENT_CONFIRM);
    assert_in_range(c->exam->journal.count, events, events + 1);
    for (unsigned q = 0; q < 2 * ANSWERS; q++)
        assert_int_equal(exam_choice(c->exam, q), q < ANSWERS ? 1 : 2);
}

/* Another connection of this host asks for the paper: it is told yes once the file is let go, and
 * not before. */
static void who_asks_from_elsewhere_waits_for_the_disk(void **state)
{
    (void)state;
    int ends[2];
    char answer = 0;
    begin_with_folder();
    answer_into_folder_alone();
    uint32_t events = c->exam->journal.count;
    assert_int_equal(pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
    papers_hand_over(c, ends[1]);
    assert_int_equal(c->state, CLIENT_LOGIN);
    for (int i = 0; i < 50; i++)
        disk_seat_turn(100);
    assert_true(papers_is_closing(c));
    assert_int_equal(read(ends[0], &answer, 1), -1); /* nothing is said yet */
    assert_int_equal(errno, EAGAIN);
    assert_int_equal(disk_would_have_hung(), 0);
    disk_heal();
    for (int i = 0; i < DISK_SEAT_TURNS && read(ends[0], &answer, 1) != 1; i++)
        disk_seat_turn(1);
    assert_int_equal(answer, 'y');
    close(ends[0]);
    room_log_in(seat, "001", rig->access[0]); /* in the place of the other connection */
    assert_in_range(c->exam->journal.count, events, events + 1);
    for (unsigned q = 0; q < 2 * ANSWERS; q++)
        assert_int_equal(exam_choice(c->exam, q), q < ANSWERS ? 1 : 2);
}

static int up(void **state)
{
    scratch_folder(folder, sizeof folder);
    return disk_seat_up(state);
}

static int down(void **state)
{
    int rc = disk_seat_down(state);
    room_empty(stick);
    room_empty(folder);
    rmdir(folder);
    return rc;
}

static int group_up(void **state)
{
    stick_rig_make(&sticks);
    return disk_seat_group_up(state);
}

static int group_down(void **state)
{
    stick_rig_free(&sticks);
    return disk_seat_group_down(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(leaving_says_what_it_waits_for, up, down),
        cmocka_unit_test_setup_teardown(a_seat_that_never_answers_is_not_left, up, down),
        cmocka_unit_test_setup_teardown(a_copy_says_what_it_waits_for, up, down),
        cmocka_unit_test_setup_teardown(a_seat_that_never_answers_is_not_copied, up, down),
        cmocka_unit_test_setup_teardown(one_that_nobody_wants_is_waited_for_by_the_next, up, down),
        cmocka_unit_test_setup_teardown(a_copy_onto_a_stick_that_hangs_is_given_up, up, down),
        cmocka_unit_test_setup_teardown(a_stick_gets_everything_before_the_seat_is_left, up, down),
        cmocka_unit_test_setup_teardown(it_can_be_put_off_with_the_stick_copied, up, down),
        cmocka_unit_test_setup_teardown(without_a_place_it_takes_a_word, up, down),
        cmocka_unit_test_setup_teardown(a_stick_plugged_in_then_is_copied_to, up, down),
        cmocka_unit_test_setup_teardown(a_full_stick, up, down),
        cmocka_unit_test_setup_teardown(a_stick_that_hangs, up, down),
        cmocka_unit_test_setup_teardown(a_stick_that_gives_back_other_bytes, up, down),
        cmocka_unit_test_setup_teardown(a_stick_that_is_pulled, up, down),
        cmocka_unit_test_setup_teardown(a_stick_that_is_pulled_meanwhile, up, down),
        cmocka_unit_test_setup_teardown(a_folder_that_has_all_will_do, up, down),
        cmocka_unit_test_setup_teardown(by_an_order_no_key_is_wanted, up, down),
        cmocka_unit_test_setup_teardown(locking_waits_for_no_disk, up, down),
        cmocka_unit_test_setup_teardown(what_was_on_its_way_is_among_what_is_left, up, down),
        cmocka_unit_test_setup_teardown(who_comes_back_has_all_answers, up, down),
        cmocka_unit_test_setup_teardown(who_asks_from_elsewhere_waits_for_the_disk, up, down)};
    return cmocka_run_group_tests_name("leaving on a disk that hangs", tests, group_up, group_down);
}
