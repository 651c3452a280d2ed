/* Clocks that jump, stop and start anew: the time left is what the journal and the clock since boot
 * say, and nothing else. */
#include "tests/lib/seat_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECOND = 1000, HOUR = 3600 * 1000 };

enum how {
    GOES_ON,   /* the program runs, or was stopped or suspended, and goes on */
    RESTARTED, /* killed, and started again on the same boot */
    REBOOTED,
    MOVED /* taken up on another seat */
};
struct turn {
    enum how how;
    uint64_t passed_ms; /* by the clock since boot; after a reboot: since then */
    int64_t wall_ms;    /* how far the wall clock moves, or where it stands (is_absolute) */
    bool is_absolute;
};
struct tale {
    const char *name;
    struct turn turn[3];
    unsigned turns;
    uint64_t used_ms; /* by the rules, after all */
    bool is_up;       /* the paper ended by itself */
};

static const struct tale TALES[] = {
    {"a minute passes", {{GOES_ON, MINUTE, MINUTE, false}}, 1, MINUTE, false},
    {"the clock is set back an hour", {{GOES_ON, MINUTE, -HOUR, false}}, 1, MINUTE, false},
    {"the clock is set forward a day",
     {{GOES_ON, MINUTE, 24 * (int64_t)HOUR, false}},
     1,
     MINUTE,
     false},
    {"the clock is set to 1970", {{GOES_ON, MINUTE, 0, true}}, 1, MINUTE, false},
    {"the clock is set behind 2038",
     {{GOES_ON, MINUTE, 2147483648000 + HOUR, true}},
     1,
     MINUTE,
     false},
    {"the clock stands still", {{GOES_ON, 5 * MINUTE, 0, false}}, 1, 5 * MINUTE, false},
    {"suspended for twenty minutes",
     {{GOES_ON, 20 * MINUTE, 20 * MINUTE, false}},
     1,
     20 * MINUTE,
     false},
    {"stopped for ten minutes, twice",
     {{GOES_ON, 10 * MINUTE, 10 * MINUTE, false}, {GOES_ON, 10 * MINUTE, 10 * MINUTE, false}},
     2,
     20 * MINUTE,
     false},
    {"suspended past the end", {{GOES_ON, 40 * MINUTE, 40 * MINUTE, false}}, 1, 40 * MINUTE, true},
    {"killed, and back after three minutes",
     {{RESTARTED, 3 * MINUTE, 3 * MINUTE, false}},
     1,
     3 * MINUTE,
     false},
    {"killed, and the clock set back a day",
     {{RESTARTED, 3 * MINUTE, -24 * (int64_t)HOUR, false}},
     1,
     3 * MINUTE,
     false},
    {"killed, and back too late",
     {{RESTARTED, 31 * MINUTE, 31 * MINUTE, false}},
     1,
     31 * MINUTE,
     true},
    {"off for an hour, up for a minute", {{REBOOTED, MINUTE, HOUR, false}}, 1, 0, false},
    {"rebooted with the clock in 1970", {{REBOOTED, MINUTE, 0, true}}, 1, 0, false},
    {"rebooted with the clock in 2038", {{REBOOTED, MINUTE, 2147483648000, true}}, 1, 0, false},
    {"up for twelve minutes before anybody came: two over the cap",
     {{REBOOTED, 12 * MINUTE, HOUR, false}},
     1,
     2 * MINUTE,
     false},
    {"two outages share one cap",
     {{REBOOTED, 7 * MINUTE, HOUR, false}, {REBOOTED, 7 * MINUTE, HOUR, false}},
     2,
     4 * MINUTE,
     false},
    {"up for an hour: time is up", {{REBOOTED, HOUR, HOUR, false}}, 1, 50 * MINUTE, true},
    {"moved to another seat after two days", {{MOVED, 0, 48 * (int64_t)HOUR, false}}, 1, 0, false},
    {"moved, then a minute",
     {{MOVED, 0, HOUR, false}, {GOES_ON, MINUTE, MINUTE, false}},
     2,
     MINUTE,
     false},
    {"rebooted, then suspended, then killed",
     {{REBOOTED, MINUTE, HOUR, false},
      {GOES_ON, 4 * MINUTE, 0, false},
      {RESTARTED, 5 * MINUTE, -HOUR, false}},
     3,
     9 * MINUTE,
     false},
};

