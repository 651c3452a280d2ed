/* The power is cut at every change of the disk in a whole exam, with many ways of what a cut
 * leaves: what was said to be saved is there, and at most one event more. The same with
 * synchronous=NORMAL must lose something, or the test would prove
 * nothing. */
#include "tests/lib/crash/disk.h"
#include "tests/lib/crash/left.h"
#include "tests/lib/rig.h"

#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <sqlite3.h>
#include <unistd.h>

enum { SURVIVALS = 8 };

static struct rig rig;
static sqlite3 *connection; /* the last one opened */

/* Stands before SQLite's own, so that the test can weaken the connection behind the program's
 * back. */
int sqlite3_open_v2(const char *name, sqlite3 **db, int flags, const char *vfs)
{
    int (*real)(const char *, sqlite3 **, int, const char *) =
        (int (*)(const char *, sqlite3 **, int, const char *))dlsym(RTLD_NEXT, "sqlite3_open_v2");
    int rc = real(name, db, flags, vfs);
    connection = *db;
    return rc;
}

static int group_up(void **state)
{
    (void)state;
    left_make();
    rig_make(&rig);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    left_remove();
    rig_free(&rig);
    return 0;
}

static void saved(struct exam *x)
{
    rig_settle(x);
    disk_mark(x->disk.durable);
}

/* An exam as people sit it; everything waits for its acknowledgement, so that a cut falls between
 * any two. records: what was written, in order. */
static void sit(bool is_weak, struct buf *records, uint8_t head[CRYPT_HASH])
{
    struct err e = {0};
    disk_begin(rig.dir);
    struct exam *x = rig_exam(&rig, 0, "M01");
    if (is_weak)
        assert_int_equal(sqlite3_exec(connection, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL),
                         SQLITE_OK);
    exam_start(x);
    saved(x);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        rig_pass(&rig, 16000);
        exam_tick(x);
        saved(x);
        exam_choose(x, q, q % 4);
        saved(x);
        if (q % 3 == 0) {
            exam_choose(x, q, (q + 1) % 4);
            saved(x);
            exam_mark(x, q, true);
            saved(x);
        }
    }
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) { /* looked over once more; the log is full now and
                                                      then, and goes into the file */
        exam_choose(x, q, (q + 3) % 4);
        saved(x);
    }
    exam_clear(x, 2);
    saved(x);
    exam_handin(x);
    saved(x);
    assert_int_equal(exam_deliver(x, rig.dir, 5000, head, &e), ERR_OK);
    disk_mark(x->disk.durable + 1); /* with the answers file */
    buf_clear(records);
    buf_add(records, x->chain.records.data, x->chain.records.len);
    exam_close(x);
    disk_end();
}

struct tally {
    size_t cuts, lost, damaged, invented;
};

static void look(size_t at, const struct buf *records, struct tally *t)
{
    size_t promised = disk_promised(at), all = records->len / JOURNAL_RECORD;
    long there = left_events(&rig.session, 0, records);
    promised = promised < all ? promised : all;
    t->cuts++;
    t->damaged += there < 0;
    t->lost += there < (long)promised;
    t->invented += there > (long)promised + 1;
}

static struct tally cut_everywhere(const struct buf *records)
{
    struct tally t = {0};
    for (size_t at = 0; at <= disk_count(); at++) {
        for (unsigned survival = 0; survival < SURVIVALS; survival++) {
            disk_cut(at, survival, left_folder());
            look(at, records, &t);
        }
    }
    return t;
}

static void no_cut_loses_an_answer(void **state)
{
    (void)state;
    struct buf records;
    uint8_t head[CRYPT_HASH];
    buf_init(&records, 1 << 20);
    rig_empty(&rig);
    sit(false, &records, head);
    struct tally t = cut_everywhere(&records);
    print_message("# %zu cuts (%zu places, %d survivals each): %zu lost something saved, %zu "
                  "damaged, %zu with more than one event too many\n",
                  t.cuts, disk_count() + 1, SURVIVALS, t.lost, t.damaged, t.invented);
    assert_true(disk_count() > 100);
    assert_int_equal(t.lost, 0);
    assert_int_equal(t.damaged, 0);
    assert_int_equal(t.invented, 0);
    buf_free(&records);
}

static void a_lazy_disk_is_found_out(void **state)
{
    (void)state;
    struct buf records;
    uint8_t head[CRYPT_HASH];
    buf_init(&records, 1 << 20);
    rig_empty(&rig);
    sit(true, &records, head);
    struct tally t = cut_everywhere(&records);
    print_message("# with synchronous=NORMAL: %zu cuts, %zu lost something said to be saved\n",
                  t.cuts, t.lost);
    assert_true(t.lost > 0);
    buf_free(&records);
}

/* The answers file: whole from the moment it was promised, and never half at any other. */
static void the_answers_file_is_whole_or_absent(void **state)
{
    (void)state;
    struct buf records, there, whole;
    uint8_t head[CRYPT_HASH];
    char name[ANSWERS_NAME];
    struct err e = {0};
    buf_init(&records, 1 << 20);
    buf_init(&there, 1 << 20);
    buf_init(&whole, 1 << 20);
    rig_empty(&rig);
    sit(false, &records, head);
    answers_file_name(&rig.session, 0, head, name);
    char *path = file_join(left_folder(), name), *here = file_join(rig.dir, name);
    assert_int_equal(file_read(here, 1 << 20, &whole, &e), ERR_OK);
    size_t half = 0, missing = 0, found = 0, all = records.len / JOURNAL_RECORD;
    for (size_t at = 0; at <= disk_count(); at++) {
        for (unsigned survival = 0; survival < SURVIVALS; survival++) {
            disk_cut(at, survival, left_folder());
            bool is_there = file_exists(path) && file_read(path, 1 << 20, &there, &e) == ERR_OK;
            missing += !is_there && disk_promised(at) > all;
            half += is_there &&
                    (there.len != whole.len || memcmp(there.data, whole.data, whole.len) != 0);
            found += is_there;
        }
    }
    assert_int_equal(half, 0);
    assert_int_equal(missing, 0);
    assert_true(found > 0);
    free(path);
    free(here);
    buf_free(&records);
    buf_free(&there);
    buf_free(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_cut_loses_an_answer),
                                       cmocka_unit_test(a_lazy_disk_is_found_out),
                                       cmocka_unit_test(the_answers_file_is_whole_or_absent)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
