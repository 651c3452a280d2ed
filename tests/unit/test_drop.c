/* What may be laid into an exchange folder, and when it is looked at: no file that the access
 * code's holder did not make decides anything, junk takes nobody's place, and what comes late is
 * seen before anything starts. */
#include "app/client/exchange.h"
#include "app/core/file.h"
#include "tests/lib/box.h"
#include "tests/lib/room_folders.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A journal of START and one answer, of paper 0, as seat M09 would have written it. */
static void make_records(struct buf *records, bool is_ended)
{
    struct exam *x;
    struct err e = {0};
    char dir[64];
    scratch_folder(dir, sizeof dir);
    struct rig there = rig;
    memcpy(there.dir, dir, sizeof there.dir);
    assert_int_equal(rig_try_exam(&there, 0, "M09", &x, &e), ERR_OK);
    exam_start(x);
    exam_choose(x, 0, 1);
    if (is_ended)
        exam_handin(x);
    rig_settle(x);
    buf_init(records, 1 << 20);
    buf_add(records, x->chain.records.data, x->chain.records.len);
    exam_close(x);
    room_empty(dir);
    rmdir(dir);
}

/* Its file, tagged with the key of paper `of`; -1: with none. */
static void make_file(bool is_ended, long of, struct buf *out, char name[ANSWERS_NAME])
{
    struct buf records;
    uint8_t head[CRYPT_HASH], key[CRYPT_KEY] = {0};
    struct crypt_random rnd = crypt_random_system();
    make_records(&records, is_ended);
    size_t n = records.len / JOURNAL_RECORD;
    if (of >= 0)
        resume_key(rig.office.paper[of].k0, key);
    buf_init(out, 1 << 20);
    journal_head(records.data, n, head);
    if (is_ended) {
        answers_build(&rig.session, 0, true, of >= 0 ? key : NULL, records.data, n, out);
        answers_file_name(&rig.session, 0, head, name);
    } else {
        resume_build(&rig.session, 0, key, records.data, n, &rnd, out);
        resume_file_name(&rig.session, 0, head, name);
    }
    assert_false(out->failed);
    buf_free(&records);
}

/* ---- who may say "ended" ---- */

static void an_end_planted_without_the_key_stops_nobody(void **state)
{
    (void)state;
    for (long of = -1; of < 2; of++) { /* no tag, the paper's own, another paper's */
        struct room_seat a = {0};
        struct buf file;
        char name[ANSWERS_NAME];
        make_file(true, of, &file, name);
        room_folders_put(folder, name, file.data, file.len);
        room_sit_down(&a, &rig, "M01", folder, NULL);
        room_log_in(&a, "001", rig.access[0]);
        room_wait_for_look(&a);
        assert_int_equal(a.c.exam->seat.needs_code, of == 0);
        if (of != 0)
            room_begin(&a);
        room_clear_away(&a);
        room_empty(folder);
        buf_free(&file);
    }
}

static void nor_one_planted_in_the_data_folder(void **state)
{
    (void)state;
    for (long of = -1; of < 1; of++) {
        struct room_seat a = {0};
        struct buf file;
        char name[ANSWERS_NAME];
        make_file(true, of, &file, name);
        scratch_folder(a.dir, sizeof a.dir);
        room_folders_put(a.dir, name, file.data, file.len);
        room_sit_down(&a, &rig, "M01", NULL, NULL);
        room_type(&a, "001");
        room_press(&a, KEYPRESS_ENTER);
        room_type(&a, rig.access[0]);
        room_press(&a, KEYPRESS_ENTER);
        box_wait_for_record(&a.c);
        assert_int_equal(a.c.state, of == 0 ? CLIENT_PAPERS : CLIENT_CONFIRM);
        assert_int_equal(a.c.papers.done, of == 0);
        room_clear_away(&a);
        buf_free(&file);
    }
}

/* ---- junk ---- */

/* Names as our files have them, of a possible size, with a header that says more events than the
 * good one: made without the key. */
static void plant(unsigned count, const struct buf *like)
{
    struct buf junk;
    buf_init(&junk, 1 << 20);
    buf_add(&junk, like->data, like->len);
    junk.data[PACKAGE_HEADER + ANSWERS_TAGGED] ^= 1;
    int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (unsigned i = 0; i < count; i++) {
        char name[ANSWERS_NAME];
        snprintf(name, sizeof name, "rig.0001.%016u.%s", i, i % 2 ? "resume" : "answers");
        int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        assert_true(fd >= 0);
        assert_int_equal(ftruncate(fd, (off_t)(i % 3 ? 4096 : junk.len)), 0);
        if (i % 3 == 0)
            assert_int_equal(pwrite(fd, junk.data, ANSWERS_START, 0), ANSWERS_START);
        close(fd);
    }
    close(dir);
    buf_free(&junk);
}

static void among_5000_strange_files_the_good_one_is_found(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct buf file;
    char name[ANSWERS_NAME];
    make_file(false, 0, &file, name);
    plant(5000, &file);
    room_folders_put(folder, name, file.data, file.len);
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    assert_int_equal(a.c.exchange.look.sight, EXCHANGE_LOOKED);
    assert_int_equal(exam_answered(a.c.exam), 1);
    assert_true(a.c.exam->seat.needs_code);
    room_clear_away(&a);
    buf_free(&file);
}

