/* A person looked for at the desk, and one paper question by question, off-screen. What the office
 * holds is made up here; a true one is tried at a terminal (tests/tui/desk_find.sh). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/desk_rig.h"
#include "tests/lib/drawn.h"
#include "tools/desk/find_parts.h"
#include "tools/desk/operation.h"
#include "tools/desk/paper_parts.h"
#include "tools/work/report.h"

static struct desk_rig r;
static const struct work_op *const OPS[] = {&find_op, &paper_view_op, &report_op, NULL};
enum { MAY_1 = 1793000000 /* some day of 2026 */ };

static int up(void **state)
{
    (void)state;
    desk_rig_open(&r, OPS, true);
    return 0;
}

static struct paper_look *paper; /* the one on the glass, where one is */
static struct paper_view_reply made;
static struct submission its;

static int down(void **state)
{
    (void)state;
    if (paper)
        paper->reply = NULL; /* the test's own */
    paper = NULL;
    buf_free(&its.records);
    desk_rig_close(&r);
    return 0;
}

/* ---- the search ---- */

static struct find_list *found(void)
{
    assert_string_equal(desk_rig_top(&r), "find");
    return (struct find_list *)stack_top(&r.desk);
}

static void add(struct find_reply *f, const char *session, const char *name, const char *birth,
                size_t person)
{
    struct find_row *x = &f->row[f->rows++];
    *x = (struct find_row){.session = strdup(session),
                           .sbd = strdup("00117"),
                           .name = strdup(name),
                           .birth = strdup(birth),
                           .unit = strdup("Công ty Cầu đường Sông Đà"),
                           .field = strdup("4.1"),
                           .grade = strdup("II"),
                           .opens = MAY_1,
                           .has_result = f->rows != 3,
                           .state = f->rows == 1 ? RESULT_PASSED : RESULT_FAILED,
                           .total = f->rows == 1 ? 24 : 19,
                           .person = person};
    strcpy(x->identity, "0792…5678");
    snprintf(x->paper, sizeof x->paper, "%04zu", f->rows + 16);
    strcpy(x->seat, "MAY-07");
    strcpy(x->receipt, f->rows != 3 ? "4N7K2QXM9D3T0C5W" : "");
}

/* Three papers of two persons in two sessions stand there for what was typed. */
static struct find_list *make_found(void)
{
    desk_rig_type(&r, "t");
    desk_rig_type(&r, "nguyen hanh");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_refuse(&r);
    struct find_list *f = found();
    assert_null(f->reply);
    f->reply = calloc(1, sizeof *f->reply);
    assert_non_null(f->reply);
    f->reply->row = calloc(4, sizeof *f->reply->row);
    f->shown = calloc(4, sizeof *f->shown);
    assert_true(f->reply->row && f->shown);
    add(f->reply, "ca-2", "Nguyễn Thị Hạnh", "02/09/1976", 0);
    add(f->reply, "ca-2", "Nguyễn Thị Hạnh", "02/09/1976", 0);
    add(f->reply, "ca-1", "Nguyễn Đức Hạnh", "11/01/1990", 1);
    f->reply->persons = f->reply->sessions = 2;
    for (f->count = 0; f->count < 3; f->count++)
        f->shown[f->count] = (uint32_t)f->count;
    desk_rig_press(&r, KEYPRESS_UP);
    return f;
}

