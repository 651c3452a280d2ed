/* Item statistics at the desk, off-screen, over an analysis that is made up; true ones are counted
 * at a terminal (tests/tui/desk_stats.sh). */
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
#include "tests/lib/drawn.h"
#include "tools/desk/stats_parts.h"
#include "tools/work/fields.h"

static struct desk_rig r;
static const struct work_op *const OPS[] = {&stats_op, NULL};
static struct stats_reply made;
static struct analysis_question question[4];
static struct bank_question text[4];
static struct analysis_pair pair = {.session = "ca-2",
                                    .a = "0017",
                                    .b = "0031",
                                    .sbd_a = "00128",
                                    .sbd_b = "00142",
                                    .shared = 22,
                                    .wrong = 9,
                                    .same = 8,
                                    .close = 5,
                                    .chance = 0.0004};
static size_t score[4] = {0, 2, 4, 1};
static struct profile profile = {.id = "nd175-2024"};
static struct analysis_group group = {
    .profile = &profile,
    .field = "4.1",
    .grade = "II",
    .score = score,
    .whole = {.points = 3,
              .test = {.n = 45, .mean = 1.86, .alpha = {0.71, true}},
              .alpha = {0.52, 0.83, true}}};
static struct stats_look *stats; /* the one on the glass, where one is */

static void put(const char *name)
{
    char path[SCRATCH_PATH + 128];
    struct err e = {0};
    snprintf(path, sizeof path, "%s/sessions/%s", r.folder, name);
    assert_int_equal(file_make_folder(path, &e), ERR_OK);
    snprintf(path, sizeof path, "%s/sessions/%s/%s.session", r.folder, name, name);
    assert_int_equal(file_write(path, "x", 1, FILE_REPLACE, &e), ERR_OK);
}

static int up(void **state)
{
    (void)state;
    desk_rig_open(&r, OPS, true);
    put("ca-1");
    put("ca-2");
    return 0;
}

static int down(void **state)
{
    (void)state;
    if (stats)
        stats->reply = NULL; /* the test's own */
    stats = NULL;
    desk_rig_close(&r);
    return 0;
}

static void make_question(size_t i, size_t n, size_t right, unsigned flags)
{
    static char *option[] = {"3,00 m", "3,50 m", "3,75 m", "4,00 m"};
    struct analysis_question *q = &question[i];
    *q = (struct analysis_question){.pool = i % 2 ? "4.1/III/phap-luat-rieng" : "4.1/II/chuyen-mon",
                                    .number = i + 1,
                                    .pool_size = 40,
                                    .options = 1 << 1,
                                    .drawn = n + 2,
                                    .tests = 1,
                                    .right = right,
                                    .seconds = 41.4,
                                    .flags = flags};
    memset(q->qid, (int)(0x0a + i), sizeof q->qid);
    snprintf(q->words, sizeof q->words, "Câu số %zu: chiều rộng một làn xe …", i + 1);
    q->item = (struct itemstat_item){.n = n,
                                     .facility = (double)right / (double)n,
                                     .discrimination = {i == 0 ? -0.21 : 0.3, true}};
    q->facility = (struct confidence){0.08, 0.33, true};
    q->option[1].count = right;
    q->option[2].count = n - right;
    q->option[2].r = (struct itemstat_value){0.31, true};
    text[i] = (struct bank_question){.stem = "Chiều rộng một làn xe?"};
    memcpy(text[i].option, option, sizeof option);
}

/* A doubtful key, one too easy, one of which nothing can be said, one without a flag. */
static struct stats_look *make_stats(void)
{
    desk_rig_type(&r, "k");
    assert_string_equal(desk_rig_top(&r), "stats");
    struct stats_look *s = (struct stats_look *)stack_top(&r.desk);
    desk_rig_type(&r, " ");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, " ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_refuse(&r);
    assert_null(s->reply);
    assert_int_equal(s->mode, STATS_SESSIONS);
    make_question(0, 38, 7, ANALYSIS_KEY | ANALYSIS_NEGATIVE);
    make_question(1, 45, 44, ANALYSIS_EASY | ANALYSIS_DEAD);
    make_question(2, 7, 1, 0);
    make_question(3, 45, 22, ANALYSIS_DECIDED);
    made = (struct stats_reply){
        .is_made = true,
        .text = text,
        .analysis = {.attempts = 211, .question = question, .questions = 4, .pair = &pair}};
    made.analysis.pairs = 1;
    made.analysis.group = &group;
    made.analysis.groups = 1;
    s->order = calloc(5, sizeof *s->order);
    assert_non_null(s->order);
    s->reply = &made;
    s->mode = STATS_QUESTIONS;
    stats = s;
    stats_order(s);
    desk_draw(&r.desk, &r.v);
    return s;
}

