/* The data folder is moved, emptied, removed or replaced under a running exam: nothing is said to
 * be saved that does not stand under its name, and the journal is written anew there. */
#include "tests/lib/rig.h"
#include "tests/lib/room_rig.h"
#include "tests/lib/scratch.h"

#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

static struct rig rig;
static char away[SCRATCH_PATH + 8];

/* ---- what is done to it ---- */

static void move_folder(const struct exam *x)
{
    (void)x;
    assert_int_equal(rename(rig.dir, away), 0);
}

static void replace_by_an_empty_one(const struct exam *x)
{
    move_folder(x);
    assert_int_equal(mkdir(rig.dir, 0700), 0);
}

static void empty_folder(const struct exam *x)
{
    (void)x;
    room_empty(rig.dir);
}

static void remove_folder(const struct exam *x)
{
    empty_folder(x);
    assert_int_equal(rmdir(rig.dir), 0);
}

static void remove_file(const struct exam *x)
{
    assert_int_equal(unlink(x->disk.path), 0);
}

static void remove_log(const struct exam *x)
{
    char log[256];
    snprintf(log, sizeof log, "%s-wal", x->disk.path);
    assert_int_equal(unlink(log), 0);
}

static void copy_file(const char *from, const char *to)
{
    struct buf bytes;
    struct err e = {0};
    buf_init(&bytes, 1 << 22);
    assert_int_equal(file_read(from, 1 << 22, &bytes, &e), ERR_OK);
    assert_int_equal(file_write(to, bytes.data, bytes.len, FILE_NEW, &e), ERR_OK);
    buf_free(&bytes);
}

/* As a backup tool would put back: the same bytes, another file. */
static void replace_by_a_copy(const struct exam *x)
{
    static const char *const ENDS[] = {"", "-wal"};
    move_folder(x);
    assert_int_equal(mkdir(rig.dir, 0700), 0);
    for (size_t i = 0; i < 2; i++) {
        char from[256], to[256];
        snprintf(from, sizeof from, "%s/%s%s", away, file_base(x->disk.path), ENDS[i]);
        snprintf(to, sizeof to, "%s%s", x->disk.path, ENDS[i]);
        copy_file(from, to);
    }
}

static void replace_by_nonsense(const struct exam *x)
{
    struct err e = {0};
    remove_file(x);
    remove_log(x);
    assert_int_equal(file_write(x->disk.path, "nonsense", 8, FILE_NEW, &e), ERR_OK);
}

/* Another journal of the same paper. */
static void replace_by_another(const struct exam *x)
{
    struct err e = {0};
    struct exam *other;
    move_folder(x);
    assert_int_equal(mkdir(rig.dir, 0700), 0);
    assert_int_equal(rig_try_exam(&rig, 0, "M01", &other, &e), ERR_OK);
    rig_pass(&rig, 10);
    exam_start(other);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        exam_choose(other, q, 3);
    rig_settle(other);
    exam_close(other);
}

static const struct way {
    const char *name;
    void (*act)(const struct exam *x);
} WAYS[] = {{"moved", move_folder},
            {"moved, and an empty one in its place", replace_by_an_empty_one},
            {"emptied", empty_folder},
            {"removed", remove_folder},
            {"the file removed", remove_file},
            {"the log removed", remove_log},
            {"replaced by a copy", replace_by_a_copy},
            {"replaced by nonsense", replace_by_nonsense},
            {"replaced by another journal", replace_by_another}};
enum { WAYS_COUNT = sizeof WAYS / sizeof WAYS[0] };

/* ---- what follows ---- */

static struct exam *begin(void)
{
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    for (unsigned q = 0; q < 6; q++)
        exam_choose(x, q, q % 4);
    exam_view(x, 5);
    rig_settle(x);
    return x;
}

static void wait_until_saved(struct exam *x, const char *way)
{
    for (int i = 0; i < ROOM_WAITS; i++) {
        exam_read_acks(x);
        if (exam_is_all_saved(x) && x->disk.trouble.code == ERR_OK)
            return;
        attempt_writer_retry(x->disk.store);
        usleep(10000);
    }
    fail_msg("%s: %s", way, x->disk.trouble.text);
}

/* Everything stands in the file of the name, and the journal tells that the disk failed. */
static void all_is_there(struct exam *x, unsigned answers, const char *way)
{
    uint32_t count = x->journal.count, troubles = 0;
    assert_true(x->disk.losses > 0);
    exam_close(x);
    x = rig_exam(&rig, 0, "M01");
    if (x->journal.count != count)
        fail_msg("%s: %u events of %u", way, x->journal.count, count);
    for (unsigned q = 0; q < answers; q++)
        assert_int_equal(exam_choice(x, q), q % 4);
    for (uint32_t i = 0; i < count; i++) {
        struct journal_event ev;
        struct err e = {0};
        assert_int_equal(
            journal_decode(x->chain.records.data + (size_t)i * JOURNAL_RECORD, &ev, &e), ERR_OK);
        troubles += ev.type == JOURNAL_TROUBLE;
    }
    assert_true(troubles > 0);
    exam_close(x);
}

