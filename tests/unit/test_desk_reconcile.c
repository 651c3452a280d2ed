/* What reconciling found, and journals side by side, at the desk, off-screen: nothing is written on
 * the way to what can be done about it. */
#include "tests/lib/day_rig.h"
#include "tools/desk/decide_parts.h"
#include "tools/desk/fork.h"
#include "tools/desk/reconcile_parts.h"
#include "tools/work/paper_view.h"

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
    day_rig_open(&r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

/* Whatever it opens, nothing is written on the way. */
static void leads(const char *key, const char *screen, const char *command)
{
    desk_rig_type(&r, key);
    day_rig_refuse(&r);
    assert_string_equal(desk_rig_top(&r), screen);
    assert_true(desk_rig_shows(&r, command));
    for (int i = 0; i < 3 && strcmp(desk_rig_top(&r), "reconcile") != 0; i++)
        desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    assert_int_equal(r.desk.rans, 0);
}

static void lead_on(struct reconcile_list *l)
{
    l->rans = 0; /* nothing was written meanwhile: it is not read again */
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_false(l->is_below);
    desk_rig_press(&r, KEYPRESS_HOME);
    leads("g", "operation", "sathachctl grade ca-2");
    leads("q", "decide", "sathachctl decide ca-2 paper 0031");
    leads("z", "decide", "sathachctl decide ca-2 close");
    leads("v", "sheet", "sathachctl sheet ca-2");
    leads("p", "operation", "sathachctl reconcile ca-2 --format pdf");
    desk_rig_type(&r, "r");
    day_rig_refuse(&r);
    assert_true(desk_rig_shows(&r, "▶ x journals diverge")); /* what was read last stays */
}

/* Each key on the foot leads to one thing that can be done about a seat without a manifest; none
 * strikes its row out. */
static void settle_at(struct reconcile_list *l, const char *key, const char *screen,
                      const char *shown)
{
    l->rans = 0;
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "deeds");
    leads(key, screen, shown);
    assert_true(desk_rig_shows(&r, "MAY-12"));
}

static void settle_the_seat(struct reconcile_list *l)
{
    static struct session_candidate candidate[] = {{.sbd = "00141", .name = "Le Thi My Dung"},
                                                   {.sbd = "00142"}};
    static struct session_paper paper[] = {{.candidate = 0, .seat = "MAY-12"},
                                           {.candidate = 1, .seat = "MAY-13"}};
    struct session_roster *roster = &l->reply->grading.opened.roster;
    *roster = (struct session_roster){candidate, 2, paper, 2};
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "deeds");
    assert_true(desk_rig_shows(&r, "· 0001  00141  Le Thi My Dung"));
    assert_false(desk_rig_shows(&r, "00142"));
    assert_true(desk_rig_shows(&r, "Enter/N look at its stick, collect  V signed sheet"));
    day_rig_golden(&r, "reconcile-seat");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    settle_at(l, "n", "day", "No stick is plugged in");
    settle_at(l, "v", "sheet", "sathachctl sheet ca-2");
    settle_at(l, "q", "decide", "sathachctl decide ca-2");
    settle_at(l, "z", "decide", "sathachctl decide ca-2 close");
    snprintf(l->reply->forbids, sizeof l->reply->forbids, "not graded since");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "z"); /* what forbids a close forbids this one, too */
    assert_string_equal(desk_rig_top(&r), "reconcile");
    assert_true(desk_rig_shows(&r, "x not graded since"));
    l->reply->forbids[0] = '\0';
    *roster = (struct session_roster){0};
}

/* Once the session is closed a seat without a manifest is neither typed for, decided on nor closed
 * without: what comes is kept, and that is said. */
static void a_closed_session_leaves_collecting_alone(struct reconcile_list *l)
{
    static struct decision close = {
        .number = 1, .ruling = DECISION_CLOSE, .by = (char *)"The council", .reason = (char *)"-"};
    struct decisions *decisions = &l->reply->grading.decisions;
    static char words[1][QUESTION_WORDS];
    *decisions = (struct decisions){.item = &close, .count = 1};
    l->reply->words = words;
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "deeds");
    desk_rig_expect(&r, "The session is closed. What still comes is collected and kept");
    assert_false(desk_rig_shows(&r, "Z "));
    for (const char *key = "vqz"; *key; key++) {
        desk_rig_type(&r, (const char[]){*key, '\0'});
        assert_string_equal(desk_rig_top(&r), "deeds");
    }
    leads("n", "day", "No stick is plugged in");
    *decisions = (struct decisions){0};
    l->reply->words = NULL;
}

