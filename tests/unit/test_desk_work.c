/* Work under way at the desk: the meter, what is told, the stop up to the point of writing, the
 * passphrase in the desk's field, the lock meanwhile; preview, word, result, the commands run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_rig.h"
#include "tools/desk/findings.h"
#include "tools/desk/fork.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/question.h"
#include "tools/desk/roster.h"
#include "tools/desk/rules.h"
#include "tools/desk/sheet.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"

#include <semaphore.h>

static struct desk_rig r;

/* ---- an operation whose steps the test lets go ---- */

struct made_request {
    const char *name, *kind;
    bool is_dry;
};
struct made_reply {
    int sum;
};
static sem_t step;
static struct {
    int runs, written, forgotten;
    bool is_keyed, is_said;
    enum err_code ends;
} made;

static void go_on(void)
{
    sem_post(&step);
}

static void pause_here(void)
{
    while (sem_wait(&step) != 0)
        ;
}

static enum err_code run_made(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct made_request *q = request;
    struct made_reply *answer = reply;
    struct workspace w;
    struct keys_secret *key;
    bool writes = !q->is_dry && r.desk.job.op->use & WORK_WRITES;
    made.runs++;
    work_tell_progress(work, "reading", 33, 100, 0);
    work_tell_line(work, "page 7", "no answer");
    pause_here();
    enum err_code rc = made.is_keyed ? office_workspace(work, &w, e) : ERR_OK;
    if (made.is_keyed && rc == ERR_OK) {
        rc = ring_key(work, &w, KEYS_OFFICE, &key, e);
        workspace_close(&w);
    }
    if (rc == ERR_OK && writes)
        rc = work_point(work, e);
    else if (rc == ERR_OK)
        rc = work_check_stop(work, e);
    if (rc == ERR_OK && writes) {
        pause_here();
        made.written++;
    }
    if (rc == ERR_OK && made.is_said)
        rc = work_show(work, "session", "session", "5RJ4V VVFHQ", e);
    answer->sum = 42;
    return rc == ERR_OK ? made.ends : rc;
}

static void forget_made(void *reply)
{
    (void)reply;
    made.forgotten++;
}

static void say_made(const void *request, const void *reply, struct buf *out)
{
    const struct made_request *q = request;
    buf_printf(out, "%s came to %d\n", q->name, ((const struct made_reply *)reply)->sum);
}

static const struct work_field FIELDS[] = {
    {.value = "NAME",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = offsetof(struct made_request, name)},
    {"--kind", "one|two", WORK_OPTIONAL, "which", .kind = WORK_CHOICE,
     .at = offsetof(struct made_request, kind)},
    {"--dry-run", NULL, WORK_OPTIONAL, "only says", .kind = WORK_FLAG,
     .at = offsetof(struct made_request, is_dry)},
    {0}};
#define MADE(id, called, flag, with_word, uses) \
    static const struct work_op id = {.name = called, \
                                      .words = "NAME", \
                                      .help = "Makes it up. And more.", \
                                      .field = FIELDS, \
                                      .request = sizeof(struct made_request), \
                                      .reply = sizeof(struct made_reply), \
                                      .use = uses, \
                                      .run = run_made, \
                                      .forget = forget_made, \
                                      .preview = flag, \
                                      .word = with_word, \
                                      .say = say_made}
MADE(looks_op, "look", NULL, NULL, WORK_LOOKS);
MADE(plain_op, "plain", NULL, NULL, WORK_WRITES);
MADE(dry_op, "dry", "--dry-run", NULL, WORK_WRITES);
MADE(worded_op, "worded", "--dry-run", "KY", WORK_WRITES);
static const struct work_op *const OPS[] = {&looks_op, &plain_op, &dry_op, &worded_op, NULL};

static int up(void **state)
{
    (void)state;
    memset(&made, 0, sizeof made);
    sem_init(&step, 0, 0);
    desk_rig_open(&r, OPS, true);
    return 0;
}

static int down(void **state)
{
    (void)state;
    go_on();
    go_on();
    desk_rig_close(&r);
    sem_destroy(&step);
    return 0;
}

/* The form of an operation, its name typed, sent off. */
static void begin(const struct work_op *op)
{
    operation_open(&r.desk, op);
    desk_rig_type(&r, "ca-1");
    desk_rig_ctrl(&r, 'S');
}

