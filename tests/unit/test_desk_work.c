/* Work under way at the desk: the meter, what is told, the stop up to the point of writing, the
 * passphrase in the desk's field, the lock meanwhile; the commands run. */
#include "app/core/file.h"
#include "tests/lib/made_op.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct desk_rig r;

static int up(void **state)
{
    (void)state;
    made_op_open(&r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    made_op_close(&r);
    return 0;
}

static void begin(const struct work_op *op)
{
    made_op_begin(&r, op);
}

static void what_looks_runs_at_once_and_shows_what_came_of_it(void **state)
{
    (void)state;
    begin(&made_op_looks);
    assert_true(r.desk.job.is_running);
    desk_rig_type(&r, "qhgl"); /* keys do nothing now */
    desk_rig_ctrl(&r, 'E');
    assert_true(r.desk.job.is_running);
    assert_true(r.desk.is_english); /* the language stays while the thread works */
    made_op_go_on();
    made_op_go_on();
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "ca-1 came to 42"));
    assert_true(desk_rig_shows(&r, "page 7: no answer"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl look ca-1"));
    assert_int_equal(made.forgotten, 1);
}

static void the_meter_comes_after_half_a_second(void **state)
{
    (void)state;
    begin(&made_op_looks);
    while (!desk_rig_shows(&r, "page 7: no answer")) /* told behind the progress */
        desk_rig_news(&r);
    assert_false(desk_rig_shows(&r, "33 %"));
    assert_true(desk_rig_shows(&r, "Esc stops it"));
    desk_rig_pass(&r, 400);
    assert_false(desk_rig_shows(&r, "33 %"));
    desk_rig_pass(&r, 200);
    assert_true(desk_rig_shows(&r, "33 %"));
}

/* What is told in one go has many lines, some too long: cut between lines and at characters. */
static void what_is_told_is_cut_at_lines_and_characters(void **state)
{
    static char line[3][JOB_WHAT];
    char text[2000] = "một\n";
    struct job job;
    struct err e = {0};
    (void)state;
    for (int i = 0; i < 300; i++)
        strcat(text, "ế");
    strcat(text, "\nhai\nba\n");
    assert_int_equal(job_init(&job, &e), ERR_OK);
    job.line = calloc(1, sizeof *job.line);
    assert_non_null(job.line);
    *job.line = (struct job_line){.kind = WORK_SAID, .what = strdup("x"), .text = strdup(text)};
    job.lines = 1;
    assert_int_equal(job_last_lines(&job, line, 3), 3);
    assert_string_equal(line[1], "hai");
    assert_string_equal(line[2], "ba");
    assert_int_equal(strlen(line[0]) % strlen("ế"), 0);
    assert_memory_equal(line[0] + strlen(line[0]) - strlen("ế"), "ế", strlen("ế"));
    job.op = r.desk.setup.op[0];
    job_free(&job);
}

static void esc_stops_it_before_it_writes(void **state)
{
    (void)state;
    begin(&made_op_plain);
    desk_rig_press(&r, KEYPRESS_ENTER); /* the plan */
    desk_rig_press(&r, KEYPRESS_ESC);
    made_op_go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.written, 0);
    assert_true(desk_rig_shows(&r, "Stopped. Nothing was written."));
    assert_int_equal(r.desk.rans, 0);
}

static void behind_the_point_it_is_not_stopped(void **state)
{
    (void)state;
    begin(&made_op_plain);
    desk_rig_press(&r, KEYPRESS_ENTER);
    made_op_go_on();
    while (!job_is_writing(&r.desk.job))
        desk_rig_news(&r);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "Writing: it cannot stop half-way"));
    assert_false(desk_rig_shows(&r, "Esc stop")); /* nor is it offered, nor said otherwise */
    assert_false(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_press(&r, KEYPRESS_ESC);
    made_op_go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.written, 1);
    assert_true(desk_rig_shows(&r, "Done."));
    assert_int_equal(r.desk.rans, 1);
    assert_string_equal(r.desk.ran[0].line, "sathachctl plain ca-1");
}

