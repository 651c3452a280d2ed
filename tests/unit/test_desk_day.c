/* An exam day at the desk, off-screen: files of a folder and on a stick, what came of them, a stick
 * mounted, pulled, hanging. */
#include "app/core/file.h"
#include "tests/lib/day_rig.h"
#include "tools/desk/day.h"
#include "tools/desk/day_parts.h"
#include "tools/desk/fork.h"
#include "tools/desk/reconcile_parts.h"
#include "tools/desk/sheet_parts.h"
#include "tools/work/collect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>

static struct desk_rig r;

static int up(void **state)
{
    (void)state;
    day_rig_open(&r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void files_of_a_folder_are_counted_by_name(void **state)
{
    char folder[SCRATCH_PATH + 16];
    (void)state;
    day_rig_put(&r, "stick/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    day_rig_put(&r, "stick/ca-2.0002.AAAAAAAAAAAAAAAA.answers", "x");
    day_rig_put(&r, "stick/ca-9.0001.AAAAAAAAAAAAAAAA.answers", "x");
    day_rig_put(&r, "stick/letter.docx", "x");
    day_rig_put(&r, "inbox/ca-2/ca-2.0002.AAAAAAAAAAAAAAAA.answers", "x");
    desk_rig_type(&r, "n");
    assert_string_equal(desk_rig_top(&r), "day");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "No stick is here"));
    snprintf(folder, sizeof folder, "%s/stick", r.folder);
    const char *const choice[] = {folder};
    stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", choice, 1);
    desk_rig_pass(&r, 0);
    assert_true(desk_rig_shows(&r, "3      1      1      1   not collected"));
    day_rig_golden(&r, "day");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    assert_true(desk_rig_shows(&r, "ca-2.0001."));
    assert_false(desk_rig_shows(&r, "ca-2.0002."));
    assert_true(desk_rig_shows(&r, "(of another session)"));
    assert_true(desk_rig_shows(&r, " 3 files, by their names 1 new, 1 here already, 1 of other"));
    day_rig_golden(&r, "day-files");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "day");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "g"); /* without the passphrase nothing is taken in */
    day_rig_refuse(&r);
    assert_true(desk_rig_shows(&r, "3      1      1      1   not collected"));
    assert_false(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    day_rig_put(&r, "stick/ca-2.0003.AAAAAAAAAAAAAAAA.answers", "x");
    desk_rig_type(&r, "r");
    assert_true(desk_rig_shows(&r, "4      2      1      1   not collected"));
    desk_rig_type(&r, "v");
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_type(&r, r.folder);
    desk_rig_type(&r, "/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S'); /* the folder itself, whatever is in it; its name is its row's */
    desk_rig_expect(&r, strrchr(r.folder, '/') + 1);
    assert_string_equal(desk_rig_top(&r), "day");
    assert_int_equal(((const struct day *)stack_top(&r.desk))->places, 2);
    desk_rig_type(&r, "b"); /* it was the wrong one */
    assert_int_equal(((const struct day *)stack_top(&r.desk))->places, 1);
    desk_rig_expect(&r, "is off the list");
    desk_rig_type(&r, "v");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_type(&r, "d"); /* of the only session */
    day_rig_refuse(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "day");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(r.desk.rans, 0);
}

/* Three sticks of one room are three rows: the first does not go when the second comes. */
static void folders_stay_beside_each_other(void **state)
{
    char folder[2][SCRATCH_PATH + 16];
    (void)state;
    desk_rig_type(&r, "n");
    for (int i = 0; i < 4; i++) { /* each twice */
        day_rig_put(&r,
                    i % 2 ? "thu-hai/ca-2.0002.AAAAAAAAAAAAAAAA.answers"
                          : "thu-nhat/ca-2.0001.AAAAAAAAAAAAAAAA.answers",
                    "x");
        snprintf(folder[i % 2], sizeof folder[0], "%s/%s", r.folder,
                 i % 2 ? "thu-hai" : "thu-nhat");
        const char *const choice[] = {folder[i % 2]};
        stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", choice, 1);
    }
    desk_draw(&r.desk, &r.v);
    const struct day *d = (const struct day *)stack_top(&r.desk);
    assert_int_equal(d->places, 2);
    assert_int_equal(d->table.at, 1);
    assert_true(desk_rig_shows(&r, "thu-nhat"));
    assert_true(desk_rig_shows(&r, "thu-hai"));
    for (int i = 0; i < WATCH_CHOSEN; i++) { /* of too many the oldest goes */
        char path[SCRATCH_PATH + 32], name[32];
        snprintf(name, sizeof name, "them-%d/x.answers", i);
        day_rig_put(&r, name, "x");
        snprintf(path, sizeof path, "%s/them-%d", r.folder, i);
        const char *const choice[] = {path};
        stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", choice, 1);
    }
    assert_int_equal(d->places, WATCH_CHOSEN);
    assert_string_equal(d->place[0].name, "them-0");
}

/* What came, file by file; the sums add up. */
static void what_came_is_told(void **state)
{
    struct collect_reply reply = {.is_done = true,
                                  .files = 41,
                                  .fresh = 31,
                                  .known = 8,
                                  .damaged = 1,
                                  .conflict = 1,
                                  .missing = 1,
                                  .forks = {calloc(1, sizeof *reply.forks.fork), 1},
                                  .silent = {calloc(1, sizeof *reply.silent.seat), 1}};
    static const char *const LEADS[] = {"fork", "page", "reconcile", "reconcile", "page"};
    struct job_line line[] = {
        {.kind = WORK_LINE, .what = (char *)"0031  00142", .text = (char *)"2 nhật ký"},
        {.kind = WORK_LINE, .what = (char *)"0044", .text = (char *)"MAY-12"}};
    struct job job = {.op = &collect_op, .reply = &reply, .line = line, .lines = 2};
    (void)state;
    assert_true(reply.silent.seat && reply.forks.fork);
    strcpy(reply.forks.fork->session, "ca-2");
    strcpy(reply.forks.fork->paper, "0031");
    strcpy(reply.silent.seat->session, "ca-2");
    strcpy(reply.silent.seat->name, "MAY-12");
    desk_rig_type(&r, "n");
    day_screen.done(stack_top(&r.desk), &job);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_says(&r, "41 files = 31 new + 8 here already + 0 of other sessions + 1 "
                                  "damaged + 1 in conflict"));
    desk_rig_expect(&r, "▶ x 1 file in conflict, two journals of one paper: 0031");
    day_rig_golden(&r, "day-result");
    desk_rig_type(&r, "d");
    day_rig_refuse(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_true(desk_rig_shows(&r, "Exam day: what came"));
    for (size_t i = 0; i < sizeof LEADS / sizeof LEADS[0]; i++) {
        desk_rig_press(&r, KEYPRESS_ENTER);
        day_rig_refuse(&r);
        assert_string_equal(desk_rig_top(&r), LEADS[i]);
        desk_rig_press(&r, KEYPRESS_ESC);
        assert_true(desk_rig_shows(&r, "Exam day: what came"));
        desk_rig_press(&r, KEYPRESS_DOWN);
    }
    static const char *const KEYS[] = {"a", "x"};
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) { /* of no stick */
        desk_rig_type(&r, KEYS[i]);
        desk_rig_expect(&r, "No stick is here");
    }
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_true(desk_rig_shows(&r, "No stick is plugged in"));
}