static void who_was_found_stands_in_rows(void **state)
{
    (void)state;
    make_found();
    assert_true(desk_rig_shows(&r, "Find: nguyen hanh"));
    assert_true(desk_rig_shows(&r, "24 Passed"));
    assert_true(desk_rig_shows(&r, "3 papers, 2 sessions, 2 persons"));
    assert_true(desk_rig_shows(&r, "0792…5678")); /* never whole */
    assert_true(desk_rig_says(&r, "receipt 4N7K 2QXM 9D3T 0C5W"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl find 'nguyen hanh'"));
    desk_rig_golden(&r, "find");
}

/* What a column has no room for stands below, whole. */
static void what_is_cut_in_a_row_is_read_below(void **state)
{
    (void)state;
    struct find_list *f = make_found();
    assert_false(desk_rig_says(&r, "Nguyễn Thị Hạnh · SBD 00117"));
    free(f->reply->row[0].name);
    f->reply->row[0].name = strdup("Công Tằng Tôn Nữ Nguyễn Thị Hồng Hạnh");
    desk_draw(&r.desk, &r.v);
    assert_true(
        desk_rig_says(&r, "Công Tằng Tôn Nữ Nguyễn Thị Hồng Hạnh · SBD 00117 · 02/09/1976"));
    assert_true(desk_rig_shows(&r, "3 papers, 2 sessions, 2 persons"));
}

static void tab_leaves_one_person(void **state)
{
    (void)state;
    struct find_list *f = make_found();
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_int_equal(f->count, 2);
    assert_int_equal(f->table.at, 1); /* the cursor stays on its paper */
    assert_false(desk_rig_shows(&r, "Nguyễn Đức Hạnh"));
    assert_true(desk_rig_shows(&r, "2 papers of this person, of 3"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_refuse(&r);
    assert_true(desk_rig_shows(&r, " Command: sathachctl paper ca-2 0018"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC); /* all again, then out */
    assert_true(desk_rig_shows(&r, "Nguyễn Đức Hạnh"));
    desk_rig_press(&r, KEYPRESS_END); /* the text's */
    assert_int_equal(f->table.at, 1);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_int_equal(f->count, 1);
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_int_equal(f->count, 3);
    assert_int_equal(f->table.at, 2);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(r.desk.drafts, 1); /* the text is kept, the people are not */
    assert_null(((struct find_list *)r.desk.draft[0])->reply);
}

/* Rows of another text are not shown as if they were of this one. */
static void another_text_is_looked_for_anew(void **state)
{
    (void)state;
    make_found();
    desk_rig_type(&r, " b");
    assert_false(desk_rig_shows(&r, "Nguyễn Thị Hạnh"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl find 'nguyen hanh b'"));
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    assert_true(desk_rig_shows(&r, "Nguyễn Thị Hạnh"));
    desk_rig_type(&r, "x");
    desk_rig_press(&r, KEYPRESS_ENTER); /* the passphrase is asked for again, and not typed */
    assert_true(found()->reply == NULL);
    desk_rig_refuse(&r);
    assert_true(desk_rig_shows(&r, "no passphrase was typed"));
}

static void nothing_typed_is_not_looked_for(void **state)
{
    (void)state;
    desk_rig_type(&r, "t");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Type a part of the name"));
    desk_rig_type(&r, "   ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(r.desk.job.is_running);
    assert_int_equal(r.desk.rans, 0);
}

/* The office cannot be opened: nothing is shown as if it had been looked through. */
static void what_was_not_looked_through_is_no_answer(void **state)
{
    (void)state;
    desk_rig_type(&r, "t");
    desk_rig_type(&r, "ai do");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "x log/mark: is missing"));
    assert_null(found()->reply);
    assert_false(desk_rig_shows(&r, "0 papers"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    desk_rig_type(&r, "t"); /* the text is kept until another one is typed */
    assert_true(desk_rig_shows(&r, "Find: ai do"));
    desk_rig_type(&r, "be");
    assert_true(desk_rig_shows(&r, "Find: be"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "t");
    desk_rig_press(&r, KEYPRESS_BACKSPACE); /* or mended */
    desk_rig_type(&r, "a");
    assert_true(desk_rig_shows(&r, "Find: ba"));
}

static void enter_opens_the_paper_of_the_row(void **state)
{
    (void)state;
    make_found();
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_refuse(&r);
    assert_string_equal(desk_rig_top(&r), "paper");
    assert_true(desk_rig_shows(&r, " Command: sathachctl paper ca-2 0018"));
    assert_true(desk_rig_shows(&r, "no passphrase was typed"));
    desk_rig_type(&r, "k"); /* nothing was read: no key does anything */
    desk_rig_type(&r, "7");
    assert_true(desk_rig_shows(&r, "The paper was not read."));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "find");
}

/* ---- one paper ---- */

static struct session_candidate who;
static struct session_paper what;
static struct paper_view_question question[12];
static struct paper_view_change change[2];
static const struct decision ruling = {
    .number = 3, .ruling = DECISION_ACCEPT, .options = 1 << 0 | 1 << 2};

static void add_event(enum journal_type type, unsigned q, unsigned choice, int64_t wall_s)
{
    uint8_t record[JOURNAL_RECORD] = {0};
    struct journal_event ev = {.seq = its.state.count++,
                               .type = (uint16_t)type,
                               .question = (uint16_t)q,
                               .choice = (uint8_t)choice,
                               .minutes = type == JOURNAL_START ? 30 : 0,
                               .wall_ms = wall_s * 1000,
                               .used_ms = (uint64_t)(wall_s - MAY_1) * 1000};
    journal_encode(&ev, record);
    buf_add(&its.records, record, sizeof record);
}

/* Written as 3,00 – 3,50 – 3,75 – 4,00; on the screen the first two had changed places. */
static void make_question(unsigned i)
{
    static char *option[] = {"3,00 m", "3,50 m", "3,75 m", "4,00 m"};
    struct paper_view_question *q = &question[i];
    const uint8_t order = 1 | 0 << 2 | 2 << 4 | 3 << 6;
    *q = (struct paper_view_question){.number = i + 1,
                                      .order = order,
                                      .chosen = PAPER_VIEW_NONE,
                                      .key = 1,
                                      .right = 1 << 1,
                                      .seen_ms = 41000};
    memset(q->qid, (int)(0x0a + i), sizeof q->qid);
    q->text.stem = "Chiều rộng một làn xe của đường cấp III đồng bằng theo TCVN 4054 là bao nhiêu?";
    for (int o = 0; o < BANK_OPTIONS; o++)
        q->text.option[o] = option[o];
}

static struct paper_look *make_paper(void)
{
    paper_open(&r.desk, "ca-2", "0017");
    desk_rig_refuse(&r);
    struct paper_look *p = (struct paper_look *)stack_top(&r.desk);
    assert_null(p->reply);
    memset(&its, 0, sizeof its);
    buf_init(&its.records, 65536);
    add_event(JOURNAL_START, JOURNAL_NONE, 0, MAY_1);
    add_event(JOURNAL_VIEW, 0, 0, MAY_1);
    add_event(JOURNAL_CHOOSE, 0, 1, MAY_1 + 62);
    add_event(JOURNAL_TICK, JOURNAL_NONE, 0, MAY_1 + 70);
    add_event(JOURNAL_CHOOSE, 0, 2, MAY_1 + 277);
    add_event(JOURNAL_HANDIN, JOURNAL_NONE, 0, MAY_1 + 1752);
    its.state.used_ms = 1752000;
    for (unsigned i = 0; i < 12; i++)
        make_question(i);
    change[0] = (struct paper_view_change){(int64_t)(MAY_1 + 62) * 1000, 62000, 0};
    change[1] = (struct paper_view_change){(int64_t)(MAY_1 + 277) * 1000, 277000, 2};
    question[0].chosen = 2;
    question[0].change = change;
    question[0].changes = 2;
    question[0].ruling = &ruling;
    question[0].right = 1 << 1 | 1 << 2;
    what = (struct session_paper){.field = "4.1", .grade = "II"};
    who = (struct session_candidate){.sbd = "00128", .name = "Lý Thu Hà"};
    made = (struct paper_view_reply){.question = question, .questions = 12, .is_shown = true};
    made.grading.opened.roster =
        (struct session_roster){.candidate = &who, .candidates = 1, .paper = &what, .papers = 1};
    made.result = (struct result){
        .state = RESULT_FAILED, .parts = 1, .right = {20}, .questions = {30}, .total = 20};
    made.journals = 1;
    made.journal[0] = (struct paper_view_journal){.submission = &its,
                                                  .is_chosen = true,
                                                  .seat = "MAY-07",
                                                  .first_ms = (int64_t)MAY_1 * 1000,
                                                  .last_ms = (int64_t)(MAY_1 + 1752) * 1000,
                                                  .sheet = PAPER_VIEW_ITS_RECEIPT};
    p->reply = &made;
    paper = p;
    desk_draw(&r.desk, &r.v);
    return p;
}

static void a_question_stands_as_it_was_on_the_seat(void **state)
{
    (void)state;
    make_paper();
    assert_true(desk_rig_shows(&r, "Paper 0017 · Lý Thu Hà · SBD 00128 · 4.1 II · ca-2"));
    assert_true(desk_rig_shows(&r, "● signed sheet · MAY-07"));
    assert_true(desk_rig_shows(&r, "Question 1/12   0a0a0a0a0a0a"));
    assert_true(desk_rig_shows(&r, "seen for 41 seconds"));
    assert_true(desk_rig_shows(&r, "    A  3,50 m"));
    assert_true(desk_rig_shows(&r, "    B  3,00 m"));
    assert_true(desk_rig_shows(&r, "  ● C  3,75 m"));
    assert_true(desk_rig_says(&r, "chose A"));
    assert_true(desk_rig_says(&r, "changed to C"));
    desk_rig_golden(&r, "paper");
}

/* Neither score nor result, key nor ruling, before it is asked for. */
static void key_and_score_are_hidden_until_k(void **state)
{
    (void)state;
    struct paper_look *p = make_paper();
    assert_true(desk_rig_shows(&r, "score hidden"));
    assert_true(desk_rig_shows(&r, "The key is hidden: K shows it."));
    assert_false(desk_rig_shows(&r, "20/30"));
    assert_false(desk_rig_shows(&r, "20 points"));
    assert_false(desk_rig_shows(&r, "Failed"));
    assert_false(desk_rig_shows(&r, "Decision"));
    p->reply = NULL;
    desk_rig_type(&r, "r");
    desk_rig_refuse(&r);
    p->reply = &made;
    desk_rig_type(&r, "k"); /* read again, with its own line in the log */
    assert_true(p->request.has_key);
    desk_rig_refuse(&r);
    assert_true(p->reply == &made && !p->shows_key); /* refused: still hidden */
    assert_false(desk_rig_shows(&r, "20/30"));
    p->has_key = p->shows_key = true; /* as if it had come */
    p->cells = 0;
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "20/30 · Failed"));
    assert_true(desk_rig_shows(&r, "Key: B · counts as right: B, C · answered right"));
    assert_true(desk_rig_shows(&r, "Decision 3, letters as in the bank: "));
    assert_true(desk_rig_shows(&r, " Command: sathachctl paper ca-2 0017 --times --key"));
    desk_rig_golden(&r, "paper-key");
    desk_rig_press(&r, KEYPRESS_RIGHT);
    assert_true(desk_rig_shows(&r, "Key: B · counts as right: B · not answered"));
    desk_rig_type(&r, "k");
    assert_true(desk_rig_shows(&r, "The key is hidden: K shows it."));
    assert_true(desk_rig_shows(&r, "score hidden"));
}

static void questions_are_gone_to_by_arrows_and_numbers(void **state)
{
    (void)state;
    struct paper_look *p = make_paper();
    desk_rig_press(&r, KEYPRESS_LEFT);
    assert_int_equal(p->at, 0);
    desk_rig_press(&r, KEYPRESS_RIGHT);
    assert_int_equal(p->at, 1);
    desk_rig_type(&r, "1");
    assert_int_equal(p->at, 0);
    desk_rig_type(&r, "2"); /* 12 */
    assert_int_equal(p->at, 11);
    desk_rig_press(&r, KEYPRESS_RIGHT);
    assert_int_equal(p->at, 11);
    desk_rig_type(&r, "05");
    assert_int_equal(p->at, 4);
    desk_rig_type(&r, "7"); /* 57 is none: 7 */
    assert_int_equal(p->at, 6);
    desk_rig_type(&r, "0");
    assert_int_equal(p->at, 6);
    assert_true(desk_rig_shows(&r, "Question 7/12"));
}

static void the_journal_is_told_event_by_event(void **state)
{
    (void)state;
    make_paper();
    desk_rig_type(&r, "t");
    assert_string_equal(desk_rig_top(&r), "page");
    assert_true(desk_rig_shows(&r, "6 events; this one stands"));
    assert_true(desk_rig_shows(&r, "0:00  began; 30 minutes"));
    assert_true(desk_rig_shows(&r, "question 1 came on the screen"));
    assert_true(desk_rig_shows(&r, "1:02  question 1: chose A")); /* as it stood there */
    assert_true(desk_rig_shows(&r, "4:37  question 1: chose C"));
    assert_true(desk_rig_shows(&r, "29:12  handed in"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl paper ca-2 0017 --times"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "paper");
}

static void what_was_not_handed_in_has_no_score_to_hide(void **state)
{
    (void)state;
    struct paper_look *p = make_paper();
    made.result.state = RESULT_CONFLICT;
    made.journal[0].is_chosen = false;
    made.journal[0].choice[0] = 3;
    p->cells = 0;
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "Awaiting the council"));
    assert_true(desk_rig_shows(&r, "No journal stands: 1 came."));
    assert_true(desk_rig_shows(&r, "In the other journal: D"));
}

/* A decision on the question shown; the paper on a sheet, with the key only while it is shown. */
static void a_paper_leads_to_a_decision_and_a_sheet(void **state)
{
    (void)state;
    struct paper_look *p = make_paper();
    desk_rig_press(&r, KEYPRESS_RIGHT);
    desk_rig_type(&r, "q");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC); /* its text lies sealed: no passphrase is given here */
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "decide");
    assert_true(desk_rig_shows(&r, " Command: sathachctl decide ca-2 question "));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "p");
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl paper ca-2 0017 --times --format pdf"));
    desk_rig_press(&r, KEYPRESS_ESC); /* nobody saw a form: at once back at the paper */
    p->has_key = p->shows_key = true; /* as if it had come */
    desk_rig_type(&r, "p");
    assert_true(
        desk_rig_shows(&r, " Command: sathachctl paper ca-2 0017 --times --key --format pdf"));
}

/* Words behind a list of any number are not the list's. */
static void a_filled_form_is_the_command_again(void **state)
{
    static const char LINE[] = "sathachctl report ca-1 ca-2 slips --format pdf --paper 0001";
    char command[128];
    (void)state;
    assert_true(operation_open_command(&r.desk, LINE));
    desk_draw(&r.desk, &r.v);
    snprintf(command, sizeof command, " Command: %s", LINE);
    assert_true(desk_rig_shows(&r, command));
}

/* Locked, nothing of it stands on the glass; and a window too small loses nothing. */
static void check_lock_and_size(const char *text)
{
    assert_true(desk_rig_shows(&r, text));
    desk_rig_size(&r, 23, 79);
    assert_true(desk_rig_shows(&r, "The window is too small"));
    desk_rig_size(&r, 24, 80);
    assert_true(desk_rig_shows(&r, text));
    desk_rig_ctrl(&r, 'K');
    assert_false(desk_rig_shows(&r, text));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, text));
}

static void locked_and_too_small_each_comes_back(void **state)
{
    (void)state;
    make_found();
    check_lock_and_size("Nguyễn Thị Hạnh");
    make_paper();
    check_lock_and_size("Lý Thu Hà");
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&find_screen);
    desk_rig_check_keys(&paper_screen);
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&find_screen);
    desk_rig_check_pressed(&paper_screen);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_was_found_stands_in_rows),
        TEST(what_is_cut_in_a_row_is_read_below),
        TEST(tab_leaves_one_person),
        TEST(another_text_is_looked_for_anew),
        TEST(nothing_typed_is_not_looked_for),
        TEST(what_was_not_looked_through_is_no_answer),
        TEST(enter_opens_the_paper_of_the_row),
        TEST(a_question_stands_as_it_was_on_the_seat),
        TEST(key_and_score_are_hidden_until_k),
        TEST(questions_are_gone_to_by_arrows_and_numbers),
        TEST(the_journal_is_told_event_by_event),
        TEST(what_was_not_handed_in_has_no_score_to_hide),
        TEST(a_paper_leads_to_a_decision_and_a_sheet),
        TEST(a_filled_form_is_the_command_again),
        TEST(locked_and_too_small_each_comes_back),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("desk find", tests, NULL, NULL);
}
