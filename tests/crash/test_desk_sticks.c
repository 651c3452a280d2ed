/* At the desk a stick, or the office's own disk, is full, read-only or pulled in the middle of
 * work: one clear sentence says so, nothing stands half-written, and when it is well again the same
 * key ends it. */
#include "tests/lib/crash/disk.h"
#include "tests/lib/desk_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tools/desk/day_parts.h"
#include "tools/desk/operation.h"
#include "tools/desk/paperwork_parts.h"
#include "tools/work/backup.h"
#include "tools/work/bank_import.h"
#include "tools/work/collect.h"
#include "tools/work/decide.h"
#include "tools/work/grade.h"
#include "tools/work/log_check.h"
#include "tools/work/log_export.h"
#include "tools/work/report.h"
#include "tools/work/session_pack.h"
#include "tools/work/session_slips.h"
#include "tools/work/stats.h"
#include "tools/work/stick_ack.h"

#include <dirent.h>
#include <errno.h>

static struct desk_office made, copy;
static struct desk_rig r;
static const struct work_op *const OPS[] = {
    &bank_import_op,   &collect_op,   &log_check_op, &log_export_op, &report_op,
    &session_pack_op,  &stick_ack_op, &backup_op,    &decide_op,     &grade_op,
    &session_slips_op, &stats_op,     NULL};
static const struct {
    int errnum;
    const char *said;
} FAULTS[] = {{ENOSPC, "the disk is full"},
              {EROFS, "the disk is read-only"},
              {EIO, "the disk reports a fault"}};
enum { FAULTS_COUNT = sizeof FAULTS / sizeof FAULTS[0] };

static int make(void **state)
{
    (void)state;
    desk_office_make(&made);
    desk_office_open(&made, &r, OPS);
    desk_office_examine(&r);
    desk_rig_close(&r);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    desk_office_remove(&made);
    return 0;
}

static int up(void **state)
{
    (void)state;
    desk_office_copy(&made, &copy);
    desk_office_open(&copy, &r, OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    disk_end();
    desk_rig_close(&r);
    desk_office_remove(&copy);
    return 0;
}

static void expect(const char *text)
{
    if (!desk_rig_says(&r, text)) {
        desk_rig_print(&r);
        fail_msg("not on the glass: %s", text);
    }
}

static char *path_of(const char *name)
{
    static char path[4][SCRATCH_PATH + 200];
    static unsigned next;
    char *out = path[next++ % 4];
    snprintf(out, sizeof path[0], "%s/%s", copy.folder, name);
    return out;
}

static bool is_file(const struct dirent *d)
{
    return strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0;
}

/* Files of a folder; those that are there are whole: none is one that was being written. */
static size_t files_in(const char *folder)
{
    size_t n = 0;
    DIR *d = opendir(folder);
    for (const struct dirent *x; d && (x = readdir(d));) {
        if (is_file(x) && x->d_name[0] == '.')
            fail_msg("%s/%s was left", folder, x->d_name);
        n += is_file(x);
    }
    if (d)
        closedir(d);
    return n;
}

static void run_command(const char *command)
{
    operation_open_command(&r.desk, command);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect("NOTHING WRITTEN YET");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
}

static void close_all(void)
{
    for (int i = 0; i < 6 && strcmp(desk_rig_top(&r), "start") != 0; i++)
        desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
}

/* ---- what is written to a stick ---- */

/* A command that writes so many files into the folder `watched`, which fails; spare: room for some
 * of them. */
static void each_fault(const char *command, const char *watched, const char *says, size_t files,
                       size_t spare)
{
    for (int i = 0; i < FAULTS_COUNT; i++) {
        disk_begin(watched);
        disk_break(DISK_WRITES, FAULTS[i].errnum);
        run_command(command);
        expect(FAULTS[i].said);
        assert_false(desk_rig_says(&r, says));
        assert_int_equal(files_in(watched), 0);
        disk_heal();
        disk_end();
        close_all();
    }
    /* in the middle: what stands there is whole, and the same command ends it */
    disk_begin(watched);
    disk_fill(spare);
    run_command(command);
    expect("the disk is full");
    size_t there = files_in(watched);
    assert_in_range(there, 0, files - 1);
    disk_heal();
    disk_end();
    close_all();
    run_command(command);
    expect(says);
    assert_int_equal(files_in(watched), files);
    close_all();
}

static void a_session_packed_onto_a_bad_stick(void **state)
{
    char command[SCRATCH_PATH + 80];
    struct err e = {0};
    (void)state;
    char *stick = path_of("stick");
    assert_int_equal(file_make_folder(stick, &e), ERR_OK);
    snprintf(command, sizeof command, "sathachctl session pack ca-1 --to %s", stick);
    each_fault(command, stick, "Done.", 3, 24 * 1024);
}

static void the_log_exported_onto_a_bad_stick(void **state)
{
    char command[SCRATCH_PATH + 80];
    struct err e = {0};
    (void)state;
    char *stick = path_of("stick"), *inner = path_of("stick/sathach-log");
    assert_int_equal(file_make_folder(inner, &e), ERR_OK);
    snprintf(command, sizeof command, "sathachctl log export %s", stick);
    each_fault(command, inner, "read back", 3, 4096);
}

static void acknowledgements_copied_onto_a_bad_stick(void **state)
{
    char command[SCRATCH_PATH + 80];
    struct err e = {0};
    (void)state;
    char *stick = path_of("stick");
    assert_int_equal(file_make_folder(stick, &e), ERR_OK);
    snprintf(command, sizeof command, "sathachctl stick ack %s --session ca-1", stick);
    each_fault(command, stick, "Done.", 1, 16);
}

static void a_backup_onto_a_bad_stick(void **state)
{
    char command[SCRATCH_PATH + 80];
    struct err e = {0};
    (void)state;
    char *stick = path_of("stick");
    assert_int_equal(file_make_folder(stick, &e), ERR_OK);
    snprintf(command, sizeof command, "sathachctl backup %s/x.backup", stick);
    each_fault(command, stick, "Done.", 1, 64 * 1024);
}

/* A paper of the session and its signature, by U. */
static void a_paper_copied_onto_a_bad_stick(void **state)
{
    struct err e = {0};
    (void)state;
    char *inner = path_of("media/stick/ca-1");
    char *session[] = {(char *)(uintptr_t) "ca-1"};
    assert_int_equal(file_make_folder(inner, &e), ERR_OK);
    desk_office_run(
        &r, &report_op,
        &(struct report_request){.session = {session, 1}, .lists = "attendance", .format = "pdf"});
    desk_rig_plug_in(&r, "stick");
    paperwork_open(&r.desk, "ca-1");
    desk_rig_pass(&r, 0);
    struct paperwork *p = (struct paperwork *)stack_top(&r.desk);
    while (strcmp(p->look.row[p->rows.at].id, "attendance") != 0)
        desk_rig_press(&r, KEYPRESS_DOWN);
    for (int i = 0; i <= FAULTS_COUNT; i++) {
        desk_rig_type(&r, "u");
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r); /* what stands there is looked at first */
        expect("NOTHING WRITTEN YET");
        disk_begin(inner);
        if (i < FAULTS_COUNT)
            disk_break(DISK_WRITES, FAULTS[i].errnum);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
        disk_heal();
        disk_end();
        expect(i < FAULTS_COUNT ? FAULTS[i].said : "It may be pulled.");
        assert_int_equal(files_in(inner), i < FAULTS_COUNT ? 0 : 2);
    }
}

