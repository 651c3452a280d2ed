/* Two desks on one office: while one writes, the other is told at its first write, and may try
 * again or give up; what it asked for stays as it was typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_office.h"
#include "tools/desk/operation.h"
#include "tools/work/bank_seal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

static struct desk_office made;
static struct desk_rig r;
static const struct work_op *const OPS[] = {&bank_seal_op, NULL};

/* The other desk's writing: it holds the office's lock. */
static int begin_elsewhere(void)
{
    char path[SCRATCH_PATH + 16];
    snprintf(path, sizeof path, "%s/.lock", made.folder);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
    return fd;
}

static struct timespec sealed(void)
{
    char path[SCRATCH_PATH + 32];
    struct stat st;
    snprintf(path, sizeof path, "%s/banks/mau.bank", made.folder);
    assert_int_equal(stat(path, &st), 0);
    return st.st_mtim;
}

static bool is_sealed_anew(struct timespec before)
{
    struct timespec now = sealed();
    return now.tv_sec != before.tv_sec || now.tv_nsec != before.tv_nsec;
}

static int up(void **state)
{
    (void)state;
    desk_office_open(&made, &r, OPS);
    operation_open_command(&r.desk, "sathachctl bank seal mau");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void the_second_is_told_and_tries_again(void **state)
{
    struct timespec before = sealed();
    int lock = begin_elsewhere();
    (void)state;
    for (int i = 0; i < 2; i++) {
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
        assert_true(desk_rig_shows(&r, "Another command writes in this office."));
        assert_true(desk_rig_shows(&r, "Enter try again"));
        assert_false(is_sealed_anew(before));
    }
    desk_rig_type(&r, "gq "); /* nothing else is done meanwhile */
    desk_rig_pass(&r, 60 * 1000);
    assert_true(desk_rig_shows(&r, "Another command writes in this office."));
    close(lock);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "Done."));
    assert_true(is_sealed_anew(before));
    assert_int_equal(r.desk.rans, 1); /* and it stands once among the commands run */
}

static void the_second_gives_up(void **state)
{
    struct timespec before = sealed();
    int lock = begin_elsewhere();
    (void)state;
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_true(desk_rig_says(&r, "another command works in this workspace"));
    close(lock);
    assert_false(is_sealed_anew(before));
    assert_int_equal(r.desk.rans, 0);
    desk_rig_press(&r, KEYPRESS_ESC); /* the form, as it was filled in */
    assert_true(desk_rig_shows(&r, "sathachctl bank seal mau"));
}

/* Locked meanwhile, it still waits for the answer. */
static void it_is_locked_meanwhile(void **state)
{
    int lock = begin_elsewhere();
    (void)state;
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_ctrl(&r, 'K');
    assert_true(desk_rig_shows(&r, "Locked."));
    close(lock);
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "Done."));
}

static int make(void **state)
{
    (void)state;
    desk_office_make(&made);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    desk_office_remove(&made);
    return 0;
}

int main(void)
{
#define TWO(test) cmocka_unit_test_setup_teardown(test, up, down)
    const struct CMUnitTest tests[] = {TWO(the_second_is_told_and_tries_again),
                                       TWO(the_second_gives_up), TWO(it_is_locked_meanwhile)};
    return cmocka_run_group_tests(tests, make, unmake);
}
