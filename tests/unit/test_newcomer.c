/* What somebody meets who sits here for the first time: keys pressed in haste, the other language,
 * a seat that waits, help, the hand-in of a paper with gaps. */
#include "app/client/questions.h"
#include "app/client/screens/screens.h"
#include "app/core/i18n.h"
#include "app/tui/lang.h"
#include "tests/lib/seat_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE_MS = 60000, ROWS = 24, COLS = 80 };

static void go_to_rules(void)
{
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
}

/* The program ends without a word, as in a power cut, and is started again. */
static void cut_off(void)
{
    rig_settle(c.exam);
    client_free(&c);
    seat_rig_open("M01", NULL, false);
    client_use_language(CLIENT_EN);
    seat_rig_unlock();
}

/* ---- keys in haste ---- */

static void b_twice_in_haste_chooses_nothing(void **state)
{
    (void)state;
    go_to_rules();
    seat_rig_type("bb");
    assert_int_equal(exam_choice(c.exam, 0), -1);
    assert_non_null(strstr(c.message.text, "Nothing is chosen yet"));
    for (int i = 0; i < 20; i++) { /* held down */
        rig_pass(&rig, 500);
        seat_rig_press_char('b');
        assert_int_equal(exam_choice(c.exam, 0), -1);
    }
    rig_pass(&rig, 1000);
    seat_rig_press_char('b');
    assert_int_equal(exam_choice(c.exam, 0), 1);
}

static void another_letter_is_an_answer_at_once(void **state)
{
    (void)state;
    go_to_rules();
    seat_rig_type("bab");
    assert_int_equal(exam_choice(c.exam, 0), 1);
}

/* ---- the other language ---- */

static void the_language_comes_back_with_the_paper(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('l');
    assert_int_equal(c.flow.lang, CLIENT_VI);
    cut_off();
    assert_int_equal(c.flow.lang, CLIENT_EN);
    seat_rig_log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.flow.lang, CLIENT_VI);
    seat_rig_press(KEYPRESS_ESC); /* whoever comes next finds the seat's own */
    assert_int_equal(c.flow.lang, CLIENT_EN);
}

/* Chosen at the log-in, before any paper was open. */
static void a_language_chosen_before_comes_back_too(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_press_ctrl('E');
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press_char('b');
    cut_off();
    seat_rig_log_in("001", rig.access[0]);
    assert_int_equal(c.flow.lang, CLIENT_VI);
    client_use_language(CLIENT_EN);
}

static void a_switch_is_named_in_both(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('l');
    assert_non_null(strstr(c.message.text, "Vietnamese"));
    assert_non_null(strstr(c.message.text, "tiếng Việt"));
    seat_rig_press_char('l');
    assert_non_null(strstr(c.message.text, "English"));
    assert_non_null(strstr(c.message.text, "tiếng Anh"));
    seat_rig_press_char('m'); /* for one message */
    assert_null(strstr(c.message.text, "English"));
}

/* There and back it is the same, and between it is another one. */
static void is_said_in_both(void)
{
    char before[sizeof c.message.text], there[sizeof c.message.text];
    struct keypress key = {.kind = KEYPRESS_CTRL, .cp = 'E'};
    if (!flow_ops(&c)->takes_text)
        key = (struct keypress){.kind = KEYPRESS_CHAR, .cp = 'l'};
    uint64_t ends_at = c.message.ends_at;
    snprintf(before, sizeof before, "%s", c.message.text);
    assert_true(before[0]);
    client_key(&c, &key);
    snprintf(there, sizeof there, "%s", c.message.text);
    assert_true(there[0]);
    assert_string_not_equal(there, before);
    assert_null(strstr(there, "Language"));
    client_key(&c, &key);
    assert_string_equal(c.message.text, before);
    assert_true(c.message.ends_at == ends_at);
}

/* Who leaves is told in the language of the exam; who comes finds the seat's own. */
static void the_goodbye_is_in_the_candidates_language(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('l');
    assert_int_equal(c.flow.lang, CLIENT_VI);
    seat_rig_press_char('g');
    seat_rig_press_char('s');
    seat_rig_type("nop");
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_wait_for_receipt();
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_int_equal(c.flow.lang, CLIENT_EN);
    assert_non_null(strstr(c.message.text, "Đã nộp bài xong"));
}