/* Names that fill the sentence to its last byte: of more there is but a sign. */
static void close_without_many_seats(struct reconcile_reply *reply)
{
    static const size_t LENGTH[] = {150, 150, 91, 20};
    static struct reconcile_finding many[4];
    for (size_t i = 0; i < 4; i++) {
        many[i].what = RECONCILE_SEAT;
        memset(many[i].detail, 'a' + (int)i, LENGTH[i]);
    }
    reply->reconcile.finding = many;
    reply->reconcile.findings = reply->reconcile.count[RECONCILE_SEAT] = 4;
    for (int i = 0; i < 3 && strcmp(desk_rig_top(&r), "reconcile") != 0; i++)
        desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "z");
    assert_string_equal(desk_rig_top(&r), "decide");
    assert_non_null(
        strstr(((const struct decide *)stack_top(&r.desk))->asked.text[DECIDE_REASON], "bbb, …"));
    desk_rig_press(&r, KEYPRESS_ESC);
}

/* A seat alone does not make a session uneven: its close is a form all the same, for the reason. */
static void an_even_session_closes_without_a_manifest(void **state)
{
    static struct reconcile_finding finding[] = {{.what = RECONCILE_SEAT, .detail = "MAY-12"}};
    (void)state;
    reconcile_open(&r.desk, "ca-2");
    day_rig_refuse(&r);
    struct reconcile_list *l = (struct reconcile_list *)stack_top(&r.desk);
    struct reconcile_reply *reply = calloc(1, sizeof *reply);
    assert_non_null(reply);
    reply->reconcile = (struct reconcile){.roster = 2, .finding = finding, .findings = 1};
    reply->reconcile.count[RECONCILE_SEAT] = 1;
    l->reply = reply;
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_SEAT, 1, 0};
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "ADDS UP"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "z");
    assert_string_equal(desk_rig_top(&r), "decide");
    assert_true(desk_rig_shows(&r, "sathachctl decide ca-2 close"));
    assert_true(desk_rig_shows(&r, "No manifest of MAY-12 came."));
    assert_true(desk_rig_shows(&r, "Esc back")); /* nothing was typed that would be kept */
    assert_int_equal(((const struct decide *)stack_top(&r.desk))->mode, DECIDE_FORM);
    assert_int_equal(r.desk.rans, 0);
    desk_rig_press(&r, KEYPRESS_ESC);
    close_without_many_seats(reply);
    l->reply = NULL; /* the test's own */
    l->kinds = 0;
    free(reply);
}

/* Whose it is, what the sheet says of it, and a key for each thing that can be done. */
static void a_paper_that_is_not_here_is_told_with_what_can_be_done(void **state)
{
    static struct reconcile_finding finding[] = {
        {.what = RECONCILE_NO_PAPER, .paper = "0002", .sbd = "00142"}};
    static struct session_candidate candidate[] = {{.sbd = "00141", .name = "Le Thi My Dung"},
                                                   {.sbd = "00142", .name = "Pham Quoc Bao"}};
    static struct session_paper paper[] = {
        {.candidate = 0}, {.candidate = 1, .field = "4.1", .grade = "II", .title_en = "Surveying"}};
    static struct sheet_paper typed[2] = {{.row = 0}, {.row = 1}};
    static struct sheet_row row = {.said = SHEET_NO_CODE};
    static struct sheet sheet = {.papers = 2, .paper = typed, .said = {.row = &row, .rows = 1}};
    (void)state;
    reconcile_open(&r.desk, "ca-2");
    day_rig_refuse(&r);
    struct reconcile_list *l = (struct reconcile_list *)stack_top(&r.desk);
    struct reconcile_reply *reply = calloc(1, sizeof *reply);
    assert_non_null(reply);
    reply->reconcile = (struct reconcile){.roster = 2, .finding = finding, .findings = 1};
    reply->reconcile.count[RECONCILE_NO_PAPER] = 1;
    reply->grading.opened.roster = (struct session_roster){candidate, 2, paper, 2};
    reply->grading.opened.session.info.sheet = SESSION_SHEET_ALL;
    reply->grading.opened.sheet = &sheet;
    l->reply = reply;
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_NO_PAPER, 1, 0};
    desk_draw(&r.desk, &r.v);
    assert_false(desk_rig_says(&r, "Z closes it"));
    finding[0].what = l->kind[0].what = RECONCILE_BUILD; /* longer than its place: read whole */
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_says(&r, reconcile_sentence(RECONCILE_BUILD)));
    finding[0].what = l->kind[0].what = RECONCILE_NO_PAPER;
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "deeds");
    desk_rig_expect(&r, "Pham Quoc Bao");
    desk_rig_expect(&r, "4.1 II  Surveying");
    desk_rig_expect(&r, "signed sheet: was there, signed");
    assert_true(desk_rig_says(&r, "N  It may still come: plug in the stick of its seat"));
    assert_true(desk_rig_says(&r, "Until it has discussed that the paper may stay as it is"));
    day_rig_golden(&r, "not-here");
    leads("q", "decide", "sathachctl decide ca-2 paper 0002 no-paper");
    static const char *const WAYS[][3] = {{"n", "day", "No stick is plugged in"},
                                          {"v", "sheet", "sathachctl sheet ca-2"}};
    for (size_t i = 0; i < 2; i++) {
        l->rans = 0;
        desk_rig_press(&r, KEYPRESS_ENTER);
        leads(WAYS[i][0], WAYS[i][1], WAYS[i][2]);
    }
    finding[0].what = l->kind[0].what = RECONCILE_ABSENT; /* told, and it forbids no close */
    reply->reconcile.count[RECONCILE_NO_PAPER] = 0;
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "Z closes it");
    row.said = SHEET_UNSIGNED;
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "signed sheet: not signed");
    desk_rig_press(&r, KEYPRESS_ESC);
    row.said = SHEET_ABSENT;
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "signed sheet: absent");
    desk_rig_press(&r, KEYPRESS_ESC);
    typed[1].row = 0;
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "signed sheet: row not typed");
    desk_rig_press(&r, KEYPRESS_ESC);
    l->reply = NULL; /* the test's own */
    l->kinds = 0;
    free(reply);
}