static void use_code(struct exam *x, enum room_action action, unsigned n)
{
    struct err e = {0};
    if (rig_intervene(&rig, x, action, 0, n, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

static struct exam *take_turn(struct exam *x, const struct turn *t, uint16_t n)
{
    if (t->how != GOES_ON) {
        rig_settle(x);
        exam_close(x);
    }
    rig.boot_ms = t->how == REBOOTED ? t->passed_ms : rig.boot_ms + t->passed_ms;
    rig.wall_ms = t->is_absolute ? t->wall_ms : rig.wall_ms + t->wall_ms;
    if (t->how == REBOOTED)
        rig.clock.boot_hash[5]++;
    if (t->how == MOVED)
        rig.clock.boot_hash[6]++;
    if (t->how != GOES_ON) {
        x = rig_exam(&rig, 0, t->how == MOVED ? "M02" : "M01");
        if (t->how == RESTARTED)
            assert_true(exam_resume(x));
        else
            use_code(x, t->how == MOVED ? ROOM_ACTION_START_HERE : ROOM_ACTION_RESUME, n);
    }
    exam_tick(x);
    return x;
}

/* As told, and the same again for whoever opens the journal anew: the time left is a function of it
 * and the clock alone. */
static void check(struct exam *x, const struct tale *t)
{
    uint64_t left = 30 * MINUTE > t->used_ms ? 30 * MINUTE - t->used_ms : 0;
    if (exam_is_ended(x) != t->is_up || exam_left_ms(x) != left)
        fail_msg("%s: %llu ms left, wanted %llu; ended %d", t->name,
                 (unsigned long long)exam_left_ms(x), (unsigned long long)left, exam_is_ended(x));
    assert_int_equal(exam_choice(x, 3), 1);
}

static void told(const struct tale *t)
{
    rig_empty(&rig);
    rig.boot_ms = 100000;
    rig.wall_ms = 1767225600000;
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    exam_choose(x, 3, 1);
    for (unsigned i = 0; i < t->turns; i++)
        x = take_turn(x, &t->turn[i], (uint16_t)(i + 1));
    check(x, t);
    char seat[4];
    snprintf(seat, sizeof seat, "%s", t->turn[0].how == MOVED ? "M02" : "M01");
    rig_settle(x);
    exam_close(x);
    x = rig_exam(&rig, 0, seat);
    check(x, t);
    exam_close(x);
}

static void the_time_left_is_as_the_rules_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TALES / sizeof TALES[0]; i++)
        told(&TALES[i]);
    print_message("# %zu tales of clocks\n", sizeof TALES / sizeof TALES[0]);
}

/* Each jump of the wall clock stands in the journal, and costs nothing. */
static void a_jump_is_recorded(void **state)
{
    (void)state;
    static const int64_t JUMPS[] = {-HOUR, HOUR * 24 * (int64_t)1, -HOUR * 24 * (int64_t)365};
    rig_empty(&rig);
    struct exam *x = rig_exam(&rig, 0, "M01");
    struct journal_event ev;
    struct err e = {0};
    unsigned found = 0;
    exam_start(x);
    for (size_t i = 0; i < sizeof JUMPS / sizeof JUMPS[0]; i++) {
        rig_pass(&rig, SECOND);
        rig.wall_ms += JUMPS[i];
        exam_tick(x);
    }
    for (uint32_t i = 0; i < x->journal.count; i++) {
        assert_int_equal(
            journal_decode(x->chain.records.data + (size_t)i * JOURNAL_RECORD, &ev, &e), ERR_OK);
        found += ev.type == JOURNAL_CLOCK;
    }
    assert_int_equal(found, 3);
    assert_int_equal(x->journal.used_ms, 3 * SECOND);
    exam_close(x);
}

/* The end comes whatever is on the screen. */
static void the_end_waits_for_no_dialog(void **state)
{
    (void)state;
    static const enum client_state STATES[] = {CLIENT_ANSWERING, CLIENT_HELP, CLIENT_INVIGILATOR,
                                               CLIENT_OVERVIEW, CLIENT_HANDIN};
    for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++) {
        seat_rig_up(state);
        seat_rig_begin();
        seat_rig_type("b");
        if (STATES[i] == CLIENT_HELP)
            seat_rig_type("h");
        if (STATES[i] == CLIENT_INVIGILATOR)
            seat_rig_press_ctrl('O');
        if (STATES[i] == CLIENT_OVERVIEW || STATES[i] == CLIENT_HANDIN)
            seat_rig_type("g");
        if (STATES[i] == CLIENT_HANDIN)
            seat_rig_type("s");
        assert_int_equal(c.state, STATES[i]);
        seat_rig_type("NO"); /* half a word, half a code */
        rig_pass(&rig, 30 * MINUTE);
        client_tick(&c);
        assert_true(exam_is_ended(c.exam));
        assert_int_equal(c.exam->journal.end, JOURNAL_ENDED_TIMEOUT);
        seat_rig_wait_for_receipt();
        seat_rig_down(state);
    }
}

