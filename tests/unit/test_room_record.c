/* The room record on the seat: nothing it proved is forgotten, whatever happens to its file. */
#include "app/client/room_record_writer.h"
#include "app/core/file.h"
#include "app/core/room_action.h"
#include "tests/lib/rig.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000, A_MOMENT_MS = 20 };

/* A disk that does not answer while the gate is shut: whoever locks the record waits. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_shut;
} gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};

int flock(int fd, int operation)
{
    pthread_mutex_lock(&gate.lock);
    while (gate.is_shut)
        pthread_cond_wait(&gate.changed, &gate.lock);
    pthread_mutex_unlock(&gate.lock);
    return (int)syscall(SYS_flock, fd, operation);
}

static void set_gate(bool is_shut)
{
    pthread_mutex_lock(&gate.lock);
    gate.is_shut = is_shut;
    pthread_cond_broadcast(&gate.changed);
    pthread_mutex_unlock(&gate.lock);
}

static struct rig rig;
static const uint32_t NONE = (uint32_t)ROOM_RECORD_NO_PAPER;

static struct room_record_file *open_in(const char *dir)
{
    struct room_record_file *f;
    struct err e = {0};
    const struct room_record_setup setup = {&rig.session, rig.office.S, dir, "MAY-01", rig.clock};
    assert_int_equal(room_record_file_open(&setup, &f, &e), ERR_OK);
    return f;
}

static struct room_record_file *open_it(void)
{
    return open_in(rig.dir);
}

static void path_of(const char *end, char out[128])
{
    snprintf(out, 128, "%s/rig.MAY-01.room%s", rig.dir, end);
}

static struct room_record use_of(uint16_t number, enum room_action action, uint32_t paper)
{
    return (struct room_record){.what = ROOM_VOUCHER,
                                .number = number,
                                .action = (uint16_t)action,
                                .paper = paper,
                                .data = {(uint8_t)number, (uint8_t)action, (uint8_t)paper}};
}

/* All that is known is whole: each record's mac and number. */
static size_t verified(const struct room_record_file *f)
{
    uint8_t key[CRYPT_KEY], seat_hash[CRYPT_HASH];
    struct buf bytes;
    buf_init(&bytes, 1 << 24);
    room_record_file_bytes(f, &bytes);
    crypt_hash(LABEL_SEAT, "MAY-01", 6, seat_hash);
    room_record_key(rig.office.S, seat_hash, key);
    size_t n = bytes.len / ROOM_RECORD;
    assert_int_equal(room_record_verify(bytes.data, n, key, NULL), n);
    buf_free(&bytes);
    return n;
}

static struct room_record record_at(const struct room_record_file *f, size_t i)
{
    struct room_record r;
    room_record_file_at(f, i, &r);
    return r;
}

static bool is_behind_another(const struct room_record *r)
{
    uint8_t all[32];
    memset(all, 0xff, sizeof all);
    return r->what == ROOM_STARTED && r->seq == 0 && memcmp(r->data, all, sizeof all) == 0;
}

static void what_was_added_stands_after_a_restart(void **state)
{
    (void)state;
    const uint8_t build[32] = {7};
    struct room_record_file *f = open_it();
    room_record_file_note(f, ROOM_STARTED, build);
    room_record_file_note(f, ROOM_WRONG_LOGIN, NULL);
    assert_int_equal(room_record_file_trouble(f)->code, ERR_OK);
    room_record_file_close(f);
    f = open_it();
    assert_int_equal(verified(f), 2);
    struct room_record r = record_at(f, 0);
    assert_int_equal(r.what, ROOM_STARTED);
    assert_memory_equal(r.data, build, sizeof build);
    assert_int_equal(r.paper, NONE);
    assert_int_equal(r.boot_ms, rig.boot_ms);
    assert_int_equal(r.wall_ms, rig.wall_ms);
    room_record_file_close(f);
}

static void programs_of_one_seat_write_one_chain(void **state)
{
    (void)state;
    struct room_record_file *a = open_it(), *b = open_it();
    for (int i = 0; i < 5; i++) {
        room_record_file_note(i % 2 ? a : b, ROOM_WRONG_LOGIN, NULL);
        room_record_file_note(a, ROOM_LOGIN, NULL);
    }
    struct room_record use = use_of(3, ROOM_ACTION_UNLOCK, NONE);
    assert_int_equal(room_record_file_use_voucher(a, &use), ROOM_RECORD_FRESH);
    assert_int_equal(room_record_file_use_voucher(b, &use), ROOM_RECORD_USED);
    assert_int_equal(verified(b), 11);
    room_record_file_close(a);
    room_record_file_close(b);
}