static void sessions_are_marked_first(void **state)
{
    (void)state;
    desk_rig_type(&r, "k");
    assert_true(desk_rig_shows(&r, "Statistics of which sessions?"));
    desk_rig_golden(&r, "stats-sessions");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, " ");
    assert_true(desk_rig_shows(&r, "● ca-2"));
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_type(&r, "  "); /* and out again */
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_refuse(&r);
    struct stats_look *s = (struct stats_look *)stack_top(&r.desk);
    assert_int_equal(s->request.session.count, 1);
    assert_string_equal(s->request.session.word[0], "ca-2");
    assert_true(desk_rig_shows(&r, "no passphrase was typed"));
}

static void what_should_be_looked_at_stands_first(void **state)
{
    (void)state;
    struct stats_look *s = make_stats();
    assert_true(
        desk_rig_shows(&r, "Statistics · ca-1, ca-2 · 211 papers · nd175-2024 · alpha 0.71"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl stats ca-1 ca-2"));
    assert_true(desk_rig_shows(&r, "▶ x 0a0a0a0a0a0a Câu số 1: chiều rộng"));
    assert_true(desk_rig_shows(&r, "More chose C (31 of 38) than the key B: look at the key."));
    assert_true(desk_rig_says(&r, "Good candidates got it wrong more often"));
    assert_true(desk_rig_shows(&r, "  38    0.18   -0.21"));
    assert_true(
        desk_rig_says(&r, "4.1 · grade II · professional · Chiều rộng một làn xe?")); /* whole */
    desk_rig_golden(&r, "stats");
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_shows(&r, "! Nearly everybody had it right (98 %). Next to nobody chose"));
    assert_true(desk_rig_says(&r, "Next to nobody chose A, D."));
    desk_rig_press(&r, KEYPRESS_DOWN); /* decided on is no fault of the question */
    assert_true(desk_rig_shows(&r, "There is a decision on it."));
    assert_int_equal(stats_mark(stats_question(s, 2)), ' ');
}

/* Neither figure nor bar nor flag. */
static void of_few_papers_only_counts_are_told(void **state)
{
    (void)state;
    struct stats_look *s = make_stats();
    desk_rig_press(&r, KEYPRESS_END);
    assert_int_equal(stats_question(s, s->table.at)->item.n, 7);
    assert_true(desk_rig_shows(&r, "Fewer than 20 papers had it"));
    for (int row = 0; row < r.v.rows; row++)
        if (strstr(drawn_row(&r.v, row), "0c0c0c0c0c0c"))
            assert_non_null(strstr(drawn_row(&r.v, row), "7       –       –   0  1*"));
}

/* Nobody knows an id: a question is found by its words, without marks and capitals. */
static void a_question_is_found_by_its_words(void **state)
{
    (void)state;
    struct stats_look *s = make_stats();
    text[2].stem = "Tường chắn đất cao bao nhiêu thì phải tính lật?";
    desk_rig_type(&r, "/tuong CHAN"); /* words that have no room in the row */
    desk_rig_expect(&r, "1/4");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "stats");
    assert_int_equal(s->order[s->table.at], 2);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "stats");
    assert_int_equal(s->order[s->table.at], 2);
}

/* The cursor stays on its question. */
static void rows_are_sorted_by_flags_facility_and_pool(void **state)
{
    (void)state;
    struct stats_look *s = make_stats();
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_int_equal(s->order[s->table.at], 1);
    desk_rig_type(&r, "s");
    assert_true(desk_rig_shows(&r, "sorted: facility"));
    const size_t by_facility[] = {0, 3, 1, 2};
    assert_memory_equal(s->order, by_facility, sizeof by_facility);
    assert_int_equal(s->table.at, 2);
    desk_rig_type(&r, "s");
    assert_true(desk_rig_shows(&r, "sorted: pool"));
    const size_t by_pool[] = {0, 1, 2, 3};
    assert_memory_equal(s->order, by_pool, sizeof by_pool);
    desk_rig_type(&r, "s");
    const size_t by_flags[] = {0, 1, 3, 2};
    assert_memory_equal(s->order, by_flags, sizeof by_flags);
    assert_int_equal(s->order[s->table.at], 1);
}

