/* What the office does with a stick: mounted, the acknowledgements and the set for the room put
 * onto it, pulled safely. The machine is made up: its mounts, its disks, and what mounts them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_office.h"
#include "tools/work/collect.h"
#include "tools/work/session_pack.h"
#include "tools/work/stick_ack.h"
#include "tools/work/stick_eject.h"
#include "tools/work/stick_mount.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static struct desk_office made, office;
static struct desk_rig r;
static struct err e;
static char stick[SCRATCH_PATH + 64];
static const struct work_op *const NONE[] = {NULL};

static void run_shell(const char *fmt, ...) ERR_PRINTF(1, 2);
static void run_shell(const char *fmt, ...)
{
    char command[8 * SCRATCH_PATH];
    va_list args;
    va_start(args, fmt);
    vsnprintf(command, sizeof command, fmt, args);
    va_end(args);
    assert_int_equal(system(command), 0);
}

static int up_all(void **state)
{
    (void)state;
    desk_office_make(&made);
    desk_office_open(&made, &r, NONE);
    desk_office_examine(&r);
    desk_rig_close(&r);
    return 0;
}

static int down_all(void **state)
{
    (void)state;
    desk_office_remove(&made);
    return 0;
}

/* An office with an exam that was collected, a stick mounted beside it. */
static int up(void **state)
{
    (void)state;
    e = (struct err){0};
    desk_office_copy(&made, &office);
    desk_office_open(&office, &r, NONE);
    snprintf(stick, sizeof stick, "%s/PHONG2", r.media);
    snprintf(r.mounts, sizeof r.mounts, "%s/table", r.folder);
    run_shell("mkdir -p '%s' '%s/sdc1' && printf '1\\n' >'%s/sdc1/removable' && "
              "printf '100\\n' >'%s/sdc1/size' && echo '/dev/sdb1 %s vfat rw 0 0' >'%s'",
              stick, r.blocks, r.blocks, r.blocks, stick, r.mounts);
    return 0;
}

static int down(void **state)
{
    (void)state;
    r.mounts[0] = '\0'; /* the folder is removed here */
    desk_rig_close(&r);
    desk_office_remove(&office);
    return 0;
}

/* Runs it; the reply is the caller's to forget. */
static enum err_code run(const struct work_op *op, const void *request, void *reply)
{
    e = (struct err){0};
    return op->run(&r.work, request, reply, &e);
}

static size_t count_files(const char *folder)
{
    char command[SCRATCH_PATH + 128], line[32] = "";
    snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    pclose(f);
    return strtoul(line, NULL, 10);
}

/* ---- acknowledgements ---- */

static struct stick_ack_reply acked;

static enum err_code ack(bool is_dry, const char *session)
{
    stick_ack_op.forget(&acked);
    acked = (struct stick_ack_reply){0};
    return run(&stick_ack_op,
               &(struct stick_ack_request){.folder = stick, .session = {session}, .is_dry = is_dry},
               &acked);
}

static void acknowledgements_go_back_on_the_stick(void **state)
{
    (void)state;
    run_shell("cp '%s'/came-3/* '%s'", r.folder, stick);
    size_t files = count_files(stick);
    assert_int_equal(ack(true, NULL), ERR_OK); /* a look */
    assert_int_equal(acked.rows, 1);
    assert_string_equal(acked.row[0].session, "ca-1");
    assert_int_equal(acked.row[0].state, CARRY_NEW);
    assert_int_equal(acked.row[0].left, 0);
    assert_int_equal(count_files(stick), files);
    assert_int_equal(ack(false, NULL), ERR_OK);
    run_shell("cmp '%s/sessions/ca-1/ca-1.ack' '%s/ca-1.ack'", r.folder, stick);
    assert_int_equal(ack(false, NULL), ERR_OK);
    assert_int_equal(acked.row[0].state, CARRY_SAME);
    /* journals that the office has not got are told: the stick is not to be emptied of them */
    run_shell("cp '%s'/came-4/ca-1.000[134]*.answers '%s'", r.folder, stick);
    assert_int_equal(ack(true, NULL), ERR_OK);
    assert_int_equal(acked.row[0].left, 3);
    stick_ack_op.forget(&acked);
    acked = (struct stick_ack_reply){0};
}

