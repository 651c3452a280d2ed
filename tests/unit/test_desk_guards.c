/* What stands before an act that cannot be taken back, by whatever way it is reached at the desk: a
 * word, the digits of a key, and that it is made from what was looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/desk_office.h"
#include "tools/work/collect.h"
#include "tools/work/key_trust.h"
#include "tools/work/log_begin_anew.h"
#include "tools/work/outside.h"
#include "tools/work/restore.h"
#include "tools/work/session_cancel.h"
#include "tools/work/stick_ack.h"

static struct desk_office office, copy;
static struct desk_rig r;
static const struct work_op *const OPS[] = {&key_trust_op, &log_begin_anew_op, &stick_ack_op,
                                            &collect_op, NULL};

static int make(void **state)
{
    (void)state;
    desk_office_make_exam(&office);
    return 0;
}

static int removed(void **state)
{
    (void)state;
    desk_office_remove(&office);
    return 0;
}

static int up(void **state)
{
    (void)state;
    desk_office_begin(&office, &copy, &r, OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&copy, &r);
    return 0;
}

static void run_in(const char *command)
{
    char all[3 * SCRATCH_PATH];
    snprintf(all, sizeof all, "cd '%s' && %s", copy.folder, command);
    assert_int_equal(system(all), 0);
}

/* From the list of commands as from the settings: its last digits are typed. */
static void a_key_is_trusted_by_its_digits_alone(void **state)
{
    char file[SCRATCH_PATH + 40];
    (void)state;
    snprintf(file, sizeof file, "%s/other.pub", copy.folder);
    run_in("cp keys/examiner.pub other.pub");
    desk_rig_type(&r, "m");
    desk_rig_type(&r, "key trust");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_type(&r, file);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "trust");
    desk_rig_expect(&r, "Its last four digits");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Four digits, from the paper of its owner");
    run_in("test ! -e keys/trusted || test -z \"$(ls keys/trusted)\"");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
}

/* Lines that are given up do not come back. */
static void a_log_is_begun_anew_by_its_word_alone(void **state)
{
    (void)state;
    run_in("sed -i '$d' log/log.tsv"); /* which no mark covers then: it is tried, and refused */
    desk_rig_type(&r, "m");
    desk_rig_type(&r, "log renew");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_type(&r, "the disk failed");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "This cannot be undone. Type KY");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_false(desk_rig_says(&r, "no mark covers"));
    desk_rig_type(&r, "KY");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "no mark covers");
}

static void each_has_its_word(void **state)
{
    (void)state;
    assert_string_equal(restore_op.word, "KHOI PHUC");
    assert_string_equal(session_cancel_op.word, "HUY");
    assert_non_null(log_begin_anew_op.word);
    assert_string_equal(log_begin_anew_op.word, "KY");
}

/* What the office acknowledges grows with each journal; the seats are emptied of what was shown. */
static void what_is_acknowledged_is_what_was_shown(void **state)
{
    char folder[SCRATCH_PATH + 16];
    const struct stick_ack_request look = {.folder = folder, .session = {"ca-1"}, .is_dry = true},
                                   do_it = {.folder = folder, .session = {"ca-1"}};
    struct stick_ack_reply reply = {0};
    struct err e = {0};
    (void)state;
    snprintf(folder, sizeof folder, "%s/stick", copy.folder);
    run_in("mkdir stick");
    assert_int_equal(stick_ack_op.run(&r.work, &look, &reply, &e), ERR_OK);
    stick_ack_op.forget(&reply);
    r.work.seen = r.work.read;
    assert_true(r.work.seen.is_known);
    run_in("echo x >stick/ca-1.ack"); /* somebody else's stands there since */
    reply = (struct stick_ack_reply){0};
    assert_int_equal(stick_ack_op.run(&r.work, &do_it, &reply, &e), ERR_BUSY);
    stick_ack_op.forget(&reply);
    run_in("test \"$(cat stick/ca-1.ack)\" = x");
    run_in("rm stick/ca-1.ack");
    reply = (struct stick_ack_reply){0};
    assert_int_equal(stick_ack_op.run(&r.work, &do_it, &reply, &e), ERR_OK);
    stick_ack_op.forget(&reply);
    r.work.seen = (struct work_basis){0};
    run_in("test -s stick/ca-1.ack");
}

/* What a shell would take for a command is a word like any other. */
static void what_prints_is_run_without_a_shell(void **state)
{
    char program[3 * SCRATCH_PATH], path[SCRATCH_PATH + 16];
    const struct outside_request q = {.program = program, .path = path};
    struct err e = {0};
    (void)state;
    run_in("mkdir to && touch paper.pdf");
    snprintf(path, sizeof path, "%s/paper.pdf", copy.folder);
    snprintf(program, sizeof program, "cp -t %s/to", copy.folder);
    assert_int_equal(outside_op.run(&r.work, &q, NULL, &e), ERR_OK);
    run_in("test -e to/paper.pdf");
    snprintf(program, sizeof program, "cp -t %s/to ; touch %s/run", copy.folder, copy.folder);
    assert_int_equal(outside_op.run(&r.work, &q, NULL, &e), ERR_IO);
    snprintf(program, sizeof program, "cp -t %s/to $(touch %s/run)", copy.folder, copy.folder);
    assert_int_equal(outside_op.run(&r.work, &q, NULL, &e), ERR_IO);
    snprintf(program, sizeof program, "cp -t %s/to >%s/run", copy.folder, copy.folder);
    assert_int_equal(outside_op.run(&r.work, &q, NULL, &e), ERR_IO);
    run_in("test ! -e run");
}

#define GUARD(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        GUARD(a_key_is_trusted_by_its_digits_alone),
        GUARD(a_log_is_begun_anew_by_its_word_alone),
        GUARD(each_has_its_word),
        GUARD(what_is_acknowledged_is_what_was_shown),
        GUARD(what_prints_is_run_without_a_shell),
    };
    return cmocka_run_group_tests_name("guards", tests, make, removed);
}
