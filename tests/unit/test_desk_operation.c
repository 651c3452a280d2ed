/* The form of an operation at the desk: what is typed into it, the plan or the preview, the word,
 * what came of it, and the way back. */
#include "tests/lib/made_op.h"
#include "tools/desk/findings.h"
#include "tools/desk/fork.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/question.h"
#include "tools/desk/roster.h"
#include "tools/desk/rules.h"
#include "tools/desk/sheet.h"
#include "tools/work/fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

static void nothing_is_written_without_the_plan_and_enter(void **state)
{
    (void)state;
    begin(&made_op_plain);
    assert_int_equal(made.runs, 0);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_press(&r, KEYPRESS_ESC); /* back to the form, what was typed is there */
    assert_true(desk_rig_shows(&r, "sathachctl plain ca-1"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    operation_open(&r.desk, &made_op_plain); /* and is there when it is opened again */
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "sathachctl plain ca-1"));
    assert_int_equal(made.runs, 0);
}

static void its_own_preview_comes_first(void **state)
{
    (void)state;
    begin(&made_op_dry);
    made_op_go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.runs, 1);
    assert_int_equal(made.written, 0);
    assert_true(desk_rig_shows(&r, "ca-1 came to 42"));
    assert_true(desk_rig_shows(&r, "Enter or G does it"));
    assert_true(desk_rig_shows(&r, "sathachctl dry ca-1"));
    assert_false(desk_rig_shows(&r, "--dry-run"));
    assert_int_equal(r.desk.rans, 0);
    desk_rig_type(&r, "g");
    made_op_go_on();
    made_op_go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.written, 1);
    assert_string_equal(r.desk.ran[0].line, "sathachctl dry ca-1");
}

static void what_cannot_be_undone_wants_its_word(void **state)
{
    (void)state;
    begin(&made_op_worded);
    made_op_go_on();
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
    made_op_go_on();
    made_op_go_on();
    desk_rig_wait(&r);
    assert_int_equal(made.written, 1);
}

static void what_is_wrong_is_said_before_it_runs(void **state)
{
    (void)state;
    operation_open(&r.desk, &made_op_looks);
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
    operation_open(&r.desk, &made_op_looks);
    desk_rig_type(&r, "ca-1");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_type(&r, "tw");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_true(desk_rig_shows(&r, "sathachctl look ca-1 --kind two"));
}

/* Esc keeps what was typed: the foot says so, and only where it does. */
static void the_foot_says_that_a_form_is_kept(void **state)
{
    (void)state;
    operation_open(&r.desk, &made_op_plain);
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "Esc back");
    desk_rig_type(&r, "x");
    desk_rig_expect(&r, "Esc keep, go back");
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_expect(&r, "Esc back");
}

/* What is put aside has an end, and that is said: sixteen are kept, the oldest goes. */
static void the_oldest_draft_does_not_go_unsaid(void **state)
{
    char about[SCREEN_ABOUT];
    (void)state;
    for (int i = 0; i <= STACK_DRAFTS; i++) {
        assert_false(desk_rig_says(&r, "the oldest of them is gone"));
        operation_open(&r.desk, &made_op_plain);
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
    operation_open(&r.desk, &made_op_plain);
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

/* The form is there again as it was filled in; a field is emptied, and only files are looked
 * for. */
static void the_form_comes_again(void **state)
{
    (void)state;
    begin(&made_op_looks);
    made_op_go_on();
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
        made_op_go_on();
        made_op_go_on();
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

/* A command that an error names for the signed sheet has a screen here, one key away. */
static void what_wants_the_sheet_leads_to_it(void **state)
{
    (void)state;
    made.ends = ERR_POLICY;
    made.says = "ca-1: 7 rows of the signed sheet are missing: sathachctl sheet ca-1";
    begin(&made_op_looks);
    made_op_go_on();
    desk_rig_wait(&r);
    desk_rig_expect(&r, "V leads to the signed sheet, to type its rows.");
    desk_rig_expect(&r, "V signed sheet");
    desk_rig_type(&r, "v");
    assert_string_equal(desk_rig_top(&r), "sheet");
    assert_string_equal(stack_top(&r.desk)->about, "ca-1");
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
        WORK(nothing_is_written_without_the_plan_and_enter),
        WORK(its_own_preview_comes_first),
        WORK(what_cannot_be_undone_wants_its_word),
        WORK(what_is_wrong_is_said_before_it_runs),
        WORK(a_choice_is_a_list),
        WORK(the_foot_says_that_a_form_is_kept),
        WORK(the_oldest_draft_does_not_go_unsaid),
        WORK(too_much_for_a_field_does_no_harm),
        WORK(a_chooser_begins_with_nothing),
        WORK(too_many_screens_are_refused),
        WORK(the_form_comes_again),
        WORK(what_was_shown_at_once_goes_back),
        WORK(what_wants_the_sheet_leads_to_it),
        WORK(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("operations at the desk", tests, NULL, NULL);
}