/* ---- sticks ---- */

static void mount(void)
{
    char line[3 * SCRATCH_PATH];
    struct err e = {0};
    snprintf(line, sizeof line, "/dev/sdb1 %s/PHONG2 vfat rw 0 0\n", r.media);
    assert_int_equal(file_write(r.mounts, line, strlen(line), FILE_REPLACE, &e), ERR_OK);
}

/* A stick that is mounted, and one that is only plugged in. */
static void plug_in(void)
{
    day_rig_put(&r, "media/PHONG2/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    day_rig_put(&r, "blocks/sdc1/removable", "1\n");
    day_rig_put(&r, "blocks/sdc1/size", "2000\n");
    mount();
    desk_rig_type(&r, "n");
    desk_draw(&r.desk, &r.v);
}

static void put_udisks(const char *script)
{
    day_rig_put(&r, "udisksctl", script);
    assert_int_equal(chmod(r.udisks, 0700), 0);
}

static void a_stick_is_mounted_by_a_key(void **state)
{
    char script[4 * SCRATCH_PATH];
    (void)state;
    plug_in();
    assert_true(desk_rig_shows(&r, "USB PHONG2"));
    assert_true(desk_rig_shows(&r, "! USB sdc1, not mounted"));
    day_rig_golden(&r, "day-sticks");
    desk_rig_press(&r, KEYPRESS_END);
    assert_true(desk_rig_shows(&r, " Command: sathachctl stick mount sdc1"));
    desk_rig_type(&r, "m");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "udisksctl is missing (Debian package udisks2)"));
    snprintf(script, sizeof script, "#!/bin/sh\necho \"/dev/sdc1 %s/PHONG3 vfat rw 0 0\" >>'%s'\n",
             r.media, r.mounts);
    put_udisks(script);
    day_rig_put(&r, "media/PHONG3/x", "x");
    desk_rig_type(&r, "v"); /* what needs no stick is here, too */
    while (strcmp(desk_rig_top(&r), "day") != 0) {
        day_rig_refuse(&r);
        desk_rig_press(&r, KEYPRESS_ESC);
    }
    desk_rig_type(&r, "d");
    day_rig_refuse(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "r");
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_type(&r, "m");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "● Mounted: "));
    assert_true(desk_rig_shows(&r, "▶   USB PHONG3"));
    assert_false(desk_rig_shows(&r, "not mounted"));
}