static void an_older_one_is_replaced_and_nothing_else(void **state)
{
    char *came[2] = {NULL};
    char path[SCRATCH_PATH + 32];
    (void)state;
    run_shell("cp '%s/sessions/ca-1/ca-1.ack' '%s'", r.folder, stick);
    snprintf(path, sizeof path, "%s/came-4", r.folder);
    came[0] = path;
    desk_office_run(&r, &collect_op, &(struct collect_request){.path = {came, 1}});
    assert_int_equal(ack(false, "ca-1"), ERR_OK);
    assert_int_equal(acked.row[0].state, CARRY_OLDER);
    run_shell("cmp '%s/sessions/ca-1/ca-1.ack' '%s/ca-1.ack'", r.folder, stick);
    run_shell("echo 'a letter' >'%s/ca-1.ack'", stick);
    assert_int_equal(ack(false, "ca-1"), ERR_BUSY);
    assert_non_null(strstr(e.text, "ca-1.ack: another file of this name stands there"));
    run_shell("grep -q '^a letter$' '%s/ca-1.ack'", stick);
    stick_ack_op.forget(&acked);
    acked = (struct stick_ack_reply){0};
}

static void without_anything_to_acknowledge_it_says_so(void **state)
{
    (void)state;
    assert_int_equal(ack(false, NULL), ERR_USAGE);
    assert_non_null(strstr(e.text, "no files of a session that was collected lie there"));
    assert_int_equal(ack(false, "ca-9"), ERR_USAGE);
    assert_non_null(strstr(e.text, "ca-9: nothing was collected yet"));
    run_shell("rmdir '%s'", stick); /* pulled */
    assert_int_equal(ack(false, "ca-1"), ERR_IO);
    assert_non_null(strstr(e.text, "nothing was written: the stick or folder is not there"));
    assert_false(file_exists(stick));
    stick_ack_op.forget(&acked);
    acked = (struct stick_ack_reply){0};
}

/* ---- the set for the room ---- */

static void the_set_is_written_whole_or_not_at_all(void **state)
{
    struct session_pack_reply p = {0};
    struct session_pack_request q = {.session = "ca-1", .folder = stick, .is_dry = true};
    (void)state;
    assert_int_equal(run(&session_pack_op, &q, &p), ERR_OK);
    assert_int_equal(p.fresh, SESSION_PACK_FILES);
    assert_int_equal(count_files(stick), 0);
    session_pack_op.forget(&p);
    p = (struct session_pack_reply){0};
    run_shell("mkdir '%s/office.pub'", stick); /* the last of the three cannot be written */
    q.is_dry = false;
    assert_int_equal(run(&session_pack_op, &q, &p), ERR_BUSY);
    assert_int_equal(count_files(stick), 1);
    run_shell("rmdir '%s/office.pub'", stick);
    assert_int_equal(run(&session_pack_op, &q, &p), ERR_OK);
    assert_int_equal(count_files(stick), SESSION_PACK_FILES);
    run_shell("cmp '%s/banks/mau.bank' '%s/mau.bank'", r.folder, stick);
    session_pack_op.forget(&p);
}

/* ---- mounted ---- */

static enum err_code mount_it(const char *device, struct stick_mount_reply *reply)
{
    *reply = (struct stick_mount_reply){0};
    return run(&stick_mount_op, &(struct stick_mount_request){.device = device}, reply);
}

/* A udisksctl that does what `script` says; $1 the verb, $4 the device. */
static void put_udisks(const char *script)
{
    desk_office_write(r.udisks, script);
    assert_int_equal(chmod(r.udisks, 0700), 0);
}

static void a_stick_is_mounted(void **state)
{
    struct stick_mount_reply reply;
    char script[4 * SCRATCH_PATH];
    (void)state;
    assert_int_equal(mount_it("sdz9", &reply), ERR_USAGE);
    assert_non_null(strstr(e.text, "/dev/sdz9: no stick of this name is plugged in"));
    assert_int_equal(mount_it("/dev/sdc1", &reply), ERR_IO);
    assert_non_null(strstr(e.text, "udisksctl is missing (Debian package udisks2)"));
    put_udisks("#!/bin/sh\nexit 3\n");
    assert_int_equal(mount_it("sdc1", &reply), ERR_IO);
    assert_non_null(strstr(e.text, "/dev/sdc1: "));
    snprintf(script, sizeof script,
             "#!/bin/sh\n[ \"$*\" = 'mount --no-user-interaction -b /dev/sdc1' ] && "
             "echo '/dev/sdc1 %s/PHONG3 vfat rw 0 0' >>'%s'\n",
             r.media, r.mounts);
    put_udisks(script);
    assert_int_equal(mount_it("/dev/sdc1", &reply), ERR_OK);
    assert_non_null(strstr(reply.path, "/media/PHONG3"));
    assert_int_equal(mount_it("sdc1", &reply), ERR_OK); /* it is already */
}

/* ---- pulled ---- */

static enum err_code eject(const char *folder, struct stick_eject_reply *reply)
{
    *reply = (struct stick_eject_reply){0};
    return run(&stick_eject_op, &(struct stick_eject_request){.folder = folder}, reply);
}

