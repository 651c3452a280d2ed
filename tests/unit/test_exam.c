/* One paper on a seat: stored, resumed, timed, ended, delivered. */
#include "app/core/file.h"
#include "tests/lib/rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MINUTE = 60000 };

static struct rig rig;

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

static int clean(void **state)
{
    (void)state;
    rig_empty(&rig);
    return 0;
}

static unsigned count_events(const struct exam *x, uint16_t type)
{
    unsigned n = 0;
    for (size_t i = 0; i < x->chain.records.len / JOURNAL_RECORD; i++) {
        struct journal_event ev;
        struct err e;
        assert_int_equal(journal_decode(x->chain.records.data + i * JOURNAL_RECORD, &ev, &e),
                         ERR_OK);
        n += ev.type == type;
    }
    return n;
}

static void use_code(struct exam *x, enum room_action action, uint16_t minutes, unsigned n,
                     enum err_code wanted)
{
    struct err e = {0};
    enum err_code rc = rig_intervene(&rig, x, action, minutes, n, &e);
    if (rc != wanted)
        fail_msg("voucher %u, action %d: %d %s, wanted %d", n, (int)action, (int)rc, e.text,
                 (int)wanted);
}

static void choices_are_stored(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    assert_false(exam_is_started(x));
    exam_choose(x, 0, 1); /* nothing before the start */
    assert_int_equal(x->chain.records.len, 0);
    assert_int_equal(exam_left_ms(x), 30 * MINUTE);
    exam_start(x);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        exam_choose(x, q, q % 4);
    exam_choose(x, 3, 3); /* the same again is no event */
    exam_clear(x, 5);
    exam_mark(x, 7, true);
    exam_cross(x, 8, 2, true);
    assert_int_equal(x->journal.count, 1 + RIG_QUESTIONS + 3);
    rig_settle(x);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        assert_int_equal(exam_choice(x, q), q == 5 ? -1 : (int)(q % 4));
        assert_true(exam_is_saved(x, q));
    }
    assert_int_equal(exam_answered(x), RIG_QUESTIONS - 1);
    assert_int_equal(exam_marked(x), 1);
    assert_true(exam_is_crossed(x, 8, 2));
    assert_int_equal(exam_part_of(x, 3), 0);
    assert_int_equal(exam_part_of(x, 4), 1);
    exam_choose(x, RIG_QUESTIONS, 0); /* out of range */
    exam_choose(x, 0, 4);
    assert_int_equal(x->journal.count, 1 + RIG_QUESTIONS + 3);
    exam_close(x);
}

static void killed_and_taken_up(void **state)
{
    (void)state;
    pid_t pid = fork();
    if (pid == 0) {
        struct exam *x = rig_exam(&rig, 0, "M01");
        exam_start(x);
        rig_pass(&rig, 4 * MINUTE);
        for (unsigned q = 0; q < RIG_QUESTIONS; q++)
            exam_choose(x, q, (q + 1) % 4);
        rig_settle(x);
        kill(getpid(), SIGKILL);
    }
    int status;
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status));
    rig_pass(&rig, 10 * MINUTE); /* four of them in the child's time */
    struct exam *x = rig_exam(&rig, 0, "M01");
    assert_true(exam_is_started(x));
    assert_false(x->seat.needs_code);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        assert_int_equal(exam_choice(x, q), (q + 1) % 4);
    assert_int_equal(exam_left_ms(x), 20 * MINUTE); /* the clock ran on */
    assert_true(exam_resume(x));
    rig_pass(&rig, MINUTE);
    exam_choose(x, 0, 3);
    assert_int_equal(exam_left_ms(x), 19 * MINUTE);
    rig_settle(x);
    exam_close(x);
}