/* ---- what is collected ---- */

enum { ON_STICK = 5 };

/* Other journals of five papers that were collected (desk_office_examine), on a stick. */
static char *bring_stick(void)
{
    char command[3 * SCRATCH_PATH];
    char *stick = path_of("stick");
    snprintf(command, sizeof command, "cp -r '%s' '%s' && rm '%s'/ca-1.0002.*", path_of("came-4"),
             stick, stick);
    assert_int_equal(system(command), 0);
    assert_int_equal(files_in(stick), ON_STICK);
    return stick;
}

static void open_day(const char *stick)
{
    const char *const choice[] = {stick};
    desk_rig_type(&r, "n");
    assert_string_equal(desk_rig_top(&r), "day");
    stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", choice, 1);
    desk_rig_pass(&r, 0); /* it is looked at on a thread of its own */
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect("NOTHING WRITTEN YET");
}

static void check_log(void)
{
    operation_open_command(&r.desk, "sathachctl log check");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect("whole, signed by this office");
    close_all();
}

static void collected_into_a_bad_disk(void **state)
{
    (void)state;
    char *stick = bring_stick(), *inbox = path_of("inbox/ca-1");
    size_t before = files_in(inbox);
    for (int i = 0; i < FAULTS_COUNT; i++) {
        open_day(stick);
        disk_begin(inbox);
        disk_break(DISK_WRITES, FAULTS[i].errnum);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
        disk_heal();
        disk_end();
        expect(FAULTS[i].said);
        assert_false(desk_rig_says(&r, "Exam day: what came"));
        assert_int_equal(files_in(inbox), before);
        close_all();
    }
    open_day(stick); /* full in the middle */
    disk_begin(inbox);
    disk_fill(56 * 1024);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("inbox/ca-1: cannot be written: the disk is full");
    assert_in_range(files_in(inbox), before, before + ON_STICK - 1);
    disk_heal();
    disk_end();
    close_all();
    check_log();
    open_day(stick);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("Exam day: what came");
    assert_int_equal(files_in(inbox), before + ON_STICK);
    close_all();
}

