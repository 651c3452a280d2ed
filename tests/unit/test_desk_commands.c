/* What an office with an exam tells the desk: what waits in it, and among the commands run what its
 * log tells, and below it what this desk did. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_office.h"
#include "tests/lib/drawn.h"
#include "tools/desk/commands_run.h"
#include "tools/desk/find_parts.h"
#include "tools/desk/operation.h"
#include "tools/desk/start_parts.h"
#include "tools/work/backup.h"
#include "tools/work/bank_seal.h"

static struct desk_office made, office;
static struct desk_rig r;
static const struct work_op *const OPS[] = {&bank_seal_op, &backup_op, &find_op, NULL};

static int up_all(void **state)
{
    (void)state;
    desk_office_make_exam(&made);
    return 0;
}

static int down_all(void **state)
{
    (void)state;
    desk_office_remove(&made);
    return 0;
}

static int up(void **state)
{
    (void)state;
    desk_office_begin(&made, &office, &r, OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&office, &r);
    return 0;
}

static struct commands_run *commands(void)
{
    assert_string_equal(desk_rig_top(&r), "commands");
    return (struct commands_run *)stack_top(&r.desk);
}

static void open_commands(void)
{
    desk_rig_type(&r, "c");
    desk_rig_wait(&r);
}

static void seal(void)
{
    operation_preview(&r.desk, "sathachctl bank seal mau");
    desk_rig_wait(&r);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_int_equal(r.desk.rans, 1);
}

static char *told(struct buf *out)
{
    struct screen *s = stack_top(&r.desk);
    buf_init(out, 65536);
    s->ops->tell(s, out);
    return (char *)(uintptr_t)buf_text(out);
}

/* ---- the log ---- */

static void the_log_stands_above(void **state)
{
    (void)state;
    open_commands();
    size_t lines = commands_log_lines(commands()->log);
    assert_true(lines > 10); /* from the office's first line to the last grading */
    assert_int_equal(commands_log_number(commands()->log, 0), 1);
    desk_rig_expect(&r, "Nothing was written yet since the desk was opened.");
    assert_int_equal(commands()->table.at, lines); /* on the rule, the newest there is */
    desk_rig_press(&r, KEYPRESS_HOME);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), " init"));
    desk_rig_expect(&r, "Command: sathachctl log show --since 1");
    desk_rig_ctrl(&r, 'S'); /* nothing of this run: no text */
    desk_rig_expect(&r, "Nothing was written yet.");
}

/* The desk's own command stands last, the log's newest line above; the text is of the first
 * alone. */
static void what_this_desk_did_stands_below(void **state)
{
    char path[SCRATCH_PATH + 64], last[64];
    struct buf text, all;
    struct err e = {0};
    (void)state;
    seal();
    open_commands();
    desk_rig_expect(&r, "Since the desk was opened");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "sathachctl bank seal mau"));
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_press(&r, KEYPRESS_UP);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), " graded ca-1"));
    assert_int_equal(drawn_role(&r.v, r.v.cursor_row - 1, 40), CANVAS_DIM);
    size_t lines = commands_log_lines(commands()->log);
    snprintf(last, sizeof last, "\n%zu. sathachctl bank seal mau\n", lines + 2);
    assert_non_null(strstr(told(&all), last));
    buf_free(&all);
    desk_rig_ctrl(&r, 'S');
    snprintf(path, sizeof path, "%s/reports/commands-2026-11-29-1.sh", office.folder);
    buf_init(&text, 65536);
    assert_int_equal(file_read(path, 65536, &text, &e), ERR_OK);
    assert_non_null(strstr(buf_text(&text), "\nsathachctl bank seal mau\n"));
    assert_null(strstr(buf_text(&text), "graded"));
    buf_free(&text);
}

/* One sentence says why; what the desk did stands there all the same. */
static void a_log_that_cannot_be_read_is_one_sentence(void **state)
{
    char path[SCRATCH_PATH + 16];
    (void)state;
    seal();
    snprintf(path, sizeof path, "%s/log/mark", office.folder);
    desk_office_write(path, "no mark\n");
    open_commands();
    assert_int_equal(commands_log_lines(commands()->log), 0);
    assert_true(commands_log_trouble(commands()->log)[0] != '\0');
    assert_true(desk_rig_says(&r, commands_log_trouble(commands()->log)));
    assert_false(desk_rig_shows(&r, "Since the desk was opened"));
    desk_rig_expect(&r, "sathachctl bank seal mau");
}

/* The log comes after the screen: the cursor stays on its command. */
static void keys_go_on_while_it_is_read(void **state)
{
    (void)state;
    seal();
    r.hangs = true;
    commands_run_open(&r.desk);
    desk_draw(&r.desk, &r.v);
    assert_int_equal(commands()->table.at, 0);
    desk_rig_press(&r, KEYPRESS_DOWN);
    r.hangs = false;
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(commands_log_lines(commands()->log) > 0);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "sathachctl bank seal mau"));
}