static void a_reboot_needs_the_code(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    rig_pass(&rig, 5 * MINUTE);
    exam_choose(x, 2, 2);
    rig_settle(x);
    exam_close(x);
    rig_reboot(&rig, 40 * MINUTE, 6 * MINUTE); /* what it was off costs nothing */
    x = rig_exam(&rig, 0, "M01");
    assert_true(x->seat.needs_code);
    uint32_t before = x->journal.count;
    assert_false(exam_resume(x));
    exam_choose(x, 2, 1);
    exam_tick(x);
    use_code(x, ROOM_ACTION_EXTEND, 5, 1, ERR_POLICY);
    assert_int_equal(x->journal.count, before);
    use_code(x, ROOM_ACTION_RESUME, 0, 1, ERR_OK);
    assert_false(x->seat.needs_code);
    assert_int_equal(exam_choice(x, 2), 2);
    assert_int_equal(exam_left_ms(x), 25 * MINUTE); /* six of the ten free minutes are used up */
    assert_int_equal(x->journal.outage_ms, 6 * MINUTE);
    rig_pass(&rig, MINUTE);
    exam_choose(x, 2, 1);
    rig_settle(x);
    exam_close(x);
    rig_reboot(&rig, MINUTE, 9 * MINUTE); /* four are free, five are charged */
    x = rig_exam(&rig, 0, "M01");
    use_code(x, ROOM_ACTION_RESUME, 0, 1, ERR_POLICY); /* once only */
    use_code(x, ROOM_ACTION_RESUME, 0, 2, ERR_OK);
    assert_int_equal(exam_left_ms(x), 19 * MINUTE);
    assert_int_equal(x->journal.outage_ms, 10 * MINUTE);
    use_code(x, ROOM_ACTION_RESUME, 0, 3, ERR_POLICY); /* nothing to resume */
    rig_settle(x);
    exam_close(x);
}

static void a_wild_wall_clock_costs_nothing(void **state)
{
    (void)state;
    static const int64_t JUMPS[] = {-3600000, 48 * 3600000LL, -50LL * 365 * 24 * 3600000};
    for (size_t i = 0; i < 3; i++) {
        rig_empty(&rig);
        struct exam *x = rig_exam(&rig, 0, "M01");
        exam_start(x);
        rig_pass(&rig, MINUTE);
        rig.wall_ms += JUMPS[i];
        exam_tick(x);
        assert_int_equal(exam_left_ms(x), 29 * MINUTE);
        assert_int_equal(count_events(x, JOURNAL_CLOCK), 1);
        exam_choose(x, 0, 0);
        rig_settle(x);
        exam_close(x);
        rig_reboot(&rig, 0, 20000);
        rig.wall_ms += JUMPS[i];
        x = rig_exam(&rig, 0, "M01");
        use_code(x, ROOM_ACTION_RESUME, 0, 1, ERR_OK);
        assert_int_equal(exam_left_ms(x), 29 * MINUTE);
        exam_close(x);
        rig.wall_ms -= 2 * JUMPS[i];
    }
}

static void another_seat(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 3, "M01"); /* belongs to M09 */
    assert_true(x->seat.needs_code);
    exam_start(x);
    assert_false(exam_is_started(x));
    use_code(x, ROOM_ACTION_RESUME, 0, 1, ERR_POLICY);
    use_code(x, ROOM_ACTION_START_HERE, 0, 1, ERR_OK);
    exam_start(x);
    assert_int_equal(x->journal.count, 2);
    assert_int_equal(count_events(x, JOURNAL_CONTINUE), 1);
    exam_choose(x, 0, 0);
    rig_settle(x);
    exam_close(x);
    rig_pass(&rig, MINUTE);
    x = rig_exam(&rig, 3, "M01"); /* here again: no code */
    assert_false(x->seat.needs_code);
    exam_close(x);
    x = rig_exam(&rig, 3, "M02"); /* the file went to another seat */
    assert_true(x->seat.needs_code);
    use_code(x, ROOM_ACTION_START_HERE, 0, 1, ERR_POLICY);
    use_code(x, ROOM_ACTION_START_HERE, 0, 2, ERR_OK);
    assert_int_equal(count_events(x, JOURNAL_CONTINUE), 2);
    exam_choose(x, 1, 1);
    assert_int_equal(exam_choice(x, 0), 0);
    rig_settle(x);
    exam_close(x);
    x = rig_exam(&rig, 3, "M09"); /* and back: only *start here* says from which event it
                                     goes on */
    use_code(x, ROOM_ACTION_RESUME, 0, 1, ERR_POLICY);
    use_code(x, ROOM_ACTION_START_HERE, 0, 3, ERR_OK);
    rig_settle(x);
    exam_close(x);
    x = rig_exam(&rig, 3, "M09");
    assert_int_equal(exam_choice(x, 1), 1);
    exam_close(x);
}

