/* Which places count as sticks: mounted where sticks are, to be written to, on a disk that people
 * plug in. */
#include "app/core/sticks.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <ftw.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static char folder[200], place[300], table[300], devices[300];

/* A line of the table for the place; how many sticks are found there. */
static size_t find(const char *options, const char *disks)
{
    char path[STICKS_MAX][STICKS_PATH];
    const char *const roots[] = {folder, NULL};
    FILE *f = fopen(table, "w");
    assert_non_null(f);
    fprintf(f, "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 %s vfat %s 0 0\n", place, options);
    fclose(f);
    size_t n = sticks_find(table, roots, disks, true, path);
    if (n)
        assert_string_equal(path[0], place);
    return n;
}

/* What the kernel would say of the place's disk. */
static void put(const char *name, const char *text)
{
    char path[700];
    struct stat st;
    assert_int_equal(stat(place, &st), 0);
    snprintf(path, sizeof path, "%s/%u:%u", devices, major(st.st_dev), minor(st.st_dev));
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/%u:%u/%s", devices, major(st.st_dev), minor(st.st_dev), name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static int up(void **state)
{
    (void)state;
    scratch_folder(folder, sizeof folder);
    snprintf(place, sizeof place, "%s/stick", folder);
    snprintf(table, sizeof table, "%s/mounts", folder);
    snprintf(devices, sizeof devices, "%s/devices", folder);
    return mkdir(place, 0700) != 0 || mkdir(devices, 0700) != 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
    (void)st;
    (void)kind;
    (void)walk;
    return remove(path);
}

static int down(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void one_that_is_read_only_is_none(void **state)
{
    (void)state;
    assert_int_equal(find("rw,relatime", NULL), 1);
    assert_int_equal(find("ro,relatime", NULL), 0);
    assert_int_equal(find("rw,errors=remount-ro", NULL), 1);
}

static void a_built_in_disk_is_none(void **state)
{
    (void)state;
    assert_int_equal(find("rw", devices), 0); /* on no disk: a share, say */
    put("removable", "0\n");
    assert_int_equal(find("rw", devices), 0);
    put("removable", "1\n");
    assert_int_equal(find("rw", devices), 1);
}

/* Of a partition the disk above it tells; a disk in a box on a USB cable says it is fixed. */
static void a_partition_is_of_its_disk(void **state)
{
    char disk[700], part[800], file[900], link[700];
    struct stat st;
    (void)state;
    assert_int_equal(stat(place, &st), 0);
    static const char *const BUS[] = {"usb2", "ata1"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(disk, sizeof disk, "%s/%s", folder, BUS[i]);
        assert_int_equal(mkdir(disk, 0700), 0);
        snprintf(part, sizeof part, "%s/sdb1", disk);
        assert_int_equal(mkdir(part, 0700), 0);
        snprintf(file, sizeof file, "%s/partition", part);
        fclose(fopen(file, "w"));
        snprintf(file, sizeof file, "%s/removable", disk);
        FILE *f = fopen(file, "w");
        fputs("0\n", f);
        fclose(f);
        snprintf(link, sizeof link, "%s/%u:%u", devices, major(st.st_dev), minor(st.st_dev));
        unlink(link);
        assert_int_equal(symlink(part, link), 0);
        assert_int_equal(find("rw", devices), i == 0);
    }
    FILE *f = fopen(file, "w");
    fputs("1\n", f);
    fclose(f);
    assert_int_equal(find("rw", devices), 1);
}

/* Nobody is left without a stick because the kernel tells nothing. */
static void where_nothing_tells_it_is_not_asked(void **state)
{
    (void)state;
    assert_int_equal(find("rw", "/nowhere"), 1);
}

/* ---- seen, and not mounted ---- */

static void put_block(const char *name, const char *file, const char *text)
{
    char path[700];
    for (const char *p = name; p; p = strchr(p + 1, '/')) { /* "sdc/sdc1" is a folder in another */
        snprintf(path, sizeof path, "%s/%.*s", devices,
                 (int)(strchr(p + 1, '/') ? strchr(p + 1, '/') - name : (long)strlen(name)), name);
        mkdir(path, 0700);
    }
    snprintf(path, sizeof path, "%s/%s/%s", devices, name, file);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* The kernel lists partitions beside their disks. */
static void link_block(const char *name, const char *to)
{
    char path[700];
    snprintf(path, sizeof path, "%s/%s", devices, name);
    assert_int_equal(symlink(to, path), 0);
}

static void sticks_that_are_not_mounted_are_seen(void **state)
{
    char name[STICKS_MAX][STICKS_NAME], at[STICKS_PATH];
    (void)state;
    find("rw", NULL); /* /dev/sdb1 is mounted */
    put_block("sdb", "removable", "1\n");
    put_block("sdb/sdb1", "partition", "1\n");
    put_block("sdb/sdb1", "size", "2000\n");
    link_block("sdb1", "sdb/sdb1");
    put_block("sdc", "removable", "1\n");
    put_block("sdc", "size", "4000\n");
    put_block("sdc/sdc1", "partition", "1\n");
    put_block("sdc/sdc1", "size", "2000\n");
    link_block("sdc1", "sdc/sdc1");
    put_block("sda", "removable", "0\n"); /* built in */
    put_block("sda", "size", "9000\n");
    put_block("sdd", "removable", "1\n"); /* a reader without a card */
    put_block("sdd", "size", "0\n");
    put_block("sr0", "removable", "1\n");
    put_block("sr0", "size", "9000\n");
    assert_int_equal(sticks_find_waiting(table, devices, name), 1);
    assert_string_equal(name[0], "sdc1");
    put_block("sdd", "size", "3000\n"); /* without partitions */
    assert_int_equal(sticks_find_waiting(table, devices, name), 2);
    assert_string_equal(name[1], "sdd");
    assert_int_equal(sticks_find_waiting(table, "/nowhere", name), 0);
    assert_true(sticks_device_of(table, place, at));
    assert_string_equal(at, "/dev/sdb1");
    assert_true(sticks_place_of(table, "sdb1", at));
    assert_string_equal(at, place);
    assert_false(sticks_place_of(table, "sdc1", at));
    assert_false(sticks_device_of(table, "/nowhere", at));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_that_is_read_only_is_none, up, down),
        cmocka_unit_test_setup_teardown(a_built_in_disk_is_none, up, down),
        cmocka_unit_test_setup_teardown(a_partition_is_of_its_disk, up, down),
        cmocka_unit_test_setup_teardown(where_nothing_tells_it_is_not_asked, up, down),
        cmocka_unit_test_setup_teardown(sticks_that_are_not_mounted_are_seen, up, down)};
    return cmocka_run_group_tests_name("sticks", tests, NULL, NULL);
}
