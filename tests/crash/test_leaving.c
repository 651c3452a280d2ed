/* A seat that is left, locked or copied while its disk hangs: the screen never does. It says what
 * it waits for, takes no other key meanwhile, and says after some seconds that nothing was done;
 * when the disk answers before, it is done. No answer is lost by it. */
#include "tests/lib/box.h"
#include "tests/lib/crash/disk_seat.h"
#include "tests/lib/scratch.h"

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
#include <unistd.h>

enum { STEPS_MS = 1, ANSWERS = 3 };

static struct rig *const rig = &disk_rig;
static struct room_seat *const seat = &disk_seat;
static struct client *const c = &disk_seat.c;
static char folder[SCRATCH_PATH], sticks[SCRATCH_PATH], stick[80], mounts[96];
static const char *roots[] = {sticks, NULL};

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
    for (int i = 0; i < DISK_SEAT_TURNS && c->invigilator.copying; i++)
        disk_seat_turn(STEPS_MS);
    assert_null(c->invigilator.copying);
}

static void plug_stick_in(void)
{
    c->setup.sticks.mounts = mounts;
    c->setup.sticks.roots = roots;
    client_key(c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    assert_int_equal(c->invigilator.sticks, 1);
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
    struct err e = {0};
    scratch_folder(sticks, sizeof sticks);
    snprintf(stick, sizeof stick, "%s/a", sticks);
    snprintf(mounts, sizeof mounts, "%s/mounts", sticks);
    FILE *f = fopen(mounts, "w");
    assert_non_null(f);
    fprintf(f, "/dev/sdb1 %s vfat rw 0 0\n", stick);
    fclose(f);
    assert_int_equal(file_make_folder(stick, &e), ERR_OK);
    return disk_seat_group_up(state);
}

static int group_down(void **state)
{
    rmdir(stick);
    room_empty(sticks);
    rmdir(sticks);
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
        cmocka_unit_test_setup_teardown(locking_waits_for_no_disk, up, down),
        cmocka_unit_test_setup_teardown(what_was_on_its_way_is_among_what_is_left, up, down),
        cmocka_unit_test_setup_teardown(who_comes_back_has_all_answers, up, down)};
    return cmocka_run_group_tests_name("leaving on a disk that hangs", tests, group_up, group_down);
}