static void minutes_are_added_up_to_the_cap(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    use_code(x, ROOM_ACTION_EXTEND, 15, 1, ERR_POLICY); /* not begun */
    exam_start(x);
    for (uint16_t n = 1; n <= 4; n++)
        use_code(x, ROOM_ACTION_EXTEND, 15, n, ERR_OK);
    assert_int_equal(exam_left_ms(x), 90 * MINUTE);
    use_code(x, ROOM_ACTION_EXTEND, 15, 4, ERR_POLICY); /* used */
    use_code(x, ROOM_ACTION_EXTEND, 5, 5, ERR_POLICY);  /* over the cap */
    assert_int_equal(x->journal.extended, 60);
    exam_close(x);
}

static void time_runs_out(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    for (int i = 0; i < 30 * 60 - 1; i++) {
        rig_pass(&rig, 1000);
        exam_tick(x);
    }
    assert_false(exam_is_ended(x));
    assert_int_equal(exam_left_ms(x), 1000);
    assert_int_equal(count_events(x, JOURNAL_TICK), (30 * 60 - 1) / 15);
    exam_choose(x, 0, 0);
    rig_pass(&rig, 1000);
    exam_choose(x, 0, 2); /* a key before the tick: too late */
    assert_int_equal(x->journal.end, JOURNAL_ENDED_TIMEOUT);
    exam_choose(x, 0, 1);
    exam_tick(x);
    exam_handin(x);
    assert_int_equal(exam_choice(x, 0), 0);
    assert_int_equal(count_events(x, JOURNAL_TIMEOUT), 1);
    exam_close(x);
}

static void views_do_not_flood(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    for (unsigned i = 0; i < 3000; i++) { /* a held key, thirty a second, to and fro */
        exam_view(x, i % RIG_QUESTIONS);
        rig_pass(&rig, 33);
    }
    assert_in_range(count_events(x, JOURNAL_VIEW), 100, 335);
    rig_pass(&rig, 1000);
    exam_tick(x);
    assert_int_equal(x->journal.position, 2999 % RIG_QUESTIONS);
    exam_close(x);
}

static void one_window_at_a_time(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01"), *y;
    struct err e = {0};
    assert_int_equal(rig_try_exam(&rig, 0, "M01", &y, &e), ERR_BUSY);
    assert_null(y);
    exam_close(x);
    exam_close(rig_exam(&rig, 0, "M01"));
}

static void an_altered_attempt_is_refused(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01"), *y;
    struct err e = {0};
    exam_start(x);
    exam_choose(x, 0, 0);
    rig_settle(x);
    exam_close(x);
    char *path = attempt_path(rig.dir, &rig.session, 0),
         *other = attempt_path(rig.dir, &rig.session, 1);
    assert_int_equal(rename(path, other), 0);
    assert_int_equal(rig_try_exam(&rig, 1, "M01", &y, &e), ERR_AUTH);
    free(path);
    free(other);
}