static void what_looks_runs_at_once_and_shows_what_came_of_it(void **state)
{
    (void)state;
    begin(&looks_op);
    assert_true(r.desk.job.is_running);
    desk_rig_type(&r, "qhgl"); /* keys do nothing now */
    desk_rig_ctrl(&r, 'E');
    assert_true(r.desk.job.is_running);
    assert_true(r.desk.is_english); /* the language stays while the thread works */
    go_on();
    go_on();
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "ca-1 came to 42"));
    assert_true(desk_rig_shows(&r, "page 7: no answer"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl look ca-1"));
    assert_int_equal(made.forgotten, 1);
}

static void the_meter_comes_after_half_a_second(void **state)
{
    (void)state;
    begin(&looks_op);
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
    begin(&plain_op);
    desk_rig_press(&r, KEYPRESS_ENTER); /* the plan */
    desk_rig_press(&r, KEYPRESS_ESC);
    go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.written, 0);
    assert_true(desk_rig_shows(&r, "Stopped. Nothing was written."));
    assert_int_equal(r.desk.rans, 0);
}

static void behind_the_point_it_is_not_stopped(void **state)
{
    (void)state;
    begin(&plain_op);
    desk_rig_press(&r, KEYPRESS_ENTER);
    go_on();
    while (!job_is_writing(&r.desk.job))
        desk_rig_news(&r);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "Writing: it cannot stop half-way"));
    assert_false(desk_rig_shows(&r, "Esc stop")); /* nor is it offered, nor said otherwise */
    assert_false(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_press(&r, KEYPRESS_ESC);
    go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.written, 1);
    assert_true(desk_rig_shows(&r, "Done."));
    assert_int_equal(r.desk.rans, 1);
    assert_string_equal(r.desk.ran[0].line, "sathachctl plain ca-1");
}

static void nothing_is_written_without_the_plan_and_enter(void **state)
{
    (void)state;
    begin(&plain_op);
    assert_int_equal(made.runs, 0);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_press(&r, KEYPRESS_ESC); /* back to the form, what was typed is there */
    assert_true(desk_rig_shows(&r, "sathachctl plain ca-1"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    operation_open(&r.desk, &plain_op); /* and is there when it is opened again */
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "sathachctl plain ca-1"));
    assert_int_equal(made.runs, 0);
}

static void its_own_preview_comes_first(void **state)
{
    (void)state;
    begin(&dry_op);
    go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.runs, 1);
    assert_int_equal(made.written, 0);
    assert_true(desk_rig_shows(&r, "ca-1 came to 42"));
    assert_true(desk_rig_shows(&r, "Enter or G does it"));
    assert_true(desk_rig_shows(&r, "sathachctl dry ca-1"));
    assert_false(desk_rig_shows(&r, "--dry-run"));
    assert_int_equal(r.desk.rans, 0);
    desk_rig_type(&r, "g");
    go_on();
    go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.written, 1);
    assert_string_equal(r.desk.ran[0].line, "sathachctl dry ca-1");
}

static void what_cannot_be_undone_wants_its_word(void **state)
{
    (void)state;
    begin(&worded_op);
    go_on();
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Type KY, then Enter"));
    desk_rig_press(&r, KEYPRESS_ENTER); /* nothing typed */
    desk_rig_type(&r, "g");
    desk_rig_press(&r, KEYPRESS_ENTER); /* another word */
    assert_true(desk_rig_shows(&r, "another word; nothing was done"));
    assert_int_equal(made.runs, 1);
    desk_rig_type(&r, "ký");
    desk_rig_press(&r, KEYPRESS_ENTER);
    go_on();
    go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.written, 1);
}

static void what_is_wrong_is_said_before_it_runs(void **state)
{
    (void)state;
    operation_open(&r.desk, &looks_op);
    desk_rig_ctrl(&r, 'S');
    assert_true(desk_rig_shows(&r, "x NAME: is needed"));
    desk_rig_type(&r, "Ca 1");
    desk_rig_ctrl(&r, 'S');
    assert_true(desk_rig_shows(&r, "1 to 32 of a-z, 0-9 and -"));
    assert_int_equal(made.runs, 0);
}