/* The first screen has a row of it as soon as it is mounted, and none once it is gone. */
static void a_stick_is_a_row_of_what_waits(void **state)
{
    struct err e = {0};
    (void)state;
    day_rig_put(&r, "media/PHONG2/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    day_rig_put(&r, "media/PHONG2/ca-2.0002.AAAAAAAAAAAAAAAA.answers", "x");
    desk_rig_pass(&r, 1000);
    assert_false(desk_rig_shows(&r, "PHONG2"));
    mount();
    desk_rig_pass(&r, 1); /* no ten seconds are over: the table changed */
    assert_true(desk_rig_shows(&r, "! USB          PHONG2: 2 files not collected"));
    assert_true(desk_rig_shows(&r, " now"));
    for (int i = 0; i < 9 && !desk_rig_shows(&r, "▶ ! USB"); i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_shows(&r, " Command: sathachctl collect "));
    day_rig_golden(&r, "start-stick");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "day");
    assert_true(desk_rig_shows(&r, "▶ ! USB PHONG2"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(file_write(r.mounts, "", 0, FILE_REPLACE, &e), ERR_OK);
    desk_rig_pass(&r, 1);
    assert_false(desk_rig_shows(&r, "PHONG2"));
}

/* ---- one that hangs ---- */

static void a_stick_that_hangs_holds_up_nobody(void **state)
{
    char stick[SCRATCH_PATH + 32];
    (void)state;
    day_rig_put(&r, "media/PHONG2/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    snprintf(stick, sizeof stick, "%s/PHONG2", r.media);
    desk_rig_hang_desk(&r, stick);
    mount();
    desk_rig_pass(&r, 1000);
    assert_false(desk_rig_shows(&r, "PHONG2"));
    desk_rig_pass(&r, LOOKS_PATIENCE_MS);
    assert_true(
        desk_rig_shows(&r, "x USB          PHONG2 does not answer: pull it and plug it in"));
    desk_rig_type(&r, "n");
    assert_true(desk_rig_shows(&r, "x USB PHONG2"));
    day_rig_golden(&r, "day-hangs");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "x USB PHONG2 does not answer: pull it"));
    desk_rig_ctrl(&r, 'K');
    assert_true(desk_rig_shows(&r, "Locked"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "x USB PHONG2"));
    desk_rig_answer(&r); /* after all */
    desk_rig_type(&r, "r");
    assert_false(desk_rig_shows(&r, "does not answer"));
    assert_true(desk_rig_shows(&r, "not collected"));
}

static void a_stick_is_pulled_by_a_key(void **state)
{
    char script[2 * SCRATCH_PATH];
    (void)state;
    plug_in();
    put_udisks("#!/bin/sh\nexit 1\n");
    desk_rig_type(&r, "x");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "did not end well"));
    assert_true(desk_rig_shows(&r, "USB PHONG2"));
    snprintf(script, sizeof script, "#!/bin/sh\n: >'%s'\n", r.mounts);
    put_udisks(script);
    desk_rig_type(&r, "x");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "● USB PHONG2 may be pulled."));
    assert_int_equal(r.desk.rans, 2);
    desk_rig_expect(&r, "! USB PHONG2"); /* files that were seen on it are not collected */
    desk_rig_expect(&r, "pulled, 1 not collected");
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, "It was pulled before all of it was collected: put it in again"));
    desk_rig_type(&r, "x");
    assert_true(desk_rig_says(&r, "It is pulled: put it in again."));
    day_rig_golden(&r, "day-pulled");
    stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", (const char *const[]){r.folder},
                                    1);
    desk_rig_type(&r, "x");
    assert_true(desk_rig_says(&r, "That is a folder, no stick"));
}

static void back_to_the_day(void)
{
    for (int i = 0; i < 4 && strcmp(desk_rig_top(&r), "day") != 0; i++) {
        desk_rig_press(&r, KEYPRESS_ESC);
        day_rig_refuse(&r);
    }
    assert_string_equal(desk_rig_top(&r), "day");
}