/* What the office reads from the file that was delivered. */
static void office_reads(uint32_t paper, const uint8_t head[CRYPT_HASH], struct journal_state *st)
{
    char name[80];
    struct buf file, records;
    struct answers_info info;
    struct err e = {0};
    uint8_t binding[32];
    buf_init(&file, ANSWERS_FILE_MAX);
    buf_init(&records, ANSWERS_FILE_MAX);
    answers_file_name(&rig.session, paper, head, name);
    char *path = file_join(rig.dir, name);
    assert_int_equal(file_read(path, ANSWERS_FILE_MAX, &file, &e), ERR_OK);
    assert_int_equal(answers_open(file.data, file.len, &rig.session, rig.key, &info, &records, &e),
                     ERR_OK);
    journal_binding(rig.session.hash, rig.session.info.bank_hash, paper, binding);
    assert_int_equal(
        journal_verify(&(struct journal_records){records.data, records.len / JOURNAL_RECORD,
                                                 rig.office.paper[paper].k0, binding,
                                                 RIG_QUESTIONS},
                       st, NULL, &e),
        ERR_OK);
    assert_true(info.is_ended);
    buf_free(&file);
    buf_free(&records);
    free(path);
}

static void handed_in_and_delivered(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    struct err e = {0};
    struct journal_state st;
    uint8_t head[CRYPT_HASH], again[CRYPT_HASH];
    exam_start(x);
    assert_int_equal(exam_deliver(x, rig.dir, 1000, head, &e), ERR_POLICY);
    for (unsigned q = 0; q < RIG_QUESTIONS; q += 2)
        exam_choose(x, q, 3);
    exam_handin(x);
    assert_int_equal(exam_deliver(x, rig.dir, 1000, head, &e), ERR_OK);
    office_reads(0, head, &st);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        assert_int_equal(st.choice[q],
                         q % 2 ? JOURNAL_NO_CHOICE : paper_option_at(x->question[q].order, 3));
    assert_int_equal(exam_deliver(x, rig.dir, 1000, again, &e), ERR_OK);
    assert_memory_equal(head, again, sizeof head);
    exam_close(x);
    x = rig_exam(&rig, 0, "M01"); /* after a restart: the same file, sealed anew, is fine */
    assert_true(exam_is_ended(x));
    assert_int_equal(exam_deliver(x, rig.dir, 1000, again, &e), ERR_OK);
    assert_memory_equal(head, again, sizeof head);
    exam_close(x);
}

static void what_stands_is_not_overwritten(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    struct err e = {0};
    uint8_t head[CRYPT_HASH];
    char name[80];
    exam_start(x);
    exam_handin(x);
    journal_head(x->chain.records.data, x->chain.records.len / JOURNAL_RECORD, head);
    answers_file_name(&rig.session, 0, head, name);
    char *path = file_join(rig.dir, name);
    assert_int_equal(file_write(path, "junk", 4, FILE_NEW, &e), ERR_OK);
    assert_int_equal(exam_deliver(x, rig.dir, 1000, head, &e), ERR_OK); /* the candidate does not
                                                                           wait for somebody to
                                                                           clear it away … */
    struct buf aside;
    buf_init(&aside, 64);
    char moved[160];
    snprintf(moved, sizeof moved, "%s.damaged-1", path);
    assert_int_equal(file_read(moved, 64, &aside, &e), ERR_OK); /* … and it is not lost */
    assert_int_equal(aside.len, 4);
    buf_free(&aside);
    free(path);
    exam_close(x);
}

static void misconduct_ends(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    use_code(x, ROOM_ACTION_END, 0, 1, ERR_OK);
    assert_int_equal(x->journal.end, JOURNAL_ENDED_MISCONDUCT);
    use_code(x, ROOM_ACTION_EXTEND, 5, 2, ERR_POLICY);
    exam_close(x);
}

/* A disk that takes nothing for a while: nothing is said to be saved, nothing is lost, and the
 * journal tells. */
