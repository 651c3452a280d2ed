/* Where a decision at the desk is reached from: two journals, what waits, a decided row, the list
 * of commands; what was typed waits for whoever begins it. And what is looked at by a word. */
#include "app/core/file.h"
#include "tests/lib/decide_rig.h"
#include "tools/desk/fork.h"
#include "tools/desk/operation.h"
#include "tools/desk/reconcile.h"
#include "tools/work/waiting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct desk_rig r;
static struct desk_office made, office;

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
    desk_office_begin(&made, &office, &r, DECIDE_RIG_OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&office, &r);
    return 0;
}

static void expect_reason(const char *text)
{
    assert_string_equal(decide_rig_decision(&r)->asked.text[DECIDE_REASON], text);
}

/* Whichever screen begins a decision on the same thing finds what was typed, and puts in what it
 * knows; what was typed is not lost by a preview either. */
static void what_was_typed_waits_for_whoever_decides_it(void **state)
{
    (void)state;
    decide_rig_open_form(&r, "paper 0002"); /* as reconciling begins it */
    decide_rig_type_into(&r, DECIDE_REASON, "Máy 2 hỏng");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    fork_open(&r.desk, "ca-1", "0002");
    desk_rig_wait(&r);
    desk_rig_type(&r, "b"); /* as two journals do */
    expect_reason("Máy 2 hỏng");
    assert_string_equal(decide_rig_decision(&r)->asked.text[DECIDE_RULING], "journal");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    decide_rig_expect_preview(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_FORM);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "fork");
    desk_rig_type(&r, "y");
    expect_reason("Máy 2 hỏng");
    assert_string_equal(decide_rig_decision(&r)->asked.text[DECIDE_RULING], "annul");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    decide_rig_open_form(&r, "paper 0001"); /* another one's is not taken */
    expect_reason("");
    desk_rig_press(&r, KEYPRESS_ESC);
    decide_rig_open_form(&r, ""); /* no thing named: the one begun last */
    expect_reason("Máy 2 hỏng");
    assert_string_equal(decide_rig_decision(&r)->asked.text[DECIDE_WHICH], "0002");
}

/* What is changed in the form is what it is about, and what goes with the desk is said before. */
static void a_draft_is_about_what_stands_in_it(void **state)
{
    (void)state;
    decide_rig_open_form(&r, "question");
    desk_rig_ctrl(&r, 'Q'); /* nothing was typed */
    assert_true(r.desk.quit);
    r.desk.quit = false;
    desk_rig_expect(&r, "Esc back");
    desk_rig_type(&r, "0001:3");
    desk_rig_work(&r, KEYPRESS_DOWN);
    decide_rig_type_into(&r, DECIDE_REASON, "Hai đáp án");
    desk_rig_expect(&r, "Esc keep, go back");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_ctrl(&r, 'Q');
    assert_false(r.desk.quit);
    desk_rig_expect(&r, "1 form holds what is not written");
    assert_true(desk_rig_says(&r, "A decision on ca-1"));
    decide_rig_open_form(&r, "question 0001:3");
    expect_reason("Hai đáp án");
    desk_rig_press(&r, KEYPRESS_ESC);
    decide_rig_open_form(&r, "question 0001:4");
    expect_reason("");
}

/* ---- where it is reached from ---- */

/* Begun on a paper and turned to a question: the paper's number is none of those, its ruling is on
 * no question. */
static void what_it_is_on_takes_the_rest_along(void **state)
{
    (void)state;
    decide_rig_open_form(&r, "paper 0002 annul");
    decide_rig_go_to(&r, DECIDE_ON);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_type(&r, "question");
    desk_rig_press(&r, KEYPRESS_ENTER);
    const struct decide *d = decide_rig_decision(&r);
    assert_string_equal(d->asked.text[DECIDE_ON], "question");
    assert_string_equal(d->asked.text[DECIDE_WHICH], "");
    assert_string_equal(d->asked.text[DECIDE_RULING], "");
}

