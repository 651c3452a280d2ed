/* A medium that gives back other bytes than were written, while the cache still holds the right
 * ones: whatever is called written or copied was read past the cache. */
#include "tests/lib/crash/disk.h"
#include "tests/lib/rig.h"

#include "app/core/outbox.h"
#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

enum { WAITS = 5000 };

static struct rig rig;
static const char NAME[] = "rig.0001.A.answers";

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

static char *path_of(const char *name)
{
    char *path = file_join(rig.dir, name);
    assert_non_null(path);
    return path;
}

/* Neither a new file nor one that takes another's place. */
static void what_does_not_read_back_was_not_written(void **state)
{
    (void)state;
    char *path = path_of("kept");
    for (int takes_direct = 0; takes_direct < 2; takes_direct++)
        for (int mode = FILE_NEW; mode <= FILE_REPLACE; mode++) {
            struct err e = {0};
            struct buf there;
            rig_empty(&rig);
            disk_begin(rig.dir);
            if (mode == FILE_REPLACE)
                assert_int_equal(file_write(path, "old", 3, FILE_NEW, &e), ERR_OK);
            disk_rot(takes_direct);
            assert_int_equal(file_write(path, "new!", 4, (enum file_write_mode)mode, &e), ERR_IO);
            assert_non_null(strstr(e.text, "read back"));
            disk_heal();
            assert_int_equal(file_exists(path), mode == FILE_REPLACE);
            buf_init(&there, 100);
            if (mode == FILE_REPLACE)
                assert_int_equal(file_read(path, 100, &there, &e), ERR_OK);
            assert_int_equal(there.len, mode == FILE_REPLACE ? 3 : 0);
            buf_free(&there);
            disk_end();
        }
    free(path);
}

static void sizes_that_fill_no_sector(void **state)
{
    (void)state;
    static const size_t SIZES[] = {0, 1, 511, 512, 4095, 4096, 65535, 65536, 65537, 200000};
    struct err e = {0};
    uint8_t *bytes = malloc(200001);
    char *path = path_of("sized");
    assert_non_null(bytes);
    memset(bytes, 'x', 200001);
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++) {
        size_t n = SIZES[i];
        assert_int_equal(file_write(path, bytes, n, FILE_REPLACE, &e), ERR_OK);
        assert_int_equal(file_holds(path, bytes, n, &e), ERR_OK);
        assert_int_equal(file_holds(path, bytes, n + 1, &e), ERR_CONFLICT);
        if (n == 0)
            continue;
        assert_int_equal(file_holds(path, bytes, n - 1, &e), ERR_CONFLICT);
        bytes[n - 1] = 'y';
        assert_int_equal(file_holds(path, bytes, n, &e), ERR_CONFLICT);
        bytes[n - 1] = 'x';
    }
    unlink(path);
    assert_int_equal(file_holds(path, bytes, 1, &e), ERR_IO);
    free(path);
    free(bytes);
}

/* Until it is written, or there is a word why not. */
static void put(const char *group, struct outbox_status *status)
{
    struct err e = {0};
    struct outbox *o;
    assert_int_equal(outbox_start(rig.dir, &o, &e), ERR_OK);
    assert_true(outbox_put(
        o, &(struct outbox_file){
               .name = NAME, .bytes = "answers", .len = 7, .group = group, .replaces = ""}));
    for (int i = 0; i < WAITS; i++) {
        outbox_status(o, status);
        if (status->waiting == 0 || status->trouble.code != ERR_OK)
            break;
        usleep(1000);
    }
    outbox_stop(o, 0);
}

static void check_bytes(const char *name, const char *wanted)
{
    struct err e = {0};
    char *path = path_of(name);
    assert_int_equal(file_holds(path, wanted, strlen(wanted), &e), ERR_OK);
    free(path);
}

static void lay(const char *name, const char *text)
{
    struct err e = {0};
    char *path = path_of(name);
    assert_int_equal(file_write(path, text, strlen(text), FILE_NEW, &e), ERR_OK);
    free(path);
}

static void a_copy_is_its_bytes(void **state)
{
    (void)state;
    struct outbox_status status = {0};
    rig_empty(&rig);
    lay(NAME, "ANSWERS"); /* of the same length */
    put("", &status);
    assert_int_equal(status.waiting, 0);
    check_bytes(NAME, "answers");
    check_bytes("rig.0001.A.answers.damaged-1", "ANSWERS");
    rig_empty(&rig);
    lay(NAME, "answers");
    put("", &status);
    assert_int_equal(status.waiting, 0);
    check_bytes(NAME, "answers");
    char *aside = path_of("rig.0001.A.answers.damaged-1");
    assert_false(file_exists(aside));
    free(aside);
}

/* A checkpoint sealed anew takes the place of the one before. */
static void a_checkpoint_is_replaced(void **state)
{
    (void)state;
    struct outbox_status status = {0};
    rig_empty(&rig);
    lay(NAME, "ANSWERS");
    put("rig.0001.", &status);
    assert_int_equal(status.waiting, 0);
    check_bytes(NAME, "answers");
    char *aside = path_of("rig.0001.A.answers.damaged-1");
    assert_false(file_exists(aside));
    free(aside);
}

/* It stands there and the cache says so: that is not believed. */
static void a_standing_copy_that_rots_is_none(void **state)
{
    (void)state;
    for (int takes_direct = 0; takes_direct < 2; takes_direct++) {
        struct outbox_status status = {0};
        rig_empty(&rig);
        disk_begin(rig.dir);
        lay(NAME, "answers");
        disk_rot(takes_direct);
        put("", &status);
        disk_heal();
        disk_end();
        assert_int_equal(status.waiting, 1);
        assert_int_equal(status.trouble.code, ERR_IO);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_read_back_was_not_written),
        cmocka_unit_test(sizes_that_fill_no_sector),
        cmocka_unit_test(a_copy_is_its_bytes),
        cmocka_unit_test(a_checkpoint_is_replaced),
        cmocka_unit_test(a_standing_copy_that_rots_is_none),
    };
    return cmocka_run_group_tests(tests, group_up, group_down);
}