static void a_disk_in_trouble(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    struct rlimit limit, tight;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    exam_start(x);
    exam_choose(x, 0, 1);
    rig_settle(x);
    tight = limit;
    tight.rlim_cur = 1024;
    setrlimit(RLIMIT_FSIZE, &tight);
    for (unsigned q = 1; q < 6; q++)
        exam_choose(x, q, 2);
    assert_false(attempt_writer_flush(x->disk.store, 300));
    exam_read_acks(x);
    assert_int_not_equal(x->disk.trouble.code, ERR_OK);
    assert_true(exam_is_saved(x, 0));
    assert_false(exam_is_saved(x, 1));
    assert_int_equal(exam_choice(x, 5), 2); /* kept in memory */
    setrlimit(RLIMIT_FSIZE, &limit);
    assert_true(attempt_writer_flush(x->disk.store, 5000));
    exam_read_acks(x);
    assert_int_equal(x->disk.trouble.code, ERR_OK);
    rig_settle(x);
    assert_int_equal(count_events(x, JOURNAL_TROUBLE), 1);
    exam_close(x);
    x = rig_exam(&rig, 0, "M01");
    for (unsigned q = 1; q < 6; q++)
        assert_int_equal(exam_choice(x, q), 2);
    exam_close(x);
}

static void more_than_the_queue_holds(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    for (unsigned i = 0; i < 3000; i++)
        exam_choose(x, i % RIG_QUESTIONS,
                    i % 4 + (i / RIG_QUESTIONS) % 2 > 3 ? 0 : i % 4 + (i / RIG_QUESTIONS) % 2);
    for (int i = 0; i < 200 && !exam_is_all_saved(x); i++) {
        attempt_writer_flush(x->disk.store, 100);
        exam_read_acks(x);
    }
    assert_true(exam_is_all_saved(x));
    assert_true(x->journal.count > 1100);
    uint32_t count = x->journal.count;
    exam_close(x);
    x = rig_exam(&rig, 0, "M01");
    assert_int_equal(x->journal.count, count);
    exam_close(x);
}

/* The file is damaged under a running exam: it is set aside, and a new one takes everything from
 * memory. */
static void damaged_while_it_runs(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    for (unsigned q = 0; q < 6; q++)
        exam_choose(x, q, q % 4);
    rig_settle(x);
    struct rlimit limit, tight;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    static const char *const ENDS[] = {"", "-wal"};
    for (size_t i = 0; i < 2; i++) { /* alone the file would be made whole from its log */
        char name[128];
        snprintf(name, sizeof name, "%s%s", x->disk.path, ENDS[i]);
        FILE *f = fopen(name, "r+");
        for (int k = 0; k < 32768; k++)
            fputc(0x5a, f);
        fclose(f);
    }
    tight = limit;
    tight.rlim_cur = 1024; /* an error brings the writer to look at the file anew */
    setrlimit(RLIMIT_FSIZE, &tight);
    exam_choose(x, 6, 1);
    assert_false(attempt_writer_flush(x->disk.store, 300));
    setrlimit(RLIMIT_FSIZE, &limit);
    for (int i = 0; i < 500 && !(exam_is_all_saved(x) && x->disk.trouble.code == ERR_OK); i++) {
        attempt_writer_retry(x->disk.store);
        attempt_writer_flush(x->disk.store, 20);
        exam_read_acks(x);
    }
    rig_settle(x);
    uint32_t count = x->journal.count;
    exam_close(x);
    x = rig_exam(&rig, 0, "M01");
    assert_int_equal(x->journal.count, count);
    for (unsigned q = 0; q < 6; q++)
        assert_int_equal(exam_choice(x, q), q % 4);
    assert_int_equal(exam_choice(x, 6), 1);
    char *aside = malloc(strlen(x->disk.path) + 16);
    sprintf(aside, "%s.damaged-1", x->disk.path);
    assert_true(file_exists(aside));
    free(aside);
    exam_close(x);
}

/* Found damaged at the log-in: what can be read up to the first bad event goes on, with the
 * invigilator's code, and nothing is deleted. */