static void damage(void (*what)(const char *path), size_t known)
{
    char path[128], aside[128];
    struct room_record use = use_of(1, ROOM_ACTION_UNLOCK, NONE);
    struct room_record_file *f = open_it();
    assert_int_equal(room_record_file_use_voucher(f, &use), ROOM_RECORD_FRESH);
    room_record_file_note(f, ROOM_WRONG_LOGIN, NULL);
    room_record_file_note(f, ROOM_WRONG_LOGIN, NULL);
    room_record_file_close(f);
    path_of("", path);
    path_of(".1", aside);
    what(path);
    f = open_it();
    room_record_file_note(f, ROOM_STARTED, NULL);
    assert_int_equal(room_record_file_voucher(f, &use), ROOM_RECORD_USED);
    assert_int_equal(verified(f), known + 2);
    struct room_record r = record_at(f, known);
    assert_true(is_behind_another(&r));
    assert_true(file_exists(aside));
    room_record_file_close(f);
    f = open_it(); /* and once more, from what stands there */
    assert_int_equal(room_record_file_voucher(f, &use), ROOM_RECORD_USED);
    assert_int_equal(verified(f), known + 2);
    room_record_file_close(f);
}

static void flip_a_bit(const char *path)
{
    uint8_t byte;
    int fd = open(path, O_RDWR);
    assert_int_equal(pread(fd, &byte, 1, 2 * ROOM_RECORD + 5), 1);
    byte ^= 4;
    assert_int_equal(pwrite(fd, &byte, 1, 2 * ROOM_RECORD + 5), 1);
    close(fd);
}

static void cut_half_a_record(const char *path)
{
    assert_int_equal(truncate(path, 2 * ROOM_RECORD + 50), 0);
}

static void an_altered_file_is_set_aside_and_what_it_proves_holds(void **state)
{
    (void)state;
    damage(flip_a_bit, 2);
}

static void a_cut_file_is_set_aside_and_what_it_proves_holds(void **state)
{
    (void)state;
    damage(cut_half_a_record, 2);
}

static void what_is_known_outlives_a_file_that_shrank_or_went(void **state)
{
    (void)state;
    char path[128];
    path_of("", path);
    for (int is_gone = 0; is_gone < 2; is_gone++) {
        struct room_record use = use_of(9, ROOM_ACTION_UNLOCK, NONE);
        struct room_record_file *f = open_it();
        size_t before = room_record_file_count(f);
        room_record_file_note(f, ROOM_WRONG_LOGIN, NULL);
        assert_int_equal(room_record_file_use_voucher(f, &use), ROOM_RECORD_FRESH);
        assert_int_equal(is_gone ? unlink(path) : truncate(path, ROOM_RECORD), 0);
        room_record_file_note(f, ROOM_LOGIN, NULL);
        assert_int_equal(room_record_file_voucher(f, &use), ROOM_RECORD_USED);
        assert_int_equal(verified(f), before + 4);
        struct room_record r = record_at(f, before + 2);
        assert_true(is_behind_another(&r));
        room_record_file_close(f);
        rig_empty(&rig);
    }
}

static void a_full_file_is_followed_by_another_for_all_programs(void **state)
{
    (void)state;
    char path[128];
    struct stat st;
    struct room_record use = use_of(1, ROOM_ACTION_UNLOCK, NONE);
    struct room_record_file *a = open_it(), *b = open_it();
    assert_int_equal(room_record_file_use_voucher(a, &use), ROOM_RECORD_FRESH);
    for (int i = 1; i < ROOM_RECORD_FILE_RECORDS; i++)
        room_record_file_note(a, ROOM_WRONG_LOGIN, NULL);
    room_record_file_note(b, ROOM_LOGIN, NULL); /* behind the 2,000 */
    for (int i = 0; i < 4; i++) {
        room_record_file_note(a, ROOM_LOGIN, NULL);
        room_record_file_note(b, ROOM_LOGIN, NULL);
    }
    assert_int_equal(verified(a) + 1, verified(b)); /* a has not seen the last */
    assert_int_equal(verified(b), ROOM_RECORD_FILE_RECORDS + 10);
    assert_int_equal(room_record_file_voucher(b, &use), ROOM_RECORD_USED);
    path_of(".1", path);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_size, ROOM_RECORD_FILE_RECORDS * ROOM_RECORD);
    path_of(".2", path);
    assert_false(file_exists(path));
    room_record_file_close(a);
    room_record_file_close(b);
}