static void a_stick_pulled_while_it_is_read(void **state)
{
    (void)state;
    char *stick = bring_stick(), *inbox = path_of("inbox/ca-1");
    size_t before = files_in(inbox);
    for (size_t call = 0; call < 12; call += 3) {
        open_day(stick);
        disk_begin(stick);
        disk_fail(call, EIO, true);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
        disk_heal();
        disk_end();
        expect("could not be read: is the stick still in?");
        expect("the disk reports a fault");
        expect(" + 0 damaged + ");
        assert_in_range(files_in(inbox), before, before + ON_STICK);
        close_all();
    }
    open_day(stick);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("Exam day: what came");
    assert_int_equal(files_in(inbox), before + ON_STICK);
    close_all();
}

static void a_stick_gone_before_enter(void **state)
{
    char command[SCRATCH_PATH + 20];
    (void)state;
    char *stick = bring_stick();
    open_day(stick);
    snprintf(command, sizeof command, "rm -r '%s'", stick);
    assert_int_equal(system(command), 0);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("stick: no such file or folder");
    close_all();
    check_log();
}

/* ---- a bank, at G ---- */

static void a_full_disk_leaves_the_bank(void **state)
{
    char command[2 * SCRATCH_PATH + 80];
    (void)state;
    char *before = path_of("before"), *bank = path_of("banks/mau"),
         *beside = path_of("banks/.mau.importing");
    snprintf(command, sizeof command, "cp -a '%s' '%s'", bank, before);
    assert_int_equal(system(command), 0);
    for (int i = 0; i <= FAULTS_COUNT; i++) {
        disk_begin(beside);
        if (i < FAULTS_COUNT)
            disk_break(DISK_WRITES, FAULTS[i].errnum);
        else
            disk_fill(70 * 1024);
        run_command("sathachctl bank import questionbanks/mau --to mau");
        expect(i < FAULTS_COUNT ? FAULTS[i].said : "the disk is full");
        expect("the bank stands as it was");
        disk_heal();
        disk_end();
        close_all();
        snprintf(command, sizeof command, "diff -r '%s' '%s' && ! test -e '%s'", bank, before,
                 beside);
        assert_int_equal(system(command), 0);
    }
}

/* ---- what the office writes into its own folders ---- */

static void go(const char *command, const char *word)
{
    operation_open_command(&r.desk, command);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect("NOTHING WRITTEN YET");
    if (!word)
        desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    if (word) {
        desk_rig_type(&r, "g");
        desk_rig_type(&r, word);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
    }
}

/* Every write below the folder fails: it is said, and its files are those that stood there. */
static void keeps(const char *command, const char *word, const char *watched, const char *made_file)
{
    char shell[5 * SCRATCH_PATH];
    char *folder = path_of(watched), *before = path_of("stood");
    for (int i = 0; i < FAULTS_COUNT; i++) {
        snprintf(shell, sizeof shell, "mkdir -p '%s' && rm -rf '%s' && cp -a '%s' '%s'", folder,
                 before, folder, before);
        assert_int_equal(system(shell), 0);
        disk_begin(folder);
        disk_break(DISK_WRITES, FAULTS[i].errnum);
        go(command, word);
        disk_heal();
        disk_end();
        expect(FAULTS[i].said);
        close_all();
        snprintf(shell, sizeof shell, "diff -r '%s' '%s' >&2", folder, before);
        assert_int_equal(system(shell), 0);
    }
    go(command, word);
    if (!file_exists(path_of(made_file))) {
        desk_rig_print(&r);
        fail_msg("%s: %s is not there", command, made_file);
    }
    close_all();
}

static void an_office_that_is_full_stays_as_it_was(void **state)
{
    (void)state;
    keeps("sathachctl report ca-1 attendance --format pdf", NULL, "reports/ca-1",
          "reports/ca-1/tap-duot-attendance.pdf");
    keeps("sathachctl session slips ca-1", NULL, "reports/ca-1",
          "reports/ca-1/tap-duot-vouchers.pdf");
    keeps("sathachctl decide ca-1 paper 0002 annul --reason x", "KY", "sessions/ca-1/decisions",
          "sessions/ca-1/decisions/0001.decision");
    keeps("sathachctl grade ca-1", NULL, "sessions/ca-1", "sessions/ca-1/results.tsv");
    keeps("sathachctl stats ca-1 --format pdf", NULL, "reports/ca-1",
          "reports/ca-1/tap-duot-stats.pdf");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_session_packed_onto_a_bad_stick), TEST(the_log_exported_onto_a_bad_stick),
        TEST(a_paper_copied_onto_a_bad_stick),   TEST(acknowledgements_copied_onto_a_bad_stick),
        TEST(a_backup_onto_a_bad_stick),         TEST(an_office_that_is_full_stays_as_it_was),
        TEST(collected_into_a_bad_disk),         TEST(a_stick_pulled_while_it_is_read),
        TEST(a_stick_gone_before_enter),         TEST(a_full_disk_leaves_the_bank)};
    return cmocka_run_group_tests_name("desk sticks", tests, make, unmake);
}