static void a_passphrase_is_asked_once_in_the_desks_field(void **state)
{
    (void)state;
    made.is_keyed = true;
    begin(&made_op_looks);
    made_op_go_on();
    desk_rig_wait(&r);
    assert_true(r.desk.ask.is_open);
    assert_true(desk_rig_shows(&r, "Office passphrase"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    assert_false(desk_rig_shows(&r, "mat khau"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "came to 42"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_pass(&r, 60000);
    assert_true(desk_rig_shows(&r, "office key open, 9' left"));
    begin(&made_op_looks); /* the ring has it */
    made_op_go_on();
    desk_rig_wait(&r);
    assert_false(r.desk.ask.is_open);
    assert_true(desk_rig_shows(&r, "came to 42"));
}

static void try(const char *passphrase)
{
    begin(&made_op_looks);
    made_op_go_on();
    desk_rig_wait(&r);
    assert_true(r.desk.ask.is_open);
    desk_rig_type(&r, passphrase);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
}

/* What work asks for is guessed no faster than what the lock asks for. */
static void five_wrong_ones_wait_for_work_too(void **state)
{
    (void)state;
    made.is_keyed = true;
    for (int i = 0; i < LOCK_WRONG_MAX; i++) {
        try("mat khau nao do");
        assert_false(r.desk.ask.is_open);
        assert_false(desk_rig_shows(&r, "came to 42"));
        desk_rig_press(&r, KEYPRESS_ESC);
        desk_rig_press(&r, KEYPRESS_ESC);
    }
    try(DESK_RIG_OFFICE_PASS);
    assert_true(r.desk.ask.is_open); /* not taken */
    assert_true(desk_rig_says(&r, "Too many wrong ones: 30 seconds until the next."));
    assert_int_equal(desk_timeout_ms(&r.desk), 1000);
    desk_rig_pass(&r, 20000);
    assert_true(desk_rig_says(&r, "Too many wrong ones: 10 seconds until the next."));
    desk_rig_pass(&r, 10000);
    assert_false(desk_rig_says(&r, "Too many wrong ones"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "came to 42"));
    assert_int_equal(r.desk.wrong, 0);
}

static void refused_it_does_nothing(void **state)
{
    (void)state;
    made.is_keyed = true;
    begin(&made_op_looks);
    made_op_go_on();
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "no passphrase was typed"));
    assert_false(desk_rig_shows(&r, "Nothing was written.")); /* it never writes */
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    begin(&made_op_plain);
    made_op_go_on();
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "no passphrase was typed");
    desk_rig_expect(&r, "Nothing was written.");
    assert_int_equal(made.written, 0);
}

/* Locked in the middle of asking: the work ends, its result waits behind the lock. */
static void the_lock_ends_what_asks_and_its_result_waits(void **state)
{
    (void)state;
    made.is_keyed = true;
    begin(&made_op_looks);
    made_op_go_on();
    desk_rig_wait(&r);
    desk_rig_type(&r, "mat kh");
    desk_rig_ctrl(&r, 'K');
    while (!job_has_ended(&r.desk.job))
        desk_rig_news(&r);
    desk_ready(&r.desk);
    assert_true(r.desk.lock.is_on);
    assert_false(desk_rig_shows(&r, "no passphrase"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    while (r.desk.lock.is_on || r.desk.job.is_running)
        desk_rig_news(&r);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "no passphrase was typed"));
}

static void the_lock_lets_work_go_on_and_wipes_behind_it(void **state)
{
    (void)state;
    begin(&made_op_looks);
    desk_rig_ctrl(&r, 'K');
    assert_true(desk_rig_shows(&r, "Work under way goes on"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER); /* tried when the work has ended */
    assert_false(r.desk.lock.is_trying);
    made_op_go_on();
    while (r.desk.lock.is_on || r.desk.job.is_running)
        desk_rig_news(&r);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "came to 42"));
}

static void what_failed_half_way_is_marked_in_the_list(void **state)
{
    (void)state;
    made.ends = ERR_IO;
    begin(&made_op_plain);
    desk_rig_press(&r, KEYPRESS_ENTER);
    made_op_go_on();
    made_op_go_on();
    desk_rig_wait(&r);
    desk_rig_type(&r, "c");
    assert_true(desk_rig_shows(&r, "! 12:00 sathachctl plain ca-1"));
}

static void what_ended_otherwise_does_not_end_the_text(void **state)
{
    struct buf text;
    struct err e = {0};
    char path[SCRATCH_PATH + 64];
    (void)state;
    made.ends = ERR_CONFLICT;
    begin(&made_op_plain);
    desk_rig_press(&r, KEYPRESS_ENTER);
    made_op_go_on();
    made_op_go_on();
    desk_rig_wait(&r);
    desk_rig_type(&r, "c");
    desk_rig_ctrl(&r, 'S');
    snprintf(path, sizeof path, "%s/reports/commands-2026-11-29-1.sh", r.folder);
    buf_init(&text, 65536);
    assert_int_equal(file_read(path, 65536, &text, &e), ERR_OK);
    assert_non_null(strstr(buf_text(&text), "\nsathachctl plain ca-1 || [ $? -eq 14 ]\n"));
    buf_free(&text);
}

