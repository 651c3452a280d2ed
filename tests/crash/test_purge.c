/* What a purge says it took away is gone, and what the disk does not let go, or was set aside, is
 * told. */
#include "tests/lib/crash/disk_seat.h"
#include "tests/lib/scratch.h"

#include "app/client/purge.h"
#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <unistd.h>

static const char MANIFEST[] = "rig.M01.ZZZZZZZZZZZZZZZZ.manifest";
static char here[SCRATCH_PATH], there[SCRATCH_PATH], told[1024];

static void tell(const char *line)
{
    size_t n = strlen(told);
    snprintf(told + n, sizeof told - n, "%s\n", line);
}

static void put(const char *dir, const char *name)
{
    struct err e = {0};
    char *path = file_join(dir, name);
    assert_int_equal(file_write(path, "x", 1, FILE_NEW, &e), ERR_OK);
    free(path);
}

static enum err_code purge(void)
{
    const char *const copy[] = {there, NULL};
    struct err e = {0};
    told[0] = '\0';
    return purge_run(&disk_rig.session, here, copy, 1, true, tell, &e);
}

static void what_the_disk_keeps_is_told(void **state)
{
    (void)state;
    put(here, MANIFEST);
    put(there, MANIFEST);
    disk_break(DISK_WRITES, EROFS);
    assert_int_equal(purge(), ERR_NO);
    assert_non_null(strstr(told, "rig.M01.ZZZZZZZZZZZZZZZZ.manifest stays: Read-only file system"));
    assert_non_null(strstr(told, "0 files taken away, 1 stay"));
    disk_heal();
    assert_int_equal(purge(), ERR_OK);
    assert_string_equal(told, "1 files taken away, 0 stay\n");
    assert_int_equal(room_count_files(here, ".manifest"), 0);
}

static void what_was_set_aside_is_told(void **state)
{
    (void)state;
    put(here, "rig.0001.attempt.damaged-1");
    assert_int_equal(purge(), ERR_NO);
    assert_non_null(strstr(told, "rig.0001.attempt.damaged-1 stays: it was set aside"));
    assert_int_equal(room_count_files(here, ".damaged-1"), 1);
}

static int up(void **state)
{
    (void)state;
    scratch_folder(here, sizeof here);
    scratch_folder(there, sizeof there);
    disk_begin(here);
    return 0;
}

static int down(void **state)
{
    (void)state;
    disk_heal();
    disk_end();
    room_empty(here);
    room_empty(there);
    return rmdir(here) | rmdir(there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_the_disk_keeps_is_told, up, down),
        cmocka_unit_test_setup_teardown(what_was_set_aside_is_told, up, down)};
    return cmocka_run_group_tests_name("purge", tests, disk_seat_group_up, disk_seat_group_down);
}