/* The machine's own clock, once: a process that is stopped for a while has used that time. */
/* Without a boot id nothing tells one boot from another: each start of the program is another, and
 * never one whose hash is zeros. */
static void an_unreadable_boot_id_is_another_boot_each_time(void **state)
{
    (void)state;
    static const uint8_t zeros[8];
    struct clock_source one = clock_system_with("/nowhere/boot_id"),
                        two = clock_system_with("/nowhere/boot_id"), good = clock_system();
    assert_false(one.is_boot_known);
    assert_true(good.is_boot_known);
    assert_memory_not_equal(one.boot_hash, two.boot_hash, sizeof one.boot_hash);
    assert_memory_not_equal(one.boot_hash, zeros, sizeof zeros);
    struct clock_source kept = rig.clock;
    for (int is_zero = 0; is_zero < 2; is_zero++) {
        memcpy(rig.clock.boot_hash, is_zero ? zeros : one.boot_hash, sizeof zeros);
        struct exam *x = rig_exam(&rig, 0, "M01");
        exam_start(x);
        rig_settle(x);
        exam_close(x);
        if (!is_zero)
            memcpy(rig.clock.boot_hash, two.boot_hash, sizeof zeros);
        x = rig_exam(&rig, 0, "M01");
        assert_true(x->seat.needs_code);
        assert_false(exam_resume(x));
        exam_close(x);
        rig_empty(&rig);
    }
    rig.clock = kept;
}

static void stopped_by_a_signal(void **state)
{
    (void)state;
    int tell[2], ask[2];
    uint64_t used = 0;
    char go;
    rig_empty(&rig);
    struct clock_source before = rig.clock;
    assert_int_equal(pipe(tell), 0);
    assert_int_equal(pipe(ask), 0);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        rig.clock = clock_system();
        struct exam *x = rig_exam(&rig, 0, "M01");
        exam_start(x);
        if (write(tell[1], "s", 1) != 1 || read(ask[0], &go, 1) != 1)
            _exit(1);
        exam_tick(x);
        used = (uint64_t)(30 * MINUTE) - exam_left_ms(x);
        _exit(write(tell[1], &used, sizeof used) == sizeof used ? 0 : 1);
    }
    struct clock_source real = clock_system();
    assert_int_equal(read(tell[0], &go, 1), 1);
    uint64_t from = clock_boot_ms(&real);
    int status;
    kill(pid, SIGSTOP);
    assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
    assert_true(WIFSTOPPED(status));
    while (clock_boot_ms(&real) < from + 1500)
        nanosleep(&(struct timespec){0, 50000000}, NULL);
    uint64_t stopped = clock_boot_ms(&real) - from;
    kill(pid, SIGCONT);
    assert_int_equal(write(ask[1], "g", 1), 1);
    assert_int_equal(read(tell[0], &used, sizeof used), sizeof used);
    waitpid(pid, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_true(used >= stopped);
    rig.clock = before;
    for (int i = 0; i < 2; i++) {
        close(tell[i]);
        close(ask[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_time_left_is_as_the_rules_say), cmocka_unit_test(a_jump_is_recorded),
        cmocka_unit_test(an_unreadable_boot_id_is_another_boot_each_time),
        cmocka_unit_test(the_end_waits_for_no_dialog), cmocka_unit_test(stopped_by_a_signal)};
    return cmocka_run_group_tests(tests, seat_rig_group_up, seat_rig_group_down);
}