static void what_cannot_be_written_waits_in_memory(void **state)
{
    (void)state;
    char dir[128];
    struct room_record use = use_of(5, ROOM_ACTION_UNLOCK, NONE);
    snprintf(dir, sizeof dir, "%s/later", rig.dir);
    struct room_record_file *f = open_in(dir);
    assert_int_equal(room_record_file_use_voucher(f, &use), ROOM_RECORD_FRESH);
    assert_int_equal(room_record_file_trouble(f)->code, ERR_IO);
    assert_int_equal(room_record_file_use_voucher(f, &use), ROOM_RECORD_USED);
    assert_int_equal(verified(f), 1);
    assert_int_equal(mkdir(dir, 0700), 0);
    room_record_file_note(f, ROOM_LOGIN, NULL);
    assert_int_equal(room_record_file_trouble(f)->code, ERR_OK);
    room_record_file_close(f);
    f = open_in(dir);
    assert_int_equal(verified(f), 2);
    assert_int_equal(room_record_file_voucher(f, &use), ROOM_RECORD_USED);
    room_record_file_close(f);
    snprintf(dir, sizeof dir, "%s/later/rig.MAY-01.room", rig.dir);
    unlink(dir);
    *strrchr(dir, '/') = '\0';
    rmdir(dir);
}

static void vouchers_count_once_but_for_the_whole_room(void **state)
{
    (void)state;
    struct room_record_file *f = open_it();
    const struct room_record more = use_of(2, ROOM_ACTION_EXTEND, 1),
                             other_paper = use_of(2, ROOM_ACTION_EXTEND, 3),
                             other_action = use_of(2, ROOM_ACTION_RESUME, 1),
                             room = use_of(7, ROOM_ACTION_RESUME_ALL, 1),
                             room_next = use_of(7, ROOM_ACTION_RESUME_ALL, 2),
                             room_misused = use_of(7, ROOM_ACTION_RESUME, 2),
                             leave = use_of(8, ROOM_ACTION_LEAVE, NONE);
    struct room_record forged = more;
    forged.data[9] ^= 1;
    assert_int_equal(room_record_file_use_voucher(f, &more), ROOM_RECORD_FRESH);
    assert_int_equal(room_record_file_use_voucher(f, &more), ROOM_RECORD_AGAIN);
    assert_int_equal(room_record_file_use_voucher(f, &forged), ROOM_RECORD_USED);
    assert_int_equal(room_record_file_use_voucher(f, &other_paper), ROOM_RECORD_USED);
    assert_int_equal(room_record_file_use_voucher(f, &other_action), ROOM_RECORD_USED);
    assert_int_equal(room_record_file_use_voucher(f, &room), ROOM_RECORD_FRESH);
    assert_int_equal(room_record_file_use_voucher(f, &room_next), ROOM_RECORD_FRESH);
    assert_int_equal(room_record_file_use_voucher(f, &room_misused), ROOM_RECORD_USED);
    assert_int_equal(room_record_file_use_voucher(f, &leave), ROOM_RECORD_FRESH);
    assert_int_equal(room_record_file_use_voucher(f, &leave), ROOM_RECORD_AGAIN);
    room_record_file_note(f, ROOM_LEFT, NULL);
    assert_int_equal(room_record_file_use_voucher(f, &leave), ROOM_RECORD_USED);
    assert_int_equal(verified(f), 5); /* what was refused or taken again adds nothing */
    room_record_file_close(f);
}

static struct room_record_state told(void)
{
    struct room_record_state s;
    struct room_record_file *f = open_it();
    room_record_file_state(f, &rig.clock, &s);
    room_record_file_close(f);
    return s;
}

static void add(enum room_what what, uint16_t number, enum room_action action)
{
    struct room_record_file *f = open_it();
    const struct room_record r = {
        .what = (uint16_t)what, .number = number, .action = (uint16_t)action, .paper = NONE};
    room_record_file_add(f, &r);
    room_record_file_close(f);
}