static void a_choice_is_a_list(void **state)
{
    (void)state;
    operation_open(&r.desk, &looks_op);
    desk_rig_type(&r, "ca-1");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_type(&r, "tw");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_true(desk_rig_shows(&r, "sathachctl look ca-1 --kind two"));
}

static void a_passphrase_is_asked_once_in_the_desks_field(void **state)
{
    (void)state;
    made.is_keyed = true;
    begin(&looks_op);
    go_on();
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
    begin(&looks_op); /* the ring has it */
    go_on();
    desk_rig_wait(&r);
    assert_false(r.desk.ask.is_open);
    assert_true(desk_rig_shows(&r, "came to 42"));
}

static void try(const char *passphrase)
{
    begin(&looks_op);
    go_on();
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
    begin(&looks_op);
    go_on();
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "no passphrase was typed"));
}

/* Locked in the middle of asking: the work ends, its result waits behind the lock. */
static void the_lock_ends_what_asks_and_its_result_waits(void **state)
{
    (void)state;
    made.is_keyed = true;
    begin(&looks_op);
    go_on();
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
    begin(&looks_op);
    desk_rig_ctrl(&r, 'K');
    assert_true(desk_rig_shows(&r, "Work under way goes on"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER); /* tried when the work has ended */
    assert_false(r.desk.lock.is_trying);
    go_on();
    while (r.desk.lock.is_on || r.desk.job.is_running)
        desk_rig_news(&r);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "came to 42"));
}

static void what_failed_half_way_is_marked_in_the_list(void **state)
{
    (void)state;
    made.ends = ERR_IO;
    begin(&plain_op);
    desk_rig_press(&r, KEYPRESS_ENTER);
    go_on();
    go_on();
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
    begin(&plain_op);
    desk_rig_press(&r, KEYPRESS_ENTER);
    go_on();
    go_on();
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
    begin(&plain_op);
    desk_rig_press(&r, KEYPRESS_ENTER);
    go_on();
    go_on();
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
    static const struct work_op flood_op = {.name = "flood", .field = FIELDS, .run = run_flood};
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

/* What is put aside has an end, and that is said: sixteen are kept, the oldest goes. */
static void the_oldest_draft_does_not_go_unsaid(void **state)
{
    char about[SCREEN_ABOUT];
    (void)state;
    for (int i = 0; i <= STACK_DRAFTS; i++) {
        assert_false(desk_rig_says(&r, "the oldest of them is gone"));
        operation_open(&r.desk, &plain_op);
        snprintf(about, sizeof about, "form %d", i);
        strcpy(stack_top(&r.desk)->about, about);
        desk_rig_press(&r, KEYPRESS_ESC);
    }
    assert_true(desk_rig_says(&r, "the oldest of them is gone"));
    assert_int_equal(r.desk.drafts, STACK_DRAFTS);
    assert_string_equal(r.desk.draft[0]->about, "form 1");
}

/* A name of two hundred letters, and a megabyte from the clipboard, end in a field or are cut:
 * nothing is run, and the field still takes what is typed. */
static void too_much_for_a_field_does_no_harm(void **state)
{
    const struct keypress letter = {.kind = KEYPRESS_CHAR, .cp = 0x1EA1, .is_pasted = true};
    (void)state;
    operation_open(&r.desk, &plain_op);
    for (int i = 0; i < 200; i++)
        desk_rig_type(&r, "a");
    desk_rig_ctrl(&r, 'S');
    assert_false(r.desk.job.is_running);
    assert_true(desk_rig_shows(&r, "1 to 32 of a-z"));
    desk_rig_ctrl(&r, 'U');
    for (int i = 0; i < 1024 * 1024 / 3; i++)
        desk_key(&r.desk, &letter);
    desk_key(&r.desk, &(struct keypress){.kind = KEYPRESS_PASTE, .is_pasted = true});
    desk_draw(&r.desk, &r.v);
    assert_false(r.desk.job.is_running);
    desk_rig_ctrl(&r, 'U');
    desk_rig_type(&r, "ca-1");
    assert_true(desk_rig_shows(&r, "sathachctl plain ca-1"));
}

/* Whatever stands in what a chooser is given, it writes anew, found or failed. */
static void a_chooser_begins_with_nothing(void **state)
{
    static work_choose *const ALL[] = {fields_banks, fields_sessions, fields_profiles};
    struct work nowhere = {.folder = "/nowhere"};
    struct err e = {0};
    (void)state;
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++) {
        struct work_choices out;
        memset(&out, 0xa5, sizeof out);
        assert_int_equal(ALL[i](&r.work, NULL, &out, &e), ERR_OK);
        fields_free_choices(&out);
        memset(&out, 0xa5, sizeof out);
        if (ALL[i](&nowhere, NULL, &out, &e) != ERR_OK)
            assert_int_equal(out.count, 0);
        fields_free_choices(&out);
    }
}