static void clear_away(void)
{
    room_empty(away);
    rmdir(away);
    mkdir(rig.dir, 0700);
    rig_empty(&rig);
}

/* The record that is written next is not said to be saved before it stands there with all before
 * it. */
static void the_next_answer_finds_it_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < WAYS_COUNT; i++) {
        struct exam *x = begin();
        WAYS[i].act(x);
        exam_choose(x, 6, 2);
        wait_until_saved(x, WAYS[i].name);
        all_is_there(x, 7, WAYS[i].name);
        clear_away();
    }
}

/* Nobody writes anything: the tick looks. */
static void the_tick_finds_it_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < WAYS_COUNT; i++) {
        struct exam *x = begin();
        uint32_t before = x->journal.count;
        WAYS[i].act(x);
        rig_pass(&rig, 1000);
        for (int k = 0; k < ROOM_WAITS && x->disk.losses == 0; k++) {
            exam_tick(x);
            rig_pass(&rig, 1);
            assert_int_equal(x->journal.count, before); /* it was not a record that told */
            exam_read_acks(x);
            usleep(1000);
        }
        wait_until_saved(x, WAYS[i].name);
        all_is_there(x, 6, WAYS[i].name);
        clear_away();
    }
}

/* Where no new one can be made nothing is said to be saved, not even what was; once there is a
 * place again, all is. */
static void without_a_place_nothing_is_saved(void **state)
{
    (void)state;
    struct exam *x = begin();
    struct err e = {0};
    move_folder(x);
    assert_int_equal(file_write(rig.dir, "x", 1, FILE_NEW, &e), ERR_OK); /* no folder can be here */
    exam_choose(x, 6, 2);
    for (int i = 0; i < 20; i++) {
        attempt_writer_flush(x->disk.store, 20);
        exam_read_acks(x);
    }
    assert_int_not_equal(x->disk.trouble.code, ERR_OK);
    for (unsigned q = 0; q < 7; q++)
        assert_int_equal(exam_saved(x, q), EXAM_SAVING);
    assert_int_equal(unlink(rig.dir), 0);
    wait_until_saved(x, "a place again");
    all_is_there(x, 7, "a place again");
    clear_away();
}

/* It comes back as it was: what stands in it is not written twice. */
static void moved_away_and_back(void **state)
{
    (void)state;
    struct exam *x = begin();
    struct err e = {0};
    move_folder(x);
    assert_int_equal(file_write(rig.dir, "x", 1, FILE_NEW, &e), ERR_OK);
    exam_choose(x, 6, 2);
    for (int i = 0; i < 20; i++) {
        attempt_writer_flush(x->disk.store, 20);
        exam_read_acks(x);
    }
    assert_int_equal(unlink(rig.dir), 0);
    assert_int_equal(rename(away, rig.dir), 0);
    wait_until_saved(x, "back");
    all_is_there(x, 7, "back");
    clear_away();
}

/* While nobody sits there: whoever comes next finds a folder again. */
static void removed_before_the_paper_is_opened(void **state)
{
    (void)state;
    remove_folder(NULL);
    struct exam *x = begin();
    assert_true(file_exists(x->disk.path));
    exam_close(x);
    clear_away();
}

static void handed_in_after_it_went(void **state)
{
    (void)state;
    for (size_t i = 0; i < WAYS_COUNT; i++) {
        struct exam *x = begin();
        uint8_t head[CRYPT_HASH];
        struct err e = {0};
        exam_handin(x);
        rig_settle(x);
        WAYS[i].act(x);
        enum err_code rc = ERR_BUSY;
        for (int k = 0; k < ROOM_WAITS && rc != ERR_OK; k++) {
            exam_read_acks(x);
            rc = exam_is_all_saved(x) ? exam_deliver(x, rig.dir, 100, head, &e) : ERR_BUSY;
            attempt_writer_retry(x->disk.store);
            usleep(1000);
        }
        if (rc != ERR_OK)
            fail_msg("%s: %s", WAYS[i].name, e.text);
        assert_true(x->disk.losses > 0);
        assert_true(file_exists(x->disk.path));
        exam_close(x);
        clear_away();
    }
}

static int group_up(void **state)
{
    (void)state;
    rig_make(&rig);
    snprintf(away, sizeof away, "%s.away", rig.dir);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_next_answer_finds_it_out),
                                       cmocka_unit_test(the_tick_finds_it_out),
                                       cmocka_unit_test(without_a_place_nothing_is_saved),
                                       cmocka_unit_test(moved_away_and_back),
                                       cmocka_unit_test(removed_before_the_paper_is_opened),
                                       cmocka_unit_test(handed_in_after_it_went)};
    return cmocka_run_group_tests_name("data_folder", tests, group_up, group_down);
}