static void wrong_log_ins_and_locks_outlive_restarts(void **state)
{
    (void)state;
    add(ROOM_WRONG_LOGIN, 0, 0);
    add(ROOM_WRONG_LOGIN, 0, 0);
    assert_int_equal(told().wrong_logins, 2);
    add(ROOM_LOGIN, 0, 0);
    assert_int_equal(told().wrong_logins, 0);
    add(ROOM_WRONG_LOGIN, 0, 0);
    add(ROOM_LOGIN_LOCKED, 0, 0);
    add(ROOM_LOGIN, 0, 0); /* of another window of the seat: the lock stands */
    assert_true(told().is_login_locked);
    add(ROOM_ORDER, 3, ROOM_ACTION_UNLOCK); /* not carried out */
    assert_true(told().is_login_locked);
    add(ROOM_ORDER, 0, ROOM_ACTION_UNLOCK);
    assert_false(told().is_login_locked);
    add(ROOM_VOUCHER, 4, ROOM_ACTION_LOCK);
    assert_true(told().is_locked);
    add(ROOM_STARTED, 0, 0);
    assert_true(told().is_locked);
    add(ROOM_UNLOCKED, 0, 0);
    assert_false(told().is_locked);
}

static void the_half_minute_goes_on_and_begins_anew_on_another_boot(void **state)
{
    (void)state;
    for (int i = 0; i < ROOM_RECORD_FAILURES - 1; i++)
        add(ROOM_WRONG_VOUCHER, 0, 0);
    assert_int_equal(told().wait_until_ms, 0);
    add(ROOM_WRONG_VOUCHER, 0, 0);
    uint64_t until = rig.boot_ms + ROOM_RECORD_WAIT_MS;
    rig_pass(&rig, 10000);
    assert_int_equal(told().wait_until_ms, until);
    assert_int_equal(told().wrong_vouchers, ROOM_RECORD_FAILURES);
    rig_reboot(&rig, 5000, 3000);
    assert_int_equal(told().wait_until_ms, rig.boot_ms + ROOM_RECORD_WAIT_MS);
    add(ROOM_VOUCHER, 4, ROOM_ACTION_UNLOCK);
    assert_int_equal(told().wait_until_ms, 0);
    assert_int_equal(told().wrong_vouchers, 0);
}

/* ---- the writer ---- */

static enum err_code try_writer(int ms, struct room_record_writer **w)
{
    struct err e = {0};
    const struct room_record_setup setup = {&rig.session, rig.office.S, rig.dir, "MAY-01",
                                            rig.clock};
    enum err_code rc = room_record_writer_start(&setup, ms, w, &e);
    assert_true(rc == ERR_OK || e.text[0]);
    return rc;
}

static struct room_record_writer *start_writer(void)
{
    struct room_record_writer *w;
    assert_int_equal(try_writer(PATIENCE_MS, &w), ERR_OK);
    return w;
}

static size_t known_on_disk(void)
{
    struct room_record_file *f = open_it();
    size_t n = verified(f);
    room_record_file_close(f);
    return n;
}

static void a_hanging_disk_holds_nobody_up(void **state)
{
    (void)state;
    struct room_record_state told_now;
    struct room_record_writer *w, *none;
    set_gate(true);
    assert_int_equal(try_writer(A_MOMENT_MS, &none), ERR_BUSY);
    assert_null(none);
    set_gate(false);
    w = start_writer();
    set_gate(true);
    uint64_t boot_ms = rig.boot_ms;
    for (int i = 0; i < 3; i++)
        room_record_writer_note(w, ROOM_WRONG_LOGIN, NULL);
    assert_false(room_record_writer_flush(w, A_MOMENT_MS));
    assert_false(room_record_writer_is_settled(w));
    assert_int_equal(room_record_writer_count(w), 3); /* known here at once */
    room_record_writer_state(w, &rig.clock, &told_now);
    assert_int_equal(told_now.wrong_logins, 3);
    rig_pass(&rig, 60000);
    set_gate(false);
    assert_true(room_record_writer_flush(w, PATIENCE_MS));
    room_record_writer_stop(w);
    struct room_record_file *f = open_it();
    assert_int_equal(verified(f), 3);
    assert_int_equal(record_at(f, 2).boot_ms, boot_ms); /* of when it was, not of when it came */
    room_record_file_close(f);
}

