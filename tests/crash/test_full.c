/* A real disk of 1.5 MB that is filled to the last block in the middle of an exam. Where the kernel lets nobody mount one, the disk of the other tests,
 * made to refuse everything that takes room, stands in, and the case says so. */
#include "tests/crash/disk.h"
#include "tests/unit/rig.h"

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
#include <sys/statvfs.h>
#include <unistd.h>

static struct rig rig;

static void write_text(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    ssize_t ignored = fd >= 0 ? write(fd, text, strlen(text)) : 0;
    (void)ignored;
    if (fd >= 0)
        close(fd);
}

/* A small disk over the rig's folder, in a name space of our own. */
static bool mount_small(void)
{
    char map[64];
    uid_t uid = getuid();
    gid_t gid = getgid();
    if (unshare(uid == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    if (uid != 0) {
        write_text("/proc/self/setgroups", "deny");
        snprintf(map, sizeof map, "0 %u 1", uid);
        write_text("/proc/self/uid_map", map);
        snprintf(map, sizeof map, "0 %u 1", gid);
        write_text("/proc/self/gid_map", map);
    }
    return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && mount("small", rig.dir, "tmpfs", 0, "size=1500k,mode=0700") == 0;
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
        for (int i = 0; i < 100 && !exam_is_all_saved(x) && x->trouble.code == ERR_OK; i++) {
            store_flush(x->store, 10);
            exam_take_acks(x);
        }
        if (x->trouble.code != ERR_OK)
            break;
    }
    return n;
}

static void go_on(struct exam *x)
{
    for (int i = 0; i < 500 && !(exam_is_all_saved(x) && x->trouble.code == ERR_OK); i++) {
        store_retry(x->store);
        store_flush(x->store, 20);
        exam_take_acks(x);
    }
    rig_settle(x);
}

static void filled_to_the_last_block(void **state)
{
    (void)state;
    uint8_t head[CRYPT_HASH];
    struct err e = {0};
    bool is_real = mount_small();
    char *filler = NULL;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    exam_choose(x, 0, 0);
    rig_settle(x);
    if (is_real) {
        filler = fill();
    } else {
        print_message("# the kernel lets us mount no small disk (%s): one that refuses stands in\n", strerror(errno));
        disk_begin(rig.dir);
        disk_fail(0, ENOSPC, true);
    }
    unsigned ballast = choose_until_refused(x);
    print_message("# full: %u more answers were saved on the ballast, then the banner: %s\n", ballast, x->trouble.text);
    assert_int_not_equal(x->trouble.code, ERR_OK);
    assert_true(!is_real || ballast >= 10);
    unsigned q = ballast % RIG_QUESTIONS;
    int chosen = exam_choice(x, q);
    assert_false(exam_is_saved(x, q)); /* nothing is said that is not */
    uint32_t saved = x->durable;
    if (is_real)
        unlink(filler);
    else
        disk_heal();
    go_on(x);
    assert_true(x->durable > saved);
    assert_int_equal(exam_choice(x, q), chosen);
    exam_handin(x);
    rig_settle(x);
    assert_int_equal(exam_deliver(x, rig.dir, 5000, head, &e), ERR_OK);
    uint32_t count = x->journal.count;
    exam_close(x);
    x = rig_exam(&rig, 0, "M01");
    assert_int_equal(x->journal.count, count);
    exam_close(x);
    disk_end();
    free(filler);
    if (is_real)
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(filled_to_the_last_block)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