/* Where all is collected Enter leads to the papers in conflict; the other keys do what they did. */
static void enter_leads_to_a_conflict(void **state)
{
    static const char *const KEYS[] = {"a", "u", "x", "v", "d", "r"};
    (void)state;
    plug_in();
    day_rig_put(&r, "inbox/ca-2/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    for (size_t i = 0; i <= sizeof KEYS / sizeof KEYS[0]; i++) {
        desk_rig_type(&r, "r");
        struct day_look_place *found = &r.desk.watch.folder[0]->found;
        found->forks = 1;
        found->fork[0] = (struct day_look_fork){"ca-2", "0031"};
        desk_draw(&r.desk, &r.v);
        desk_rig_expect(&r, "x USB PHONG2");
        if (i < sizeof KEYS / sizeof KEYS[0]) {
            desk_rig_type(&r, KEYS[i]);
            day_rig_refuse(&r);
            back_to_the_day();
            continue;
        }
        desk_rig_press(&r, KEYPRESS_ENTER);
        day_rig_refuse(&r);
        assert_string_equal(desk_rig_top(&r), "fork");
    }
}

/* The row of one goes with it, but where something on it was not collected; one that is out and
 * still plugged in may be pulled. */
static void a_stick_that_is_gone_has_no_row(void **state)
{
    char script[2 * SCRATCH_PATH], path[SCRATCH_PATH + 32], away[SCRATCH_PATH + 32];
    (void)state;
    day_rig_put(&r, "blocks/sdb1/removable", "1\n");
    day_rig_put(&r, "blocks/sdb1/size", "2000\n");
    plug_in();
    day_rig_put(&r, "inbox/ca-2/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    desk_rig_type(&r, "r");
    desk_rig_expect(&r, "all collected");
    snprintf(script, sizeof script, "#!/bin/sh\n: >'%s'\n", r.mounts);
    put_udisks(script);
    desk_rig_type(&r, "x");
    desk_rig_wait(&r);
    assert_false(desk_rig_shows(&r, "collected"));
    desk_rig_expect(&r, "● USB sdb1, may be pulled");
    desk_rig_expect(&r, "! USB sdc1, not mounted");
    mount();
    desk_rig_pass(&r, 1);
    desk_rig_expect(&r, "USB PHONG2");
    assert_false(desk_rig_shows(&r, "sdb1, may be pulled"));
    day_rig_put(&r, "folder/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    snprintf(path, sizeof path, "%s/folder", r.folder);
    stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", (const char *const[]){path}, 1);
    desk_rig_pass(&r, 0);
    desk_rig_expect(&r, "folder");
    snprintf(away, sizeof away, "%s/away", r.folder);
    assert_int_equal(rename(path, away), 0);
    desk_rig_type(&r, "r");
    assert_false(desk_rig_shows(&r, "  folder"));
}

/* What is written onto a stick is shown first, as the command that does it. */
static void what_goes_onto_a_stick_is_previewed(void **state)
{
    static const char *const KEYS[] = {"a", "u"},
                             *const COMMANDS[] = {"stick ack ", "session pack ca-2 --to "},
                             *const TITLES[] = {"", "The room's set onto a stick"};
    (void)state;
    plug_in();
    for (int i = 0; i < 2; i++) {
        desk_rig_type(&r, KEYS[i]);
        day_rig_refuse(&r);
        assert_string_equal(desk_rig_top(&r), "operation");
        assert_true(desk_rig_says(&r, COMMANDS[i]));
        desk_rig_expect(&r, TITLES[i]);
        for (int k = 0; k < 3 && strcmp(desk_rig_top(&r), "day") != 0; k++)
            desk_rig_press(&r, KEYPRESS_ESC);
        assert_string_equal(desk_rig_top(&r), "day");
    }
    struct collect_reply came = {.is_done = true};
    struct job job = {.op = &collect_op, .reply = &came};
    day_screen.done(stack_top(&r.desk), &job); /* the same behind what came */
    desk_rig_type(&r, "a");
    day_rig_refuse(&r);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_true(desk_rig_shows(&r, "Exam day: what came"));
    put_udisks("#!/bin/sh\nexit 1\n");
    desk_rig_type(&r, "x");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "did not end well"));
    day_screen.done(stack_top(&r.desk), &job);
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "Nothing here waits for anybody. Next: the other sticks");
    desk_rig_type(&r, "d");
    day_rig_refuse(&r);
    back_to_the_day();
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Exam day: sticks and shares");
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&day_screen);
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&day_screen);
    desk_rig_check_keys(&sheet_screen);
    desk_rig_check_keys(&reconcile_screen);
    desk_rig_check_keys(&fork_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(folders_stay_beside_each_other),
        TEST(files_of_a_folder_are_counted_by_name),
        TEST(what_came_is_told),
        TEST(a_stick_is_a_row_of_what_waits),
        TEST(a_stick_that_hangs_holds_up_nobody),
        TEST(a_stick_is_mounted_by_a_key),
        TEST(a_stick_is_pulled_by_a_key),
        TEST(a_stick_that_is_gone_has_no_row),
        TEST(enter_leads_to_a_conflict),
        TEST(what_goes_onto_a_stick_is_previewed),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("desk day", tests, NULL, NULL);
}