static void of_two_programs_one_uses_the_voucher(void **state)
{
    (void)state;
    struct room_record_writer *a = start_writer(), *b = start_writer();
    const struct room_record use = use_of(3, ROOM_ACTION_UNLOCK, NONE);
    assert_int_equal(room_record_writer_use_voucher(a, &use), ROOM_RECORD_FRESH);
    assert_true(room_record_writer_flush(a, PATIENCE_MS));
    assert_int_equal(room_record_writer_answer(a), ROOM_RECORD_FRESH);
    assert_int_equal(room_record_writer_use_voucher(b, &use), ROOM_RECORD_FRESH); /* as far as b
                                                                                     knows */
    assert_true(room_record_writer_flush(b, PATIENCE_MS));
    assert_int_equal(room_record_writer_answer(b), ROOM_RECORD_USED);
    assert_int_equal(room_record_writer_use_voucher(b, &use), ROOM_RECORD_USED);
    room_record_writer_stop(a);
    room_record_writer_stop(b);
    assert_int_equal(known_on_disk(), 1);
}

/* What was acted upon while the disk hung stands in the record, though another program of the seat
 * was quicker: the office sees both. */
static void what_was_acted_upon_stays(void **state)
{
    (void)state;
    const struct room_record use = use_of(3, ROOM_ACTION_UNLOCK, NONE);
    struct room_record_writer *a = start_writer();
    set_gate(true);
    assert_int_equal(room_record_writer_use_voucher(a, &use), ROOM_RECORD_FRESH);
    assert_false(room_record_writer_flush(a, A_MOMENT_MS));
    assert_int_equal(room_record_writer_answer(a), ROOM_RECORD_FRESH);
    assert_int_equal(room_record_writer_use_voucher(a, &use), ROOM_RECORD_USED);
    set_gate(false);
    assert_true(room_record_writer_flush(a, PATIENCE_MS));
    room_record_writer_stop(a);
    assert_int_equal(known_on_disk(), 1);
}

/* A thread that hangs at the end is left behind, and writes what it holds when the disk answers. */
static void the_end_waits_for_no_hanging_disk(void **state)
{
    (void)state;
    struct room_record_writer *w = start_writer();
    set_gate(true);
    room_record_writer_note(w, ROOM_LOGIN, NULL);
    room_record_writer_stop(w);
    set_gate(false);
    size_t n = 0;
    for (int ms = 0; ms < PATIENCE_MS && n == 0; ms += 10) {
        usleep(10000);
        n = known_on_disk();
    }
    assert_int_equal(n, 1);
}

static void a_disk_that_refuses_is_told_and_tried_again(void **state)
{
    (void)state;
    struct err e;
    struct room_record_writer *w = start_writer();
    char moved[160];
    snprintf(moved, sizeof moved, "%s.moved", rig.dir);
    assert_int_equal(rename(rig.dir, moved), 0);
    room_record_writer_note(w, ROOM_LOGIN, NULL);
    assert_true(room_record_writer_flush(w, PATIENCE_MS)); /* settled: it waits in memory */
    assert_int_equal(room_record_writer_trouble(w, &e), ERR_IO);
    assert_int_equal(room_record_writer_count(w), 1);
    assert_int_equal(rename(moved, rig.dir), 0);
    for (int ms = 0; ms < PATIENCE_MS && room_record_writer_trouble(w, &e) != ERR_OK; ms += 10)
        usleep(10000); /* by itself */
    assert_int_equal(e.code, ERR_OK);
    room_record_writer_stop(w);
    assert_int_equal(known_on_disk(), 1);
}

static int set_up(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

static int empty(void **state)
{
    (void)state;
    rig_empty(&rig);
    return 0;
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, empty)
    const struct CMUnitTest tests[] = {
        CASE(what_was_added_stands_after_a_restart),
        CASE(programs_of_one_seat_write_one_chain),
        CASE(an_altered_file_is_set_aside_and_what_it_proves_holds),
        CASE(a_cut_file_is_set_aside_and_what_it_proves_holds),
        CASE(what_is_known_outlives_a_file_that_shrank_or_went),
        CASE(a_full_file_is_followed_by_another_for_all_programs),
        CASE(what_cannot_be_written_waits_in_memory),
        CASE(vouchers_count_once_but_for_the_whole_room),
        CASE(wrong_log_ins_and_locks_outlive_restarts),
        CASE(the_half_minute_goes_on_and_begins_anew_on_another_boot),
        CASE(a_hanging_disk_holds_nobody_up),
        CASE(of_two_programs_one_uses_the_voucher),
        CASE(what_was_acted_upon_stays),
        CASE(the_end_waits_for_no_hanging_disk),
        CASE(a_disk_that_refuses_is_told_and_tried_again)};
#undef CASE
    return cmocka_run_group_tests_name("room record", tests, set_up, tear_down);
}