static void damaged_at_the_log_in(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    for (unsigned q = 0; q < 8; q++)
        exam_choose(x, q, q % 4);
    rig_settle(x);
    uint8_t bad[JOURNAL_EVENT];
    /* the choice of question 5 */
    memcpy(bad, x->chain.records.data + 6 * JOURNAL_RECORD, sizeof bad);
    char *path = strdup(x->disk.path);
    struct buf file;
    struct err e = {0};
    buf_init(&file, 1 << 20);
    exam_close(x); /* the log goes into the file */
    assert_int_equal(file_read(path, 1 << 20, &file, &e), ERR_OK);
    uint8_t *at = memmem(file.data, file.len, bad, 48);
    assert_non_null(at);
    at[20] ^= 0x40;
    assert_int_equal(file_write(path, file.data, file.len, FILE_REPLACE, &e), ERR_OK);
    x = rig_exam(&rig, 0, "M01");
    assert_true(x->seat.needs_code);
    assert_int_equal(x->journal.count, 6);
    assert_int_equal(x->arrival.from, EXAM_ARRIVAL_DAMAGED);
    assert_int_equal(x->arrival.answered, 5);
    rig_pass(&rig, MINUTE);
    assert_false(exam_resume(x));
    use_code(x, ROOM_ACTION_RESUME, 0, 1, ERR_OK);
    for (unsigned q = 0; q < 8; q++)
        assert_int_equal(exam_choice(x, q), q < 5 ? (int)(q % 4) : -1);
    assert_int_equal(count_events(x, JOURNAL_TROUBLE), 1);
    assert_int_equal(exam_left_ms(x), 29 * MINUTE); /* the clock ran on */
    exam_choose(x, 5, 1);
    rig_settle(x);
    exam_close(x);
    x = rig_exam(&rig, 0, "M01");
    assert_false(x->seat.needs_code);
    assert_int_equal(exam_choice(x, 5), 1);
    exam_close(x);
    buf_free(&file);
    free(path);
}

static void keys_do_not_stay(void **state)
{
    (void)state;
    struct exam *x = rig_exam(&rig, 0, "M01");
    uint8_t zero[CRYPT_KEY] = {0};
    assert_memory_equal(x->ticket->k0, zero, CRYPT_KEY);
    assert_memory_equal(x->ticket->question[0].key, zero, CRYPT_KEY);
    exam_start(x);
    assert_null(x->chain.k0);
    assert_memory_not_equal(x->chain.key, rig.office.paper[0].k0, CRYPT_KEY);
    exam_close(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(choices_are_stored, clean),
        cmocka_unit_test_setup(killed_and_taken_up, clean),
        cmocka_unit_test_setup(a_reboot_needs_the_code, clean),
        cmocka_unit_test_setup(a_wild_wall_clock_costs_nothing, clean),
        cmocka_unit_test_setup(another_seat, clean),
        cmocka_unit_test_setup(minutes_are_added_up_to_the_cap, clean),
        cmocka_unit_test_setup(time_runs_out, clean),
        cmocka_unit_test_setup(views_do_not_flood, clean),
        cmocka_unit_test_setup(one_window_at_a_time, clean),
        cmocka_unit_test_setup(an_altered_attempt_is_refused, clean),
        cmocka_unit_test_setup(handed_in_and_delivered, clean),
        cmocka_unit_test_setup(what_stands_is_not_overwritten, clean),
        cmocka_unit_test_setup(misconduct_ends, clean),
        cmocka_unit_test_setup(a_disk_in_trouble, clean),
        cmocka_unit_test_setup(more_than_the_queue_holds, clean),
        cmocka_unit_test_setup(keys_do_not_stay, clean),
        cmocka_unit_test_setup(damaged_while_it_runs, clean),
        cmocka_unit_test_setup(damaged_at_the_log_in, clean)};
    return cmocka_run_group_tests_name("exam", tests, group_up, group_down);
}