static void what_is_said_is_said_in_the_other_language(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('c');
    cut_off();
    is_said_in_both(); /* were you interrupted */
    seat_rig_log_in("001", rig.access[1]);
    is_said_in_both(); /* the code is wrong */
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    assert_non_null(strstr(c.message.text, "Welcome back"));
    is_said_in_both();
    rig_pass(&rig, 20 * MINUTE_MS);
    client_tick(&c);
    assert_non_null(strstr(c.message.text, "10 minutes left"));
    is_said_in_both();
    seat_rig_type("gs");
    seat_rig_type_code("nop");
    seat_rig_wait_for_receipt();
    seat_rig_press(KEYPRESS_ENTER);
    is_said_in_both(); /* have you copied it */
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_LOGIN);
    is_said_in_both(); /* you may leave */
}

/* ---- the log-in ---- */

static void the_number_again_is_no_wrong_code(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_log_in("001", " 001");
    assert_non_null(strstr(c.message.text, "Now type the access code"));
    assert_int_equal(c.login.failures, 0);
    assert_int_equal(c.input.at, 1);
    assert_string_equal(c.input.field[1].text, "");
    seat_rig_type_code("002"); /* another's number is a wrong code */
    assert_int_equal(c.login.failures, 1);
    seat_rig_type_code(rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

static void who_waits_is_told_what_it_costs(void **state)
{
    (void)state;
    char told[sizeof c.message.text];
    seat_rig_begin();
    rig_settle(c.exam);
    client_free(&c);
    rig_reboot(&rig, MINUTE_MS, 20000);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    snprintf(told, sizeof told, "%s", c.message.text);
    assert_non_null(strstr(told, "raise your hand"));
    assert_non_null(strstr(told, "time"));
    assert_null(strstr(told, "Ctrl"));
    seat_rig_press(KEYPRESS_ENTER); /* once more changes nothing */
    assert_string_equal(c.message.text, told);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

/* ---- time, hand-in ---- */

static void thirty_minutes_are_thirty_until_one_is_over(void **state)
{
    char text[32];
    (void)state;
    seat_rig_begin();
    rig_pass(&rig, 1000);
    time_left_text(&c, text, sizeof text);
    assert_string_equal(text, "30 min");
    assert_int_equal(time_left_changes_in_ms(&c), MINUTE_MS - 1000);
    rig_pass(&rig, time_left_changes_in_ms(&c) - 1);
    time_left_text(&c, text, sizeof text);
    assert_string_equal(text, "30 min");
    rig_pass(&rig, 1);
    time_left_minutes_text(&c, text, sizeof text);
    assert_string_equal(text, "29 of 30 min");
    rig_pass(&rig, 19 * MINUTE_MS - 1);
    time_left_text(&c, text, sizeof text);
    assert_string_equal(text, "11 min");
    rig_pass(&rig, 1);
    time_left_text(&c, text, sizeof text);
    assert_string_equal(text, "10:00");
    assert_int_equal(time_left_changes_in_ms(&c), 1000);
}

static void gaps_are_told_before_the_hand_in(void **state)
{
    char text[QUESTIONS_TEXT], all[32];
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('a');
    assert_true(questions_empty_text(&c, text));
    snprintf(all, sizeof all, "! %d questions", RIG_QUESTIONS - 1);
    assert_non_null(strstr(text, all));
    assert_non_null(strstr(text, "part 1: "));
    assert_non_null(strstr(text, "counts as wrong"));
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        exam_choose(c.exam, q, 0);
    assert_false(questions_empty_text(&c, text));
    assert_string_equal(text, "");
}

/* ---- help ---- */

static void stand_in(enum client_state where)
{
    client_free(&c);
    rig_empty(&rig);
    seat_rig_open("M01", NULL, false);
    if (where == CLIENT_RULES)
        go_to_rules();
    else
        seat_rig_begin();
    if (where == CLIENT_OVERVIEW)
        seat_rig_press_char('g');
    assert_int_equal(c.state, where);
    message_clear(&c.message);
    c.flow.dirty = false;
}

/* Each key that the help of a screen names does something there. */
static void help_names_keys_that_work(void **state)
{
    static const enum client_state WHERE[] = {CLIENT_RULES, CLIENT_ANSWERING, CLIENT_OVERVIEW};
    (void)state;
    for (size_t i = 0; i < sizeof WHERE / sizeof WHERE[0]; i++)
        for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
            struct keypress key;
            const struct tui_action *a = action_get((enum action_id)id);
            if (!(a->where & CLIENT_WHERE(WHERE[i])) || !a->keys[0] || !tui_action_key(a, &key))
                continue;
            stand_in(WHERE[i]);
            client_key(&c, &key);
            if (strstr(c.message.text, "does nothing") || strstr(c.message.text, "Not begun yet"))
                fail_msg("%s in state %d: %s", a->name, (int)WHERE[i], c.message.text);
        }
}

/* The keys of an entry stand in the fourth column; above the last stands whom it is for. */
static bool is_entry(const struct canvas *v, int row)
{
    bool is_headed = v->cell[row * v->cols + 3].cp == ' ' &&
                     v->cell[(row + 1) * v->cols + 3].cp == ' ' &&
                     v->cell[(row + 1) * v->cols + 15].cp == 'F';
    return is_headed || v->cell[row * v->cols + 3].cp != ' ';
}

/* No page begins within an entry, so none ends within one; one comes to the end and back. */
static void help_breaks_between_entries(void **state)
{
    struct canvas v;
    int pages = 0, first = -1;
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('h');
    assert_true(canvas_init(&v, ROWS, COLS));
    for (; pages < 20; pages++) {
        screens_draw(&c, &v);
        assert_true(is_entry(&v, 3));
        if (v.first_line == first)
            break;
        assert_true(pages == 0 || v.first_line > first);
        first = v.first_line;
        client_seen(&c, &(struct reading_shown){v.first_line, v.page_lines, v.focus_side, false});
        seat_rig_press(KEYPRESS_PAGE_DOWN);
    }
    assert_in_range(pages, 2, 10);
    for (int i = 0; i < 200 && v.first_line > 0; i++) {
        client_seen(&c, &(struct reading_shown){v.first_line, v.page_lines, v.focus_side, false});
        seat_rig_press(KEYPRESS_UP);
        screens_draw(&c, &v);
        assert_true(is_entry(&v, 3));
    }
    assert_int_equal(v.first_line, 0);
    canvas_free(&v);
}

static int start_language(void **state)
{
    char folder[4096];
    const char *build = getenv("SATHACH_BUILD");
    if (!build || !lang_start())
        return -1;
    snprintf(folder, sizeof folder, "%s/po", build); /* the program's, which is not beside a test */
    bindtextdomain(I18N_DOMAIN, folder);
    return seat_rig_group_up(state);
}

static int stop(void **state)
{
    client_use_language(CLIENT_EN);
    return seat_rig_down(state);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, seat_rig_up, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(b_twice_in_haste_chooses_nothing),
                                       CASE(another_letter_is_an_answer_at_once),
                                       CASE(the_language_comes_back_with_the_paper),
                                       CASE(a_language_chosen_before_comes_back_too),
                                       CASE(a_switch_is_named_in_both),
                                       CASE(the_goodbye_is_in_the_candidates_language),
                                       CASE(what_is_said_is_said_in_the_other_language),
                                       CASE(the_number_again_is_no_wrong_code),
                                       CASE(who_waits_is_told_what_it_costs),
                                       CASE(thirty_minutes_are_thirty_until_one_is_over),
                                       CASE(gaps_are_told_before_the_hand_in),
                                       CASE(help_names_keys_that_work),
                                       CASE(help_breaks_between_entries)};
    return cmocka_run_group_tests_name("newcomer", tests, start_language, seat_rig_group_down);
}