/* ---- what was found, when the office has changed ---- */

/* Whatever is written into the log: what was found is looked for again, unasked, and the cursor
 * stays on its paper; what this desk ran is no longer by it. */
static void what_was_found_is_looked_for_again_when_the_log_grew(void **state)
{
    (void)state;
    seal(); /* and with it the office's key is open */
    find_open(&r.desk);
    desk_rig_type(&r, "nguyen");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "find");
    struct find_list *f = (struct find_list *)stack_top(&r.desk);
    assert_non_null(f->reply);
    assert_true(f->count > 0);
    assert_true(f->reply->row[0].receipt[0]); /* collected, whether it is graded or not */
    desk_rig_pass(&r, 0);
    assert_true(f->lines > 0);
    desk_rig_press(&r, KEYPRESS_DOWN);
    size_t at = f->table.at, rans = r.desk.rans;
    const struct find_reply *before = f->reply;
    desk_rig_pass(&r, 11000);
    desk_rig_wait(&r);
    assert_ptr_equal(f->reply, before); /* nothing was written */
    f->lines--;
    desk_rig_pass(&r, 11000);
    desk_rig_wait(&r);
    assert_ptr_not_equal(f->reply, before);
    assert_int_equal(f->table.at, at);
    assert_int_equal(r.desk.rans, rans);
}

/* ---- what waits, over an office that has all of it ---- */

/* Each row of the first screen leads to a screen that can end it, the council's among them. */
static void what_waits_for_the_council_leads_to_it(void **state)
{
    size_t forks = 0;
    (void)state;
    desk_rig_pass(&r, 11000);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "start");
    struct start *s = (struct start *)stack_top(&r.desk);
    assert_true(s->waiting.rows > 0);
    desk_rig_press(&r, KEYPRESS_HOME);
    for (size_t i = 0; i < s->waiting.rows; i++) {
        const struct waiting_row row = s->waiting.row[s->table.at];
        bool is_fork = row.kind == WAITING_FORK;
        forks += is_fork;
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
        assert_string_not_equal(desk_rig_top(&r), "start");
        assert_string_not_equal(desk_rig_top(&r), "page");
        if (is_fork) {
            assert_string_equal(desk_rig_top(&r), "fork");
            assert_non_null(strstr(row.command, "sathachctl paper ca-1 "));
            assert_non_null(strstr(row.command, row.paper));
            assert_non_null(strstr(row.text, "has journals that part: the council decides"));
        }
        while (strcmp(desk_rig_top(&r), "start") != 0)
            desk_rig_press(&r, KEYPRESS_ESC);
        desk_rig_wait(&r);
        desk_rig_press(&r, KEYPRESS_DOWN);
    }
    assert_int_equal(forks, 1);
}

/* ---- its picture ---- */

#define LINE(n, at, by, what, of, subj, tail) \
    { \
        .number = n, .time = at, .who = by, .kind = what, .session = of, .subject = subj, \
        .hash = "-", .more = tail \
    }

static void each_line_has_its_day_and_who(void **state)
{
    static const struct log_line LINES[] = {
        LINE(1, "2026-11-20T01:30:00Z", "thu", LOG_INIT, "-", "-", ""),
        LINE(2, "2026-11-20T02:10:00Z", "thu", LOG_BANK, "-", "ngan-hang", "questions=3461"),
        LINE(3, "2026-11-24T08:02:11Z", "nguyen.thi.hanh", LOG_SESSION, "ca-2", "ca-2.session",
             "papers=110 sheet=sample"),
        LINE(4, "2026-11-29T05:48:00Z", "thu", LOG_ANSWERS, "ca-2",
             "ca-2.0031.3f2a91c05d7700e1.answers", "")};
    enum { LINE_COUNT = sizeof LINES / sizeof LINES[0] };
    const struct log_line *line[LINE_COUNT];
    (void)state;
    seal();
    open_commands();
    struct commands_run *c = commands();
    const struct log_line **was = c->log->reply.line;
    size_t lines = c->log->reply.lines;
    for (size_t i = 0; i < LINE_COUNT; i++)
        line[i] = &LINES[i];
    c->log->reply.line = line;
    c->log->reply.lines = LINE_COUNT;
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_golden(&r, "commands");
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_golden(&r, "commands-line");
    c->log->reply.line = was;
    c->log->reply.lines = lines;
}

int main(void)
{
#define RUN(test) cmocka_unit_test_setup_teardown(test, up, down)
    const struct CMUnitTest tests[] = {RUN(the_log_stands_above),
                                       RUN(what_this_desk_did_stands_below),
                                       RUN(a_log_that_cannot_be_read_is_one_sentence),
                                       RUN(what_was_found_is_looked_for_again_when_the_log_grew),
                                       RUN(keys_go_on_while_it_is_read),
                                       RUN(what_waits_for_the_council_leads_to_it),
                                       RUN(each_line_has_its_day_and_who)};
    return cmocka_run_group_tests(tests, up_all, down_all);
}