/* Too deep: the top one says so, and nobody touches the screen that was refused. */
static void too_many_screens_are_refused(void **state)
{
    (void)state;
    while (r.desk.screens < STACK_DEPTH)
        page_open(&r.desk, "office", "a page", "");
    struct screen *top = stack_top(&r.desk);
    findings_open(&r.desk, "mau");
    fork_open(&r.desk, "ca-1", "01");
    roster_open(&r.desk);
    rules_open(&r.desk, 0, "/nowhere.ini");
    sheet_open(&r.desk, "ca-1");
    question_open(&r.desk, "mau", "4.1.gift:1", NULL, "");
    operation_preview(&r.desk, "sathachctl plain ca-1");
    assert_ptr_equal(stack_top(&r.desk), top);
    assert_false(r.desk.job.is_running);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_says(&r, "Too many screens lie above each other"));
}

static void it_is_left_while_work_is_under_way(void **state)
{
    (void)state;
    begin(&looks_op);
    go_on(); /* down() then frees a desk whose thread is still there */
    assert_true(r.desk.job.is_running);
}

/* The form is there again as it was filled in; a field is emptied, and only files are looked
 * for. */
static void the_form_comes_again(void **state)
{
    (void)state;
    begin(&looks_op);
    go_on();
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "came to 42"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Ctrl-S go on"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl look ca-1"));
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_ctrl(&r, 'F');
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_ctrl(&r, 'U');
    desk_rig_ctrl(&r, 'S');
    assert_true(desk_rig_shows(&r, "x NAME: is needed"));
}

/* Shown at once and done, it goes back to where it was asked for; R opens its form all the same. */
static void what_was_shown_at_once_goes_back(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        go_on();
        go_on();
        operation_preview(&r.desk, "sathachctl plain ca-1");
        desk_draw(&r.desk, &r.v);
        desk_rig_expect(&r, "NOTHING WRITTEN YET");
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
        assert_true(desk_rig_shows(&r, "came to 42"));
        if (i)
            desk_rig_type(&r, "r");
        else
            desk_rig_press(&r, KEYPRESS_ENTER);
        assert_string_equal(desk_rig_top(&r), i ? "operation" : "start");
    }
    assert_true(desk_rig_shows(&r, "Ctrl-S go on"));
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&operation_screen);
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
        WORK(nothing_is_written_without_the_plan_and_enter),
        WORK(its_own_preview_comes_first),
        WORK(what_cannot_be_undone_wants_its_word),
        WORK(what_is_wrong_is_said_before_it_runs),
        WORK(a_choice_is_a_list),
        WORK(a_passphrase_is_asked_once_in_the_desks_field),
        WORK(five_wrong_ones_wait_for_work_too),
        WORK(refused_it_does_nothing),
        WORK(the_lock_ends_what_asks_and_its_result_waits),
        WORK(the_lock_lets_work_go_on_and_wipes_behind_it),
        WORK(what_failed_half_way_is_marked_in_the_list),
        WORK(what_ended_otherwise_does_not_end_the_text),
        WORK(the_list_is_written_as_a_text_without_secrets),
        WORK(no_passphrase_is_dropped),
        WORK(the_oldest_draft_does_not_go_unsaid),
        WORK(too_much_for_a_field_does_no_harm),
        WORK(a_chooser_begins_with_nothing),
        WORK(too_many_screens_are_refused),
        WORK(it_is_left_while_work_is_under_way),
        WORK(the_form_comes_again),
        WORK(what_was_shown_at_once_goes_back),
        WORK(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("work at the desk", tests, NULL, NULL);
}