static void a_question_pairs_and_tests_are_pages(void **state)
{
    (void)state;
    make_stats();
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "page");
    assert_true(desk_rig_shows(&r, "0a0a0a0a0a0a  4.1 · grade II · professional, number 1 of 40"));
    assert_true(desk_rig_shows(&r, "* B  3,50 m"));
    assert_true(desk_rig_shows(&r, "chosen by 31, correlation with the rest 0.31"));
    desk_rig_press(&r, KEYPRESS_END);
    assert_true(desk_rig_shows(&r, "Facility 0.18 (0.08…0.33)"));
    assert_true(desk_rig_shows(&r, "Tells apart -0.21"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "v");
    assert_true(desk_rig_shows(&r, "ca-2  paper 0017 (SBD 00128) and paper 0031 (SBD 00142)"));
    assert_true(desk_rig_says(&r, "9 wrong for both, 8 of them with the same option"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "t");
    assert_true(desk_rig_shows(&r, "4.1 II · nd175-2024"));
    assert_true(desk_rig_shows(&r, "45 papers, mean 1.86 of 3"));
    assert_true(desk_rig_shows(&r, "  2  ████████████████████████████████████████ 4"));
    assert_true(desk_rig_shows(&r, "  3  ██████████ 1"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "stats");
}

/* What was counted last stays where it cannot be counted anew. */
static void it_is_counted_anew(void **state)
{
    (void)state;
    struct stats_look *s = make_stats();
    desk_rig_type(&r, "r");
    desk_rig_refuse(&r);
    assert_true(desk_rig_shows(&r, "no passphrase was typed"));
    assert_ptr_equal(s->reply, &made);
    assert_int_equal(s->request.session.count, 2);
}

/* Counted anew, with a question more before it: the cursor is on the question, not on its row. */
static void counted_anew_the_cursor_stays_on_its_question(void **state)
{
    static struct analysis_question more[5];
    static struct bank_question texts[5];
    struct stats_reply *anew = calloc(1, sizeof *anew);
    char before[2 * CRYPT_HASH + 1], after[2 * CRYPT_HASH + 1];
    (void)state;
    struct stats_look *s = make_stats();
    assert_non_null(anew);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    crypt_hex(stats_question(s, s->table.at)->qid, CRYPT_HASH, before);
    memcpy(&more[1], question, sizeof question);
    more[0] = question[0];
    memset(more[0].qid, 0x77, sizeof more[0].qid);
    *anew = made;
    memcpy(&texts[1], made.text, 4 * sizeof *texts);
    texts[0] = made.text[0];
    anew->text = texts;
    anew->analysis.question = more;
    anew->analysis.questions = 5;
    s->reply = NULL; /* the test's own */
    struct job job = {.op = &stats_op, .reply = anew};
    stats_screen.done(&s->screen, &job);
    desk_draw(&r.desk, &r.v);
    crypt_hex(stats_question(s, s->table.at)->qid, CRYPT_HASH, after);
    assert_string_equal(before, after);
    assert_int_equal(s->table.at, 3);
    s->reply = NULL;
    free(anew);
}

static void files_are_previewed_and_a_decision_asks_its_session(void **state)
{
    (void)state;
    make_stats();
    desk_rig_type(&r, "f");
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    assert_true(desk_rig_shows(&r, "sathachctl stats ca-1 ca-2 --format xlsx,pdf"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "stats");
    desk_rig_type(&r, "q");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_type(&r, "ca-2");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC); /* its text lies sealed: no passphrase is given here */
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "decide");
    assert_true(desk_rig_shows(&r, "sathachctl decide ca-2 question 0a0a0a0a0a0a"));
    assert_int_equal(r.desk.rans, 0);
}

static void esc_leads_back_to_the_sessions_then_out(void **state)
{
    (void)state;
    struct stats_look *s = make_stats();
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(s->mode, STATS_SESSIONS);
    assert_true(desk_rig_shows(&r, "● ca-1"));
    s->reply = NULL; /* the test's own */
    stats = NULL;
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
}

static void sessions_without_papers_say_so(void **state)
{
    (void)state;
    make_stats();
    made.analysis.questions = 0;
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "No paper of these sessions was handed in."));
    struct buf told; /* by lines, too */
    buf_init(&told, 4096);
    stats_screen.tell(stack_top(&r.desk), &told);
    assert_non_null(strstr(buf_text(&told), "No paper of these sessions was handed in."));
    buf_free(&told);
    desk_rig_type(&r, "q");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "vts");
    assert_string_equal(desk_rig_top(&r), "stats");
    made.analysis.questions = 4;
}

/* Locked, nothing of it stands on the glass; and a window too small loses nothing. */
static void check_lock_and_size(const char *words)
{
    assert_true(desk_rig_shows(&r, words));
    desk_rig_size(&r, 23, 79);
    assert_true(desk_rig_shows(&r, "The window is too small"));
    desk_rig_size(&r, 24, 80);
    assert_true(desk_rig_shows(&r, words));
    desk_rig_ctrl(&r, 'K');
    assert_false(desk_rig_shows(&r, words));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, words));
}

static void locked_and_too_small_it_comes_back(void **state)
{
    (void)state;
    make_stats();
    check_lock_and_size("0a0a0a0a0a0a");
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&stats_screen);
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&stats_screen);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sessions_are_marked_first),
        TEST(what_should_be_looked_at_stands_first),
        TEST(of_few_papers_only_counts_are_told),
        TEST(a_question_is_found_by_its_words),
        TEST(rows_are_sorted_by_flags_facility_and_pool),
        TEST(a_question_pairs_and_tests_are_pages),
        TEST(it_is_counted_anew),
        TEST(counted_anew_the_cursor_stays_on_its_question),
        TEST(files_are_previewed_and_a_decision_asks_its_session),
        TEST(esc_leads_back_to_the_sessions_then_out),
        TEST(sessions_without_papers_say_so),
        TEST(locked_and_too_small_it_comes_back),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("desk statistics", tests, NULL, NULL);
}