static void findings_stand_in_the_order_of_the_close(void **state)
{
    static struct reconcile_finding finding[] = {
        {.what = RECONCILE_CONFLICT, .paper = "0031", .sbd = "00142"},
        {.what = RECONCILE_RECEIPT, .paper = "0061", .sbd = "00171"},
        {.what = RECONCILE_ABSENT, .paper = "0030", .sbd = "00141"},
        {.what = RECONCILE_ABSENT, .paper = "0033", .sbd = "00144"},
        {.what = RECONCILE_SEAT, .detail = "MAY-12"}};
    (void)state;
    reconcile_open(&r.desk, "ca-2");
    day_rig_refuse(&r);
    struct reconcile_list *l = (struct reconcile_list *)stack_top(&r.desk);
    assert_null(l->reply);
    struct reconcile_reply *reply = calloc(1, sizeof *reply);
    assert_non_null(reply);
    reply->reconcile = (struct reconcile){
        .roster = 110, .finding = finding, .findings = 5, .asked = {.asked = 49, .typed = 48}};
    reply->reconcile.state[RESULT_PASSED] = 103;
    reply->reconcile.state[RESULT_ABSENT] = 6;
    reply->reconcile.state[RESULT_CONFLICT] = 1;
    reply->reconcile.count[RECONCILE_CONFLICT] = reply->reconcile.count[RECONCILE_RECEIPT] = 1;
    reply->reconcile.count[RECONCILE_ABSENT] = 2;
    l->reply = reply;
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_CONFLICT, 1, 0};
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_RECEIPT, 1, 1};
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_ABSENT, 2, 2};
    reply->reconcile.count[RECONCILE_SEAT] = 1;
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_SEAT, 1, 4};
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "110 papers = 103 to be graded + 6 absent + 1 in conflict"));
    assert_true(desk_rig_shows(&r, "signed sheet: 48/49 rows · DOES NOT ADD UP"));
    assert_true(desk_rig_shows(&r, "▶ x journals diverge"));
    day_rig_golden(&r, "reconcile");
    desk_rig_type(&r, "z");
    assert_true(desk_rig_says(&r,
                              "! 2 things are open (0031, 0061). Once closed, what still comes "
                              "counts for nothing: not sure, then Esc. Closed all the same, say "
                              "why."));
    desk_rig_press(&r, KEYPRESS_ESC);
    settle_the_seat(l);
    l->rans = 0;
    a_closed_session_leaves_collecting_alone(l);
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_press(&r, KEYPRESS_ENTER); /* two of a kind: which one */
    assert_true(l->is_below);
    desk_rig_press(&r, KEYPRESS_DOWN);
    day_rig_golden(&r, "reconcile-papers");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "deeds");
    assert_true(desk_rig_shows(&r, "0033"));
    desk_rig_press(&r, KEYPRESS_ESC);
    reply->grading.opened.session.info.opens = clock_wall_ms(&r.desk.setup.clock) / 1000 + 3600;
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "not held yet"));
    assert_false(desk_rig_shows(&r, "DOES NOT ADD UP"));
    assert_true(desk_rig_says(&r, "The exam has not begun: it opens on"));
    reply->grading.opened.session.info.opens = 0;
    lead_on(l);
    l->reply = NULL; /* the test's own */
    l->kinds = 0;
    free(reply);
}