/* Secrets are seen once, and stand neither in the list nor in its text. */
static void the_list_is_written_as_a_text_without_secrets(void **state)
{
    struct buf text;
    struct err e = {0};
    char path[SCRATCH_PATH + 64];
    (void)state;
    made.is_said = true;
    begin(&made_op_plain);
    desk_rig_press(&r, KEYPRESS_ENTER);
    made_op_go_on();
    made_op_go_on();
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "Passphrase of the session: 5RJ4V VVFHQ   (shown this once)"));
    desk_rig_type(&r, "c");
    assert_false(desk_rig_shows(&r, "5RJ4V"));
    desk_rig_ctrl(&r, 'S');
    snprintf(path, sizeof path, "%s/reports/commands-2026-11-29-1.sh", r.folder);
    buf_init(&text, 65536);
    assert_int_equal(file_read(path, 65536, &text, &e), ERR_OK);
    assert_non_null(strstr(buf_text(&text), "\nsathachctl plain ca-1\n"));
    assert_null(strstr(buf_text(&text), "5RJ4V"));
    buf_free(&text);
    desk_rig_ctrl(&r, 'S'); /* never over another */
    assert_true(desk_rig_shows(&r, "reports/commands-2026-11-29-2.sh"));
}

/* Tells more than is kept, then one passphrase more than there is room for. */
static enum err_code run_flood(struct work *work, const void *request, void *reply, struct err *e)
{
    enum err_code rc = ERR_OK;
    (void)request;
    (void)reply;
    for (int i = 0; i <= JOB_LINES_MAX; i++)
        work_tell_line(work, "page", "no answer");
    for (int i = 0; rc == ERR_OK && i <= JOB_SECRETS_MAX; i++)
        rc = work_show(work, i < JOB_SECRETS_MAX - 1 ? "session" : "order", "x", "5RJ4V VVFHQ", e);
    return rc;
}

/* Lines may be dropped, and that is told; a passphrase is kept, or the operation is refused. */
static void no_passphrase_is_dropped(void **state)
{
    static const struct work_op flood_op = {
        .name = "flood", .field = MADE_OP_FIELDS, .run = run_flood};
    struct job_secret shown[JOB_SECRETS_MAX];
    struct work unseen = {0};
    struct err e = {0};
    struct job job;
    (void)state;
    assert_int_equal(job_init(&job, &e), ERR_OK);
    assert_int_equal(job_start(&job, &r.work, &flood_op, NULL, 0, &e), ERR_OK);
    job_finish(&job);
    assert_int_equal(job.lines, JOB_LINES_MAX);
    assert_int_equal(job.dropped, 1);
    assert_int_equal(job.rc, ERR_LIMIT);
    assert_int_equal(job_take_secrets(&job, shown), JOB_SECRETS_MAX);
    assert_string_equal(shown[0].text, "5RJ4V VVFHQ");
    assert_string_equal(shown[JOB_SECRETS_MAX - 1].role, "order");
    for (int i = 0; i < JOB_SECRETS_MAX; i++)
        job_free_secret(&shown[i]);
    job_free(&job);
    assert_int_equal(work_show(&unseen, "order", "x", "y", &e), ERR_USAGE);
}

static void it_is_left_while_work_is_under_way(void **state)
{
    (void)state;
    begin(&made_op_looks);
    made_op_go_on(); /* down() then frees a desk whose thread is still there */
    assert_true(r.desk.job.is_running);
}

#define WORK(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORK(what_looks_runs_at_once_and_shows_what_came_of_it),
        WORK(the_meter_comes_after_half_a_second),
        WORK(what_is_told_is_cut_at_lines_and_characters),
        WORK(esc_stops_it_before_it_writes),
        WORK(behind_the_point_it_is_not_stopped),
        WORK(a_passphrase_is_asked_once_in_the_desks_field),
        WORK(five_wrong_ones_wait_for_work_too),
        WORK(refused_it_does_nothing),
        WORK(the_lock_ends_what_asks_and_its_result_waits),
        WORK(the_lock_lets_work_go_on_and_wipes_behind_it),
        WORK(what_failed_half_way_is_marked_in_the_list),
        WORK(what_ended_otherwise_does_not_end_the_text),
        WORK(the_list_is_written_as_a_text_without_secrets),
        WORK(no_passphrase_is_dropped),
        WORK(it_is_left_while_work_is_under_way),
    };
    return cmocka_run_group_tests_name("work at the desk", tests, NULL, NULL);
}