static void a_stick_is_pulled_when_nobody_uses_it(void **state)
{
    struct stick_eject_reply reply;
    char path[SCRATCH_PATH + 128], script[4 * SCRATCH_PATH];
    (void)state;
    assert_int_equal(eject(r.folder, &reply), ERR_USAGE);
    assert_non_null(strstr(e.text, "no stick is mounted there"));
    put_udisks("#!/bin/sh\nexit 1\n");
    snprintf(path, sizeof path, "%s/danh-sach.txt", stick);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(eject(stick, &reply), ERR_BUSY);
    assert_false(reply.may_be_pulled);
    assert_non_null(strstr(e.text, "is still in use by test_stick ("));
    assert_non_null(strstr(e.text, "/PHONG2/danh-sach.txt: close that"));
    fclose(f);
    assert_int_equal(eject(stick, &reply), ERR_IO); /* nobody is seen to use it */
    assert_non_null(strstr(e.text, stick));
    snprintf(script, sizeof script,
             "#!/bin/sh\n[ \"$*\" = 'unmount --no-user-interaction -b /dev/sdb1' ] && : >'%s'\n",
             r.mounts);
    put_udisks(script);
    assert_int_equal(eject(stick, &reply), ERR_OK);
    assert_true(reply.may_be_pulled);
    assert_int_equal(eject(stick, &reply), ERR_USAGE);
}

/* ---- a disk of the kernel's own ---- */

/* False where this test may not mount. */
static bool mount_disk(void)
{
    char command[8 * SCRATCH_PATH];
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return false;
    snprintf(command, sizeof command,
             "exec 2>/dev/null; truncate -s 2M '%s/disk' && /sbin/mkfs.ext4 -q -m 0 '%s/disk' && "
             "mount -o loop '%s/disk' '%s' && rmdir '%s/lost+found'",
             r.folder, r.folder, r.folder, stick, stick);
    strcpy(r.mounts, STICKS_MOUNTS);
    return system(command) == 0;
}

static void a_full_one_and_one_that_is_read_only(void)
{
    struct session_pack_reply p = {0};
    struct session_pack_request q = {.session = "ca-1", .folder = stick};
    run_shell("mount -o loop '%s/disk' '%s' && cmp '%s/sessions/ca-1/ca-1.ack' '%s/ca-1.ack'",
              r.folder, stick, r.folder, stick);
    run_shell("dd if=/dev/zero of='%s/filler' bs=1k 2>/dev/null; true", stick);
    assert_int_equal(run(&session_pack_op, &q, &p), ERR_IO);
    assert_non_null(strstr(e.text, "nothing was written; "));
    assert_non_null(strstr(e.text, "kB are needed, "));
    assert_non_null(strstr(e.text, ": the disk is full"));
    run_shell("[ \"$(ls -A '%s' | tr '\\n' ' ')\" = 'ca-1.ack filler ' ]", stick);
    run_shell("rm '%s/filler' && mount -o remount,ro '%s'", stick, stick);
    assert_int_equal(run(&session_pack_op, &q, &p), ERR_IO);
    assert_non_null(strstr(e.text, "nothing was written: the disk is read-only"));
    session_pack_op.forget(&p);
}

static void a_true_disk_is_filled_and_pulled(void **state)
{
    struct stick_eject_reply reply;
    char path[SCRATCH_PATH + 128];
    (void)state;
    if (!mount_disk()) {
        print_message("# no disk may be mounted here\n");
        skip();
    }
    assert_int_equal(ack(false, "ca-1"), ERR_OK);
    snprintf(path, sizeof path, "%s/ca-1.ack", stick);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_int_equal(eject(stick, &reply), ERR_BUSY);
    assert_non_null(strstr(e.text, "is still in use by test_stick ("));
    fclose(f);
    assert_int_equal(eject(stick, &reply), ERR_OK);
    assert_int_equal(count_files(stick), 0);
    a_full_one_and_one_that_is_read_only();
    assert_int_equal(eject(stick, &reply), ERR_OK);
    stick_ack_op.forget(&acked);
    acked = (struct stick_ack_reply){0};
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(acknowledgements_go_back_on_the_stick),
        TEST(an_older_one_is_replaced_and_nothing_else),
        TEST(without_anything_to_acknowledge_it_says_so),
        TEST(the_set_is_written_whole_or_not_at_all),
        TEST(a_stick_is_mounted),
        TEST(a_stick_is_pulled_when_nobody_uses_it),
        TEST(a_true_disk_is_filled_and_pulled),
    };
    return cmocka_run_group_tests_name("stick", tests, up_all, down_all);
}
