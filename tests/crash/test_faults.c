/* Every call to the disk in an exam fails in its turn: with an error of the device, a full disk, a
 * disk turned read-only; once, or from there on until somebody mends it. Nothing is said to be
 * saved that is not, nothing saved is lost, and the exam goes on to its end. */
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

#include <errno.h>
#include <unistd.h>

enum { ANSWERS = 4, PATIENCE_MS = 20000 };

static struct rig rig;

struct tally {
    size_t runs, struck, banners, refusals;
};

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

/* What is promised now stands even if the power fails now and nothing unsynced survives. */
static void promise(struct exam *x)
{
    if (x->disk.durable == disk_promised(disk_count()))
        return;
    disk_mark(x->disk.durable);
    if (!disk_has_failed())
        return; /* the cuts of an undisturbed exam are tried elsewhere */
    disk_cut(disk_count(), DISK_KEEP_NOTHING, left_folder());
    assert_true(left_events(&rig.session, 0, &x->chain.records) >= (long)x->disk.durable);
}

/* Until all is saved or the disk complains; true when saved. */
static bool wait_for_disk(struct exam *x)
{
    for (int ms = 0; ms < PATIENCE_MS; ms += 5) {
        attempt_writer_flush(x->disk.store, 5);
        exam_read_acks(x);
        promise(x);
        if (x->disk.trouble.code != ERR_OK)
            return false;
        if (exam_is_all_saved(x))
            return true;
    }
    fail_msg("neither saved nor a word about it");
    return false;
}

/* The banner is up: a further answer is kept in memory, the disk is mended, everything comes
 * through. */
static void get_over(struct exam *x, bool is_lasting, struct tally *t)
{
    uint32_t saved = x->disk.durable;
    unsigned spare = RIG_QUESTIONS - 1;
    t->banners++;
    assert_true(x->disk.trouble.text[0]);
    exam_choose(x, spare, exam_choice(x, spare) == 1 ? 2 : 1);
    assert_true(exam_is_ended(x) || !exam_is_saved(x, spare));
    disk_cut(disk_count(), 2, left_folder());
    assert_true(left_events(&rig.session, 0, &x->chain.records) >= (long)saved);
    if (is_lasting)
        disk_heal();
    /* the writer tries in its own time: on a busy machine an old word of trouble is read again */
    for (int ms = 0; ms < PATIENCE_MS; ms += 5) {
        attempt_writer_retry(x->disk.store);
        if (wait_for_disk(x))
            return;
    }
    fail_msg("still in trouble after the disk was mended: %s", x->disk.trouble.text);
}

static void settle(struct exam *x, bool is_lasting, struct tally *t)
{
    if (!wait_for_disk(x))
        get_over(x, is_lasting, t);
}

/* A log-in that fails is told and tried again once the disk is mended. */
static struct exam *log_in(struct tally *t)
{
    struct exam *x = NULL;
    struct err e = {0};
    for (int i = 0; i < 3; i++) {
        if (rig_try_exam(&rig, 0, "M01", &x, &e) == ERR_OK)
            return x;
        t->refusals++;
        assert_true(e.text[0]);
        if (i > 0)
            disk_heal();
    }
    fail_msg("no log-in on a mended disk: %s", e.text);
    return NULL;
}

static void hand_in(struct exam *x, bool is_lasting, struct tally *t)
{
    uint8_t head[CRYPT_HASH];
    struct err e = {0};
    exam_handin(x);
    settle(x, is_lasting, t);
    enum err_code rc = ERR_IO;
    for (int i = 0; i < 4 && rc != ERR_OK; i++) {
        if (i > 1)
            disk_heal();
        rc = exam_deliver(x, rig.dir, 5000, head, &e);
        t->refusals += rc != ERR_OK;
    }
    if (rc != ERR_OK)
        fail_msg("not delivered on a mended disk: %s", e.text);
}

/* All events and the answers file stand when the power fails right after the receipt. */
static void check_end(struct exam *x)
{
    char name[ANSWERS_NAME];
    uint8_t head[CRYPT_HASH];
    disk_cut(disk_count(), DISK_KEEP_NOTHING, left_folder());
    assert_int_equal(left_events(&rig.session, 0, &x->chain.records), x->journal.count);
    journal_head(x->chain.records.data, x->journal.count, head);
    answers_file_name(&rig.session, 0, head, name);
    char *path = file_join(left_folder(), name);
    assert_true(file_exists(path));
    free(path);
}

/* False when the exam was over before the call's turn came. */
static bool sit(size_t call, int errnum, bool is_lasting, struct tally *t)
{
    rig_empty(&rig);
    disk_begin(rig.dir);
    disk_fail(call, errnum, is_lasting);
    struct exam *x = log_in(t);
    exam_start(x);
    settle(x, is_lasting, t);
    for (unsigned q = 0; q < ANSWERS; q++) {
        exam_choose(x, q, (q + 1) % 4);
        settle(x, is_lasting, t);
    }
    hand_in(x, is_lasting, t);
    check_end(x);
    for (unsigned q = 0; q < ANSWERS; q++)
        assert_int_equal(exam_choice(x, q), (q + 1) % 4);
    exam_close(x);
    bool has_failed = disk_has_failed();
    disk_end();
    t->runs++;
    t->struck += has_failed;
    return has_failed;
}

static void each_call_fails(int errnum, bool is_lasting)
{
    struct tally t = {0};
    size_t step = getenv("SATHACH_SLOW") ? 7 : 1, call = 0;
    sit(SIZE_MAX, 0, false, &t);
    size_t calls = disk_calls();
    for (; call < calls; call += step)
        sit(call, errnum, is_lasting, &t);
    print_message("# %s %s: %zu calls failed in turn; %zu times the banner, %zu times an action "
                  "was refused and tried again\n",
                  strerror(errnum), is_lasting ? "until mended" : "once", t.struck, t.banners,
                  t.refusals);
    assert_true(t.struck * 2 > calls / step);
    assert_true(t.banners > 0);
}

static void an_error_once(void **state)
{
    (void)state;
    each_call_fails(EIO, false);
}
static void an_error_that_stays(void **state)
{
    (void)state;
    each_call_fails(EIO, true);
}
static void full_once(void **state)
{
    (void)state;
    each_call_fails(ENOSPC, false);
}
static void full_until_somebody_makes_room(void **state)
{
    (void)state;
    each_call_fails(ENOSPC, true);
}
static void read_only_once(void **state)
{
    (void)state;
    each_call_fails(EROFS, false);
}
static void read_only_until_mended(void **state)
{
    (void)state;
    each_call_fails(EROFS, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_once),  cmocka_unit_test(an_error_that_stays),
        cmocka_unit_test(full_once),      cmocka_unit_test(full_until_somebody_makes_room),
        cmocka_unit_test(read_only_once), cmocka_unit_test(read_only_until_mended)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