/* More than are opened: it is said, and counts as not looked at. */
static void a_crowd_is_told_and_nothing_starts_by_it(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct buf file;
    char name[ANSWERS_NAME];
    make_file(false, 0, &file, name);
    plant(3 * (OUTBOX_LOOK_NAMES + 1), &file);
    rig.session.info.start = SESSION_START_CLAIM;
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    assert_int_equal(a.c.exchange.look.sight, EXCHANGE_CROWDED);
    assert_non_null(strstr(a.c.message.text, "crowded"));
    room_press(&a, KEYPRESS_ENTER);
    room_type(&a, "b");
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_RULES);
    assert_false(exam_is_started(a.c.exam));
    assert_true(a.c.exam->seat.needs_code);
    rig.session.info.start = SESSION_START_FREE;
    room_clear_away(&a);
    buf_free(&file);
}

/* ---- looks that are fresh ---- */

static void what_comes_late_is_seen_before_it_starts(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct buf file;
    char name[ANSWERS_NAME];
    make_file(false, 0, &file, name);
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_folders_to_rules(&a); /* nothing lay there so far */
    room_folders_put(folder, name, file.data, file.len);
    room_type(&a, "b");
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_RULES);
    assert_int_equal(a.c.exam->journal.count, 2); /* it would go on from there */
    assert_true(a.c.exam->seat.needs_code);
    assert_non_null(strstr(a.c.message.text, "begun at another seat meanwhile"));
    room_clear_away(&a);
    buf_free(&file);
}

static void and_before_it_goes_on(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    room_answer(&a, 0, 3, "c");
    rig_pass(&rig, 1000);
    room_settle(&a);
    client_free(&a.c);
    room_sit_down(&a, &rig, "M01", folder, NULL); /* the program again, and nobody goes on yet */
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    room_sit_down(&b, &rig, "M02", folder, NULL); /* meanwhile it goes on at another seat */
    room_log_in(&b, "001", rig.access[0]);
    room_wait_for_look(&b);
    assert_true(b.c.exam->seat.needs_code);
    assert_true(box_use(&b.c, &rig, ROOM_ACTION_START_HERE, 0, 1));
    room_wait_for_look(&b);
    assert_int_equal(b.c.state, CLIENT_ANSWERING);
    exam_choose(b.c.exam, 5, 0);
    rig_pass(&rig, 1000);
    room_settle(&b);
    room_press(&a, KEYPRESS_ENTER);
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_CONFIRM);
    assert_true(a.c.exam->seat.needs_code);
    assert_int_equal(exam_choice(a.c.exam, 5), 0); /* what was answered there is here */
    room_clear_away(&a);
    room_clear_away(&b);
}

/* ---- checkpoints ---- */

static void a_checkpoint_goes_to_each_folder_within_two_seconds(void **state)
{
    (void)state;
    struct room_seat a = {0};
    room_sit_down(&a, &rig, "M01", folder, other);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    rig_pass(&rig, 1000);
    room_settle(&a);
    uint32_t before = a.c.exam->checkpoint.count;
    room_answer(&a, 0, 1, "c");
    assert_false(exam_checkpoint_is_due(a.c.exam));
    assert_in_range(client_timeout_ms(&a.c), 1, 2000);
    room_answer(&a, 1, 3, "d"); /* what is answered meanwhile goes along */
    rig_pass(&rig, 1000);
    room_settle(&a);
    assert_true(a.c.exam->checkpoint.count > before);
    assert_int_equal(a.c.exam->checkpoint.count, a.c.exam->journal.count);
    assert_int_equal(room_count_files(folder, ".resume"), 1); /* the one before is gone */
    assert_int_equal(room_count_files(other, ".resume"), 1);
    room_hand_in(&a);
    room_settle(&a);
    assert_int_equal(room_count_files(folder, ".answers"), 1);
    assert_int_equal(room_count_files(other, ".answers"), 1);
    assert_int_equal(room_count_files(folder, ".resume") + room_count_files(other, ".resume"), 0);
    room_clear_away(&a);
}

static void a_missing_folder_is_told_and_told_again(void **state)
{
    (void)state;
    struct room_seat a = {0};
    char *share = file_join(folder, "share"), *away = file_join(folder, "away");
    assert_int_equal(mkdir(share, 0700), 0);
    room_sit_down(&a, &rig, "M01", share, NULL);
    for (int i = 0; i < ROOM_WAITS && i < 5; i++)
        room_turn(&a);
    assert_null(exchange_missing(&a.c));
    assert_int_equal(rename(share, away), 0);
    for (int i = 0; i < ROOM_WAITS && !exchange_missing(&a.c); i++) {
        rig_pass(&rig, 10000);
        room_turn(&a);
        usleep(1000);
    }
    assert_non_null(exchange_missing(&a.c));
    assert_non_null(strstr(exchange_missing(&a.c)->text, "share"));
    assert_int_equal(rename(away, share), 0);
    for (int i = 0; i < ROOM_WAITS && exchange_missing(&a.c); i++) {
        rig_pass(&rig, 10000);
        room_turn(&a);
        usleep(1000);
    }
    assert_null(exchange_missing(&a.c));
    room_clear_away(&a);
    room_empty(share);
    rmdir(share);
    free(share);
    free(away);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, room_folders_empty, room_folders_empty)
    const struct CMUnitTest tests[] = {CASE(an_end_planted_without_the_key_stops_nobody),
                                       CASE(nor_one_planted_in_the_data_folder),
                                       CASE(among_5000_strange_files_the_good_one_is_found),
                                       CASE(a_crowd_is_told_and_nothing_starts_by_it),
                                       CASE(what_comes_late_is_seen_before_it_starts),
                                       CASE(and_before_it_goes_on),
                                       CASE(a_checkpoint_goes_to_each_folder_within_two_seconds),
                                       CASE(a_missing_folder_is_told_and_told_again)};
#undef CASE
    return cmocka_run_group_tests_name("drop", tests, room_folders_up, room_folders_down);
}