/* ---- two journals ---- */

enum { FORK_QUESTIONS = 30, FORK_EVENTS = 3 };

static void make_submission(struct submission *m, uint8_t head, enum journal_end end)
{
    static uint8_t records[FORK_EVENTS * JOURNAL_RECORD];
    memset(m->head, head, sizeof m->head);
    m->records = (struct buf){.data = records, .len = sizeof records};
    m->state.count = FORK_EVENTS;
    m->state.end = end;
}

static struct paper_view_reply *make_fork(void)
{
    static struct submission submission[3];
    static struct session_candidate person = {.sbd = "00142", .name = "Phạm Quốc Bảo"};
    static struct session_paper paper[32];
    static const char *const SEATS[] = {"MAY-07", "MAY-19", ""};
    struct paper_view_reply *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->office.lock = -1;
    f->is_shown = true;
    f->paper = 31;
    f->questions = FORK_QUESTIONS;
    f->question = calloc(FORK_QUESTIONS, sizeof *f->question);
    assert_non_null(f->question);
    f->journals = 3;
    f->is_forked = true;
    f->grading.opened.roster.candidate = &person;
    f->grading.opened.roster.paper = paper;
    for (unsigned i = 0; i < 3; i++) {
        struct paper_view_journal *j = &f->journal[i];
        make_submission(&submission[i], (uint8_t)(0x3f + 0x49 * i),
                        i ? JOURNAL_ENDED_TIMEOUT : JOURNAL_ENDED_HANDIN);
        *j =
            (struct paper_view_journal){.submission = &submission[i],
                                        .first_ms = (DESK_RIG_NOON - 15540) * 1000LL,
                                        .last_ms = (DESK_RIG_NOON - 13800 - i * 60) * 1000LL,
                                        .shared = 2,
                                        .answered = FORK_QUESTIONS - 3 * i,
                                        .codes = i,
                                        .sheet = i ? PAPER_VIEW_OTHERWISE : PAPER_VIEW_ITS_RECEIPT};
        strcpy(j->seat, SEATS[i]);
        for (unsigned q = 0; q < FORK_QUESTIONS; q++)
            j->choice[q] = i && q % 10 == 2 + i ? PAPER_VIEW_NONE : (q + (q > 24 ? i : 0)) % 4;
    }
    return f;
}

/* Evidence side by side, and no score. */
static void journals_stand_side_by_side(void **state)
{
    (void)state;
    fork_open(&r.desk, "ca-2", "0031");
    day_rig_refuse(&r);
    desk_rig_type(&r, "a"); /* nothing was read */
    assert_false(desk_rig_shows(&r, "There are no two journals here."));
    assert_true(desk_rig_shows(&r, "! It was not looked at yet: R looks."));
    struct job job = {.op = &paper_view_op, .reply = make_fork()};
    fork_screen.done(stack_top(&r.desk), &job);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "MAY-07, 07:41:00"));
    assert_true(desk_rig_shows(&r, "● its code"));
    assert_true(desk_rig_shows(&r, "x not its code"));
    assert_true(desk_rig_says(&r, "3 journals came of this paper: Tab shows the next."));
    day_rig_golden(&r, "fork");
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_true(desk_rig_shows(&r, "C  d1d1d1d1"));
    assert_true(desk_rig_shows(&r, "unknown seat"));
    desk_rig_press(&r, KEYPRESS_ENTER); /* every difference, a line each */
    assert_string_equal(desk_rig_top(&r), "page");
    assert_true(desk_rig_shows(&r, "question 5 A/–"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "b");
    assert_true(desk_rig_shows(&r, " Command: sathachctl decide ca-2 paper 0031 journal d1d1d1d1"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "y");
    assert_true(desk_rig_shows(&r, " Command: sathachctl decide ca-2 paper 0031 annul"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "v"); /* whose code stands there */
    day_rig_refuse(&r);
    assert_string_equal(desk_rig_top(&r), "sheet");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "p");
    assert_true(desk_rig_shows(&r, " Command: sathachctl paper ca-2 0031 --times --format pdf"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "r");
    day_rig_refuse(&r);
    assert_true(desk_rig_shows(&r, "● its code")); /* what was read last stays */
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&reconcile_screen);
    desk_rig_check_pressed(&fork_screen);
    desk_rig_check_pressed(&deeds_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(findings_stand_in_the_order_of_the_close),
        TEST(an_even_session_closes_without_a_manifest),
        TEST(a_paper_that_is_not_here_is_told_with_what_can_be_done),
        TEST(journals_stand_side_by_side),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("desk reconcile", tests, NULL, NULL);
}