static void two_journals_lead_to_it(void **state)
{
    static const struct {
        const char *key, *command;
    } WAYS[] = {{"a", "decide ca-1 paper 0002 journal "},
                {"b", "decide ca-1 paper 0002 journal "},
                {"y", "decide ca-1 paper 0002 annul"}};
    char first[100] = "";
    (void)state;
    fork_open(&r.desk, "ca-1", "0002");
    desk_rig_wait(&r);
    for (int i = 0; i < 3; i++) {
        desk_rig_type(&r, WAYS[i].key);
        desk_rig_expect(&r, WAYS[i].command);
        const char *row = decide_rig_decision(&r)->asked.text[DECIDE_MORE];
        assert_string_not_equal(row, first);
        strcpy(first, row);
        desk_rig_work(&r, KEYPRESS_ESC);
        assert_string_equal(desk_rig_top(&r), "fork");
    }
    desk_rig_type(&r, "p"); /* the journals on a sheet */
    desk_rig_wait(&r);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "tap-duot-paper-0002.pdf");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "fork");
    desk_rig_type(&r, "b");
    decide_rig_type_into(&r, DECIDE_REASON, "Máy 2 hỏng");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    decide_rig_expect_preview(&r);
    desk_rig_expect(&r, "Awaiting the council →"); /* the score, for the first time */
    desk_rig_expect(&r, "1 paper with more points: it is graded by the journal that stands");
    assert_int_equal(decide_rig_decision(&r)->changes.count, 1);
}

/* Each way in which points move is told with its reason, and that none do with that, too. */
static void why_points_change_is_said(void **state)
{
    static const struct {
        enum decision_ruling ruling;
        uint32_t after[2];
        size_t papers;
        const char *said;
    } CASES[] = {
        {DECISION_ACCEPT,
         {21, 19},
         2,
         "1 paper with more points: the option chosen is right by this ruling\n"
         "1 paper with fewer points: it had the points until now; the option chosen is not right "
         "by this ruling\n"},
        {DECISION_VOID,
         {21, 21},
         2,
         "2 papers with more points: the question counts as answered right for whoever had it\n"},
        {DECISION_VOID,
         {20, 20},
         2,
         "Whoever had the question and is graded has its points already.\n"},
        {DECISION_KEY, {20, 20}, 0, "The question stands on no paper of this session.\n"},
        {DECISION_AS_IS, {20, 20}, 0, "Every paper comes out as it did before.\n"},
        {DECISION_JOURNAL,
         {20, 25},
         0,
         "1 paper with more points: it is graded by the journal that stands\n"}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct result before[2] = {{.total = 20}, {.total = 20}},
                      after[2] = {{.total = CASES[i].after[0]}, {.total = CASES[i].after[1]}};
        struct decision decision = {.ruling = CASES[i].ruling};
        struct decide_reply reply = {.before = {.row = before, .count = 2},
                                     .after = {.row = after, .count = 2},
                                     .decision = &decision,
                                     .papers = CASES[i].papers};
        struct buf said;
        buf_init(&said, 4096);
        decide_say_why(&reply, &said);
        assert_string_equal(buf_text(&said), CASES[i].said);
        buf_free(&said);
    }
}

static size_t count_forks(void)
{
    struct waiting_reply reply = {0};
    struct err e = {0};
    size_t n = 0;
    assert_int_equal(waiting_op.run(&r.work, &(struct waiting_request){0}, &reply, &e), ERR_OK);
    for (size_t i = 0; i < reply.rows; i++)
        n += reply.row[i].kind == WAITING_FORK && strcmp(reply.row[i].paper, "0002") == 0 &&
             strcmp(reply.row[i].about, "ca-1") == 0;
    waiting_op.forget(&reply);
    return n;
}

