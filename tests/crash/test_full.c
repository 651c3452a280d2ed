/* A disk that is filled to the last block in the middle of an exam: one that counts its blocks,
 * everywhere, and a real one of 1.5 MB where the kernel lets us mount it. */
#include "tests/lib/crash/disk.h"
#include "tests/lib/rig.h"

#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

static struct rig rig;
static char *filler; /* the file that takes all room */

static void write_text(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    ssize_t ignored = fd >= 0 ? write(fd, text, strlen(text)) : 0;
    (void)ignored;
    if (fd >= 0)
        close(fd);
}

/* A name space of our own; from a user name space too when we may not do without. */
static bool live_apart(void)
{
    char map[64];
    uid_t uid = getuid();
    gid_t gid = getgid();
    if (uid == 0 && unshare(CLONE_NEWNS) == 0)
        return true;
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    write_text("/proc/self/setgroups", "deny");
    snprintf(map, sizeof map, "0 %u 1", uid);
    write_text("/proc/self/uid_map", map);
    snprintf(map, sizeof map, "0 %u 1", gid);
    write_text("/proc/self/gid_map", map);
    return true;
}

/* A small disk over the rig's folder. */
static bool mount_small(void)
{
    return live_apart() && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("small", rig.dir, "tmpfs", 0, "size=1500k,mode=0700") == 0;
}

/* Tried in a process of its own, for a name space half made is no place to go on from. */
static bool may_mount(void)
{
    int status = 1;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        _exit(mount_small() ? 0 : 1);
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

/* Takes every free block; returns the file's name, to be removed. */
static char *fill(void)
{
    char *path = file_join(rig.dir, "filler"), block[4096];
    memset(block, 'x', sizeof block);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    while (write(fd, block, sizeof block) > 0) {
    }
    assert_int_equal(errno, ENOSPC);
    close(fd);
    return path;
}

static unsigned choose_until_refused(struct exam *x)
{
    unsigned n = 0;
    for (; n < 400; n++) {
        exam_choose(x, n % RIG_QUESTIONS, (n / RIG_QUESTIONS + 1) % 4);
        for (int i = 0; i < 100 && !exam_is_all_saved(x) && x->disk.trouble.code == ERR_OK; i++) {
            attempt_writer_flush(x->disk.store, 10);
            exam_read_acks(x);
        }
        if (x->disk.trouble.code != ERR_OK)
            break;
    }
    return n;
}

static void go_on(struct exam *x)
{
    for (int i = 0; i < 500 && !(exam_is_all_saved(x) && x->disk.trouble.code == ERR_OK); i++) {
        attempt_writer_retry(x->disk.store);
        attempt_writer_flush(x->disk.store, 20);
        exam_read_acks(x);
    }
    rig_settle(x);
}

/* take_room leaves no block free, make_room takes that back. */
static void filled_in_an_exam(void (*take_room)(void), void (*make_room)(void))
{
    uint8_t head[CRYPT_HASH];
    struct err e = {0};
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    exam_choose(x, 0, 0);
    rig_settle(x);
    take_room();
    unsigned ballast = choose_until_refused(x);
    print_message("# full: %u more answers were saved on the ballast, then the banner: %s\n",
                  ballast, x->disk.trouble.text);
    assert_int_not_equal(x->disk.trouble.code, ERR_OK);
    assert_true(ballast >= 10);
    unsigned q = ballast % RIG_QUESTIONS;
    int chosen = exam_choice(x, q);
    assert_false(exam_is_saved(x, q)); /* nothing is said that is not */
    uint32_t saved = x->disk.durable;
    make_room();
    go_on(x);
    assert_true(x->disk.durable > saved);
    assert_int_equal(exam_choice(x, q), chosen);
    exam_handin(x);
    rig_settle(x);
    assert_int_equal(exam_deliver(x, rig.dir, 5000, head, &e), ERR_OK);
    uint32_t count = x->journal.count;
    exam_close(x);
    x = rig_exam(&rig, 0, "M01");
    assert_int_equal(x->journal.count, count);
    exam_close(x);
}

static void fill_counted(void)
{
    disk_fill(0);
}

static void a_disk_that_counts_its_blocks(void **state)
{
    (void)state;
    disk_begin(rig.dir);
    filled_in_an_exam(fill_counted, disk_heal);
    disk_end();
    rig_empty(&rig);
}

static void fill_real(void)
{
    filler = fill();
}

static void empty_real(void)
{
    unlink(filler);
    free(filler);
}

static void a_real_disk(void **state)
{
    (void)state;
    if (!may_mount()) {
        print_message("# the kernel lets us mount no small disk\n");
        skip();
    }
    assert_true(mount_small());
    filled_in_an_exam(fill_real, empty_real);
    umount2(rig.dir, MNT_DETACH);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_disk_that_counts_its_blocks),
                                       cmocka_unit_test(a_real_disk)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