/* The first screen says which paper, Enter shows its journals; decided, it waits no more. */
static void a_paper_that_parts_waits_in_a_row_of_its_own(void **state)
{
    (void)state;
    desk_rig_expect(&r, "paper 0002 has journals that part: the council decides");
    assert_false(desk_rig_says(&r, "waited for the council")); /* told once */
    assert_int_equal(count_forks(), 1);
    desk_rig_type(&r, "/journals that part");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "fork");
    desk_rig_type(&r, "b");
    decide_rig_type_into(&r, DECIDE_REASON, "Máy 2 hỏng");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    decide_rig_sign(&r, "KY");
    assert_true(decide_rig_is_written(&r, 1));
    assert_int_equal(count_forks(), 0);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "fork");
    desk_rig_expect(&r, "Decision 1 (");
    desk_rig_expect(&r, ") took one of them; the others do not count.");
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){.session = "ca-1",
                                             .ruling = {(char *[]){(char *)"undo", (char *)"1"}, 2},
                                             .reason = "x"});
    assert_int_equal(count_forks(), 1);
}

/* A decision is answered by its undo, offered filled in: on the row that says what was decided. */
static void a_decided_row_offers_its_undo(void **state)
{
    (void)state;
    decide_rig_open_preview(&r, "paper 0002 annul");
    decide_rig_expect_preview(&r);
    decide_rig_sign(&r, "KY");
    assert_true(decide_rig_is_written(&r, 1));
    desk_rig_press(&r, KEYPRESS_ESC);
    reconcile_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_type(&r, "q");
    desk_rig_expect(&r, "Command: sathachctl decide ca-1 undo 1");
    assert_string_equal(decide_rig_decision(&r)->asked.text[DECIDE_ON], "undo");
    assert_string_equal(decide_rig_decision(&r)->asked.text[DECIDE_WHICH], "1");
    decide_rig_type_into(&r, DECIDE_REASON, "Nhầm bài");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_PREVIEW);
    decide_rig_sign(&r, "KY");
    assert_true(decide_rig_is_written(&r, 2));
}

/* Opened through the list of sessions it comes to the top twice. */
static void a_list_opened_through_another_is_read_once(void **state)
{
    char path[SCRATCH_PATH + 64];
    struct err e = {0};
    (void)state;
    snprintf(path, sizeof path, "%s/sessions/ca-2", office.folder);
    assert_int_equal(file_make_folder(path, &e), ERR_OK);
    strcat(path, "/ca-2.session");
    desk_office_write(path, "x");
    desk_rig_type(&r, "x");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_expect(&r, "0002");
    assert_false(desk_rig_says(&r, "Other work is still under way."));
}

/* ---- what is looked at by a word ---- */

/* What was sat is shown, what was not cannot be unseen. */
static void right_answers_of_what_was_not_sat_want_a_word(void **state)
{
    (void)state;
    operation_preview(&r.desk, "sathachctl audit ca-1"); /* looks, at once */
    desk_rig_wait(&r);
    desk_rig_expect(&r, "all 6 papers are the drawn ones; D matches its commitment");
    desk_rig_expect(&r, "− that the seats ran the true program");
    assert_false(desk_rig_says(&r, "0001 key "));
    desk_rig_work(&r, KEYPRESS_ESC);
    operation_preview(&r.desk, "sathachctl audit ca-1 --keys");
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "0001 key ");
    desk_rig_work(&r, KEYPRESS_ESC);
    operation_preview(&r.desk, "sathachctl audit ca-1 --keys --not-sat");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Type XEM, then Enter");
    decide_rig_sign(&r, "KY");
    assert_false(desk_rig_says(&r, "0001 key "));
    decide_rig_sign(&r, "XEM");
    desk_rig_expect(&r, "0001 key ");
}

/* From the list of every command, too: what is signed is what was previewed. */
static void a_decision_has_its_own_form_everywhere(void **state)
{
    (void)state;
    desk_rig_type(&r, "m");
    desk_rig_type(&r, "decide");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_expect(&r, "A decision on ca-1");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(why_points_change_is_said),
        TEST(what_was_typed_waits_for_whoever_decides_it),
        TEST(a_draft_is_about_what_stands_in_it),
        TEST(a_paper_that_parts_waits_in_a_row_of_its_own),
        TEST(what_it_is_on_takes_the_rest_along),
        TEST(two_journals_lead_to_it),
        TEST(a_decided_row_offers_its_undo),
        TEST(a_list_opened_through_another_is_read_once),
        TEST(right_answers_of_what_was_not_sat_want_a_word),
        TEST(a_decision_has_its_own_form_everywhere),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
